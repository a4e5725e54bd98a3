//! Which companies a list holds, and in which order. Pure: what an address or a program asks, read into what is known.

use platform::Uuid;
use platform::text_enum;

use crate::reference::country_exists;

/// Days without a word beyond which a list is asked for what went silent.
pub const SILENCES: &[i64] = &[30, 90, 180, 365];

text_enum! {
    /// The order of a list.
    #[derive(Default)]
    pub enum Sort {
        /// By name.
        #[default]
        Name = "name",
        /// Those with whom nothing was said for longest first.
        Silent = "silent",
    }
}

text_enum! {
    /// Which next steps the companies of a list wait for.
    pub enum Due {
        /// One that is late.
        Late = "late",
        /// One within seven days, or late.
        Week = "week",
        /// Any.
        Any = "any",
        /// None: nothing is promised.
        None = "none",
    }
}

/// The filters of a list, each narrowing the others; within one, any of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these countries.
    pub countries: Vec<String>,
    /// Controlled from one of these: of the companies that one reads.
    pub controls: Vec<String>,
    /// With whom nothing was said for more days than this.
    pub silent: Option<i64>,
    /// Which step is due.
    pub due: Option<Due>,
    /// With whom this account spoke.
    pub by: Option<Uuid>,
    /// The order.
    pub sort: Sort,
}

impl Filter {
    /// What an address says, for somebody with this account: `me` is he.
    pub fn of<'a>(values: impl Fn(&str) -> Vec<&'a str>, own: Option<Uuid>) -> Self {
        let countries = |name: &str| {
            let known = values(name).into_iter().map(str::to_uppercase);
            known.filter(|code| country_exists(code)).collect()
        };
        let first = |name: &str| values(name).into_iter().next();
        Self {
            countries: countries("country"),
            controls: countries("control"),
            silent: first("silent").and_then(|days| days.parse().ok()).filter(|n| SILENCES.contains(n)),
            due: first("due").and_then(Due::from_key),
            by: first("by").and_then(|by| if by == "me" { own } else { by.parse().ok() }),
            sort: first("sort").and_then(Sort::from_key).unwrap_or_default(),
        }
    }

    /// Whether it leaves out nothing.
    pub fn is_empty(&self) -> bool {
        Self { sort: Sort::Name, ..self.clone() } == Self::default()
    }
}

text_enum! {
    /// A column, beside the company itself, which is always the first.
    pub enum Column {
        /// Where it is.
        Place = "place",
        /// Where its decisions are taken.
        Control = "control",
        /// When something was last said.
        Last = "last",
        /// What is promised, and by when.
        Step = "step",
        /// Whom one calls first.
        Contact = "contact",
    }
}

/// Those that stand there unless one chooses others.
pub const USUAL: &[Column] = &[Column::Place, Column::Last, Column::Step];

impl Column {
    /// The columns of these keys, in their own order; the usual ones when none is known.
    pub fn chosen(keys: &[&str]) -> Vec<Self> {
        let chosen: Vec<Self> =
            Self::ALL.iter().copied().filter(|column| keys.contains(&column.key())).collect();
        if chosen.is_empty() { USUAL.to_vec() } else { chosen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_filters_nothing() {
        let of = |pairs: &'static [(&'static str, &'static str)]| {
            let values = |name: &str| {
                pairs.iter().filter(|(known, _)| *known == name).map(|(_, text)| *text).collect()
            };
            Filter::of(values, None)
        };
        assert!(
            of(&[("country", "ZZ"), ("silent", "31"), ("due", "moon"), ("by", "x"), ("sort", "y")])
                .is_empty()
        );
        let filter = of(&[
            ("country", "de"),
            ("country", "CZ"),
            ("silent", "90"),
            ("due", "late"),
            ("sort", "silent"),
        ]);
        assert_eq!(filter.countries, ["DE", "CZ"]);
        assert_eq!((filter.silent, filter.due, filter.sort), (Some(90), Some(Due::Late), Sort::Silent));
    }

    #[test]
    fn columns_keep_their_order_and_unknown_ones_are_left() {
        assert_eq!(Column::chosen(&["step", "moon", "place"]), [Column::Place, Column::Step]);
        assert_eq!(Column::chosen(&["moon"]), USUAL);
    }
}
