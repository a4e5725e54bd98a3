//! Somebody leaves: what he answers for, who takes it, and from when.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{Actor, Identity, PrincipalId, Rights};
use platform::database::{Reader, Transaction};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::needs_people;
use crate::account::{self, Member};
use crate::frame::links::{Held, Leaver, Registry};
use crate::frame::rights::Role;
use crate::frame::{App, Caller, Frame, Me, Select};

/// Colleagues to choose among.
const COLLEAGUES: i64 = 500;

/// What he answers for, of one kind: what whoever looks may know of is named. Whether there is more is not said, nor how much:
/// somebody takes each part, and what cannot be seen goes with it.
struct Part {
    key: &'static str,
    held: Vec<Held>,
}

impl Part {
    fn named(&self) -> Vec<&str> {
        self.held.iter().filter_map(|one| one.title.as_deref()).collect()
    }
}

struct Plan {
    member: Member,
    parts: Vec<Part>,
    colleagues: Vec<Member>,
}

#[derive(Template)]
#[template(path = "administration/pages/handing.html")]
struct Handing {
    frame: Frame,
    plan: Plan,
    last_day: String,
    chosen: HashMap<String, String>,
    faults: Faults,
}

impl Handing {
    fn heirs(&self, key: &&'static str) -> Vec<Select> {
        let chosen = self.chosen.get(&format!("to.{key}")).map_or("", String::as_str);
        let one = |member: &Member| {
            let key = member.seat.to_string();
            Select { chosen: key == chosen, label: member.name(), key }
        };
        self.plan.colleagues.iter().map(one).collect()
    }
}

fn look(reader: &Reader, me: &Me, registry: &Registry, seat: PrincipalId) -> Result<Plan, Problem> {
    needs_people(me)?;
    let member = account::member(reader, &me.actor, seat)?;
    let mut parts = Vec::new();
    if let Some(leaver) = leaver(&member) {
        for holding in registry.holdings {
            let held = (holding.held)(reader, &me.actor, &leaver)?;
            parts.push(Part { key: holding.key, held });
        }
    }
    let people = account::members(reader, &me.actor, member.organisation, None, COLLEAGUES)?;
    let works = |one: &Member| {
        one.seat != seat && one.account.is_some() && matches!(one.role, Role::Officer | Role::Manager)
    };
    Ok(Plan { member, parts, colleagues: people.into_iter().filter(works).collect() })
}

fn leaver(member: &Member) -> Option<Leaver> {
    Some(Leaver { account: member.account?.0, organisation: member.organisation.group() })
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
) -> Result<Response, Problem> {
    let seat = seat.parse().map_err(|_| ProblemKind::NotFound)?;
    page(&app, &caller, seat, HashMap::new(), Faults::default()).await
}

async fn page(
    app: &App,
    caller: &Caller,
    seat: PrincipalId,
    chosen: HashMap<String, String>,
    faults: Faults,
) -> Result<Response, Problem> {
    let registry = app.registry;
    let (me, plan) = app.read(caller, |r, me| look(r, me, &registry, seat)).await?;
    let last_day = chosen.get("last_day").cloned().unwrap_or_default();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "administration");
    Ok(Page(status, Handing { frame, plan, last_day, chosen, faults }).into_response())
}

/// Who takes a part: a colleague of the list, as the actor that he is.
fn heir(tx: &Transaction, me: &Me, plan: &Plan, chosen: &str) -> Result<Actor, Problem> {
    let found = plan.colleagues.iter().find(|one| one.seat.to_string() == chosen);
    let refused = || {
        let mut faults = Faults::default();
        faults.add("heir", "error-handing-heir");
        Problem::from(faults)
    };
    let member = found.ok_or_else(refused)?;
    let identity = Identity::Member {
        account: member.account.ok_or_else(refused)?.0,
        seat: member.seat,
        acting_for: member.organisation.group(),
    };
    Ok(Actor::member(tx, identity, Rights::NONE, me.actor.at)?.ok_or(ProblemKind::NotFound)?)
}

pub async fn hand_over(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<String>,
    Form { value: pairs, context }: Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let seat: PrincipalId = seat.parse().map_err(|_| ProblemKind::NotFound)?;
    let chosen: HashMap<String, String> = pairs.into_iter().collect();
    let (sent, registry, zone) = (chosen.clone(), app.registry, app.settings.zone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let plan = look(tx, me, &registry, seat)?;
            let today = me.actor.at.to_zoned(zone.clone()).date();
            let mut faults = Faults::default();
            let typed = sent.get("last_day").map_or("", |day| day.trim());
            let day = match typed {
                "" => None,
                said => match ImpreciseDate::parse(said, me.language, today, MissingYear::Next) {
                    Ok(date) if date.latest() >= today => Some(date.latest()),
                    Ok(_) => {
                        faults.add("last_day", "error-day-past");
                        None
                    }
                    Err(_) => {
                        faults.add("last_day", "error-when");
                        None
                    }
                },
            };
            let day = faults.or(day)?;
            let mut left = false;
            if let Some(leaver) = leaver(&plan.member).filter(|_| !plan.colleagues.is_empty()) {
                for holding in registry.holdings {
                    let to = sent.get(&format!("to.{}", holding.key)).map_or("", String::as_str);
                    let heir = heir(tx, me, &plan, to)?;
                    left = left || (holding.pass)(tx, &me.actor, &leaver, &heir)?.left > 0;
                }
            }
            // The last day is included: it ends when the next one begins.
            let end = day.and_then(|day| day.tomorrow().ok()?.to_zoned(zone.clone()).ok());
            if left {
                let mut faults = Faults::default();
                faults.add("heir", "error-handing-left");
                return Err(faults.into());
            }
            account::end_seat_on(tx, &me.actor, seat, end.map(|end| end.timestamp()))?;
            Ok(plan.member.organisation)
        })
        .await;
    match outcome {
        Ok(organisation) => Ok(see_other(&format!(
            "/administration/people?organisation={organisation}&done=done-handed-over"
        ))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            page(&app, &caller, seat, chosen, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
