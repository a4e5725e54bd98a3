//! The ways in which one's account opens: providers, passkeys, and whether the password still does.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::web::{Faults, Page, Problem, ProblemKind};

use super::super::model::{AccountId, Credentials, Identified, Passkey};
use super::super::storage::{accounts, identities, passkeys};
use super::{Asked, moment, own_session};
use crate::frame::{App, Caller, Frame};
use crate::settings::Provider;

const PATH: &str = "/account/methods";

#[derive(Template)]
#[template(path = "account/pages/methods.html")]
pub struct Methods {
    frame: Frame,
    found: Credentials,
    identities: Vec<Identified>,
    providers: Vec<Provider>,
    passkeys: Vec<Passkey>,
    faults: Faults,
}

impl Methods {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    /// What the button of the provider says; its address when it is no longer in the settings.
    fn label<'a>(&'a self, identity: &'a Identified) -> &'a str {
        let known = self.providers.iter().find(|provider| provider.issuer == identity.issuer);
        known.map_or(&identity.issuer, |provider| &provider.label)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<Methods>, Problem> {
    page(&app, &caller, StatusCode::OK, Faults::default(), asked.done).await
}

/// The page again: the password given was not the right one.
pub async fn wrong_password(app: &App, caller: &Caller) -> Result<Page<Methods>, Problem> {
    let mut faults = Faults::default();
    faults.add("current_password", "error-current-password");
    again(app, caller, faults).await
}

/// The page again, with what is wrong.
pub async fn again(app: &App, caller: &Caller, faults: Faults) -> Result<Page<Methods>, Problem> {
    page(app, caller, StatusCode::UNPROCESSABLE_ENTITY, faults, None).await
}

async fn page(
    app: &App,
    caller: &Caller,
    status: StatusCode,
    faults: Faults,
    done: Option<String>,
) -> Result<Page<Methods>, Problem> {
    own_session(caller)?;
    let (me, (found, identities, passkeys)) = app
        .read(caller, |r, me| {
            let account = AccountId(me.account);
            let found = accounts::by_id(r, account)?.ok_or(ProblemKind::NotFound)?;
            Ok((found, identities::list(r, account)?, passkeys::list(r, account)?))
        })
        .await?;
    let frame = Frame { path: PATH.into(), ..Frame::new(app, caller, me, "account") }.done(done);
    let providers = app.settings.providers.clone();
    Ok(Page(status, Methods { frame, found, identities, providers, passkeys, faults }))
}
