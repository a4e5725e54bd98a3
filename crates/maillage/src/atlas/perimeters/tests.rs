//! Perimeters on both engines: what a list of codes stands for, and how versions follow each other.

use jiff::civil::{Date, date};
use macros::both_engines;
use platform::database::Database;
use platform::web::{Fault, Faults};

use super::rules::members_of;
use super::storage::resolve::{Composition, resolve};
use crate::reference::territories::refresh_at_start;

async fn resolved(database: &Database, text: &'static str, day: Date) -> Result<Composition, Faults> {
    let members = members_of(text).unwrap();
    database.read(move |r| resolve(r, &members, day)).await.unwrap()
}

fn told(fault: &Fault, name: &str) -> String {
    fault.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// S4-08: whole groupings, départements and communes by one list; a grouping may straddle régions; what it stood for is that
/// of the day.
#[both_engines]
async fn a_list_stands_for_the_communes_of_its_day(database: Database) {
    refresh_at_start(&database).await.unwrap().unwrap();
    let day = date(2026, 6, 1);
    let belfort =
        resolved(&database, "90 Territoire de Belfort\n25388 Montbéliard\n90010", day).await.unwrap();
    assert_eq!(belfort.members, ["departement-90", "commune-25388", "commune-90010"]);
    assert_eq!(belfort.communes.len(), 102);
    assert_eq!(belfort.communes["commune-25388"], None);
    assert_eq!(belfort.communes["commune-90010"].as_deref(), Some("departement-90"));
    let corsica = resolved(&database, "region-94", day).await.unwrap();
    assert_eq!(corsica.communes.len(), 360);
    let gone = resolved(&database, "245701222", date(2025, 12, 31)).await.unwrap();
    assert_eq!(gone.communes.len(), 10);
    let faults = resolved(&database, "25388\n245701222", day).await.unwrap_err();
    assert_eq!((faults.0[0].message, told(&faults.0[0], "line").as_str()), ("error-whole-empty", "2"));
}

/// A municipal arrondissement is accepted and told from a commune; chosen with its commune, by itself or in a whole, it is
/// there already.
#[both_engines]
async fn an_arrondissement_is_no_commune(database: Database) {
    refresh_at_start(&database).await.unwrap().unwrap();
    let day = date(2026, 6, 1);
    let alone = resolved(&database, "75112 Paris 12e\n94033", day).await.unwrap();
    let held: Vec<&str> = alone.communes.keys().map(String::as_str).collect();
    assert_eq!(held, ["arrondissement-75112", "commune-94033"]);
    for whole in ["75056", "75", "200054781", "region-11"] {
        let text: &'static str = format!("75112\n{whole}").leak();
        let both = resolved(&database, text, day).await.unwrap();
        assert!(both.communes.contains_key("commune-75056"), "{whole}");
        assert!(!both.communes.contains_key("arrondissement-75112"), "{whole}");
    }
    assert_eq!(resolved(&database, "13", day).await.unwrap().communes.len(), 119);
}

/// A commune that merged is refused with the one that holds it now; a code of nothing, with its line.
#[both_engines]
async fn what_cannot_be_part_of_it_is_named(database: Database) {
    refresh_at_start(&database).await.unwrap().unwrap();
    let faults =
        resolved(&database, "25388\n01039 Béon\n99999\ncity-2643743", date(2026, 6, 1)).await.unwrap_err();
    let named: Vec<(&str, String, String)> =
        faults.0.iter().map(|fault| (fault.message, told(fault, "line"), told(fault, "successor"))).collect();
    assert_eq!(
        named,
        [
            ("error-commune-merged", "2".into(), "01138 Culoz-Béon".into()),
            ("error-code-unknown", "3".into(), String::new()),
            ("error-not-french", "4".into(), String::new()),
        ]
    );
}

/// A code and a name that are of two territories: one of the two is a slip. What is no name says nothing.
#[both_engines]
async fn a_name_that_contradicts_its_code_is_told(database: Database) {
    refresh_at_start(&database).await.unwrap().unwrap();
    let text = "13001 Marseille\n13055 Marseille\n200054807 Métropole AMP\n13004 Arles (centre)";
    let faults = resolved(&database, text, date(2026, 6, 1)).await.unwrap_err();
    let [fault] = &faults.0[..] else { panic!("{faults:?}") };
    assert_eq!(
        (
            fault.message,
            told(fault, "line").as_str(),
            told(fault, "name").as_str(),
            told(fault, "label").as_str()
        ),
        ("error-code-label", "1", "Aix-en-Provence", "Marseille")
    );
}

/// A commune that an edition ended is part of what was before that day, and of nothing after.
#[both_engines]
async fn a_commune_that_ended_is_part_of_what_was_before(database: Database) {
    refresh_at_start(&database).await.unwrap().unwrap();
    let end = |tx: &platform::database::Transaction| {
        platform::database::Query::new("update territory set valid_until = $2 where id = $1")
            .bind("commune-90010")
            .bind(date(2026, 3, 1))
            .execute_one(tx)
    };
    database.write(end).await.unwrap();
    assert!(resolved(&database, "90010", date(2026, 2, 28)).await.is_ok());
    let faults = resolved(&database, "90010", date(2026, 3, 1)).await.unwrap_err();
    assert_eq!(
        (faults.0[0].message, told(&faults.0[0], "day").as_str()),
        ("error-commune-ended", "2026-03-01")
    );
}
