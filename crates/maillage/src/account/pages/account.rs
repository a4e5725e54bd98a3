//! My account: who I am here, my password, my sessions, my API tokens.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::web::{Faults, Page, Problem, ProblemKind};

use super::super::model::{AccountId, ApiToken, Credentials, Seat, Session};
use super::super::rules::{TOKEN_DAYS, device};
use super::super::storage::{accounts, seats, sessions, tokens};
use super::tokens::TokenInput;
use super::{Asked, day, moment, own_session};
use crate::frame::{App, Caller, Frame, Me, Scope, Select};
use crate::settings::Provider;

/// What was typed in one of the page's forms, and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    /// The token asked for.
    pub token: TokenInput,
    /// The faults of any form.
    pub faults: Faults,
}

#[derive(Template)]
#[template(path = "account/pages/account.html")]
pub struct Account {
    frame: Frame,
    me: Me,
    found: Credentials,
    seats: Vec<Seat>,
    sessions: Vec<Session>,
    tokens: Vec<ApiToken>,
    current: String,
    typed: Typed,
    providers: Vec<Provider>,
}

impl Account {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }

    fn day(&self, at: &Timestamp) -> String {
        day(&self.frame, at)
    }

    fn device(&self, session: &Session) -> String {
        let t = &self.frame.t;
        match device(session.user_agent.as_deref().unwrap_or_default()) {
            (Some(browser), Some(system)) => t.with2("account-device", "browser", browser, "system", system),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => t.text("account-device-unknown").to_owned(),
        }
    }

    /// How it was opened.
    fn method(&self, session: &Session) -> String {
        let t = &self.frame.t;
        let by = match &session.provider {
            Some(key) => t.with("account-session-provider", "provider", self.provider(key)),
            None => t.keyed("account-session-by-", session.method.key()),
        };
        match session.second_factor {
            Some(second) => format!("{by} {}", t.keyed("account-session-and-", second.key())),
            None => by,
        }
    }

    fn provider<'a>(&'a self, key: &'a str) -> &'a str {
        self.providers.iter().find(|provider| provider.key == key).map_or(key, |provider| &provider.label)
    }

    fn is_current(&self, session: &Session) -> bool {
        session.token_hash == self.current
    }

    fn is_acting(&self, seat: &Seat) -> bool {
        self.me.actor.seat() == Some(seat.id)
    }

    fn scopes(&self, token: &ApiToken) -> String {
        self.frame.t.keyed("token-access-", Scope::furthest(&token.scopes).key())
    }

    fn accesses(&self) -> Vec<Select> {
        let one = |scope: &Scope| Select {
            key: scope.key().into(),
            label: self.frame.t.keyed("token-access-", scope.key()),
            chosen: self.typed.token.token_access == scope.key(),
        };
        let may = |scope: &&Scope| **scope < Scope::Administer || self.me.runs_instance();
        Scope::ALL.iter().filter(may).map(one).collect()
    }

    fn lives(&self) -> Vec<Select> {
        let chosen = &self.typed.token.token_days;
        let one = |days: i64| Select {
            key: days.to_string(),
            label: self.frame.t.with("account-token-days", "n", days),
            chosen: *chosen == days.to_string(),
        };
        TOKEN_DAYS.map(one).into()
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<Account>, Problem> {
    page(&app, &caller, StatusCode::OK, Typed::default(), asked.done).await
}

/// The page again, with what is wrong.
pub async fn again(app: &App, caller: &Caller, typed: Typed) -> Result<Page<Account>, Problem> {
    page(app, caller, StatusCode::UNPROCESSABLE_ENTITY, typed, None).await
}

async fn page(
    app: &App,
    caller: &Caller,
    status: StatusCode,
    typed: Typed,
    done: Option<String>,
) -> Result<Page<Account>, Problem> {
    let current = own_session(caller)?;
    let (me, (found, seats, sessions, tokens)) = app
        .read(caller, |r, me| {
            let (account, now) = (AccountId(me.account), me.actor.at);
            let found = accounts::by_id(r, account)?.ok_or(ProblemKind::NotFound)?;
            Ok((
                found,
                seats::of_account(r, account, now)?,
                sessions::list(r, account, now)?,
                tokens::list(r, account, now)?,
            ))
        })
        .await?;
    let providers = app.settings.providers.clone();
    let frame =
        Frame { path: "/account".into(), ..Frame::new(app, caller, me.clone(), "account") }.done(done);
    Ok(Page(status, Account { frame, me, found, seats, sessions, tokens, current, typed, providers }))
}
