//! A target: what is said of it now, every version before, and the form of the next.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Target, TargetId, TargetVersion, VersionInput};
use super::super::rules::check_version;
use super::super::storage;
use super::{firmnesses, id_of};
use crate::frame::rights::STEER;
use crate::frame::{App, Caller, Frame, Select};
use crate::steering::pages::{about, now, said, stated};
use crate::steering::steered;

/// What the form of a version sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    version: String,
    #[serde(flatten)]
    typed: VersionInput,
}

/// What the form of a withdrawal sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Withdrawal {
    reason: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "steering/targets/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    target: Target,
    versions: Vec<TargetVersion>,
    version: String,
    typed: VersionInput,
    firmnesses: Vec<Select>,
    faults: Faults,
    steers: bool,
}

pub async fn page(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, (None, Faults::default()), done.done).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: TargetId,
    (sent, faults): (Option<Sent>, Faults),
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, (target, versions)) = app
        .read(caller, |r, me| {
            let target = storage::find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            Ok((target, storage::versions(r, id)?))
        })
        .await?;
    let steers = me.may(STEER) && target.withdrawn_at.is_none();
    let frame = Frame::new(app, caller, me, "targets").done(done);
    let stored = Sent { version: target.now.number.to_string(), typed: (&target.now).into() };
    let Sent { version, typed } = sent.unwrap_or(stored);
    let firmnesses = firmnesses(&frame, &typed.firmness);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, Sheet { frame, target, versions, version, typed, firmnesses, faults, steers })
        .into_response())
}

pub async fn revise(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (sent, today) = (form.value.clone(), now(&app).today());
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            let target = storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            steered(&me.actor)?;
            let version = sent.version.parse().map_err(|_| ProblemKind::Unreadable)?;
            let new = check_version(target.indicator, &sent.typed, (me.language, today))?;
            storage::revise(tx, &me.actor, id, version, &new)
        })
        .await;
    answered(&app, &caller, id, (outcome.map(drop), Some(form.value))).await
}

pub async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Withdrawal>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let reason = tidy(&form.value.reason);
    let outcome =
        app.submit(&caller, &form.context, move |tx, me| storage::withdraw(tx, &me.actor, id, &reason)).await;
    answered(&app, &caller, id, (outcome, None)).await
}

async fn answered(
    app: &App,
    caller: &Caller,
    id: TargetId,
    (outcome, sent): (Result<(), Problem>, Option<Sent>),
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/targets/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(app, caller, id, (sent, Faults(problem.faults)), None).await
        }
        Err(problem) => Err(problem.back_to(format!("/targets/{id}"))),
    }
}

impl Sheet {
    fn about(&self) -> String {
        about(&self.frame, &self.target)
    }

    fn year(&self) -> String {
        self.target.year.to_string()
    }

    fn figure(&self, version: &TargetVersion) -> String {
        said(&self.frame, Some(&version.figure))
    }

    fn counted(&self) -> String {
        self.target.now.figure.counted(self.frame.t.language)
    }

    fn baseline(&self, version: &TargetVersion) -> Option<String> {
        version.baseline.as_ref().map(|figure| said(&self.frame, Some(figure)))
    }

    fn firmness(&self, version: &TargetVersion) -> String {
        self.frame.t.keyed("firmness-", version.firmness.key())
    }

    fn source(&self, version: &TargetVersion) -> String {
        stated(version, self.frame.t.language)
    }

    fn by(&self, version: &TargetVersion) -> String {
        self.frame.who(version.by.as_deref())
    }

    fn when(&self, version: &TargetVersion) -> String {
        let day = version.written_at.to_zoned(self.frame.zone.clone()).date();
        platform::dates::day_with_year(day, self.frame.t.language)
    }
}
