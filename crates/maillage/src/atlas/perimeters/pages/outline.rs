//! The shapes of a perimeter, for its map.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use platform::access::Level;
use platform::web::{Problem, ProblemKind};
use serde::Deserialize;

use super::super::storage::read::{drawn, find, versions};
use super::id_of;
use super::sheet::chosen;
use crate::frame::{App, Caller};
use crate::reference::territories::outlines::{Bounds, Collection, answer, digests, named, within};

/// The day looked at.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    at: Option<Date>,
}

/// Its communes on a day, the wholes that were chosen, and what is around.
pub async fn outline(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let day = view.at.unwrap_or(today);
    let (_, response) = app
        .read(&caller, |r, me| {
            let found = find(r, &me.actor, id)?.filter(|(_, level)| *level >= Level::Read);
            found.ok_or(ProblemKind::NotFound)?;
            let versions = versions(r, id)?;
            let version = chosen(&versions, day).ok_or(ProblemKind::NotFound)?;
            answer(&headers, &format!("{}-{}", digests(r)?, version.id), || {
                let shapes = named(r, &drawn(r, &version.id)?)?;
                let mut all = Collection::default();
                if let Some(bounds) = shapes.iter().map(|shape| shape.bounds).reduce(Bounds::and) {
                    for shape in within(r, "departement", bounds.around())? {
                        all.add(&shape, "around", None);
                    }
                }
                for shape in &shapes {
                    let part = shape.territory.starts_with("commune-");
                    let page = part.then(|| format!("/territories/{}", shape.territory));
                    all.add(shape, if part { "part" } else { "whole" }, page.as_deref());
                }
                Ok::<_, Problem>(all.text())
            })
        })
        .await?;
    Ok(response)
}
