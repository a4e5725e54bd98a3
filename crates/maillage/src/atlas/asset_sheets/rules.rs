//! Pure rules of assets sheets: what their forms say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use platform::access::Visibility;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::Figure;
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::{Fault, Faults};

use super::model::{About, Facts, NewItem, Theme};
use crate::reference::territories::TerritoryId;

/// What a form sends, by field.
pub type Sent = BTreeMap<String, String>;

fn text<'s>(sent: &'s Sent, name: &str) -> &'s str {
    sent.get(name).map(String::as_str).unwrap_or_default()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// An item, checked: its text in the language that makes it authentic, at least. Figure and date are read as people state
/// them in `language`.
pub fn item_of(sent: &Sent, language: Language, today: Date) -> Result<NewItem, Faults> {
    let mut faults = Faults::default();
    let theme = Theme::from_key(text(sent, "theme"));
    let authentic = Language::from_code(text(sent, "authentic"));
    let (french, english) = (tidy_lines(text(sent, "text_fr")), tidy_lines(text(sent, "text_en")));
    if theme.is_none() {
        faults.add("theme", "error-choice");
    }
    match authentic {
        None => faults.add("authentic", "error-choice"),
        Some(Language::French) if french.is_empty() => faults.add("text_fr", "error-authentic-text"),
        Some(Language::English) if english.is_empty() => faults.add("text_en", "error-authentic-text"),
        Some(_) => {}
    }
    let source = tidy(text(sent, "source"));
    for (field, text, most) in
        [("text_fr", &french, 1_000), ("text_en", &english, 1_000), ("source", &source, 300)]
    {
        if text.chars().count() > most {
            faults.add(field, "error-too-long-here");
        }
    }
    let figure = some(tidy(text(sent, "figure"))).map(|said| Figure::parse(&said, language));
    let stated = some(tidy(text(sent, "stated")))
        .map(|said| ImpreciseDate::parse(&said, language, today, MissingYear::Last));
    if matches!(figure, Some(Err(_))) {
        faults.add("figure", "error-figure");
    }
    match &stated {
        Some(Err(_)) => faults.add("stated", "error-when"),
        // A figure without a date is worth nothing to whoever reads it later.
        None if figure.is_some() => faults.add("stated", "error-figure-date"),
        _ => {}
    }
    let (Some(theme), Some(authentic), true) = (theme, authentic, faults.0.is_empty()) else {
        return Err(faults);
    };
    Ok(NewItem {
        theme,
        authentic,
        french: some(french),
        english: some(english),
        figure: figure.and_then(Result::ok),
        stated: stated.and_then(Result::ok),
        source: some(source),
    })
}

/// The facts of a sheet, checked: it is about a territory or about a perimeter, not both. `territory` is what was typed for
/// the first, as far as it names one.
pub fn facts_of(sent: &Sent, territory: Result<TerritoryId, Fault>) -> Result<Facts, Faults> {
    let mut faults = Faults::default();
    let name = tidy(text(sent, "name"));
    if name.is_empty() {
        faults.add("name", "error-required");
    } else if name.chars().count() > 200 {
        faults.add("name", "error-too-long-here");
    }
    let visibility = Visibility::from_key(text(sent, "visibility"))
        .filter(|one| matches!(one, Visibility::Network | Visibility::Owner));
    if visibility.is_none() {
        faults.add("visibility", "error-choice");
    }
    let fault = |message| Fault { field: "territory", message, args: Vec::new() };
    let about = match (tidy(text(sent, "territory")).as_str(), text(sent, "perimeter")) {
        ("", "") => Err(fault("error-about-required")),
        (_, "") => territory.map(About::Territory),
        ("", perimeter) => perimeter.parse().map(About::Perimeter).map_err(|_| fault("error-choice")),
        _ => Err(fault("error-about-both")),
    };
    match (about, visibility, faults.0.is_empty()) {
        (Ok(about), Some(visibility), true) => Ok(Facts { name, about, visibility }),
        (about, _, _) => {
            faults.0.extend(about.err());
            Err(faults)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn sent(fields: &[(&str, &str)]) -> Sent {
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn faults(fields: &[(&str, &str)]) -> Vec<(&'static str, &'static str)> {
        let faults = item_of(&sent(fields), Language::French, date(2026, 11, 23)).unwrap_err();
        faults.0.into_iter().map(|fault| (fault.field, fault.message)).collect()
    }

    #[test]
    fn an_item_keeps_its_figure_as_stated_with_its_date() {
        let item = sent(&[
            ("theme", "skills"),
            ("authentic", "fr"),
            ("text_fr", "Ingénieurs diplômés par an"),
            ("figure", "près de 900"),
            ("stated", "2025"),
        ]);
        let item = item_of(&item, Language::French, date(2026, 11, 23)).unwrap();
        assert_eq!(item.figure.unwrap().wording(), Some("près de 900"));
        assert_eq!(item.stated.unwrap().wording(), Some("2025"));
    }

    #[test]
    fn what_lacks_is_named() {
        assert_eq!(faults(&[]), [("theme", "error-choice"), ("authentic", "error-choice")]);
        let base = [("theme", "life"), ("authentic", "en"), ("text_fr", "Le mistral")];
        assert_eq!(faults(&base), [("text_en", "error-authentic-text")]);
        let dated =
            [("theme", "life"), ("authentic", "fr"), ("text_fr", "Jours de soleil"), ("figure", "300")];
        assert_eq!(faults(&dated), [("stated", "error-figure-date")]);
    }

    #[test]
    fn a_sheet_is_about_one_place() {
        let arles: TerritoryId = "commune-13004".parse().unwrap();
        let unknown = Fault { field: "territory", message: "error-territory-unknown", args: Vec::new() };
        let about = |territory: &str, perimeter: &str, named: Result<TerritoryId, Fault>| {
            let sent = sent(&[
                ("name", "Atouts"),
                ("visibility", "owner"),
                ("territory", territory),
                ("perimeter", perimeter),
            ]);
            facts_of(&sent, named).map(|facts| facts.about).map_err(|faults| faults.0[0].message)
        };
        assert_eq!(about("13004 Arles", "", Ok(arles.clone())), Ok(About::Territory(arles)));
        assert_eq!(about("", "", Err(unknown.clone())), Err("error-about-required"));
        assert_eq!(about("Arles", "x", Err(unknown.clone())), Err("error-about-both"));
        assert_eq!(about("Provence", "", Err(unknown)), Err("error-territory-unknown"));
    }
}
