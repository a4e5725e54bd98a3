//! One member of the instance: how it stands, who answers for it; suspended, closed, opened again.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::needs;
use super::person::{Done, Nothing};
use crate::account::{self, Member, moment};
use crate::directory::standing::{self, Standing, State as Stands, StopInput, check_stop};
use crate::directory::{Organisation, OrganisationId};
use crate::frame::rights::{RUN_INSTANCE, Role};
use crate::frame::{App, Caller, Frame, Select};

/// People shown here; the others are on the page of people.
const SHOWN: i64 = 200;

struct Found {
    organisation: Organisation,
    standing: Standing,
    people: usize,
    administrators: Vec<Member>,
    own: bool,
}

#[derive(Template)]
#[template(path = "administration/pages/organisation.html")]
struct Sheet {
    frame: Frame,
    found: Found,
    typed: StopInput,
    faults: Faults,
}

impl Sheet {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    fn states(&self) -> Vec<Select> {
        let one = |state: Stands| Select {
            key: state.key().into(),
            label: self.frame.t.keyed("administration-stop-", state.key()),
            chosen: self.typed.state == state.key(),
        };
        [Stands::Suspended, Stands::Closed].map(one).into()
    }
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Done>,
) -> Result<Response, Problem> {
    page(&app, &caller, id_of(&id)?, StopInput::default(), Faults::default(), asked.done).await
}

async fn page(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    typed: StopInput,
    faults: Faults,
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, found) = app
        .read(caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            let organisation = standing::member(r, &me.actor, id)?;
            let standing = standing::standing_of(r, &me.actor, id)?;
            let members = account::members(r, &me.actor, id, None, SHOWN)?;
            let people = members.len();
            let administrators =
                members.into_iter().filter(|member| member.role == Role::Administrator).collect();
            let own = me.organisation == id.group();
            Ok(Found { organisation, standing, people, administrators, own })
        })
        .await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "administration").done(done);
    Ok(Page(status, Sheet { frame, found, typed, faults }).into_response())
}

pub async fn stop(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { value: typed, context }: Form<StopInput>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (input, zone) = (typed.clone(), app.settings.zone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            needs(me, RUN_INSTANCE)?;
            // Whether the member is there comes before what was typed.
            standing::member(tx, &me.actor, id)?;
            let today = me.actor.at.to_zoned(zone.clone()).date();
            standing::stop(tx, &me.actor, id, &check_stop(&input, me.language, today, &zone)?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/administration/organisations/{id}?done=done-stopped"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            page(&app, &caller, id, typed, Faults(problem.faults), None).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn reopen(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    app.submit(&caller, &context, move |tx, me| {
        needs(me, RUN_INSTANCE)?;
        standing::reopen(tx, &me.actor, id)
    })
    .await?;
    Ok(see_other(&format!("/administration/organisations/{id}?done=done-reopened")))
}
