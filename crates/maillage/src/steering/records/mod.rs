//! The records behind a number: every indicator that projects count opens on those that it counts.

pub mod api;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::figures::Figure;

use super::cohorts::{Cohort, qualified, waits};
use super::counting::{Part, is_sure};
use super::indicators::{Basis, Indicator};
use super::view::View;
use crate::investment::{Course, Decided, ProjectId};

/// A project behind a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// The project.
    pub project: ProjectId,
    /// Its reference.
    pub reference: String,
    /// Its code name.
    pub code_name: String,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// What it brings to the number.
    pub told: Told,
}

/// What a project brings to a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A decision of the year.
    Decided {
        /// Whether it is verified; announced, otherwise.
        verified: bool,
        /// Whether it may have fallen in another year.
        unsure: bool,
        /// What it adds up to the number.
        brings: Option<Figure>,
        /// The last day on which the company may have decided.
        latest: Date,
    },
    /// A lead of the year.
    Lead {
        /// When it was opened.
        opened: Timestamp,
        /// How long it waited for a first contact, in seconds of working time; it still waits, if nothing is said.
        waited: Option<i64>,
    },
    /// A project of a cohort.
    Qualified {
        /// When it was first qualified.
        at: Timestamp,
        /// What became of it.
        fate: Fate,
    },
}

/// What became of a qualified project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A verified win.
    Won,
    /// Neither won nor over.
    Open,
    /// Lost, or given up.
    Over,
}

impl Fate {
    /// That of a course.
    pub const fn of(course: &Course) -> Self {
        match (course.verified, course.closed) {
            (Some(_), _) => Self::Won,
            (None, None) => Self::Open,
            (None, Some(_)) => Self::Over,
        }
    }

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Open => "open",
            Self::Over => "over",
        }
    }
}

/// The part of the projects that an address names: an axis that the view shows, `none` for those under none.
pub fn part_of(view: &View, axis: Option<&str>) -> Option<Part> {
    match axis {
        None => Some(Part::Whole),
        Some("none") => Some(Part::NoAxis),
        Some(id) => {
            let shown = view.axes.iter().filter_map(|line| line.heading.as_ref());
            shown.map(|heading| heading.id).find(|known| known.to_string() == id).map(Part::Axis)
        }
    }
}

/// The projects behind an indicator of a year, of a part of them; none behind what is stated.
pub fn behind(view: &View, indicator: Indicator, part: Part, zone: &TimeZone) -> Vec<Behind> {
    match indicator {
        Indicator::FirstResponse => leads(view, part, zone),
        Indicator::Conversion => cohort(view, part, zone),
        _ if indicator.rule().basis == Basis::Verified => decisions(view, indicator, part),
        _ => Vec::new(),
    }
}

fn decisions(view: &View, indicator: Indicator, part: Part) -> Vec<Behind> {
    let brings = |one: &Decided| match indicator {
        Indicator::SafeguardedJobs => one.safeguarded_jobs.clone(),
        Indicator::AgencyJobs => one.agency_jobs.clone(),
        Indicator::Capex => one.value.clone(),
        _ => one.jobs.clone(),
    };
    let whole = [Indicator::Wins, Indicator::Jobs].contains(&indicator);
    let counted = view.decided.iter().filter(|one| one.read && part.holds(one.axis));
    let counted = counted.filter(|one| whole || brings(one).is_some());
    let line = |one: &Decided| Behind {
        project: one.id,
        reference: one.reference.clone(),
        code_name: one.code_name.clone(),
        fictitious: one.fictitious,
        told: Told::Decided {
            verified: one.verified,
            unsure: !is_sure(one, &view.year),
            brings: brings(one),
            latest: one.decided_latest,
        },
    };
    counted.map(line).collect()
}

fn of_course(course: &Course, told: Told) -> Behind {
    Behind {
        project: course.id,
        reference: course.reference.clone(),
        code_name: course.code_name.clone(),
        fictitious: course.fictitious,
        told,
    }
}

/// The leads of the year: those that wait first, then the longest waits.
fn leads(view: &View, part: Part, zone: &TimeZone) -> Vec<Behind> {
    let own = waits(&view.courses, view.opened, zone).filter(|(course, ..)| part.holds(course.axis));
    let mut all: Vec<(&Course, Timestamp, Option<i64>)> = own.collect();
    all.sort_by_key(|(course, opened, waited)| (waited.map(|waited| -waited), *opened, course.id));
    all.into_iter().map(|(course, opened, waited)| of_course(course, Told::Lead { opened, waited })).collect()
}

/// The projects of the cohorts shown, the latest qualified first.
fn cohort(view: &View, part: Part, zone: &TimeZone) -> Vec<Behind> {
    let shown = |at: Timestamp| view.cohorts.iter().any(|cohort| Cohort::holds(cohort, at, zone));
    let own = view.courses.iter().filter(|course| part.holds(course.axis));
    let mut all: Vec<(&Course, Timestamp)> =
        own.filter_map(|course| Some((course, qualified(course).filter(|at| shown(*at))?))).collect();
    all.sort_by_key(|(course, at)| (std::cmp::Reverse(*at), course.id));
    all.into_iter()
        .map(|(course, at)| of_course(course, Told::Qualified { at, fate: Fate::of(course) }))
        .collect()
}
