//! The people that one sees, by name, filtered by organisation and kind of position.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use platform::access::Actor;
use platform::database::{Reader, Result as Stored};
use platform::text::{normalise, tidy};
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Named, PersonFilter, PersonRow, PositionKind};
use super::super::storage::{people, positions};
use super::told::{choices, in_short};
use crate::directory::{OrganisationId, PersonId, cards};
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Select};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// What is asked, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    q: Option<String>,
    /// The organisation as typed.
    at: Option<String>,
    /// The one that was found.
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
    at: At,
    kind: String,
    organisations: Vec<String>,
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

    fn told(&self, row: &PersonRow) -> String {
        in_short(&self.frame.t, &row.positions, self.today)
    }

    fn filtered(&self) -> bool {
        !(self.asked.is_empty() && self.at.typed.is_empty() && !self.at.unclear && self.kind.is_empty())
    }

    /// The same question about one of the organisations that bear the name.
    fn at_one(&self, one: &Named) -> String {
        let id = one.id.to_string();
        let pairs = [("q", &self.asked), ("at", &one.name), ("organisation", &id), ("kind", &self.kind)];
        serde_html_form::to_string(pairs).unwrap_or_default()
    }
}

/// The organisation that the list is about.
#[derive(Default)]
struct At {
    /// As typed, or its name.
    typed: String,
    /// The one, once it is known.
    one: Option<OrganisationId>,
    /// Those that may be meant, when it is not.
    found: Vec<Named>,
    /// What was asked names no organisation that one sees, or several: nobody can be listed.
    unclear: bool,
}

/// The organisation of the address: the one named by its identifier, unless another name was typed over it.
fn at(reader: &Reader, actor: &Actor, typed: &str, chosen: Option<OrganisationId>) -> Stored<At> {
    if let Some(card) = cards(reader, actor, chosen.as_slice())?.into_iter().next()
        && (typed.is_empty() || normalise(typed) == normalise(&card.name))
    {
        return Ok(At { typed: card.name, one: chosen, ..At::default() });
    }
    if typed.is_empty() {
        return Ok(At { unclear: chosen.is_some(), ..At::default() });
    }
    let found = positions::named(reader, actor, typed)?;
    let exact: Vec<&Named> = found.iter().filter(|one| normalise(&one.name) == normalise(typed)).collect();
    let one = match (exact.as_slice(), found.as_slice()) {
        ([one], _) => Some(*one),
        ([], [one]) => Some(one),
        _ => None,
    };
    let (typed, one) = one.map_or((typed, None), |one| (one.name.as_str(), Some(one.id)));
    let typed = typed.to_owned();
    Ok(At { typed, one, unclear: one.is_none(), found })
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<List>, Problem> {
    let asked = tidy(view.q.as_deref().unwrap_or_default());
    let (typed, kind) = (tidy(view.at.as_deref().unwrap_or_default()), view.kind.unwrap_or_default());
    let chosen = view.organisation.as_deref().and_then(|id| id.parse().ok());
    let mut filter =
        PersonFilter { name: normalise(&asked), organisation: None, kind: PositionKind::from_key(&kind) };
    let after = view.after_key.zip(view.after);
    let (me, (at, mut rows, organisations)) = app
        .read(&caller, |r, me| {
            let at = at(r, &me.actor, &typed, chosen)?;
            filter.organisation = at.one;
            let rows = if at.unclear {
                Vec::new()
            } else {
                people::list(r, &me.actor, &filter, after.as_ref(), PAGE_AND_ONE)?
            };
            Ok((at, rows, positions::choices(r, &me.actor)?))
        })
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| {
        let pairs = [
            ("q", asked.clone()),
            ("at", at.typed.clone()),
            ("organisation", at.one.map(|id| id.to_string()).unwrap_or_default()),
            ("kind", kind.clone()),
            ("after_key", row.name_key.clone()),
            ("after", row.id.to_string()),
        ];
        serde_html_form::to_string(pairs).unwrap_or_default()
    });
    let may_add = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "people");
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    let page = List { frame, asked, at, kind, organisations, rows, next, may_add, today };
    Ok(Page(StatusCode::OK, page))
}
