//! Pure rules of territories: their typology, and what changed between two editions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use platform::text_enum;

use super::data::{Part, Row};
use super::model::{TerritoryId, TerritoryKind};

text_enum! {
    /// How large a commune is, in the words of the programmes that speak of it (S4-09).
    pub enum Typology {
        /// Under 2 000 inhabitants: outside the urban units of INSEE.
        Rural = "rural",
        /// *Petite ville*: under 20 000.
        SmallTown = "small-town",
        /// *Ville moyenne*: under 100 000.
        MiddleTown = "middle-town",
        /// Above.
        City = "city",
    }
}

/// The typology of a commune, by its population. A convention of this product, from the thresholds of INSEE's urban units,
/// *Petites villes de demain* and *Action cœur de ville*.
pub fn typology(population: i64) -> Typology {
    match population {
        ..2_000 => Typology::Rural,
        2_000..20_000 => Typology::SmallTown,
        20_000..100_000 => Typology::MiddleTown,
        _ => Typology::City,
    }
}

/// The editions that people are counted by, from the oldest to the newest.
pub fn editions(oldest: Option<&str>, newest: Option<&str>) -> String {
    match (oldest, newest) {
        (Some(oldest), Some(newest)) if oldest != newest => format!("{oldest} – {newest}"),
        (_, newest) => newest.unwrap_or_default().to_owned(),
    }
}

/// What an edition changes in the territories that are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// New territories.
    pub added: Vec<Row>,
    /// Territories whose facts differ, as they are now.
    pub changed: Vec<Row>,
    /// Territories of which nothing differs but the edition.
    pub renewed: Vec<Row>,
    /// Territories that the edition does not hold any more.
    pub ended: Vec<TerritoryId>,
    /// Memberships that are new or whose dates differ.
    pub joined: Vec<Part>,
    /// Memberships that the edition does not hold any more: part, whole.
    pub left: Vec<(TerritoryId, TerritoryId)>,
}

/// The memberships that are there: part and whole, with their dates.
pub type Memberships = BTreeMap<(TerritoryId, TerritoryId), (Option<Date>, Option<Date>)>;

/// A fact of a territory that an edition tells otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which, as translations call it.
    pub fact: &'static str,
    /// What it was; nothing when it was not known.
    pub before: Option<String>,
    /// What it is; nothing when the edition does not say it any more.
    pub after: Option<String>,
}

/// What an edition tells otherwise of a territory that is there; one that had ended is back.
pub fn differences(known: &Row, ended: Option<Date>, now: &Row) -> Vec<Difference> {
    let text = |text: &str| Some(text.to_owned());
    let point = |row: &Row| row.point.map(|(north, east)| format!("{north}, {east}"));
    let people = |row: &Row| row.population.map(|people| people.to_string());
    let all = [
        ("ended", ended.map(|day| day.to_string()), None),
        ("name", text(&known.name), text(&now.name)),
        ("other-names", known.other_names.clone(), now.other_names.clone()),
        ("siren", known.siren.clone(), now.siren.clone()),
        ("postal-codes", known.postal_codes.clone(), now.postal_codes.clone()),
        ("detail", known.detail.clone(), now.detail.clone()),
        ("population", people(known), people(now)),
        ("point", point(known), point(now)),
        ("country", text(&known.country), text(&now.country)),
    ];
    let differ = all.into_iter().filter(|(_, before, after)| before != after);
    differ.map(|(fact, before, after)| Difference { fact, before, after }).collect()
}

/// Compares what is there with an edition. What ended already stays as it is.
pub fn compare(
    there: &BTreeMap<TerritoryId, (Row, Option<Date>)>,
    parts: &Memberships,
    edition: (Vec<Row>, Vec<Part>),
) -> Changes {
    let mut changes = Changes::default();
    let mut seen = BTreeSet::new();
    let (rows, held) = edition;
    // An edition says nothing of the kinds that it does not hold: a folder may come without the cities.
    let kinds: BTreeSet<TerritoryKind> = rows.iter().map(|row| row.kind).collect();
    // A grouping that nothing is part of any more is over, even while a list still names it.
    let wholes = |parts: &mut dyn Iterator<Item = &Part>| -> BTreeSet<TerritoryId> {
        parts.map(|part| part.whole.clone()).collect()
    };
    let alive = wholes(&mut held.iter().filter(|part| part.until.is_none()));
    let over = wholes(&mut held.iter().filter(|part| !alive.contains(&part.whole)));
    let told_from: BTreeMap<TerritoryId, Option<Date>> =
        rows.iter().map(|row| (row.id(), row.known_from)).collect();
    for row in rows {
        let id = row.id();
        let (known, ended) = there.get(&id).map_or((None, None), |(known, ended)| (Some(known), *ended));
        if over.contains(&id) && ended.is_none() {
            changes.ended.push(id.clone());
        }
        // Neither its edition nor since when its composition is known is a fact of a territory.
        let same = |known: &Row| {
            *known == Row { vintage: known.vintage.clone(), known_from: known.known_from, ..row.clone() }
        };
        match known {
            None => changes.added.push(row),
            Some(_) if ended.is_some() && over.contains(&id) => {}
            Some(known) if ended.is_some() || !same(known) => changes.changed.push(row),
            Some(known) if known.vintage == row.vintage && known.known_from.is_some() => {}
            Some(_) => changes.renewed.push(row),
        }
        seen.insert(id);
    }
    let ended = there
        .iter()
        .filter(|(id, (row, ended))| ended.is_none() && kinds.contains(&row.kind) && !seen.contains(*id));
    changes.ended.extend(ended.map(|(id, _)| id.clone()));
    let mut kept = BTreeSet::new();
    for part in held {
        let key = (part.part.clone(), part.whole.clone());
        let known = parts.get(&key).map(|(from, _)| *from);
        let earlier = there.get(&part.whole).and_then(|(row, _)| row.known_from);
        let told = told_from.get(&part.whole).copied().flatten();
        let part = Part { from: part.from.or(known.unwrap_or_else(|| began(earlier, told))), ..part };
        if parts.get(&key) != Some(&(part.from, part.until)) {
            changes.joined.push(part);
        }
        kept.insert(key);
    }
    let left = parts.iter().filter(|(key, (_, until))| until.is_none() && !kept.contains(*key));
    changes.left.extend(left.map(|(key, _)| key.clone()));
    changes
}

/// Since when something new is part of a whole, when its edition says no day: earlier editions told what the whole was made
/// of from a day, and not this; so it came since, on the first day that this edition tells at the latest.
fn began(earlier: Option<Date>, told: Option<Date>) -> Option<Date> {
    told.filter(|told| earlier.is_some_and(|earlier| earlier < *told))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn commune(code: &str, name: &str) -> Row {
        Row::named(TerritoryKind::Commune, code, name, "COG 2026")
    }

    #[test]
    fn thresholds_belong_to_the_larger_kind() {
        for (population, kind) in [
            (0, Typology::Rural),
            (1_999, Typology::Rural),
            (2_000, Typology::SmallTown),
            (19_999, Typology::SmallTown),
            (20_000, Typology::MiddleTown),
            (100_000, Typology::City),
        ] {
            assert_eq!(typology(population), kind, "{population}");
        }
    }

    #[test]
    fn an_edition_adds_changes_and_ends() {
        let there = [
            ("01001", "Ancienne", None),
            ("01002", "Même", None),
            ("01003", "Close", Some(date(2019, 1, 1))),
        ];
        let there = there.map(|(code, name, until)| (commune(code, name).id(), (commune(code, name), until)));
        let epci = TerritoryId::new(TerritoryKind::Epci, "200000172");
        let other = TerritoryId::new(TerritoryKind::Epci, "200000438");
        let own = |code: &str| commune(code, "").id();
        let parts: Memberships =
            [((own("01001"), epci.clone()), (None, None)), ((own("01002"), epci.clone()), (None, None))]
                .into();
        let joined =
            Part { part: own("01002"), whole: other.clone(), from: Some(date(2026, 1, 1)), until: None };
        let edition = (vec![commune("01002", "Même"), commune("01004", "Neuve")], vec![joined.clone()]);
        let changes = compare(&there.clone().into(), &parts, edition);
        assert_eq!(changes.added, [commune("01004", "Neuve")]);
        assert_eq!(changes.changed, []);
        assert_eq!(changes.ended, [own("01001")], "what ended in 2019 does not end again");
        assert_eq!(changes.joined, [joined]);
        assert_eq!(changes.left, [(own("01001"), epci.clone()), (own("01002"), epci)]);
        let city = Row::named(TerritoryKind::City, "2643743", "London", "GeoNames");
        let with_city = [(city.id(), (city, None))];
        assert_eq!(
            compare(&with_city.into(), &Memberships::new(), (vec![commune("01001", "Neuve")], vec![])).ended,
            []
        );
        let same = compare(
            &there.into(),
            &Memberships::new(),
            (vec![commune("01001", "Nouvelle"), commune("01002", "Même")], vec![]),
        );
        assert_eq!((same.changed.len(), same.ended.len()), (1, 0));
    }

    /// What one edition told of a day, the next does not take back: a beginning that was known stays, and what is new to a
    /// whole that was known did not stand before.
    #[test]
    fn a_later_edition_takes_nothing_back() {
        let epci = |year| Row {
            known_from: Some(date(year, 1, 1)),
            ..Row::named(TerritoryKind::Epci, "200000172", "CC Un", &format!("COG {}", year + 1))
        };
        let part = |code: &str, from| Part {
            part: commune(code, "").id(),
            whole: epci(2025).id(),
            from,
            until: None,
        };
        let there = [(epci(2025).id(), (epci(2025), None))].into();
        let parts: Memberships =
            [((commune("01002", "").id(), epci(2025).id()), (Some(date(2026, 1, 1)), None))].into();
        let edition = (vec![epci(2027)], vec![part("01002", None), part("01003", None)]);
        let changes = compare(&there, &parts, edition);
        assert_eq!(changes.joined, [part("01003", Some(date(2027, 1, 1)))]);
        assert_eq!((changes.changed.len(), changes.renewed.len()), (0, 1));
        let first =
            compare(&BTreeMap::new(), &Memberships::new(), (vec![epci(2025)], vec![part("01002", None)]));
        assert_eq!(first.joined, [part("01002", None)], "before it, nothing is known");
    }
}
