//! The shared state, and the one way to the database from a handler.

use std::ops::Deref;
use std::sync::Arc;

use platform::access::Actor;
use platform::database::{Database, Error, Reader, Transaction};
use platform::files::Store;
use platform::i18n::{Catalogue, Language, Text};
use platform::idempotency::{answered, once};
use platform::mail::Mailer;
use platform::web::{PostContext, Problem, ProblemKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::accesses::Accesses;
use super::caller::{Caller, Me};
use super::links::Registry;
use super::storage;
use super::theme::Themes;
use crate::settings::Settings;

/// The shared state of the instance. Cloning it shares it.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What handlers reach through an [`App`].
#[derive(Clone)]
pub struct Shared {
    /// The data.
    pub database: Database,
    /// The messages of both languages.
    pub catalogue: Arc<Catalogue>,
    /// How the instance is set.
    pub settings: Arc<Settings>,
    /// How mails leave.
    pub mailer: Mailer,
    /// What was read and is not written down yet.
    pub accesses: Accesses,
    /// Where attached files are.
    pub files: Store,
    /// How the instance presents itself.
    pub themes: Themes,
    /// What links features together.
    pub registry: Registry,
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl From<Shared> for App {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl App {
    /// The messages in a language.
    pub fn text(&self, language: Language) -> Text {
        Text::new(self.catalogue.clone(), language)
    }

    /// The name of the instance: that of its theme, otherwise that of its settings.
    pub fn instance_name(&self) -> String {
        self.themes.now().name.clone().unwrap_or_else(|| self.settings.instance_name.clone())
    }

    /// Reads for the person who calls: `work` receives who that is. Nobody signed in is [`ProblemKind::SignIn`].
    pub async fn read<T>(
        &self,
        caller: &Caller,
        work: impl FnOnce(&Reader, &Me) -> Result<T, Problem>,
    ) -> Result<(Me, T), Problem> {
        let now = self.database.ids().clock().now();
        self.database
            .read(|r| {
                let me = storage::identify(r, caller, now)?.ok_or(ProblemKind::SignIn)?;
                caller.tell(&me);
                let value = work(r, &me)?;
                Ok((me, value))
            })
            .await
    }

    /// Changes the data for the person who calls. A form shown while acting for another organisation is refused.
    pub async fn write<T, F>(&self, caller: &Caller, context: &PostContext, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&Transaction, &Me) -> Result<T, Problem> + Send + 'static,
    {
        let now = self.database.ids().clock().now();
        let (caller, acting) = (caller.clone(), context.acting.clone());
        self.database
            .write(move |tx| {
                let me = storage::identify(tx, &caller, now)?.ok_or(ProblemKind::SignIn)?;
                caller.tell(&me);
                if acting.as_ref().is_some_and(|acting| *acting != me.organisation.to_string()) {
                    return Err(ProblemKind::ActingElsewhere.into());
                }
                work(tx, &me)
            })
            .await
    }

    /// Does what a form asks, once: the same form sent again changes nothing and is answered as the first time. A secret
    /// that the answer does not serialise is not said again.
    pub async fn submit<T, F>(&self, caller: &Caller, context: &PostContext, work: F) -> Result<T, Problem>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: Fn(&Transaction, &Me) -> Result<T, Problem> + Send + 'static,
    {
        let sent = context.clone();
        self.write(caller, context, move |tx, me| {
            let mut first = None;
            let kept = once(tx, &me.actor, sent.once.as_deref(), &sent.raw, || {
                let answer = work(tx, me)?;
                let kept = serde_json::to_string(&answer).map_err(Error::decode)?;
                first = Some(answer);
                Ok::<_, Problem>(kept)
            })?;
            match first {
                Some(answer) => Ok(answer),
                None => Ok(serde_json::from_str(&kept).map_err(Error::decode)?),
            }
        })
        .await
    }

    /// Whether this very form was sent before, and done.
    pub async fn answered(&self, caller: &Caller, context: &PostContext) -> Result<bool, Problem> {
        let key = context.once.as_deref();
        let (_, kept) = self.read(caller, |r, me| Ok(answered(r, &me.actor, key, &context.raw)?)).await?;
        Ok(kept)
    }

    /// The actor that the public is, now.
    pub fn public(&self) -> Actor {
        Actor::public(self.database.ids().clock().now())
    }
}
