//! One interaction: what was said, with whom, what follows, and what its author may do with it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Faults, Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::model::InteractionId;
use super::super::rules::may_amend;
use super::super::storage::interaction;
use super::super::timeline::{Told, tell};
use super::id_of;
use crate::directory::colleagues;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// What was typed in the page's forms, and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    /// Why it is withdrawn.
    pub reason: String,
    /// To whom the next step goes.
    pub to: String,
    /// The faults of either.
    pub faults: Faults,
}

#[derive(Template)]
#[template(path = "prospecting/interactions/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    one: Told,
    amends: bool,
    /// To whom the next step may be handed over, by who may.
    heirs: Vec<Select>,
    typed: Typed,
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, Typed::default(), done.done).await
}

/// The page, with what was typed in its forms.
pub async fn show(
    app: &App,
    caller: &Caller,
    id: InteractionId,
    typed: Typed,
    done: Option<String>,
) -> Result<Response, Problem> {
    let (_, page) = app
        .read(caller, |r, me| {
            let (said, level) = interaction(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let amends = me.may(KEEP_FILES) && may_amend(&said, level, &me.actor);
            let hands = me.may(KEEP_FILES) && level >= Level::Contribute;
            let hands = hands && said.next_due.is_some() && !said.done;
            let people = if hands { colleagues(r, &me.actor)? } else { Vec::new() };
            let frame = Frame::new(app, caller, me.clone(), "companies").done(done.clone());
            let one = tell(r, &frame, &me.actor, &app.registry, vec![said])?.pop();
            let one = one.ok_or(ProblemKind::Internal)?;
            let heir = |to: crate::directory::Colleague| Select {
                chosen: to.account == typed.to,
                key: to.account,
                label: to.name,
            };
            Ok(Sheet { frame, one, amends, heirs: people.into_iter().map(heir).collect(), typed })
        })
        .await?;
    let status =
        if page.typed.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, page).into_response())
}
