//! Two perimeters of *Territoires d'industrie*, as the ANCT publishes them, and an assets sheet: what the documents state of
//! the territory, and beside it what is invented and says so.

use jiff::civil::date;
use platform::access::{Actor, Identity, Visibility};
use platform::database::{Database, Transaction};
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};

use super::PERSONAS;
use super::storage::flagged;
use crate::account::by_email;
use crate::atlas::asset_sheets::{self, About, SheetId, item_of};
use crate::atlas::perimeters::{self, NewPerimeter, NewVersion, members_of};
use crate::reference::territories::{TerritoryId, find};

/// Name, what it is, source, the SIREN of its groupings.
const PERIMETERS: &[(&str, &str, &str, &str)] = &[
    (
        "Nord Franche-Comté",
        "Territoire d’industrie, seconde phase, 2023-2027. Il réunit des intercommunalités de trois départements.",
        "ANCT, Territoires d’industrie 2023-2027, ti-2708, Licence Ouverte 2.0",
        "200065647 200069052 200069060 247000722 249000241",
    ),
    (
        "Vaucluse",
        "Territoire d’industrie, seconde phase, 2023-2027. Le Grand Avignon s’étend sur deux régions.",
        "ANCT, Territoires d’industrie 2023-2027, ti-9308, Licence Ouverte 2.0",
        "200040442 248400251 248400293 248400319",
    ),
];

/// Theme, French, English, figure, date, source.
type Asset = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// What the third document states.
const STATED: &[Asset] = &[(
    "support",
    "Ambassadeurs Massilia Mundi à l’étranger",
    "Massilia Mundi ambassadors abroad",
    "400",
    "2 février 2021",
    "Businews le Mag, 2 février 2021",
)];

/// Invented.
const INVENTED: &[Asset] = &[
    (
        "infrastructure",
        "Embranchement ferroviaire de la zone nord (fictif)",
        "",
        "près de 12 km",
        "2025",
        "Inventé pour la démonstration",
    ),
    (
        "skills",
        "Élèves en maintenance industrielle (fictif)",
        "Students in industrial maintenance (fictitious)",
        "plus de 300",
        "septembre 2025",
        "Inventé pour la démonstration",
    ),
    (
        "skills",
        "Centre de formation ouvert aux entreprises le soir (fictif)",
        "",
        "",
        "",
        "Inventé pour la démonstration",
    ),
];

/// Draws the perimeters and writes the sheets, once the territories are there.
pub async fn draw(database: &Database) -> Result<(), Problem> {
    database
        .write(|tx| {
            tx.take_time();
            let loaded: TerritoryId = "epci-248400251".parse().map_err(|()| ProblemKind::Internal)?;
            if !flagged(tx)? || find(tx, &loaded)?.is_none() || !super::storage::may_draw(tx)? {
                return Ok(());
            }
            let actor = claire(tx)?;
            let mut drawn = Vec::new();
            for (name, description, source, codes) in PERIMETERS {
                let facts = perimeters::Facts {
                    name: (*name).into(),
                    description: Some((*description).into()),
                    source: Some((*source).into()),
                    visibility: Visibility::Network,
                };
                let version = NewVersion {
                    from: date(2026, 1, 1),
                    until: None,
                    note: Some("Liste de la seconde phase ; communes au 1er janvier 2026".into()),
                    members: members_of(&codes.replace(' ', "\n"))?,
                };
                drawn.push(perimeters::create(
                    tx,
                    &actor,
                    &NewPerimeter { facts, fictitious: false, version },
                )?);
            }
            let about = About::Territory("departement-13".parse().map_err(|()| ProblemKind::Internal)?);
            write(tx, &actor, ("Bouches-du-Rhône : ce que disent les documents", about, false), STATED)?;
            let vaucluse = drawn.pop().ok_or(ProblemKind::Internal)?;
            write(tx, &actor, ("S’implanter dans le Vaucluse", About::Perimeter(vaucluse), true), INVENTED)?;
            Ok(())
        })
        .await
}

fn write(
    tx: &Transaction,
    actor: &Actor,
    (name, about, fictitious): (&str, About, bool),
    assets: &[Asset],
) -> Result<SheetId, Problem> {
    let facts = asset_sheets::Facts { name: name.into(), about, visibility: Visibility::Network };
    let id = asset_sheets::create(tx, actor, &facts, fictitious)?;
    for (version, (theme, french, english, figure, stated, source)) in (1..).zip(assets) {
        let fields = [
            ("theme", theme),
            ("authentic", &"fr"),
            ("text_fr", french),
            ("text_en", english),
            ("figure", figure),
            ("stated", stated),
            ("source", source),
        ];
        let sent = fields.map(|(name, text)| (name.to_owned(), (*text).to_owned())).into();
        let today = actor.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        asset_sheets::add_item(tx, actor, id, version, &item_of(&sent, Language::French, today)?)?;
    }
    Ok(id)
}

/// The officer, now.
fn claire(tx: &Transaction) -> Result<Actor, Problem> {
    let persona = PERSONAS.iter().find(|one| one.key == "claire").ok_or(ProblemKind::Internal)?;
    let account = by_email(tx, &persona.email())?.ok_or(ProblemKind::Internal)?.account;
    let (seat, organisation) = super::storage::seat_of(tx, account)?;
    let identity = Identity::Member { account: account.0, seat, acting_for: organisation.group() };
    let at = tx.ids().clock().now();
    Ok(Actor::member(tx, identity, persona.role.rights(), at)?.ok_or(ProblemKind::Internal)?)
}
