//! Invented names. None of these companies exists; each bears the word "fictif" in the pages.

/// The company of this rank: name, country, city.
pub fn company(rank: usize) -> (String, &'static str, &'static str) {
    let (country, cities, forms) = COUNTRIES[rank % COUNTRIES.len()];
    let name = format!(
        "{} {} {}",
        ROOTS[(rank * 7 + rank / 30) % ROOTS.len()],
        TRADES[rank % TRADES.len()],
        forms[rank % forms.len()]
    );
    (name, country, cities[(rank / COUNTRIES.len()) % cities.len()])
}

type Country = (&'static str, &'static [&'static str], &'static [&'static str]);

const COUNTRIES: &[Country] = &[
    ("DE", &["Hamburg", "Stuttgart", "Dresden"], &["GmbH", "AG"]),
    ("GB", &["Leeds", "London", "Bristol"], &["Ltd", "plc"]),
    ("US", &["Austin", "Boston", "San Diego"], &["Inc.", "LLC"]),
    ("FR", &["Paris", "Lyon", "Lille"], &["SAS", "SA"]),
    ("IT", &["Torino", "Bologna", "Genova"], &["SpA", "Srl"]),
    ("CN", &["Shanghai", "Shenzhen", "Wuhan"], &["Co. Ltd"]),
    ("NL", &["Eindhoven", "Rotterdam"], &["BV"]),
    ("JP", &["Osaka", "Kyoto"], &["KK"]),
    ("ES", &["València", "Zaragoza"], &["SL", "SA"]),
    ("CA", &["Montréal", "Québec"], &["Inc."]),
    ("SE", &["Göteborg", "Uppsala"], &["AB"]),
];

const ROOTS: &[&str] = &[
    "Alvarin", "Belkora", "Cendrel", "Dorvane", "Elmira", "Farnel", "Galvor", "Hestia", "Ilvane", "Jorvik",
    "Kalmar", "Lorient", "Mervane", "Norvald", "Orsane", "Pelvor", "Quintal", "Rovane", "Selmor", "Tarvane",
    "Ulmar", "Velkor", "Wendal", "Xaral", "Yvorn", "Zelmar", "Brisane", "Corvald", "Delmor", "Ervane",
];

const TRADES: &[&str] = &[
    "Optik",
    "Marine",
    "Foods",
    "Robotics",
    "Hydrogen",
    "Pharma",
    "Data",
    "Textile",
    "Aero",
    "Packaging",
    "Energy",
    "Chem",
    "Mobility",
];

/// The code name of this rank.
pub fn code_name(rank: usize) -> &'static str {
    CODE_NAMES[rank % CODE_NAMES.len()]
}

/// As many as there are projects.
pub const CODE_NAMES: &[&str] = &[
    "Absinthe",
    "Acacia",
    "Agave",
    "Ajonc",
    "Alaterne",
    "Alouette",
    "Amandier",
    "Anchois",
    "Anémone",
    "Arbousier",
    "Argousier",
    "Armoise",
    "Asphodèle",
    "Aubépine",
    "Aubergine",
    "Badiane",
    "Balsamine",
    "Barrique",
    "Basilic",
    "Baudroie",
    "Bécasse",
    "Belette",
    "Bergamote",
    "Boudin",
    "Bourrache",
    "Brouette",
    "Bruyère",
    "Buisson",
    "Calade",
    "Camomille",
    "Campanule",
    "Capucine",
    "Cardabelle",
    "Caroubier",
    "Carthame",
    "Cédrat",
    "Chardon",
    "Châtaigne",
    "Chevalet",
    "Chicorée",
    "Ciste",
    "Citronnelle",
    "Clairière",
    "Clématite",
    "Colombier",
    "Coquelicot",
    "Coriandre",
    "Cormoran",
    "Courge",
    "Crocus",
    "Cyprès",
    "Dauphin",
    "Digitale",
    "Échalote",
    "Écrin",
    "Églantine",
    "Épervier",
    "Estragon",
    "Étourneau",
    "Euphorbe",
    "Farigoule",
    "Fenouil",
    "Figuier",
    "Flamant",
    "Fougère",
    "Framboise",
    "Frêne",
    "Fusain",
    "Galet",
    "Garance",
    "Garrigue",
    "Gentiane",
    "Géranium",
    "Giroflée",
    "Glycine",
    "Grenade",
    "Grillon",
    "Guimauve",
    "Hélianthe",
    "Héron",
    "Hysope",
    "Immortelle",
    "Iris",
    "Jasmin",
    "Jonquille",
    "Jujube",
    "Kaki",
    "Laurier",
    "Lentisque",
    "Libellule",
    "Lierre",
    "Limace",
    "Lotus",
    "Luciole",
    "Luzerne",
    "Mandarine",
    "Marjolaine",
    "Mélèze",
    "Melon",
    "Menthe",
    "Mimosa",
    "Myrte",
    "Narcisse",
    "Nèfle",
    "Nigelle",
    "Noisette",
    "Olivastre",
    "Orchidée",
    "Origan",
    "Osier",
    "Palombe",
    "Panais",
    "Pervenche",
    "Pistache",
    "Pivoine",
    "Primevère",
    "Romarin",
    "Safran",
    "Sarriette",
    "Tilleul",
];

const GIVEN: &[&str] = &[
    "Anna", "Ben", "Chiara", "David", "Emi", "Franz", "Grace", "Hiro", "Irene", "Jonas", "Karin", "Liam",
    "Mei",
];
const FAMILY: &[&str] = &[
    "Albrecht", "Brown", "Conti", "Dahl", "Egawa", "Ferrer", "Gallo", "Hughes", "Ito", "Jansen", "Keller",
    "Li",
];

/// Somebody met in the company of this rank.
pub fn contact(rank: usize) -> String {
    format!("{} {}", GIVEN[rank % GIVEN.len()], FAMILY[(rank / 2) % FAMILY.len()])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_name_is_borne_twice() {
        let companies: HashSet<String> = (0..150).map(|rank| company(rank).0).collect();
        assert_eq!(companies.len(), 150);
        let names: HashSet<&str> = CODE_NAMES.iter().copied().collect();
        assert_eq!((names.len(), CODE_NAMES.len()), (120, 120));
    }
}
