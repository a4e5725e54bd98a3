//! The sheet of an organisation, at the level that its reader holds.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use platform::access::Level;
use platform::web::{Page, Problem, ProblemKind};

use super::super::model::{Organisation, OrganisationId};
use super::super::storage;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

#[derive(Template)]
#[template(path = "directory/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    organisation: Organisation,
    level: Level,
}

impl Sheet {
    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
    }

    fn reads(&self) -> bool {
        self.level >= Level::Read
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Page<Sheet>, Problem> {
    let id: OrganisationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let (me, (organisation, level)) = app
        .read(&caller, |r, me| {
            let found = storage::find(r, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
            Ok(found.ok_or(ProblemKind::NotFound)?)
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "directory");
    Ok(Page(StatusCode::OK, Sheet { frame, organisation, level }))
}
