//! Organisations that are one: proposed, looked at, merged with everything that follows, and undone.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use maillage::compose::REGISTRY;
use maillage::directory::{ORGANISATION, member_named};
use maillage::frame::merging::Merging;
use platform::access::{self, Actor, Level, NewGrant, RecordId, Validity};
use platform::database::Query;
use platform::web::{Problem, ProblemKind};

use serde_json::{Value, json};

use super::client::{Instance, Persona, call};
use super::privacy::{ON_POSTGRES, ON_SQLITE, columns};

pub async fn made(who: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    let location = answer.location.unwrap();
    location.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// Tables that name an organisation or a record and whose rows do not follow a merge, each with the reason.
const STAY: &[(&str, &str, &str)] = &[
    ("seat", "organisation", "only members have people, and no member is merged into another organisation"),
    ("team", "organisation", "only members have teams"),
    ("member_standing", "organisation", "only members have a standing"),
    ("circle", "owner", "only members found circles"),
    ("record", "about", "what is said is about projects"),
    ("circle_member", "organisation", "only members are in circles"),
    ("invitation", "organisation", "only members invite"),
    ("break_glass", "organisation", "a glass is broken at a member's"),
    ("break_glass", "record", "a trace of what was read, where it was read"),
    ("organisation_distinct", "one", "what was said of the one merged was said of it"),
    ("organisation_distinct", "other", "the same"),
    ("organisation_merge", "kept", "the memory of merges is not rewritten"),
    ("organisation_merge", "dropped", "the same"),
    ("merge_proposal", "kept", "what was proposed of it was"),
    ("merge_proposal", "dropped", "the same"),
    ("merge_proposal", "own", "the same"),
    ("access_grant", "because", "an organisation is no reason to show another record"),
];

/// Whatever the schema makes refer to an organisation or to its record follows a merge, or says why it does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_names_an_organisation_is_forgotten() {
    const REFERENCES: &str =
        "select m.name, f.\"from\", f.\"table\" from sqlite_master m, pragma_foreign_key_list(m.name) f
        where m.type = 'table' and f.\"table\" in ('organisation', 'record') order by 1, 2";
    nothing_is_forgotten(REFERENCES, &REGISTRY.merging, STAY).await;
}

/// Whatever refers to what is merged follows it, or says why it stays.
pub async fn nothing_is_forgotten(sql: &'static str, merging: &Merging, stay: &[(&str, &str, &str)]) {
    let instance = Instance::sqlite().await;
    let references: Vec<(String, String, String)> =
        instance.database.read(|r| Query::new(sql).all(r)).await.unwrap();
    assert!(references.len() > 15, "{references:?}");
    let known: Vec<(&str, &str)> = merging
        .relations()
        .chain(merging.folded.iter().flat_map(|some| some.iter()))
        .map(|one| (one.table, one.column))
        .collect();
    for (table, column, of) in &references {
        // The identifier of a record of another kind.
        let own = column == "id";
        let stays = stay.iter().any(|(other, name, _)| other == table && name == column);
        let follows = known.contains(&(table.as_str(), column.as_str()));
        assert!(
            own || stays || follows,
            "{table}.{column} refers to {of}: say what becomes of it in a merge"
        );
    }
    for (table, column, _) in stay {
        assert!(
            references.iter().any(|(other, name, _)| other == table && name == column),
            "{table}.{column} is no more"
        );
    }
}

/// Every row of every table, as text, but what keeps the memory of what was done, and what moves with the clock.
pub async fn all(instance: &Instance, sql: &'static str) -> BTreeMap<String, Vec<String>> {
    const MEMORY: [&str; 12] = [
        "journal",
        "job",
        "counter",
        "idempotency",
        "organisation_merge",
        "merge_proposal",
        "session",
        "api_token",
        "attempt",
        "personal_link",
        // Once named, a readership waits for the night when nothing names it any more; records say which they have.
        "readership",
        "readership_entry",
    ];
    let mut all = BTreeMap::new();
    for (table, columns) in columns(&instance.database, sql).await {
        if MEMORY.contains(&table.as_str()) || table.starts_with("search_") {
            continue;
        }
        let columns: Vec<String> = columns
            .into_iter()
            .filter(|column| !["version", "updated_at", "last_seen_at"].contains(&column.as_str()))
            .map(|column| format!("coalesce(cast(\"{column}\" as text), '-')"))
            .collect();
        let rows: &'static str =
            format!("select {} from \"{table}\" order by 1", columns.join(" || '|' || ")).leak();
        all.insert(table, instance.database.read(|r| Query::new(rows).all(r)).await.unwrap());
    }
    all
}

pub fn same(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) {
    for (table, rows) in before {
        let gone: Vec<_> = rows.iter().filter(|row| !after[table].contains(row)).collect();
        let new: Vec<_> = after[table].iter().filter(|row| !rows.contains(row)).collect();
        assert!(gone.is_empty() && new.is_empty(), "{table}: {gone:#?} {new:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_are_one_are_merged_and_told_apart_again_on_sqlite() {
    merged_and_told_apart(Instance::sqlite().await, ON_SQLITE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_are_one_are_merged_and_told_apart_again_on_postgres() {
    merged_and_told_apart(Instance::postgres().await, ON_POSTGRES).await;
}

#[expect(clippy::too_many_lines, reason = "a story is told in one breath")]
async fn merged_and_told_apart(instance: Instance, sql: &'static str) {
    let mut claire = instance.persona("Claire Vidal").await;
    let kept = made(
        &mut claire,
        "/companies",
        &[("name", "Thermique du Midi SAS"), ("country", "FR"), ("city", "Arles")],
    )
    .await;
    let other = [
        ("name", "THERMIQUE DU MIDI"),
        ("country", "FR"),
        ("siren", "732829320"),
        ("website", "midi.example"),
        ("homonym", "yes"),
    ];
    let dropped = made(&mut claire, "/companies", &other).await;
    made(
        &mut claire,
        &format!("/companies/{kept}/contacts"),
        &[("contact_name", "Ada Brun"), ("legal_basis", "consent")],
    )
    .await;
    made(
        &mut claire,
        &format!("/companies/{dropped}/contacts"),
        &[("contact_name", "Jo Laforge"), ("legal_basis", "consent")],
    )
    .await;
    made(
        &mut claire,
        &format!("/companies/{dropped}/interactions"),
        &[("channel", "call"), ("summary", "Cherche un atelier.")],
    )
    .await;
    let facts =
        [("code_name", "Tamaris"), ("source", "fair"), ("company", dropped.as_str()), ("audience", "owner")];
    let project = made(&mut claire, "/projects", &facts).await;
    made(
        &mut claire,
        &format!("/organisations/{dropped}/identifiers"),
        &[("scheme", "XI-LEI"), ("number", "529900T8BM49AURSDO55")],
    )
    .await;
    made(
        &mut claire,
        &format!("/organisations/{dropped}/links"),
        &[("link_nature", "support"), ("other", "Région Sud")],
    )
    .await;
    instance.finish_jobs().await;
    let before = all(&instance, sql).await;

    // Proposed by their name to who may change both, and to nobody else.
    let proposed = claire.get("/duplicates").await.body;
    let look = format!("/organisations/{kept}/merge?with={dropped}");
    assert!(proposed.contains(&look) && proposed.contains("même nom"), "{proposed}");
    let mut marc = instance.persona("Marc Lenoir").await;
    assert!(!marc.get("/duplicates").await.body.contains("THERMIQUE"));
    assert_eq!(marc.get(&look).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        marc.post(&format!("/organisations/{kept}/merge"), &[("with", &dropped)]).await.status,
        StatusCode::NOT_FOUND
    );

    // The plan says what follows before anything does.
    let plan = claire.get(&look).await.body;
    for shown in [
        "732829320",
        "midi.example",
        "Projets visibles par vous",
        "Numéros dans les registres",
        "Contacts de votre second dossier, joints au premier",
        "Échanges de votre second dossier, joints au premier",
    ] {
        assert!(plan.contains(shown), "{shown}: {plan}");
    }
    same(&before, &all(&instance, sql).await);
    let chosen = [("with", dropped.as_str()), ("name", "kept"), ("siren", "dropped"), ("website", "kept")];
    made(&mut claire, &format!("/organisations/{kept}/merge"), &chosen).await;
    instance.finish_jobs().await;

    // Everything is on the one kept; the other leads there.
    let sheet = claire.get(&format!("/companies/{kept}")).await.body;
    for shown in ["Ada Brun", "Jo Laforge", "Cherche un atelier.", "Tamaris", "732829320"] {
        assert!(sheet.contains(shown), "{shown}: {sheet}");
    }
    assert!(!sheet.contains("midi.example"), "the site was refused");
    let organisation = claire.get(&format!("/organisations/{kept}")).await.body;
    for shown in ["529900T8BM49AURSDO55", "Soutenue par", "THERMIQUE DU MIDI", "nom d’une fiche fusionnée"]
    {
        // A name that only differs by its case is the same name.
        let same = shown == "THERMIQUE DU MIDI" || shown.starts_with("nom d’une");
        assert!(same || organisation.contains(shown), "{shown}: {organisation}");
    }
    let gone = claire.get(&format!("/organisations/{dropped}")).await;
    assert_eq!(gone.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(gone.location.as_deref(), Some(format!("/organisations/{kept}").as_str()));
    assert!(claire.get(&format!("/projects/{project}")).await.body.contains("Thermique du Midi SAS"));
    let page = format!("/companies/{dropped}");
    leads_to(&instance, &mut claire, &page, &format!("/companies/{kept}")).await;
    let found = claire.get("/search?q=thermique").await.body;
    assert!(!found.contains(&format!("/organisations/{dropped}")), "{found}");
    let list = claire.get("/companies").await.body;
    assert!(list.contains("Thermique du Midi SAS") && !list.contains("THERMIQUE DU MIDI"), "{list}");
    assert!(!claire.get("/duplicates").await.body.contains(&look));

    // Undone: every row is where it was.
    let merges = claire.get("/duplicates").await.body;
    let merge = merges.split("/duplicates/merges/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(
        marc.post(&format!("/duplicates/merges/{merge}/undo"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    made(&mut claire, &format!("/duplicates/merges/{merge}/undo"), &[]).await;
    instance.finish_jobs().await;
    same(&before, &all(&instance, sql).await);
    assert_eq!(claire.get(&format!("/companies/{dropped}")).await.status, StatusCode::OK);

    said_to_be_two(&mut claire, &kept, &dropped, &look).await;
}

/// What was merged leads where it went, by page and by the API; nothing is added to it, and it is not proposed.
async fn leads_to(instance: &Instance, claire: &mut Persona<'_>, page: &str, kept: &str) {
    let moved = claire.get(page).await;
    assert_eq!((moved.status, moved.location.as_deref()), (StatusCode::MOVED_PERMANENTLY, Some(kept)));
    assert!(!moved.body.contains("THERMIQUE"), "none of its facts");
    let (dropped, into) = (page.rsplit('/').next().unwrap(), kept.rsplit('/').next().unwrap());
    let token = instance.token("claire.vidal@provence.example", true).await;
    for kind in ["companies", "organisations"] {
        let answer = instance.send(call("GET", &format!("/api/v1/{kind}/{dropped}"), &token, None)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.location, Some(format!("/api/v1/{kind}/{into}")));
        assert_eq!(parsed(&answer.body), json!({"merged_into": into}), "none of its facts");
    }
    let contact = [("contact_name", "Lou Petit"), ("legal_basis", "consent")];
    let said = [("channel", "call"), ("summary", "Rappelée.")];
    let facts = [("version", "1"), ("name", "THERMIQUE"), ("country", "FR")];
    for (path, fields) in [("contacts", &contact[..]), ("interactions", &said), ("edit", &facts)] {
        let refused = claire.post(&format!("{page}/{path}"), fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}: {}", refused.body);
        assert!(
            refused.body.contains("a été fusionnée") && refused.body.contains(&format!("href=\"{kept}\""))
        );
    }
    assert_eq!(claire.get(&format!("{page}/edit")).await.status, StatusCode::FORBIDDEN);
    let number = [("scheme", "XI-LEI"), ("number", "529900T8BM49AURSDO55")];
    let refused = claire.post(&format!("/organisations/{dropped}/identifiers"), &number).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let call = call(
        "POST",
        &format!("/api/v1{page}/interactions"),
        &token,
        Some(json!({"channel": "call", "summary": "x"})),
    );
    assert_eq!(instance.send(call).await.status, StatusCode::FORBIDDEN);
    for form in ["/projects/new".to_owned(), format!("/projects/new?company={dropped}")] {
        let form = claire.get(&form).await.body;
        assert!(form.contains(into) && !form.contains(&format!("value=\"{dropped}\"")), "{form}");
    }
    let facts = [("code_name", "Myrte"), ("source", "fair"), ("company", dropped), ("audience", "owner")];
    assert_eq!(claire.post("/projects", &facts).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

/// A sheet that all see is not merged into one that a few see: registers, links and sheets of others would lose it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_that_all_see_is_not_merged_out_of_sight() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let own = made(&mut claire, "/companies", &[("name", "Verrerie du Ponant"), ("country", "FR")]).await;
    let partner = [
        ("name", "Verreries du Ponant"),
        ("family", "company"),
        ("category", "firm"),
        ("country", "FR"),
        ("audience", "network"),
    ];
    let shown = made(&mut claire, "/organisations", &partner).await;
    instance.finish_jobs().await;
    for path in [format!("/organisations/{own}/merge?with={shown}"), format!("/organisations/{own}/merge")] {
        let refused = if path.contains('?') {
            claire.get(&path).await
        } else {
            claire.post(&path, &[("with", &shown)]).await
        };
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
        let back = format!("/organisations/{shown}/merge?with={own}");
        assert!(
            refused.body.contains("Gardez celle que tous voient") && refused.body.contains(&back),
            "{}",
            refused.body
        );
    }
    assert_eq!(marc.get(&format!("/organisations/{shown}")).await.status, StatusCode::OK);
    // The other way round: what all see stays.
    made(&mut claire, &format!("/organisations/{shown}/merge"), &[("with", &own)]).await;
    instance.finish_jobs().await;
    assert_eq!(marc.get(&format!("/organisations/{shown}")).await.status, StatusCode::OK);
    assert_eq!(marc.get(&format!("/organisations/{own}")).await.status, StatusCode::NOT_FOUND);
}

/// To whom a sheet is shown is told to who may show it, and to nobody else, not even by a count; nor does a merge show a sheet
/// that one may change and not show.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn to_whom_a_sheet_is_shown_is_for_who_manages_it() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let mut paul = instance.persona("Paul Roux").await;
    let theirs = made(&mut marc, "/companies", &[("name", "Verrerie du Ponant"), ("country", "FR")]).await;
    let fields = [("name", "Verreries du Ponant"), ("country", "FR")];
    let own = made(&mut claire, "/companies", &fields).await;
    let fields = [("name", "Verreries du Ponant SA"), ("country", "FR")];
    let other = made(&mut claire, "/companies", &fields).await;
    let show = async |company: &str, to: &'static str, level: Level| {
        let company: RecordId = company.parse().unwrap();
        let shown = instance.database.write(move |tx| {
            let to = member_named(tx, to)?.ok_or(ProblemKind::NotFound)?.0.group();
            let actor = Actor::system(tx.ids().clock().now());
            let given = NewGrant { to, level, reason: "x", validity: Validity::ALWAYS, because: None };
            Ok::<_, Problem>(access::grant(tx, &actor, &ORGANISATION, company, &given)?)
        });
        shown.await.unwrap();
    };
    show(&theirs, "Provence Promotion", Level::Edit).await;
    show(&theirs, "Bpifrance", Level::Card).await;
    show(&own, "Bpifrance", Level::Card).await;
    show(&own, "Pays d’Arles", Level::Card).await;
    let plan = |kept: &str, dropped: &str| format!("/organisations/{kept}/merge?with={dropped}");
    let grants = |page: &str| {
        let line = page.split(">Partages<").nth(1).unwrap_or_else(|| panic!("{page}"));
        let cells = line.split("class=\"m-num\">").skip(1).take(2);
        cells.map(|cell| cell.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };

    // She may show both: she is told to whom one is shown.
    let page = claire.get(&plan(&other, &own)).await.body;
    assert!(page.contains("Bpifrance") && page.contains("Pays d’Arles"), "{page}");
    assert_eq!(grants(&page), ["2", "0"]);
    // She may change the other and not show it: neither names nor a count that tells that both have one in common.
    let page = claire.get(&plan(&theirs, &own)).await.body;
    assert!(!page.contains("Bpifrance") && !page.contains("Pays d’Arles"), "{page}");
    assert_eq!(grants(&page), ["0", "2"]);
    // The other way round is not hers to do: she may ask, and reads no more of whom it is shown to.
    let page = claire.get(&plan(&own, &theirs)).await.body;
    assert!(page.contains("merge-proposals") && !page.contains(">Partages<"), "{page}");
    assert!(!page.contains("Bpifrance"), "{page}");
    let alone = claire.post(&format!("/organisations/{own}/merge"), &[("with", &theirs)]).await;
    assert_eq!(alone.status, StatusCode::FORBIDDEN, "hers to change, not to merge");
    let (shown, sheet) = (format!("/organisations/{own}"), format!("/organisations/{theirs}"));
    assert_eq!(paul.get(&shown).await.status, StatusCode::OK);
    made(&mut claire, &format!("{sheet}/merge"), &[("with", &own)]).await;
    for page in [&shown, &sheet] {
        assert_eq!(paul.get(page).await.status, StatusCode::NOT_FOUND, "the other was not shown to him");
    }
    let mut ines = instance.persona("Inès Morel").await;
    assert_eq!(ines.get(&shown).await.location, Some(sheet), "who sees both follows");
    instance.finish_jobs().await;
}

/// Said to be two, they are not proposed again.
async fn said_to_be_two(claire: &mut Persona<'_>, kept: &str, dropped: &str, look: &str) {
    assert!(claire.get("/duplicates").await.body.contains(look));
    made(claire, "/duplicates/distinct", &[("one", kept), ("other", dropped)]).await;
    assert!(!claire.get("/duplicates").await.body.contains(look));
}

/// A member is not merged into another organisation; a number shared by the two is kept by one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_not_merged_away() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut hugo = instance.persona("Hugo Marchand").await;
        let fields = [
            ("name", "Paris Europlace"),
            ("family", "attractiveness"),
            ("category", "association"),
            ("country", "FR"),
            ("audience", "network"),
            ("homonym", "yes"),
        ];
        let partner = made(&mut hugo, "/organisations", &fields).await;
        let member: String =
            instance.one("select id from organisation where member and name = 'Paris Europlace'").await;
        // He may change the partner that he added, not the member: that one is asked.
        let asks = hugo.get(&format!("/organisations/{member}/merge?with={partner}")).await;
        assert!(asks.status == StatusCode::OK && asks.body.contains("merge-proposals"), "{}", asks.body);
        let refused = hugo.post(&format!("/organisations/{member}/merge"), &[("with", &partner)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let own: String = instance
            .one("select id from organisation where member and name = 'Syndicat numérique des territoires'")
            .await;
        let away = hugo.post(&format!("/organisations/{partner}/merge"), &[("with", &own)]).await;
        assert_eq!(away.status, StatusCode::FORBIDDEN);
    }
}
