//! The facts that follow from what is stated, computed by the rules of the screens. The id is that of the requirement.

use jiff::civil::Weekday;
use platform::database::{Error, Result};
use platform::dates::{later, months_between};
use platform::figures::Figure;
use platform::i18n::Language::French;

use super::Line;
use super::shown::Shown;
use crate::directory::{Family, LinkNature, Organisation, Surroundings, Tier};

/// A fact: the requirement that it proves, what it is, what is expected, what computes it.
struct Fact {
    id: &'static str,
    label: &'static str,
    expected: &'static str,
    compute: fn(&Shown) -> Result<String>,
}

/// Every fact beside what is found.
pub fn lines(shown: &Shown) -> Vec<Line> {
    let line = |fact: &Fact| {
        let found = (fact.compute)(shown).unwrap_or_else(|error| format!("introuvable\u{a0}: {error}"));
        Line {
            id: fact.id.into(),
            label: fact.label.into(),
            expected: fact.expected.into(),
            // Spaces that do not break are for the eye: facts are compared without them.
            found: found.replace('\u{a0}', " "),
        }
    };
    FACTS.iter().map(line).collect()
}

fn sums(error: impl std::fmt::Display) -> Error {
    Error::Decode(error.to_string())
}

fn said(shown: &Shown, code: &str) -> Result<String> {
    Ok(shown.figure(code)?.print(French))
}

fn counted(shown: &Shown, code: &str) -> Result<String> {
    Ok(shown.date(code)?.counted(French))
}

/// As said, and how it is counted.
fn both(shown: &Shown, code: &str) -> Result<String> {
    let figure = shown.figure(code)?;
    Ok(format!("{} ; {}", figure.print(French), figure.counted(French)))
}

fn ratio(shown: &Shown, code: &str, by: &str) -> Result<String> {
    Ok(shown.figure(code)?.ratio(shown.figure(by)?, 0).map_err(sums)?.print(French))
}

fn whole(shown: &Shown, code: &str) -> Result<usize> {
    let value =
        shown.figure(code)?.value().and_then(|value| usize::try_from(value.millionths() / 1_000_000).ok());
    value.ok_or_else(|| Error::Decode(format!("{code} is not one number")))
}

/// How many, and their names in the order of the directory.
fn names<'s>(members: impl Iterator<Item = &'s Organisation>) -> String {
    let names: Vec<&str> = members.map(|member| member.name.as_str()).collect();
    format!("{} : {}", names.len(), names.join(", "))
}

fn family(shown: &Shown, family: Family) -> String {
    names(shown.named_in("S0").filter(|member| member.family == family))
}

/// The régions that comprise territories of contracts, and these.
fn contracts(shown: &Shown) -> String {
    let regions = shown.named.iter().filter(|(_, sheet, _)| sheet.category == "region");
    let of = |around: &Surroundings| {
        let parts = around.bonds.iter().filter(|bond| !bond.outward && bond.nature == LinkNature::Parent);
        let mut names: Vec<&str> = parts.map(|bond| bond.name.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    };
    let lines = regions.map(|(_, sheet, around)| format!("{} : {}", sheet.name, of(around)));
    lines.collect::<Vec<_>>().join(" ; ")
}

const fn fact(
    id: &'static str,
    label: &'static str,
    expected: &'static str,
    compute: fn(&Shown) -> Result<String>,
) -> Fact {
    Fact { id, label, expected, compute }
}

const FACTS: &[Fact] = &[
    fact("S0-08", "acteurs déclarés", "58", |s| said(s, "S0-08")),
    fact("S0-09", "familles qui ont un membre nommé", "5", |s| {
        let has_one = |family: &&Family| s.named_in("S0").any(|member| member.family == **family);
        Ok(Family::ALL.iter().filter(has_one).count().to_string())
    }),
    fact("S0-09", "collectivités nommées", "2 : Métropole du Grand Paris, Région Île-de-France", |s| {
        Ok(family(s, Family::LocalAuthority))
    }),
    fact(
        "S0-10",
        "organismes publics nommés",
        "6 : Comité régional du tourisme, Établissement public foncier d’Île-de-France, Grand Paris Aménagement, HAROPA, \
         Institut d’aménagement et d’urbanisme, Société du Grand Paris",
        |s| Ok(family(s, Family::PublicBody)),
    ),
    fact(
        "S0-11",
        "grands partenaires nommés",
        "3 : Business France, Chambre de commerce et d’industrie Paris Île-de-France, Préfecture de Paris et \
         d’Île-de-France",
        |s| Ok(family(s, Family::MajorPartner)),
    ),
    fact(
        "S0-12",
        "acteurs de l’attractivité nommés",
        "2 : Paris Capitale Économique, Paris Europlace",
        |s| Ok(family(s, Family::Attractiveness)),
    ),
    fact("S0-13", "entreprises nommées", "1 : Groupe ADP", |s| Ok(family(s, Family::Company))),
    fact("S0-08", "registre du comité au 4 décembre 2019", "58, le 4 décembre 2019, lu dans S0", |s| {
        let (_, committee) = s.register("Comité des Territoires")?;
        let declared = committee.declared.as_ref().ok_or(Error::Missing)?;
        let read = declared.document.as_deref().unwrap_or("-");
        Ok(format!("{}, le {}, lu dans {read}", declared.figure.print(French), declared.as_of.print(French)))
    }),
    fact("S0-14", "déclarés, nommés, écart, catégories sans nom", "58, 14, 44, 4", |s| {
        let (_, committee) = s.register("Comité des Territoires")?;
        let declared = committee.declared.as_ref().ok_or(Error::Missing)?;
        let gap = committee.gap.as_ref().ok_or(Error::Missing)?;
        let counts =
            (declared.figure.print(French), committee.named, gap.print(French), committee.categories);
        Ok(format!("{}, {}, {}, {}", counts.0, counts.1, counts.2, counts.3))
    }),
    fact("S0-14", "nommés par famille", "2, 6, 3, 2, 1", |s| {
        let (_, committee) = s.register("Comité des Territoires")?;
        let named = |family| committee.of(family).count().to_string();
        Ok(Family::ALL.iter().map(named).collect::<Vec<_>>().join(", "))
    }),
    fact(
        "S0-14",
        "catégories sans membre nommé",
        "Agences locales, Intercommunalités, Pôles de compétitivité, Établissements publics d’aménagement",
        |s| {
            let (_, committee) = s.register("Comité des Territoires")?;
            let categories = committee.entries.iter().filter(|entry| entry.organisation.is_none());
            let mut names: Vec<&str> = categories.map(|entry| entry.name.as_str()).collect();
            names.sort_unstable();
            Ok(names.join(", "))
        },
    ),
    fact("S0-15", "durée du comité déclarée, calculée", "9, 8,5 mois", |s| {
        let (_, committee) = s.register("Comité des Territoires")?;
        let (declared, computed) = committee.duration.as_ref().ok_or(Error::Missing)?;
        let computed = computed.ok_or(Error::Missing)?;
        Ok(format!("{}, {}", declared.figure.print(French), computed.print(French)))
    }),
    fact("S3-13", "ambassadeurs au registre", "400, 0, 400", |s| {
        let (_, network) = s.register("Massilia Mundi")?;
        let declared = network.declared.as_ref().ok_or(Error::Missing)?;
        let gap = network.gap.as_ref().ok_or(Error::Missing)?;
        Ok(format!("{}, {}, {}", declared.figure.print(French), network.named, gap.print(French)))
    }),
    fact("S0-03", "actions communes", "13", |s| said(s, "S0-03")),
    fact("S0-18", "rencontres en 2019", "10", |s| said(s, "S0-18")),
    fact("S0-15", "durée calculée, durée déclarée", "8,5 mois, 9", |s| {
        let months = months_between(s.date("S0-06")?.latest(), s.date("S0-01")?.latest());
        Ok(format!("{}, {}", months.print(French), said(s, "S0-15")?))
    }),
    fact("S0-25", "participants", "plus de 40 ; compté à partir de 40", |s| both(s, "S0-25")),
    fact("S0-30", "places des ateliers", "60 à 80", |s| {
        let seats = s.figure("S0-30.workshops")?.times_figure(s.figure("S0-30.seats")?).map_err(sums)?;
        Ok(seats.print(French))
    }),
    fact(
        "S0-33",
        "comités de pilotage",
        "2 ; entre le 1er et le 10 mai 2020 ; entre le 1er et le 30 novembre 2020",
        |s| Ok([said(s, "S0-33.count")?, counted(s, "S0-33")?, counted(s, "S0-34")?].join(" ; ")),
    ),
    fact(
        "S0-35",
        "comités techniques",
        "4 ; entre le 1er et le 29 février 2020 ; entre le 1er et le 30 avril 2020 ; entre le 21 et le 30 juin 2020 ; \
         entre le 1er et le 31 octobre 2020",
        |s| {
            let mut all = vec![said(s, "S0-35.count")?];
            for rank in ["S0-35.first", "S0-35.second", "S0-35.third", "S0-35.fourth"] {
                all.push(counted(s, rank)?);
            }
            Ok(all.join(" ; "))
        },
    ),
    fact(
        "S0-39",
        "année du lancement, déduite et par qui",
        "2019, année déduite par la lecture du document",
        |s| {
            let launch = s.date("S0-06")?;
            let inferred = launch.inferred(French).unwrap_or_else(|| "année dite".into());
            Ok(format!("{}, {inferred}", launch.latest().year()))
        },
    ),
    fact("S1-21", "fin de l’accord Paris-San Francisco", "2011-01-26", |s| {
        let years = i32::try_from(whole(s, "S1-21.term")?).unwrap_or(0);
        later(s.date("S1-21.renewal")?.latest(), years, 0).map(|day| day.to_string()).ok_or(Error::Missing)
    }),
    fact("S1-17", "débit du pont numérique", "10 Gbits", |s| said(s, "S1-17")),
    fact("S1-22", "avantages possibles", "5", |s| said(s, "S1-22")),
    fact("S2-16", "minutes prévues, créneau, lecture fautive", "85, 90, 115", |s| {
        let mut planned = s.figure("S2-16.intro")?.clone();
        for part in ["S2-16.talks", "S2-16.abroad", "S2-16.close"] {
            planned = planned.plus(s.figure(part)?).map_err(sums)?;
        }
        let floor = s.figure("S2-16.floor")?.times(2).map_err(sums)?;
        let misread: Figure = planned.plus(&floor).map_err(sums)?;
        Ok(format!("{}, {}, {}", planned.print(French), said(s, "S2-16.slot")?, misread.print(French)))
    }),
    fact("S2-20", "qui soutient l’entreprise", "Qomutez, soutenue par Région Sud", |s| {
        let (company, around) = s.organisation("Qomutez")?;
        let supports = around.bonds.iter().filter(|bond| bond.outward && bond.nature == LinkNature::Support);
        let names: Vec<&str> = supports.map(|bond| bond.name.as_str()).collect();
        Ok(format!("{}, soutenue par {}", company.name, names.join(", ")))
    }),
    fact(
        "S2-22",
        "le bureau local, l’agence, son pays",
        "Paris, Foreign Investment Promotion Agency, TN",
        |s| {
            let (office, around) = s.organisation("Bureau de la FIPA à Paris")?;
            let of = around.bonds.iter().find(|bond| bond.outward && bond.nature == LinkNature::Office);
            let agency = of.ok_or(Error::Missing)?;
            let (agency, _) = s.organisation(&agency.name)?;
            Ok([office.city.as_deref().unwrap_or("-"), &agency.name, &agency.country].join(", "))
        },
    ),
    fact(
        "S2-12",
        "échelons des collectivités de l’atelier",
        "intermunicipal, municipal, regional",
        |s| {
            let read = |around: &Surroundings| {
                around.provenance.iter().any(|read| read.document.as_deref() == Some("S2"))
            };
            let authorities = s
                .named
                .iter()
                .filter(|(_, sheet, around)| sheet.family == Family::LocalAuthority && read(around));
            let mut tiers: Vec<&str> =
                authorities.filter_map(|(_, sheet, _)| sheet.tier.map(Tier::key)).collect();
            tiers.sort_unstable();
            tiers.dedup();
            Ok(tiers.join(", "))
        },
    ),
    fact("S3-03", "territoire de l’agence", "Métropole d'Aix-Marseille-Provence, epci-200054807", |s| {
        let (_, around) = s.organisation("Provence Promotion")?;
        let one = around.competences.first().ok_or(Error::Missing)?;
        Ok(format!("{}, {}", one.name, one.territory))
    }),
    fact(
        "S3-01",
        "support, auteur, jour de l’article",
        "Businews le Mag, Marie-Odile Helme, mardi 2 février 2021",
        |s| {
            let article = s.documents.iter().find(|document| document.code == "S3").ok_or(Error::Missing)?;
            let day = article.published.as_ref().ok_or(Error::Missing)?.latest();
            let weekday = if day.weekday() == Weekday::Tuesday { "mardi" } else { "un autre jour" };
            let author = article.author.as_deref().unwrap_or_default();
            Ok(format!(
                "{}, {author}, {weekday} {}",
                article.outlet,
                platform::dates::day_with_year(day, French)
            ))
        },
    ),
    fact("S3-10", "projets, emplois, emplois par projet", "65, 1 300, 20", |s| {
        let per_project = ratio(s, "S3-10.jobs", "S3-10.projects")?;
        Ok(format!("{}, {}, {per_project}", said(s, "S3-10.projects")?, said(s, "S3-10.jobs")?))
    }),
    fact("S3-11", "budget, par projet, par emploi", "3,170 M€, 48 769 €, 2 438 €", |s| {
        let (project, job) = (ratio(s, "S3-11", "S3-10.projects")?, ratio(s, "S3-11", "S3-10.jobs")?);
        Ok(format!("{}, {project}, {job}", said(s, "S3-11")?))
    }),
    fact("S3-13", "ambassadeurs, visés, rapport", "400, 800, 2", |s| {
        let twice = ratio(s, "S3-13.to", "S3-13.from")?;
        Ok(format!("{}, {}, {twice}", said(s, "S3-13.from")?, said(s, "S3-13.to")?))
    }),
    fact("S4-01", "publication, au mois", "entre le 1er et le 31 mars 2019", |s| counted(s, "S4-01")),
    fact("S4-04", "premiers contrats", "7", |s| said(s, "S4-04")),
    fact(
        "S4-04",
        "territoires des contrats, par région",
        "Région Bourgogne-Franche-Comté : Auxois Morvan, Nord-Franche-Comté ; Région Grand Est : Sud Alsace ; \
         Région Île-de-France : Grand Orly ; Région Nouvelle-Aquitaine : Grand Châtellerault, Val de Garonne ; \
         Région Sud : Carros",
        |s| Ok(contracts(s)),
    ),
    fact("S4-05", "contrats à venir, et quand", "une dizaine, entre le 29 mars et le 17 mai 2019", |s| {
        let count = s.figure("S4-05.count")?;
        Ok(format!("{}, {}", count.wording().unwrap_or_default(), counted(s, "S4-05")?))
    }),
    fact("S4-06", "contractualisations", "au plus tard le 20 juin 2019", |s| counted(s, "S4-06")),
    fact("S4-12", "principes", "3", |s| Ok(whole(s, "S4-12")?.to_string())),
    fact("S4-13", "territoires", "136", |s| said(s, "S4-13")),
    fact("S4-15", "financements", "plus d’un milliard d’euros ; compté à partir de 1 Md€", |s| {
        both(s, "S4-15")
    }),
    fact("S4-16", "enjeux", "4", |s| said(s, "S4-16")),
    fact(
        "S4-17",
        "opérateurs",
        "4 : Banque des Territoires, Bpifrance, Business France, Pôle Emploi",
        |s| Ok(names(s.named_in("S4"))),
    ),
    fact(
        "S4-20",
        "engagements, accords, autres",
        "près de 90, 51, environ 39 ; compté de 30 à 39, approché",
        |s| {
            let (all, agreed) = (s.figure("S4-20.all")?, s.figure("S4-20.agreed")?);
            let others = all.minus(agreed).map_err(sums)?;
            Ok(format!(
                "{}, {}, {} ; {}",
                all.print(French),
                agreed.print(French),
                others.print(French),
                others.counted(French)
            ))
        },
    ),
    fact(
        "S4-23",
        "support, rubrique, mois, adresse",
        "Industrie Mag, Dossiers, mars 2019, http://www.cohesion-territoires.gouv.fr/",
        |s| {
            let article = s.documents.iter().find(|document| document.code == "S4").ok_or(Error::Missing)?;
            let month = article.published.as_ref().ok_or(Error::Missing)?.print(French);
            let (rubric, url) = (article.rubric.as_deref(), article.url.as_deref());
            Ok([&article.outlet, rubric.unwrap_or("-"), &month, url.unwrap_or("-")].join(", "))
        },
    ),
];
