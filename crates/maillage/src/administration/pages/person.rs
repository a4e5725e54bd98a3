//! One person of an organisation: the role, the invitation, the departure.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::access::PrincipalId;
use platform::database::Transaction;
use platform::web::{Faults, Form, Page, PostContext, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::people::roles;
use super::{needs, needs_people};
use crate::account::{self, Member};
use crate::frame::rights::{RUN_INSTANCE, Role};
use crate::frame::{App, Caller, Frame, Me, Select};

#[derive(Template)]
#[template(path = "administration/pages/person.html")]
pub struct Person {
    frame: Frame,
    instance: bool,
    own: bool,
    member: Member,
    faults: Faults,
}

impl Person {
    fn roles(&self) -> Vec<Select> {
        roles(&self.frame, self.member.role.key())
    }
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// The key of its message.
    pub done: Option<String>,
}

/// What the form of the role sends.
#[derive(Debug, Deserialize)]
pub struct RoleInput {
    role: Role,
}

/// What the other forms send: nothing of their own.
#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

fn seat_of(text: &str) -> Result<PrincipalId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
    Query(asked): Query<Done>,
) -> Result<Page<Person>, Problem> {
    let seat = seat_of(&seat)?;
    let (me, member) = app
        .read(&caller, |r, me| {
            needs_people(me)?;
            Ok(account::member(r, &me.actor, seat)?)
        })
        .await?;
    let own = member.account.is_some_and(|account| account.0 == me.account);
    let instance = me.runs_instance();
    let frame = Frame::new(&app, &caller, me, "administration").done(asked.done);
    Ok(Page(StatusCode::OK, Person { frame, instance, own, member, faults: Faults::default() }))
}

/// Changes something about somebody, then shows him again.
async fn change<F>(
    app: &App,
    caller: &Caller,
    context: &PostContext,
    seat: &str,
    done: &str,
    work: F,
) -> Result<Response, Problem>
where
    F: Fn(&Transaction, &Me, PrincipalId) -> Result<(), Problem> + Send + 'static,
{
    let id = seat_of(seat)?;
    app.submit(caller, context, move |tx, me| {
        needs_people(me)?;
        work(tx, me, id)
    })
    .await?;
    Ok(see_other(&format!("/administration/people/{id}?done={done}")))
}

pub async fn change_role(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
    Form { value: input, context }: Form<RoleInput>,
) -> Result<Response, Problem> {
    change(&app, &caller, &context, &seat, "done-role", move |tx, me, seat| {
        account::change_role(tx, &me.actor, seat, input.role)
    })
    .await
}

pub async fn invite_again(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    change(&app, &caller, &context, &seat, "done-invited", move |tx, me, seat| {
        let member = account::member(tx, &me.actor, seat)?;
        account::invite_again(tx, &me.actor, &member)
    })
    .await
}

pub async fn remove_codes(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    change(&app, &caller, &context, &seat, "done-codes-removed", move |tx, me, seat| {
        needs(me, RUN_INSTANCE)?;
        let member = account::member(tx, &me.actor, seat)?;
        account::remove_codes(tx, &me.actor, member.account.ok_or(ProblemKind::NotFound)?)
    })
    .await
}

pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let seat = seat_of(&seat)?;
    let organisation = app
        .submit(&caller, &context, move |tx, me| {
            needs_people(me)?;
            let organisation = account::member(tx, &me.actor, seat)?.organisation;
            account::end_seat(tx, &me.actor, seat)?;
            Ok(organisation)
        })
        .await?;
    Ok(see_other(&format!("/administration/people?organisation={organisation}&done=done-seat-ended")))
}
