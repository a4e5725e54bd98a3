//! Needs, as data: which there are, and in what each is counted.

use jiff::civil::Date;
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::i18n::Language;
use platform::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What is needed.
    pub enum NeedKind {
        /// Land.
        Land = "land",
        /// A building, or a part of one.
        Building = "building",
        /// Height under the beams.
        CeilingHeight = "ceiling-height",
        /// What the floor bears.
        FloorLoad = "floor-load",
        /// A clean room.
        CleanRoom = "clean-room",
        /// Electrical power.
        Power = "power",
        /// Water.
        Water = "water",
        /// Natural gas.
        Gas = "gas",
        /// Optical fibre.
        Fibre = "fibre",
        /// A rail siding, by its length if it matters.
        Rail = "rail",
        /// A quay, by its length if it matters.
        Quay = "quay",
        /// An installation that is declared (ICPE).
        Declaration = "icpe-declaration",
        /// An installation that is registered (ICPE).
        Registration = "icpe-registration",
        /// An installation that is authorised (ICPE).
        Authorisation = "icpe-authorisation",
        /// Seveso, lower threshold.
        SevesoLow = "seveso-low",
        /// Seveso, upper threshold.
        SevesoHigh = "seveso-high",
        /// People to hire, by profile.
        Labour = "labour",
        /// What may be spent.
        Budget = "budget",
        /// By when it must run.
        Deadline = "deadline",
        /// Anything else.
        Other = "other",
    }
}

text_enum! {
    /// How much a need matters.
    #[derive(Default)]
    pub enum Strength {
        /// A place without it is no place.
        #[default]
        Must = "must",
        /// It weighs, and may be missing.
        Preferred = "preferred",
    }
}

text_enum! {
    /// Where a need stands in the catalogue.
    pub enum Family {
        /// Land and buildings.
        Premises = "premises",
        /// What is brought by pipes and cables.
        Networks = "networks",
        /// Rail and water.
        Access = "access",
        /// Classified installations.
        Rules = "rules",
        /// People, money, time and the rest.
        Means = "means",
    }
}

/// A unit in which a need may be said: how many of the unit of comparison it is worth, as a fraction.
#[derive(Debug, PartialEq, Eq)]
pub struct Scale {
    /// As it is written.
    pub unit: &'static str,
    /// As people write it too, without case, accents or raised digits.
    pub names: &'static [&'static str],
    /// Numerator.
    pub times: i128,
    /// Denominator.
    pub over: i128,
}

/// What a need is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// An amount in one of these units; the first is the unit of comparison.
    Amount(&'static [Scale]),
    /// A number of people.
    People,
    /// An amount of money.
    Money,
    /// A date.
    Day,
    /// Words.
    Words,
}

/// What is known of a kind of need.
#[derive(Debug)]
pub struct NeedRule {
    /// The kind.
    pub kind: NeedKind,
    /// Its place.
    pub family: Family,
    /// What it is counted in.
    pub measure: Measure,
    /// Whether saying that there is one says too little.
    pub said: bool,
}

const fn scale(unit: &'static str, names: &'static [&'static str], times: i128, over: i128) -> Scale {
    Scale { unit, names, times, over }
}

const SURFACE: Measure = Measure::Amount(&[
    scale("m²", &["m2", "sqm", "metre carre", "metres carres", "square metre", "square metres"], 1, 1),
    scale("ha", &["hectare", "hectares"], 10_000, 1),
]);
const LENGTH: Measure = Measure::Amount(&[
    scale("m", &["metre", "metres"], 1, 1),
    scale("cm", &["centimetre", "centimetres"], 1, 100),
    scale("km", &["kilometre", "kilometres"], 1000, 1),
]);
const LOAD: Measure = Measure::Amount(&[
    scale("t/m²", &["t/m2", "tonne/m2", "tonnes/m2"], 1, 1),
    scale("kg/m²", &["kg/m2"], 1, 1000),
]);
const POWER: Measure = Measure::Amount(&[
    scale("MW", &["mw", "megawatt", "megawatts", "mva"], 1, 1),
    scale("kW", &["kw", "kilowatt", "kilowatts", "kva"], 1, 1000),
    scale("GW", &["gw", "gigawatt", "gigawatts"], 1000, 1),
]);
const FLOW: Measure = Measure::Amount(&[
    scale("m³/h", &["m3/h", "nm3/h"], 1, 1),
    scale("m³/j", &["m3/j", "m3/jour", "m3/d", "m3/day"], 1, 24),
    scale("l/s", &["l/s"], 18, 5),
]);

/// The catalogue. Read a line as: what, where it stands, in what it is counted, whether it must be said.
pub const NEEDS: &[NeedRule] = &{
    use Family as F;
    use NeedKind as N;
    [
        rule(N::Land, F::Premises, SURFACE, true),
        rule(N::Building, F::Premises, SURFACE, true),
        rule(N::CeilingHeight, F::Premises, LENGTH, true),
        rule(N::FloorLoad, F::Premises, LOAD, true),
        rule(N::CleanRoom, F::Premises, SURFACE, false),
        rule(N::Power, F::Networks, POWER, true),
        rule(N::Water, F::Networks, FLOW, true),
        rule(N::Gas, F::Networks, FLOW, false),
        rule(N::Fibre, F::Networks, Measure::Words, false),
        rule(N::Rail, F::Access, LENGTH, false),
        rule(N::Quay, F::Access, LENGTH, false),
        rule(N::Declaration, F::Rules, Measure::Words, false),
        rule(N::Registration, F::Rules, Measure::Words, false),
        rule(N::Authorisation, F::Rules, Measure::Words, false),
        rule(N::SevesoLow, F::Rules, Measure::Words, false),
        rule(N::SevesoHigh, F::Rules, Measure::Words, false),
        rule(N::Labour, F::Means, Measure::People, true),
        rule(N::Budget, F::Means, Measure::Money, true),
        rule(N::Deadline, F::Means, Measure::Day, true),
        rule(N::Other, F::Means, Measure::Words, true),
    ]
};

const fn rule(kind: NeedKind, family: Family, measure: Measure, said: bool) -> NeedRule {
    NeedRule { kind, family, measure, said }
}

impl NeedKind {
    /// What is known of it.
    pub fn rule(self) -> &'static NeedRule {
        NEEDS.iter().find(|rule| rule.kind == self).unwrap_or(&NEEDS[0])
    }
}

impl Measure {
    /// The unit in which bounds are compared; none for words and days.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Amount([first, ..]) => Some(first.unit),
            Self::People => Some("people"),
            Self::Money => Some("EUR"),
            Self::Amount([]) | Self::Day | Self::Words => None,
        }
    }
}

/// A need as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NeedInput {
    /// Its kind: `land`, `power`, `labour`…
    pub kind: String,
    /// `must` or `preferred`; a must, if nothing is said.
    pub strength: String,
    /// How much and by when, as people say it: `5 à 8 ha`, `au moins 20 MW fin 2027`.
    pub said: String,
    /// What one should know of it.
    pub note: String,
}

impl NeedInput {
    /// Whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        [&self.kind, &self.said, &self.note].into_iter().all(|text| text.trim().is_empty())
    }
}

/// A need.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What is needed.
    pub kind: NeedKind,
    /// How much it matters.
    pub strength: Strength,
    /// How much and by when, in the words of whoever said it.
    pub said: Option<String>,
    /// What the words say of how much.
    pub figure: Option<Figure>,
    /// Its lower bound in the unit of comparison, in millionths.
    pub low: Option<i64>,
    /// Its upper bound.
    pub high: Option<i64>,
    /// By when, if the words say it.
    pub date: Option<ImpreciseDate>,
    /// What one should know of it.
    pub note: Option<String>,
}

impl Need {
    /// As it would be typed.
    pub fn input(&self) -> NeedInput {
        NeedInput {
            kind: self.kind.key().into(),
            strength: self.strength.key().into(),
            said: self.said.clone().unwrap_or_default(),
            note: self.note.clone().unwrap_or_default(),
        }
    }

    /// The days of its date.
    pub fn days(&self) -> (Option<Date>, Option<Date>) {
        let date = self.date.as_ref();
        (date.and_then(ImpreciseDate::earliest), date.map(ImpreciseDate::latest))
    }

    /// How its words are counted.
    pub fn counted(&self, language: Language) -> Option<String> {
        let figure = self.figure.as_ref().map(|figure| figure.counted(language));
        let date = self.date.as_ref().map(|date| date.counted(language));
        let said: Vec<String> = [figure, date].into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_line_once() {
        for kind in NeedKind::ALL {
            assert_eq!(NEEDS.iter().filter(|rule| rule.kind == *kind).count(), 1, "{kind:?}");
        }
        assert_eq!(NEEDS.len(), NeedKind::ALL.len());
    }

    #[test]
    fn the_first_unit_is_the_one_of_comparison() {
        for rule in NEEDS {
            let Measure::Amount(scales) = rule.measure else { continue };
            assert_eq!((scales[0].times, scales[0].over), (1, 1), "{:?}", rule.kind);
        }
    }
}
