//! One human, one record: whoever is noted as a person and then invited stays one person, without telling what the
//! inviter may not see.

use axum::http::StatusCode;
use maillage::frame::rights::Role;
use platform::database::Query;

use super::administration::{led_to, newcomer};
use super::client::{Answer, Instance, Persona};

const ALIX: &str = "alix.faure@provence.example";

/// Notes somebody for one's own organisation; the identifier.
pub async fn noted(who: &mut Persona<'_>, given: &str, family: &str) -> String {
    let person = [
        ("given_name", given),
        ("family_name", family),
        ("data_class", "business-contact"),
        ("audience", "owner"),
        ("homonym", "yes"),
    ];
    let answer = who.post("/people", &person).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    led_to(answer.location.as_ref())
}

/// Notes how to reach somebody.
pub async fn reached(who: &mut Persona<'_>, person: &str, kind: &str, value: &str) {
    let detail = [
        ("detail_kind", kind),
        ("reach", value),
        ("data_class", "business-contact"),
        ("basis", "public-task"),
        ("found_in", "carte"),
    ];
    let answer = who.post(&format!("/people/{person}/details"), &detail).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Notes what somebody is in an organisation of the directory.
pub async fn seated(who: &mut Persona<'_>, person: &str, organisation: &str, duty: &str) {
    let held = [("organisation", organisation), ("kind", "employee"), ("duty", duty)];
    let answer = who.post(&format!("/people/{person}/positions"), &held).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn agency(instance: &Instance) -> String {
    instance.one("select id from organisation where member and name = 'Provence Promotion'").await
}

async fn of_account(instance: &Instance, email: &'static str) -> String {
    let query = |r: &platform::database::Reader| {
        Query::new("select person from account where email = $1").bind(email).one(r)
    };
    instance.database.read(query).await.unwrap()
}

async fn people(instance: &Instance) -> i64 {
    instance.one("select count(*) from person").await
}

async fn invite(alix: &mut Persona<'_>, (given, family, email): (&str, &str, &str), person: &str) -> Answer {
    let fields = [
        ("given_name", given),
        ("family_name", family),
        ("email", email),
        ("role", "officer"),
        ("person", person),
    ];
    alix.post("/administration/people", &fields).await
}

/// The page without what is new in each.
fn same(answer: &Answer, id: &str) -> String {
    let mut parts = answer.body.split("name=\"_once\" value=\"");
    let first = parts.next().unwrap().to_owned();
    let body = parts.fold(first, |all, part| all + part.split_once('"').unwrap().1);
    body.replace(id, "")
}

async fn known_then_invited(instance: &Instance) {
    const ADA: (&str, &str, &str) = ("Ada", "Brun", "ada.brun@provence.example");
    let mut claire = instance.persona("Claire Vidal").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let agency = agency(instance).await;
    let ada = noted(&mut claire, "Ada", "Brun").await;
    reached(&mut claire, &ada, "email", "Ada.Brun@provence.example").await;
    seated(&mut claire, &ada, &agency, "director").await;
    let hidden = noted(&mut marc, "Ada", "Brun").await;
    reached(&mut marc, &hidden, "email", ADA.2).await;
    seated(&mut marc, &hidden, &agency, "officer").await;
    let before = people(instance).await;

    // Asked, with what she is; another organisation's sheet is not told, neither by its name nor by its number.
    let asked = invite(&mut alix, ADA, "").await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in [
        "href=\"#person\"",
        &ada,
        "Directeur, Provence Promotion",
        "Même adresse dans vos coordonnées, même nom",
    ] {
        assert!(asked.body.contains(told), "{told}: {}", asked.body);
    }
    assert!(!asked.body.contains(&hidden), "{}", asked.body);
    let unknown = instance.database.ids().next::<platform::Uuid>().to_string();
    let (unseen, none) = (invite(&mut alix, ADA, &hidden).await, invite(&mut alix, ADA, &unknown).await);
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(same(&unseen, &hidden), same(&none, &unknown), "the unseen is the unknown");
    assert_eq!(people(instance).await, before, "nothing was done");

    // It is her: the account is hers, and nobody was made.
    let done = invite(&mut alix, ADA, &ada).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(done.location.unwrap().ends_with("done=done-invited"));
    assert_eq!((of_account(instance, ADA.2).await, people(instance).await), (ada.clone(), before));
    assert!(claire.get(&format!("/people/{ada}")).await.body.contains("Compte ouvert à cette personne"));

    // At another address it may be her again: a person has one account; somebody else is another person.
    let other = ("Ada", "Brun", "a.brun@provence.example");
    let asked = invite(&mut alix, other, &ada).await;
    assert!(asked.status == StatusCode::UNPROCESSABLE_ENTITY && asked.body.contains("à une autre adresse"));
    let done = invite(&mut alix, other, "another").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(people(instance).await, before + 1);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_known_then_invited_is_one_person_on_sqlite() {
    known_then_invited(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_known_then_invited_is_one_person_on_postgres() {
    known_then_invited(&Instance::postgres().await).await;
}

/// Whether an address has an account elsewhere is not told by the question: it is asked all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_question_does_not_tell_that_an_address_has_an_account() {
    const MARC: (&str, &str, &str) = ("Marc", "Lenoir", "marc.lenoir@choose.example");
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let mut alix = newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
        let known = noted(&mut claire, "Marc", "Lenoir").await;
        reached(&mut claire, &known, "email", MARC.2).await;
        let own = of_account(&instance, MARC.2).await;
        let asked = invite(&mut alix, MARC, "").await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!asked.body.contains("à une autre adresse") && !asked.body.contains(&own), "{}", asked.body);
        // The account keeps its own person, and that is said.
        let done = invite(&mut alix, MARC, &known).await;
        assert!(done.location.unwrap().ends_with("done=done-invited-apart"));
        assert_eq!(of_account(&instance, MARC.2).await, own);
        instance.finish_jobs().await;
    }
}

async fn known_then_invited_together(instance: &Instance) {
    const TEXT: &str = "Nom;Prénom;E-mail;Rôle\n\
        Brun;Ada;ada.brun@provence.example;lecteur\n\
        Petit;Jean;jean.petit@provence.example;lecteur\n\
        Roy;Anne;anne.roy@provence.example;lecteur\n";
    let mut claire = instance.persona("Claire Vidal").await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let agency = agency(instance).await;
    let ada = noted(&mut claire, "Ada", "Brun").await;
    reached(&mut claire, &ada, "email", "ada.brun@provence.example").await;
    let jean = noted(&mut claire, "Jean", "Petit").await;
    seated(&mut claire, &jean, &agency, "officer").await;
    let before = people(instance).await;

    // The one whom nothing distinguishes is taken; of a mere namesake it is asked.
    let page = alix.post("/administration/invitations/previews", &[("people", TEXT)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains(&format!("<option value=\"2:{ada}\" selected>")), "{}", page.body);
    assert!(page.body.contains(&format!("<option value=\"3:{jean}\">")), "{}", page.body);
    assert_eq!(page.body.matches("c’est elle qui est retenue").count(), 1);
    assert!(!page.body.contains("whose-4"), "nobody resembles the third");
    let mut all = vec![("people", TEXT), ("row", "2"), ("row", "3"), ("row", "4")];
    let refused = alix.post("/administration/invitations", &all).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["Une ligne cochée laisse un doute", "id=\"whose-3-fault\""] {
        assert!(refused.body.contains(told), "{told}: {}", refused.body);
    }
    assert_eq!(instance.one::<i64>("select count(*) from invitation").await, 0, "nothing was sent");
    let (first, second, twice) = (format!("2:{ada}"), format!("3:{jean}"), format!("3:{ada}"));
    all.push(("whose", &first));
    let wrong: Vec<_> = all.iter().copied().chain([("whose", twice.as_str())]).collect();
    assert_eq!(
        alix.post("/administration/invitations", &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    all.push(("whose", &second));
    let done = alix.post("/administration/invitations", &all).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let (of_ada, of_jean) = (
        of_account(instance, "ada.brun@provence.example").await,
        of_account(instance, "jean.petit@provence.example").await,
    );
    assert_eq!((of_ada, of_jean, people(instance).await), (ada, jean, before + 1));
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_known_then_invited_together_on_sqlite() {
    known_then_invited_together(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_known_then_invited_together_on_postgres() {
    known_then_invited_together(&Instance::postgres().await).await;
}
