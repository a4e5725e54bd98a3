//! People who are one: proposed to those who may know it, looked at, merged with everything that names them, and undone.

use axum::http::StatusCode;
use maillage::account::{by_email, seats_of};
use maillage::compose::{KINDS, REGISTRY};
use maillage::directory::PersonId;
use maillage::directory::people::contact::{Purpose, Silence};
use maillage::directory::people::may_write_to;
use platform::access::{Actor, Identity, RecordId, Rights, Validity, raise_wall, verify};
use platform::database::{Query, Reader};

use super::administration::{enter, newcomer};
use super::client::{Instance, Persona};
use super::duplicates::nothing_is_forgotten;
use super::one_identity::{noted, reached, seated};
use maillage::frame::rights::Role;

const ALIX: &str = "alix.faure@provence.example";

/// What refers to a person or to his record and does not follow a merge, each with the reason.
const STAY: &[(&str, &str, &str)] = &[
    ("person_distinct", "one", "what was said of the one merged was said of him"),
    ("person_distinct", "other", "the same"),
    ("person_merge", "kept", "the memory of merges is not rewritten"),
    ("person_merge", "dropped", "the same"),
    ("record", "parent", "no record follows a person"),
    ("record", "about", "what is said is about projects"),
    ("access_grant", "because", "a person is no reason to show another record"),
    ("break_glass", "record", "a trace of what was read, where it was read"),
];

/// A relation to people that nobody thought of in a merge fails here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_names_a_person_is_forgotten() {
    const REFERENCES: &str =
        "select m.name, f.\"from\", f.\"table\" from sqlite_master m, pragma_foreign_key_list(m.name) f
        where m.type = 'table' and f.\"table\" in ('person', 'record') order by 1, 2";
    nothing_is_forgotten(REFERENCES, &REGISTRY.merging_people, STAY).await;
}

/// Every row that may name a person, as text.
async fn state(instance: &Instance) -> Vec<Vec<String>> {
    const TABLES: [&str; 12] = [
        "select id || given_name || family_name || name_key || given_key || coalesce(civility, '') || coalesce(country, '') || coalesce(languages, '')
            || coalesce(note, '') || data_class || coalesce(cast(last_active_on as text), '') || coalesce(merged_into, '') from person order by 1",
        "select id || person from position order by 1",
        "select id || person || value from contact_detail order by 1",
        "select id || person || kind from consent_event order by 1",
        "select id || coalesce(person, '') from data_request order by 1",
        "select id || coalesce(person, '') from legal_hold order by 1",
        "select id || person from account order by 1",
        "select id || person from seat order by 1",
        "select id || record from wall order by 1",
        "select r.id || cast(a.principal as text) || cast(a.level as text) from record r join readership_entry a on a.readership = r.readership order by 1",
        "select id || coalesce(cast(readership as text), '') from person order by 1",
        "select id || name from principal order by 1",
    ];
    let read = |r: &Reader| TABLES.into_iter().map(|sql| Query::new(sql).all(r)).collect();
    instance.database.read(read).await.unwrap()
}

/// Whether Claire's organisation may send news to a person.
async fn news(instance: &Instance, person: &str) -> Result<String, Silence> {
    let (now, person): (_, PersonId) = (instance.database.ids().clock().now(), person.parse().unwrap());
    let read = |r: &Reader| {
        let account = by_email(r, "claire.vidal@provence.example")?.unwrap().account;
        let seat = seats_of(r, account, now)?.remove(0);
        let acting_for = seat.organisation.group();
        let identity = Identity::Member { account: account.0, seat: seat.id, acting_for };
        let actor = Actor::member(r, identity, Rights::NONE, now)?.unwrap();
        may_write_to(r, &actor, person, Purpose::News)
    };
    instance.database.read(read).await.unwrap()
}

async fn posted(who: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    answer.location.unwrap()
}

/// Two sheets of one person: the second with an objection, a request under which nothing is erased, and a wall.
async fn two(instance: &Instance, claire: &mut Persona<'_>) -> (String, String) {
    let agency: String =
        instance.one("select id from organisation where member and name = 'Provence Promotion'").await;
    let kept = noted(claire, "Ada", "Brun").await;
    let dropped = noted(claire, "Ada", "Brun").await;
    for person in [&kept, &dropped] {
        reached(claire, person, "email", "ada.brun@exemple.example").await;
        seated(claire, person, &agency, "director").await;
    }
    reached(claire, &dropped, "phone", "04 91 00 00 00").await;
    seated(claire, &dropped, &agency, "member").await;
    let version = |id: &str| format!("select version from record where id = '{id}'");
    let version: i64 = instance.one(Box::leak(version(&dropped).into_boxed_str())).await;
    let facts = [
        ("version", version.to_string()),
        ("given_name", "Ada".into()),
        ("family_name", "Brun".into()),
        ("civility", "Mme".into()),
        ("languages", "français, italien".into()),
        ("data_class", "prescriber".into()),
        ("homonym", "yes".into()),
    ];
    let facts: Vec<(&str, &str)> = facts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    posted(claire, &format!("/people/{dropped}/edit"), &facts).await;
    let objected = [("letter", "news"), ("consent", "objected"), ("said_by", "courriel")];
    posted(claire, &format!("/people/{dropped}/consents"), &objected).await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let asked = [("request", "access"), ("given_name", "Ada"), ("family_name", "Brun"), ("person", &dropped)];
    let request = posted(&mut nadia, "/privacy/requests", &asked).await;
    let hold = format!("{}/hold", request.split('?').next().unwrap());
    posted(&mut nadia, &hold, &[("hold_reason", "Litige")]).await;
    let record: RecordId = dropped.parse().unwrap();
    let raise = instance.database.write(move |tx| {
        let now = tx.ids().clock().now();
        let account = by_email(tx, "james.whitfield@provence.example")?.unwrap().account;
        let seat = seats_of(tx, account, now)?.remove(0).id;
        raise_wall(tx, &Actor::system(now), record, seat, "intérêt", Validity::ALWAYS)
    });
    raise.await.unwrap();
    instance.finish_jobs().await;
    (kept, dropped)
}

async fn merged_and_told_apart(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let (kept, dropped) = two(instance, &mut claire).await;
    let mut james = instance.persona("James Whitfield").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let before = state(instance).await;
    let look = format!("/people/{kept}/merge?with={dropped}");

    // Proposed to who may change both, and to nobody else.
    let proposed = claire.get("/people/duplicates").await.body;
    assert!(proposed.contains(&look) && proposed.contains("même adresse, même nom"), "{proposed}");
    for (who, name) in [(&mut marc, "marc"), (&mut james, "james")] {
        assert!(!who.get("/people/duplicates").await.body.contains(&dropped), "{name}");
        assert_eq!(who.get(&look).await.status, StatusCode::NOT_FOUND, "{name}");
        let answer = who.post(&format!("/people/{kept}/merge"), &[("with", &dropped)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }

    // The plan says what follows; what others hold, and requests, are in no count. Nothing is done yet.
    let plan = claire.get(&look).await.body;
    for told in ["Mme", "français, italien", "Prescripteur", "Coordonnées de votre organisation", "Directeur"]
    {
        assert!(plan.contains(told), "{told}: {plan}");
    }
    assert!(!plan.contains("merge-person") && !plan.contains("Litige"), "{plan}");
    assert_eq!(state(instance).await, before);

    let chosen =
        [("with", dropped.as_str()), ("civility", "dropped"), ("data_class", "kept"), ("languages", "kept")];
    posted(&mut claire, &format!("/people/{kept}/merge"), &chosen).await;
    instance.finish_jobs().await;
    let sheet = claire.get(&format!("/people/{kept}")).await.body;
    for told in
        ["Mme", "Contact professionnel", "Membre", "Une autre fiche lui est réunie", "Personne ajoutée"]
    {
        assert!(sheet.contains(told), "{told}: {sheet}");
    }
    assert!(!sheet.contains("italien"), "refused");
    let gone = claire.get(&format!("/people/{dropped}")).await;
    assert_eq!(gone.location, Some(format!("/people/{kept}")));
    let details = claire.get(&format!("/people/{kept}/details")).await.body;
    assert_eq!(details.matches("mailto:ada.brun@exemple.example").count(), 1, "the same once");
    assert!(details.contains("04 91 00 00 00"), "{details}");
    // The objection, the wall and the hold are those of the one kept.
    assert_eq!(news(instance, &kept).await, Err(Silence::Objected));
    assert_eq!(james.get(&format!("/people/{kept}")).await.status, StatusCode::NOT_FOUND);
    let held: i64 = instance.one("select count(*) from legal_hold h join data_request q on q.person = h.person join person p on p.id = h.person where p.merged_into is null").await;
    assert_eq!(held, 1);
    // The other is nowhere: neither in the list, nor in search, nor to be written to.
    let list = claire.get("/people?q=brun").await.body;
    assert_eq!(list.matches(">Ada Brun</a>").count(), 1, "{list}");
    assert!(!claire.get("/search?q=brun").await.body.contains(&dropped));
    for form in ["details", "consents", "positions", "edit"] {
        let fields = [("kind", "mandate"), ("duty", "mayor"), ("place", "Arles"), ("version", "1")];
        let answer = claire.post(&format!("/people/{dropped}/{form}"), &fields).await;
        assert!([StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY].contains(&answer.status), "{form}");
    }
    assert_eq!(claire.get(&look).await.status, StatusCode::NOT_FOUND, "done already");
    let (wrong, _) = instance.database.read(|r| verify(r, KINDS, None)).await.unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");

    // Undone: every row is where it was.
    let merges = claire.get("/people/duplicates").await.body;
    let merge = merges.split("/duplicates/merges/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let undo = format!("/people/duplicates/merges/{merge}/undo");
    assert_eq!(marc.post(&undo, &[]).await.status, StatusCode::NOT_FOUND);
    posted(&mut claire, &undo, &[]).await;
    instance.finish_jobs().await;
    assert_eq!(state(instance).await, before);
    assert_eq!(james.get(&format!("/people/{kept}")).await.status, StatusCode::OK);
    let journal: String = instance
        .one("select max(coalesce(before_state, '') || coalesce(after_state, '')) from journal where verb in ('person.merged', 'person.unmerged')")
        .await;
    assert!(!journal.contains("Brun"), "{journal}");

    // Said to be two, they are not proposed again.
    posted(&mut claire, "/people/duplicates/distinct", &[("one", &kept), ("other", &dropped)]).await;
    assert!(!claire.get("/people/duplicates").await.body.contains(&look));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_are_one_are_merged_and_told_apart_again_on_sqlite() {
    merged_and_told_apart(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_are_one_are_merged_and_told_apart_again_on_postgres() {
    merged_and_told_apart(&Instance::postgres().await).await;
}

/// Two accounts are not joined; whom all members see is not hidden behind whom one organisation sees; who does not keep files
/// merges nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_merge_that_would_lose_something_is_refused_and_says_why() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let of = |name: &'static str| {
            let read = move |r: &Reader| {
                Query::new("select min(id) from person where family_name = $1").bind(name).one::<String>(r)
            };
            instance.database.read(read)
        };
        let (own, said) = (of("Vidal").await.unwrap(), of("Benali").await.unwrap());
        let refused = claire.get(&format!("/people/{own}/merge?with={said}")).await;
        assert!(
            refused.status == StatusCode::FORBIDDEN && refused.body.contains("chacune un compte"),
            "{}",
            refused.body
        );
        let hidden = noted(&mut claire, "P.", "Stefanini").await;
        let shown = of("Stefanini").await.unwrap();
        let shown = if shown == hidden { panic!("the demonstration comes first") } else { shown };
        let refused = claire.get(&format!("/people/{hidden}/merge?with={shown}")).await;
        assert!(
            refused.status == StatusCode::FORBIDDEN && refused.body.contains("Gardez celle que tous voient")
        );
        assert!(refused.body.contains(&format!("/people/{shown}/merge?with={hidden}")), "the way out");
        let plan = claire.get(&format!("/people/{shown}/merge?with={hidden}")).await;
        assert!(
            plan.status == StatusCode::OK && plan.body.contains("ils verront aussi les fonctions"),
            "{}",
            plan.body
        );
        let itself = claire.get(&format!("/people/{own}/merge?with={own}")).await;
        assert!(itself.status == StatusCode::FORBIDDEN && itself.body.contains("avec elle-même"));
        let mut rosa =
            newcomer(&instance, "Provence Promotion", "rosa.lambert@provence.example", Role::Reader).await;
        assert_eq!(
            rosa.get(&format!("/people/{shown}/merge?with={hidden}")).await.status,
            StatusCode::FORBIDDEN
        );
    }
}

/// Whoever was invited as somebody else is found again, and the account goes to the sheet kept, and back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_goes_with_its_person() {
    const EMAIL: &str = "ada.brun@provence.example";
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let mut alix = newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
        let known = noted(&mut claire, "Ada", "Brun").await;
        reached(&mut claire, &known, "email", EMAIL).await;
        let invited = [
            ("given_name", "Adah"),
            ("family_name", "Brun"),
            ("email", EMAIL),
            ("role", "officer"),
            ("person", "another"),
        ];
        posted(&mut alix, "/administration/people", &invited).await;
        instance.finish_jobs().await;
        let own: String =
            instance.one("select person from account where email = 'ada.brun@provence.example'").await;
        assert_ne!(own, known);
        // The one who signs in would stay; the other may.
        let page = claire.get("/people/duplicates").await.body;
        assert!(page.contains(&format!("/people/{own}/merge?with={known}")), "{page}");
        assert!(page.contains("se connecte par l’adresse"), "{page}");
        let plan = claire.get(&format!("/people/{known}/merge?with={own}")).await.body;
        assert!(
            plan.contains("Le compte de l’autre passe") && plan.contains("Accès à votre organisation"),
            "{plan}"
        );
        posted(&mut claire, &format!("/people/{known}/merge"), &[("with", &own), ("given_name", "kept")])
            .await;
        let (person, name): (String, String) = instance
            .one("select a.person, w.name from account a join seat s on s.account = a.id join principal w on w.id = s.id where a.email = 'ada.brun@provence.example'")
            .await;
        assert_eq!((person.as_str(), name.as_str()), (known.as_str(), "Ada Brun"));
        let mut ada = enter(&instance, EMAIL).await;
        assert!(ada.get("/account").await.body.contains("Ada Brun"));
        let merge: String = instance.one("select id from person_merge").await;
        posted(&mut claire, &format!("/people/duplicates/merges/{merge}/undo"), &[]).await;
        assert!(ada.get("/account").await.body.contains("Adah Brun"));
    }
}

/// A request about the one kept gathers what was merged into him, and erasing leaves nothing of either.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_merged_is_gathered_and_erased_with_the_person() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let mut nadia = instance.persona("Nadia Karam").await;
        let kept = noted(&mut claire, "Zélie", "Orban").await;
        let dropped = noted(&mut claire, "Zélia", "Orbane").await;
        for person in [&kept, &dropped] {
            reached(&mut claire, person, "email", "z.orban@exemple.example").await;
        }
        let chosen = [("with", dropped.as_str()), ("family_name", "dropped"), ("given_name", "kept")];
        posted(&mut claire, &format!("/people/{kept}/merge"), &chosen).await;
        let asked =
            [("request", "erasure"), ("given_name", "Zélie"), ("family_name", "Orbane"), ("person", &kept)];
        let request = posted(&mut nadia, "/privacy/requests", &asked).await;
        let request = request.split('?').next().unwrap().to_owned();
        let export = nadia.get(&format!("{request}/answer.json")).await.body;
        for held in ["Zélie Orbane", "Zélia Orbane", "[\"family_name\",\"Orban\"]"] {
            assert!(export.contains(held), "{held}: {export}");
        }
        posted(&mut nadia, &format!("{request}/identity"), &[("identity_note", "Vue.")]).await;
        posted(&mut nadia, &format!("{request}/erasure"), &[]).await;
        let left: i64 = instance
            .one("select (select count(*) from person where family_name like 'Orban%') + (select count(*) from person_merge) + (select count(*) from contact_detail where value like 'z.orban%')")
            .await;
        assert_eq!(left, 0);
        let anonymous: i64 =
            instance.one("select count(*) from person where anonymised_at is not null").await;
        assert_eq!(anonymous, 2);
    }
}
