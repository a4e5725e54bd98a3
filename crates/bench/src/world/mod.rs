//! The world that everything is measured in: made once on SQLite through the facade, copied to PostgreSQL row by row.

mod around;
mod cast;
mod copy;
mod derive;
mod rows;
pub mod words;

use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use maillage::investment::STAGES;
use platform::access::PrincipalId;
use platform::database::{Database, Transaction};

use crate::chance::Dice;
use around::Person;
pub use cast::Cast;
pub use copy::{copy, drop_database, make_database};
pub use derive::{derive, prove};
pub use maillage::investment::SECTORS;
use rows::{Company, Head, Interaction, Project, Shown};

/// Rows written in one transaction.
const BATCH: usize = 500;

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub companies: usize,
    pub projects: usize,
    pub interactions: usize,
    pub people: usize,
}

impl Size {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a scale is small and positive"
    )]
    pub fn scaled(scale: f64) -> Self {
        let of = |full: f64| (full * scale).max(200.0) as usize;
        Self {
            companies: of(100_000.0),
            projects: of(20_000.0),
            interactions: of(200_000.0),
            people: of(200_000.0),
        }
    }
}

/// What one asks about.
#[derive(Clone, Debug)]
pub struct World {
    pub cast: Cast,
    /// Projects that the broad person reads.
    pub projects: Vec<String>,
    /// Companies on which his organisation keeps a file that he may write to, with that file.
    pub companies: Vec<(String, String)>,
    /// People that he reads.
    pub people: Vec<String>,
    /// Some family names.
    pub names: Vec<String>,
    /// The communes where companies have their seat.
    pub communes: Vec<String>,
    /// A register of five hundred members.
    pub register: String,
}

/// Fills an empty database that has its tables.
pub async fn build(database: &Database, size: Size) -> Result<World> {
    let now = database.ids().clock().now();
    let communes = around::territories(database).await?;
    let cast = database.write(move |tx| cast::found(tx, now)).await.map_err(refused)?;
    let mut dice = Dice::seeded(7);
    let shares = zipf(cast.members.len());
    let mut heads =
        Heads { database, cast: &cast, dice: &mut dice, shares: &shares, communes: &communes, now };
    let companies: Vec<Company> = (0..size.companies).map(|at| heads.company(at)).collect();
    let projects: Vec<Project> = (0..size.projects).map(|at| heads.project(at, &companies)).collect();
    let interactions: Vec<Interaction> =
        (0..size.interactions).map(|_| heads.interaction(&companies)).collect();
    let people: Vec<Person> = (0..size.people).map(|_| heads.person(&companies)).collect();
    let own = |head: &Head| head.owner == 0 && head.shown != Shown::Team;
    let known: Vec<platform::Uuid> =
        companies.iter().filter(|one| own(&one.head)).map(|one| one.head.id).collect();
    let mut world = World {
        people: people.iter().filter(|one| own(&one.head)).map(|one| one.head.id.to_string()).collect(),
        names: people.iter().take(2_000).map(|one| one.family.clone()).collect(),
        communes: companies.iter().take(2_000).map(|one| one.place.clone()).collect(),
        register: String::new(),
        projects: projects.iter().filter(|one| own(&one.head)).map(|one| one.head.id.to_string()).collect(),
        companies: companies
            .iter()
            .filter(|one| own(&one.head))
            .map(|one| (one.head.id.to_string(), one.file.to_string()))
            .collect(),
        cast: cast.clone(),
    };
    insert(database, &cast, companies, |tx, cast, one| rows::company(tx, &cast.members[one.head.owner], one))
        .await?;
    insert(database, &cast, projects, |tx, cast, one| rows::project(tx, &cast.members[one.head.owner], one))
        .await?;
    insert(database, &cast, interactions, |tx, cast, one| {
        rows::interaction(tx, &cast.members[one.head.owner], one)
    })
    .await?;
    insert(database, &cast, people, |tx, cast, one| around::person(tx, &cast.members[one.head.owner], one))
        .await?;
    // The register names what its host sees: the access list comes first.
    derive::access_list(database).await?;
    world.register = around::register(database, &cast, known).await?;
    Ok(world)
}

async fn insert<T: Send + Sync + 'static>(
    database: &Database,
    cast: &Cast,
    all: Vec<T>,
    row: fn(&Transaction, &Cast, &T) -> platform::database::Result<()>,
) -> Result<()> {
    let (all, cast) = (Arc::new(all), Arc::new(cast.clone()));
    for start in (0..all.len()).step_by(BATCH) {
        let (all, cast) = (all.clone(), cast.clone());
        let write = move |tx: &Transaction| {
            all.iter().skip(start).take(BATCH).try_for_each(|one| row(tx, &cast, one))
        };
        database.write(write).await.context("a batch of the world")?;
    }
    Ok(())
}

/// A refusal of the verbs that found the members.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn refused(problem: platform::web::Problem) -> anyhow::Error {
    anyhow::anyhow!("the world cannot be founded: {}", problem.kind.key())
}

/// The owners, each as often as its rank says, in ten thousand.
fn zipf(count: usize) -> Vec<usize> {
    let harmonic: f64 = (1..=count).map(|rank| 1.0 / as_real(rank)).sum();
    let times = |rank: usize| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ten thousand at most")]
        let times = (10_000.0 / as_real(rank) / harmonic).ceil() as usize;
        times
    };
    (0..count).flat_map(|owner| std::iter::repeat_n(owner, times(owner + 1))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench are small")]
pub fn as_real(count: usize) -> f64 {
    count as f64
}

struct Heads<'w> {
    database: &'w Database,
    cast: &'w Cast,
    dice: &'w mut Dice,
    shares: &'w [usize],
    communes: &'w [String],
    now: Timestamp,
}

impl Heads<'_> {
    fn head(&mut self, owner: usize, also: Option<PrincipalId>) -> Head {
        let member = &self.cast.members[owner];
        let shown = match self.dice.below(100) {
            0..10 => Shown::Everyone(self.cast.public),
            10..35 => Shown::Circle(*self.dice.one(&member.circles)),
            35..95 => Shown::Owner,
            _ => Shown::Team,
        };
        let ago = i64::try_from(self.dice.below(700 * 24 * 3600)).unwrap_or(0);
        let at = self.now.checked_sub(SignedDuration::from_secs(ago)).unwrap_or(self.now);
        Head { id: self.database.ids().next(), owner, shown, at, also }
    }

    fn company(&mut self, at: usize) -> Company {
        let owner = *self.dice.one(self.shares);
        let also = (at < 6).then_some(self.cast.narrow.group);
        Company {
            head: self.head(owner, also),
            file: self.database.ids().next(),
            name: words::company(self.dice),
            city: words::city(self.dice),
            siren: format!("{:09}", 100_000_000 + at),
            place: self.dice.one(self.communes).clone(),
        }
    }

    fn project(&mut self, at: usize, companies: &[Company]) -> Project {
        let company = &companies[self.dice.below(companies.len())];
        let also = (at < 40).then_some(self.cast.narrow.group);
        Project {
            head: self.head(company.head.owner, also),
            company: company.head.id,
            referent: self.dice.one(&self.cast.members).account,
            reference: format!("OT-2026-{at:04}"),
            name: words::code_name(self.dice),
            description: words::sentence(self.dice),
            stage: i64::try_from(self.dice.below(STAGES.len())).unwrap_or(0),
            sector: SECTORS[self.dice.below(SECTORS.len())],
            jobs: 1 + self.dice.below(400),
        }
    }

    fn person(&mut self, companies: &[Company]) -> Person {
        let company = &companies[self.dice.below(companies.len())];
        Person {
            head: self.head(company.head.owner, None),
            given: words::given(self.dice),
            family: words::family(self.dice),
            company: company.head.id,
        }
    }

    fn interaction(&mut self, companies: &[Company]) -> Interaction {
        let company = &companies[self.dice.below(companies.len())];
        Interaction {
            head: self.head(company.head.owner, None),
            file: company.file,
            summary: words::sentence(self.dice),
        }
    }
}
