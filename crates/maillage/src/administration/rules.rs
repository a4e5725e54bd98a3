//! Pure rules of administration.

use platform::text::tidy;
use platform::web::Faults;
use serde::Deserialize;

use crate::account::{Invitation, email};
use crate::directory::OrganisationId;
use crate::frame::rights::Role;

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
    let email = email(&typed.email);
    if email.is_none() {
        faults.add("email", "error-email");
    }
    let role = Role::from_key(&typed.role);
    if role.is_none() {
        faults.add("role", "error-choice");
    }
    match (email, role) {
        (Some(email), Some(role)) => {
            faults.or(Invitation { given_name, family_name, email, role, organisation, public_member })
        }
        _ => Err(faults),
    }
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
}
