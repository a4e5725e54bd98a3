//! What is typed of a team, checked.

use platform::text::{tidy, tidy_lines};
use platform::web::Faults;
use serde::{Deserialize, Serialize};

use super::super::rules::LONGEST_REASON;
use super::model::{InterestNature, Role};

/// Somebody to add to the team, as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default)]
pub struct MemberInput {
    /// His address, or his first name and name.
    pub person: String,
    /// `territory-correspondent`, `partner-contributor`, `expert` or `observer`.
    pub role: String,
    /// Why: it is shown to those who manage the project.
    pub reason: String,
}

/// Somebody to add to the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    /// His address, or his first name and name.
    pub person: String,
    /// What he does.
    pub role: Role,
    /// Why.
    pub reason: String,
}

/// Checks who is to be added.
pub fn check_member(input: &MemberInput) -> Result<NewMember, Faults> {
    let mut faults = Faults::default();
    let (person, reason) = (tidy(&input.person), tidy(&input.reason));
    faults.longer(&[("team_person", &person, LONGEST_REASON), ("reason", &reason, LONGEST_REASON)]);
    if person.is_empty() {
        faults.add("team_person", "error-required");
    }
    if reason.is_empty() {
        faults.add("reason", "error-reason");
    }
    let role = Role::from_key(&input.role);
    if role.is_none() {
        faults.add("team_role", "error-choice");
    }
    match role {
        Some(role) if faults.0.is_empty() => Ok(NewMember { person, role, reason }),
        _ => Err(faults),
    }
}

/// What binds somebody to a project, as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default)]
pub struct InterestInput {
    /// `none`, `shareholder`, `employer-of-kin`, `competing-site` or `other`.
    pub interest: String,
    /// In words; due when something binds him.
    pub detail: String,
}

/// What binds somebody to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    /// Its nature.
    pub nature: InterestNature,
    /// In words.
    pub detail: Option<String>,
}

/// Checks a declaration.
pub fn check_interest(input: &InterestInput) -> Result<Interest, Faults> {
    let mut faults = Faults::default();
    let detail = tidy_lines(&input.detail);
    faults.longer(&[("detail", &detail, 1000)]);
    let nature = InterestNature::from_key(&input.interest);
    match nature {
        None => faults.add("interest", "error-choice"),
        Some(nature) if nature != InterestNature::None && detail.is_empty() => {
            faults.add("detail", "error-interest-detail");
        }
        Some(_) => {}
    }
    match nature {
        Some(nature) if faults.0.is_empty() => {
            Ok(Interest { nature, detail: Some(detail).filter(|text| !text.is_empty()) })
        }
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_says_what_it_is_about() {
        let checked = |interest: &str, detail: &str| {
            let input = InterestInput { interest: interest.into(), detail: detail.into() };
            check_interest(&input).map_err(|faults| faults.0[0].field)
        };
        assert!(checked("none", "").is_ok_and(|one| one.nature == InterestNature::None));
        assert!(checked("shareholder", "5 %").is_ok());
        assert_eq!(checked("shareholder", " "), Err("detail"));
        assert_eq!(checked("moon", "x"), Err("interest"));
        assert_eq!(checked("", ""), Err("interest"));
    }

    #[test]
    fn a_member_has_a_role_and_a_reason() {
        let faults = check_member(&MemberInput::default()).unwrap_err();
        let fields: Vec<&str> = faults.0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["team_person", "reason", "team_role"]);
    }
}
