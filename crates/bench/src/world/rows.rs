//! The rows of one company, one project, one interaction: what the verbs write, all but the access list and the search
//! index, which `platform` derives afterwards. The one place that copies them; the world is verified against the verbs.

use jiff::Timestamp;
use maillage::account::AccountId;
use maillage::investment::{FIELDS, Field};
use platform::access::{Level, PrincipalId, Visibility};
use platform::database::{Query, Result, Transaction};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::Figure;
use platform::i18n::Language;
use platform::journal::{self, Entry};
use platform::text::normalise;
use serde_json::json;

use super::cast::Member;

/// Who sees a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Every public member.
    Everyone(PrincipalId),
    /// A circle of the owner's.
    Circle(PrincipalId),
    /// The owner.
    Owner,
    /// One team of the owner's.
    Team,
}

/// What each record has.
#[derive(Clone, Debug)]
pub struct Head {
    pub id: platform::Uuid,
    pub owner: usize,
    pub shown: Shown,
    pub at: Timestamp,
    /// Shared with the organisation that sees little.
    pub also: Option<PrincipalId>,
}

#[derive(Clone, Debug)]
pub struct Company {
    pub head: Head,
    pub file: platform::Uuid,
    pub name: String,
    pub city: &'static str,
    pub siren: String,
    /// The commune of its seat.
    pub place: String,
}

#[derive(Clone, Debug)]
pub struct Project {
    pub head: Head,
    pub company: platform::Uuid,
    /// One account in sixty: nobody answers for thousands of projects.
    pub referent: AccountId,
    pub reference: String,
    pub name: String,
    pub description: String,
    pub stage: i64,
    pub sector: &'static str,
    pub jobs: usize,
}

#[derive(Clone, Debug)]
pub struct Interaction {
    pub head: Head,
    pub file: platform::Uuid,
    pub summary: String,
}

fn record(
    tx: &Transaction,
    kind: &str,
    head: &Head,
    member: &Member,
    id: platform::Uuid,
    parent: Option<platform::Uuid>,
) -> Result<()> {
    let visibility = match (parent, head.shown) {
        (Some(_), _) => Visibility::Parent,
        (None, Shown::Team) => Visibility::Team,
        (None, _) => Visibility::Owner,
    };
    Query::new(
        "insert into record (id, kind, owner, team, visibility, parent, version, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, 1, $7, $7)",
    )
    .bind(id.to_string())
    .bind(kind)
    .bind(member.group)
    .bind((visibility == Visibility::Team).then_some(member.team))
    .bind(visibility)
    .bind(parent.map(|parent| parent.to_string()))
    .bind(head.at)
    .execute_one(tx)
}

fn grant(tx: &Transaction, head: &Head, id: platform::Uuid, to: PrincipalId, level: Level) -> Result<()> {
    Query::new(
        "insert into access_grant (id, record, principal, level, reason, granted_by, granted_at) values ($1, $2, $3, $4, 'partage', 'system', $5)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(id.to_string())
    .bind(to)
    .bind(level)
    .bind(head.at)
    .execute_one(tx)
}

/// What is shown to others besides its owner.
pub fn share(tx: &Transaction, head: &Head, id: platform::Uuid) -> Result<()> {
    match head.shown {
        Shown::Everyone(group) | Shown::Circle(group) => grant(tx, head, id, group, Level::Read)?,
        Shown::Owner | Shown::Team => {}
    }
    head.also.map_or(Ok(()), |group| grant(tx, head, id, group, Level::Read))
}

fn note(tx: &Transaction, member: &Member, head: &Head, entry: Entry<'_>) -> Result<()> {
    let mut actor = member.actor.clone();
    actor.at = head.at;
    journal::append(tx, &actor, entry).map(drop)
}

/// A company and the file that its owner keeps on it.
pub fn company(tx: &Transaction, member: &Member, new: &Company) -> Result<()> {
    let head = &new.head;
    record(tx, "organisation", head, member, head.id, None)?;
    Query::new(
        "insert into organisation (id, name, name_key, family, category, member, country, city, siren, activity, sealed, fictitious, place)
         values ($1, $2, $3, 'company', 'firm', $4, 'FR', $5, $6, 'Fabrication', $7, $7, $8)",
    )
    .bind(head.id.to_string())
    .bind(&new.name)
    .bind(normalise(&new.name))
    .bind(false)
    .bind(new.city)
    .bind(&new.siren)
    .bind(true)
    .bind(&new.place)
    .execute_one(tx)?;
    share(tx, head, head.id)?;
    let id = Some(platform::access::RecordId(head.id));
    let after = Some(json!({"name": new.name, "country": "FR"}));
    note(
        tx,
        member,
        head,
        Entry { verb: "organisation.added", kind: "organisation", record: id, after, ..Entry::default() },
    )?;
    record(tx, "company-file", head, member, new.file, None)?;
    Query::new("insert into company_file (id, company, owner, name_key) values ($1, $2, $3, $4)")
        .bind(new.file.to_string())
        .bind(head.id.to_string())
        .bind(member.group)
        .bind(normalise(&new.name))
        .execute_one(tx)?;
    match head.shown {
        Shown::Team => grant(tx, head, new.file, member.team, Level::Manage)?,
        _ => share(tx, &Head { also: None, ..head.clone() }, new.file)?,
    }
    let id = Some(platform::access::RecordId(new.file));
    note(
        tx,
        member,
        head,
        Entry { verb: "file.opened", kind: "company-file", record: id, ..Entry::default() },
    )
}

/// A project with its facts.
pub fn project(tx: &Transaction, member: &Member, new: &Project) -> Result<()> {
    let head = &new.head;
    record(tx, "project", head, member, head.id, None)?;
    let text = |field: Field| match field {
        Field::CodeName => new.name.clone(),
        Field::Source => "fair".into(),
        Field::Company => new.company.to_string(),
        Field::Referent => new.referent.to_string(),
        Field::AnonymousDescription | Field::Requirements => new.description.clone(),
        Field::Sector => new.sector.into(),
        Field::Operation => "creation".into(),
        Field::Nature => "investment".into(),
        Field::Jobs => format!("{} emplois", new.jobs),
        Field::LegalBasis => "consent".into(),
        Field::Activity => "Fabrication de composants".into(),
        _ => "Non précisé".into(),
    };
    let figure =
        Figure::parse(&text(Field::Jobs), Language::French).map_err(platform::database::Error::decode)?;
    let figure = serde_json::to_string(&figure).map_err(platform::database::Error::decode)?;
    let jobs = i64::try_from(new.jobs).unwrap_or(0);
    let mut query = Query::new(
        "insert into project (id, owner, reference, code_key, stage, stage_entered_at, status, reinvestment, jobs_sort, jobs_low, jobs_high, jobs_figure, updated_at, fictitious",
    );
    let fields = || {
        FIELDS
            .iter()
            .filter(|rule| {
                rule.from.is_some_and(|from| from.0 <= 2) || rule.field == Field::AnonymousDescription
            })
            .map(|rule| rule.field)
            .filter(|field| {
                !matches!(
                    field,
                    Field::Calendar | Field::SealedCompany | Field::SecondReader | Field::PreviousLocation
                )
            })
    };
    for field in fields() {
        query = query.push(", ").push(field.key());
    }
    query = query.push(") values ($1, $2, $3, $4, $5, $6, 'ongoing', $7, $8, $8, $8, $9, $6, $10");
    query = query
        .bind(head.id.to_string())
        .bind(member.group)
        .bind(&new.reference)
        .bind(normalise(&new.name))
        .bind(new.stage)
        .bind(head.at)
        .bind(false)
        .bind(jobs)
        .bind(figure)
        .bind(true);
    for field in fields() {
        query = query.push(", ").push_value(text(field));
    }
    query.push(")").execute_one(tx)?;
    if new.stage >= VERIFIED {
        verified(tx, member, head)?;
    }
    share(tx, head, head.id)?;
    Query::new("insert into stage_move (id, project, to_stage, at, account) values ($1, $2, $3, $4, $5)")
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(head.id.to_string())
        .bind(new.stage)
        .bind(head.at)
        .bind(member.account)
        .execute_one(tx)?;
    let id = Some(platform::access::RecordId(head.id));
    let after = Some(json!({"code_name": new.name, "sector": new.sector}));
    note(
        tx,
        member,
        head,
        Entry { verb: "project.opened", kind: "project", record: id, after, ..Entry::default() },
    )
}

/// The stage of a verified win.
const VERIFIED: i64 = 7;

/// A project that was decided and verified on the day it was last touched: what gauges count.
fn verified(tx: &Transaction, member: &Member, head: &Head) -> Result<()> {
    let day = head.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let words = day.strftime("%d/%m/%Y").to_string();
    let said = ImpreciseDate::parse(&words, Language::French, day, MissingYear::Last)
        .map_err(platform::database::Error::decode)?;
    Query::new(
        "update project set decided_on = $2, decided_on_date = $3, decided_on_earliest = $4, decided_on_latest = $4, verified_at = $5, verified_by = $6,
            investment_nature = 'investment' where id = $1",
    )
    .bind(head.id.to_string())
    .bind(words)
    .bind(serde_json::to_string(&said).map_err(platform::database::Error::decode)?)
    .bind(day)
    .bind(head.at)
    .bind(member.account)
    .execute_one(tx)
}

/// Something said with a company.
pub fn interaction(tx: &Transaction, member: &Member, new: &Interaction) -> Result<()> {
    let head = &new.head;
    record(tx, "interaction", head, member, head.id, Some(new.file))?;
    let day = head.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    Query::new(
        "insert into interaction (id, company_file, channel, held_on, summary, account, created_at) values ($1, $2, 'call', $3, $4, $5, $6)",
    )
    .bind(head.id.to_string())
    .bind(new.file.to_string())
    .bind(day)
    .bind(&new.summary)
    .bind(member.account)
    .bind(head.at)
    .execute_one(tx)?;
    Query::new("update company_file set last_said_on = $2 where id = $1 and (last_said_on is null or last_said_on < $2)")
        .bind(new.file.to_string())
        .bind(day)
        .execute(tx)?;
    let id = Some(platform::access::RecordId(head.id));
    let after = Some(json!({"channel": "call", "held_on": day, "next_due": null}));
    note(
        tx,
        member,
        head,
        Entry { verb: "interaction.logged", kind: "interaction", record: id, after, ..Entry::default() },
    )
}
