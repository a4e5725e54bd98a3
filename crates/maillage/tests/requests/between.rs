//! What one organisation does harms no other: it erases nothing that another holds, makes nobody see more, and says what it
//! changed.

use axum::http::StatusCode;
use maillage::frame::rights::Role;

use super::administration::{newcomer, run};
use super::client::{Instance, Persona};
use super::duplicates::made;
use super::privacy::{ask, tick};

const DETAIL: [(&str, &str); 5] = [
    ("detail_kind", "email"),
    ("reach", "ada.ferrand@exemple.example"),
    ("data_class", "business-contact"),
    ("basis", "legitimate-interest"),
    ("found_in", "carte"),
];

/// A person shown to all is erased by who keeps his sheet: what another organisation keeps to reach him stays, with the sheet,
/// which is its own from then on.
async fn erased_by_one(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut anne = newcomer(instance, "Choose Paris Region", "anne.roy@choose.example", Role::Manager).await;
    let facts = [
        ("given_name", "Ada"),
        ("family_name", "Ferrand"),
        ("data_class", "business-contact"),
        ("audience", "network"),
    ];
    let person = made(&mut anne, "/people", &facts).await;
    for who in [&mut claire, &mut anne] {
        let noted = who.post(&format!("/people/{person}/details"), &DETAIL).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
    }
    let erasure =
        [("request", "erasure"), ("given_name", "Ada"), ("family_name", "Ferrand"), ("person", &person)];
    let request = ask(&mut anne, &erasure).await;
    tick(&mut anne, &request, |_| true).await;
    anne.post(&format!("{request}/identity"), &[("identity_note", "Réponse à son adresse.")]).await;
    let erased = anne.post(&format!("{request}/erasure"), &[]).await;
    assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
    let left: Vec<String> = instance
        .database
        .read(|r| platform::database::Query::new("select w.name from contact_detail d join principal w on w.id = d.owner where d.value = 'ada.ferrand@exemple.example'").all(r))
        .await
        .unwrap();
    assert_eq!(left, ["Provence Promotion"]);
    let page = claire.get(&format!("/people/{person}")).await.body;
    assert!(page.contains("Ferrand") && page.contains("Provence Promotion"), "{page}");

    // The last who keeps him erases him.
    let request = ask(&mut nadia, &erasure).await;
    tick(&mut nadia, &request, |_| true).await;
    nadia.post(&format!("{request}/identity"), &[("identity_note", "Réponse à son adresse.")]).await;
    assert_eq!(nadia.post(&format!("{request}/erasure"), &[]).await.status, StatusCode::SEE_OTHER);
    let named: i64 = instance.one("select count(*) from person where family_name = 'Ferrand'").await;
    assert_eq!(named, 0);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_leaves_what_another_organisation_holds_on_sqlite() {
    erased_by_one(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_leaves_what_another_organisation_holds_on_postgres() {
    erased_by_one(&Instance::postgres().await).await;
}

async fn edit(who: &mut Persona<'_>, id: &str, facts: &[(&str, &str)]) -> super::client::Answer {
    let version: i64 = {
        let id = id.to_owned();
        let read = move |r: &platform::database::Reader| {
            platform::database::Query::new("select version from record where id = $1").bind(&id).one(r)
        };
        who.instance.database.read(read).await.unwrap()
    };
    let version = version.to_string();
    let sent: Vec<(&str, &str)> =
        [("version", version.as_str())].into_iter().chain(facts.iter().copied()).collect();
    who.post(&format!("/organisations/{id}/edit"), &sent).await
}

/// S0-13: a private member does not make its people public members by another family; whoever runs the instance may. Renamed, it
/// is called by its new name everywhere; the journal says what changed, and nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_does_not_choose_its_family() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let member: String = instance.one("select id from organisation where name = 'Groupe ADP'").await;
        let mut manager = newcomer(&instance, "Groupe ADP", "ada.brun@adp.example", Role::Manager).await;
        let facts = |family: &'static str, category: &'static str, name: &'static str| {
            [
                ("name", name),
                ("family", family),
                ("category", category),
                ("country", "FR"),
                ("short_name", "ADP"),
            ]
        };
        let category: String =
            instance.one("select category from organisation where name = 'Groupe ADP'").await;
        let category: &'static str = Box::leak(category.into_boxed_str());
        let refused = edit(&mut manager, &member, &facts("public-body", "airport", "Groupe ADP")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains("seul l’administrateur de l’instance la change"), "{}", refused.body);
        let renamed = edit(&mut manager, &member, &facts("company", category, "Aéroports de Paris")).await;
        assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.body);
        let names: i64 = instance.one("select count(*) from principal where name = 'Groupe ADP'").await;
        assert_eq!(names, 0);
        let (before, after): (String, String) = instance
            .one("select before_state, after_state from journal where verb = 'organisation.changed' order by id desc limit 1")
            .await;
        assert!(before.contains("Groupe ADP") && after.contains("Aéroports de Paris"), "{before} {after}");
        assert!(!after.contains("country"), "what did not change is not said: {after}");
        instance.finish_jobs().await;
    }
}

/// A SIREN is that of the establishments noted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_siren_agrees_with_its_establishments() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let facts = [
        ("name", "Filature du Levant"),
        ("family", "company"),
        ("category", "firm"),
        ("country", "FR"),
        ("audience", "network"),
    ];
    let id = made(&mut claire, "/organisations", &[&facts[..], &[("siren", "732829320")]].concat()).await;
    run(&instance, "insert into organisation_identifier (organisation, scheme, value, shared) select id, 'FR-SIRET', '73282932000074', true from organisation where siren = '732829320'").await;
    let refused = edit(&mut claire, &id, &[&facts[..4], &[("siren", "552100554")]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("73282932000074"), "{}", refused.body);
    let kept = edit(&mut claire, &id, &[&facts[..4], &[("siren", "732829320")]].concat()).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    instance.finish_jobs().await;
}

/// What was said last holds: a consent of before an objection lifts nothing, and an objection noted before any address is
/// honoured once there is one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_said_last_holds() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let facts = [("family_name", "Ferrand"), ("data_class", "business-contact"), ("audience", "owner")];
        let person = made(&mut claire, "/people", &facts).await;
        let (details, consents) = (format!("/people/{person}/details"), format!("/people/{person}/consents"));
        let objected = [
            ("letter", "news"),
            ("consent", "objected"),
            ("said_by", "courriel"),
            ("happened_on", "01/06/2026"),
        ];
        assert_eq!(claire.post(&consents, &objected).await.status, StatusCode::SEE_OTHER);
        assert_eq!(claire.post(&details, &DETAIL).await.status, StatusCode::SEE_OTHER);
        let silent = || instance.one::<i64>("select count(*) from suppression");
        assert_eq!(silent().await, 1, "the objection was there before the address");
        let given = [
            ("letter", "news"),
            ("consent", "given"),
            ("said_by", "formulaire"),
            ("happened_on", "01/01/2025"),
            ("proof", "formulaire signé"),
            ("wording", "J’accepte"),
        ];
        let noted = claire.post(&consents, &given).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        assert_eq!(silent().await, 1, "an older consent lifts nothing");
    }
}
