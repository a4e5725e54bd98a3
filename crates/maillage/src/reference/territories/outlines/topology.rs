//! Files of outlines: `TopoJSON`, where neighbours share their lines. What is read is decoded at once and kept as text.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::super::flaws::{Flaw, Unreadable, unreadable};
use super::lines::{Bounds, Point, Polygon, Ring, pack, units};
use crate::reference::countries::by_number;

macro_rules! embedded {
    ($name:literal) => {
        ($name.to_owned(), include_bytes!(concat!("../../../../../../data/outlines/", $name)).to_vec())
    };
}

/// The kinds of a file's outlines, by the beginning of its name.
const KINDS: [(&str, &str); 5] = [
    ("regions", "region"),
    ("departements", "departement"),
    ("epci", "epci"),
    ("communes", "commune"),
    ("countries", "country"),
];

/// Files of outlines, by name.
#[derive(Clone, Debug)]
pub struct Outlines {
    files: BTreeMap<String, Vec<u8>>,
    /// Whether the files come from a folder.
    pub imported: bool,
}

/// An outline, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Kind and code: `commune-13004`, `country-FR`.
    pub territory: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its lines.
    pub lines: String,
    /// Its bounds.
    pub bounds: Bounds,
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<(i32, i32)>>,
    objects: BTreeMap<String, Collection>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(default)]
    arcs: Option<Arcs>,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Arcs {
    Polygon(Vec<Vec<i64>>),
    Several(Vec<Vec<Vec<i64>>>),
}

#[derive(Default, Deserialize)]
struct Properties {
    #[serde(default)]
    code: Option<String>,
}

impl Outlines {
    /// The files that the binary holds.
    pub fn embedded() -> Self {
        let files = [
            embedded!("regions-2026.topojson"),
            embedded!("departements-2026.topojson"),
            embedded!("epci-2026.topojson"),
            embedded!("communes-2026.topojson.gz"),
            embedded!("countries-50m.topojson.gz"),
        ];
        Self { files: files.into(), imported: false }
    }

    /// Those of a folder, which may hold none: what is in no file stays as it is.
    pub fn read(folder: &Path) -> Result<Self, Unreadable> {
        let mut files = BTreeMap::new();
        let entries = std::fs::read_dir(folder)
            .map_err(|error| unreadable(&folder.display().to_string(), 0, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| unreadable(&folder.display().to_string(), 0, &error))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if kind_of(name).is_some() {
                files.insert(
                    name.to_owned(),
                    std::fs::read(&path).map_err(|error| unreadable(name, 0, &error))?,
                );
            }
        }
        Ok(Self { files, imported: true })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What the files are: the same bytes under the same names have the same digest.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for (name, bytes) in &self.files {
            digest.update(name.as_bytes());
            digest.update(bytes);
        }
        digest.finalize().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }

    /// The names of the files, each of which replaces the outlines of its kind.
    pub fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// The kind of a file's outlines, and the outlines.
    pub fn of(&self, name: &str) -> Result<(&'static str, Vec<Outline>), Unreadable> {
        let (kind, bytes) =
            kind_of(name).zip(self.files.get(name)).ok_or_else(|| unreadable(name, 0, Flaw::Missing))?;
        let decoded = if Path::new(name).extension().is_some_and(|kind| kind == "gz") {
            let mut text = Vec::new();
            GzDecoder::new(bytes.as_slice())
                .read_to_end(&mut text)
                .map_err(|_| unreadable(name, 0, Flaw::Damaged))?;
            decode(kind, &text)
        } else {
            decode(kind, bytes)
        };
        Ok((kind, decoded.map_err(|(line, flaw)| unreadable(name, line, flaw))?))
    }
}

fn kind_of(name: &str) -> Option<&'static str> {
    let known = name.ends_with(".topojson") || name.ends_with(".topojson.gz");
    KINDS.iter().find(|(beginning, _)| known && name.starts_with(beginning)).map(|(_, kind)| *kind)
}

/// The outlines of a `TopoJSON` text. What has no code, or no country's number, is passed over; a line that is not there is
/// a fault.
fn decode(kind: &'static str, text: &[u8]) -> Result<Vec<Outline>, (usize, Flaw)> {
    let topology: Topology =
        serde_json::from_slice(text).map_err(|error| (error.line(), Flaw::from(&error)))?;
    let arcs: Vec<Ring> = topology.arcs.iter().map(|arc| absolute(arc, &topology.transform)).collect();
    drop(topology.arcs);
    let name = if kind == "country" { "countries" } else { "" };
    let chosen = topology.objects.get(name).or_else(|| topology.objects.values().next());
    let collection = chosen.ok_or((0, Flaw::NoOutline))?;
    // Several geometries may bear one code: far islands of a country, for one.
    let mut shapes: BTreeMap<String, Vec<Polygon>> = BTreeMap::new();
    for geometry in &collection.geometries {
        let code = match (kind, &geometry.properties.code, &geometry.id) {
            ("country", _, Some(number)) => by_number(number).map(str::to_owned),
            (_, code, _) => code.clone(),
        };
        let (Some(code), Some(lines)) = (code, &geometry.arcs) else { continue };
        let polygons = polygons(lines, &arcs).ok_or_else(|| (0, Flaw::Line(code.clone())))?;
        shapes.entry(code).or_default().extend(polygons);
    }
    let outlines = shapes.into_iter().filter_map(|(code, polygons)| {
        let bounds = Bounds::of(polygons.iter().flatten().flatten().copied())?;
        Some(Outline { territory: format!("{kind}-{code}"), kind, lines: pack(&polygons), bounds })
    });
    Ok(outlines.collect())
}

/// A line whose points are differences, as points.
fn absolute(arc: &[(i32, i32)], transform: &Transform) -> Ring {
    let (mut east, mut north) = (0, 0);
    let point = |(east, north): (i32, i32)| -> Point {
        let at = |value: i32, scale: f64, translate: f64| units(f64::from(value) * scale + translate);
        (
            at(east, transform.scale.0, transform.translate.0),
            at(north, transform.scale.1, transform.translate.1),
        )
    };
    let points = arc.iter().map(|step| {
        east += step.0;
        north += step.1;
        point((east, north))
    });
    points.collect()
}

fn polygons(lines: &Arcs, arcs: &[Ring]) -> Option<Vec<Polygon>> {
    let polygon =
        |rings: &Vec<Vec<i64>>| rings.iter().map(|ring| stitch(ring, arcs)).collect::<Option<Polygon>>();
    match lines {
        Arcs::Polygon(rings) => Some(vec![polygon(rings)?]),
        Arcs::Several(several) => several.iter().map(polygon).collect(),
    }
}

/// Lines end to end; a negative number is a line taken backwards.
fn stitch(ring: &[i64], arcs: &[Ring]) -> Option<Ring> {
    let mut points = Ring::new();
    for index in ring {
        let backwards = *index < 0;
        let line = arcs.get(usize::try_from(if backwards { !index } else { *index }).ok()?)?;
        let mut each: Box<dyn Iterator<Item = &Point>> =
            if backwards { Box::new(line.iter().rev()) } else { Box::new(line.iter()) };
        if points.last().is_some() {
            each.next();
        }
        points.extend(each);
    }
    points.dedup();
    Some(points)
}

#[cfg(test)]
mod tests {
    use super::super::lines::unpack;
    use super::*;

    /// Two squares side by side, which share a line.
    const TWO: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[5,43]},
        "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]],
        "objects":{"communes":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0,1]],"properties":{"code":"13004"}},
            {"type":"MultiPolygon","arcs":[[[2,-1]]],"properties":{"code":"13097"}},
            {"type":null,"properties":{"code":"13108"}}]}}}"#;

    #[test]
    fn neighbours_share_their_line() {
        let outlines = decode("commune", TWO.as_bytes()).unwrap();
        let names: Vec<&str> = outlines.iter().map(|outline| outline.territory.as_str()).collect();
        assert_eq!(names, ["commune-13004", "commune-13097"]);
        let ring = |at: usize| unpack(&outlines[at].lines)[0][0].clone();
        assert_eq!(
            ring(0),
            [(51_000, 430_000), (51_000, 431_000), (50_000, 431_000), (50_000, 430_000), (51_000, 430_000)]
        );
        assert_eq!(ring(1).first(), ring(1).last());
        assert!(ring(1).contains(&(51_000, 431_000)));
    }

    #[test]
    fn a_file_that_is_not_whole_is_refused() {
        let missing = TWO.replace("[2,-1]", "[7]");
        assert_eq!(decode("commune", missing.as_bytes()).unwrap_err().1, Flaw::Line("13097".into()));
        assert!(decode("commune", b"{").is_err());
        assert_eq!(
            (
                kind_of("communes-2027.topojson.gz"),
                kind_of("communes-2027.csv.gz"),
                kind_of("roads.topojson")
            ),
            (Some("commune"), None, None)
        );
    }

    #[test]
    fn the_embedded_files_hold_every_kind() {
        let all = Outlines::embedded();
        for (name, least) in [
            ("regions-2026.topojson", 18),
            ("departements-2026.topojson", 101),
            ("epci-2026.topojson", 1_250),
            ("countries-50m.topojson.gz", 170),
        ] {
            let (_, outlines) = all.of(name).unwrap();
            let ids: std::collections::BTreeSet<&str> =
                outlines.iter().map(|outline| outline.territory.as_str()).collect();
            assert!(ids.len() >= least && ids.len() == outlines.len(), "{name}: {}", outlines.len());
        }
    }
}
