//! What the screens read: documents and statements as the page of sources does, members as a public member's directory
//! and their sheets.

use jiff::Timestamp;
use platform::access::{Actor, Identity, Level, Rights};
use platform::database::{Error, Reader, Result};
use platform::dates::ImpreciseDate;
use platform::figures::Figure;

use super::super::PERSONAS;
use crate::account::{by_email, seats_of};
use crate::directory::{self, Card, Organisation};
use crate::reference::sources::{self, Document, Statement};

/// More than the demonstration has members.
const ALL: i64 = 1000;

/// What was read.
pub struct Shown {
    pub documents: Vec<Document>,
    pub statements: Vec<Statement>,
    /// The members that a text names, by their line in the list and their sheet.
    pub named: Vec<(Card, Organisation)>,
}

impl Shown {
    /// Reads it all, for the first persona.
    pub fn read(reader: &Reader, now: Timestamp) -> Result<Self> {
        let actor = public_member(reader, now)?;
        let mut named = Vec::new();
        for card in directory::members(reader, &actor, None, None, ALL)? {
            let (sheet, level) = directory::find(reader, &actor, card.id)?.ok_or(Error::Missing)?;
            // The sheet says where its facts were read to those who read it.
            if sheet.provenance.is_some() && level >= Level::Read {
                named.push((card, sheet));
            }
        }
        Ok(Self { documents: sources::documents(reader)?, statements: sources::statements(reader)?, named })
    }

    /// What is stated under a code.
    pub fn stated(&self, code: &str) -> Result<&Statement> {
        let found = self.statements.iter().find(|statement| statement.code == code);
        found.ok_or_else(|| Error::Decode(format!("nothing is stated under {code}")))
    }

    /// The figure stated under a code.
    pub fn figure(&self, code: &str) -> Result<&Figure> {
        self.stated(code)?.figure().ok_or_else(|| Error::Decode(format!("{code} is not a figure")))
    }

    /// The date stated under a code.
    pub fn date(&self, code: &str) -> Result<&ImpreciseDate> {
        self.stated(code)?.date().ok_or_else(|| Error::Decode(format!("{code} is not a date")))
    }

    /// The members that a document names. Who is only its host is not of its list.
    pub fn named_in<'s>(&'s self, document: &'s str) -> impl Iterator<Item = &'s Organisation> {
        let lists = move |sheet: &&Organisation| {
            read_in(sheet).any(|word| word == document) && read_in(sheet).all(|word| word != "hôte")
        };
        self.named.iter().map(|(_, sheet)| sheet).filter(lists)
    }
}

/// The words that say where an organisation was read.
fn read_in(sheet: &Organisation) -> impl Iterator<Item = &str> {
    sheet.provenance.as_deref().unwrap_or_default().split(", ")
}

/// The first persona, who acts for a public member.
fn public_member(reader: &Reader, now: Timestamp) -> Result<Actor> {
    let account = by_email(reader, &PERSONAS[0].email())?.ok_or(Error::Missing)?.account;
    let seat = seats_of(reader, account, now)?.into_iter().next().ok_or(Error::Missing)?;
    let identity =
        Identity::Member { account: account.0, seat: seat.id, acting_for: seat.organisation.group() };
    Actor::member(reader, identity, Rights::NONE, now)?.ok_or(Error::Missing)
}
