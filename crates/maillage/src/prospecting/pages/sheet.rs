//! The sheet of a company: its facts, its contacts, what was said, its projects.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Level;
use platform::dates::{ImpreciseDate, day_with_year};
use platform::web::{Faults, Page, Problem, ProblemKind, moved, see_other};
use serde::Deserialize;

use super::super::contacts::{Contact, ContactInput, bases, contacts, roles};
use super::super::interactions::{Channel, InteractionTyped, Of, Timeline};
use super::super::model::{CompanyFile, FileId};
use super::super::storage;
use super::edit::id_of;
use crate::directory::groups::{Group, group_of};
use crate::directory::{Organisation, OrganisationId, find, went};
use crate::frame::links::Link;
use crate::frame::rights::{KEEP_FILES, RUN_PROJECTS};
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::country_name;

/// What was just done, and from where on one reads what was said.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    said: Option<String>,
}

/// What was typed in the page's two forms, and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    /// The contact.
    pub contact: ContactInput,
    /// The interaction.
    pub interaction: InteractionTyped,
    /// The faults of either.
    pub faults: Faults,
}

#[derive(Template)]
#[template(path = "prospecting/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    company: Organisation,
    reads: bool,
    edits: bool,
    keeps: bool,
    runs: bool,
    file: Option<CompanyFile>,
    contacts: Vec<Contact>,
    said: Timeline,
    links: Vec<Link>,
    group: Group,
    typed: Typed,
}

impl Sheet {
    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
    }

    fn words(&self, date: &ImpreciseDate) -> String {
        date.print(self.frame.t.language)
    }

    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn channels(&self) -> Vec<Select> {
        let chosen = &self.typed.interaction.channel;
        let one = |channel: &Channel| Select {
            key: channel.key().into(),
            label: self.frame.t.keyed("channel-", channel.key()),
            chosen: chosen == channel.key(),
        };
        Channel::ALL.iter().map(one).collect()
    }

    fn bases(&self) -> Vec<Select> {
        bases(&self.frame.t, &self.typed.contact.legal_basis)
    }

    fn roles(&self) -> Vec<Select> {
        roles(&self.frame.t, &self.typed.contact.contact_role)
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    let typed = Typed {
        interaction: InteractionTyped { channel: "call".into(), ..InteractionTyped::default() },
        ..Typed::default()
    };
    show(&app, &caller, id_of(&id)?, typed, done).await
}

/// The page, with what was typed in its forms.
pub async fn show(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    typed: Typed,
    done: Done,
) -> Result<Response, Problem> {
    let (me, found) = app
        .read(caller, |r, me| {
            let found = find(r, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
            let Some((company, level)) = found else {
                let company = storage::company_of_file(r, &me.actor, FileId::from(id.0))?;
                return Ok(Err(company.ok_or(ProblemKind::NotFound)?));
            };
            // Where it went is told to who sees that.
            went(r, &me.actor, &company)?;
            let file = storage::file_of(r, &me.actor, id)?;
            let frame = Frame::new(app, caller, me.clone(), "companies").done(done.done.clone());
            let (contacts, said) = match &file {
                Some(file) => {
                    let of = (Of::File(file.id), format!("/companies/{id}"), done.said.as_deref());
                    let said = Timeline::of(r, &frame, &me.actor, &app.registry, of)?;
                    (contacts(r, file.id)?, said)
                }
                None => (Vec::new(), Timeline::default()),
            };
            let links = app.registry.of_company(r, &me.actor, id.record())?;
            let today = frame.now.to_zoned(frame.zone.clone()).date();
            let group = group_of(r, &me.actor, &company, today)?;
            Ok(Ok((frame, company, level, file, contacts, said, links, group)))
        })
        .await?;
    let (frame, company, level, file, contacts, said, links, group) = match found {
        Ok(found) => found,
        // A link to the file itself leads to the company.
        Err(company) => return Ok(see_other(&format!("/companies/{company}"))),
    };
    if let Some(kept) = company.merged_into {
        return Ok(moved(&format!("/companies/{kept}")));
    }
    let status = if typed.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (keeps, runs) = (me.may(KEEP_FILES), me.may(RUN_PROJECTS));
    let (reads, edits) = (level >= Level::Read, level >= Level::Edit && keeps);
    Ok(Page(
        status,
        Sheet { frame, company, reads, edits, keeps, runs, file, contacts, said, links, group, typed },
    )
    .into_response())
}
