//! An assets sheet, theme by theme: it prints as it is.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use platform::access::Level;
use platform::dates::day_with_year;
use platform::web::{Page, Problem, ProblemKind};
use serde::Deserialize;

use super::super::model::{About, Item, Place, Sheet as Record};
use super::super::storage;
use super::id_of;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "atlas/asset_sheets/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    sheet: Record,
    /// By theme.
    themes: Vec<(&'static str, Vec<Item>)>,
    reads: bool,
    edits: bool,
    manages: bool,
}

impl Sheet {
    fn address(&self, place: &Place) -> String {
        match &place.about {
            About::Territory(id) => format!("/territories/{id}"),
            About::Perimeter(id) => format!("/perimeters/{id}"),
        }
    }

    fn updated(&self) -> String {
        day_with_year(self.sheet.updated_at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    fn text<'i>(&self, item: &'i Item) -> &'i str {
        item.new.text(self.frame.t.language).0
    }

    /// The language of its text, when that is not the language of the page.
    fn foreign(&self, item: &Item) -> Option<&'static str> {
        let shown = item.new.text(self.frame.t.language).1;
        (shown != self.frame.t.language).then(|| shown.code())
    }

    /// Whether the text shown is not the authentic one.
    fn translated(&self, item: &Item) -> bool {
        item.new.text(self.frame.t.language).1 != item.new.authentic
    }

    fn figure(&self, item: &Item) -> String {
        item.new.figure.as_ref().map(|figure| figure.print(self.frame.t.language)).unwrap_or_default()
    }

    fn stated(&self, item: &Item) -> String {
        item.new.stated.as_ref().map(|date| date.print(self.frame.t.language)).unwrap_or_default()
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Page<Sheet>, Problem> {
    let id = id_of(&id)?;
    let (me, (sheet, level, items)) = app
        .read(&caller, |r, me| {
            let (sheet, level) = storage::find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let items = if level >= Level::Read { storage::items(r, id)? } else { Vec::new() };
            Ok((sheet, level, items))
        })
        .await?;
    let mut themes: Vec<(&'static str, Vec<Item>)> = Vec::new();
    for item in items {
        let key = item.new.theme.key();
        match themes.last_mut().filter(|(theme, _)| *theme == key) {
            Some((_, of_theme)) => of_theme.push(item),
            None => themes.push((key, vec![item])),
        }
    }
    let edits = level >= Level::Edit && me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "asset-sheets").done(done.done);
    let (reads, manages) = (level >= Level::Read, edits && level >= Level::Manage);
    Ok(Page(StatusCode::OK, Sheet { frame, sheet, themes, reads, edits, manages }))
}
