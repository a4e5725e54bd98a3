//! The organisations that the documents name, with where each was read: members of the instance, and partners that are not.

use platform::access::Actor;
use platform::database::Transaction;
use platform::web::Problem;

use super::Loaded;
use crate::directory::{
    Family, LinkNature, NewBond, NewCompany, NewMember, NewOrganisation, OrganisationId, add_competence,
    add_organisation, add_source, bind, category_named, found_member,
};
use crate::reference::sources::NewProvenance;
use crate::reference::territories::{TerritoryId, TerritoryKind, plant};

/// Key, name, usual name, family, category, city, document.
type Row = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Family,
    &'static str,
    Option<&'static str>,
    &'static str,
);

use Family::{Attractiveness, Company, LocalAuthority, MajorPartner, PublicBody};

/// Choose Paris Region hosts the committee; whether it counts itself among the 58 is not stated, so it is read in S0 but
/// bears no family of the list (S0-14).
const MEMBERS: &[Row] = &[
    (
        "idf",
        "Région Île-de-France",
        None,
        LocalAuthority,
        "region",
        Some("Saint-Ouen-sur-Seine"),
        "S0, S4 (région d’un contrat)",
    ),
    ("mgp", "Métropole du Grand Paris", Some("MGP"), LocalAuthority, "metropolis", Some("Paris"), "S0"),
    ("sgp", "Société du Grand Paris", Some("SGP"), PublicBody, "transport", None, "S0"),
    ("haropa", "HAROPA", None, PublicBody, "port", None, "S0"),
    ("gpa", "Grand Paris Aménagement", None, PublicBody, "development", None, "S0"),
    ("epfif", "Établissement public foncier d’Île-de-France", Some("EPFIF"), PublicBody, "land", None, "S0"),
    ("iau", "Institut d’aménagement et d’urbanisme", Some("IAU"), PublicBody, "planning", None, "S0"),
    ("crt", "Comité régional du tourisme", Some("CRT"), PublicBody, "tourism", None, "S0"),
    (
        "prefecture",
        "Préfecture de Paris et d’Île-de-France",
        None,
        MajorPartner,
        "prefecture",
        Some("Paris"),
        "S0",
    ),
    ("business-france", "Business France", None, MajorPartner, "operator", Some("Paris"), "S0, S4"),
    (
        "cci",
        "Chambre de commerce et d’industrie Paris Île-de-France",
        Some("CCI Paris Île-de-France"),
        MajorPartner,
        "chamber",
        Some("Paris"),
        "S0",
    ),
    ("pce", "Paris Capitale Économique", None, Attractiveness, "association", Some("Paris"), "S0"),
    ("europlace", "Paris Europlace", None, Attractiveness, "association", Some("Paris"), "S0"),
    ("adp", "Groupe ADP", None, Company, "firm", None, "S0"),
    ("choose", "Choose Paris Region", None, Attractiveness, "agency", None, "S0 (hôte)"),
    ("provence", "Provence Promotion", None, Attractiveness, "agency", Some("Marseille"), "S3"),
    ("gpmm", "Grand port maritime de Marseille", Some("GPMM"), PublicBody, "port", Some("Marseille"), "S3"),
    ("airport", "Aéroport Marseille-Provence", None, PublicBody, "airport", None, "S3"),
    ("euromed", "Euroméditerranée", None, PublicBody, "development", Some("Marseille"), "S3"),
    ("tourism", "Provence Tourisme", None, PublicBody, "tourism", None, "S3"),
    ("arles", "Pays d’Arles", None, LocalAuthority, "intercommunality", Some("Arles"), "S3"),
    ("rising", "Rising Sud", None, Attractiveness, "agency", None, "S3"),
    ("bdt", "Banque des Territoires", None, MajorPartner, "operator", None, "S4"),
    ("bpi", "Bpifrance", None, MajorPartner, "operator", None, "S4"),
    ("pole-emploi", "Pôle Emploi", None, MajorPartner, "operator", None, "S4"),
    // Invented: who runs the instance reads no record of the others, so it keeps none of its own.
    ("operations", "Syndicat numérique des territoires", None, PublicBody, "network", None, ""),
];

/// The territories that the documents name: the other ones come with the reference data.
const TERRITORIES: &[(TerritoryKind, &str, &str)] = &[
    (TerritoryKind::Region, "11", "Île-de-France"),
    (TerritoryKind::Region, "27", "Bourgogne-Franche-Comté"),
    (TerritoryKind::Region, "44", "Grand Est"),
    (TerritoryKind::Region, "75", "Nouvelle-Aquitaine"),
    (TerritoryKind::Region, "93", "Provence-Alpes-Côte d'Azur"),
    (TerritoryKind::Epci, "200054781", "Métropole du Grand Paris"),
    (TerritoryKind::Epci, "200054807", "Métropole d'Aix-Marseille-Provence"),
    (TerritoryKind::Commune, "13004", "Arles"),
    (TerritoryKind::Commune, "13055", "Marseille"),
    (TerritoryKind::Commune, "31555", "Toulouse"),
    (TerritoryKind::Commune, "75056", "Paris"),
    (TerritoryKind::Commune, "93070", "Saint-Ouen-sur-Seine"),
];

/// Organisations that documents name and that are not members: key, name, usual name, family, category, country, city,
/// what it does as the document says, document.
type Partner = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Family,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    &'static str,
);

const PARTNERS: &[Partner] = &[
    ("cuf", "Cités Unies France", Some("CUF"), MajorPartner, "network", "FR", None, None, "S2"),
    ("anima", "ANIMA", None, Attractiveness, "network", "FR", None, None, "S2"),
    ("arricod", "ARRICOD", None, MajorPartner, "network", "FR", None, None, "S2"),
    (
        "toulouse",
        "Ville de Toulouse",
        None,
        LocalAuthority,
        "municipality",
        "FR",
        Some("Toulouse"),
        None,
        "S2",
    ),
    ("toulouse-metropole", "Toulouse Métropole", None, LocalAuthority, "metropolis", "FR", None, None, "S2"),
    ("grenoble", "Grenoble Alpes Métropole", None, LocalAuthority, "metropolis", "FR", None, None, "S2"),
    (
        "naq",
        "Région Nouvelle-Aquitaine",
        None,
        LocalAuthority,
        "region",
        "FR",
        None,
        None,
        "S2, S4 (région de contrats)",
    ),
    (
        "sud",
        "Région Sud",
        Some("Paca"),
        LocalAuthority,
        "region",
        "FR",
        None,
        None,
        "S2, S4 (région d’un contrat)",
    ),
    // S4-04.
    ("grand-est", "Région Grand Est", None, LocalAuthority, "region", "FR", None, None, "S4"),
    ("bfc", "Région Bourgogne-Franche-Comté", None, LocalAuthority, "region", "FR", None, None, "S4"),
    // S3-04 names it so.
    ("chamber", "CCI", None, MajorPartner, "chamber", "FR", None, None, "S3"),
    (
        "qomutez",
        "Qomutez",
        None,
        Company,
        "firm",
        "FR",
        None,
        Some("Logiciels de gestion de l’information voyageurs dans les transports"),
        "S2",
    ),
    (
        "fipa",
        "Foreign Investment Promotion Agency",
        Some("FIPA"),
        Attractiveness,
        "foreign-agency",
        "TN",
        None,
        None,
        "S2",
    ),
    (
        "fipa-paris",
        "Bureau de la FIPA à Paris",
        None,
        Attractiveness,
        "local-office",
        "FR",
        Some("Paris"),
        None,
        "S2",
    ),
    ("massilia", "Massilia Mundi", None, Attractiveness, "network", "FR", None, None, "S3"),
    (
        "adi",
        "Association des directeurs immobiliers",
        None,
        MajorPartner,
        "association",
        "FR",
        None,
        None,
        "S3",
    ),
];

/// What the documents say of who is what to whom.
const LINKS: &[(&str, LinkNature, &str)] =
    &[("qomutez", LinkNature::Support, "sud"), ("fipa-paris", LinkNature::Office, "fipa")];

/// The territories of the first contracts, and the région that the document says of each (S4-04).
const CONTRACTS: &[(&str, &str, &str)] = &[
    ("carros", "Carros", "sud"),
    ("sud-alsace", "Sud Alsace", "grand-est"),
    ("nord-franche-comte", "Nord-Franche-Comté", "bfc"),
    ("auxois-morvan", "Auxois Morvan", "bfc"),
    ("chatellerault", "Grand Châtellerault", "naq"),
    ("val-de-garonne", "Val de Garonne", "naq"),
    ("orly", "Grand Orly", "idf"),
];

/// And of who is competent where.
const COMPETENCES: &[(&str, TerritoryKind, &str)] = &[
    ("provence", TerritoryKind::Epci, "200054807"),
    ("idf", TerritoryKind::Region, "11"),
    ("bfc", TerritoryKind::Region, "27"),
    ("grand-est", TerritoryKind::Region, "44"),
    ("mgp", TerritoryKind::Epci, "200054781"),
    ("naq", TerritoryKind::Region, "75"),
    ("sud", TerritoryKind::Region, "93"),
];

/// Where a member was read: the code of a document, and what it is there when it is not of its list.
fn read_in(source: &str) -> NewProvenance {
    let (document, note) = source.split_once(" (").unwrap_or((source, ""));
    NewProvenance {
        document: Some(document.to_owned()),
        note: Some(note.trim_end_matches(')').to_owned()).filter(|note| !note.is_empty()),
        ..NewProvenance::default()
    }
}

/// Makes them members.
pub fn load(tx: &Transaction, loaded: &mut Loaded) -> Result<(), Problem> {
    plant(tx, TERRITORIES)?;
    let system = Actor::system(loaded.now);
    for (key, name, short_name, family, category, city, source) in MEMBERS {
        let new = NewMember {
            name: (*name).into(),
            short_name: short_name.map(Into::into),
            family: *family,
            category,
            country: "FR".into(),
            city: city.map(Into::into),
            fictitious: source.is_empty(),
            provenance: source.split(", ").filter(|code| !code.is_empty()).map(read_in).collect(),
        };
        loaded.organisations.insert(key, found_member(tx, &system, &new)?);
    }
    Ok(())
}

/// Adds the partners, by whoever runs the instance, and what binds organisations. After the people, since somebody adds them.
pub fn load_partners(tx: &Transaction, loaded: &mut Loaded) -> Result<(), Problem> {
    let keeper = loaded.actor(tx, "hugo", 0)?;
    for partner in PARTNERS {
        let id = add(tx, &keeper, partner)?;
        loaded.organisations.insert(partner.0, id);
    }
    let territory = Some("Territoire d’industrie");
    for (key, name, region) in CONTRACTS {
        let partner = (*key, *name, None, LocalAuthority, "other", "FR", None, territory, "S4");
        let id = add(tx, &keeper, &partner)?;
        loaded.organisations.insert(key, id);
        let detail = Some("territoire d’un contrat".to_owned());
        link(tx, &keeper, (id, loaded.organisations[region]), LinkNature::Parent, detail)?;
    }
    for (one, nature, other) in LINKS {
        link(tx, &keeper, (loaded.organisations[one], loaded.organisations[other]), *nature, None)?;
    }
    let system = Actor::system(loaded.now);
    for (key, kind, code) in COMPETENCES {
        let territory = TerritoryId::new(*kind, code);
        add_competence(tx, &system, loaded.organisations[key], &territory, (None, None))?;
    }
    Ok(())
}

/// Adds one, read in each document that names it.
fn add(tx: &Transaction, keeper: &Actor, partner: &Partner) -> Result<OrganisationId, Problem> {
    let (_, name, short_name, family, category, country, city, activity, documents) = partner;
    let facts = NewCompany {
        name: (*name).into(),
        country: (*country).into(),
        city: city.map(Into::into),
        activity: activity.map(Into::into),
        ..NewCompany::default()
    };
    let category = category_named(category);
    let mut read = documents.split(", ").map(read_in);
    let new = NewOrganisation {
        facts,
        short_name: short_name.map(Into::into),
        family: *family,
        category: category.map(|category| category.key).unwrap_or_default(),
        tier: category.and_then(|category| category.tier),
        network: true,
        provenance: read.next(),
    };
    let id = add_organisation(tx, keeper, &new)?;
    read.try_for_each(|more| add_source(tx, keeper, id, &more))?;
    Ok(id)
}

fn link(
    tx: &Transaction,
    keeper: &Actor,
    (one, other): (OrganisationId, OrganisationId),
    nature: LinkNature,
    detail: Option<String>,
) -> Result<(), Problem> {
    bind(tx, keeper, one, &NewBond { other, nature, detail, from: None, until: None })
}
