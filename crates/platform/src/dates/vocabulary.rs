//! The words of dates, as data: one table per language and sort. Phrases are
//! lower case, without accents, tokens separated by one space (`d' ici`).

use super::{Bound, Coming, Part, Season};
use crate::i18n::Language;

type Table<T> = &'static [(&'static str, T)];

/// What one language needs to read dates.
pub(super) struct Vocabulary {
    /// Words before the period.
    pub bounds: Table<Bound>,
    /// Words after the period.
    pub bounds_after: Table<Bound>,
    pub coming: Table<Coming>,
    pub parts: Table<Part>,
    pub seasons: Table<Season>,
    /// January is 1.
    pub months: Table<i8>,
    /// Monday is 1.
    pub weekdays: Table<i8>,
    /// Days counted from the one on which they are said.
    pub days_from_here: Table<i8>,
    /// Words beside a weekday: the next one, or the last.
    pub sides: Table<i32>,
    pub ordinals: Table<i8>,
    /// What is glued to a day or a rank in digits: « 1er ».
    pub ordinal_marks: Table<()>,
    pub quarter: &'static str,
    pub half: &'static str,
    pub year: &'static str,
    /// Small words that carry nothing.
    pub fillers: Table<()>,
}

pub(super) fn of(language: Language) -> &'static Vocabulary {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

/// Letters glued to the rank of a quarter.
pub(super) const QUARTER_LETTERS: Table<()> = &[("t", ()), ("q", ())];

/// Letters glued to the rank of a half year.
pub(super) const HALF_LETTERS: Table<()> = &[("s", ()), ("h", ())];

/// Month names as printed.
pub(super) const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Month names as printed.
pub(super) const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Weekday names as printed, from Monday.
pub(super) const FRENCH_WEEKDAYS: [&str; 7] =
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// Weekday names as printed, from Monday.
pub(super) const ENGLISH_WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const FRENCH: Vocabulary = Vocabulary {
    bounds: &[
        ("d' ici", Bound::By),
        ("avant", Bound::Before),
        ("au plus tard", Bound::NoLater),
        ("pas plus tard que", Bound::NoLater),
        ("courant", Bound::During),
        ("dans le courant", Bound::During),
        ("au cours", Bound::During),
    ],
    bounds_after: &[("au plus tard", Bound::NoLater)],
    coming: &[
        ("dans les prochains jours", Coming::Days),
        ("dans les jours a venir", Coming::Days),
        ("dans les prochaines semaines", Coming::Weeks),
        ("dans les semaines a venir", Coming::Weeks),
        ("ces prochaines semaines", Coming::Weeks),
        ("dans les prochains mois", Coming::Months),
        ("dans les mois a venir", Coming::Months),
    ],
    parts: &[("debut", Part::Early), ("mi", Part::Mid), ("milieu", Part::Mid), ("fin", Part::Late)],
    seasons: &[
        ("printemps", Season::Spring),
        ("ete", Season::Summer),
        ("automne", Season::Autumn),
        ("hiver", Season::Winter),
    ],
    months: &[
        ("janvier", 1),
        ("janv", 1),
        ("fevrier", 2),
        ("fevr", 2),
        ("fev", 2),
        ("mars", 3),
        ("avril", 4),
        ("avr", 4),
        ("mai", 5),
        ("juin", 6),
        ("juillet", 7),
        ("juil", 7),
        ("aout", 8),
        ("septembre", 9),
        ("sept", 9),
        ("octobre", 10),
        ("oct", 10),
        ("novembre", 11),
        ("nov", 11),
        ("decembre", 12),
        ("dec", 12),
    ],
    days_from_here: &[
        ("avant hier", -2),
        ("hier", -1),
        ("aujourd hui", 0),
        ("ce jour", 0),
        ("demain", 1),
        ("apres demain", 2),
    ],
    sides: &[("prochain", 1), ("dernier", -1)],
    weekdays: &[
        ("lundi", 1),
        ("mardi", 2),
        ("mercredi", 3),
        ("jeudi", 4),
        ("vendredi", 5),
        ("samedi", 6),
        ("dimanche", 7),
    ],
    ordinals: &[("premier", 1), ("deuxieme", 2), ("second", 2), ("troisieme", 3), ("quatrieme", 4)],
    ordinal_marks: &[("er", ()), ("e", ()), ("eme", ()), ("ieme", ()), ("nd", ())],
    quarter: "trimestre",
    half: "semestre",
    year: "annee",
    fillers: &[
        ("le", ()),
        ("la", ()),
        ("l'", ()),
        ("en", ()),
        ("a", ()),
        ("au", ()),
        ("du", ()),
        ("de", ()),
        ("d'", ()),
        ("mois", ()),
        (",", ()),
    ],
};

const ENGLISH: Vocabulary = Vocabulary {
    bounds: &[
        ("by", Bound::By),
        ("before", Bound::Before),
        ("no later than", Bound::NoLater),
        ("not later than", Bound::NoLater),
        ("during", Bound::During),
        ("in the course of", Bound::During),
    ],
    bounds_after: &[("at the latest", Bound::NoLater)],
    coming: &[
        ("in the coming days", Coming::Days),
        ("in the next few days", Coming::Days),
        ("in the coming weeks", Coming::Weeks),
        ("in the next few weeks", Coming::Weeks),
        ("in the coming months", Coming::Months),
        ("in the next few months", Coming::Months),
    ],
    parts: &[
        ("early", Part::Early),
        ("beginning", Part::Early),
        ("start", Part::Early),
        ("mid", Part::Mid),
        ("middle", Part::Mid),
        ("late", Part::Late),
        ("end", Part::Late),
    ],
    seasons: &[
        ("spring", Season::Spring),
        ("summer", Season::Summer),
        ("autumn", Season::Autumn),
        ("fall", Season::Autumn),
        ("winter", Season::Winter),
    ],
    months: &[
        ("january", 1),
        ("jan", 1),
        ("february", 2),
        ("feb", 2),
        ("march", 3),
        ("mar", 3),
        ("april", 4),
        ("apr", 4),
        ("may", 5),
        ("june", 6),
        ("jun", 6),
        ("july", 7),
        ("jul", 7),
        ("august", 8),
        ("aug", 8),
        ("september", 9),
        ("sept", 9),
        ("sep", 9),
        ("october", 10),
        ("oct", 10),
        ("november", 11),
        ("nov", 11),
        ("december", 12),
        ("dec", 12),
    ],
    days_from_here: &[("yesterday", -1), ("today", 0), ("tomorrow", 1)],
    sides: &[("next", 1), ("last", -1)],
    weekdays: &[
        ("monday", 1),
        ("mon", 1),
        ("tuesday", 2),
        ("tue", 2),
        ("tues", 2),
        ("wednesday", 3),
        ("wed", 3),
        ("thursday", 4),
        ("thu", 4),
        ("thurs", 4),
        ("friday", 5),
        ("fri", 5),
        ("saturday", 6),
        ("sat", 6),
        ("sunday", 7),
        ("sun", 7),
    ],
    ordinals: &[("first", 1), ("second", 2), ("third", 3), ("fourth", 4)],
    ordinal_marks: &[("st", ()), ("nd", ()), ("rd", ()), ("th", ())],
    quarter: "quarter",
    half: "half",
    year: "year",
    fillers: &[("the", ()), ("in", ()), ("on", ()), ("of", ()), (",", ())],
};
