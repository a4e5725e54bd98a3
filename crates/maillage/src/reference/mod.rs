//! What everyone agrees on before the first record: countries today; territories and nomenclatures with their features.

mod countries;

pub use countries::{countries, country_exists, country_name};
