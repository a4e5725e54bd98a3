//! Breaking the glass: the form of whoever runs the instance, and what was taken so far.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::web::{Faults, Form, Page, PostContext, Problem, ProblemKind, see_other};

use super::super::rules::{GLASS_HOURS, GlassInput, check_glass};
use super::super::storage::glass::{self, Glass};
use super::needs;
use super::person::Done;
use crate::account::{AccountId, KeyInput, Proof, has_passkey, moment, prove_code, prove_key};
use crate::directory::member_organisations;
use crate::frame::rights::{RUN_INSTANCE, Role};
use crate::frame::{App, Caller, Frame, Select};

const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "administration/pages/glass.html")]
struct Breaks {
    frame: Frame,
    /// What was taken, and where it opens, for who took it and as long as it holds.
    taken: Vec<(Glass, Option<String>)>,
    organisations: Vec<Select>,
    /// Whether one has a passkey to show instead of a code.
    has_key: bool,
    typed: GlassInput,
    faults: Faults,
}

impl Breaks {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    fn holds(&self, one: &Glass) -> bool {
        one.holds(self.frame.now)
    }

    fn roles(&self) -> Vec<Select> {
        let one = |role: Role| Select {
            key: role.key().into(),
            label: self.frame.t.keyed("administration-role-", role.key()),
            chosen: self.typed.role == role.key(),
        };
        [Role::Reader, Role::Officer, Role::Manager].map(one).into()
    }

    fn lengths(&self) -> Vec<Select> {
        let one = |hours: i64| Select {
            key: hours.to_string(),
            label: self.frame.t.with("administration-glass-hours", "n", hours),
            chosen: self.typed.hours == hours.to_string(),
        };
        GLASS_HOURS.map(one).into()
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Done>,
) -> Result<Response, Problem> {
    let typed = GlassInput { hours: "1".into(), role: "reader".into(), ..GlassInput::default() };
    page(&app, &caller, typed, Faults::default(), asked.done).await
}

async fn page(
    app: &App,
    caller: &Caller,
    typed: GlassInput,
    faults: Faults,
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, (taken, organisations, has_key)) = app
        .read(caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            let has_key = has_passkey(r, AccountId(me.account))?;
            Ok((glass::in_instance(r, me, SHOWN)?, member_organisations(r, &me.actor)?, has_key))
        })
        .await?;
    let one = |(id, label): (platform::access::PrincipalId, String)| {
        let key = id.to_string();
        Select { chosen: key == typed.organisation, key, label }
    };
    let organisations = organisations.into_iter().map(one).collect();
    let (own, now) = (AccountId(me.account), me.actor.at);
    let opens = |one: &Glass| {
        let record = one.record.filter(|_| one.account == own && one.holds(now))?;
        Some(app.registry.url(one.kind.as_deref()?, record))
    };
    let taken = taken.into_iter().map(|one| (one.clone(), opens(&one))).collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "administration").done(done);
    Ok(Page(status, Breaks { frame, taken, organisations, has_key, typed, faults }).into_response())
}

pub async fn begin(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Form { value: typed, context }: Form<GlassInput>,
) -> Result<Response, Problem> {
    let (input, registry) = (typed.clone(), app.registry);
    // The code or the key is counted and used by itself: what follows may be refused without giving the count back. Sent
    // again, the form was proved the first time.
    let proved = if app.answered(&caller, &context).await? {
        Ok(Proof::Given)
    } else {
        prove(&app, &caller, &headers, &context, &typed).await
    };
    let outcome = match proved {
        Ok(Proof::Given) => {
            app.submit(&caller, &context, move |tx, me| {
                needs(me, RUN_INSTANCE)?;
                glass::break_glass(tx, me, &|name| registry.kind(name), &check_glass(&input)?)
            })
            .await
        }
        Ok(Proof::TooMany) => Err(Problem::from(ProblemKind::TooMany).back_to("/administration/break-glass")),
        Ok(Proof::Wrong) if typed.key.is_given() => Err(fault("error-glass-key")),
        Ok(Proof::Wrong) => Err(fault("error-code")),
        Ok(Proof::NoCodes) => Err(fault("error-glass-codes")),
        Ok(Proof::Copied) => Err(fault("error-passkey-copied")),
        Err(problem) => Err(problem),
    };
    match outcome {
        Ok(_) => Ok(see_other("/administration/break-glass?done=done-glass")),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed = GlassInput { code: String::new(), key: KeyInput::default(), ..typed };
            page(&app, &caller, typed, Faults(problem.faults), None).await
        }
        Err(problem) => Err(problem),
    }
}

/// Takes the code, or the passkey, once what is asked for is understood.
async fn prove(
    app: &App,
    caller: &Caller,
    headers: &HeaderMap,
    context: &PostContext,
    typed: &GlassInput,
) -> Result<Proof, Problem> {
    let input = typed.clone();
    let key = input.key.is_given().then(|| input.key.clone().shown(app, caller, headers));
    app.write(caller, context, move |tx, me| {
        needs(me, RUN_INSTANCE)?;
        check_glass(&input)?;
        match &key {
            Some(key) => prove_key(tx, AccountId(me.account), key),
            None => prove_code(tx, AccountId(me.account), input.code.trim()),
        }
    })
    .await
}

fn fault(message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add("code", message);
    faults.into()
}
