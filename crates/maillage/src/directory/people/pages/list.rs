//! The people that one sees, by name, filtered by organisation and kind of position.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use platform::text::{normalise, tidy};
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Choice, PersonFilter, PersonRow, PositionKind};
use super::super::storage::{people, positions};
use super::told::{choices, in_short};
use crate::directory::PersonId;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// What is asked, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    q: Option<String>,
    organisation: Option<String>,
    kind: Option<String>,
    after_key: Option<String>,
    after: Option<PersonId>,
}

#[derive(Template)]
#[template(path = "directory/people/pages/list.html")]
pub struct List {
    frame: Frame,
    asked: String,
    organisation: String,
    kind: String,
    organisations: Vec<Choice>,
    rows: Vec<PersonRow>,
    next: Option<String>,
    may_add: bool,
    today: Date,
}

impl List {
    fn kinds(&self) -> Vec<Select> {
        let keys = PositionKind::ALL.iter().map(|kind| kind.key());
        choices(&self.frame.t, "position-kind-", keys, &self.kind)
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        choice.id.to_string() == self.organisation
    }

    fn told(&self, row: &PersonRow) -> String {
        in_short(&self.frame.t, &row.positions, self.today)
    }

    fn filtered(&self) -> bool {
        !(self.asked.is_empty() && self.organisation.is_empty() && self.kind.is_empty())
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<List>, Problem> {
    let asked = tidy(view.q.as_deref().unwrap_or_default());
    let (organisation, kind) = (view.organisation.unwrap_or_default(), view.kind.unwrap_or_default());
    let filter = PersonFilter {
        name: normalise(&asked),
        organisation: organisation.parse().ok(),
        kind: PositionKind::from_key(&kind),
    };
    let after = view.after_key.zip(view.after);
    let (me, (mut rows, organisations)) = app
        .read(&caller, |r, me| {
            let rows = people::list(r, &me.actor, &filter, after.as_ref(), PAGE_AND_ONE)?;
            Ok((rows, positions::choices(r, &me.actor)?))
        })
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| {
        let pairs = [
            ("q", asked.clone()),
            ("organisation", organisation.clone()),
            ("kind", kind.clone()),
            ("after_key", row.name_key.clone()),
            ("after", row.id.to_string()),
        ];
        serde_html_form::to_string(pairs).unwrap_or_default()
    });
    let may_add = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "people");
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    let page = List { frame, asked, organisation, kind, organisations, rows, next, may_add, today };
    Ok(Page(StatusCode::OK, page))
}
