//! Who saw what an organisation owns: the access that whoever runs the instance took, then who opened what.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::storage::glass::{self, Glass, GlassId};
use super::super::storage::log::{self, Asked, Seen};
use super::needs;
use super::person::Nothing;
use crate::account::moment;
use crate::frame::rights::SEE_ACCESSES;
use crate::frame::{App, Caller, Frame};

const SHOWN: i64 = 100;
const READ: i64 = 300;

/// Which lines are asked for, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    pub what: Option<String>,
    pub done: Option<String>,
}

/// The choices of which lines to show.
pub fn chips(asked: Asked) -> Vec<(&'static str, bool)> {
    Asked::ALL.into_iter().map(|(key, one)| (key, one == asked)).collect()
}

#[derive(Template)]
#[template(path = "administration/pages/accesses.html")]
pub struct Accesses {
    frame: Frame,
    organisation: String,
    taken: Vec<(Glass, Option<String>)>,
    seen: Vec<(Seen, Option<String>)>,
    chips: Vec<(&'static str, bool)>,
}

impl Accesses {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    fn holds(&self, one: &Glass) -> bool {
        one.holds(self.frame.now)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<Accesses>, Problem> {
    let asked = Asked::of(view.what.as_deref());
    let (me, (taken, seen)) = app
        .read(&caller, |r, me| {
            needs(me, SEE_ACCESSES)?;
            Ok((glass::in_own(r, me, SHOWN)?, log::of_own(r, me, asked, READ)?))
        })
        .await?;
    let url = |one: &Glass| {
        one.record.zip(one.kind.as_deref()).map(|(record, kind)| app.registry.url(kind, record))
    };
    let taken = taken.into_iter().map(|one| (one.clone(), url(&one))).collect();
    // The title is said to those who see its card: only they can open it.
    let link = |one: &Seen| {
        let record = one.record.filter(|_| one.title.is_some())?;
        let kind = one.record_kind.as_deref()?;
        Some(app.registry.url(if one.kind == "organisation" { "company-file" } else { kind }, record))
    };
    let seen = seen.into_iter().map(|one| (one.clone(), link(&one))).collect();
    let organisation = me.organisation_name.clone();
    let frame = Frame::new(&app, &caller, me, "accesses").done(view.done);
    Ok(Page(StatusCode::OK, Accesses { frame, organisation, taken, seen, chips: chips(asked) }))
}

pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let id: GlassId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let registry = app.registry;
    let own = app
        .submit(&caller, &context, move |tx, me| {
            if me.scopes.is_some() {
                return Err(ProblemKind::NotFound.into());
            }
            glass::end(tx, me, &|name| registry.kind(name), id)?;
            Ok(me.may(SEE_ACCESSES) && !me.runs_instance())
        })
        .await?;
    let page = if own { "/accesses" } else { "/administration/break-glass" };
    Ok(see_other(&format!("{page}?done=done-glass-ended")))
}
