//! The nomenclature of activities: level by level, or searched.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::text::tidy;
use platform::web::{Page, Problem, ProblemKind};
use serde::Deserialize;

use super::{Activity, DEEPEST, Nomenclature, storage};
use crate::frame::{App, Caller, Frame};

const FOUND: i64 = 100;

/// What is asked, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    code: Option<String>,
    q: Option<String>,
}

#[derive(Template)]
#[template(path = "reference/activities/page.html")]
pub struct List {
    frame: Frame,
    asked: String,
    /// The code looked into, with what holds it.
    above: Vec<Activity>,
    activities: Vec<Activity>,
}

impl List {
    fn opens(&self, activity: &Activity) -> bool {
        activity.level < DEEPEST
    }

    fn level(&self, activity: &Activity) -> String {
        self.frame.t.keyed("activity-level-", &activity.level.to_string())
    }

    fn cut(&self) -> bool {
        !self.asked.is_empty() && i64::try_from(self.activities.len()) == Ok(FOUND)
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<List>, Problem> {
    let asked = tidy(view.q.as_deref().unwrap_or_default());
    let nomenclature = Nomenclature::NafRev2;
    let (me, (above, activities)) = app
        .read(&caller, |r, _| {
            if !asked.is_empty() {
                return Ok((Vec::new(), storage::search(r, &asked, FOUND)?));
            }
            let Some(code) = view.code.as_deref() else {
                return Ok((Vec::new(), storage::below(r, nomenclature, None)?));
            };
            let one = storage::find(r, nomenclature, code)?.ok_or(ProblemKind::NotFound)?;
            let mut above = storage::above(r, &one)?;
            let below = storage::below(r, nomenclature, Some(code))?;
            above.push(one);
            Ok((above, below))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "activities");
    Ok(Page(StatusCode::OK, List { frame, asked, above, activities }))
}
