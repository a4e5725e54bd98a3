//! What each role may do: the table of the instance, or that of one's own organisation.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{INSTANCE, PrincipalId, Rights};
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::rules::wanted;
use super::super::storage::rights;
use super::{needs, needs_people};
use crate::frame::rights::{CAPABILITIES, Capability, MANAGE_PEOPLE, RUN_INSTANCE, Role};
use crate::frame::{App, Caller, Frame, Me};

/// Whose table, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    scope: String,
    done: Option<String>,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    scope: String,
    right: Vec<String>,
}

/// A role's box in the line of a capability.
struct Cell {
    role: Role,
    held: bool,
    may_change: bool,
    /// It is not what the instance, or the program, says.
    adjusted: bool,
}

#[derive(Template)]
#[template(path = "administration/pages/capabilities.html")]
struct Table {
    frame: Frame,
    instance: bool,
    may_choose: bool,
    organisation: String,
    lines: Vec<(&'static Capability, Vec<Cell>)>,
}

/// The instance's table for who runs it and asks, otherwise that of the organisation, for who manages its people.
fn place(me: &Me, scope: &str) -> Result<PrincipalId, Problem> {
    needs_people(me)?;
    if scope == "instance" || !me.may(MANAGE_PEOPLE) {
        needs(me, RUN_INSTANCE)?;
        Ok(INSTANCE)
    } else {
        Ok(me.organisation)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (me, (place, found)) = app
        .read(&caller, |r, me| {
            let place = place(me, &asked.scope)?;
            Ok((place, rights::adjustments(r, place)?))
        })
        .await?;
    let none = crate::frame::rights::Adjustment::default();
    let cell = |one: &Capability, (role, adjustments): &(Role, [crate::frame::rights::Adjustment; 2])| {
        let base = if place == INSTANCE { role.rights() } else { role.adjusted([adjustments[0], none]) };
        let has = |rights: Rights| rights.include(one.right);
        let held = has(role.adjusted(*adjustments));
        Cell {
            role: *role,
            held,
            may_change: one.most.contains(role) && !one.kept.contains(role),
            adjusted: held != has(base),
        }
    };
    let lines =
        CAPABILITIES.iter().map(|one| (one, found.iter().map(|line| cell(one, line)).collect())).collect();
    let (instance, organisation) = (place == INSTANCE, me.organisation_name.clone());
    let may_choose = me.runs_instance() && me.may(MANAGE_PEOPLE);
    let frame = Frame::new(&app, &caller, me, "administration").done(asked.done);
    Ok(Page(StatusCode::OK, Table { frame, instance, may_choose, organisation, lines }).into_response())
}

pub async fn adjust(
    State(app): State<App>,
    caller: Caller,
    Form { value: sent, context }: Form<Sent>,
) -> Result<Response, Problem> {
    if sent.right.len() > 200 {
        return Err(ProblemKind::Unreadable.into());
    }
    let scope = if sent.scope == "instance" { "instance" } else { "" };
    app.submit(&caller, &context, move |tx, me| {
        let place = place(me, &sent.scope)?;
        rights::adjust(tx, &me.actor, place, &wanted(&sent.right))?;
        Ok(())
    })
    .await?;
    Ok(see_other(&format!("/administration/capabilities?scope={scope}&done=done-rights")))
}
