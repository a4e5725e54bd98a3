//! The assets sheets that one may see, by name.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::text::normalise;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Sheet, SheetId};
use super::super::storage;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// The place in the list.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    after_key: Option<String>,
    after: Option<SheetId>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "atlas/asset_sheets/pages/list.html")]
pub struct List {
    frame: Frame,
    sheets: Vec<Sheet>,
    writes: bool,
    next: Option<String>,
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<List>, Problem> {
    let after = view.after_key.clone().zip(view.after.map(|id| id.to_string()));
    let (me, mut sheets) =
        app.read(&caller, |r, me| Ok(storage::list(r, &me.actor, after.as_ref(), PAGE_AND_ONE)?)).await?;
    let next = (sheets.len() > PAGE).then(|| {
        sheets.truncate(PAGE);
        let last =
            sheets.last().map(|sheet| (normalise(&sheet.name), sheet.id.to_string())).unwrap_or_default();
        serde_html_form::to_string([("after_key", last.0), ("after", last.1)]).unwrap_or_default()
    });
    let writes = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "asset-sheets").done(view.done);
    Ok(Page(StatusCode::OK, List { frame, sheets, writes, next }))
}
