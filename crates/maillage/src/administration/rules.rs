//! Pure rules of administration.

use jiff::SignedDuration;
use platform::access::Rights;
use platform::text::tidy;
use platform::web::Faults;
use serde::Deserialize;

use crate::account::{Invitation, KeyInput, email};
use crate::directory::OrganisationId;
use crate::frame::rights::{CAPABILITIES, Role};

/// An invitation as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// Address.
    pub email: String,
    /// The key of a role.
    pub role: String,
    /// The organisation shown on the page.
    pub organisation: String,
    /// The title on a visiting card.
    pub title: String,
    /// The known person that it is, or `another`.
    pub person: String,
}

/// An invitation into this organisation, checked. Every fault is named at once.
pub fn check_invitation(
    typed: &Typed,
    organisation: OrganisationId,
    public_member: bool,
) -> Result<Invitation, Faults> {
    let mut faults = Faults::default();
    let mut name = |field, text: &str| {
        let text = tidy(text);
        faults.longer(&[(field, &text, 100)]);
        if text.is_empty() {
            faults.add(field, "error-required");
        }
        text
    };
    let (given_name, family_name) =
        (name("given_name", &typed.given_name), name("family_name", &typed.family_name));
    let title = tidy(&typed.title);
    faults.longer(&[("title", &title, 100)]);
    let email = email(&typed.email);
    if email.is_none() {
        faults.add("email", "error-email");
    }
    let role = Role::from_key(&typed.role);
    if role.is_none() {
        faults.add("role", "error-choice");
    }
    match (email, role) {
        (Some(email), Some(role)) => faults.or(Invitation {
            given_name,
            family_name,
            email,
            role,
            title: (!title.is_empty()).then_some(title),
            organisation,
            public_member,
        }),
        _ => Err(faults),
    }
}

/// How long the glass may be broken for, in hours.
pub const GLASS_HOURS: [i64; 4] = [1, 4, 24, 72];
/// A shorter reason says nothing to the one who reads it.
const SHORTEST_REASON: usize = 20;

/// What the form that breaks the glass sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GlassInput {
    /// An identifier or a reference.
    pub record: String,
    /// An organisation, instead of a record.
    pub organisation: String,
    /// The role to act with there.
    pub role: String,
    /// Why.
    pub reason: String,
    /// For how many hours.
    pub hours: String,
    /// The code of the second step.
    pub code: String,
    /// The answer of a passkey, instead of the code.
    #[serde(flatten)]
    pub key: KeyInput,
}

/// What is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One record, by its identifier or its reference: all its facts are read, none is changed.
    Record(String),
    /// An organisation, as one of its people.
    Organisation(OrganisationId, Role),
}

/// The glass to be broken, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaking {
    /// What for.
    pub reach: Reach,
    /// Why.
    pub reason: String,
    /// For how long.
    pub length: SignedDuration,
}

/// The glass as somebody asks to break it. Every fault is named at once; the code or the key is checked elsewhere.
pub fn check_glass(input: &GlassInput) -> Result<Breaking, Faults> {
    let mut faults = Faults::default();
    let (record, organisation, reason) =
        (tidy(&input.record), tidy(&input.organisation), tidy(&input.reason));
    faults.longer(&[("record", &record, 60), ("reason", &reason, 300)]);
    let reach = match (record.is_empty(), organisation.is_empty()) {
        (false, true) => Some(Reach::Record(record)),
        (true, false) => match (organisation.parse(), Role::from_key(&input.role)) {
            // An administrator of the organisation would manage its people: nothing that needs the glass.
            (Ok(_), None | Some(Role::Administrator)) => {
                faults.add("role", "error-choice");
                None
            }
            (Ok(id), Some(role)) => Some(Reach::Organisation(id, role)),
            (Err(_), _) => {
                faults.add("organisation", "error-choice");
                None
            }
        },
        (true, true) => {
            faults.add("record", "error-glass-what");
            None
        }
        (false, false) => {
            faults.add("record", "error-glass-both");
            None
        }
    };
    if reason.chars().count() < SHORTEST_REASON {
        faults.add_with("reason", "error-glass-reason", "n", &SHORTEST_REASON);
    }
    let hours = input.hours.parse().ok().filter(|hours| GLASS_HOURS.contains(hours));
    if hours.is_none() {
        faults.add("hours", "error-choice");
    }
    if input.code.trim().is_empty() && !input.key.is_given() {
        faults.add("code", "error-glass-proof");
    }
    match (reach, hours) {
        (Some(reach), Some(hours)) => {
            faults.or(Breaking { reach, reason, length: SignedDuration::from_hours(hours) })
        }
        _ => Err(faults),
    }
}

/// What each role is wanted to do, from the boxes ticked: `officer.share-all`.
pub fn wanted(ticked: &[String]) -> Vec<(Role, Rights)> {
    let of = |role: &Role| {
        CAPABILITIES
            .iter()
            .filter(|one| ticked.iter().any(|box_| *box_ == format!("{}.{}", role.key(), one.key)))
            .fold(Rights::NONE, |all, one| all.with(one.right))
    };
    Role::ALL.iter().map(|role| (*role, of(role))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_names_all_its_faults_at_once() {
        let organisation = OrganisationId(platform::Uuid::nil());
        let good = Typed {
            given_name: " Claire ".into(),
            family_name: "Vidal".into(),
            email: "C.Vidal@exemple.fr".into(),
            role: "officer".into(),
            ..Typed::default()
        };
        let checked = check_invitation(&good, organisation, true).unwrap();
        assert_eq!(
            (checked.given_name.as_str(), checked.email.as_str(), checked.role),
            ("Claire", "c.vidal@exemple.fr", Role::Officer)
        );
        let faults = |typed: &Typed| {
            check_invitation(typed, organisation, true)
                .map_err(|faults| faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>())
        };
        assert_eq!(faults(&Typed::default()).unwrap_err(), ["given_name", "family_name", "email", "role"]);
        assert_eq!(faults(&Typed { role: "king".into(), ..good.clone() }).unwrap_err(), ["role"]);
        assert_eq!(faults(&Typed { family_name: "x".repeat(101), ..good }).unwrap_err(), ["family_name"]);
    }

    #[test]
    fn the_glass_is_broken_for_one_thing_with_a_reason_and_an_end() {
        let good = GlassInput {
            record: "PP-2026-0001".into(),
            reason: "Plainte reçue du référent, ticket 12".into(),
            hours: "4".into(),
            code: "123456".into(),
            ..GlassInput::default()
        };
        let checked = check_glass(&good).unwrap();
        assert_eq!(checked.reach, Reach::Record("PP-2026-0001".into()));
        assert_eq!(checked.length, SignedDuration::from_hours(4));
        let id = platform::Uuid::nil().to_string();
        let organisation = |role: &str| GlassInput {
            record: String::new(),
            organisation: id.clone(),
            role: role.into(),
            ..good.clone()
        };
        assert!(check_glass(&organisation("reader")).is_ok());
        for (input, field) in [
            (GlassInput { organisation: id.clone(), ..good.clone() }, "record"),
            (GlassInput { record: String::new(), ..good.clone() }, "record"),
            (organisation("administrator"), "role"),
            (GlassInput { reason: "à voir".into(), ..good.clone() }, "reason"),
            (GlassInput { hours: "1000".into(), ..good.clone() }, "hours"),
            (GlassInput { code: " ".into(), ..good.clone() }, "code"),
        ] {
            assert_eq!(check_glass(&input).unwrap_err().0[0].field, field);
        }
    }
}
