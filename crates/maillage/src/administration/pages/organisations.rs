//! The members of the instance, for whoever runs it, and the form that founds one more.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::needs;
use crate::account::{self, Overview, moment};
use crate::directory::standing::{self, FoundingInput, check_founding};
use crate::directory::{CATEGORIES, Category, Family, OrganisationId};
use crate::frame::rights::RUN_INSTANCE;
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::countries;

const PAGE: usize = 50;
/// One more, to know whether there is a next page.
const ASKED: i64 = 51;

/// The place in the list, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after_key: Option<String>,
    after: Option<OrganisationId>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "administration/pages/organisations.html")]
struct Organisations {
    frame: Frame,
    found: Vec<Overview>,
    next: Option<String>,
    typed: FoundingInput,
    faults: Faults,
    /// The sheet of an organisation of the directory that resembles the one typed.
    alike: Option<String>,
}

fn select(key: &str, label: String, chosen: &str) -> Select {
    Select { key: key.into(), label, chosen: key == chosen }
}

impl Organisations {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    fn families(&self) -> Vec<Select> {
        let one = |family: &Family| {
            select(family.key(), self.frame.t.keyed("family-", family.key()), &self.typed.family)
        };
        Family::ALL.iter().map(one).collect()
    }

    fn categories(&self) -> Vec<Select> {
        let one = |category: &Category| {
            select(category.key, self.frame.t.keyed("category-", category.key), &self.typed.category)
        };
        CATEGORIES.iter().map(one).collect()
    }

    fn countries(&self) -> Vec<Select> {
        let chosen = if self.typed.country.is_empty() { "FR" } else { &self.typed.country };
        let one = |(key, label): (&str, &str)| select(key, label.to_owned(), chosen);
        countries(self.frame.t.language).into_iter().map(one).collect()
    }

    /// What was typed, to be sent again.
    fn sent(&self) -> [(&'static str, &str); 9] {
        let typed = &self.typed;
        [
            ("name", &typed.name),
            ("short_name", &typed.short_name),
            ("family", &typed.family),
            ("category", &typed.category),
            ("country", &typed.country),
            ("city", &typed.city),
            ("siren", &typed.siren),
            ("website", &typed.website),
            ("membership", &typed.membership),
        ]
    }

    /// The identifier of the one that resembles it.
    fn partner(&self) -> &str {
        self.alike.as_deref().and_then(|page| page.rsplit('/').next()).unwrap_or_default()
    }

    fn memberships(&self) -> Vec<Select> {
        let one = |key: &str| {
            select(key, self.frame.t.keyed("administration-membership-", key), &self.typed.membership)
        };
        ["public", "private"].map(one).into()
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&app, &caller, asked, FoundingInput::default(), (Faults::default(), None)).await
}

async fn page(
    app: &App,
    caller: &Caller,
    asked: Asked,
    typed: FoundingInput,
    (faults, alike): (Faults, Option<String>),
) -> Result<Response, Problem> {
    let after = asked.after_key.clone().zip(asked.after);
    let (me, mut found) = app
        .read(caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            Ok(account::organisations(r, &me.actor, after.as_ref(), ASKED)?)
        })
        .await?;
    let next = (found.len() > PAGE).then(|| {
        found.truncate(PAGE);
        let last = found.last().map(|one| (one.name_key.clone(), one.id.to_string())).unwrap_or_default();
        serde_html_form::to_string([("after_key", last.0), ("after", last.1)]).unwrap_or_default()
    });
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "administration").done(asked.done);
    Ok(Page(status, Organisations { frame, found, next, typed, faults, alike }).into_response())
}

pub async fn found(
    State(app): State<App>,
    caller: Caller,
    Form { value: typed, context }: Form<FoundingInput>,
) -> Result<Response, Problem> {
    let input = typed.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            needs(me, RUN_INSTANCE)?;
            standing::found(tx, &me.actor, &check_founding(&input)?)
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/administration/organisations/{id}?done=done-founded"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let refused = (Faults(problem.faults), problem.way_out);
            page(&app, &caller, Asked::default(), typed, refused).await
        }
        Err(problem) => Err(problem),
    }
}
