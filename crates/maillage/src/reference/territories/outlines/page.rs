//! The shapes of a territory, for its map.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::Deserialize;

use super::super::model::{Territory, TerritoryId};
use super::lines::Bounds;
use super::map::{Collection, answer};
use super::storage::{digests, with_parts, within};
use super::{place, shapes, view};
use crate::frame::{App, Caller};

/// More parts than any territory has.
const ALL: i64 = 5_000;

/// The day looked at.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    at: Option<Date>,
}

/// The territory, what it is made of on a day, and what is around it.
pub async fn outline(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: TerritoryId = id.parse().map_err(|()| ProblemKind::NotFound)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let at = view.at.unwrap_or(today);
    let (_, response) = app
        .read(&caller, |r, _| {
            let territory = super::super::find(r, &id)?.ok_or(ProblemKind::NotFound)?;
            let tag = format!("{}-{at}", digests(r)?);
            answer(&headers, &tag, || collection(r, &territory, at))
        })
        .await?;
    Ok(response)
}

fn collection(reader: &Reader, territory: &Territory, at: Date) -> Result<String, Problem> {
    let mut all = Collection::default();
    if let Some(point) = place(territory) {
        let shapes = shapes(reader, territory, at)?;
        for shape in &shapes {
            all.add(shape, "around", None);
        }
        all.point(&territory.name, point, None);
        all.view(view(territory, point, &shapes));
        return Ok(all.text());
    }
    let known = territory.is_known(at);
    let shapes =
        if known { with_parts(reader, &territory.id, at, ALL)? } else { shapes(reader, territory, at)? };
    let Some(bounds) = shapes.iter().map(|shape| shape.bounds).reduce(Bounds::and) else {
        return Ok(all.text());
    };
    for shape in within(reader, "departement", bounds.around())? {
        all.add(&shape, "around", None);
    }
    for shape in &shapes {
        let own = shape.territory == territory.id.as_str();
        let page = (!own).then(|| format!("/territories/{}", shape.territory));
        all.add(shape, if own { "whole" } else { "part" }, page.as_deref());
    }
    Ok(all.text())
}
