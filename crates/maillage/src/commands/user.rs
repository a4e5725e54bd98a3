//! `user add`: an account from the command line, for the first administrator above all.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use platform::access::Actor;
use platform::database::Transaction;
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::{Faults, Problem};

use super::{messages, present, refused, say};
use crate::account::{Added, NewUser, add_user};
use crate::administration::{Typed, check_invitation};
use crate::directory::{Family, NewMember, OrganisationId, defaults, found_member, member_named};
use crate::frame::one_of;
use crate::frame::rights::Role;
use crate::settings::Settings;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Add a person to an organisation, which is made a member if it is not one, and print the link to choose a password.
    Add(Person),
}

/// The person, the organisation and the role.
#[derive(Clone, Debug, Args)]
pub struct Person {
    /// The address that signs in.
    email: String,
    /// First name.
    #[arg(long)]
    given_name: String,
    /// Name.
    #[arg(long)]
    family_name: String,
    /// The organisation's name.
    #[arg(long)]
    organisation: String,
    /// `reader`, `officer`, `manager` or `administrator`.
    #[arg(long, default_value = "officer")]
    role: String,
    /// The family of a new organisation: `local-authority`, `public-body`, `major-partner`, `attractiveness` or `company`.
    #[arg(long, default_value = "attractiveness")]
    family: String,
    /// The language of their pages, `fr` or `en`: that of the settings if it is not said.
    #[arg(long)]
    language: Option<String>,
    /// Whether the account runs the instance; one that is there already may be given it.
    #[arg(long)]
    administrator: bool,
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let Action::Add(person) = action;
    let (spoken, administrator) = (settings.spoken(), person.administrator);
    let database = present(settings).await?;
    let added = database.write(move |tx| add(tx, &person, spoken)).await;
    let (added, founded) = added.map_err(|problem| refused(settings, &problem))?;
    let t = messages(settings)?;
    if let Some(name) = founded {
        say(t.with("command-founded", "name", name));
    }
    if administrator {
        say(t.text("command-runs-instance"));
    }
    match added.link {
        Some(link) => say(format!("{}/invitations/{}", settings.public_url, link.secret())),
        None => say(t.text("command-has-password")),
    }
    Ok(ExitCode::SUCCESS)
}

/// Adds somebody; beside the outcome, the name of the organisation that this founded.
fn add(tx: &Transaction, person: &Person, spoken: Language) -> Result<(Added, Option<String>), Problem> {
    let system = Actor::system(tx.ids().clock().now());
    let roles: Vec<_> = Role::ALL.iter().map(|role| role.key()).collect();
    one_of("role", Some(&person.role), Role::from_key, &roles)?;
    let codes = Language::ALL.map(Language::code);
    let language = one_of("language", person.language.as_deref(), Language::from_code, &codes)?;
    let (organisation, family, founded) = organisation(tx, &system, person)?;
    let typed = Typed {
        given_name: person.given_name.clone(),
        family_name: person.family_name.clone(),
        email: person.email.clone(),
        role: person.role.clone(),
        ..Typed::default()
    };
    let invitation = check_invitation(&typed, organisation, defaults(family).public)?;
    let (language, administrator) = (language.unwrap_or(spoken), person.administrator);
    let added = add_user(tx, &system, &NewUser { invitation, language, administrator })?;
    Ok((added, founded))
}

/// The member of this name, made if there is none, and its name then. A member keeps its family: only a new one is given that
/// of the option.
fn organisation(
    tx: &Transaction,
    system: &Actor,
    person: &Person,
) -> Result<(OrganisationId, Family, Option<String>), Problem> {
    let families: Vec<_> = Family::ALL.iter().map(|family| family.key()).collect();
    let family = one_of("family", Some(&person.family), Family::from_key, &families)?;
    let family = family.unwrap_or(Family::Attractiveness);
    let name = tidy(&person.organisation);
    let mut faults = Faults::default();
    faults.longer(&[("organisation", &name, 200)]);
    if name.is_empty() {
        faults.add("organisation", "error-required");
    }
    let name = faults.or(name)?;
    if let Some((id, family)) = member_named(tx, &name)? {
        return Ok((id, family, None));
    }
    Ok((found_member(tx, system, &new_member(&name, family))?, family, Some(name)))
}

fn new_member(name: &str, family: Family) -> NewMember {
    let category = if family == Family::Company { "firm" } else { "agency" };
    NewMember {
        name: name.to_owned(),
        short_name: None,
        family,
        category,
        country: "FR".into(),
        city: None,
        fictitious: false,
        provenance: Vec::new(),
    }
}
