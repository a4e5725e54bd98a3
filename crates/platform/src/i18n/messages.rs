//! The messages of both languages, from Fluent files.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Language;

/// Every message, in both languages.
pub struct Catalogue {
    french: Side,
    english: Side,
}

struct Side {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, ready: most of a page.
    plain: HashMap<String, String>,
}

/// What is wrong with the messages.
#[derive(Debug, thiserror::Error)]
pub enum Missing {
    /// A file that Fluent cannot read.
    #[error("{0}")]
    Unreadable(String),
    /// A message that one language lacks.
    #[error("{key} is not in {language}")]
    Key {
        /// The message.
        key: String,
        /// The language that lacks it.
        language: Language,
    },
}

impl Catalogue {
    /// Reads the files, each with its language. Both languages must hold the same messages.
    pub fn new<'f>(files: impl IntoIterator<Item = (Language, &'f str)>) -> Result<Self, Missing> {
        let mut sources = [Vec::new(), Vec::new()];
        for (language, text) in files {
            let resource = FluentResource::try_new(text.to_owned())
                .map_err(|(_, errors)| Missing::Unreadable(format!("{language}: {errors:?}")))?;
            sources[language as usize].push(resource);
        }
        let [french, english] = sources;
        let keys = |resources: &[FluentResource]| resources.iter().flat_map(keys_of).collect::<BTreeSet<_>>();
        let (in_french, in_english) = (keys(&french), keys(&english));
        if let Some(key) = in_french.difference(&in_english).next() {
            return Err(Missing::Key { key: key.clone(), language: Language::English });
        }
        if let Some(key) = in_english.difference(&in_french).next() {
            return Err(Missing::Key { key: key.clone(), language: Language::French });
        }
        Ok(Self {
            french: Side::new(Language::French, french, &in_french)?,
            english: Side::new(Language::English, english, &in_french)?,
        })
    }

    fn side(&self, language: Language) -> &Side {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

impl Side {
    fn new(
        language: Language,
        resources: Vec<FluentResource>,
        keys: &BTreeSet<String>,
    ) -> Result<Self, Missing> {
        let tag: LanguageIdentifier =
            language.code().parse().map_err(|error| Missing::Unreadable(format!("{error}")))?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::French => |value, _| grouped(Language::French, value),
            Language::English => |value, _| grouped(Language::English, value),
        }));
        for resource in resources {
            bundle
                .add_resource(resource)
                .map_err(|errors| Missing::Unreadable(format!("{language}: {errors:?}")))?;
        }
        let mut plain = HashMap::new();
        for key in keys {
            let mut errors = Vec::new();
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { continue };
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                plain.insert(key.clone(), text);
            }
        }
        Ok(Self { bundle, plain })
    }
}

/// Numbers inside messages are grouped as in the rest of the page.
#[expect(clippy::cast_possible_truncation, reason = "counts are whole and small")]
fn grouped(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(language.number(number.value as i64))
        }
        _ => None,
    }
}

/// A value inside a message.
pub struct Arg<'a>(FluentValue<'a>);

macro_rules! arg {
    ($($type:ty => |$value:ident| $made:expr;)*) => {
        $(impl<'a> From<$type> for Arg<'a> {
            fn from($value: $type) -> Self {
                Self($made)
            }
        })*
    };
}

arg! {
    &'a str => |text| FluentValue::from(text);
    &'a String => |text| FluentValue::from(text.as_str());
    String => |text| FluentValue::from(text);
    i64 => |n| FluentValue::from(n);
    usize => |n| FluentValue::from(n);
}

/// What a message can name: text or a whole number, by value or by any depth of reference, as templates hold them.
pub trait ToArg {
    /// The value, as the message takes it.
    fn to_arg(&self) -> Arg<'_>;
}

impl ToArg for str {
    fn to_arg(&self) -> Arg<'_> {
        Arg::from(self)
    }
}

impl ToArg for String {
    fn to_arg(&self) -> Arg<'_> {
        Arg::from(self.as_str())
    }
}

impl ToArg for i64 {
    fn to_arg(&self) -> Arg<'_> {
        Arg::from(*self)
    }
}

impl ToArg for usize {
    fn to_arg(&self) -> Arg<'_> {
        Arg::from(*self)
    }
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg<'_> {
        (**self).to_arg()
    }
}

/// A whole number, or a reference to one: what templates have at hand.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

impl Whole for i64 {
    fn whole(&self) -> i64 {
        *self
    }
}

impl Whole for usize {
    fn whole(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl<T: Whole> Whole for &T {
    fn whole(&self) -> i64 {
        (*self).whole()
    }
}

/// The messages in one language: what pages and mails write with.
#[derive(Clone)]
pub struct Text {
    catalogue: Arc<Catalogue>,
    /// The language.
    pub language: Language,
}

impl Text {
    /// The messages of a language.
    pub fn new(catalogue: Arc<Catalogue>, language: Language) -> Self {
        Self { catalogue, language }
    }

    /// A message without arguments. An unknown key is shown as itself; tidy proves that there is none.
    pub fn text<'t>(&'t self, key: &'t str) -> &'t str {
        self.catalogue.side(self.language).plain.get(key).map_or(key, String::as_str)
    }

    /// A message whose key is put together: `stage-` and the stage's own key.
    pub fn keyed(&self, family: &str, key: &str) -> String {
        let key = format!("{family}{key}");
        self.text(&key).to_owned()
    }

    /// A message with one argument.
    pub fn with(&self, key: &str, name: &str, value: impl ToArg) -> String {
        self.format(key, vec![(name, value.to_arg())])
    }

    /// A message with two arguments.
    pub fn with2(&self, key: &str, name: &str, value: impl ToArg, name2: &str, value2: impl ToArg) -> String {
        self.format(key, vec![(name, value.to_arg()), (name2, value2.to_arg())])
    }

    /// A message with any arguments.
    pub fn format(&self, key: &str, args: Vec<(&str, Arg<'_>)>) -> String {
        let side = self.catalogue.side(self.language);
        let Some(pattern) = side.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> =
            args.into_iter().map(|(name, arg)| (Cow::from(name.to_owned()), arg.0)).collect();
        side.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A whole number as people write it.
    pub fn number(&self, n: impl Whole) -> String {
        self.language.number(n.whole())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FR: &str = "bonjour = Bonjour\nprojets = { $n ->\n    [0] Aucun projet\n    [one] { $n } projet\n   *[other] { $n } projets\n}\nqui = { $a } et { $b }";
    const EN: &str = "bonjour = Hello\nprojets = { $n ->\n    [one] { $n } project\n   *[other] { $n } projects\n}\nqui = { $a } and { $b }";

    fn text(language: Language) -> Text {
        Text::new(
            Arc::new(Catalogue::new([(Language::French, FR), (Language::English, EN)]).unwrap()),
            language,
        )
    }

    #[test]
    fn messages_follow_the_plural_and_the_numbers_of_their_language() {
        let (fr, en) = (text(Language::French), text(Language::English));
        assert_eq!((fr.text("bonjour"), en.text("bonjour")), ("Bonjour", "Hello"));
        assert_eq!(fr.with("projets", "n", 0_i64), "Aucun projet");
        assert_eq!(fr.with("projets", "n", 1_i64), "1 projet");
        assert_eq!(fr.with("projets", "n", 1300_i64), "1\u{a0}300 projets");
        assert_eq!(en.with("projets", "n", 1300_i64), "1,300 projects");
        assert_eq!(en.with2("qui", "a", "X", "b", "Y"), "X and Y");
    }

    #[test]
    fn a_message_missing_in_one_language_is_refused() {
        let lacking = Catalogue::new([(Language::French, "a = A"), (Language::English, "b = B")]);
        assert!(matches!(lacking, Err(Missing::Key { key, language: Language::English }) if key == "a"));
    }
}
