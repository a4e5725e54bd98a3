//! Pure rules of contacts: what may be typed of a contact.

use platform::text::tidy;
use platform::web::Faults;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{ContactRole, LegalBasis, NewContact};
use crate::directory::people::Reading;
use crate::directory::people::classes::DataClass;
use crate::directory::people::contact::{past, plausible};

/// A contact as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ContactInput {
    /// First name and name.
    pub contact_name: String,
    /// Job.
    pub job: String,
    /// What he weighs in the decision: `decision-maker`, `project-lead`, `adviser`, `site-selector`, `human-resources`,
    /// `finance`, `technical`, `assistant` or `other`.
    pub contact_role: String,
    /// `yes` for whom one calls first.
    pub main_contact: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Why the data may be kept: `legitimate-interest`, `consent` or `contract`.
    pub legal_basis: String,
    /// Why the person is kept; a business contact when it is not said.
    pub data_class: String,
    /// When the person was informed, as people say it.
    pub informed_on: String,
    /// Where these data come from.
    pub found_in: String,
    /// When he left the company, as people say it.
    pub left_on: String,
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
        ("left_on", &input.left_on, 100),
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
    let role = ContactRole::from_key(&input.contact_role);
    if role.is_none() && !input.contact_role.is_empty() {
        faults.add("contact_role", "error-choice");
    }
    let left_on = past(&mut faults, reading, "left_on", &input.left_on);
    let main = input.main_contact == "yes";
    if main && left_on.is_some() {
        faults.add("main_contact", "error-main-left");
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
            let contact = NewContact::named(name, legal_basis);
            Ok(NewContact { job, role, main, left_on, email, phone, class, informed_on, source, ..contact })
        }
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::i18n::Language;

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
    fn who_left_is_not_called_first() {
        let input = |main: &str, left_on: &str| ContactInput {
            contact_name: "Eva Novák".into(),
            legal_basis: "consent".into(),
            contact_role: "finance".into(),
            main_contact: main.into(),
            left_on: left_on.into(),
            ..ContactInput::default()
        };
        let gone = check_contact(&input("", "mai 2021"), READING).unwrap();
        assert_eq!((gone.role, gone.left_on), (Some(ContactRole::Finance), Some(date(2021, 5, 31))));
        for (typed, field, message) in [
            (input("yes", "mai 2021"), "main_contact", "error-main-left"),
            (input("", "2022"), "left_on", "error-to-come"),
            (ContactInput { contact_role: "king".into(), ..input("", "") }, "contact_role", "error-choice"),
        ] {
            let faults = check_contact(&typed, READING).unwrap_err();
            assert_eq!((faults.0[0].field, faults.0[0].message), (field, message));
        }
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
        let faults = check_contact(&contact, READING).unwrap_err();
        assert!(faults.0.len() == 4 && faults.0.iter().all(|fault| fault.message == "error-too-long"));
    }
}
