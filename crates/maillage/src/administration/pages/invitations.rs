//! Inviting many people at once: pasted or sent as a file, looked at line by line, sent once confirmed; and what became of
//! each invitation.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::database::{Reader, Transaction};
use platform::text::normalise;
use platform::web::{Faults, Form, FormWithFile, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::bulk::{Known, Line, MOST, attribute, check, decoded, ready, undecided};
use super::alike::Resembling;
use super::needs_people;
use super::people::{given_by, organisation};
use super::person::Nothing;
use crate::account::{self, InvitationId, SentInvitation, Whose, moment};
use crate::directory::{Organisation, OrganisationId, people, standing};
use crate::frame::{App, Caller, Frame, Me};

const SHOWN: i64 = 600;
/// What a form may carry of text.
const LONGEST: usize = 200_000;

/// The organisation, in the address and in the forms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    organisation: String,
    done: Option<String>,
}

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    organisation: String,
    people: String,
    row: Vec<usize>,
    /// Whose account each line makes, when somebody known may be meant: `3:another`.
    whose: Vec<String>,
}

#[derive(Template)]
#[template(path = "administration/pages/invitations.html")]
struct Invitations {
    frame: Frame,
    organisation: Organisation,
    sent: Vec<SentInvitation>,
    people: String,
    faults: Faults,
}

impl Invitations {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    fn answer(&self, one: &SentInvitation) -> &'static str {
        one.answer(self.frame.now).key()
    }
}

#[derive(Template)]
#[template(path = "administration/pages/preview.html")]
struct Preview {
    frame: Frame,
    organisation: Organisation,
    lines: Vec<Line>,
    people: String,
    chosen: Option<Vec<usize>>,
    /// What is still to be said of the lines chosen.
    undecided: HashMap<usize, &'static str>,
}

impl Preview {
    fn good(&self) -> usize {
        self.lines.iter().filter(|line| line.invitation.is_some()).count()
    }

    fn is_chosen(&self, line: &Line) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen.contains(&line.number))
    }

    fn resembling(&self, line: &Line) -> Vec<Resembling> {
        Resembling::all(&self.frame, &line.alike, line.whose)
    }

    fn is_another(&self, line: &Line) -> bool {
        line.whose == Whose::Another
    }

    /// Whether the person was taken for the one invited without asking.
    fn is_certain(&self, line: &Line) -> bool {
        people::certain(&line.alike).is_some_and(|person| line.whose == Whose::Known(person))
    }

    fn asked_of(&self, line: &Line) -> Option<&str> {
        self.undecided.get(&line.number).copied()
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&app, &caller, asked, String::new(), Faults::default()).await
}

async fn page(
    app: &App,
    caller: &Caller,
    asked: Asked,
    people: String,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (organisation, sent)) = app
        .read(caller, |r, me| {
            needs_people(me)?;
            let organisation = organisation(r, me, &asked.organisation)?;
            let sent = account::sent_invitations(r, &me.actor, organisation.id, SHOWN)?;
            Ok((organisation, sent))
        })
        .await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "administration").done(asked.done);
    Ok(Page(status, Invitations { frame, organisation, sent, people, faults }).into_response())
}

/// What the check needs of the database: three statements, whatever the lines.
fn known(reader: &Reader, me: &Me, own: &Organisation) -> Result<Known, Problem> {
    let public = standing::public_member(reader, own.id, own.family)?;
    let mut organisations = HashMap::new();
    let keys = |name: &str, short: Option<&str>| {
        [Some(name), short].into_iter().flatten().map(normalise).collect::<Vec<_>>()
    };
    for key in keys(&own.name, own.short_name.as_deref()) {
        organisations.insert(key, (own.id, public));
    }
    if me.runs_instance() {
        for one in standing::named(reader, &me.actor)? {
            for key in keys(&one.name, one.short_name.as_deref()) {
                organisations.entry(key).or_insert((one.id, one.public));
            }
        }
    }
    let mut ids: Vec<OrganisationId> = organisations.values().map(|(id, _)| *id).collect();
    ids.sort_unstable_by_key(|id| id.0);
    ids.dedup();
    let seated = account::seated(reader, &me.actor, &ids)?.into_iter().collect();
    Ok(Known { own: Some((own.id, public)), organisations, seated, roles: given_by(me) })
}

pub async fn preview(
    State(app): State<App>,
    caller: Caller,
    upload: FormWithFile<Sent>,
) -> Result<Response, Problem> {
    let FormWithFile { value: sent, file, .. } = upload;
    let text = match file.as_deref().map(decoded) {
        None => sent.people,
        Some(Ok(text)) => text,
        Some(Err(no_table)) => {
            let mut faults = Faults::default();
            faults.add("file", no_table.message());
            let asked = Asked { organisation: sent.organisation, done: None };
            return page(&app, &caller, asked, sent.people, faults).await;
        }
    };
    shown(&app, &caller, Sent { people: text, ..sent }, false).await
}

/// The lines of a text, with the known people who may be meant by each.
fn read_lines(
    reader: &Reader,
    me: &Me,
    organisation: &Organisation,
    sent: &Sent,
) -> Result<Vec<Line>, Problem> {
    let mut lines = check(&sent.people, &known(reader, me, organisation)?);
    let invited: Vec<usize> =
        (0..lines.len()).filter(|at| lines[*at].invitation.is_some()).take(MOST).collect();
    let sought: Vec<_> =
        invited.iter().filter_map(|at| Some(lines[*at].invitation.as_ref()?.sought())).collect();
    for (at, alike) in invited.into_iter().zip(people::alike(reader, &me.actor, &sought)?) {
        lines[at].alike = alike;
    }
    attribute(&mut lines, &sent.whose);
    Ok(lines)
}

/// The lines with what is wrong; nothing was sent.
async fn shown(app: &App, caller: &Caller, sent: Sent, again: bool) -> Result<Response, Problem> {
    let (me, (organisation, lines)) = app
        .read(caller, |r, me| {
            needs_people(me)?;
            let organisation = organisation(r, me, &sent.organisation)?;
            let lines = read_lines(r, me, &organisation, &sent)?;
            Ok((organisation, lines))
        })
        .await?;
    let fault = if sent.people.len() > LONGEST { Some("error-bulk-many") } else { ready(&lines) };
    if let Some(message) = fault {
        let mut faults = Faults::default();
        faults.add("people", message);
        let asked = Asked { organisation: organisation.id.to_string(), done: None };
        return page(app, caller, asked, sent.people, faults).await;
    }
    let status = if again { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let undecided = if again { undecided(&lines, &sent.row) } else { HashMap::new() };
    let frame = Frame::new(app, caller, me, "administration");
    let chosen = again.then_some(sent.row);
    let page = Preview { frame, organisation, lines, people: sent.people, chosen, undecided };
    Ok(Page(status, page).into_response())
}

pub async fn send(
    State(app): State<App>,
    caller: Caller,
    Form { value: sent, context }: Form<Sent>,
) -> Result<Response, Problem> {
    let asked = sent.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            needs_people(me)?;
            let organisation = organisation(tx, me, &asked.organisation)?;
            let lines = read_lines(tx, me, &organisation, &asked)?;
            invite_all(tx, me, &lines, &asked.row)?;
            Ok(organisation.id)
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/administration/invitations?organisation={id}&done=done-bulk"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => shown(&app, &caller, sent, true).await,
        Err(problem) => Err(problem),
    }
}

/// Invites everybody of the lines wanted, or nobody.
fn invite_all(tx: &Transaction, me: &Me, lines: &[Line], rows: &[usize]) -> Result<(), Problem> {
    let wanted: Vec<&Line> = lines.iter().filter(|line| rows.contains(&line.number)).collect();
    let good: Vec<_> =
        wanted.iter().filter_map(|line| Some((line.invitation.as_ref()?, line.whose))).collect();
    // Something changed since it was looked at, or a doubt is left: it is shown again, nothing is sent.
    let doubt = !undecided(lines, rows).is_empty();
    if doubt || ready(lines).is_some() || good.is_empty() || good.len() < wanted.len() {
        let mut faults = Faults::default();
        faults.add("people", "error-bulk-empty");
        return Err(faults.into());
    }
    for (invitation, whose) in good {
        account::invite(tx, &me.actor, invitation, whose, me.language)?;
    }
    Ok(())
}

pub async fn resend(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let id: InvitationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let organisation = app
        .submit(&caller, &context, move |tx, me| {
            needs_people(me)?;
            account::resend_invitation(tx, &me.actor, id)
        })
        .await?;
    Ok(see_other(&format!("/administration/invitations?organisation={organisation}&done=done-invited")))
}

pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let id: InvitationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let organisation = app
        .submit(&caller, &context, move |tx, me| {
            needs_people(me)?;
            account::revoke_invitation(tx, &me.actor, id)
        })
        .await?;
    Ok(see_other(&format!(
        "/administration/invitations?organisation={organisation}&done=done-invitation-revoked"
    )))
}
