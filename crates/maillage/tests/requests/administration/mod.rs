//! Administration across organisations, each subject in its file; and what their tests share with others.

mod accesses;
mod capabilities;
mod glass;
mod inviting;
mod leaving;
mod members;

use maillage::account::{Invitation, NewUser, Purpose, add_user, by_email, personal_link};
use maillage::directory::member_named;
use maillage::frame::rights::Role;
use platform::access::Actor;
use platform::database::Query;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};

use super::client::{Instance, Persona};

pub const ODILE: &str = "odile.perrin@operations.example";
pub const ALIX: &str = "alix.faure@provence.example";

/// Somebody of an organisation beside the personas, with a browser.
pub async fn newcomer<'i>(
    instance: &'i Instance,
    organisation: &'static str,
    email: &'static str,
    role: Role,
) -> Persona<'i> {
    let made = instance.database.write(move |tx| {
        let system = Actor::system(tx.ids().clock().now());
        let organisation = member_named(tx, organisation)?.ok_or(ProblemKind::NotFound)?.0;
        let (given_name, rest) = email.split_once('.').ok_or(ProblemKind::NotFound)?;
        let invitation = Invitation {
            title: None,
            given_name: given_name.to_owned(),
            family_name: rest.split('@').next().unwrap_or_default().to_owned(),
            email: email.to_owned(),
            role,
            organisation,
            public_member: true,
        };
        add_user(tx, &system, &NewUser { invitation, language: Language::French, administrator: false })
            .map(drop)
    });
    made.await.unwrap();
    enter(instance, email).await
}

/// Somebody who is there, with a browser.
pub async fn enter<'i>(instance: &'i Instance, email: &'static str) -> Persona<'i> {
    let link = instance.database.write(move |tx| {
        let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
        Ok::<_, Problem>(personal_link(tx, account, Purpose::Demo, Purpose::Demo.life())?)
    });
    instance.enter(&link.await.unwrap()).await
}

/// The address of a link that signs somebody in.
pub async fn link(instance: &Instance, email: &'static str) -> String {
    let link = instance.database.write(move |tx| {
        let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
        Ok::<_, Problem>(personal_link(tx, account, Purpose::Demo, Purpose::Demo.life())?)
    });
    format!("/sign-in/link/{}", link.await.unwrap().secret())
}

/// Changes the database behind the program's back.
pub async fn run(instance: &Instance, sql: &'static str) {
    instance.database.write(move |tx| Query::new(sql).execute(tx).map(drop)).await.unwrap();
}

/// The identifier at the end of where an answer leads.
pub fn led_to(location: Option<&String>) -> String {
    location.unwrap().split('?').next().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// The mails that left.
pub fn sent(instance: &Instance) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(&instance.folder) else { return Vec::new() };
    let read = |entry: std::fs::DirEntry| std::fs::read(entry.path()).unwrap();
    let mails = folder.map(Result::unwrap).filter(|entry| entry.path().is_file());
    mails.map(|entry| plain(&read(entry))).collect()
}

/// A mail without the encoding of its letters.
fn plain(mail: &[u8]) -> String {
    let mut text = Vec::new();
    let mut rest = mail;
    while let Some((byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match (byte, hex) {
            (b'=', Some("\r\n")) => rest = &after[2..],
            (b'=', Some(pair)) if u8::from_str_radix(pair, 16).is_ok() => {
                text.push(u8::from_str_radix(pair, 16).unwrap());
                rest = &after[2..];
            }
            _ => {
                text.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}
