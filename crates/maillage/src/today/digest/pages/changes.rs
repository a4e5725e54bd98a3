//! What others did on what one follows, or on whatever one's organisation owns; and how often one is written to about it.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use platform::dates::{day_in_full, time_of_day};
use platform::web::{Faults, Form, Page, Problem, see_other};
use serde::Deserialize;

use super::super::{Act, Asked, Changed, changes};
use super::{act_told, name_of, who};
use crate::account::{AccountId, Reach, Rhythm, Wish, choose_rhythm, wish};
use crate::frame::{App, Caller, Frame};

/// How far one looks back, in days.
const PERIODS: [i64; 3] = [1, 7, 30];

/// What is asked, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    reach: Option<String>,
    days: Option<i64>,
    before: Option<String>,
    done: Option<String>,
}

impl View {
    fn days(&self) -> i64 {
        self.days.filter(|days| PERIODS.contains(days)).unwrap_or(7)
    }
}

#[derive(Template)]
#[template(path = "today/digest/pages/changes.html")]
pub struct Changes {
    frame: Frame,
    wish: Wish,
    reach: Reach,
    days: i64,
    records: Vec<(Changed, String)>,
    more: Option<Timestamp>,
}

impl Changes {
    fn name(&self, one: &Changed) -> String {
        name_of(&self.frame.t, one)
    }

    fn what(&self, act: &Act) -> String {
        act_told(&self.frame.t, act)
    }

    fn who(&self, act: &Act) -> String {
        who(&self.frame.t, act, &self.frame.instance)
    }

    fn moment(&self, at: &Timestamp) -> String {
        let at = at.to_zoned(self.frame.zone.clone());
        let language = self.frame.t.language;
        self.frame.t.with2(
            "digest-moment",
            "day",
            day_in_full(at.date(), language),
            "hour",
            time_of_day(at.time(), language),
        )
    }

    fn rhythms(&self) -> Vec<(&'static str, bool)> {
        Rhythm::ALL.iter().map(|one| (one.key(), *one == self.wish.rhythm)).collect()
    }

    fn reaches(&self) -> Vec<(&'static str, bool)> {
        Reach::ALL.iter().map(|one| (one.key(), *one == self.wish.reach)).collect()
    }

    /// The choices above the list: what follows is looked at on its own.
    fn shown_reaches(&self) -> Vec<(&'static str, bool)> {
        Reach::ALL.iter().map(|one| (one.key(), *one == self.reach)).collect()
    }

    fn periods(&self) -> Vec<(i64, bool)> {
        PERIODS.iter().map(|days| (*days, *days == self.days)).collect()
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<Changes>, Problem> {
    let days = view.days();
    let before: Option<Timestamp> = view.before.as_deref().and_then(|at| at.parse().ok());
    let (me, (wish, reach, told)) = app
        .read(&caller, |r, me| {
            let wish = wish(r, AccountId(me.account))?;
            let reach = view.reach.as_deref().and_then(Reach::from_key).unwrap_or(wish.reach);
            let since = me.actor.at - SignedDuration::from_hours(24 * days);
            let asked = Asked { reach, since, until: before.unwrap_or(me.actor.at) };
            Ok((wish, reach, changes(r, &me.actor, &app.registry, asked)?))
        })
        .await?;
    let linked = |one: Changed| {
        let url = app.registry.url(&one.kind, one.record);
        (one, url)
    };
    let records = told.records.into_iter().map(linked).collect();
    let frame = Frame::new(&app, &caller, me, "today").done(view.done);
    Ok(Page(StatusCode::OK, Changes { frame, wish, reach, days, records, more: told.more }))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    pub rhythm: String,
    pub about: String,
}

impl Input {
    /// What is wished, as typed by a form or an API call.
    pub fn read(&self) -> Result<(Rhythm, Reach), Faults> {
        let mut faults = Faults::default();
        let (rhythm, reach) = (Rhythm::from_key(&self.rhythm), Reach::from_key(&self.about));
        if rhythm.is_none() {
            faults.add("rhythm", "error-choice");
        }
        if reach.is_none() {
            faults.add("about", "error-choice");
        }
        rhythm.zip(reach).ok_or(faults)
    }
}

pub async fn choose(State(app): State<App>, caller: Caller, form: Form<Input>) -> Result<Response, Problem> {
    let input = form.value;
    app.submit(&caller, &form.context, move |tx, me| {
        Ok(choose_rhythm(tx, &me.actor, AccountId(me.account), input.read()?)?)
    })
    .await?;
    Ok(see_other("/changes?done=done-rhythm"))
}
