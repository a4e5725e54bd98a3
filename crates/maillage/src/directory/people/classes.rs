//! Why personal data are kept, for how long, and what becomes of them: one table, read by the page *Personal data*, by
//! forms, and by the retention runs.

use platform::text_enum;

text_enum! {
    /// A class of personal data.
    pub enum DataClass {
        /// Somebody who signs in.
        Account = "account",
        /// Somebody one works with, in his job.
        BusinessContact = "business-contact",
        /// Somebody whose opinion opens doors: adviser, association, media.
        Prescriber = "prescriber",
        /// Somebody elected or in office, in that capacity.
        ElectedOfficial = "elected-official",
        /// Somebody who came to an event.
        Attendee = "attendee",
    }
}

text_enum! {
    /// Why data may be kept (RGPD, article 6.1).
    pub enum Basis {
        /// 6.1.a.
        Consent = "consent",
        /// 6.1.b.
        Contract = "contract",
        /// 6.1.c.
        LegalObligation = "legal-obligation",
        /// 6.1.e: what public bodies rely on.
        PublicTask = "public-task",
        /// 6.1.f: the person, informed, may object.
        LegitimateInterest = "legitimate-interest",
    }
}

text_enum! {
    /// What becomes of data at the end.
    pub enum Fate {
        /// Nothing stays.
        Erase = "erase",
        /// What was done stays, without whom.
        Anonymise = "anonymise",
        /// Public archives receive them; nothing is done without them.
        Archive = "archive",
    }
}

text_enum! {
    /// What a period is counted from.
    pub enum Start {
        /// The last exchange with the person.
        LastContact = "last-contact",
        /// The end of the last position known.
        EndOfOffice = "end-of-office",
        /// The end of the last seat.
        EndOfSeat = "end-of-seat",
        /// The day it was noted.
        Noted = "noted",
    }
}

/// What holds for a class.
#[derive(Clone, Copy, Debug)]
pub struct ClassRule {
    /// The class.
    pub class: DataClass,
    /// The basis that forms propose.
    pub basis: Basis,
    /// How long, in months.
    pub months: i32,
    /// From when.
    pub start: Start,
    /// What becomes of them.
    pub fate: Fate,
    /// The text that the period comes from, by its usual name.
    pub source: &'static str,
}

/// One line per class. Periods: CNIL, reference for the management of commercial activities (prospects: three years from the
/// last contact that came from the person) and, for the others, what French public bodies apply.
pub const CLASSES: &[ClassRule] = &[
    ClassRule {
        class: DataClass::Account,
        basis: Basis::PublicTask,
        months: 24,
        start: Start::EndOfSeat,
        fate: Fate::Anonymise,
        source: "RGPD, art. 5.1.e et 6.1.e",
    },
    ClassRule {
        class: DataClass::BusinessContact,
        basis: Basis::LegitimateInterest,
        months: 36,
        start: Start::LastContact,
        fate: Fate::Erase,
        source: "RGPD, art. 6.1.f\u{a0}; CNIL, gestion commerciale",
    },
    ClassRule {
        class: DataClass::Prescriber,
        basis: Basis::LegitimateInterest,
        months: 36,
        start: Start::LastContact,
        fate: Fate::Anonymise,
        source: "RGPD, art. 6.1.f\u{a0}; CNIL, gestion commerciale",
    },
    ClassRule {
        class: DataClass::ElectedOfficial,
        basis: Basis::PublicTask,
        months: 60,
        start: Start::EndOfOffice,
        fate: Fate::Archive,
        source: "RGPD, art. 6.1.e\u{a0}; code du patrimoine, art. L. 212-2",
    },
    ClassRule {
        class: DataClass::Attendee,
        basis: Basis::LegitimateInterest,
        months: 12,
        start: Start::Noted,
        fate: Fate::Erase,
        source: "RGPD, art. 5.1.e et 6.1.f",
    },
];

impl DataClass {
    /// What holds for it: the lines stand in the order of the classes.
    pub const fn rule(self) -> &'static ClassRule {
        &CLASSES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_line() {
        assert_eq!(CLASSES.iter().map(|rule| rule.class).collect::<Vec<_>>(), DataClass::ALL);
        assert!(CLASSES.iter().all(|rule| rule.months > 0 && !rule.source.is_empty()));
    }
}
