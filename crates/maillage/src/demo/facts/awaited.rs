//! The facts of the texts that today's features cannot hold: each with what it waits for. None is stubbed.

/// A fact that waits for its feature.
#[derive(Debug)]
pub struct Awaited {
    /// The requirement.
    pub id: &'static str,
    /// What it is.
    pub label: &'static str,
    /// The feature that it waits for.
    pub feature: &'static str,
}

const fn awaited(id: &'static str, label: &'static str, feature: &'static str) -> Awaited {
    Awaited { id, label, feature }
}

const COMMITTEES: &str = "les instances et leurs réunions";
const PLANS: &str = "les plans et leurs actions";
const OFFER: &str = "le catalogue de l’offre";
const AGREEMENTS: &str = "les accords de coopération";
const EVENTS: &str = "les événements et leur programme";
const CONTRACTS: &str = "les contrats de territoire";

/// Every one of them.
pub const AWAITED: &[Awaited] = &[
    awaited("S0-08", "58 déclarés, 14 nommés et 44 d’écart dans un registre daté", COMMITTEES),
    awaited("S0-18", "10 rencontres de 2019, comptées dans le registre", COMMITTEES),
    awaited("S0-35", "2 comités de pilotage et 4 techniques, prévus et tenus", COMMITTEES),
    awaited("S0-17", "4 volets du plan", PLANS),
    awaited("S0-19", "6 objectifs (S0-19 à S0-24)", PLANS),
    awaited("S0-37", "10 thèmes de l’offre de services", OFFER),
    awaited("S1-09", "3 accords existants, 3 à créer", AGREEMENTS),
    awaited("S1-12", "5 domaines avec Montréal, 4 avec San Francisco", AGREEMENTS),
    awaited("S1-06", "7 secteurs stratégiques, et d’autres s’ils sont justifiés", AGREEMENTS),
    awaited("S1-21", "alertes à 12, 6, 3 et 1 mois de la fin de l’accord", AGREEMENTS),
    awaited("S2-16", "alerte d’un programme qui dépasse son créneau", EVENTS),
    awaited("S2-09", "ODD 17 principal, ODD 8 et 9 en contribution", EVENTS),
    awaited("S4-04", "7 contrats dans 5 régions (1, 1, 2, 2, 1)", CONTRACTS),
];
