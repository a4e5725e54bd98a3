//! What the screens read: documents and statements as the page of sources does, members as a public member's directory
//! and their sheets.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use platform::access::{Actor, Identity, Level, Rights};
use platform::database::{Error, Reader, Result};
use platform::dates::ImpreciseDate;
use platform::figures::Figure;

use super::super::PERSONAS;
use crate::account::{by_email, seats_of};
use crate::directory::people::{self, Person, PersonFilter, PersonRow};
use crate::directory::registers::{Composition, Register};
use crate::directory::{self, Card, Filter, Organisation, Surroundings};
use crate::plan::{Heading, headings};
use crate::reference::sources::{self, Document, Statement};
use crate::steering::counting::Year;
use crate::steering::{Now, View};

/// More than the demonstration has organisations.
const ALL: i64 = 1000;

/// What was read.
pub struct Shown {
    pub documents: Vec<Document>,
    pub statements: Vec<Statement>,
    /// The members that a text names, by their line in the list and their sheet.
    pub named: Vec<(Card, Organisation, Surroundings)>,
    /// The registers, each at the day of the last thing published of it.
    pub registers: Vec<(Register, Composition)>,
    /// The people whom a text names, by their line in the list and their sheet.
    pub people: Vec<(PersonRow, Person)>,
    /// The axes and programmes of the organisation that runs the plan.
    pub headings: Vec<Heading>,
    /// The year of its plan, as one steers by it.
    pub plan: View,
}

impl Shown {
    /// Reads it all, for the first persona.
    pub fn read(reader: &Reader, now: Timestamp) -> Result<Self> {
        let actor = public_member(reader, now)?;
        let mut named = Vec::new();
        for card in directory::list(reader, &actor, &Filter::default(), None, ALL)? {
            let (sheet, level, around) = directory::whole(reader, &actor, card.id)?.ok_or(Error::Missing)?;
            // The sheet says where its facts were read to those who read it.
            if !around.provenance.is_empty() && level >= Level::Read {
                named.push((card, sheet, around));
            }
        }
        let mut known = Vec::new();
        for row in people::list(reader, &actor, &PersonFilter::default(), None, ALL)? {
            let (sheet, _) = people::find(reader, &actor, row.id)?.ok_or(Error::Missing)?;
            if sheet.provenance.outlet.is_some() {
                known.push((row, sheet));
            }
        }
        let mut registers = Vec::new();
        for register in directory::registers::listed(reader, &actor, None, ALL)? {
            let today = now.to_zoned(TimeZone::UTC).date();
            let whole = directory::registers::whole(reader, &actor, register.id, today)?;
            let (_, _, _, published) = whole.ok_or(Error::Missing)?;
            let day = published.iter().map(|one| one.as_of.latest()).max().ok_or(Error::Missing)?;
            let whole = directory::registers::whole(reader, &actor, register.id, day)?;
            let (register, _, composition, _) = whole.ok_or(Error::Missing)?;
            registers.push((register, composition));
        }
        let headings = headings(reader, &actor)?;
        let at = Now { at: now, zone: TimeZone::UTC };
        let plan = View::read(reader, &actor, Year::of(2021), &at)?;
        let (documents, statements) = (sources::documents(reader)?, sources::statements(reader)?);
        Ok(Self { documents, statements, named, registers, people: known, headings, plan })
    }

    /// The organisation that bears a name, with what surrounds it.
    pub fn organisation(&self, name: &str) -> Result<(&Organisation, &Surroundings)> {
        let found = self.named.iter().find(|(_, sheet, _)| sheet.name == name);
        found.map(|(_, sheet, around)| (sheet, around)).ok_or_else(|| Error::Decode(format!("no {name}")))
    }

    /// A register by its name.
    pub fn register(&self, name: &str) -> Result<&(Register, Composition)> {
        let found = self.registers.iter().find(|(register, _)| register.name == name);
        found.ok_or_else(|| Error::Decode(format!("no register {name}")))
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
        let lists = move |around: &Surroundings| {
            around
                .provenance
                .iter()
                .any(|read| read.document.as_deref() == Some(document) && read.note.is_none())
        };
        self.named
            .iter()
            .filter(move |(_, sheet, around)| sheet.member && lists(around))
            .map(|(_, sheet, _)| sheet)
    }
}

/// The first persona, who acts for a public member.
fn public_member(reader: &Reader, now: Timestamp) -> Result<Actor> {
    let account = by_email(reader, &PERSONAS[0].email())?.ok_or(Error::Missing)?.account;
    let seat = seats_of(reader, account, now)?.into_iter().next().ok_or(Error::Missing)?;
    let identity =
        Identity::Member { account: account.0, seat: seat.id, acting_for: seat.organisation.group() };
    Actor::member(reader, identity, Rights::NONE, now)?.ok_or(Error::Missing)
}
