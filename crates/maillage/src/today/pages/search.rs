//! One box over everything that the person may see.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::looking::{Match, look};
use crate::frame::{App, Caller, Frame};

/// The question.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    q: Option<String>,
}

#[derive(Template)]
#[template(path = "today/pages/search.html")]
pub struct Search {
    frame: Frame,
    asked: String,
    found: Vec<Match>,
}

impl Search {
    /// What a match is, in words.
    fn kind(&self, one: &Match) -> String {
        match one.place {
            Some(kind) => self.frame.t.keyed("territory-kind-", kind.key()),
            None => self.frame.t.keyed("kind-", &one.kind),
        }
    }
}

pub async fn search(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<Search>, Problem> {
    let asked: String = asked.q.unwrap_or_default().chars().take(200).collect();
    let (me, found) = app.read(&caller, |r, me| Ok(look(&app.registry, r, me, &asked)?)).await?;
    let frame = Frame::new(&app, &caller, me, "search");
    Ok(Page(StatusCode::OK, Search { frame, asked, found }))
}
