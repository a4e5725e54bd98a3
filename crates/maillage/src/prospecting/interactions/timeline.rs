//! What was said, as sheets tell it: each line with who was there, what it was about and what follows.

use jiff::civil::Date;
use platform::access::{Actor, RecordId};
use platform::database::{Reader, Result};
use platform::dates::day_with_year;

use super::model::{Interaction, InteractionId};
pub use super::storage::Of;
use super::storage::{After, There, interactions, there};
use crate::directory::OrganisationId;
use crate::frame::links::{Registry, Subject};
use crate::frame::{Frame, cut};

/// Lines of a page.
const PAGE: i64 = 30;

/// A timeline, as far as one page shows it.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// What was said, latest first.
    pub lines: Vec<Told>,
    /// The place of the next page.
    pub next: Option<String>,
    /// Where one notes what was said next, for who may.
    pub log: Option<String>,
    /// The address of the sheet that it stands on.
    pub sheet: String,
}

/// One interaction, told.
#[derive(Clone, Debug)]
pub struct Told {
    /// The interaction.
    pub said: Interaction,
    /// Its day, in words.
    pub when: String,
    /// The companies that were there, but that of the sheet.
    pub companies: Vec<(OrganisationId, String)>,
    /// The contacts who were there.
    pub contacts: Vec<String>,
    /// The colleagues who were there.
    pub colleagues: Vec<String>,
    /// The project that it was about, for who reads it.
    pub about: Option<Subject>,
    /// By when something is due, in words, and whether it is late.
    pub due: Option<(String, bool)>,
}

impl Told {
    /// The contacts, as a sentence names them.
    pub fn contact_names(&self) -> String {
        self.contacts.join(", ")
    }

    /// The colleagues, as a sentence names them.
    pub fn colleague_names(&self) -> String {
        self.colleagues.join(", ")
    }
}

/// A place in a timeline, as an address gives it.
pub fn place(text: &str) -> Option<After> {
    let (day, id) = text.split_once('~')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

/// The same, as an address takes it.
pub fn place_of(said: &Interaction) -> String {
    format!("{}~{}", said.held_on, said.id)
}

/// What was said, from a place on.
pub fn page(
    reader: &Reader,
    actor: &Actor,
    of: Of,
    after: Option<After>,
    limit: i64,
) -> Result<(Vec<Interaction>, Option<String>)> {
    let mut lines = interactions(reader, actor, of, after, limit + 1)?;
    let more = cut(&mut lines, limit);
    let next = lines.last().filter(|_| more).map(place_of);
    Ok((lines, next))
}

impl Timeline {
    /// What the sheet of a company or of a project shows, from a place on.
    pub fn of(
        reader: &Reader,
        frame: &Frame,
        actor: &Actor,
        registry: &Registry,
        (of, sheet, after): (Of, String, Option<&str>),
    ) -> Result<Self> {
        let (lines, next) = page(reader, actor, of, after.and_then(place), PAGE)?;
        let mut lines = match of {
            Of::File(_) => tell(reader, frame, actor, registry, lines)?,
            // The sheet of a project says with which company; who was there stands on the page of each.
            Of::Project(_) => in_short(frame, lines),
        };
        for line in &mut lines {
            line.companies.retain(|(id, _)| !sheet.ends_with(&id.to_string()));
        }
        Ok(Self { lines, next, log: None, sheet })
    }

    /// With the address where one notes what was said next.
    #[must_use]
    pub fn logged_at(self, log: Option<String>) -> Self {
        Self { log, ..self }
    }
}

/// Says who was there, what it was about and what follows.
pub fn tell(
    reader: &Reader,
    frame: &Frame,
    actor: &Actor,
    registry: &Registry,
    lines: Vec<Interaction>,
) -> Result<Vec<Told>> {
    let ids: Vec<InteractionId> = lines.iter().map(|said| said.id).collect();
    let there = there(reader, actor, &ids)?;
    let mut projects: Vec<RecordId> = lines.iter().filter_map(|said| said.project).collect();
    projects.sort_unstable();
    projects.dedup();
    let subjects = registry.subjects(reader, actor, &[], &projects)?;
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    Ok(lines.into_iter().map(|said| told(frame, today, &there, &subjects, said)).collect())
}

/// The same without asking who else was there.
fn in_short(frame: &Frame, lines: Vec<Interaction>) -> Vec<Told> {
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    lines.into_iter().map(|said| told(frame, today, &[], &[], said)).collect()
}

fn told(frame: &Frame, today: Date, there: &[There], subjects: &[Subject], said: Interaction) -> Told {
    let own = |nature: &'static str| {
        there.iter().filter(move |one| one.interaction == said.id && one.nature == nature)
    };
    let named = |nature| own(nature).map(|one| frame.who(Some(&one.name))).collect();
    let others = own("company").filter_map(|one| Some((one.id.parse().ok()?, one.name.clone())));
    let companies = std::iter::once((said.company, said.company_name.clone())).chain(others).collect();
    let language = frame.t.language;
    Told {
        when: day_with_year(said.held_on, language),
        companies,
        contacts: named("contact"),
        colleagues: named("colleague"),
        about: said.project.and_then(|id| subjects.iter().find(|one| one.record == id)).cloned(),
        due: said.next_due.map(|due| (day_with_year(due, language), !said.done && due < today)),
        said,
    }
}
