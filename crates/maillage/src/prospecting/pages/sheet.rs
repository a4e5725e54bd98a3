//! The sheet of a company: its facts, its contacts, what was said, its projects.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Level;
use platform::dates::day_with_year;
use platform::web::{Faults, Page, Problem, ProblemKind, moved, see_other};
use serde::Deserialize;

use super::super::model::{Channel, CompanyFile, Contact, FileId, Interaction, LegalBasis};
use super::super::rules::{ContactInput, InteractionTyped};
use super::super::storage;
use super::edit::id_of;
use crate::directory::{Organisation, OrganisationId, find, went};
use crate::frame::links::Link;
use crate::frame::rights::{KEEP_FILES, RUN_PROJECTS};
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::country_name;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
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
    interactions: Vec<Interaction>,
    links: Vec<Link>,
    typed: Typed,
}

impl Sheet {
    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
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
        let chosen = &self.typed.contact.legal_basis;
        let one = |basis: &LegalBasis| Select {
            key: basis.key().into(),
            label: self.frame.t.keyed("basis-", basis.key()),
            chosen: chosen == basis.key(),
        };
        LegalBasis::ALL.iter().map(one).collect()
    }

    fn late(&self, interaction: &Interaction) -> bool {
        let today = self.frame.now.to_zoned(self.frame.zone.clone()).date();
        !interaction.done && interaction.next_due.is_some_and(|due| due < today)
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
    show(&app, &caller, id_of(&id)?, typed, done.done).await
}

/// The page, with what was typed in its forms.
pub async fn show(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    typed: Typed,
    done: Option<String>,
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
            let (contacts, interactions) = match &file {
                Some(file) => (storage::contacts(r, file.id)?, storage::interactions(r, &me.actor, file.id)?),
                None => (Vec::new(), Vec::new()),
            };
            let links = app.registry.of_company(r, &me.actor, id.record())?;
            Ok(Ok((company, level, file, contacts, interactions, links)))
        })
        .await?;
    let (company, level, file, contacts, interactions, links) = match found {
        Ok(found) => found,
        // A link to the file itself leads to the company.
        Err(company) => return Ok(see_other(&format!("/companies/{company}"))),
    };
    if let Some(kept) = company.merged_into {
        return Ok(moved(&format!("/companies/{kept}")));
    }
    let status = if typed.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (keeps, runs) = (me.may(KEEP_FILES), me.may(RUN_PROJECTS));
    let frame = Frame::new(app, caller, me, "companies").done(done);
    let (reads, edits) = (level >= Level::Read, level >= Level::Edit && keeps);
    Ok(Page(
        status,
        Sheet { frame, company, reads, edits, keeps, runs, file, contacts, interactions, links, typed },
    )
    .into_response())
}
