//! The answer to a request, for the person: what is held, why, for how long, who is shown it, and the rights that stand (RGPD,
//! article 15). To print, and as data that another program reads (article 20). Only what was said to be his goes into it.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::PrincipalId;
use platform::database::Reader;
use platform::dates::{ImpreciseDate, day_with_year};
use platform::i18n::Text;
use platform::text::normalise;
use platform::web::{Page, Problem, disposition};
use serde_json::{Value, json};

use super::super::classes::{ClassRule, DataClass};
use super::super::request::{DataRequest, Group, RequestId};
use super::super::storage::recipients::{self, Opened, Recipient};
use super::super::storage::requests;
use super::request::{gather, id_of};
use super::requests::in_session;
use crate::frame::accesses::{Taken, Way};
use crate::frame::personal::{Held, Values};
use crate::frame::rights::PUBLIC_MEMBERS;
use crate::frame::{App, Caller, Frame, Me};
use crate::reference::country_name;

/// The kind under which the log of accesses notes an answer that was taken.
const KIND: &str = "data-request";

/// What is said to the person.
struct Answer {
    request: DataRequest,
    groups: Vec<Group>,
    recipients: Vec<Recipient>,
    opened: Vec<Opened>,
}

impl Answer {
    fn read(app: &App, reader: &Reader, me: &Me, id: RequestId) -> Result<Self, Problem> {
        in_session(me)?;
        let owner: PrincipalId = requests::controller(&me.actor)?;
        let request = requests::find(reader, owner, id)?;
        let groups = gather(app, reader, owner, &request)?;
        let recipients = recipients::shown_to(reader, &me.actor, &groups)?;
        let opened = recipients::opened_by(reader, owner, &groups)?;
        Ok(Self { request, groups, recipients, opened })
    }

    fn held(&self) -> impl Iterator<Item = &Held> {
        self.groups.iter().flat_map(Group::chosen)
    }

    /// What holds for the classes of data found.
    fn classes(&self) -> Vec<&'static ClassRule> {
        let known = |class: &&DataClass| {
            let bears = |held: &Held| {
                held.values.iter().any(|(name, value)| *name == "class" && value == class.key())
            };
            self.held().any(bears)
        };
        DataClass::ALL.iter().filter(known).map(|class| class.rule()).collect()
    }
}

/// To whom something is shown, in words.
fn recipient(t: &Text, one: &Recipient) -> String {
    match (one.kind.as_str(), one.role.as_deref()) {
        ("everyone" | "network", _) => t.keyed("recipient-", &one.kind),
        (_, Some(PUBLIC_MEMBERS)) => t.text("recipient-public-members").to_owned(),
        _ => one.name.clone(),
    }
}

/// A value as people read it.
pub fn value_told(t: &Text, name: &str, value: &str) -> String {
    match name {
        "basis" => t.keyed("lawful-", value),
        "legal_basis" => t.keyed("basis-", value),
        "contact_role" => t.keyed("contact-role-", value),
        "purpose" => t.keyed("letter-", value),
        "consent" => t.keyed("consent-", value),
        "role" => t.keyed("administration-role-", value),
        "class" | "data_class" => t.keyed("class-", value),
        "detail" => t.keyed("detail-", value),
        "position" => t.keyed("position-kind-", value),
        "duty" => t.keyed("duty-", value),
        "interest" => t.keyed("interest-", value),
        "tier" => t.keyed("tier-", value),
        "country" => country_name(value, t.language).to_owned(),
        "valid_from" | "valid_until" | "stated_on" => serde_json::from_str::<ImpreciseDate>(value)
            .map_or_else(|_| value.to_owned(), |date| date.print(t.language)),
        _ => value.parse::<Date>().map_or_else(|_| value.to_owned(), |day| day_with_year(day, t.language)),
    }
}

/// What a line is called: a line of the journal has but its verb.
pub fn title_told(t: &Text, group: &str, title: &str) -> String {
    if group == "journal" { t.keyed("verb-", &title.replace('.', "-")) } else { title.to_owned() }
}

#[derive(Template)]
#[template(path = "directory/people/pages/answer.html")]
struct Sheet {
    frame: Frame,
    answer: Answer,
    organisation: String,
}

impl Sheet {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn moment(&self, one: &Opened) -> String {
        self.day(&one.last.to_zoned(self.frame.zone.clone()).date())
    }

    fn told(&self, name: &str, value: &str) -> String {
        value_told(&self.frame.t, name, value)
    }

    fn title(&self, group: &Group, held: &Held) -> String {
        title_told(&self.frame.t, group.key, &held.title)
    }

    fn recipient(&self, one: &Recipient) -> String {
        recipient(&self.frame.t, one)
    }

    fn period(&self, rule: &ClassRule) -> String {
        self.frame.t.with("class-months", "n", i64::from(rule.months))
    }

    /// What is held, kind by kind; kinds of which nothing is held are not named.
    fn groups(&self) -> Vec<(&Group, Vec<&Held>)> {
        let all = self.answer.groups.iter().map(|group| (group, group.chosen().collect::<Vec<_>>()));
        all.filter(|(_, held)| !held.is_empty()).collect()
    }
}

/// The answer, to print.
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, answer) = app.read(&caller, |r, me| Answer::read(&app, r, me, id)).await?;
    let organisation = me.organisation_name.clone();
    let frame = Frame::new(&app, &caller, me, "privacy");
    let page = Page(StatusCode::OK, Sheet { frame, answer, organisation }).into_response();
    Ok(Taken { kind: KIND, record: None, way: Way::Export }.noted(page))
}

/// The answer, as data.
pub async fn export(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, answer) = app.read(&caller, |r, me| Answer::read(&app, r, me, id)).await?;
    let t = app.text(me.language);
    let name = normalise(&answer.request.name()).replace(' ', "-");
    let file = format!("{}-{name}-{}.json", t.text("answer-file"), answer.request.received_on);
    let headers =
        [(CONTENT_DISPOSITION, disposition(&file)), (CACHE_CONTROL, "private, no-store".to_owned())];
    let body = json_of(&t, &answer, &me.organisation_name, app.themes.now().data_protection.as_deref());
    let response = (headers, Json(body)).into_response();
    Ok(Taken { kind: KIND, record: None, way: Way::Export }.noted(response))
}

fn json_of(t: &Text, answer: &Answer, controller: &str, contact: Option<&str>) -> Value {
    let held: serde_json::Map<String, Value> = answer
        .groups
        .iter()
        .map(|group| (group.key.to_owned(), group.chosen().map(line).collect::<Vec<_>>().into()))
        .collect();
    let class = |rule: &&ClassRule| {
        json!({
            "class": rule.class.key(),
            "purpose": t.keyed("purpose-", rule.class.key()),
            "basis": rule.basis.key(),
            "months": rule.months,
            "counted_from": rule.start.key(),
            "then": rule.fate.key(),
        })
    };
    let recipients: Vec<String> = answer.recipients.iter().map(|one| recipient(t, one)).collect();
    let opened = |one: &Opened| json!({"organisation": one.name, "last_on": one.last});
    json!({
        "controller": controller,
        "data_protection_contact": contact,
        "person": answer.request.name(),
        "received_on": answer.request.received_on,
        "held": held,
        "purposes_and_periods": answer.classes().iter().map(class).collect::<Vec<_>>(),
        "recipients": recipients,
        "opened_by": answer.opened.iter().map(opened).collect::<Vec<_>>(),
        "rights": t.text("answer-rights-help"),
        "complaint": t.text("answer-complaint"),
        "automated_decisions": t.text("answer-automated"),
    })
}

fn line(held: &Held) -> Value {
    let parts: Vec<Value> = held.parts.iter().map(values).collect();
    json!({"title": held.title, "values": values(&held.values), "parts": parts})
}

/// Names and values: one name may come twice. A date that is not to the day keeps its bounds and its words.
fn values(values: &Values) -> Value {
    let pair = |(name, value): &(&'static str, String)| {
        let date = matches!(*name, "valid_from" | "valid_until" | "stated_on");
        let value =
            if date { serde_json::from_str(value).ok() } else { None }.unwrap_or_else(|| json!(value));
        json!([name, value])
    };
    values.iter().map(pair).collect()
}
