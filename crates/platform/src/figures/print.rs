//! Writes figures in either language, ready for HTML: blanks that must not
//! break are U+00A0.

use super::vocabulary::{self, Vocabulary};
use super::{Currency, Figure, Form, Qualifier, Quantity, Unit};
use crate::i18n::Language;

const NBSP: char = '\u{a0}';

impl Figure {
    /// The figure as it reads in the language: « près de 90 », "nearly 90".
    /// `parse` reads it back to the same bounds, save for a computed
    /// approximation, whose bounds only `counted` tells.
    pub fn print(&self, language: Language) -> String {
        let writer = Writer { language, words: vocabulary::of(language), figure: self };
        let one = |quantity: Option<Quantity>| writer.amount(quantity.unwrap_or(Quantity::ZERO));
        match self.qualifier {
            Qualifier::Exact => one(self.low),
            Qualifier::Range => writer.range(),
            Qualifier::MoreThan | Qualifier::AtLeast => writer.qualified(&one(self.low)),
            Qualifier::LessThan | Qualifier::AtMost | Qualifier::Nearly => writer.qualified(&one(self.high)),
            Qualifier::About => match self.value {
                Some(value) => {
                    writer.collective(value).unwrap_or_else(|| writer.qualified(&writer.amount(value)))
                }
                None => writer.qualified(&writer.range()),
            },
        }
    }

    /// How the figure is counted: « compté de 81 à 90, approché ».
    pub fn counted(&self, language: Language) -> String {
        let figure = Self { form: Form { in_words: false, ..self.form }, ..self.clone() };
        let writer = Writer { language, words: vocabulary::of(language), figure: &figure };
        let french = language == Language::French;
        let bounds = match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => {
                let counted = if french { "compté" } else { "counted as" };
                format!("{counted} {}", writer.amount(low))
            }
            (Some(_), Some(_)) => {
                let counted = if french { "compté de" } else { "counted from" };
                format!("{counted} {}", writer.range())
            }
            (Some(low), None) if french => format!("compté à partir de {}", writer.amount(low)),
            (Some(low), None) => format!("counted from {} up", writer.amount(low)),
            (None, Some(high)) if french => format!("compté jusqu’à {}", writer.amount(high)),
            (None, Some(high)) => format!("counted up to {}", writer.amount(high)),
            (None, None) => String::new(),
        };
        match (self.is_approximate(), language) {
            (false, _) => bounds,
            (true, Language::French) => format!("{bounds}, approché"),
            (true, Language::English) => format!("{bounds}, approximate"),
        }
    }
}

impl Quantity {
    /// The number with its thousands grouped and so many decimals at least:
    /// « 48 769,5 », "48,769.5".
    pub fn print(self, language: Language, decimals: u32) -> String {
        self.scaled(0, decimals, language)
    }

    /// The number in units of a power of ten.
    fn scaled(self, scale: u32, decimals: u32, language: Language) -> String {
        let places = usize::try_from(6 + scale).unwrap_or_default();
        let decimals = usize::try_from(decimals).unwrap_or_default();
        let digits = format!("{:0>width$}", self.0.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let shown = fraction.trim_end_matches('0').len().max(decimals).min(places);
        let (group, mark) = match language {
            Language::French => (NBSP, ','),
            Language::English => (',', '.'),
        };
        let mut text = String::new();
        if self.0 < 0 {
            text.push('−');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                text.push(group);
            }
            text.push(digit);
        }
        if shown > 0 {
            text.push(mark);
            text.push_str(&fraction[..shown]);
        }
        text
    }
}

struct Writer<'f> {
    language: Language,
    words: &'static Vocabulary,
    figure: &'f Figure,
}

impl Writer<'_> {
    fn qualified(&self, amount: &str) -> String {
        let fewer = if self.figure.unit == Unit::Count { "fewer than" } else { "less than" };
        let word = match (self.figure.qualifier, self.language) {
            (Qualifier::Exact | Qualifier::Range, _) => return amount.to_owned(),
            (Qualifier::MoreThan, Language::French) => return format!("plus {}", self.of(amount)),
            (Qualifier::LessThan, Language::French) => return format!("moins {}", self.of(amount)),
            (Qualifier::Nearly, Language::French) => return format!("près {}", self.of(amount)),
            (Qualifier::AtLeast, Language::French) => "au moins",
            (Qualifier::AtMost, Language::French) => "au plus",
            (Qualifier::About, Language::French) => "environ",
            (Qualifier::MoreThan, Language::English) => "more than",
            (Qualifier::LessThan, Language::English) => fewer,
            (Qualifier::Nearly, Language::English) => "nearly",
            (Qualifier::AtLeast, Language::English) => "at least",
            (Qualifier::AtMost, Language::English) => "at most",
            (Qualifier::About, Language::English) => "about",
        };
        format!("{word} {amount}")
    }

    /// « une dizaine de contrats »: words that are approximate by themselves.
    fn collective(&self, value: Quantity) -> Option<String> {
        let number = self.spelled(value)?;
        let (word, _) = self.words.collectives.iter().find(|(_, said)| *said == number)?;
        let scale = self.scale_word(value);
        let rest = match &self.figure.unit {
            Unit::Count => scale.to_owned(),
            Unit::Money(currency) if scale.is_empty() => self.currency_word(*currency).to_owned(),
            Unit::Money(currency) => format!("{scale} {}", self.of(self.currency_word(*currency))),
            Unit::Other(unit) if scale.is_empty() => unit.clone(),
            Unit::Other(unit) => format!("{scale} {}", self.of(unit)),
        };
        if rest.is_empty() {
            return Some((*word).to_owned());
        }
        Some(format!("{word} {}", self.of(&rest)))
    }

    fn range(&self) -> String {
        let (low, high) =
            (self.figure.low.unwrap_or(Quantity::ZERO), self.figure.high.unwrap_or(Quantity::ZERO));
        let last = self.amount(high);
        match (self.language, &self.figure.unit) {
            (Language::French, _) => format!("{} à {last}", self.number(low)),
            (Language::English, Unit::Money(_)) => format!("{} to {last}", self.amount(low)),
            (Language::English, _) => format!("{} to {last}", self.number(low)),
        }
    }

    /// The number with its power of ten and its unit.
    fn amount(&self, quantity: Quantity) -> String {
        if let Some(words) = self.amount_in_words(quantity) {
            return words;
        }
        let number = self.number(quantity);
        let scale = self.figure.form.scale;
        match (&self.figure.unit, self.language) {
            (Unit::Money(currency), Language::French) => {
                let letter = ["", "k", "M", "Md"][usize::try_from(scale / 3).unwrap_or_default().min(3)];
                format!("{number}{NBSP}{letter}{}", currency.sign())
            }
            (Unit::Money(currency), Language::English) => {
                let letter = ["", "k", "m", "bn"][usize::try_from(scale / 3).unwrap_or_default().min(3)];
                let (minus, number) = number.strip_prefix('−').map_or(("", &*number), |rest| ("−", rest));
                format!("{minus}{}{number}{letter}", currency.sign())
            }
            (unit, _) => self.with_unit(number, unit, self.scale_word(quantity)),
        }
    }

    fn with_unit(&self, number: String, unit: &Unit, scale: &str) -> String {
        let text = if scale.is_empty() { number } else { format!("{number}{NBSP}{scale}") };
        match unit {
            Unit::Other(unit) if !scale.is_empty() => format!("{text} {}", self.of(unit)),
            Unit::Other(unit) if self.language == Language::English && unit.starts_with('%') => {
                format!("{text}{unit}")
            }
            Unit::Other(unit) => format!("{text}{NBSP}{unit}"),
            Unit::Count | Unit::Money(_) => text,
        }
    }

    /// « un milliard d’euros », when the number was said in words and one
    /// word is enough. A lone « un » would need the gender of its noun.
    fn amount_in_words(&self, quantity: Quantity) -> Option<String> {
        let scaled = self.figure.form.scale > 0;
        let number = self.spelled(quantity).filter(|&number| number > 1 || scaled)?;
        let (word, _) = self.words.numbers.iter().find(|(_, value)| *value == number)?;
        let word = word.replace(" - ", "-");
        let scale = self.scale_word(quantity);
        let unit = match &self.figure.unit {
            Unit::Count => "",
            Unit::Money(currency) => self.currency_word(*currency),
            Unit::Other(unit) => unit,
        };
        Some(match (scale, unit) {
            ("", "") => word,
            (scale, "") => format!("{word} {scale}"),
            ("", unit) => format!("{word} {unit}"),
            (scale, unit) => format!("{word} {scale} {}", self.of(unit)),
        })
    }

    /// The whole number to say in words in front of the power of ten, when
    /// the figure was said in words.
    fn spelled(&self, quantity: Quantity) -> Option<i64> {
        let Form { scale, in_words, .. } = self.figure.form;
        let one = 10_i64.pow(6 + scale);
        (in_words && scale != 3 && quantity.0 % one == 0).then_some(quantity.0 / one)
    }

    fn number(&self, quantity: Quantity) -> String {
        let form = self.figure.form;
        quantity.scaled(form.scale, form.decimals, self.language)
    }

    /// The power of ten as a word; thousands are never spelled out.
    fn scale_word(&self, quantity: Quantity) -> &'static str {
        let scale = self.figure.form.scale;
        let many = quantity.0.unsigned_abs() >= 2 * 10_u64.pow(6 + scale);
        match (scale, self.language) {
            (6, Language::French) if many => "millions",
            (6, _) => "million",
            (9, Language::French) if many => "milliards",
            (9, Language::French) => "milliard",
            (9, Language::English) => "billion",
            _ => "",
        }
    }

    fn currency_word(&self, currency: Currency) -> &'static str {
        let mut words = self.words.currencies.iter();
        words.find(|(_, named)| *named == currency).map_or(currency.code(), |(word, _)| word)
    }

    /// The French « de » or « d’ » with what follows; nothing in English.
    fn of(&self, text: &str) -> String {
        let vowel = super::words::fold(text).starts_with(['a', 'e', 'i', 'o', 'u', 'h']);
        match self.language {
            Language::English => text.to_owned(),
            Language::French if vowel && !text.starts_with("onze") && !text.starts_with("huit") => {
                format!("d’{text}")
            }
            Language::French => format!("de {text}"),
        }
    }
}
