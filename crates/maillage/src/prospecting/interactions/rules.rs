//! Pure rules of interactions: what may be typed, and what it means.

use jiff::civil::Date;
use platform::access::{Actor, Level};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::text::{tidy, tidy_lines};
use platform::web::Faults;
use serde::Deserialize;

use super::super::contacts::{ContactInput, NewContact, check_contact};
use super::model::{Channel, Interaction, MeetingInput, NewInteraction};
use crate::directory::people::Reading;
use crate::frame::rights::SHARE_ALL;

/// The most names that one form may give in one line.
pub const MOST_NAMES: usize = 10;

/// An interaction as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InteractionTyped {
    /// How.
    pub channel: String,
    /// When, as people say it; today when empty.
    pub held_on: String,
    /// What was said.
    pub summary: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, as people say it.
    pub next_due: String,
}

impl From<&MeetingInput> for InteractionTyped {
    fn from(input: &MeetingInput) -> Self {
        Self {
            channel: input.channel.clone(),
            held_on: input.held_on.clone(),
            summary: input.summary.clone(),
            next_step: input.next_step.clone(),
            next_due: input.next_due.clone(),
        }
    }
}

fn optional(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then_some(text)
}

/// The day on which something was said: the last of those that a loose date names and that have come. What is still to come
/// is none.
pub fn held(faults: &mut Faults, reading: Reading, text: &str) -> Option<Date> {
    let Some(text) = optional(text) else { return Some(reading.today) };
    let Ok(date) = ImpreciseDate::parse(&text, reading.language, reading.today, MissingYear::Last) else {
        faults.add("held_on", "error-held-on");
        return None;
    };
    let begins = date.earliest().unwrap_or(date.latest());
    if begins > reading.today {
        faults.add_with("held_on", "error-held-future", "day", &begins);
        return None;
    }
    Some(date.latest().min(reading.today))
}

/// The date by which the next step is due, as stated.
pub fn due(faults: &mut Faults, reading: Reading, text: &str) -> Option<ImpreciseDate> {
    let text = optional(text)?;
    let date = ImpreciseDate::parse(&text, reading.language, reading.today, MissingYear::Next).ok();
    if date.is_none() {
        faults.add("next_due", "error-when");
    }
    date
}

/// An interaction, checked. A step that is due counts by its last day.
pub fn check_interaction(input: &InteractionTyped, reading: Reading) -> Result<NewInteraction, Faults> {
    let mut faults = Faults::default();
    let (summary, next_step) = (tidy_lines(&input.summary), optional(&input.next_step));
    faults.longer(&[
        ("held_on", &input.held_on, 100),
        ("summary", &summary, 4000),
        ("next_step", next_step.as_deref().unwrap_or_default(), 300),
        ("next_due", &input.next_due, 100),
    ]);
    if !faults.0.is_empty() {
        return Err(faults);
    }
    let channel = Channel::from_key(&input.channel);
    if channel.is_none() {
        faults.add("channel", "error-choice");
    }
    let held_on = held(&mut faults, reading, &input.held_on);
    if summary.is_empty() {
        faults.add("summary", "error-required");
    }
    let dated = optional(&input.next_due).is_some();
    if next_step.is_some() && !dated {
        faults.add("next_due", "error-next-due");
    }
    let next_due = due(&mut faults, reading, &input.next_due).map(|date| date.latest());
    if next_due.zip(held_on).is_some_and(|(due, held)| due < held) {
        faults.add("next_due", "error-due-before");
    }
    if next_step.is_none() && dated {
        faults.add("next_step", "error-next-step");
    }
    match (channel, held_on) {
        (Some(channel), Some(held_on)) if faults.0.is_empty() => {
            Ok(NewInteraction { channel, held_on, summary, next_step, next_due })
        }
        _ => Err(faults),
    }
}

/// Somebody met for the first time, if the form names one.
pub fn check_newcomer(input: &MeetingInput, reading: Reading) -> Result<Option<NewContact>, Faults> {
    let typed = [&input.contact_name, &input.job, &input.email, &input.legal_basis];
    if typed.iter().all(|text| tidy(text).is_empty()) {
        return Ok(None);
    }
    let contact = ContactInput {
        contact_name: input.contact_name.clone(),
        job: input.job.clone(),
        email: input.email.clone(),
        legal_basis: input.legal_basis.clone(),
        ..ContactInput::default()
    };
    check_contact(&contact, reading).map(Some)
}

/// Whether somebody may correct an interaction or withdraw it: who noted it, and who answers for the officers of the
/// organisation, since people leave.
pub fn may_amend(said: &Interaction, level: Level, actor: &Actor) -> bool {
    let own = actor.account().map(|account| account.to_string());
    level >= Level::Contribute && ((own.is_some() && own == said.account) || actor.may(SHARE_ALL))
}

/// The names that stand in a line, each once.
pub fn names(line: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in line.split([';', '\n']).map(tidy).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::i18n::Language;

    use super::*;

    const READING: Reading = Reading { language: Language::French, today: date(2021, 6, 15) };

    fn typed(held_on: &str, next_step: &str, next_due: &str) -> Result<NewInteraction, Faults> {
        let input = InteractionTyped {
            channel: "call".into(),
            held_on: held_on.into(),
            summary: "Appel".into(),
            next_step: next_step.into(),
            next_due: next_due.into(),
        };
        check_interaction(&input, READING)
    }

    #[test]
    fn an_interaction_is_dated_as_people_say_it() {
        assert_eq!(typed("", "", "").unwrap().held_on, READING.today);
        assert_eq!(typed("3 juin", "Relancer", "fin juin").unwrap().next_due, Some(date(2021, 6, 30)));
        assert_eq!(typed("", "Relancer", "").unwrap_err().0[0].message, "error-next-due");
        assert_eq!(typed("", "", "fin juin").unwrap_err().0[0].message, "error-next-step");
    }

    /// Issue 4, bad input: what is still to come was not said yet; of a month that has begun, the days that have come count.
    #[test]
    fn nothing_was_said_in_the_future() {
        for (held_on, found) in [
            ("16/06/2021", Err("error-held-future")),
            ("juillet 2021", Err("error-held-future")),
            ("n’importe quoi", Err("error-held-on")),
            ("juin 2021", Ok(READING.today)),
            ("mai 2021", Ok(date(2021, 5, 31))),
        ] {
            let read = typed(held_on, "", "");
            let read = read.map(|said| said.held_on).map_err(|faults| faults.0[0].message);
            assert_eq!(read, found, "{held_on}");
        }
    }

    #[test]
    fn no_text_is_longer_than_its_field() {
        let long = "x".repeat(5000);
        let input = InteractionTyped {
            channel: "call".into(),
            held_on: long.clone(),
            summary: long.clone(),
            next_step: long.clone(),
            next_due: long,
        };
        let faults = check_interaction(&input, READING).unwrap_err();
        assert!(faults.0.len() == 4 && faults.0.iter().all(|fault| fault.message == "error-too-long"));
    }

    #[test]
    fn somebody_new_is_named_with_a_reason_to_keep_his_data() {
        let named = |name: &str, basis: &str| MeetingInput {
            contact_name: name.into(),
            legal_basis: basis.into(),
            ..MeetingInput::default()
        };
        assert_eq!(check_newcomer(&named("", ""), READING), Ok(None));
        assert_eq!(check_newcomer(&named("Eva", ""), READING).unwrap_err().0[0].field, "legal_basis");
        assert_eq!(check_newcomer(&named("", "consent"), READING).unwrap_err().0[0].field, "contact_name");
        assert_eq!(check_newcomer(&named("Eva", "consent"), READING).unwrap().unwrap().name, "Eva");
    }

    #[test]
    fn names_stand_in_one_line() {
        assert_eq!(names(" Écluse ;Cigale\n; Écluse"), ["Écluse", "Cigale"]);
    }
}
