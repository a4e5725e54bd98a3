//! Editions of the reference files, read, loaded and refreshed, on both engines.

use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;
use macros::both_engines;
use platform::database::{Database, Error};

use super::flaws::{Flaw, Unreadable};
use super::load::{Ended, Membership, Refused, Told, go_back};
use super::model::{TerritoryId, TerritoryKind};
use super::{Edition, Located, find, locate, parts, refresh, refresh_at_start, search, storage, wholes};

fn id(text: &str) -> TerritoryId {
    text.parse().unwrap()
}

/// A folder with an edition of a few communes; dropping it removes it.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

impl Folder {
    fn of(database: &Database, year: i16, communes: &str) -> Self {
        let name: platform::Uuid = database.ids().next();
        let folder = std::env::temp_dir().join(format!("maillage-edition-{name}"));
        std::fs::create_dir(&folder).unwrap();
        let folder = Self(folder);
        folder.write("regions.json", r#"[{"code":"93","nom":"Provence-Alpes-Côte d'Azur"}]"#);
        folder.write("departements.json", r#"[{"code":"13","region":"93","nom":"Bouches-du-Rhône"}]"#);
        folder.write("ept.json", "[]");
        let epci = "siren,nom,type,population_municipale\n200035087,CC Un,CC,10\n241300417,CA Deux,CA,20\n";
        folder.write(&format!("epci-{year}.csv"), epci);
        let header = format!(
            "code,nom,siren,departement,region,epci_banatic_{},epci_{year},population,codes_postaux,lon,lat\n",
            year - 1
        );
        let file = std::fs::File::create(folder.0.join(format!("communes-{year}.csv.gz"))).unwrap();
        let mut packed = GzEncoder::new(file, Compression::default());
        std::io::Write::write_all(&mut packed, (header + communes).as_bytes()).unwrap();
        packed.finish().unwrap();
        folder
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn edition(&self) -> Edition {
        Edition::read(&self.0).unwrap()
    }
}

const FIRST: &str = "13004,Arles,211300041,13,93,241300417,241300417,51000,13200|13280,4.6,43.6
13097,Saint-Martin-de-Crau,211300975,13,93,241300417,241300417,13500,13310,4.8,43.6
13108,Tarascon,211301080,13,93,241300417,241300417,15000,13150,4.6,43.8
";
/// A commune renamed, another gone, another in a grouping of its own from the first of January.
const SECOND: &str = "13004,Arles-en-Provence,211300041,13,93,241300417,241300417,52000,13200,4.6,43.6
13108,Tarascon,211301080,13,93,241300417,200035087,15000,13150,4.6,43.8
";

#[both_engines]
async fn an_edition_is_loaded_once_and_the_next_says_what_it_changes(database: Database) {
    let (first, second) = (Folder::of(&database, 2026, FIRST), Folder::of(&database, 2027, SECOND));
    let report = refresh(&database, &first.edition()).await.unwrap().unwrap();
    assert_eq!((report.vintage.as_str(), report.added.count, report.joined.count), ("COG 2026", 7, 7));
    assert_eq!(refresh(&database, &first.edition()).await.unwrap(), None);

    second.write("communes-2027-anciennes.csv", "code,nom,commune\n13097,,13004\n");
    let report = refresh(&database, &second.edition()).await.unwrap().unwrap();
    let named = |of: &str, name: &str| (id(of), name.to_owned());
    let member = |part, whole| Membership { part, whole };
    let changed: Vec<&str> = report.changed.named.iter().map(|one| one.territory.0.as_str()).collect();
    assert_eq!(
        changed,
        ["region-93", "departement-13", "commune-13004"],
        "their people are those of communes"
    );
    let arles = &report.changed.named[2];
    assert_eq!(arles.territory, named("commune-13004", "Arles-en-Provence"));
    let facts = arles.facts.iter().map(|one| (one.fact, one.before.as_deref(), one.after.as_deref()));
    assert_eq!(
        facts.collect::<Vec<_>>(),
        [
            ("name", Some("Arles"), Some("Arles-en-Provence")),
            ("postal-codes", Some("13200 13280"), Some("13200")),
            ("population", Some("51000"), Some("52000")),
        ]
    );
    let merged = Ended {
        territory: named("commune-13097", "Saint-Martin-de-Crau"),
        successor: Some(named("commune-13004", "Arles-en-Provence")),
    };
    assert_eq!((report.added.count, report.ended), (0, Told { count: 1, named: vec![merged] }));
    let tarascon = named("commune-13108", "Tarascon");
    assert!(report.joined.named.contains(&member(tarascon, named("epci-200035087", "CC Un"))));
    assert_eq!(report.left.count, report.left.named.len());
    let gone = named("commune-13097", "Saint-Martin-de-Crau");
    assert!(report.left.named.contains(&member(gone, named("epci-241300417", "CA Deux"))));
    database
        .read(|r| {
            let gone = find(r, &id("commune-13097"))?.unwrap();
            assert_eq!((gone.valid_until, gone.vintage.as_str()), (Some(date(2027, 1, 1)), "COG 2026"));
            assert_eq!(find(r, &id("commune-13108"))?.unwrap().vintage, "COG 2027");
            let made_of = |day| -> platform::database::Result<Vec<String>> {
                Ok(parts(r, &id("epci-241300417"), day, None, 10)?
                    .into_iter()
                    .map(|part| part.name)
                    .collect())
            };
            assert_eq!(
                made_of(date(2026, 12, 31))?,
                ["Arles-en-Provence", "Saint-Martin-de-Crau", "Tarascon"]
            );
            assert_eq!(made_of(date(2027, 1, 1))?, ["Arles-en-Provence"]);
            let of = wholes(r, &id("commune-13108"))?;
            let epci: Vec<_> = of.iter().filter(|whole| whole.kind == TerritoryKind::Epci).collect();
            assert_eq!((epci[0].name.as_str(), epci[0].valid_from), ("CC Un", Some(date(2027, 1, 1))));
            assert_eq!((epci[1].name.as_str(), epci[1].valid_until), ("CA Deux", Some(date(2027, 1, 1))));
            let named = |asked| {
                search(r, asked, 5).map(|found| found.into_iter().map(|one| one.code).collect::<Vec<_>>())
            };
            assert_eq!(named("13280")?, Vec::<String>::new(), "a postal code that was taken away");
            assert_eq!(named("13200")?, ["13004"]);
            assert_eq!(named("211301080")?, ["13108"]);
            assert_eq!(named("arles en")?, ["13004"]);
            assert_eq!(named("ARLÈS")?, ["13004"]);
            assert_eq!(named("  ")?, Vec::<String>::new());
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}

/// Columns whose titles were renamed and whose values were not moved tell another past: the report says so.
#[both_engines]
async fn a_past_that_is_told_otherwise_is_said(database: Database) {
    let moved = "13004,Arles,211300041,13,93,241300417,200035087,51000,13200,4.6,43.6\n";
    let kept = "13004,Arles,211300041,13,93,200035087,200035087,51000,13200,4.6,43.6\n";
    let first = Folder::of(&database, 2026, moved);
    refresh(&database, &first.edition()).await.unwrap().unwrap();
    let right = Folder::of(&database, 2027, kept);
    let report = refresh(&database, &right.edition()).await.unwrap().unwrap();
    assert_eq!(report.rewritten.count, 0, "{report:?}");
    let wrong = Folder::of(&database, 2028, moved);
    let report = refresh(&database, &wrong.edition()).await.unwrap().unwrap();
    assert_eq!(report.rewritten.count, 2, "{report:?}");
}

#[both_engines]
async fn a_file_at_fault_is_named_with_its_line_and_nothing_is_written(database: Database) {
    let nowhere = |part, whole| Flaw::Nowhere { part: id(part), whole: id(whole) };
    for (communes, line, told) in [
        ("1304,Arles,,13,93,,,1,,,\n", 2, Flaw::Code("1304".into())),
        ("13004,Arles,,13,93,,200000000,1,,,\n", 0, nowhere("commune-13004", "epci-200000000")),
        ("13201,Marseille 1er,,13,93,,,1,,,\n", 0, nowhere("arrondissement-13201", "commune-13055")),
        ("13004,Arles,,13,93,,,1,,,\n13004,Arles,,13,93,,,1,,,\n", 0, Flaw::Twice("13004".into())),
        ("13004,Arles\n", 2, Flaw::Cells { expected: 11, found: 2 }),
    ] {
        let folder = Folder::of(&database, 2026, communes);
        let Err(Refused::Unreadable(Unreadable { file, line: at, flaw })) =
            refresh(&database, &folder.edition()).await
        else {
            panic!("{communes} was accepted");
        };
        assert_eq!((file.as_str(), at, flaw), ("communes-2026.csv.gz", line, told), "{communes}");
    }
    let folder = Folder::of(&database, 2026, "13004,Arles,,13,93,,,1,,,\n");
    folder.write("epci-2026.csv", "siren,nom\n241300417,CC Un\n");
    let Err(Refused::Unreadable(told)) = refresh(&database, &folder.edition()).await else {
        panic!("a column is missing");
    };
    assert_eq!(told.to_string(), "epci-2026.csv, line 1: no column type");
    let folder = Folder::of(&database, 2026, "13004,Arles,,13,93,,,1,,,\n");
    folder.write("communes-2026-anciennes.csv", "code,nom,commune\n13900,Vieille,13901\n");
    let told = refresh(&database, &folder.edition()).await;
    let Err(Refused::Unreadable(Unreadable { file, line, flaw })) = told else { panic!("it was accepted") };
    assert_eq!((file.as_str(), line), ("communes-2026-anciennes.csv", 2));
    assert_eq!(flaw, nowhere("commune-13900", "commune-13901"));
    assert_eq!(database.read(storage::count_by_kind).await.unwrap(), []);
}

/// What is there is never made older without being asked; what an administrator gave stays at the next start.
#[both_engines]
async fn an_older_edition_is_refused_unless_it_is_asked_for(database: Database) {
    let (first, second) = (Folder::of(&database, 2026, FIRST), Folder::of(&database, 2027, SECOND));
    refresh(&database, &second.edition()).await.unwrap().unwrap();
    let Err(Refused::Older { loaded, asked }) = refresh(&database, &first.edition()).await else {
        panic!("it went back to 2026");
    };
    assert_eq!((loaded.as_str(), asked.as_str()), ("COG 2027", "COG 2026"));
    assert_eq!(refresh_at_start(&database).await.unwrap(), None);
    let report = go_back(&database, &first.edition()).await.unwrap().unwrap();
    assert_eq!((report.vintage.as_str(), report.added.count), ("COG 2026", 1));
    assert_eq!(
        refresh_at_start(&database).await.unwrap(),
        None,
        "that of the program is as old, and not asked for"
    );
}

/// What a whole was made of before the first edition that says it is not known; what was known stays known.
#[both_engines]
async fn a_composition_is_known_from_a_day(database: Database) {
    let (first, second) = (Folder::of(&database, 2026, FIRST), Folder::of(&database, 2027, SECOND));
    let known = async |code: &str| {
        let id = id(code);
        let found = database.read(move |r| find(r, &id)).await.unwrap().unwrap();
        found.known_from
    };
    refresh(&database, &first.edition()).await.unwrap().unwrap();
    assert_eq!(known("epci-241300417").await, Some(date(2025, 1, 1)));
    assert_eq!(known("departement-13").await, Some(date(2026, 1, 1)));
    refresh(&database, &second.edition()).await.unwrap().unwrap();
    assert_eq!(known("epci-241300417").await, Some(date(2025, 1, 1)));
    assert_eq!(known("departement-13").await, Some(date(2026, 1, 1)));
    let arles = database.read(|r| find(r, &id("epci-241300417"))).await.unwrap().unwrap();
    assert!(arles.is_known(date(2025, 1, 1)) && !arles.is_known(date(2024, 12, 31)));
}

/// S4-08, S4-09: the real geography: every commune, Corsica and overseas included, groupings that straddle régions.
#[both_engines]
async fn the_edition_of_the_binary_is_the_real_geography(database: Database) {
    let report = refresh_at_start(&database).await.unwrap().unwrap();
    assert_eq!(refresh_at_start(&database).await.unwrap(), None);
    assert_eq!(report.vintage, "COG 2026");
    database
        .read(|r| {
            assert_eq!(
                storage::count_by_kind(r)?,
                [
                    (TerritoryKind::Region, 26),
                    (TerritoryKind::Departement, 109),
                    (TerritoryKind::Epci, 1_253),
                    (TerritoryKind::Ept, 11),
                    (TerritoryKind::Commune, 34_969),
                    (TerritoryKind::Arrondissement, 45),
                    (TerritoryKind::City, 33_271),
                ]
            );
            for (asked, found) in [
                ("2A004", "Ajaccio"),
                ("97411", "Saint-Denis"),
                ("13200", "Arles"),
                ("200054807", "Métropole d'Aix-Marseille-Provence"),
                ("londres", "London"),
                ("saint etienne", "Saint-Étienne"),
                ("saint d", "Saint-Denis"),
            ] {
                let first = search(r, asked, 1)?.into_iter().next().map(|place| place.name);
                assert_eq!(first.as_deref(), Some(found), "{asked}");
            }
            for (whole, people) in [("departement-13", 2_087_658), ("region-93", 5_218_960)] {
                assert_eq!(find(r, &id(whole))?.unwrap().population, Some(people), "{whole}");
            }
            let uncounted = find(r, &id("departement-984"))?.unwrap();
            assert_eq!(uncounted.population, None, "not all of its communes are counted");
            let of = wholes(r, &id("commune-57221"))?;
            let epci =
                |day| of.iter().find(|whole| whole.kind == TerritoryKind::Epci && whole.valid_from == day);
            assert_eq!(epci(Some(date(2026, 1, 1))).unwrap().name, "Thionville Fensch Agglomération");
            assert_eq!(epci(None).unwrap().valid_until, Some(date(2026, 1, 1)));
            // Paris, Lyon and Marseille are counted once, and their arrondissements make them up.
            for (whole, parts, people) in [
                ("departement-2A", 124, 168_306),
                ("departement-75", 1, 2_103_778),
                ("departement-13", 119, 2_087_658),
                ("commune-75056", 20, 2_103_778),
                ("commune-69123", 9, 519_127),
                ("commune-13055", 16, 886_040),
            ] {
                let total = storage::parts_total(r, &id(whole), date(2026, 6, 1))?;
                assert_eq!((total.parts, total.people), (parts, Some(people)), "{whole}");
            }
            let [twelfth] = &search(r, "75112", 5)?[..] else { panic!("one territory bears this code") };
            assert_eq!(
                (twelfth.id.to_string(), twelfth.within.as_deref()),
                ("arrondissement-75112".into(), Some("Paris"))
            );
            for (city, place) in [
                ("75012", "commune-75056"),
                ("Paris 12e Arrondissement", "arrondissement-75112"),
                ("Brénaz", "commune-01453"),
            ] {
                let Located::One(found) = locate(r, "FR", city)? else { panic!("{city} is one place") };
                assert_eq!(found.id, id(place), "{city}");
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}
