//! Pure rules of the theme: what a form asks for, checked. Colours are checked in `colours.rs`, the logo in `picture.rs`.

use platform::text::tidy;
use platform::web::Faults;
use serde::Deserialize;

use super::colours::{self, Colour};
use super::picture::{self, Picture, Refusal};
use crate::account::email;

/// The longest name, in characters: it stands in the top bar, in titles and in the subjects of mails.
const LONGEST_NAME: usize = 60;

/// What the form sends beside the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The name of the instance; nothing for that of the settings.
    pub instance_name: String,
    /// The accent colour, as `#0b6470`; nothing for that of the program.
    pub accent: String,
    /// A logo that a preview carries, in base 64.
    pub carried: String,
    /// Whether the logo is to be taken away.
    pub remove_logo: String,
    /// Where people ask for help.
    pub support: String,
    /// Where people ask about their personal data.
    pub data_protection: String,
}

/// What becomes of the logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Logo {
    /// As it was.
    Kept,
    /// There is none any more.
    Removed,
    /// Another.
    New(Picture),
}

/// A theme as it was asked for, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The name of the instance.
    pub name: Option<String>,
    /// The accent colour.
    pub accent: Option<Colour>,
    /// The logo.
    pub logo: Logo,
    /// Where people ask for help.
    pub support: Option<String>,
    /// Where people ask about their personal data.
    pub data_protection: Option<String>,
}

/// What the form asks for, with the file that it brought. Every fault is named at once.
pub fn check(typed: &Typed, file: Option<&[u8]>) -> Result<Wanted, Faults> {
    let mut faults = Faults::default();
    let name = tidy(&typed.instance_name);
    faults.longer(&[("instance_name", &name, LONGEST_NAME)]);
    let accent = accent(&typed.accent, &mut faults);
    let logo = match chosen(typed, file) {
        Some(Ok(picture)) => Logo::New(picture),
        Some(Err(refusal)) => {
            faults.add("logo", refusal.key());
            Logo::Kept
        }
        None if typed.remove_logo.is_empty() => Logo::Kept,
        None => Logo::Removed,
    };
    let mut address = |field, text: &str| {
        let found = email(text);
        if found.is_none() && !text.trim().is_empty() {
            faults.add(field, "error-email");
        }
        found
    };
    let support = address("support", &typed.support);
    let data_protection = address("data_protection", &typed.data_protection);
    let name = (!name.is_empty()).then_some(name);
    faults.or(Wanted { name, accent, logo, support, data_protection })
}

/// The logo of the file, otherwise the one that the form carries; none if there is neither.
fn chosen(typed: &Typed, file: Option<&[u8]>) -> Option<Result<Picture, Refusal>> {
    let carried = || picture::from_base64(&typed.carried).filter(|bytes| !bytes.is_empty());
    file.map(<[u8]>::to_vec).or_else(carried).map(|bytes| picture::check(&bytes))
}

/// What the form is to carry on, so that a good logo is chosen once: in base 64, nothing without one.
pub fn carried(typed: &Typed, file: Option<&[u8]>) -> String {
    chosen(typed, file).and_then(Result::ok).map(|picture| picture.base64()).unwrap_or_default()
}

/// The colour, if it is one and is read everywhere; otherwise its ratio where it is worst, and the nearest that passes.
fn accent(typed: &str, faults: &mut Faults) -> Option<Colour> {
    if typed.trim().is_empty() {
        return None;
    }
    let Some(colour) = Colour::parse(typed) else {
        faults.add("accent", "error-colour");
        return None;
    };
    if let Err(poor) = colours::legible(colour) {
        faults.add("accent", poor.place.key());
        if let Some(fault) = faults.0.last_mut() {
            let (units, tenths) = poor.said();
            let near = colours::nearest(colour).to_string();
            fault.args = vec![("units", units), ("tenths", tenths), ("near", near)];
        }
    }
    Some(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_theme_is_named_at_once() {
        let typed = Typed {
            instance_name: "x".repeat(61),
            accent: "bleu".into(),
            support: "personne".into(),
            data_protection: "@".into(),
            ..Typed::default()
        };
        let faults = check(&typed, Some(b"<svg xmlns='http://www.w3.org/2000/svg'/>")).unwrap_err();
        let fields: Vec<_> = faults.0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["instance_name", "accent", "logo", "support", "data_protection"]);
    }

    #[test]
    fn a_colour_that_is_not_read_comes_with_its_ratio_and_a_nearest() {
        let faults = check(&Typed { accent: "#ffcc00".into(), ..Typed::default() }, None).unwrap_err();
        assert_eq!((faults.0[0].field, faults.0[0].message), ("accent", "error-contrast-sunken-light"));
        let said = |name: &str| faults.0[0].args.iter().find(|arg| arg.0 == name).map(|arg| arg.1.clone());
        assert_eq!((said("units"), said("tenths")), (Some("1".into()), Some("3".into())));
        let near = Colour::parse(&said("near").unwrap()).unwrap();
        assert!(colours::legible(near).is_ok());
    }

    #[test]
    fn nothing_typed_is_what_the_settings_say() {
        let wanted = check(&Typed { support: " Aide@Exemple.fr ".into(), ..Typed::default() }, None).unwrap();
        assert_eq!((wanted.name, wanted.accent, wanted.logo), (None, None, Logo::Kept));
        assert_eq!(wanted.support.as_deref(), Some("aide@exemple.fr"));
        let removed = Typed { remove_logo: "yes".into(), ..Typed::default() };
        assert_eq!(check(&removed, None).unwrap().logo, Logo::Removed);
    }
}
