//! A year of an agency's work, to look at: a hundred and fifty companies, a hundred and twenty projects over all stages and
//! outcomes, what was said with them. All of it is invented, made by rule from tables, and labelled fictitious.

mod around;
mod cast;
mod names;
mod story;
mod together;

use futures_util::stream;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use platform::access::{Actor, Visibility};
use platform::database::{Database, Transaction};
use platform::files::{self, NewAttachment, Received, Store};
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};

use super::Loaded;
use super::people::seat;
use super::projects::{say_jobs, say_needs};
use crate::directory::{NewCompany, OrganisationId, add_company};
use crate::investment::{
    Changes, FIELDS, Field, Nature, NewEvidence, Opening, PROJECT, ProjectId, Stage, StatusInput,
    add_evidence, advance, change_status, check_status, find, open,
};
use crate::prospecting::contacts::ContactRole;
use crate::prospecting::{
    Channel, ContactId, LegalBasis, Meeting, NewContact, NewInteraction, add_contact, hold, open_file,
};

pub use cast::COLLEAGUES;
use story::{PROJECTS, consulted, course, dates};

/// Companies, some of which have no project yet.
const COMPANIES: usize = 150;
/// Companies written in one transaction: none lasts long.
const BATCH: usize = 5;
/// What proves a win here.
const LETTER: &str = "Lettre d’intention fictive, pour la démonstration.\n";
const LETTER_NAME: &str = "Lettre d’intention (fictive).txt";

/// Fills the demonstration that was just loaded.
pub(super) async fn load(database: &Database, store: &Store, loaded: Loaded) -> Result<(), Problem> {
    let letter = receive(store).await?;
    let mut known = loaded.clone();
    let loaded = database
        .write(move |tx| {
            tx.take_time();
            let mut seated = known.clone();
            for colleague in COLLEAGUES {
                seat(tx, &mut seated, colleague)?;
            }
            together::load(tx, &seated)?;
            super::targets::invent(tx, &seated, day(seated.now, 0))?;
            Ok::<_, Problem>(seated)
        })
        .await?;
    known = loaded;
    for start in (0..COMPANIES).step_by(BATCH) {
        let (loaded, letter) = (known.clone(), letter.clone());
        database
            .write(move |tx| {
                tx.take_time();
                (start..COMPANIES.min(start + BATCH)).try_for_each(|rank| tell(tx, &loaded, &letter, rank))
            })
            .await?;
    }
    Ok(())
}

async fn receive(store: &Store) -> Result<Received, Problem> {
    let bytes = stream::iter([Ok::<_, std::convert::Infallible>(LETTER.into())]);
    store.receive("demonstration", bytes, 1024).await.map_err(|error| {
        tracing::error!(%error, "the letter of the demonstration cannot be kept");
        ProblemKind::Unavailable.into()
    })
}

/// A company, what was said with it, and its project if it has one.
fn tell(tx: &Transaction, loaded: &Loaded, letter: &Received, rank: usize) -> Result<(), Problem> {
    let team = cast::team(rank);
    let course = course(rank);
    let stages = if rank < PROJECTS { usize::from(course.stage) } else { 0 };
    let dates = dates(rank, stages);
    let (company, contact) = company(tx, &loaded.actor(tx, team.referent, dates[0])?, rank)?;
    let mut meeting = Meeting { contacts: vec![contact], ..Meeting::with(company) };
    if rank >= PROJECTS {
        return talk(tx, loaded, (team.referent, &meeting), rank, &dates);
    }
    let id = opened(tx, loaded, company, rank, &dates)?;
    meeting.about = Some(id.record());
    talk(tx, loaded, (team.referent, &meeting), rank, &dates)?;
    climb(tx, loaded, letter, id, rank, &dates)?;
    around::surround(tx, loaded, id, rank)?;
    if course.status != "ongoing" {
        stand(tx, loaded, id, (team.referent, course.status), rank)?;
    }
    Ok(())
}

fn company(tx: &Transaction, actor: &Actor, rank: usize) -> Result<(OrganisationId, ContactId), Problem> {
    let (name, country, city) = names::company(rank);
    let new = NewCompany {
        name,
        country: country.into(),
        city: Some(city.into()),
        siren: None,
        website: None,
        activity: story::text(Field::Activity, rank, None),
        activity_code: None,
        control_country: Some(country.into()),
        homonym: false,
        fictitious: true,
    };
    let company = add_company(tx, actor, &new)?;
    open_file(tx, actor, company)?;
    let contact = NewContact {
        job: Some("Direction du développement".into()),
        role: Some(ContactRole::ALL[rank % ContactRole::ALL.len()]),
        source: Some("Démonstration".into()),
        ..NewContact::named(names::contact(rank), LegalBasis::LegitimateInterest)
    };
    Ok((company, add_contact(tx, actor, company, &contact)?))
}

/// What was said, from the first contact to now; the last time promises a next step.
fn talk(
    tx: &Transaction,
    loaded: &Loaded,
    (persona, meeting): (&'static str, &Meeting),
    rank: usize,
    dates: &[i64],
) -> Result<(), Problem> {
    let last = dates.len() - 1;
    for (at, days) in dates.iter().enumerate() {
        let actor = loaded.actor(tx, persona, *days)?;
        let ahead = i64::try_from(rank % 21).unwrap_or(0) - 5;
        let next = (at == last).then(|| day(loaded.now, -ahead));
        let said = NewInteraction {
            channel: Channel::ALL[(rank + at) % Channel::ALL.len()],
            held_on: day(loaded.now, *days),
            summary: SAID[(rank + at) % SAID.len()].into(),
            next_step: next.map(|_| NEXT[rank % NEXT.len()].to_owned()),
            next_due: next,
        };
        hold(tx, &actor, &said, meeting)?;
    }
    Ok(())
}

const SAID: &[&str] = &[
    "Premier échange : le projet est confirmé, le calendrier reste à préciser.",
    "Point sur les besoins en énergie et en recrutement.",
    "Le groupe compare deux pays ; réponse attendue de sa direction.",
    "Visite préparée avec le territoire.",
    "Questions sur le raccordement et les délais de permis.",
];
const NEXT: &[&str] =
    &["Relancer", "Envoyer la fiche du site", "Proposer deux dates de visite", "Appeler la direction"];

fn day(now: Timestamp, days_ago: i64) -> Date {
    let at = now.checked_sub(SignedDuration::from_hours(24 * days_ago)).unwrap_or(now);
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn opened(
    tx: &Transaction,
    loaded: &Loaded,
    company: OrganisationId,
    rank: usize,
    dates: &[i64],
) -> Result<ProjectId, Problem> {
    let team = cast::team(rank);
    let mut facts: Changes = vec![
        (Field::CodeName, Some(names::code_name(rank).to_owned())),
        (Field::Source, story::text(Field::Source, rank, None)),
        (Field::Company, Some(company.to_string())),
        (Field::Referent, Some(loaded.accounts[team.referent].0.to_string())),
    ];
    if loaded.accounts[team.referent].2 == loaded.organisations["provence"] {
        facts.extend(under(loaded, rank));
    }
    let opening = Opening {
        visibility: if rank.is_multiple_of(8) { Visibility::Network } else { Visibility::Owner },
        team: None,
        fictitious: true,
        facts,
        language: Language::French,
    };
    open(tx, &loaded.actor(tx, team.referent, dates[0])?, &opening)
}

/// The axis and the programmes of a project of the agency that runs the plan; one in five has no axis.
fn under(loaded: &Loaded, rank: usize) -> Changes {
    let id = |key: &str| loaded.headings[key].to_string();
    let axis = ["industry", "capitals", "industry", "", "talents"][(rank + rank / 10) % 5];
    let mut programmes = Vec::new();
    if rank.is_multiple_of(7) {
        programmes.push(id("iter"));
    }
    if rank.is_multiple_of(5) {
        programmes.push(id("industry-land"));
    }
    let axis = (!axis.is_empty()).then(|| (Field::Axis, Some(id(axis))));
    let programmes = (!programmes.is_empty()).then(|| (Field::Programmes, Some(programmes.join(" "))));
    axis.into_iter().chain(programmes).collect()
}

/// Goes up the stages, each on its day and by whom it takes.
fn climb(
    tx: &Transaction,
    loaded: &Loaded,
    letter: &Received,
    id: ProjectId,
    rank: usize,
    dates: &[i64],
) -> Result<(), Problem> {
    let team = cast::team(rank);
    for (stage, days) in (1..).zip(dates.iter().skip(1)) {
        let passed = matches!(stage, 3 | 4) && !consulted(rank) && course(rank).stage > 4;
        if passed {
            continue;
        }
        let referent = loaded.actor(tx, team.referent, *days)?;
        fill(tx, loaded, &referent, (id, rank), stage, day(loaded.now, *days))?;
        if stage == 6 {
            prove(tx, &referent, letter, id, day(loaded.now, *days))?;
        }
        let mover = match stage {
            2 => loaded.actor(tx, team.second, *days)?,
            7 => loaded.actor(tx, team.verifier, *days)?,
            _ => referent,
        };
        let reason = if stage == 5 && !consulted(rank) { "un seul site répond au besoin" } else { "" };
        let version = find(tx, &mover, id)?.ok_or(ProblemKind::Internal)?.0.version;
        advance(tx, &mover, id, version, Stage(stage), reason)?.map_err(|refusal| {
            tracing::error!(?refusal, rank, stage, "a project of the demonstration cannot move");
            ProblemKind::Internal
        })?;
    }
    Ok(())
}

/// Fills in what a stage asks for.
fn fill(
    tx: &Transaction,
    loaded: &Loaded,
    actor: &Actor,
    (id, rank): (ProjectId, usize),
    stage: u8,
    decided: Date,
) -> Result<(), Problem> {
    let (project, _) = find(tx, actor, id)?.ok_or(ProblemKind::Internal)?;
    let team = cast::team(rank);
    let account = |persona: &str| Some(loaded.accounts[persona].0.to_string());
    let said = |field: Field| match field {
        Field::ContactPerson => Some(names::contact(rank)),
        Field::SecondReader => account(team.second),
        Field::Verifier => account(team.verifier),
        _ => story::text(field, rank, Some(decided)),
    };
    let due = FIELDS.iter().filter(|rule| rule.from.is_some_and(|from| from.0 == stage));
    let beside = [Field::Clientele, Field::Priority, Field::Function, Field::Location]
        .into_iter()
        .filter(|_| stage == 2);
    let fields = due.map(|rule| rule.field).chain(beside).filter(|field| !project.facts.has(*field));
    let facts: Changes =
        fields.map(|field| (field, said(field))).filter(|(_, text)| text.is_some()).collect();
    crate::investment::change(tx, actor, id, project.version, &facts, Language::French)?;
    if stage == 2 {
        say_needs(tx, actor, id, story::needs(rank))?;
    }
    if stage == 6 {
        say_jobs(tx, actor, id, &[("created", "open-ended", story::jobs_by_year(rank))])?;
    }
    Ok(())
}

fn prove(
    tx: &Transaction,
    actor: &Actor,
    letter: &Received,
    id: ProjectId,
    day: Date,
) -> Result<(), Problem> {
    let new = NewAttachment {
        record: id.record(),
        name: LETTER_NAME.into(),
        kind: files::kind(LETTER_NAME, &letter.head).unwrap_or(files::BYTES).into(),
        size: i64::try_from(letter.size).unwrap_or(0),
        digest: letter.digest.clone(),
        caption: Some("Pièce fictive".into()),
        credit: None,
    };
    let attachment = files::attach(tx, actor, &PROJECT, &new)?;
    let evidence = NewEvidence { attachment, nature: Nature::Letter, dated_on: Some(day), note: None };
    add_evidence(tx, actor, id, &evidence)?;
    Ok(())
}

/// Says that a project is delayed, sleeps, or is over.
fn stand(
    tx: &Transaction,
    loaded: &Loaded,
    id: ProjectId,
    (persona, status): (&'static str, &str),
    rank: usize,
) -> Result<(), Problem> {
    const CAUSES: &[&str] = &["site", "delay", "cost", "labour", "silence", "internal"];
    let actor = loaded.actor(tx, persona, 2)?;
    let (project, _) = find(tx, &actor, id)?.ok_or(ProblemKind::Internal)?;
    let input = StatusInput {
        status: status.into(),
        reason: "Décision du groupe (fictif)".into(),
        until: "fin 2027".into(),
        cause: CAUSES[rank % CAUSES.len()].into(),
        lost_to: "Piémont".into(),
        lessons: "Préparer le raccordement plus tôt (fictif).".into(),
    };
    let change = check_status(&input, Language::French, day(loaded.now, 2))?;
    change_status(tx, &actor, id, project.version, &change)?;
    Ok(())
}
