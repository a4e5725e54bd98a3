//! Companies and projects to look at. All of them are invented, and labelled so; their SIRENs do not exist.

use platform::access::{Actor, Level, Validity, Visibility};
use platform::database::Transaction;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};

use super::Loaded;
use crate::directory::{LinkNature, NewBond, NewCompany, OrganisationId, add_company, bind};
use crate::investment::jobs::{self, JobsInput};
use crate::investment::needs::{self, NeedInput};
use crate::investment::{Changes, Field, Opening, ProjectId, Sharing, Stage, advance, find, open, share};
use crate::prospecting::contacts::ContactRole;
use crate::prospecting::{
    Channel, LegalBasis, Meeting, NewContact, NewInteraction, add_contact, hold, open_file,
};

/// A company and its project, as a table: each row is a story.
struct Story {
    company: (&'static str, &'static str, &'static str, &'static str),
    owner: &'static str,
    name: &'static str,
    source: &'static str,
    opened: i64,
    /// Days ago it entered the next stages; the second is by the second reader.
    moves: &'static [i64],
    jobs: &'static str,
    value: &'static str,
    sector: &'static str,
    operation: &'static str,
    activity: &'static str,
    calendar: &'static str,
    contact: &'static str,
    anonymous: &'static str,
}

const STORIES: &[Story] = &[
    Story {
        company: ("Ostrava Thermal s.r.o.", "CZ", "Ostrava", "Pompes à chaleur industrielles"),
        owner: "claire",
        name: "Cigale",
        source: "ambassador",
        opened: 95,
        moves: &[89, 43],
        jobs: "près de 90",
        value: "15 à 20 M€",
        sector: "energy",
        operation: "creation",
        activity: "Fabrication de pompes à chaleur industrielles",
        calendar: "d’ici à l’automne",
        contact: "Eva Novotná",
        anonymous: "Fabricant d’Europe centrale, première usine en Europe du Sud, équipements bas carbone pour l’industrie.",
    },
    Story {
        company: ("Moravia Valves a.s.", "CZ", "Brno", "Robinetterie industrielle"),
        owner: "claire",
        name: "Restanque",
        source: "fair",
        opened: 20,
        moves: &[9],
        jobs: "une vingtaine",
        value: "",
        sector: "mechanics",
        operation: "creation",
        activity: "Robinetterie industrielle",
        calendar: "",
        contact: "Petr Horák",
        anonymous: "",
    },
    Story {
        company: ("Hanseat Kühltechnik GmbH", "DE", "Hamburg", "Froid industriel"),
        owner: "claire",
        name: "Salicorne",
        source: "agency",
        opened: 12,
        moves: &[4],
        jobs: "15 à 20",
        value: "2,5 M€",
        sector: "agrifood",
        operation: "creation",
        activity: "Froid industriel",
        calendar: "fin juin",
        contact: "Anke Petersen",
        anonymous: "",
    },
    Story {
        company: ("Pennine Castings Ltd", "GB", "Leeds", "Fonderie de précision"),
        owner: "said",
        name: "Calisson",
        source: "liaison-office",
        opened: 33,
        moves: &[26],
        jobs: "",
        value: "",
        sector: "mechanics",
        operation: "",
        activity: "Fonderie de précision",
        calendar: "",
        contact: "Rachel Dunn",
        anonymous: "",
    },
    Story {
        company: ("Aromé Distilleries SA", "FR", "Grasse", "Huiles essentielles"),
        owner: "said",
        name: "Lavandin",
        source: "existing-investor",
        opened: 40,
        moves: &[21, 8],
        jobs: "12",
        value: "800 000 €",
        sector: "luxury",
        operation: "extension",
        activity: "Distillation de plantes à parfum",
        calendar: "T3 2027",
        contact: "Hugo Ferrand",
        anonymous: "",
    },
    Story {
        company: ("Turia Packaging SL", "ES", "València", "Emballage"),
        owner: "claire",
        name: "Olivette",
        source: "operator",
        opened: 60,
        moves: &[37, 17],
        jobs: "plus de 40",
        value: "6 M€",
        sector: "logistics",
        operation: "creation",
        activity: "Emballages recyclables",
        calendar: "mi-2027",
        contact: "Lucía Ferrer",
        anonymous: "",
    },
    Story {
        company: ("Halvorsen Batteries AS", "NO", "Bergen", "Batteries stationnaires"),
        owner: "claire",
        name: "Tramontane",
        source: "website",
        opened: 3,
        moves: &[],
        jobs: "",
        value: "",
        sector: "energy",
        operation: "",
        activity: "",
        calendar: "",
        contact: "",
        anonymous: "",
    },
    Story {
        company: ("Larkfield Analytics Ltd", "GB", "Reading", "Analyse de données"),
        owner: "claire",
        name: "Pinède",
        source: "liaison-office",
        opened: 1,
        moves: &[],
        jobs: "une quinzaine",
        value: "",
        sector: "digital",
        operation: "",
        activity: "",
        calendar: "",
        contact: "",
        anonymous: "",
    },
    Story {
        company: ("Fjordvekst AS", "NO", "Stavanger", "Algues alimentaires"),
        owner: "james",
        name: "Cade",
        source: "prescriber",
        opened: 44,
        moves: &[30, 21],
        jobs: "25 à 30",
        value: "3 M€",
        sector: "agrifood",
        operation: "creation",
        activity: "Transformation d’algues",
        calendar: "printemps 2027",
        contact: "Ingrid Solberg",
        anonymous: "",
    },
];

/// Opens each story's company, project and moves, then shows one project to two partners.
pub fn load(tx: &Transaction, loaded: &Loaded) -> Result<(), Problem> {
    let (mut shown, mut met) = (None, Vec::new());
    for story in STORIES {
        let company = company(tx, loaded, story)?;
        let project = project(tx, loaded, story, company)?;
        if story.owner == "claire" && story.source != "website" {
            met.push(company);
        }
        if story.name == "Cigale" {
            shown = Some(project);
        }
    }
    let project = shown.ok_or(ProblemKind::Internal)?;
    let claire = loaded.actor(tx, "claire", 5)?;
    for (with, level, reason) in
        [("arles", Level::Read, "territoire pressenti"), ("bpi", Level::Card, "aides à pré-vérifier")]
    {
        let sharing = Sharing {
            with: loaded.organisations[with].group(),
            level,
            reason: reason.into(),
            validity: Validity::ALWAYS,
            company_too: false,
        };
        share(tx, &claire, project, &sharing)?;
    }
    family(tx, loaded, &met)?;
    breakfast(tx, loaded, met)
}

/// A group whose head is in another country than its decisions: the two things differ.
fn family(tx: &Transaction, loaded: &Loaded, companies: &[OrganisationId]) -> Result<(), Problem> {
    let actor = loaded.actor(tx, "claire", 2)?;
    let added = |name: &str, country: &str, city: &str| {
        let new = NewCompany {
            name: name.into(),
            country: country.into(),
            city: text(city),
            fictitious: true,
            ..NewCompany::default()
        };
        add_company(tx, &actor, &new)
    };
    let head = added("Thermalis Holding AG", "CH", "Zug")?;
    let branch = added("Thermalis Mitteleuropa GmbH", "AT", "Wien")?;
    let sister = added("Graz Wärmepumpen GmbH", "AT", "Graz")?;
    let own = *companies.first().ok_or(ProblemKind::Internal)?;
    for (child, parent) in [(branch, head), (sister, branch), (own, branch)] {
        let bond =
            NewBond { other: parent, nature: LinkNature::Parent, detail: None, from: None, until: None };
        bind(tx, &actor, child, &bond)?;
    }
    Ok(())
}

/// One to few: several companies around one table.
fn breakfast(tx: &Transaction, loaded: &Loaded, companies: Vec<OrganisationId>) -> Result<(), Problem> {
    let actor = loaded.actor(tx, "claire", 1)?;
    let said = NewInteraction {
        channel: Channel::Event,
        held_on: actor.at.to_zoned(jiff::tz::TimeZone::UTC).date(),
        summary: "Petit-déjeuner des industriels en prospection : énergie, recrutement, délais de permis."
            .into(),
        next_step: None,
        next_due: None,
    };
    let meeting = Meeting { companies, colleagues: vec![loaded.accounts["said"].0.0], ..Meeting::default() };
    hold(tx, &actor, &said, &meeting)?;
    Ok(())
}

fn text(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.to_owned())
}

fn company(tx: &Transaction, loaded: &Loaded, story: &Story) -> Result<OrganisationId, Problem> {
    let actor = loaded.actor(tx, story.owner, story.opened)?;
    let (name, country, city, activity) = story.company;
    let new = NewCompany {
        name: name.into(),
        country: country.into(),
        city: text(city),
        siren: None,
        website: None,
        activity: text(activity),
        activity_code: None,
        control_country: Some(country.into()),
        homonym: false,
        fictitious: true,
    };
    let company = add_company(tx, &actor, &new)?;
    open_file(tx, &actor, company)?;
    if let Some(contact) = text(story.contact) {
        let first = story.moves.first().copied().unwrap_or(story.opened);
        let actor = loaded.actor(tx, story.owner, first)?;
        let met = add_contact(
            tx,
            &actor,
            company,
            &NewContact {
                role: Some(ContactRole::ProjectLead),
                ..NewContact::named(contact, LegalBasis::LegitimateInterest)
            },
        )?;
        let held_on = actor.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let next_due = loaded.now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let interaction = NewInteraction {
            channel: Channel::Video,
            held_on,
            summary: format!("Premier échange sur le projet {}.", story.name),
            next_step: Some("Relancer".into()),
            next_due: Some(next_due),
        };
        hold(tx, &actor, &interaction, &Meeting { contacts: vec![met], ..Meeting::with(company) })?;
    }
    Ok(company)
}

fn project(
    tx: &Transaction,
    loaded: &Loaded,
    story: &Story,
    company: OrganisationId,
) -> Result<ProjectId, Problem> {
    let (account, ..) = loaded.accounts[story.owner];
    let second = if story.owner == "said" { "claire" } else { "said" };
    let reader = loaded.accounts[second].0;
    let qualified = story.moves.len() > 1;
    let facts: [(Field, String); 18] = [
        (Field::CodeName, story.name.into()),
        (Field::Source, story.source.into()),
        (Field::Company, company.to_string()),
        (Field::Referent, account.to_string()),
        (Field::SecondReader, if story.moves.is_empty() { String::new() } else { reader.to_string() }),
        (Field::ContactPerson, story.contact.into()),
        (
            Field::LegalBasis,
            if story.contact.is_empty() { String::new() } else { "legitimate-interest".into() },
        ),
        (Field::Activity, story.activity.into()),
        (Field::Sector, story.sector.into()),
        (Field::Operation, story.operation.into()),
        (Field::Nature, if qualified { "investment".into() } else { String::new() }),
        (Field::Jobs, story.jobs.into()),
        (Field::Value, story.value.into()),
        (Field::Calendar, story.calendar.into()),
        (Field::AnonymousDescription, story.anonymous.into()),
        (
            Field::Requirements,
            if qualified {
                "Bâtiment de 8 000 à 10 000 m², hauteur libre 9 m, autoroute à moins de 10 minutes.".into()
            } else {
                String::new()
            },
        ),
        (Field::Competitors, if qualified { "Catalogne, Piémont".into() } else { String::new() }),
        (
            Field::Drivers,
            if qualified {
                "Main-d’œuvre qualifiée, délai de raccordement électrique.".into()
            } else {
                String::new()
            },
        ),
    ];
    let facts: Changes = facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| (field, Some(text)))
        .collect();
    let opener = loaded.actor(tx, story.owner, story.opened)?;
    let opening = Opening {
        visibility: Visibility::Owner,
        team: None,
        fictitious: true,
        facts,
        language: Language::French,
    };
    let id = open(tx, &opener, &opening)?;
    for (stage, days_ago) in (1..).zip(story.moves) {
        let mover = loaded.actor(tx, if stage == 2 { second } else { story.owner }, *days_ago)?;
        advance(tx, &mover, id, i64::from(stage), Stage(stage), "")?.map_err(|refusal| {
            tracing::error!(?refusal, story = story.name, "a story of the demonstration cannot move");
            ProblemKind::Internal
        })?;
    }
    if qualified {
        let owner = loaded.actor(tx, story.owner, *story.moves.last().unwrap_or(&0))?;
        say_needs(tx, &owner, id, NEEDS)?;
        if story.name == "Cigale" {
            say_jobs(tx, &owner, id, JOBS)?;
        }
    }
    Ok(id)
}

/// The jobs of Cigale: nature, contract, and what each year adds. They add up to « près de 90 ».
const JOBS: &[JobsSaid<'_>] =
    &[("created", "open-ended", ["30", "30", "20"]), ("created", "apprenticeship", ["2", "3", ""])];

/// A nature, a contract, and what each year adds.
pub type JobsSaid<'t> = (&'t str, &'t str, [&'t str; 3]);

/// Says the jobs of a project, line by line.
pub fn say_jobs(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    lines: &[JobsSaid<'_>],
) -> Result<(), Problem> {
    let (project, _) = find(tx, actor, id)?.ok_or(ProblemKind::Internal)?;
    let input = |(nature, contract, [one, two, three]): &JobsSaid<'_>| JobsInput {
        nature: (*nature).into(),
        contract: (*contract).into(),
        year_1: (*one).into(),
        year_2: (*two).into(),
        year_3: (*three).into(),
    };
    let inputs: Vec<JobsInput> = lines.iter().map(input).collect();
    jobs::put(tx, actor, id, project.version, &jobs::check(&inputs, Language::French)?).map(drop)
}

/// What a qualified project needs: kind, how much it matters, how much.
const NEEDS: &[(&str, &str, &str)] = &[
    ("building", "must", "8 000 à 10 000 m²"),
    ("ceiling-height", "must", "au moins 9 m"),
    ("floor-load", "preferred", "5 t/m²"),
    ("power", "must", "au moins 4 MW fin 2027"),
    ("icpe-declaration", "preferred", ""),
    ("labour", "preferred", "une vingtaine de techniciens"),
];

/// Says what a project needs.
pub fn say_needs(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    lines: &[(&str, &str, &str)],
) -> Result<(), Problem> {
    let (project, _) = find(tx, actor, id)?.ok_or(ProblemKind::Internal)?;
    let input = |(kind, strength, said): &(&str, &str, &str)| NeedInput {
        kind: (*kind).into(),
        strength: (*strength).into(),
        said: (*said).into(),
        note: String::new(),
    };
    let inputs: Vec<NeedInput> = lines.iter().map(input).collect();
    let needs = needs::check(&inputs, Language::French, actor.at.to_zoned(jiff::tz::TimeZone::UTC).date())?;
    needs::put(tx, actor, id, project.version, &needs).map(drop)
}
