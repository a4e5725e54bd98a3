//! Reads a figure as people type it, in French or in English.

use super::terms::Term;
use super::vocabulary::{self, ABBREVIATIONS, Vocabulary};
use super::words::{Cursor, Kind, Token, tokens, trim_said};
use super::{Currency, Figure, Form, Qualifier, Quantity, Unit};
use crate::i18n::Language;

/// Characters a figure may take: it is a statement, not a page.
const LONGEST: usize = 200;

/// Why a text is not a figure. Positions are in characters from 0, in the text
/// without the blanks and quotation marks around it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Nothing but blanks.
    #[error("nothing is written")]
    Empty,
    /// Too long to be a figure.
    #[error("longer than {limit} characters")]
    TooLong {
        /// Characters allowed.
        limit: usize,
    },
    /// A number was expected there.
    #[error("no number at character {at}")]
    NotANumber {
        /// Where.
        at: usize,
    },
    /// « 1.300 » in French: one thousand three hundred, or 1,3?
    #[error("the point at character {at} may group thousands or mark decimals")]
    Ambiguous {
        /// Where the point stands.
        at: usize,
    },
    /// More decimals than are kept: two for money, six for the rest.
    #[error("more than {decimals} decimals")]
    TooPrecise {
        /// Decimals kept.
        decimals: u32,
    },
    /// « 20 à 15 ».
    #[error("the range runs backwards")]
    ReversedRange,
    /// « au moins 15 à 20 », « 15+ à 20 »: only « environ » goes with a range.
    #[error("a range takes no other qualifier")]
    QualifiedRange,
    /// « 3 € à 5 $ ».
    #[error("the two ends are of different currencies")]
    TwoUnits,
    /// Larger than a quantity holds.
    #[error("the number is too large")]
    TooLarge,
    /// What follows the number is not a unit.
    #[error("not a unit: {text:?}")]
    UnknownUnit {
        /// What follows.
        text: String,
    },
}

pub(super) type Result<T> = std::result::Result<T, ParseError>;

impl Figure {
    /// Reads a figure stated in the language. Case, accents, the width of
    /// blanks and quotation marks around do not matter.
    pub fn parse(text: &str, language: Language) -> Result<Self> {
        let wording = trim_said(text);
        if wording.is_empty() {
            return Err(ParseError::Empty);
        }
        if wording.chars().count() > LONGEST {
            return Err(ParseError::TooLong { limit: LONGEST });
        }
        let tokens = tokens(wording);
        let reader = Reader { cursor: Cursor::new(&tokens), words: vocabulary::of(language) };
        let figure = reader.figure()?;
        Ok(Self { wording: Some(wording.to_owned()), ..figure })
    }
}

/// Reads one statement. A copy tries a reading that may not hold.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub cursor: Cursor<'t>,
    pub words: &'static Vocabulary,
}

impl Reader<'_> {
    fn figure(mut self) -> Result<Figure> {
        let said = self.cursor.take_phrase(self.words.before);
        if let Some((low, high)) = self.range()? {
            return self.ranged(low, high, said);
        }
        let term = self.term(None)?;
        let own = match term {
            Term { or_more: true, .. } => Qualifier::AtLeast,
            Term { approximate: true, .. } => Qualifier::About,
            _ => Qualifier::Exact,
        };
        if said.is_some() && term.or_more {
            return Err(ParseError::UnknownUnit { text: "+".to_owned() });
        }
        let said = said.or(term.or_more.then_some(own));
        let (unit, said) = self.unit(term.currency, said)?;
        let qualifier = said.unwrap_or(own);
        let form = term.form(&unit);
        let said = term.millionths(&unit)?;
        let (low, high) = qualifier.bounds(said, &unit).ok_or(ParseError::TooLarge)?;
        Ok(Figure {
            wording: None,
            value: Some(Quantity(said)),
            low: Some(Quantity(low)),
            high: high.map(Quantity),
            qualifier,
            unit,
            form,
        })
    }

    /// The two ends, when what comes is a range: opened by a word, or two
    /// numbers with « à » between.
    fn range(&mut self) -> Result<Option<(Term, Term)>> {
        let mut ahead = *self;
        let opened = ahead.cursor.take_phrase(self.words.between);
        let low = match (ahead.term(None), opened) {
            (Ok(low), _) => low,
            (Err(error), Some(_)) => return Err(error),
            (Err(_), None) => return Ok(None),
        };
        let joined = match opened {
            Some(joint) => ahead.cursor.take_one(joint),
            None => ahead.cursor.take_phrase(self.words.to).is_some(),
        };
        let at = ahead.cursor.at();
        let high = if joined { ahead.term(low.currency) } else { Err(ParseError::NotANumber { at }) };
        match (high, opened) {
            (Ok(high), _) => {
                self.cursor = ahead.cursor;
                Ok(Some((low, high)))
            }
            (Err(error), Some(_)) => Err(error),
            (Err(_), None) => Ok(None),
        }
    }

    fn ranged(mut self, low: Term, high: Term, said: Option<Qualifier>) -> Result<Figure> {
        let (unit, said) = self.unit(low.currency.or(high.currency), said)?;
        if low.or_more || high.or_more || said.is_some_and(|said| said != Qualifier::About) {
            return Err(ParseError::QualifiedRange);
        }
        if low.currency.and(high.currency).is_some() && low.currency != high.currency {
            return Err(ParseError::TwoUnits);
        }
        let approximate = said.is_some() || low.approximate || high.approximate;
        // « 15 à 20 M€ »: the power of ten is said once for both.
        let complete = low.power.is_some() || (low.currency.is_some() && high.currency.is_some());
        let low = Term { power: if complete { low.power } else { high.power }, ..low };
        let form = low.form(&unit).joined_loosely(high.form(&unit));
        let (low, high) = (low.millionths(&unit)?, high.millionths(&unit)?);
        if high < low {
            return Err(ParseError::ReversedRange);
        }
        let qualifier = if approximate {
            Qualifier::About
        } else if low == high {
            Qualifier::Exact
        } else {
            Qualifier::Range
        };
        Ok(Figure {
            wording: None,
            value: (qualifier == Qualifier::Exact).then_some(Quantity(low)),
            low: Some(Quantity(low)),
            high: Some(Quantity(high)),
            qualifier,
            unit,
            form,
        })
    }

    /// The unit, and the qualifier that may end the statement.
    fn unit(
        &mut self,
        currency: Option<Currency>,
        said: Option<Qualifier>,
    ) -> Result<(Unit, Option<Qualifier>)> {
        while self.cursor.take_phrase(self.words.links).is_some() {}
        let start = self.cursor;
        let after = self.cursor.take_last_phrase(self.words.after);
        let said_twice =
            after.is_some() && (said.is_some() || self.cursor.take_last_phrase(self.words.after).is_some());
        let rest = self.cursor.rest();
        let text = joined(rest);
        if said_twice || !self.is_unit(currency) {
            return Err(ParseError::UnknownUnit { text: joined(start.rest()) });
        }
        let unit = match currency {
            Some(currency) => Unit::Money(currency),
            None if rest.is_empty() => Unit::Count,
            None => Unit::Other(text),
        };
        Ok((unit, said.or(after)))
    }

    /// Whether what follows a number may be its unit: words, not more numbers.
    fn is_unit(&self, currency: Option<Currency>) -> bool {
        let rest = self.cursor.rest();
        let Some(first) = rest.first() else {
            return true;
        };
        let mut ahead = *self;
        let reads_on = ahead.cursor.take_phrase(self.words.numbers).is_some()
            || ahead.cursor.take_phrase(self.words.to).is_some()
            || ahead.cursor.take_phrase(self.words.counting).is_some()
            || ahead.multipliers().is_some()
            || ahead.currency().is_some()
            // « 40 k » lacks its currency; « 9 m » is metres.
            || (first.folded != "m" && ahead.cursor.take_phrase(ABBREVIATIONS).is_some());
        currency.is_none()
            && !reads_on
            && (first.kind == Kind::Word || matches!(first.text, "%" | "‰" | "°"))
            && rest.iter().all(|token| match token.kind {
                Kind::Word => true,
                Kind::Digits => !token.spaced,
                Kind::Symbol => "-‐‑’'./%‰°·()&,²³".contains(token.text),
            })
    }
}

impl Form {
    /// One form for both ends of a range: the finer scale, the fewer decimals.
    fn joined_loosely(self, other: Self) -> Self {
        let decimals = if self.scale == other.scale { self.decimals.min(other.decimals) } else { 0 };
        Self { decimals, scale: self.scale.min(other.scale), in_words: false }
    }
}

/// The tokens as typed, any blank between two of them made one space.
fn joined(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        if token.spaced && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    text
}
