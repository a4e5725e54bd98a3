//! What becomes of each project, as tables: how far it got, whether it goes on, and what it says.

use platform::dates::day_with_year;
use platform::i18n::Language;

use crate::investment::{Field, SECTORS};

/// How far a project of this rank got, and the status it has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    pub stage: u8,
    pub status: &'static str,
}

/// Of every twelve projects: where they stand. Ten of these rounds make the portfolio.
const ROUND: [Course; 12] = [
    Course { stage: 0, status: "ongoing" },
    Course { stage: 1, status: "ongoing" },
    Course { stage: 2, status: "ongoing" },
    Course { stage: 2, status: "delayed" },
    Course { stage: 3, status: "ongoing" },
    Course { stage: 5, status: "ongoing" },
    Course { stage: 6, status: "ongoing" },
    Course { stage: 7, status: "ongoing" },
    Course { stage: 8, status: "ongoing" },
    Course { stage: 2, status: "lost" },
    Course { stage: 1, status: "dormant" },
    Course { stage: 4, status: "ongoing" },
];

pub const PROJECTS: usize = 120;

pub const fn course(rank: usize) -> Course {
    let one = ROUND[rank % ROUND.len()];
    // One round in three gives up where the others lose.
    match (one.status.len(), rank / ROUND.len() % 3) {
        (4, 2) => Course { stage: 1, status: "abandoned" },
        _ => one,
    }
}

/// Whether the project of this rank was shown to several territories, or passed both stages of a consultation.
pub fn consulted(rank: usize) -> bool {
    !rank.is_multiple_of(3)
}

/// Days ago it was opened, then days ago it entered each stage. The farther it got, the longer ago.
pub fn dates(rank: usize, stages: usize) -> Vec<i64> {
    let rank = i64::try_from(rank).unwrap_or(0);
    let stages_n = i64::try_from(stages).unwrap_or(0);
    let opened = 25 + stages_n * 34 + rank % 45;
    let step = (opened - 3 - rank % 11) / (stages_n + 1);
    (0..=stages_n).map(|at| opened - at * step).collect()
}

const JOBS: &[&str] =
    &["12", "15 à 20", "près de 40", "une trentaine", "25", "plus de 60", "8", "110", "45 à 50", "18"];
/// What each year adds, so that the three say what the headline says.
const JOBS_BY_YEAR: [[&str; 3]; 10] = [
    ["6", "6", ""],
    ["5 à 8", "5 à 6", "5 à 6"],
    ["15", "15", "8"],
    ["10", "10", "10"],
    ["10", "10", "5"],
    ["plus de 20", "20", "20"],
    ["4", "4", ""],
    ["50", "40", "20"],
    ["15 à 20", "15", "15"],
    ["6", "6", "6"],
];

pub fn jobs_by_year(rank: usize) -> [&'static str; 3] {
    JOBS_BY_YEAR[rank % JOBS_BY_YEAR.len()]
}

const VALUES: &[&str] = &["1,2 M€", "3 à 4 M€", "près de 8 M€", "650 000 €", "15 M€", "2,5 M€"];
const OPERATIONS: &[&str] =
    &["creation", "creation", "extension", "takeover", "transfer", "takeover-extension"];
const SOURCES: &[&str] =
    &["fair", "website", "ambassador", "agency", "liaison-office", "prescriber", "operator"];
const FUNCTIONS: &[&str] = &["production", "research", "logistics", "headquarters", "services"];
const BASES: &[&str] = &["disclosed", "estimated", "refused"];
const DEGREES: &[&str] = &["low", "medium", "high"];
const CALENDARS: &[&str] = &["fin 2027", "T2 2027", "été 2027", "d’ici à 2028", "printemps 2027"];
const NEEDS: &[&str] = &[
    "Bâtiment de 3 000 m², hauteur libre 8 m.",
    "Terrain de 2 ha, 4 MW disponibles en 2028.",
    "Bureaux de 600 m² près d’une gare.",
    "Laboratoire de 900 m², salle propre.",
];
/// What each of these texts says, line by line.
const DETAILED: [&[(&str, &str, &str)]; 4] = [
    &[
        ("building", "must", "3 000 m²"),
        ("ceiling-height", "must", "8 m"),
        ("budget", "preferred", "2 à 3 M€"),
    ],
    &[("land", "must", "2 ha"), ("power", "must", "4 MW en 2028"), ("rail", "preferred", "")],
    &[("building", "must", "près de 600 m²"), ("fibre", "must", ""), ("deadline", "preferred", "fin 2027")],
    &[
        ("building", "must", "900 m²"),
        ("clean-room", "must", "au moins 200 m²"),
        ("icpe-declaration", "must", ""),
    ],
];

pub fn needs(rank: usize) -> &'static [(&'static str, &'static str, &'static str)] {
    DETAILED[rank % DETAILED.len()]
}

const DRIVERS: &[&str] =
    &["Délai de raccordement.", "Main-d’œuvre qualifiée.", "Accès au port.", "Pôle de recherche."];
const COMPETITORS: &[&str] = &["Piémont", "Catalogne", "Bade-Wurtemberg", "Wallonie", "Lombardie"];

/// Places as officers write them: some name no single territory.
const PLACES: &[&str] = &[
    "Arles",
    "Marseille",
    "Aix-en-Provence",
    "Martigues",
    "Avignon",
    "Toulon",
    "Vitrolles",
    "Fos-sur-Mer",
    "Bassin d’emploi d’Istres ou de Salon",
    "Saint-Paul-lès-Durance",
    "Manosque",
    "Métropole d’Aix-Marseille-Provence",
    "Bouches-du-Rhône",
];

/// What a project says of a field, none when it is not of those that this version of the set fills in.
pub fn text(field: Field, rank: usize, decided: Option<jiff::civil::Date>) -> Option<String> {
    let one = |all: &[&str]| all[rank % all.len()].to_owned();
    let operation = OPERATIONS[rank % OPERATIONS.len()];
    Some(match field {
        Field::Source => one(SOURCES),
        Field::Clientele => if rank % 9 == 4 { "talents" } else { "investors" }.to_owned(),
        Field::Priority | Field::Likelihood => one(DEGREES),
        Field::LegalBasis => "legitimate-interest".to_owned(),
        Field::Activity => format!("Activité de démonstration n° {}", rank + 1),
        Field::Sector => SECTORS[rank % SECTORS.len()].to_owned(),
        Field::Nature => if operation == "extension" { "reinvestment" } else { "investment" }.to_owned(),
        Field::Operation => operation.to_owned(),
        Field::PreviousLocation if operation == "transfer" => "Un autre site du groupe".to_owned(),
        Field::SafeguardedJobs if operation.starts_with("takeover") => "14".to_owned(),
        Field::Function => one(FUNCTIONS),
        Field::Competitors => one(COMPETITORS),
        Field::Location => one(PLACES),
        Field::Jobs => one(JOBS),
        Field::ValueBasis => one(BASES),
        Field::Value if BASES[rank % BASES.len()] != "refused" => one(VALUES),
        Field::Calendar => one(CALENDARS),
        Field::Requirements => one(NEEDS),
        Field::Drivers => one(DRIVERS),
        Field::AnonymousDescription => {
            // What the card shows gives no number: the jobs are for those who read the project.
            let what = match operation {
                "extension" => "une extension",
                "takeover" | "takeover-extension" => "la reprise d’un site",
                "transfer" => "le transfert d’un site",
                _ => "une implantation",
            };
            format!("Un industriel étudie {what} dans la région.")
        }
        Field::DiffusionMode => "restricted".to_owned(),
        Field::DiffusionConsent => "Accord donné par courriel (fictif)".to_owned(),
        Field::AnswerDeadline => "fin 2027".to_owned(),
        Field::Shortlist => "Deux offres retenues (fictif).".to_owned(),
        Field::Visit => "Visite de deux sites, raccordement à préciser (fictif).".to_owned(),
        Field::LandingSite => "Site de démonstration".to_owned(),
        Field::DecidedOn => day_with_year(decided?, Language::French),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portfolio_has_every_stage_and_every_status() {
        let courses: Vec<Course> = (0..PROJECTS).map(course).collect();
        for stage in 0..9 {
            assert!(courses.iter().filter(|one| one.stage == stage).count() >= 7, "{stage}");
        }
        for status in ["ongoing", "delayed", "dormant", "lost", "abandoned"] {
            assert!(courses.iter().any(|one| one.status == status), "{status}");
        }
    }

    #[test]
    fn a_project_goes_forward_in_time() {
        for rank in 0..PROJECTS {
            let dates = dates(rank, 8);
            assert!(
                dates.windows(2).all(|pair| pair[0] > pair[1]) && dates.last().is_some_and(|last| *last > 0)
            );
            assert!(dates[0] < 365);
        }
    }
}
