//! An edition of the reference files: what they hold, as rows. Files come from the binary or from a folder with the same
//! names and another year.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use jiff::civil::{Date, date};
use platform::text::normalise;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::codes::{divided, insee, is_insee};
use super::flaws::{Flaw, Unreadable, unreadable};
use super::model::{TerritoryId, TerritoryKind};

/// The year of the files that the binary holds.
const YEAR: i16 = 2026;
/// How files are read: raised when the same bytes are read otherwise, so that the next start reads them again.
const READING: u8 = 3;
/// From this many people on, a city abroad is found by its other names too.
const KNOWN_BY_OTHER_NAMES: i64 = 100_000;
/// `GeoNames` counts them as countries; their communes have codes of their own.
const FRENCH: [&str; 6] = ["FR", "GP", "MQ", "GF", "RE", "YT"];

macro_rules! embedded {
    ($folder:literal, $name:literal) => {
        ($name.to_owned(), include_bytes!(concat!("../../../../../data/", $folder, "/", $name)).to_vec())
    };
}

/// The files of an edition, by name.
#[derive(Clone, Debug)]
pub struct Edition {
    year: i16,
    files: BTreeMap<String, Vec<u8>>,
    /// Whether the files come from a folder.
    pub imported: bool,
}

/// A territory as an edition describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its SIREN.
    pub siren: Option<String>,
    /// Its postal codes, separated by spaces.
    pub postal_codes: Option<String>,
    /// Its other names, normalised, separated by `|`.
    pub other_names: Option<String>,
    /// Its nature within its kind.
    pub detail: Option<String>,
    /// People who live there.
    pub population: Option<i64>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// ISO 3166 country.
    pub country: String,
    /// The edition it comes from.
    pub vintage: String,
    /// The first day for which the edition says what it is made of.
    pub known_from: Option<Date>,
}

impl Row {
    /// A French territory of which no more is known.
    pub fn named(kind: TerritoryKind, code: &str, name: &str, vintage: &str) -> Self {
        Self {
            kind,
            code: code.to_owned(),
            name: name.to_owned(),
            siren: None,
            postal_codes: None,
            other_names: None,
            detail: None,
            population: None,
            point: None,
            country: "FR".to_owned(),
            vintage: vintage.to_owned(),
            known_from: None,
        }
    }

    /// Kind and code.
    pub fn id(&self) -> TerritoryId {
        TerritoryId::new(self.kind, &self.code)
    }
}

/// That a territory is part of another, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The smaller.
    pub part: TerritoryId,
    /// The larger.
    pub whole: TerritoryId,
    /// From when, when it is known.
    pub from: Option<Date>,
    /// Until when, excluded.
    pub until: Option<Date>,
}

#[derive(Deserialize)]
struct Named {
    code: String,
    nom: String,
    #[serde(default)]
    region: String,
    #[serde(default, rename = "populationMunicipale")]
    population: Option<i64>,
    #[serde(default)]
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

impl Edition {
    /// The files that the binary holds.
    pub fn embedded() -> Self {
        let files = [
            embedded!("territories", "communes-2026.csv.gz"),
            embedded!("territories", "communes-2026-anciennes.csv"),
            embedded!("territories", "epci-2026.csv"),
            embedded!("territories", "epci-2026-complement.csv"),
            embedded!("territories", "departements.json"),
            embedded!("territories", "regions.json"),
            embedded!("territories", "ept.json"),
            embedded!("world", "villes15000.csv.gz"),
        ];
        Self { year: YEAR, files: files.into(), imported: false }
    }

    /// The files of a folder: those of one year, `communes-2027.csv.gz` and the others.
    pub fn read(folder: &Path) -> Result<Self, Unreadable> {
        let name = folder.display().to_string();
        let mut files = BTreeMap::new();
        let entries = std::fs::read_dir(folder).map_err(|error| unreadable(&name, 0, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| unreadable(&name, 0, &error))?.path();
            if let Some(file) = path.file_name().and_then(|file| file.to_str()).filter(|_| path.is_file()) {
                let bytes = std::fs::read(&path).map_err(|error| unreadable(file, 0, &error))?;
                files.insert(file.to_owned(), bytes);
            }
        }
        let year = |file: &String| file.strip_prefix("communes-")?.strip_suffix(".csv.gz")?.parse().ok();
        let years: Vec<i16> = files.keys().filter_map(year).collect();
        match years[..] {
            [year] => Ok(Self { year, files, imported: true }),
            [] => Err(unreadable(&name, 0, Flaw::NoYear)),
            _ => Err(unreadable(&name, 0, Flaw::Years)),
        }
    }

    /// Whether a folder holds communes, of whatever year.
    pub fn stands_in(folder: &Path) -> bool {
        let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let names = files.filter_map(|file| file.file_name().into_string().ok());
        names.into_iter().any(|name| name.starts_with("communes-") && name.ends_with(".csv.gz"))
    }

    /// What the files are and how they are read: the same bytes, read in the same way, have the same digest.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        digest.update([READING]);
        for (name, bytes) in &self.files {
            digest.update(name.as_bytes());
            digest.update(bytes);
        }
        digest.finalize().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }

    /// The day from which it holds.
    pub fn begins(&self) -> Date {
        date(self.year, 1, 1)
    }

    /// The first day for which it says what territories of a kind are made of: groupings are given for the year before too.
    fn known_from(&self, kind: TerritoryKind) -> Option<Date> {
        match kind {
            TerritoryKind::Epci => Some(date(self.year - 1, 1, 1)),
            TerritoryKind::City => None,
            _ => Some(self.begins()),
        }
    }

    fn row(&self, kind: TerritoryKind, code: &str, name: &str) -> Row {
        Row { known_from: self.known_from(kind), ..Row::named(kind, code, name, &self.vintage()) }
    }

    /// Its name: `COG 2026`.
    pub fn vintage(&self) -> String {
        format!("COG {}", self.year)
    }

    fn file(&self, name: &str) -> Result<&[u8], Unreadable> {
        self.files.get(name).map(Vec::as_slice).ok_or_else(|| unreadable(name, 0, Flaw::Missing))
    }

    fn text(&self, name: &str) -> Result<String, Unreadable> {
        let bytes = self.file(name)?;
        let mut text = String::new();
        let read = if Path::new(name).extension().is_some_and(|kind| kind == "gz") {
            GzDecoder::new(bytes).read_to_string(&mut text)
        } else {
            (&mut &*bytes).read_to_string(&mut text)
        };
        read.map_err(|_| unreadable(name, 0, Flaw::Damaged))?;
        Ok(text)
    }

    /// Every territory and every membership. The first fault stops it: an edition is loaded whole or not at all.
    pub fn rows(&self) -> Result<(Vec<Row>, Vec<Part>), Unreadable> {
        let (mut rows, mut parts) = (Vec::new(), Vec::new());
        self.named("regions.json", TerritoryKind::Region, &mut rows, &mut parts)?;
        self.named("departements.json", TerritoryKind::Departement, &mut rows, &mut parts)?;
        self.epci(&mut rows)?;
        self.named("ept.json", TerritoryKind::Ept, &mut rows, &mut parts)?;
        self.communes(&mut rows, &mut parts)?;
        for kind in [TerritoryKind::Departement, TerritoryKind::Region] {
            add_up(kind, &mut rows, &parts);
        }
        self.cities(&mut rows)?;
        let (file, mut known) = (format!("communes-{}.csv.gz", self.year), BTreeSet::new());
        if let Some(twice) = rows.iter().find(|row| !known.insert(row.id())) {
            return Err(unreadable(&file, 0, Flaw::Twice(twice.code.clone())));
        }
        match parts.iter().find(|part| !known.contains(&part.whole) || !known.contains(&part.part)) {
            Some(Part { part, whole, .. }) => {
                Err(unreadable(&file, 0, Flaw::Nowhere { part: part.clone(), whole: whole.clone() }))
            }
            None => Ok((rows, parts)),
        }
    }

    fn named(
        &self,
        file: &str,
        kind: TerritoryKind,
        rows: &mut Vec<Row>,
        parts: &mut Vec<Part>,
    ) -> Result<(), Unreadable> {
        let all: Vec<Named> = serde_json::from_str(&self.text(file)?)
            .map_err(|error| unreadable(file, error.line(), &error))?;
        for one in all {
            let mut row = self.row(kind, &one.code, &one.nom);
            row.population = one.population;
            row.siren = (kind == TerritoryKind::Ept).then(|| one.code.clone());
            let id = row.id();
            let within = |part, whole| Part { part, whole, from: None, until: None };
            if kind == TerritoryKind::Departement {
                parts.push(within(id.clone(), TerritoryId::new(TerritoryKind::Region, &one.region)));
            }
            let own = one.membres.iter().map(|member| insee(&member.code));
            parts.extend(own.map(|member| within(member, id.clone())));
            rows.push(row);
        }
        Ok(())
    }

    fn epci(&self, rows: &mut Vec<Row>) -> Result<(), Unreadable> {
        for file in [format!("epci-{}.csv", self.year), format!("epci-{}-complement.csv", self.year)] {
            if !self.files.contains_key(&file) && file.contains("complement") {
                continue;
            }
            each(&file, &self.text(&file)?, |cell| {
                let code = cell("siren")?;
                let mut row = self.row(TerritoryKind::Epci, &code, &cell("nom")?);
                row.detail = Some(cell("type")?);
                row.siren = Some(code);
                row.population = cell("population_municipale").ok().and_then(|text| text.parse().ok());
                rows.push(row);
                Ok(())
            })?;
        }
        Ok(())
    }

    fn communes(&self, rows: &mut Vec<Row>, parts: &mut Vec<Part>) -> Result<(), Unreadable> {
        let file = format!("communes-{}.csv.gz", self.year);
        let turn = self.begins();
        let (now, before) = (format!("epci_{}", self.year), format!("epci_banatic_{}", self.year - 1));
        each(&file, &self.text(&file)?, |cell| {
            let code = cell("code")?;
            if !is_insee(&code) {
                return Err(Flaw::Code(code));
            }
            let commune = divided(&code);
            let kind = if commune.is_some() { TerritoryKind::Arrondissement } else { TerritoryKind::Commune };
            let mut row = self.row(kind, &code, &cell("nom")?);
            row.siren = some(cell("siren")?);
            row.postal_codes = some(cell("codes_postaux")?).map(|codes| codes.replace('|', " "));
            row.population = cell("population")?.parse().ok();
            row.point = point(&cell("lat")?, &cell("lon")?);
            let id = row.id();
            rows.push(row);
            let mut within = |kind, whole: &str, from, until| {
                let whole = TerritoryId::new(kind, whole);
                parts.push(Part { part: id.clone(), whole, from, until });
            };
            if let Some(commune) = commune {
                within(TerritoryKind::Commune, commune, None, None);
                return Ok(());
            }
            within(TerritoryKind::Departement, &cell("departement")?, None, None);
            // The files say what holds this year and the year before; older dates are not known.
            match (some(cell(&before)?), some(cell(&now)?)) {
                (Some(was), Some(is)) if was == is => within(TerritoryKind::Epci, &is, None, None),
                (was, is) => {
                    if let Some(was) = was {
                        within(TerritoryKind::Epci, &was, None, Some(turn));
                    }
                    if let Some(is) = is {
                        within(TerritoryKind::Epci, &is, Some(turn), None);
                    }
                }
            }
            Ok(())
        })
    }

    /// The codes that communes had before they merged: code, name when it is known, and the commune that holds it now, which
    /// is one of `rows`. An edition without that file says nothing of them.
    pub fn former(&self, rows: &[Row]) -> Result<Vec<(String, Option<String>, String)>, Unreadable> {
        let file = format!("communes-{}-anciennes.csv", self.year);
        let communes: BTreeSet<&str> = rows
            .iter()
            .filter(|row| row.kind == TerritoryKind::Commune)
            .map(|row| row.code.as_str())
            .collect();
        let mut former = Vec::new();
        if self.files.contains_key(&file) {
            each(&file, &self.text(&file)?, |cell| {
                let (code, name, commune) = (cell("code")?, some(cell("nom")?), cell("commune")?);
                if !communes.contains(commune.as_str()) {
                    let part = TerritoryId::new(TerritoryKind::Commune, &code);
                    return Err(Flaw::Nowhere { part, whole: insee(&commune) });
                }
                former.push((code, name, commune));
                Ok(())
            })?;
        }
        Ok(former)
    }

    fn cities(&self, rows: &mut Vec<Row>) -> Result<(), Unreadable> {
        let file = "villes15000.csv.gz";
        if !self.files.contains_key(file) {
            return Ok(());
        }
        each(file, &self.text(file)?, |cell| {
            let country = cell("pays")?;
            if FRENCH.contains(&country.as_str()) {
                return Ok(());
            }
            let mut row = Row::named(TerritoryKind::City, &cell("geonameid")?, &cell("nom")?, "GeoNames");
            row.country = country;
            row.population = cell("population")?.parse().ok();
            row.point = point(&cell("lat")?, &cell("lon")?);
            if row.population.is_some_and(|people| people >= KNOWN_BY_OTHER_NAMES) {
                row.other_names = other_names(&cell("alternatifs")?, &row.name);
            }
            rows.push(row);
            Ok(())
        })
    }
}

/// Calls `read` with each row, whose cells are asked by the names of the header.
fn each(
    file: &str,
    text: &str,
    mut read: impl FnMut(&dyn Fn(&str) -> Result<String, Flaw>) -> Result<(), Flaw>,
) -> Result<(), Unreadable> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| unreadable(file, 1, &error))?.clone();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|error| unreadable(file, at + 2, &error))?;
        let cell = |name: &str| {
            let at = header.iter().position(|known| known == name);
            at.and_then(|at| record.get(at)).map(str::to_owned).ok_or_else(|| Flaw::Column(name.to_owned()))
        };
        // A column that is missing is missing from the header, whichever line asks first.
        read(&cell).map_err(|flaw| {
            unreadable(file, if matches!(flaw, Flaw::Column(_)) { 1 } else { at + 2 }, flaw)
        })?;
    }
    Ok(())
}

/// The people of the territories of a kind: those of what they are made of, when all of it is counted.
fn add_up(kind: TerritoryKind, rows: &mut [Row], parts: &[Part]) {
    let people: BTreeMap<TerritoryId, Option<i64>> =
        rows.iter().map(|row| (row.id(), row.population)).collect();
    let mut sums: BTreeMap<&TerritoryId, Option<i64>> = BTreeMap::new();
    for Part { part, whole, .. } in parts {
        let own = people.get(part).copied().flatten();
        let sum = sums.entry(whole).or_insert(Some(0));
        *sum = sum.zip(own).map(|(sum, own)| sum + own);
    }
    for row in rows.iter_mut().filter(|row| row.kind == kind) {
        row.population = sums.get(&row.id()).copied().flatten();
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn point(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    Some((latitude.parse().ok()?, longitude.parse().ok()?))
}

/// Other names in Latin letters, normalised, each once.
fn other_names(text: &str, own: &str) -> Option<String> {
    let own = normalise(own);
    let latin = |name: &&str| name.chars().all(|c| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c));
    let mut names: Vec<String> = text.split('|').filter(latin).map(normalise).collect();
    names.retain(|name| name.len() > 3 && *name != own);
    names.sort();
    names.dedup();
    some(names.join("|"))
}
