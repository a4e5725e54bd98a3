//! `user add`: an account from the command line, for the first administrator above all.

use std::process::ExitCode;

use clap::Subcommand;
use platform::access::Actor;
use platform::i18n::Language;

use super::{database, problem, say};
use crate::account::{Invitation, NewUser, add_user, email};
use crate::directory::{Family, NewMember, defaults, found_member, member_named};
use crate::frame::rights::Role;
use crate::settings::Settings;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Add a person to an organisation, which is made a member if it is not one, and print the link to choose a password.
    Add {
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
        /// `fr` or `en`.
        #[arg(long, default_value = "fr")]
        language: String,
        /// Whether the account runs the instance.
        #[arg(long)]
        administrator: bool,
    },
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let Action::Add {
        email: address,
        given_name,
        family_name,
        organisation,
        role,
        family,
        language,
        administrator,
    } = action;
    let address = email(&address).ok_or_else(|| anyhow::anyhow!("{address} is not an e-mail address"))?;
    let role = Role::from_key(&role)
        .ok_or_else(|| anyhow::anyhow!("{role} is not a role: reader, officer, manager, administrator"))?;
    let family = Family::from_key(&family).ok_or_else(|| anyhow::anyhow!("{family} is not a family"))?;
    let language =
        Language::from_code(&language).ok_or_else(|| anyhow::anyhow!("{language} is neither fr nor en"))?;
    let database = database(settings).await?;
    let (_, token) = database
        .write(move |tx| {
            let system = Actor::system(tx.ids().clock().now());
            // A member keeps its family: only a new one is given that of the option.
            let (id, family) = match member_named(tx, &organisation)? {
                Some(known) => known,
                None => (found_member(tx, &system, &new_member(&organisation, family))?, family),
            };
            let invitation = Invitation {
                given_name: given_name.clone(),
                family_name: family_name.clone(),
                email: address.clone(),
                role,
                organisation: id,
                public_member: defaults(family).public,
            };
            add_user(tx, &system, &NewUser { invitation, language, administrator })
        })
        .await
        .map_err(problem)?;
    say(format!("{}/invitations/{}", settings.public_url, token.secret()));
    Ok(ExitCode::SUCCESS)
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
        provenance: None,
    }
}
