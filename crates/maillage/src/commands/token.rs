//! `token create`: an API token from the command line.

use std::process::ExitCode;

use clap::Subcommand;
use platform::access::Actor;

use super::{present, refused, say};
use crate::account::create_token_for;
use crate::frame::Scope;
use crate::settings::Settings;

/// What to do with API tokens.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Create a token for an account and print it: it is shown once.
    Create {
        /// The address that signs in.
        email: String,
        /// What the token is called on the account's page.
        #[arg(long, default_value = "ligne de commande")]
        name: String,
        /// Whether it may change things too.
        #[arg(long)]
        write: bool,
        /// Whether it may run the instance too, for an account that does.
        #[arg(long)]
        administer: bool,
        /// After how many days it ends.
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let Action::Create { email, name, write, administer, days } = action;
    let scope = match (administer, write) {
        (true, _) => Scope::Administer,
        (false, true) => Scope::Write,
        (false, false) => Scope::Read,
    };
    let database = present(settings).await?;
    let token = database
        .write(move |tx| {
            create_token_for(tx, &Actor::system(tx.ids().clock().now()), &email, &name, scope, days)
        })
        .await
        .map_err(|problem| refused(settings, &problem))?;
    say(token.secret());
    Ok(ExitCode::SUCCESS)
}
