//! What the third document says of the plan of 2021: its axes with what drives them and where from, a magnet project and a
//! programme (S3-12, S3-21). As stated, in the words of the document.

use platform::database::Transaction;
use platform::web::Problem;

use super::Loaded;
use crate::plan::{HeadingInput, add, check};

/// Key, kind, French, English, what drives it, where from, first year.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const HEADINGS: &[Row] = &[
    ("industry", "axis", "Relocalisation industrielle", "Bringing industry back", "", "", "2021"),
    (
        "capitals",
        "axis",
        "Déconcentration des capitales",
        "Moving out of the capitals",
        "Généralisation du télétravail, adaptation au Brexit",
        "Paris, Londres",
        "2021",
    ),
    (
        "talents",
        "axis",
        "Migration des talents",
        "Migration of talents",
        "Image d’attractivité des métropoles régionales",
        "",
        "2021",
    ),
    ("iter", "magnet", "Iter", "", "", "", ""),
    ("industry-land", "programme", "Territoires d’industrie", "", "", "", ""),
];

/// Where it is stated.
pub const STATED: &str = "Businews le Mag, 2 février 2021";

/// Notes them, for the agency that runs the plan.
pub fn load(tx: &Transaction, loaded: &mut Loaded) -> Result<(), Problem> {
    let actor = loaded.actor(tx, "nadia", 400)?;
    for (key, kind, french, english, factors, origins, begins) in HEADINGS {
        let input = HeadingInput {
            heading_kind: (*kind).into(),
            name_fr: (*french).into(),
            name_en: (*english).into(),
            factors: (*factors).into(),
            origins: (*origins).into(),
            begins: (*begins).into(),
            stated_in: STATED.into(),
            ..HeadingInput::default()
        };
        loaded.headings.insert(key, add(tx, &actor, &check(&input)?, false)?);
    }
    Ok(())
}
