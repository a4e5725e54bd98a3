//! Activities: the French nomenclature, each code with the nomenclature it belongs to, so that the next stands beside it.

mod data;
mod page;
mod storage;

use platform::database::{Database, Error, FromRow};
use platform::text_enum;

pub use storage::{find, meant, search};

use crate::frame::routes::{Routes, get};

text_enum! {
    /// A nomenclature of activities.
    pub enum Nomenclature {
        /// NAF rév. 2, in force from 2008 to the end of 2026.
        NafRev2 = "naf-rev2",
    }
}

/// A code with the nomenclature that it belongs to; in text, `naf-rev2:28.25Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityCode {
    /// The nomenclature.
    pub nomenclature: Nomenclature,
    /// The code.
    pub code: String,
}

impl std::fmt::Display for ActivityCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.nomenclature.key(), self.code)
    }
}

impl ActivityCode {
    /// What its text says.
    pub fn parse(text: &str) -> Option<Self> {
        let (nomenclature, code) = text.split_once(':')?;
        Some(Self { nomenclature: Nomenclature::from_key(nomenclature)?, code: code.to_owned() })
    }
}

/// The depth of a code: section, division, group, class, sub-class.
pub const DEEPEST: i64 = 5;

/// A code of a nomenclature.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Activity {
    /// The nomenclature.
    pub nomenclature: Nomenclature,
    /// The code, as its publisher writes it: `28.25Z`.
    pub code: String,
    /// 1 for a section to 5 for a sub-class.
    pub level: i64,
    /// What it is, in French.
    pub label: String,
    /// The code that holds it.
    pub parent: Option<String>,
}

/// The pages of this part.
pub fn routes() -> Routes {
    Routes::new().route("/activities", get(page::list))
}

/// Loads the nomenclatures of the binary that are not there yet.
pub async fn load_at_start(database: &Database) -> Result<usize, Error> {
    let there = database.read(|r| storage::count(r, Nomenclature::NafRev2)).await?;
    if there > 0 {
        return Ok(0);
    }
    let all = data::naf_rev2()?;
    let loaded = all.len();
    database.write(move |tx| storage::put(tx, &all)).await?;
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use macros::both_engines;
    use platform::database::{Database, Error};

    use super::*;

    #[both_engines]
    async fn the_nomenclature_is_loaded_once_and_searched(database: Database) {
        let (one, other) = tokio::join!(load_at_start(&database), load_at_start(&database));
        // 732 sub-classes, 615 classes, 272 groups, 88 divisions, 21 sections, whoever was first.
        assert!([one.unwrap(), other.unwrap()].contains(&1728));
        let there = database.read(|r| storage::count(r, Nomenclature::NafRev2)).await.unwrap();
        assert_eq!(there, 1728);
        assert_eq!(load_at_start(&database).await.unwrap(), 0);
        database
            .read(|r| {
                let of = |asked| {
                    search(r, asked, 50)
                        .map(|found| found.into_iter().map(|one| one.code).collect::<Vec<_>>())
                };
                assert_eq!(of("2825z")?, ["28.25Z"]);
                assert_eq!(of("28.2")?[..2], ["28.2", "28.21"]);
                assert_eq!(of("C")?[0], "C");
                assert!(of("pompes compresseurs")?.contains(&"28.13Z".to_owned()));
                assert!(of("ÉQUIPEMENTS aérauliques")?.contains(&"28.25Z".to_owned()));
                assert_eq!(of("zzz")?, Vec::<String>::new());
                let code = |typed| meant(r, typed).map(|found| found.map(|found| found.code));
                for typed in ["2825z", "28.25Z", "28.25Z Fabrication d’équipements", "naf-rev2:28.25Z"] {
                    assert_eq!(code(typed)?.as_deref(), Some("28.25Z"), "{typed}");
                }
                assert_eq!((code("28")?.as_deref(), code("9999Z")?, code("")?), (Some("28"), None, None));
                let chain = storage::above(r, &find(r, Nomenclature::NafRev2, "28.25Z")?.unwrap())?;
                assert_eq!(
                    chain.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(),
                    ["C", "28", "28.2", "28.25"]
                );
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
