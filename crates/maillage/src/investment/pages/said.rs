//! What was said about a project, on its sheet.

use platform::database::Reader;
use platform::web::Problem;

use super::super::fields::Field;
use super::super::model::Project;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Frame, Me};
use crate::prospecting::interactions::{Of, Timeline};

/// What was said about a project with companies whose files the reader reads, from a place on.
pub fn about(
    r: &Reader,
    app: &App,
    frame: &Frame,
    me: &Me,
    (project, after): (&Project, Option<&str>),
) -> Result<Timeline, Problem> {
    let sheet = format!("/projects/{}", project.id);
    // Who does not see the company is not told its identifier.
    let company = project.facts.get(Field::Company).filter(|_| project.company.is_some()).unwrap_or_default();
    let log = format!("/interactions/new?company={company}&project={}&back={sheet}", project.id);
    let of = (Of::Project(project.id.record()), sheet, after);
    let said = Timeline::of(r, frame, &me.actor, &app.registry, of)?;
    Ok(said.logged_at(Some(log).filter(|_| me.may(KEEP_FILES))))
}
