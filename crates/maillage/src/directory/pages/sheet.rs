//! The sheet of an organisation, at the level that its reader holds.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::dates::ImpreciseDate;
use platform::web::{Faults, Page, Problem, ProblemKind, moved, opened};
use serde::Deserialize;

use super::super::identifiers::SCHEMES;
use super::super::model::{Bond, LinkNature, NameNature, Organisation, OrganisationId, Surroundings};
use super::super::registers::{self, RegisterId};
use super::super::{people, storage};
use super::around::Around;
use super::id_of;
use crate::attachments::Panel;
use crate::frame::links::Answered;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::country_name;
use crate::reference::sources::Provenance;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    organisation: Organisation,
    level: Level,
    around: Surroundings,
    /// The places that it answers for, beside the territories.
    places: Vec<Answered>,
    registers: Vec<(RegisterId, String)>,
    typed: Around,
    faults: Faults,
    known: Option<String>,
    people: Vec<people::Beside>,
    files: Option<Panel>,
}

impl Sheet {
    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
    }

    fn reads(&self) -> bool {
        self.level >= Level::Read
    }

    fn edits(&self) -> bool {
        self.level >= Level::Edit
    }

    fn when(&self, date: &ImpreciseDate) -> String {
        date.print(self.frame.t.language)
    }

    /// What a link is, read from this organisation.
    fn bond(&self, bond: &Bond) -> String {
        let (t, nature) = (&self.frame.t, bond.nature.key());
        if bond.outward { t.keyed("link-out-", nature) } else { t.keyed("link-in-", nature) }
    }

    /// Where it was read, in one line.
    fn read_in(&self, read: &Provenance) -> String {
        let published = read.published.as_ref().map(|date| self.when(date));
        let parts = [&read.title, &read.outlet, &read.rubric, &published, &read.note];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    }

    /// Its address, when a browser can open it.
    fn link(&self, read: &Provenance) -> Option<String> {
        read.address.as_deref().and_then(opened)
    }

    fn schemes(&self) -> Vec<Select> {
        let one = |key: &str| Select {
            key: key.to_owned(),
            label: self.frame.t.keyed("scheme-", key),
            chosen: key == self.typed.scheme,
        };
        SCHEMES.iter().map(|scheme| one(scheme.key)).collect()
    }

    fn natures(&self) -> Vec<Select> {
        let one = |nature: &NameNature| Select {
            key: nature.key().to_owned(),
            label: self.frame.t.keyed("name-nature-", nature.key()),
            chosen: nature.key() == self.typed.name_nature,
        };
        NameNature::ALL.iter().filter(|nature| **nature != NameNature::Merged).map(one).collect()
    }

    fn link_natures(&self) -> Vec<Select> {
        let one = |nature: &LinkNature| Select {
            key: nature.key().to_owned(),
            label: self.frame.t.keyed("link-out-", nature.key()),
            chosen: nature.key() == self.typed.link_nature,
        };
        LinkNature::ALL.iter().map(one).collect()
    }

    /// Whether the form that holds this field was just sent back.
    fn failed(&self, fields: &[&str]) -> bool {
        self.faults.0.iter().any(|fault| fields.contains(&fault.field))
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, Default::default(), done.done).await
}

/// The sheet, with what was typed in one of its forms and what is wrong with it.
pub async fn show(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    (typed, faults, known): (Around, Faults, Option<String>),
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, (organisation, level, around, places, registers, people, files)) = app
        .read(caller, |r, me| {
            let (organisation, level, around) =
                storage::whole(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            // Where it went is told to who sees that.
            storage::went(r, &me.actor, &organisation)?;
            let places = app.registry.of_organisation(r, &me.actor, id.record())?;
            let registers = registers::registers_of(r, &me.actor, id)?;
            let people = people::of_organisation(r, &me.actor, id)?;
            let edits = level >= Level::Edit && me.may(KEEP_FILES);
            let frame = Frame::new(app, caller, me.clone(), "directory");
            let reads = level >= Level::Read;
            let files = reads.then(|| Panel::of(r, &frame, id.record(), edits)).transpose()?;
            Ok((organisation, level, around, places, registers, people, files))
        })
        .await?;
    // What was merged is read where it went, by who sees that.
    if let Some(kept) = organisation.merged_into {
        return Ok(moved(&format!("/organisations/{kept}")));
    }
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "directory").done(done);
    let people = people::beside(&frame.t, &people, frame.now.to_zoned(frame.zone.clone()).date());
    let sheet =
        Sheet { frame, organisation, level, around, places, registers, typed, faults, known, people, files };
    Ok(Page(status, sheet).into_response())
}
