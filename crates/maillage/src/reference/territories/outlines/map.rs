//! What a page and a map draw: a picture in the page, which needs no script and prints, and the same shapes as GeoJSON.

use std::fmt::Write;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Shape;
use super::lines::{Bounds, Drawing, coordinates, degrees, units};
use crate::frame::Frame;

/// The largest picture, in its own units.
const BOX: (i32, i32) = (720, 460);

/// A map on a page: the picture, and where the rest comes from.
#[derive(Clone, Debug)]
pub struct Map {
    /// Where the shapes are asked from.
    pub source: String,
    /// What it shows, in words.
    pub title: String,
    /// The width of the picture.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Each shape: its role, `part`, `whole` or `around`, and its path.
    pub paths: Vec<(&'static str, String)>,
    /// The places marked on it.
    pub marks: Vec<(i32, i32)>,
}

impl Map {
    /// A map of shapes; those for which `whole` answers yes are drawn above the others, by their border alone. None without
    /// shapes.
    pub fn of(
        shapes: &[Shape],
        whole: impl Fn(&Shape) -> bool,
        source: String,
        title: String,
    ) -> Option<Self> {
        let bounds = shapes.iter().map(|shape| shape.bounds).reduce(Bounds::and)?;
        let drawing = Drawing::of(bounds, BOX);
        let role = |shape| if whole(shape) { "whole" } else { "part" };
        let mut paths: Vec<_> =
            shapes.iter().map(|shape| (role(shape), drawing.path(&shape.polygons))).collect();
        paths.sort_by_key(|(role, _)| *role == "whole");
        Some(Self::drawn(drawing, paths, Vec::new(), (source, title)))
    }

    /// A map of what is around a place, which it marks; what goes beyond the bounds is cut. None without shapes.
    pub fn around(
        shapes: &[Shape],
        bounds: Bounds,
        (latitude, longitude): (f64, f64),
        source: String,
        title: String,
    ) -> Option<Self> {
        let drawing = Drawing::of(bounds, BOX);
        let paths: Vec<_> = shapes.iter().map(|shape| ("part", drawing.path(&shape.polygons))).collect();
        let marks = vec![drawing.place((units(longitude), units(latitude)))];
        (!paths.is_empty()).then(|| Self::drawn(drawing, paths, marks, (source, title)))
    }

    /// A map of places, each marked in its middle, with what is around them.
    pub fn of_places(
        around: &[Shape],
        places: &[Shape],
        view: Bounds,
        source: String,
        title: String,
    ) -> Self {
        let drawing = Drawing::of(view, BOX);
        let path = |role, shape: &Shape| (role, drawing.path(&shape.polygons));
        let paths = around.iter().map(|shape| path("around", shape));
        let paths = paths.chain(places.iter().map(|shape| path("part", shape))).collect();
        let marks = places.iter().map(|shape| {
            let (latitude, longitude) = shape.bounds.middle();
            drawing.place((units(longitude), units(latitude)))
        });
        let marks = marks.collect();
        Self::drawn(drawing, paths, marks, (source, title))
    }

    fn drawn(
        drawing: Drawing,
        paths: Vec<(&'static str, String)>,
        marks: Vec<(i32, i32)>,
        (source, title): (String, String),
    ) -> Self {
        Self { source, title, width: drawing.width, height: drawing.height, paths, marks }
    }

    /// The picture's box, with a margin for its lines.
    pub fn view_box(&self) -> String {
        format!("-4 -4 {} {}", self.width + 8, self.height + 8)
    }

    /// What the map says, in the language of the page, for the script that draws it.
    pub fn words(&self, frame: &Frame) -> String {
        let words = ["zoom-in", "zoom-out", "scroll", "touch"];
        let said: serde_json::Map<String, serde_json::Value> =
            words.iter().map(|word| ((*word).to_owned(), json!(frame.t.keyed("map-", word)))).collect();
        serde_json::Value::Object(said).to_string()
    }
}

/// A collection of shapes as GeoJSON, written as it goes: what is decoded is dropped at once.
#[derive(Debug)]
pub struct Collection {
    text: String,
    bounds: Option<Bounds>,
}

impl Default for Collection {
    fn default() -> Self {
        Self { text: String::from("{\"type\":\"FeatureCollection\",\"features\":["), bounds: None }
    }
}

impl Collection {
    /// Adds a shape with its role, `whole`, `part` or `around`, and its page. What is around does not widen the view.
    pub fn add(&mut self, shape: &Shape, role: &str, page: Option<&str>) {
        if role != "around" {
            self.bounds = Some(self.bounds.map_or(shape.bounds, |bounds| bounds.and(shape.bounds)));
        }
        let properties = json!({"role": role, "name": shape.name, "page": page});
        let comma = if self.text.ends_with('[') { "" } else { "," };
        let _ = write!(
            self.text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":{}}}}}",
            coordinates(&shape.polygons)
        );
    }

    /// Adds a point, seen from some way off, with its page.
    pub fn point(&mut self, name: &str, (latitude, longitude): (f64, f64), page: Option<&str>) {
        let properties = json!({"role": "point", "name": name, "page": page});
        let comma = if self.text.ends_with('[') { "" } else { "," };
        let _ = write!(
            self.text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{longitude},{latitude}]}}}}"
        );
    }

    /// What is in view, when no shape says it.
    pub fn view(&mut self, bounds: Bounds) {
        self.bounds = Some(bounds);
    }

    /// Its text, with its bounds.
    pub fn text(mut self) -> String {
        self.text.push(']');
        if let Some(Bounds { west, south, east, north }) = self.bounds {
            let _ = write!(
                self.text,
                ",\"bbox\":[{},{},{},{}]",
                degrees(west),
                degrees(south),
                degrees(east),
                degrees(north)
            );
        }
        self.text.push('}');
        self.text
    }
}

/// Whether the caller holds this version already.
pub fn held(headers: &HeaderMap, tag: &str) -> bool {
    let held = headers.get(IF_NONE_MATCH).and_then(|held| held.to_str().ok()).unwrap_or_default();
    held.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

/// An answer that a browser keeps, and asks about again with its tag: `body` is only made when it changed.
pub fn answer<E>(
    headers: &HeaderMap,
    tag: &str,
    body: impl FnOnce() -> Result<String, E>,
) -> Result<Response, E> {
    let tag = format!("\"{tag}\"");
    let mark = HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    let kept = [(ETAG, mark), (CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
    if held(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(CONTENT_TYPE, "application/geo+json")], body()?).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(west: i32) -> Shape {
        let ring = vec![(west, 0), (west + 10_000, 0), (west, 10_000), (west, 0)];
        let bounds = Bounds { west, south: 0, east: west + 10_000, north: 10_000 };
        Shape {
            territory: "commune-13004".into(),
            name: "Arles \"la\" ville".into(),
            polygons: vec![vec![ring]],
            bounds,
        }
    }

    #[test]
    fn a_collection_is_geojson() {
        let mut all = Collection::default();
        all.add(&shape(0), "whole", None);
        all.add(&shape(100_000), "around", Some("/territories/commune-13004"));
        all.point("Turin", (45.0, 7.5), None);
        let read: serde_json::Value = serde_json::from_str(&all.text()).unwrap();
        assert_eq!(read["features"].as_array().unwrap().len(), 3);
        assert_eq!(read["features"][0]["properties"]["name"], "Arles \"la\" ville");
        assert_eq!(read["bbox"], json!([0, 0, 1, 1]));
        let empty: serde_json::Value = serde_json::from_str(&Collection::default().text()).unwrap();
        assert_eq!(empty["features"], json!([]));
    }

    #[test]
    fn the_whole_is_drawn_above() {
        let map =
            Map::of(&[shape(0), shape(10_000)], |shape| shape.bounds.west == 0, String::new(), String::new())
                .unwrap();
        assert_eq!(map.paths.iter().map(|(role, _)| *role).collect::<Vec<_>>(), ["part", "whole"]);
        assert!(Map::of(&[], |_| true, String::new(), String::new()).is_none());
    }

    #[test]
    fn places_are_marked_above_what_is_around() {
        let view = shape(0).bounds.around();
        let map = Map::of_places(&[shape(0)], &[shape(0)], view, String::new(), String::new());
        assert_eq!(map.paths.iter().map(|(role, _)| *role).collect::<Vec<_>>(), ["around", "part"]);
        let (x, y) = map.marks[0];
        assert!((x - map.width / 2).abs() < 3 && (y - map.height / 2).abs() < 3, "{x} {y}");
    }

    #[test]
    fn what_is_held_is_not_sent_again() {
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, HeaderValue::from_static("\"a\", W/\"b\""));
        assert!(held(&headers, "\"b\"") && !held(&headers, "\"c\""));
        let kept = answer::<()>(&headers, "a", || Err(())).unwrap();
        assert_eq!(kept.status(), StatusCode::NOT_MODIFIED);
    }
}
