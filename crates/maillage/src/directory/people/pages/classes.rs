//! Why personal data are kept, for how long, and what becomes of them: for all to read.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use platform::web::{Page, Problem};

use super::super::classes::{CLASSES, ClassRule};
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "directory/people/pages/classes.html")]
pub struct Classes {
    frame: Frame,
    classes: &'static [ClassRule],
}

impl Classes {
    fn period(&self, rule: &ClassRule) -> String {
        self.frame.t.with("class-months", "n", i64::from(rule.months))
    }
}

/// Whoever is concerned need not sign in to read it.
pub async fn show(State(app): State<App>, caller: Caller) -> Result<Page<Classes>, Problem> {
    let frame = match app.read(&caller, |_, _| Ok(())).await {
        Ok((me, ())) => Frame::new(&app, &caller, me, "people"),
        Err(_) => Frame::public(&app, &caller),
    };
    Ok(Page(StatusCode::OK, Classes { frame, classes: CLASSES }))
}
