//! The mails that accounts cause. Subjects name nobody but the instance.

use std::sync::Arc;

use platform::database::{Result, Transaction};
use platform::i18n::{Arg, Catalogue, Language, Text};
use platform::jobs::{self, Job};
use platform::mail::{Mail, Mailer};
use platform::web::Token;

use super::model::Credentials;
use crate::frame::App;

/// The kind of the job that sends a mail; its payload is the [`Mail`].
pub const MAIL: &str = "mail";

/// What a mail is written with.
#[derive(Clone)]
pub struct Letters {
    /// The messages.
    pub catalogue: Arc<Catalogue>,
    /// The name of the instance.
    pub instance: String,
    /// The address of the instance, without a slash at the end.
    pub address: String,
}

impl Letters {
    /// Those of this instance.
    pub fn of(app: &App) -> Self {
        Self {
            catalogue: app.catalogue.clone(),
            instance: app.settings.instance_name.clone(),
            address: app.settings.public_url.clone(),
        }
    }

    fn text(&self, language: Language) -> Text {
        Text::new(self.catalogue.clone(), language)
    }

    /// The address of an invitation.
    pub fn invitation_url(&self, token: &Token) -> String {
        format!("{}/invitations/{}", self.address, token.secret())
    }

    /// The address of a demonstration's link.
    pub fn demo_url(&self, token: &Token) -> String {
        format!("{}/sign-in/link/{}", self.address, token.secret())
    }

    pub(super) fn invitation(&self, to: &Credentials, organisation: &str, token: &Token) -> Mail {
        let t = self.text(to.language);
        let body =
            t.format("account-mail-invitation", self.args(to, organisation, &self.invitation_url(token)));
        self.mail(&t, to, t.with("account-mail-invitation-subject", "instance", &self.instance), &body)
    }

    pub(super) fn seat_opened(&self, to: &Credentials, organisation: &str) -> Mail {
        let t = self.text(to.language);
        let body = t.format(
            "account-mail-seat-opened",
            self.args(to, organisation, &format!("{}/account", self.address)),
        );
        self.mail(&t, to, t.with("account-mail-seat-subject", "instance", &self.instance), &body)
    }

    pub(super) fn seat_ended(&self, to: &Credentials, organisation: &str) -> Mail {
        let t = self.text(to.language);
        let body = t.format("account-mail-seat-ended", self.args(to, organisation, ""));
        self.mail(&t, to, t.with("account-mail-seat-subject", "instance", &self.instance), &body)
    }

    pub(super) fn reset(&self, to: &Credentials, token: &Token) -> Mail {
        let t = self.text(to.language);
        let url = format!("{}/password-reset/{}", self.address, token.secret());
        let body = t.format("account-mail-reset", self.args(to, "", &url));
        self.mail(&t, to, t.with("account-mail-reset-subject", "instance", &self.instance), &body)
    }

    pub(super) fn password_changed(&self, to: &Credentials) -> Mail {
        let t = self.text(to.language);
        let body = t.format(
            "account-mail-password-changed",
            self.args(to, "", &format!("{}/password-reset", self.address)),
        );
        self.mail(&t, to, t.with("account-mail-security-subject", "instance", &self.instance), &body)
    }

    pub(super) fn codes_changed(&self, to: &Credentials, asked: bool) -> Mail {
        let t = self.text(to.language);
        let args = self.args(to, "", &format!("{}/account", self.address));
        let body = if asked {
            t.format("account-mail-codes-enabled", args)
        } else {
            t.format("account-mail-codes-disabled", args)
        };
        self.mail(&t, to, t.with("account-mail-security-subject", "instance", &self.instance), &body)
    }

    fn args<'a>(
        &'a self,
        to: &Credentials,
        organisation: &'a str,
        url: &str,
    ) -> Vec<(&'static str, Arg<'a>)> {
        let instance = Arg::from(&self.instance);
        vec![
            ("name", Arg::from(to.name())),
            ("organisation", Arg::from(organisation)),
            ("url", Arg::from(url.to_owned())),
            ("instance", instance),
        ]
    }

    fn mail(&self, t: &Text, to: &Credentials, subject: String, body: &str) -> Mail {
        let end = t.with2("account-mail-end", "instance", &self.instance, "address", &self.address);
        Mail { to: to.email.clone(), subject, body: format!("{body}\n\n-- \n{end}\n") }
    }
}

/// Asks for a mail to be sent once the transaction is committed.
pub fn post(tx: &Transaction, mail: &Mail) -> Result<()> {
    let payload = serde_json::to_value(mail).map_err(platform::database::Error::decode)?;
    jobs::enqueue(tx, MAIL, &payload).map(drop)
}

/// Sends the mail of a job of the kind [`MAIL`]. Sent twice, it is received twice.
pub async fn send_mail(mailer: Mailer, job: Job) -> Result<(), String> {
    let mail: Mail =
        serde_json::from_str(&job.payload).map_err(|error| format!("the mail cannot be read: {error}"))?;
    mailer.send(&mail).await
}
