//! A proposal to merge: what it would do, why, and the answer.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::dates::day_with_year;
use platform::text::tidy_lines;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::super::model::PlanLine;
use super::super::super::pages::Differing;
use super::super::super::pages::list::{Done, Nothing};
use super::super::super::pages::merge::told;
use super::super::model::{Proposal, ProposalId, State as Answered};
use super::super::storage;
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "directory/duplicates/proposals/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    proposal: Proposal,
    /// The facts that differ, and whether that of the one merged is taken.
    facts: Vec<(Differing, bool)>,
    lines: Vec<PlanLine>,
    shown_to: Vec<String>,
    /// Whether the organisation acted for is the one asked.
    asked: bool,
    /// Whether it is the one that proposes.
    own: bool,
    typed: String,
    faults: Faults,
}

impl Sheet {
    fn day(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    fn waits(&self) -> bool {
        self.proposal.state == Answered::Waiting
    }

    fn accepted(&self) -> bool {
        self.proposal.state == Answered::Accepted
    }
}

fn id_of(text: &str) -> Result<ProposalId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, (String::new(), Faults::default()), done.done).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProposalId,
    (typed, faults): (String, Faults),
    done: Option<String>,
) -> Result<Response, Problem> {
    let merging = app.registry.merging;
    let (me, (proposal, plan, choice)) = app
        .read(caller, |r, me| {
            let (proposal, plan) = storage::whole(r, &me.actor, &merging, id)?;
            let choice = storage::chosen(&proposal)?;
            Ok((proposal, plan, choice))
        })
        .await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let acting = me.actor.acting_for();
    let (asked, own) = (acting == Some(proposal.asked), acting == Some(proposal.proposed_for));
    let frame = Frame::new(app, caller, me, "directory").done(done);
    let (facts, lines, shown_to) =
        plan.map(|plan| (plan.facts, plan.lines, plan.shown_to)).unwrap_or_default();
    let taken = choice.taken(facts.clone());
    let takes = |field: &str| taken.iter().any(|(name, ..)| *name == field);
    let facts = facts.into_iter().map(|fact| (takes(fact.0), told(&frame, fact)));
    let facts = facts.map(|(takes, fact)| (fact, takes)).collect();
    let sheet = Sheet { frame, proposal, facts, lines, shown_to, asked, own, typed, faults };
    Ok(Page(status, sheet).into_response())
}

pub async fn accept(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let (id, context, merging) = (id_of(&id)?, form.context, app.registry.merging);
    app.submit(&caller, &context, move |tx, me| storage::accept(tx, &me.actor, &merging, id)).await?;
    Ok(see_other(&format!("/duplicates/proposals/{id}?done=done-merged")))
}

/// Why not.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Why {
    reason: String,
}

pub async fn decline(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Why>,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value.reason, form.context);
    let reason = tidy_lines(&typed);
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let mut faults = Faults::default();
            faults.longer(&[("reason", &reason, 500)]);
            if reason.is_empty() {
                faults.add("reason", "error-reason");
            }
            faults.or(())?;
            storage::decline(tx, &me.actor, id, &reason)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other("/duplicates?done=done-merge-declined")),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, (typed, Faults(problem.faults)), None).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let (id, context) = (id_of(&id)?, form.context);
    app.submit(&caller, &context, move |tx, me| storage::withdraw(tx, &me.actor, id)).await?;
    Ok(see_other("/duplicates?done=done-merge-withdrawn"))
}
