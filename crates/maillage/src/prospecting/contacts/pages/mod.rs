//! The pages of contacts.

pub mod add;
pub mod edit;

use platform::i18n::Text;

use super::model::{ContactRole, LegalBasis};
use crate::frame::Select;

/// The roles to choose from.
pub fn roles(t: &Text, chosen: &str) -> Vec<Select> {
    let one = |role: &ContactRole| Select {
        key: role.key().into(),
        label: t.keyed("contact-role-", role.key()),
        chosen: chosen == role.key(),
    };
    ContactRole::ALL.iter().map(one).collect()
}

/// The legal bases to choose from.
pub fn bases(t: &Text, chosen: &str) -> Vec<Select> {
    let one = |basis: &LegalBasis| Select {
        key: basis.key().into(),
        label: t.keyed("basis-", basis.key()),
        chosen: chosen == basis.key(),
    };
    LegalBasis::ALL.iter().map(one).collect()
}
