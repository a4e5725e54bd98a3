//! The page on which jobs are said by nature, contract and year, and how a sheet shows them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::figures::Figure;
use platform::i18n::Text;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde_json::Value as Json;

use super::super::fields::Field;
use super::super::model::{Project, ProjectId};
use super::super::pages::fields::{Sent, figure_text};
use super::super::pages::lines::{self, SPARE};
use super::super::pages::sheet::{Done, id_of};
use super::super::pages::tabs::{Part, Tabs};
use super::model::{Contract, JobLine, JobNature, JobsInput};
use super::rules::{agency, of_line};
use super::{check, differences, of_project, put, seen_from, total};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

/// A line, as a sheet shows it: its label, each year, and the three together.
pub struct LineShown {
    /// What is counted.
    pub label: String,
    /// What each year adds.
    pub years: Vec<Option<String>>,
    /// The three years.
    pub all: Option<String>,
}

/// Jobs, as a sheet shows them.
#[derive(Default)]
pub struct JobsShown {
    /// The lines.
    pub lines: Vec<LineShown>,
    /// A total a nature, then temporary work agencies apart.
    pub totals: Vec<(String, String)>,
    /// Where the headline says something else: what, what it says, what the lines say.
    pub differences: Vec<(&'static str, String)>,
}

/// Jobs, as a sheet shows them.
pub fn shown(t: &Text, project: &Project, lines: &[JobLine]) -> JobsShown {
    let words = |figure: &Figure| figure_text(figure, t.language);
    let line = |line: &JobLine| LineShown {
        label: label(t, line.nature.key(), line.contract.key()),
        years: line.years.iter().map(|year| year.as_ref().map(words)).collect(),
        all: of_line(line).as_ref().map(words),
    };
    let natures = JobNature::ALL.iter().filter_map(|nature| {
        total(lines, *nature).map(|sum| (t.keyed("jobs-total-", nature.key()), words(&sum)))
    });
    let apart = agency(lines).map(|sum| (t.text("jobs-total-agency").to_owned(), words(&sum)));
    let unsaid = || t.text("not-known").to_owned();
    let differing = differences(lines, |field| project.figure(field)).into_iter().map(|one| {
        let [headline, lines] =
            [&one.headline, &one.lines].map(|side| side.as_ref().map_or_else(unsaid, words));
        (one.field.key(), t.with2("jobs-differ", "headline", headline, "lines", lines))
    });
    JobsShown {
        lines: lines.iter().map(line).collect(),
        totals: natures.chain(apart).collect(),
        differences: differing.collect(),
    }
}

fn label(t: &Text, nature: &str, contract: &str) -> String {
    format!("{}, {}", t.keyed("job-nature-", nature), t.keyed("contract-", contract))
}

/// The jobs that a line of the journal says on one side, in words.
pub fn told(t: &Text, side: &Json) -> Vec<String> {
    let one = |line: &Json| {
        let text = |key: &str| line.get(key).and_then(Json::as_str).unwrap_or_default();
        let years = line.get("years").and_then(Json::as_array).into_iter().flatten();
        let years: Vec<&str> = years.map(|year| year.as_str().unwrap_or("–")).collect();
        let name = label(t, text("nature"), text("contract"));
        t.with2("filter-said", "name", name, "value", years.join(" + "))
    };
    side.get("jobs").and_then(Json::as_array).map(|all| all.iter().map(one).collect()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "investment/jobs/pages/jobs.html")]
struct Jobs {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    version: i64,
    lines: Vec<JobsInput>,
    /// What stands now: what it adds up to, or what somebody else said meanwhile.
    jobs: JobsShown,
    stale: bool,
    faults: Faults,
}

impl Jobs {
    fn natures(&self, line: &JobsInput) -> Vec<Select> {
        let option = |nature: &JobNature| self.option("job-nature-", nature.key(), &line.nature);
        JobNature::ALL.iter().map(option).collect()
    }

    fn contracts(&self, line: &JobsInput) -> Vec<Select> {
        let option = |contract: &Contract| self.option("contract-", contract.key(), &line.contract);
        Contract::ALL.iter().map(option).collect()
    }

    fn option(&self, prefix: &'static str, key: &str, chosen: &str) -> Select {
        Select { key: key.into(), label: self.frame.t.keyed(prefix, key), chosen: key == chosen }
    }

    fn fault(&self, line: &usize, field: &str) -> Option<String> {
        lines::fault(&self.frame, &self.faults, line + 1, field)
    }

    fn summary(&self) -> Vec<(String, String)> {
        lines::summary(&self.frame, &self.faults)
    }

    fn headline(&self) -> Option<String> {
        let figure = self.project.figure(Field::Jobs)?;
        Some(figure_text(figure, self.frame.t.language))
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, done).await
}

/// What was typed, with the version it was typed on, and what is wrong with it; nothing is, when somebody else was faster.
struct Typed {
    lines: Vec<JobsInput>,
    version: i64,
    faults: Faults,
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    typed: Option<Typed>,
    done: Done,
) -> Result<Response, Problem> {
    let (me, (project, level, stated)) = app
        .read(caller, |r, me| {
            let (project, level, stated) = of_project(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Edit.max(seen_from(&project)) || !me.may(RUN_PROJECTS) {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            Ok((project, level, stated))
        })
        .await?;
    let frame = Frame::new(app, caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::JOBS);
    let stale = typed.as_ref().is_some_and(|typed| typed.faults.0.is_empty());
    let status = match &typed {
        None => StatusCode::OK,
        Some(_) if stale => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let jobs = shown(&frame.t, &project, &stated);
    let (mut lines, version, faults) = match typed {
        Some(Typed { lines, version, faults }) => {
            (lines, if stale { project.version } else { version }, faults)
        }
        None => (stated.iter().map(JobLine::input).collect(), project.version, Faults::default()),
    };
    lines.extend(std::iter::repeat_n(JobsInput::default(), SPARE));
    Ok(Page(status, Jobs { frame, tabs, project, version, lines, jobs, stale, faults }).into_response())
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let version = lines::version(&sent)?;
    let typed = typed(&sent);
    let inputs = typed.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            of_project(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            put(tx, &me.actor, id, version, &check(&inputs, me.language)?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&lines::next(&sent, id, "jobs", "done-jobs"))),
        Err(problem) if lines::answerable(&problem) => {
            let typed = Typed { lines: typed, version, faults: Faults(problem.faults) };
            show(&app, &caller, id, Some(typed), Done::default()).await
        }
        Err(problem) => Err(problem),
    }
}

/// The lines of the form, those to be removed left blank.
fn typed(sent: &Sent) -> Vec<JobsInput> {
    lines::each(sent, |text| JobsInput {
        nature: text("nature"),
        contract: text("contract"),
        year_1: text("year_1"),
        year_2: text("year_2"),
        year_3: text("year_3"),
    })
}
