//! The nomenclature that the binary holds, as its five levels.

use platform::database::{Error, Result};

use super::{Activity, Nomenclature};

const NAF_REV2: &str = include_str!("../../../../../data/nomenclatures/naf-rev2.csv");
/// The columns of a level: code, label. Each is held by the one after.
const LEVELS: [(usize, usize); 5] = [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)];

/// NAF rév. 2: each code once, sections first.
pub fn naf_rev2() -> Result<Vec<Activity>> {
    let mut all = std::collections::BTreeMap::new();
    for row in csv::Reader::from_reader(NAF_REV2.as_bytes()).records() {
        let row = row.map_err(Error::decode)?;
        for (depth, (code, label)) in LEVELS.iter().enumerate() {
            let level = super::DEEPEST - i64::try_from(depth).unwrap_or(0);
            let parent = LEVELS.get(depth + 1).map(|(above, _)| row[*above].to_owned());
            let one = Activity {
                nomenclature: Nomenclature::NafRev2,
                code: row[*code].to_owned(),
                level,
                label: sentence(&row[*label]),
                parent,
            };
            all.insert((level, one.code.clone()), one);
        }
    }
    Ok(all.into_values().collect())
}

/// Sections are written in capitals: as a sentence, they read like the others.
fn sentence(label: &str) -> String {
    let label = label.trim();
    if label.chars().any(char::is_lowercase) {
        return label.to_owned();
    }
    let mut letters = label.chars();
    let first: String = letters.next().into_iter().collect();
    first + &letters.as_str().to_lowercase()
}
