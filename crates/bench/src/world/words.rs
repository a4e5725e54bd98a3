//! Invented names: enough roots that a question finds some of them, not all.

use crate::chance::Dice;

const STARTS: [&str; 20] = [
    "Del", "Mar", "Cor", "Val", "Ber", "Lan", "Tré", "Gau", "Sér", "Pel", "Bou", "Cha", "Fer", "Mon", "Rou",
    "Lam", "Dub", "Gré", "Vau", "Hél",
];
const MIDDLES: [&str; 16] =
    ["ma", "ti", "lo", "ren", "vi", "san", "do", "cé", "ra", "bel", "ni", "quo", "gu", "lé", "for", "mi"];
const ENDS: [&str; 16] = [
    "nier", "ceau", "tis", "gnac", "dron", "lène", "vert", "quin", "ssier", "mont", "reau", "lly", "zac",
    "court", "val", "don",
];
const FORMS: [&str; 6] = ["Ateliers", "Société", "Groupe", "Établissements", "Laboratoires", "Compagnie"];
const TRADES: [&str; 16] = [
    "Énergie",
    "Robotique",
    "Logistique",
    "Mécanique",
    "Hydrogène",
    "Santé",
    "Numérique",
    "Chimie",
    "Aéronautique",
    "Matériaux",
    "Agroalimentaire",
    "Systèmes",
    "Optique",
    "Plasturgie",
    "Photonique",
    "Bois",
];
pub const CITIES: [&str; 12] = [
    "Marseille",
    "Aix-en-Provence",
    "Arles",
    "Saint-Denis",
    "Évry",
    "Nanterre",
    "Créteil",
    "Martigues",
    "Salon-de-Provence",
    "Meaux",
    "Cergy",
    "Vélizy",
];
const GIVEN: [&str; 12] =
    ["Camille", "Lucie", "Hugo", "Inès", "Karim", "Léa", "Marc", "Nadia", "Omar", "Paul", "Rosa", "Théo"];
const VERBS: [&str; 8] =
    ["cherche", "étudie", "prépare", "confirme", "reporte", "visite", "compare", "demande"];
const THINGS: [&str; 16] = [
    "un terrain embranché",
    "un bâtiment de 4 000 m²",
    "des techniciens",
    "un laboratoire P2",
    "un raccordement électrique",
    "une aide à l’investissement",
    "un site classé",
    "des logements",
    "un accès au port",
    "une chaîne pilote",
    "un calendrier serré",
    "une seconde tranche",
    "un partenaire local",
    "une école d’ingénieurs",
    "un permis modifié",
    "une liaison ferroviaire",
];

pub fn root(dice: &mut Dice) -> String {
    format!("{}{}{}", dice.one(&STARTS), dice.one(&MIDDLES), dice.one(&ENDS))
}

pub fn company(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.one(&FORMS), root(dice), dice.one(&TRADES))
}

pub fn given(dice: &mut Dice) -> &'static str {
    GIVEN[dice.below(GIVEN.len())]
}

pub fn family(dice: &mut Dice) -> String {
    root(dice)
}

pub fn city(dice: &mut Dice) -> &'static str {
    CITIES[dice.below(CITIES.len())]
}

pub fn code_name(dice: &mut Dice) -> String {
    format!("Projet {}", root(dice))
}

pub fn sentence(dice: &mut Dice) -> String {
    let (root, verb, thing, other) = (root(dice), dice.one(&VERBS), dice.one(&THINGS), dice.one(&THINGS));
    format!("M. {root} {verb} {thing} et {other} à {}", dice.one(&CITIES))
}

/// What people type: a reference, a beginning, words without their accents, a word with a wrong letter.
pub fn question(dice: &mut Dice, at: usize) -> String {
    let name = company(dice);
    let words: Vec<&str> = name.split(' ').collect();
    match at % 5 {
        0 => format!("OT-2026-{:04}", dice.below(3000) + 1),
        1 => name.chars().take(name.chars().count() - words[2].chars().count() - 3).collect(),
        2 => platform::text::normalise(words[2]).chars().take(7).collect(),
        3 => format!("{} {}", platform::text::normalise(words[1]), dice.one(&CITIES)),
        _ => one_wrong(dice, words[1]),
    }
}

fn one_wrong(dice: &mut Dice, word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let wrong = 2 + dice.below(letters.len() - 3);
    letters.iter().enumerate().map(|(at, letter)| if at == wrong { 'x' } else { *letter }).collect()
}
