//! That records were opened, in the whole instance: who and when, neither which nor what it is called.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::web::{Page, Problem};

use super::super::storage::backups::{self, Made};
use super::super::storage::log::{self, Asked, Seen};
use super::accesses::{View, chips};
use super::needs;
use crate::account::moment;
use crate::frame::rights::RUN_INSTANCE;
use crate::frame::{App, Caller, Frame};

const SHOWN: i64 = 200;
const BACKUPS: i64 = 30;

#[derive(Template)]
#[template(path = "administration/pages/readings.html")]
pub struct Readings {
    frame: Frame,
    seen: Vec<Seen>,
    backups: Vec<Made>,
    chips: Vec<(&'static str, bool)>,
}

impl Readings {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    /// What left as a file is among what is asked for.
    fn exports(&self) -> bool {
        !self.chips.iter().any(|(key, chosen)| *chosen && *key == "readings")
    }

    fn holds(&self, made: &Made) -> String {
        let holds = self.frame.t.with2("backup-holds", "rows", made.row_count, "files", made.file_count);
        self.frame.t.with2("readings-backup", "holds", holds, "size", (made.bytes + 1023) / 1024)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<Readings>, Problem> {
    let asked = Asked::of(view.what.as_deref());
    let (me, (seen, backups)) = app
        .read(&caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            let backups = match asked {
                Asked::Readings => Vec::new(),
                Asked::All | Asked::Exports => backups::made(r, me, BACKUPS)?,
            };
            Ok((log::of_instance(r, me, asked, SHOWN)?, backups))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "administration");
    Ok(Page(StatusCode::OK, Readings { frame, seen, backups, chips: chips(asked) }))
}
