//! The mails that accounts cause. Subjects name nobody but the instance. A mail is written when it leaves: what waits, or
//! was put aside, holds no personal link.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use platform::database::{Error, Reader, Result, Transaction};
use platform::dates::{day_with_year, time_of_day};
use platform::i18n::{Arg, Catalogue, Language, Text};
use platform::jobs::{self, Job};
use platform::mail::Mail;
use platform::web::Token;
use serde::{Deserialize, Serialize};

use super::model::{AccountId, Credentials, Purpose};
use super::storage::{accounts, links, seats};
use crate::directory::circles::{News, Notice};
use crate::directory::duplicates::proposals;
use crate::frame::{App, Theme};

/// The kind of the job that sends a mail; its payload is the [`Letter`].
pub const MAIL: &str = "mail";

/// A mail to be written: to whom, about what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// The account.
    pub to: AccountId,
    /// What it says.
    pub about: About,
}

/// What a mail says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// A seat in an organisation, and a link to choose a first password when there is none.
    Invitation(String),
    /// The end of a seat in an organisation.
    SeatEnded(String),
    /// The end to come of a seat in an organisation.
    SeatEnds {
        /// The organisation.
        organisation: String,
        /// When.
        at: Timestamp,
    },
    /// Somebody was seated in an organisation by whoever runs the instance: for those who answer for it.
    SeatedFromOutside {
        /// The organisation.
        organisation: String,
        /// Who was seated.
        name: String,
    },
    /// Whoever runs the instance took access for a time: for those who answer for the organisation.
    GlassBroken {
        /// The organisation.
        organisation: String,
        /// Who took it.
        name: String,
        /// Why, in his words.
        reason: String,
        /// Until when.
        until: Timestamp,
    },
    /// A link to choose another password.
    Reset,
    /// Another password was chosen.
    PasswordChanged,
    /// A code is asked for from now on.
    CodesAsked,
    /// No code is asked for any more.
    CodesRemoved,
    /// A recovery code was used.
    RecoveryUsed,
    /// A provider opens the account from now on.
    ProviderLinked,
    /// A provider no longer opens the account.
    ProviderUnlinked,
    /// A passkey opens the account from now on.
    PasskeyAdded,
    /// A passkey no longer opens the account.
    PasskeyRemoved,
    /// A passkey seems to be copied.
    PasskeyCopied,
}

/// Asks for a mail to be written and sent once the transaction is committed.
pub fn post(tx: &Transaction, to: AccountId, about: About) -> Result<()> {
    let payload = serde_json::to_value(Letter { to, about }).map_err(Error::decode)?;
    jobs::enqueue(tx, MAIL, &payload).map(drop)
}

/// Writes and sends the mail of a job of the kind [`MAIL`]. Tried again, it carries another link.
pub async fn send_mail(app: App, job: Job) -> Result<(), String> {
    let letter: Letter =
        serde_json::from_str(&job.payload).map_err(|error| format!("the mail cannot be read: {error}"))?;
    let letters = Letters::of(&app);
    let mail = app.database.write(move |tx| letters.write(tx, &letter)).await;
    match mail.map_err(|error| error.to_string())? {
        Some(mail) => app.mailer.send(&mail).await,
        None => Ok(()),
    }
}

/// Writes and sends what somebody is told of a circle, in a job of the kind [`NOTICE`](crate::directory::circles::NOTICE).
pub async fn send_notice(app: App, job: Job) -> Result<(), String> {
    let notice: Notice =
        serde_json::from_str(&job.payload).map_err(|error| format!("the mail cannot be read: {error}"))?;
    let (letters, now) = (Letters::of(&app), app.database.ids().clock().now());
    let mail = app.database.read(|r| letters.notice(r, &notice, now)).await;
    match mail.map_err(|error| error.to_string())? {
        Some(mail) => app.mailer.send(&mail).await,
        None => Ok(()),
    }
}

/// Writes and sends what somebody is told of a proposed merge, in a job of its kind.
pub async fn send_merge_notice(app: App, job: Job) -> Result<(), String> {
    let told: proposals::Notice =
        serde_json::from_str(&job.payload).map_err(|error| format!("the mail cannot be read: {error}"))?;
    let (letters, now) = (Letters::of(&app), app.database.ids().clock().now());
    let mail = app.database.read(|r| letters.of_merge(r, &told, now)).await;
    match mail.map_err(|error| error.to_string())? {
        Some(mail) => app.mailer.send(&mail).await,
        None => Ok(()),
    }
}

/// What a mail is written with.
#[derive(Clone)]
pub struct Letters {
    /// The messages.
    pub catalogue: Arc<Catalogue>,
    /// The name of the instance.
    pub instance: String,
    /// How it presents itself: whom to write to, at the foot.
    pub theme: Arc<Theme>,
    /// The address of the instance, without a slash at the end.
    pub address: String,
    /// The zone in which moments are said.
    pub zone: TimeZone,
}

impl Letters {
    /// Those of this instance.
    pub fn of(app: &App) -> Self {
        Self {
            catalogue: app.catalogue.clone(),
            instance: app.instance_name(),
            theme: app.themes.now(),
            address: app.settings.public_url.clone(),
            zone: app.settings.zone(),
        }
    }

    /// The mail, with a link of its own where it needs one; none if the account was closed meanwhile.
    pub fn write(&self, tx: &Transaction, letter: &Letter) -> Result<Option<Mail>> {
        let Some(to) = accounts::by_id(tx, letter.to)? else { return Ok(None) };
        let link = |purpose: Purpose| links::personal_link(tx, to.account, purpose, purpose.life());
        Ok(Some(match &letter.about {
            About::Invitation(organisation) if to.password_hash.is_none() => {
                self.invitation(&to, organisation, &link(Purpose::Invitation)?)
            }
            About::Invitation(organisation) => self.seat_opened(&to, organisation),
            About::SeatEnded(organisation) => self.seat_ended(&to, organisation),
            About::SeatEnds { organisation, at } => self.seat_ends(&to, organisation, *at),
            About::SeatedFromOutside { organisation, name } => {
                self.seated_from_outside(&to, organisation, name)
            }
            About::GlassBroken { organisation, name, reason, until } => {
                self.glass_broken(&to, organisation, name, reason, *until)
            }
            About::Reset => self.reset(&to, &link(Purpose::Reset)?),
            About::PasswordChanged => self.password_changed(&to),
            About::CodesAsked => self.codes_changed(&to, "account-mail-codes-enabled"),
            About::CodesRemoved => self.codes_changed(&to, "account-mail-codes-disabled"),
            About::RecoveryUsed => self.codes_changed(&to, "account-mail-recovery-used"),
            About::ProviderLinked => self.codes_changed(&to, "account-mail-provider-linked"),
            About::ProviderUnlinked => self.codes_changed(&to, "account-mail-provider-unlinked"),
            About::PasskeyAdded => self.codes_changed(&to, "account-mail-passkey-added"),
            About::PasskeyRemoved => self.codes_changed(&to, "account-mail-passkey-removed"),
            About::PasskeyCopied => self.codes_changed(&to, "account-mail-passkey-copied"),
        }))
    }

    /// What somebody is told of a circle, without its name; none if he acts from that seat no more.
    pub fn notice(&self, reader: &Reader, notice: &Notice, now: Timestamp) -> Result<Option<Mail>> {
        let Some((account, organisation)) = seats::acting_from(reader, notice.seat, now)? else {
            return Ok(None);
        };
        let Some(to) = accounts::by_id(reader, account)? else { return Ok(None) };
        let t = self.text(to.language);
        let url = match notice.news {
            // The circle may be closed to them: its page would not be found.
            News::Refused | News::Withdrawn => format!("{}/circles", self.address),
            _ => format!("{}/circles/{}", self.address, notice.circle),
        };
        let mut args = self.args(&to, &organisation, &url);
        args.push(("who", Arg::from(&notice.who)));
        let body = match notice.news {
            News::Invited => t.format("account-mail-circle-invited", args),
            News::Withdrawn => t.format("account-mail-circle-withdrawn", args),
            News::Accepted => t.format("account-mail-circle-accepted", args),
            News::Refused => t.format("account-mail-circle-refused", args),
            News::Asked => t.format("account-mail-circle-asked", args),
            News::Joined => t.format("account-mail-circle-joined", args),
            News::Declined => t.format("account-mail-circle-declined", args),
        };
        let subject = t.with("account-mail-circle-subject", "instance", &self.instance);
        Ok(Some(self.mail(&t, &to, subject, &body)))
    }

    /// What somebody is told of a proposed merge, without a name; none if he acts from that seat no more.
    pub fn of_merge(
        &self,
        reader: &Reader,
        told: &proposals::Notice,
        now: Timestamp,
    ) -> Result<Option<Mail>> {
        let Some((account, organisation)) = seats::acting_from(reader, told.seat, now)? else {
            return Ok(None);
        };
        let Some(to) = accounts::by_id(reader, account)? else { return Ok(None) };
        let t = self.text(to.language);
        let url = match told.news {
            // What was shown for the time of an answer is not found any more.
            proposals::News::Withdrawn => format!("{}/duplicates", self.address),
            _ => format!("{}/duplicates/proposals/{}", self.address, told.proposal),
        };
        let mut args = self.args(&to, &organisation, &url);
        args.push(("who", Arg::from(&told.who)));
        let body = match told.news {
            proposals::News::Proposed => t.format("account-mail-merge-proposed", args),
            proposals::News::Accepted => t.format("account-mail-merge-accepted", args),
            proposals::News::Declined => t.format("account-mail-merge-declined", args),
            proposals::News::Withdrawn => t.format("account-mail-merge-withdrawn", args),
            proposals::News::Undone => t.format("account-mail-merge-undone", args),
        };
        let subject = t.with("account-mail-merge-subject", "instance", &self.instance);
        Ok(Some(self.mail(&t, &to, subject, &body)))
    }

    /// A mail of another feature: its subject and its body, in the language of whoever it goes to; none if the account was closed.
    pub fn to(
        &self,
        reader: &Reader,
        account: AccountId,
        write: impl FnOnce(&Text, &Credentials) -> (String, String),
    ) -> Result<Option<Mail>> {
        let Some(to) = accounts::by_id(reader, account)? else { return Ok(None) };
        let t = self.text(to.language);
        let (subject, body) = write(&t, &to);
        Ok(Some(self.mail(&t, &to, subject, &body)))
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

    fn invitation(&self, to: &Credentials, organisation: &str, token: &Token) -> Mail {
        let t = self.text(to.language);
        let body =
            t.format("account-mail-invitation", self.args(to, organisation, &self.invitation_url(token)));
        self.mail(&t, to, t.with("account-mail-invitation-subject", "instance", &self.instance), &body)
    }

    fn seat_opened(&self, to: &Credentials, organisation: &str) -> Mail {
        let t = self.text(to.language);
        let body = t.format(
            "account-mail-seat-opened",
            self.args(to, organisation, &format!("{}/account", self.address)),
        );
        self.mail(&t, to, t.with("account-mail-seat-subject", "instance", &self.instance), &body)
    }

    fn seat_ended(&self, to: &Credentials, organisation: &str) -> Mail {
        let t = self.text(to.language);
        let body = t.format("account-mail-seat-ended", self.args(to, organisation, ""));
        self.mail(&t, to, t.with("account-mail-seat-subject", "instance", &self.instance), &body)
    }

    fn seat_ends(&self, to: &Credentials, organisation: &str, at: Timestamp) -> Mail {
        let t = self.text(to.language);
        let mut args = self.args(to, organisation, "");
        args.push(("until", Arg::from(self.moment(&t, at))));
        let body = t.format("account-mail-seat-ends", args);
        self.mail(&t, to, t.with("account-mail-seat-subject", "instance", &self.instance), &body)
    }

    fn moment(&self, t: &Text, at: Timestamp) -> String {
        let at = at.to_zoned(self.zone.clone());
        format!("{}, {}", day_with_year(at.date(), t.language), time_of_day(at.time(), t.language))
    }

    fn seated_from_outside(&self, to: &Credentials, organisation: &str, who: &str) -> Mail {
        let t = self.text(to.language);
        let mut args = self.args(to, organisation, &format!("{}/administration/people", self.address));
        args.push(("who", Arg::from(who)));
        let body = t.format("account-mail-seated-outside", args);
        self.mail(&t, to, t.with("account-mail-seat-subject", "instance", &self.instance), &body)
    }

    fn glass_broken(
        &self,
        to: &Credentials,
        organisation: &str,
        who: &str,
        reason: &str,
        until: Timestamp,
    ) -> Mail {
        let t = self.text(to.language);
        let mut args = self.args(to, organisation, &format!("{}/accesses", self.address));
        let end = self.moment(&t, until);
        args.extend([("who", Arg::from(who)), ("reason", Arg::from(reason)), ("until", Arg::from(end))]);
        let body = t.format("account-mail-glass", args);
        self.mail(&t, to, t.with("account-mail-glass-subject", "instance", &self.instance), &body)
    }

    fn reset(&self, to: &Credentials, token: &Token) -> Mail {
        let t = self.text(to.language);
        let url = format!("{}/password-reset/{}", self.address, token.secret());
        let body = t.format("account-mail-reset", self.args(to, "", &url));
        self.mail(&t, to, t.with("account-mail-reset-subject", "instance", &self.instance), &body)
    }

    fn password_changed(&self, to: &Credentials) -> Mail {
        let t = self.text(to.language);
        let body = t.format(
            "account-mail-password-changed",
            self.args(to, "", &format!("{}/password-reset", self.address)),
        );
        self.mail(&t, to, t.with("account-mail-security-subject", "instance", &self.instance), &body)
    }

    fn codes_changed(&self, to: &Credentials, message: &str) -> Mail {
        let t = self.text(to.language);
        let body = t.format(message, self.args(to, "", &format!("{}/account", self.address)));
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
        let mut end = t.with2("account-mail-end", "instance", &self.instance, "address", &self.address);
        if let Some(support) = &self.theme.support {
            end = format!("{end}\n{}", t.with("account-mail-support", "address", support));
        }
        if let Some(address) = &self.theme.data_protection {
            end = format!("{end}\n{}", t.with("account-mail-data-protection", "address", address));
        }
        Mail { to: to.email.clone(), subject, body: format!("{body}\n\n-- \n{end}\n") }
    }
}
