//! The people of an organisation, and the form that invites one more.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::PrincipalId;
use platform::database::Reader;
use platform::web::{Faults, Form, Page, PostContext, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::rules::{Typed, check_invitation};
use super::alike::Resembling;
use super::needs_people;
use crate::account::{self, Member, Whose, manages, may_give};
use crate::directory::people::{self, Alike};
use crate::directory::{self, Organisation, OrganisationId, standing};
use crate::frame::rights::Role;
use crate::frame::{App, Caller, Frame, Me, Select};

const PAGE: usize = 50;
/// One more, to know whether there is a next page.
const ASKED: i64 = 51;

/// The organisation and the place in the list, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    organisation: String,
    after_key: Option<String>,
    after: Option<PrincipalId>,
    done: Option<String>,
}

/// What the page shows of the database.
struct Found {
    organisation: Organisation,
    others: Vec<(PrincipalId, String)>,
    people: Vec<Member>,
    /// The known people who may be the one typed.
    alike: Vec<Alike>,
}

#[derive(Template)]
#[template(path = "administration/pages/people.html")]
struct People {
    frame: Frame,
    instance: bool,
    found: Found,
    /// Those who may be meant, once it is asked.
    resembling: Vec<Resembling>,
    next: Option<String>,
    typed: Typed,
    faults: Faults,
}

impl People {
    fn roles(&self) -> Vec<Select> {
        roles(&self.frame, &self.typed.role)
    }

    fn is_shown(&self, organisation: &PrincipalId) -> bool {
        self.found.organisation.id.group() == *organisation
    }
}

/// The roles that somebody may give.
pub fn given_by(me: &Me) -> Vec<Role> {
    let given = |role: &Role| may_give(Some(me.role), *role, me.runs_instance());
    Role::ALL.iter().copied().filter(given).collect()
}

/// The roles that may be given, as a choice.
pub fn roles(frame: &Frame, chosen: &str) -> Vec<Select> {
    let one = |role: &Role| Select {
        key: role.key().into(),
        label: frame.t.keyed("administration-role-", role.key()),
        chosen: role.key() == chosen,
    };
    let given = frame.me.as_ref().map_or_else(Vec::new, given_by);
    Role::ALL.iter().filter(|role| given.contains(role) || role.key() == chosen).map(one).collect()
}

/// The organisation asked for, one's own if none is: a member of the instance, that this person manages.
pub fn organisation(reader: &Reader, me: &Me, asked: &str) -> Result<Organisation, Problem> {
    let id: OrganisationId = if asked.is_empty() {
        OrganisationId(me.organisation.0)
    } else {
        asked.parse().map_err(|_| ProblemKind::NotFound)?
    };
    let found = directory::find(reader, &me.actor, id)?.map(|(found, _)| found);
    found
        .filter(|found| found.member && manages(&me.actor, found.id))
        .ok_or_else(|| ProblemKind::NotFound.into())
}

fn look(reader: &Reader, me: &Me, asked: &Asked, typed: &Typed) -> Result<Found, Problem> {
    needs_people(me)?;
    let organisation = organisation(reader, me, &asked.organisation)?;
    let after = asked.after_key.clone().zip(asked.after);
    let people = account::members(reader, &me.actor, organisation.id, after.as_ref(), ASKED)?;
    let others =
        if me.runs_instance() { directory::member_organisations(reader, &me.actor)? } else { Vec::new() };
    let sought = check_invitation(typed, organisation.id, false).ok().map(|invitation| invitation.sought());
    let alike = people::alike(reader, &me.actor, sought.as_slice())?.pop().unwrap_or_default();
    Ok(Found { organisation, others, people, alike })
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&app, &caller, StatusCode::OK, &asked, Typed::default(), Faults::default()).await
}

async fn page(
    app: &App,
    caller: &Caller,
    status: StatusCode,
    asked: &Asked,
    typed: Typed,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, mut found) = app.read(caller, |r, me| look(r, me, asked, &typed)).await?;
    let next = (found.people.len() > PAGE).then(|| {
        found.people.truncate(PAGE);
        let last = found
            .people
            .last()
            .map(|member| (member.name_key.clone(), member.seat.to_string()))
            .unwrap_or_default();
        let pairs =
            [("organisation", found.organisation.id.to_string()), ("after_key", last.0), ("after", last.1)];
        serde_html_form::to_string(pairs).unwrap_or_default()
    });
    let instance = me.runs_instance();
    let frame = Frame::new(app, caller, me, "administration").done(asked.done.clone());
    // Whoever is not asked is not told either.
    let asks = faults.of("person").is_some();
    let said = Whose::said(&typed.person).or(people::certain(&found.alike));
    let resembling = if asks { Resembling::all(&frame, &found.alike, said) } else { Vec::new() };
    Ok(Page(status, People { frame, instance, found, resembling, next, typed, faults }).into_response())
}

pub async fn invite(
    State(app): State<App>,
    caller: Caller,
    Form { value: typed, context }: Form<Typed>,
) -> Result<Response, Problem> {
    match send(&app, &caller, typed.clone(), context).await {
        Ok((organisation, done)) => {
            Ok(see_other(&format!("/administration/people?organisation={organisation}&done={done}")))
        }
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let asked = Asked { organisation: typed.organisation.clone(), ..Asked::default() };
            page(&app, &caller, StatusCode::UNPROCESSABLE_ENTITY, &asked, typed, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

/// Invites, and says into which organisation, and what is to be said of it.
async fn send(
    app: &App,
    caller: &Caller,
    typed: Typed,
    context: PostContext,
) -> Result<(OrganisationId, String), Problem> {
    app.submit(caller, &context, move |tx, me| {
        needs_people(me)?;
        let organisation = organisation(tx, me, &typed.organisation)?;
        let public = standing::public_member(tx, organisation.id, organisation.family)?;
        let invitation = check_invitation(&typed, organisation.id, public)?;
        let whose = Whose::said(&typed.person);
        let done = if account::invite(tx, &me.actor, &invitation, whose, me.language)?.as_said(tx, whose)? {
            "done-invited"
        } else {
            "done-invited-apart"
        };
        Ok((organisation.id, done.to_owned()))
    })
    .await
}
