//! Requests of people about their data: types and rules.

use jiff::Timestamp;
use jiff::civil::Date;
use platform::access::RecordId;
use platform::database::FromRow;
use platform::dates::later;
use platform::text::tidy;
use platform::web::Faults;
use platform::{id, text_enum};
use serde::Deserialize;

use super::contact::{past, plausible};
use super::rules::Reading;
use crate::frame::personal::{Held, LINES, Subject, Surety};

id!(/// A request about personal data.
    RequestId);

text_enum! {
    /// What is asked.
    pub enum RequestKind {
        /// To read what is held (RGPD, article 15).
        Access = "access",
        /// To have it corrected (article 16).
        Rectification = "rectification",
        /// To have it erased (article 17).
        Erasure = "erasure",
        /// To object (article 21).
        Objection = "objection",
    }
}

/// A request as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RequestInput {
    /// What is asked.
    pub request: String,
    /// The record of the person, when it is known.
    pub person: String,
    /// First name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The address from which it was asked, or by which the person is known.
    pub email: String,
    /// When it was received; today when empty.
    pub received_on: String,
}

/// A request, checked.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// What is asked.
    pub kind: RequestKind,
    /// The record of the person.
    pub person: Option<RecordId>,
    /// First name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The address.
    pub email: Option<String>,
    /// When it was received.
    pub received_on: Date,
    /// When it must be answered.
    pub due_on: Date,
}

/// A request, read.
#[derive(Clone, Debug, FromRow)]
pub struct DataRequest {
    /// Its identifier.
    pub id: RequestId,
    /// What is asked.
    pub kind: RequestKind,
    /// The record of the person.
    pub person: Option<RecordId>,
    /// First name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The address.
    pub email: Option<String>,
    /// When it was received.
    pub received_on: Date,
    /// When it must be answered.
    pub due_on: Date,
    /// How the identity was checked.
    pub identity_note: Option<String>,
    /// Why two months more were taken.
    pub extension_reason: Option<String>,
    /// `answered` or `refused`, once closed.
    pub outcome: Option<String>,
    /// What was answered, or why it was refused.
    pub answer_note: Option<String>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Why nothing may be erased.
    pub hold: Option<String>,
}

impl DataRequest {
    /// First name and name.
    pub fn name(&self) -> String {
        super::model::full_name(&self.given_name, &self.family_name)
    }

    /// The person that it is about.
    pub fn subject(&self) -> Subject {
        Subject::new(self.person, &self.given_name, &self.family_name, self.email.as_deref())
    }
}

/// What one feature holds that may be about the person of a request.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its key in messages: `holding-` and this.
    pub key: &'static str,
    /// Whether nothing of it is kept for a reason.
    pub erasable: bool,
    /// The lines, the surest first.
    pub lines: Vec<Line>,
}

/// Something that may be about the person.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub held: Held,
    /// Whether it goes into the answer, and is erased.
    pub chosen: bool,
    /// Whether somebody said so; otherwise it is as it was found.
    pub decided: bool,
}

impl Group {
    /// Those that are his.
    pub fn chosen(&self) -> impl Iterator<Item = &Held> {
        self.lines.iter().filter(|line| line.chosen).map(|line| &line.held)
    }

    /// How many bear his name alone, and wait for somebody to say whose they are.
    pub fn undecided(&self) -> usize {
        self.lines.iter().filter(|line| !line.decided && line.held.surety == Surety::Name).count()
    }

    /// Whether there may be others that are not shown.
    pub fn is_full(&self) -> bool {
        i64::try_from(self.lines.len()).is_ok_and(|count| count >= LINES)
    }
}

/// One month (RGPD, article 12.3).
pub fn due_on(received_on: Date) -> Date {
    later(received_on, 0, 1).unwrap_or(received_on)
}

/// Two months more.
pub fn extended(received_on: Date) -> Date {
    later(received_on, 0, 3).unwrap_or(received_on)
}

/// A request, checked.
pub fn check_request(input: &RequestInput, reading: Reading) -> Result<NewRequest, Faults> {
    let mut faults = Faults::default();
    let (given_name, family_name) = (tidy(&input.given_name), tidy(&input.family_name));
    let email = Some(tidy(&input.email)).filter(|email| !email.is_empty());
    faults.longer(&[
        ("given_name", &given_name, 100),
        ("family_name", &family_name, 100),
        ("email", email.as_deref().unwrap_or_default(), 254),
        ("received_on", &input.received_on, 100),
    ]);
    if family_name.is_empty() {
        faults.add("family_name", "error-required");
    }
    if email.as_ref().is_some_and(|email| !plausible(email)) {
        faults.add("email", "error-email");
    }
    let kind = RequestKind::from_key(&input.request);
    if kind.is_none() {
        faults.add("request", "error-choice");
    }
    let received_on = past(&mut faults, reading, "received_on", &input.received_on).unwrap_or(reading.today);
    match kind {
        Some(kind) if faults.0.is_empty() => Ok(NewRequest {
            kind,
            person: input.person.parse().ok(),
            given_name,
            family_name,
            email,
            received_on,
            due_on: due_on(received_on),
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_month_then_two_more() {
        for (received, due, latest) in [
            (date(2021, 1, 31), date(2021, 2, 28), date(2021, 4, 30)),
            (date(2021, 6, 15), date(2021, 7, 15), date(2021, 9, 15)),
        ] {
            assert_eq!((due_on(received), extended(received)), (due, latest));
        }
    }
}
