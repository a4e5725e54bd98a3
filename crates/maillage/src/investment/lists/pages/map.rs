//! The map: where the projects of a list are, with the table that says the same.

use std::hash::{DefaultHasher, Hash, Hasher};

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::database::{self, Reader};
use platform::web::{Page, Problem};

use super::super::storage::{CAP, Held, places};
use super::address::Address;
use super::bar::{Bar, Own};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Me};
use crate::reference::territories::outlines::{
    Bounds, Collection, Map, Shape, answer, digests, named, within,
};
use crate::saved_views::Panel;

/// Territories that are drawn; the table holds the others.
const DRAWN: usize = 200;

#[derive(Template)]
#[template(path = "investment/lists/pages/map.html")]
struct MapPage {
    frame: Frame,
    address: Address,
    bar: Bar,
    views: Panel,
    held: Vec<Held>,
    /// Projects of the list that have no place.
    unplaced: i64,
    map: Option<Map>,
    may_open: bool,
}

/// What is drawn: the territories that hold projects, and the départements around.
struct Drawn {
    held: Vec<Held>,
    unplaced: i64,
    shapes: Vec<Shape>,
    around: Vec<Shape>,
    view: Option<Bounds>,
}

fn read(reader: &Reader, me: &Me, address: &Address, own: &Own) -> database::Result<Drawn> {
    let (held, unplaced) = places(reader, &me.actor, &address.filter(&own.headings))?;
    let ids: Vec<String> = held.iter().take(DRAWN).map(|one| one.id.to_string()).collect();
    let shapes = named(reader, &ids)?;
    let view = shapes.iter().map(|shape| shape.bounds).reduce(Bounds::and).map(Bounds::around);
    let around = match view {
        Some(view) => within(reader, "departement", view)?,
        None => Vec::new(),
    };
    Ok(Drawn { held, unplaced, shapes, around, view })
}

pub async fn show(app: &App, caller: &Caller, address: Address) -> Result<Response, Problem> {
    let (me, (drawn, filter, own, views)) = app
        .read(caller, |r, me| {
            let own = Own::read(r, &me.actor, &address)?;
            let drawn = read(r, me, &address, &own)?;
            let views = Panel::of(r, me, "/projects", address.whole())?;
            Ok((drawn, address.filter(&own.headings), own, views))
        })
        .await?;
    let may_open = me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me, "projects").done(address.done.clone());
    let bar = Bar::of(&frame, &address, &filter, &own);
    let Drawn { held, unplaced, shapes, around, view } = drawn;
    let source = address.whole().replacen("/projects", "/projects/map.json", 1);
    let title = frame.t.text("projects-map").to_owned();
    let map = view.map(|view| Map::of_places(&around, &shapes, view, source, title));
    Ok(Page(StatusCode::OK, MapPage { frame, address, bar, views, held, unplaced, map, may_open })
        .into_response())
}

impl MapPage {
    /// How many projects there are, placed or not, in words.
    fn total(&self) -> String {
        let (t, placed) = (&self.frame.t, self.held.iter().map(|held| held.projects).sum::<i64>());
        if self.unplaced > CAP {
            t.with("list-total-many", "n", placed + CAP)
        } else {
            t.with("projects-map-total", "n", placed + self.unplaced)
        }
    }

    /// How many have no place, in words.
    fn unplaced(&self) -> String {
        let t = &self.frame.t;
        if self.unplaced > CAP {
            t.with("projects-map-unplaced-many", "n", CAP)
        } else {
            t.with("projects-map-unplaced", "n", self.unplaced)
        }
    }

    fn number(&self, n: &i64) -> String {
        self.frame.t.number(*n)
    }
}

/// The same, for the script that draws it.
pub async fn outline(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let address = Address::read(query.as_deref().unwrap_or_default())?;
    let (me, (drawn, digests)) = app
        .read(&caller, |r, me| {
            let own = Own::read(r, &me.actor, &address)?;
            Ok((read(r, me, &address, &own)?, digests(r)?))
        })
        .await?;
    let mut hasher = DefaultHasher::new();
    (&drawn.held, me.language.code()).hash(&mut hasher);
    let text = app.text(me.language);
    answer(&headers, &format!("{digests}-{:x}", hasher.finish()), || {
        let mut all = Collection::default();
        for shape in &drawn.around {
            all.add(shape, "around", None);
        }
        for shape in &drawn.shapes {
            let Some(held) = drawn.held.iter().find(|held| held.id.as_str() == shape.territory) else {
                continue;
            };
            let name = text.with2("projects-map-place", "name", &held.name, "n", held.projects);
            let page = address.listed_in(&held.id);
            let shape = Shape { name: name.clone(), ..shape.clone() };
            all.add(&shape, "part", Some(&page));
            all.point(&name, shape.bounds.middle(), Some(&page));
        }
        Ok::<_, Problem>(all.text())
    })
}
