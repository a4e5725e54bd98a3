//! The parts of a sheet, as tabs: the same row on each of its pages, with what this reader may open.

use askama::Template;
use askama::filters::HtmlSafe;
use platform::access::Level;
use platform::i18n::Text;

use super::super::model::Project;
use super::super::{jobs, needs};
use super::sheet::shares;
use crate::frame::Me;
use crate::frame::rights::RUN_PROJECTS;

/// A part: its address after that of the sheet, the key of its title, and who opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(&'static str, &'static str, Opens);

/// Who opens a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Opens {
    Anyone,
    Reader,
    Editor,
    Manager,
}

impl Part {
    /// The facts.
    pub const SHEET: Self = Self("", "tab-sheet", Opens::Anyone);
    /// What was said.
    const SAID: Self = Self("#said", "interactions", Opens::Reader);
    /// What the company needs.
    pub const NEEDS: Self = Self("/needs", "needs-title", Opens::Editor);
    /// Jobs by year.
    pub const JOBS: Self = Self("/jobs", "jobs-title", Opens::Editor);
    /// Whether it goes on, and how long it stayed where.
    pub const STATUS: Self = Self("/status", "standing-title", Opens::Reader);
    /// Who works on it.
    pub const TEAM: Self = Self("/team", "team-title", Opens::Reader);
    /// What proves a win.
    pub const EVIDENCE: Self = Self("/evidence", "evidence-title", Opens::Reader);
    /// Attached files.
    const FILES: Self = Self("#files", "attachments-title", Opens::Reader);
    /// To whom it is shown.
    pub const GRANTS: Self = Self("/grants", "share", Opens::Manager);
    /// From which level each group of fields is seen.
    pub const LEVELS: Self = Self("/confidentiality", "levels-title", Opens::Manager);
    /// At what hour it is shown to more people.
    pub const EMBARGO: Self = Self("/embargo", "embargo-title", Opens::Manager);

    const ALL: [Self; 11] = [
        Self::SHEET,
        Self::SAID,
        Self::NEEDS,
        Self::JOBS,
        Self::STATUS,
        Self::TEAM,
        Self::EVIDENCE,
        Self::FILES,
        Self::GRANTS,
        Self::LEVELS,
        Self::EMBARGO,
    ];
}

/// A tab.
struct Tab {
    url: String,
    title: String,
    here: bool,
}

/// The row of tabs of a project.
#[derive(Template)]
#[template(path = "investment/pages/_tabs.html")]
pub struct Tabs {
    label: String,
    tabs: Vec<Tab>,
}

impl HtmlSafe for Tabs {}

impl Tabs {
    /// Those that this person opens; none for who opens the sheet alone.
    pub fn of(t: &Text, me: &Me, (project, level): (&Project, Level), here: Part) -> Self {
        let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
        let opens = if edits && level >= Level::Manage && shares(me, project) {
            Opens::Manager
        } else if edits {
            Opens::Editor
        } else if level >= Level::Read {
            Opens::Reader
        } else {
            Opens::Anyone
        };
        let shown = |part: &&Part| {
            let from = match **part {
                Part::NEEDS => needs::seen_from(project),
                Part::JOBS => jobs::seen_from(project),
                _ => Level::Existence,
            };
            part.2 <= opens && from <= level
        };
        let tab = |part: &Part| Tab {
            url: format!("/projects/{}{}", project.id, part.0),
            title: t.text(part.1).to_owned(),
            here: *part == here,
        };
        let tabs: Vec<Tab> = Part::ALL.iter().filter(shown).map(tab).collect();
        Self {
            label: t.text("tabs-of-sheet").to_owned(),
            tabs: if tabs.len() > 1 { tabs } else { Vec::new() },
        }
    }
}
