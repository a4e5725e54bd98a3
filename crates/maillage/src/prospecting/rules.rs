//! Pure rules of prospecting: what may be typed.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::Faults;
use serde::Deserialize;

use super::model::{Channel, LegalBasis, NewContact, NewInteraction};
use crate::directory::people::Reading;
use crate::directory::people::classes::DataClass;
use crate::directory::people::contact::{past, plausible};

/// A contact as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ContactInput {
    /// First name and name.
    pub contact_name: String,
    /// Job.
    pub job: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Legal basis.
    pub legal_basis: String,
    /// Why the person is kept; a business contact when it is not said.
    pub data_class: String,
    /// When the person was informed, as people say it.
    pub informed_on: String,
    /// Where these data come from.
    pub found_in: String,
}

fn optional(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then_some(text)
}

/// A contact, checked.
pub fn check_contact(input: &ContactInput, reading: Reading) -> Result<NewContact, Faults> {
    let mut faults = Faults::default();
    let source = optional(&input.found_in);
    let name = tidy(&input.contact_name);
    let (job, email, phone) = (optional(&input.job), optional(&input.email), optional(&input.phone));
    faults.longer(&[
        ("contact_name", &name, 200),
        ("job", job.as_deref().unwrap_or_default(), 200),
        ("email", email.as_deref().unwrap_or_default(), 254),
        ("phone", phone.as_deref().unwrap_or_default(), 50),
        ("found_in", source.as_deref().unwrap_or_default(), 200),
        ("informed_on", &input.informed_on, 100),
    ]);
    if name.is_empty() {
        faults.add("contact_name", "error-required");
    }
    if email.as_ref().is_some_and(|email| !plausible(email)) {
        faults.add("email", "error-email");
    }
    let basis = LegalBasis::from_key(&input.legal_basis);
    if basis.is_none() {
        faults.add("legal_basis", "error-legal-basis");
    }
    let informed_on = past(&mut faults, reading, "informed_on", &input.informed_on);
    let class = match input.data_class.as_str() {
        "" => Some(DataClass::BusinessContact),
        key => DataClass::from_key(key),
    };
    if class.is_none() {
        faults.add("data_class", "error-choice");
    }
    match basis.zip(class) {
        Some((legal_basis, class)) if faults.0.is_empty() => {
            Ok(NewContact { name, job, email, phone, legal_basis, class, informed_on, source })
        }
        _ => Err(faults),
    }
}

/// An interaction as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InteractionTyped {
    /// How.
    pub channel: String,
    /// When, as people say it; today when empty.
    pub held_on: String,
    /// What was said.
    pub summary: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, as people say it.
    pub next_due: String,
}

/// An interaction, checked. A date said loosely counts by its last day.
pub fn check_interaction(
    input: &InteractionTyped,
    language: Language,
    today: Date,
) -> Result<NewInteraction, Faults> {
    let mut faults = Faults::default();
    let (held_on, next_due) = (tidy(&input.held_on), tidy(&input.next_due));
    let (summary, next_step) = (tidy_lines(&input.summary), optional(&input.next_step));
    faults.longer(&[
        ("held_on", &held_on, 100),
        ("summary", &summary, 4000),
        ("next_step", next_step.as_deref().unwrap_or_default(), 300),
        ("next_due", &next_due, 100),
    ]);
    if !faults.0.is_empty() {
        return Err(faults);
    }
    let channel = Channel::from_key(&input.channel);
    if channel.is_none() {
        faults.add("channel", "error-choice");
    }
    let held_on = match held_on {
        text if text.is_empty() => Some(today),
        text => ImpreciseDate::parse(&text, language, today, MissingYear::Last)
            .ok()
            .map(|date| date.latest())
            .filter(|day| *day <= today),
    };
    if held_on.is_none() {
        faults.add("held_on", "error-held-on");
    }
    if summary.is_empty() {
        faults.add("summary", "error-required");
    }
    let next_due = match (next_due, &next_step) {
        (text, None) if text.is_empty() => None,
        (text, Some(_)) if text.is_empty() => {
            faults.add("next_due", "error-next-due");
            None
        }
        (text, _) => {
            let day = ImpreciseDate::parse(&text, language, today, MissingYear::Next)
                .ok()
                .map(|date| date.latest());
            if day.is_none() {
                faults.add("next_due", "error-when");
            }
            day
        }
    };
    if next_due.is_some() && next_step.is_none() {
        faults.add("next_step", "error-next-step");
    }
    match (channel, held_on) {
        (Some(channel), Some(held_on)) if faults.0.is_empty() => {
            Ok(NewInteraction { channel, held_on, summary, next_step, next_due })
        }
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const READING: Reading = Reading { language: Language::French, today: date(2021, 6, 15) };

    #[test]
    fn a_contact_needs_a_name_and_a_legal_basis() {
        let faults = check_contact(&ContactInput { email: "x@y".into(), ..ContactInput::default() }, READING)
            .unwrap_err();
        assert_eq!(
            faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>(),
            ["contact_name", "email", "legal_basis"]
        );
        let input = ContactInput {
            contact_name: "Eva Novák".into(),
            legal_basis: "consent".into(),
            ..ContactInput::default()
        };
        assert_eq!(check_contact(&input, READING).unwrap().legal_basis, LegalBasis::Consent);
    }

    #[test]
    fn an_interaction_is_dated_as_people_say_it() {
        let today = date(2021, 6, 15);
        let typed = |held_on: &str, next_step: &str, next_due: &str| {
            let input = InteractionTyped {
                channel: "call".into(),
                held_on: held_on.into(),
                summary: "Appel".into(),
                next_step: next_step.into(),
                next_due: next_due.into(),
            };
            check_interaction(&input, Language::French, today)
        };
        assert_eq!(typed("", "", "").unwrap().held_on, today);
        assert_eq!(typed("3 juin", "Relancer", "fin juin").unwrap().next_due, Some(date(2021, 6, 30)));
        assert_eq!(typed("16/06/2021", "", "").unwrap_err().0[0].message, "error-held-on");
        assert_eq!(typed("", "Relancer", "").unwrap_err().0[0].message, "error-next-due");
        assert_eq!(typed("", "", "fin juin").unwrap_err().0[0].message, "error-next-step");
    }

    #[test]
    fn no_text_is_longer_than_its_field() {
        let long = || "x".repeat(5000);
        let contact = ContactInput {
            contact_name: long(),
            job: long(),
            email: format!("{}@exemple.fr", long()),
            phone: long(),
            legal_basis: "consent".into(),
            ..ContactInput::default()
        };
        let interaction = InteractionTyped {
            channel: "call".into(),
            held_on: long(),
            summary: long(),
            next_step: long(),
            next_due: long(),
        };
        let today = date(2021, 6, 15);
        for faults in [
            check_contact(&contact, READING).unwrap_err(),
            check_interaction(&interaction, Language::French, today).unwrap_err(),
        ] {
            assert!(faults.0.len() == 4 && faults.0.iter().all(|fault| fault.message == "error-too-long"));
        }
    }
}
