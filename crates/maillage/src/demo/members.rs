//! The organisations that the documents name, with where each was read.

use platform::access::Actor;
use platform::database::Transaction;
use platform::web::Problem;

use super::Loaded;
use crate::directory::{Family, NewMember, found_member};

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
    ("idf", "Région Île-de-France", None, LocalAuthority, "region", Some("Saint-Ouen-sur-Seine"), "S0"),
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
    ("choose", "Choose Paris Region", None, Attractiveness, "agency", None, "hôte, S0"),
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

/// Makes them members.
pub fn load(tx: &Transaction, loaded: &mut Loaded) -> Result<(), Problem> {
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
            provenance: (!source.is_empty()).then(|| format!("{source}, nommé dans le document")),
        };
        loaded.organisations.insert(key, found_member(tx, &system, &new)?);
    }
    Ok(())
}
