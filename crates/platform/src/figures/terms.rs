//! Reads one number of a statement, with the power of ten and the currency
//! around it: « 3,170 M€ », « une dizaine de millions », "€1bn".

use super::parse::{ParseError, Reader, Result};
use super::vocabulary::{ABBREVIATIONS, CURRENCY_SIGNS, GLUED};
use super::words::{Kind, Token};
use super::{Currency, Form, Unit};

/// Decimals kept, at most: millionths.
const FINEST: u32 = 6;

/// One number with what is glued to it.
#[derive(Clone, Copy)]
pub(super) struct Term {
    /// The digits, without the decimal mark.
    pub digits: i64,
    pub decimals: u32,
    /// The power of ten spelled after the number, when one is.
    pub power: Option<u32>,
    pub currency: Option<Currency>,
    pub in_words: bool,
    /// « une dizaine »: about ten by itself.
    pub approximate: bool,
    /// « 10 000+ ».
    pub or_more: bool,
}

impl Reader<'_> {
    /// A number, the power of ten and the currency around it. A currency said
    /// before, for the other end of a range, also holds for this one.
    pub(super) fn term(&mut self, said: Option<Currency>) -> Result<Term> {
        let before = self.cursor.take_phrase(CURRENCY_SIGNS);
        let number = self.number()?;
        let mut or_more = self.cursor.take_one("+");
        if number.approximate {
            self.link_to_multiplier();
        }
        let mut power = self.multipliers();
        let mut currency = before;
        if let Some((tens, glued)) = self.cursor.take_phrase(GLUED) {
            power = Some(power.unwrap_or_default() + tens);
            currency = Some(glued);
        }
        power = power.or_else(|| self.abbreviation(before.or(said).is_some()));
        or_more |= self.cursor.take_one("+");
        currency = currency.or_else(|| self.currency());
        if power.is_none() && self.cursor.peek().is_some_and(|token| !token.spaced) {
            power = self.abbreviation(before.is_none() && currency.is_some());
        }
        or_more |= self.cursor.take_one("+");
        Ok(Term { power, currency, or_more, ..number })
    }

    /// Reads the « de » of « une dizaine de millions ».
    fn link_to_multiplier(&mut self) {
        let mut ahead = *self;
        ahead.cursor.take_phrase(self.words.links);
        let linked = ahead.cursor;
        if ahead.multipliers().is_some() {
            self.cursor = linked;
        }
    }

    /// The powers of ten in words, multiplied: « cent millions ».
    pub(super) fn multipliers(&mut self) -> Option<u32> {
        let first = self.cursor.take_phrase(self.words.multipliers)?;
        let rest = std::iter::from_fn(|| self.cursor.take_phrase(self.words.multipliers));
        Some(first + rest.sum::<u32>())
    }

    /// A power of ten in letters, which only goes with a currency: one that is
    /// known already, or that follows. Otherwise « m » is metres.
    fn abbreviation(&mut self, with_currency: bool) -> Option<u32> {
        let mut ahead = *self;
        let power = ahead.cursor.take_phrase(ABBREVIATIONS)?;
        let read = ahead.cursor;
        if !with_currency && ahead.currency().is_none() {
            return None;
        }
        self.cursor = read;
        Some(power)
    }

    /// A currency, with the « d' » that may lead to it.
    pub(super) fn currency(&mut self) -> Option<Currency> {
        let mut ahead = *self;
        ahead.cursor.take_phrase(self.words.links);
        let signed = ahead.cursor.take_phrase(CURRENCY_SIGNS);
        let currency = signed.or_else(|| ahead.cursor.take_phrase(self.words.currencies))?;
        self.cursor = ahead.cursor;
        Some(currency)
    }

    fn number(&mut self) -> Result<Term> {
        let worded = |digits, approximate| Term {
            digits,
            decimals: 0,
            power: None,
            currency: None,
            in_words: true,
            approximate,
            or_more: false,
        };
        if let Some(digits) = self.cursor.take_phrase(self.words.collectives) {
            return Ok(worded(digits, true));
        }
        if let Some(digits) = self.cursor.take_phrase(self.words.numbers) {
            return Ok(worded(digits, false));
        }
        let mut ahead = *self;
        if ahead.cursor.take_phrase(self.words.articles).is_some() {
            self.cursor = ahead.cursor;
            if ahead.multipliers().is_some() {
                return Ok(worded(1, false));
            }
        }
        self.number_in_digits()
    }

    fn number_in_digits(&mut self) -> Result<Term> {
        let at = self.cursor.at();
        let first = self.cursor.take(Kind::Digits).ok_or(ParseError::NotANumber { at })?;
        let mut digits = first.text.to_owned();
        while first.text.len() <= 3 && self.group(&mut digits) {}
        let mut decimals = 0;
        if let [mark, after, ..] = self.cursor.rest()
            && matches!(mark.text, "." | ",")
            && is_glued_digits(after)
            && !mark.spaced
        {
            if mark.text != self.words.decimal {
                self.other_mark(mark, after, &digits)?;
            }
            digits.push_str(after.text);
            decimals = u32::try_from(after.text.len()).unwrap_or(u32::MAX);
            self.cursor.skip(2);
        }
        if decimals > FINEST {
            return Err(ParseError::TooPrecise { decimals: FINEST });
        }
        let digits = digits.parse().map_err(|_| ParseError::TooLarge)?;
        Ok(Term {
            digits,
            decimals,
            power: None,
            currency: None,
            in_words: false,
            approximate: false,
            or_more: false,
        })
    }

    /// Reads the next three digits when they are grouped with those before.
    fn group(&mut self, digits: &mut String) -> bool {
        let (length, group) = match self.cursor.rest() {
            [group, ..] if group.spaced => (1, group),
            [mark, group, ..] if Some(mark.text) == self.words.group && !mark.spaced && !group.spaced => {
                (2, group)
            }
            _ => return false,
        };
        let fits = group.kind == Kind::Digits && group.text.len() == 3;
        if fits {
            digits.push_str(group.text);
            self.cursor.skip(length);
        }
        fits
    }

    /// Whether the decimal mark of the other language may be read as one: the
    /// French point may, unless it could as well group thousands.
    fn other_mark(&self, mark: &Token<'_>, after: &Token<'_>, digits: &str) -> Result<()> {
        if self.words.group.is_some() {
            return Err(ParseError::NotANumber { at: mark.at });
        }
        if after.text.len() == 3 && !digits.starts_with('0') {
            return Err(ParseError::Ambiguous { at: mark.at });
        }
        Ok(())
    }
}

impl Term {
    pub(super) fn millionths(&self, unit: &Unit) -> Result<i64> {
        let decimals = FINEST + self.power.unwrap_or_default() - self.decimals;
        let tens = 10_i64.checked_pow(decimals).ok_or(ParseError::TooLarge)?;
        let millionths = self.digits.checked_mul(tens).ok_or(ParseError::TooLarge)?;
        if millionths % unit.step() != 0 {
            return Err(ParseError::TooPrecise { decimals: 2 });
        }
        Ok(millionths)
    }

    /// How it was written. Thousands are spelled for money only (`k€`).
    pub(super) fn form(&self, unit: &Unit) -> Form {
        let power = self.power.unwrap_or_default();
        let scales: &[u32] = if matches!(unit, Unit::Money(_)) { &[9, 6, 3, 0] } else { &[9, 6, 0] };
        let scale = scales.iter().copied().find(|&scale| scale <= power).unwrap_or_default();
        let decimals = self.decimals.saturating_sub(power - scale);
        Form { decimals, scale, in_words: self.in_words }
    }
}

fn is_glued_digits(token: &Token<'_>) -> bool {
    token.kind == Kind::Digits && !token.spaced
}
