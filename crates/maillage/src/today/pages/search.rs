//! One box over everything that the person may see.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::search::matching::Question;
use platform::search::{Hit, search as find};
use platform::web::{Page, Problem};
use serde::Deserialize;

use crate::frame::{App, Caller, Frame};

/// The question.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    q: Option<String>,
}

/// A match, with its address.
struct Found {
    url: String,
    title: String,
    kind: String,
}

#[derive(Template)]
#[template(path = "today/pages/search.html")]
pub struct Search {
    frame: Frame,
    asked: String,
    found: Vec<Found>,
}

pub async fn search(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<Search>, Problem> {
    let asked: String = asked.q.unwrap_or_default().chars().take(200).collect();
    let question = Question::new(&asked);
    let (me, hits) = app
        .read(&caller, |r, me| match &question {
            Some(question) => Ok(find(r, &me.actor, question)?),
            None => Ok(Vec::new()),
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "search");
    let found = |hit: Hit| Found {
        url: app.registry.url(&hit.kind, hit.record),
        title: hit.title,
        kind: frame.t.keyed("kind-", &hit.kind),
    };
    let found = hits.into_iter().map(found).collect();
    Ok(Page(StatusCode::OK, Search { frame, asked, found }))
}
