//! People: several positions at once, the title on a day, namesakes told apart, one identity for whoever signs in.

use axum::http::StatusCode;
use maillage::compose::KINDS;
use maillage::directory::people::enrol_next;
use platform::access::verify;
use platform::database::Query;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call};

const CLAIRE: &str = "claire.vidal@provence.example";

async fn id_of(instance: &Instance, family_name: &'static str) -> String {
    let query = |r: &platform::database::Reader| {
        Query::new("select min(id) from person where family_name = $1").bind(family_name).one(r)
    };
    instance.database.read(query).await.unwrap()
}

/// The lines of what somebody is on a day: what stands in the first section of the sheet.
fn then(page: &str) -> &str {
    page.split("id=\"t-at\"").nth(1).unwrap().split("</section>").next().unwrap()
}

/// S3-04: one person, two hats, each to be read on the day of the text; S4-02: exact titles at that date.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_is_on_a_day() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let chauvin = id_of(&instance, "Chauvin").await;
        let page = claire.get(&format!("/people/{chauvin}?at=2+f%C3%A9vrier+2021")).await.body;
        let told = then(&page);
        assert!(told.contains(">CCI</a>") && told.contains(">Provence Promotion</a>"), "{told}");
        assert!(!told.contains("non confirmé"), "{told}");
        let later = claire.get(&format!("/people/{chauvin}?at=2022")).await.body;
        assert_eq!(then(&later).matches("non confirmé à cette date").count(), 2, "{later}");
        let minister = id_of(&instance, "Gourault").await;
        let page = claire.get(&format!("/people/{minister}?at=22/03/2019")).await.body;
        let title =
            "ministre de la cohésion des territoires et des relations avec les collectivités territoriales";
        assert!(then(&page).contains(title) && !then(&page).contains("non confirmé"), "{page}");
        assert!(
            then(&claire.get(&format!("/people/{minister}?at=2018")).await.body).contains("non confirmé")
        );
        let token = instance.token(CLAIRE, false).await;
        let secretary = id_of(&instance, "Pannier-Runacher").await;
        let path = format!("/api/v1/people/{secretary}?at=2019-03-22");
        let told: Value =
            serde_json::from_str(&instance.send(call("GET", &path, &token, None)).await.body).unwrap();
        let held = &told["positions"][0];
        assert_eq!(
            (held["standing"].as_str(), held["title_fr"].as_str()),
            (Some("held"), Some("secrétaire d’Etat auprès du ministre de l’Economie et des Finances"))
        );
        let wrong = claire.get(&format!("/people/{minister}?at=jamais")).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("href=\"#day\""));
    }
}

async fn add(persona: &mut Persona<'_>, fields: &[(&str, &str)]) -> super::client::Answer {
    let common = [("given_name", "JL."), ("family_name", "Chauvin"), ("data_class", "prescriber")];
    let all: Vec<_> =
        common.into_iter().chain([("audience", "owner")]).chain(fields.iter().copied()).collect();
    persona.post("/people", &all).await
}

/// A person with two homonyms: shown with what each is, confirmed, and told apart in the list.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_namesake_is_shown_then_confirmed() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let refused = add(&mut claire, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Une personne porte déjà ce nom"), "{}", refused.body);
        // What he was, and of which day that is known.
        for line in ["CCI (mardi 2", "· Provence Promotion (mardi 2"] {
            assert!(refused.body.contains(line), "{}", refused.body);
        }
        assert!(refused.body.contains("name=\"homonym\""));
        for place in ["Arles", "Martigues"] {
            let added = add(&mut claire, &[("homonym", "yes")]).await;
            assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
            let sheet = added.location.unwrap().split('?').next().unwrap().to_owned();
            let held = [("place", place), ("kind", "mandate"), ("duty", "mayor"), ("valid_from", "2020")];
            let given = claire.post(&format!("{sheet}/positions"), &held).await;
            assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        }
        let list = claire.get("/people?q=chauvin").await.body;
        for line in ["· Provence Promotion (mardi 2", "Maire, Arles (", "Maire, Martigues ("] {
            assert!(list.contains(line), "{line}: {list}");
        }
        assert_eq!(claire.get("/people?q=jl+ch").await.body.matches(">JL. Chauvin</a>").count(), 3);
        // Those of one's own organisation are not told to others: nothing says that they are known.
        let mut marc = instance.persona("Marc Lenoir").await;
        assert_eq!(marc.get("/people?q=chauvin").await.body.matches(">JL. Chauvin</a>").count(), 1);
        let found = claire.get("/search?q=chauvin").await.body;
        assert!(found.contains("/people/") && found.contains("JL. Chauvin"), "{found}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_position_is_given_and_ended() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let sheet = format!("/people/{}", id_of(&instance, "Chauvin").await);
        let wrong = [
            ("kind", "delegation"),
            ("duty", "deputy-mayor"),
            ("valid_from", "2021"),
            ("valid_until", "2020"),
        ];
        let refused = claire.post(&format!("{sheet}/positions"), &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["place", "delegation", "valid_until"] {
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}");
        }
        let held = [
            ("place", "Aix-en-Provence"),
            ("kind", "mandate"),
            ("duty", "deputy-mayor"),
            ("rank", "3"),
            ("valid_from", "3 juillet 2020"),
        ];
        claire.post(&format!("{sheet}/positions"), &held).await;
        let position: String = instance.one("select id from position where rank = 3").await;
        let end = format!("{sheet}/positions/{position}/end");
        let early = claire.post(&end, &[("until", "2019")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("Cette fin vient avant le début"), "{}", early.body);
        assert_eq!(claire.post(&end, &[("until", "31/12/2020")]).await.status, StatusCode::SEE_OTHER);
        assert!(then(&claire.get(&format!("{sheet}?at=31/12/2020")).await.body).contains("Aix-en-Provence"));
        assert!(!then(&claire.get(&format!("{sheet}?at=01/01/2021")).await.body).contains("Aix-en-Provence"));
        // The organisation's sheet lists its people, with what they are there.
        let agency: String =
            instance.one("select id from organisation where name = 'Provence Promotion'").await;
        let page = claire.get(&format!("/organisations/{agency}")).await.body;
        for name in ["JL. Chauvin", "B. Deflesselles", "P. Stefanini"] {
            assert!(page.contains(name), "{name}");
        }
    }
}

/// Two people change the same person: the second is asked, and nothing is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_change_a_person() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let (mut claire, mut said) =
            (instance.persona("Claire Vidal").await, instance.persona("Saïd Benali").await);
        let edit = format!("/people/{}/edit", id_of(&instance, "Stefanini").await);
        let version: i64 = instance
        .one("select r.version from record r join person p on p.id = r.id where p.family_name = 'Stefanini'")
        .await;
        let version = version.to_string();
        let common = [("given_name", "P."), ("family_name", "Stefanini"), ("data_class", "business-contact")];
        let facts = |note: &'static str| {
            let more = [
                ("note", note),
                ("version", &version),
                ("was_given_name", "P."),
                ("was_family_name", "Stefanini"),
            ];
            let all: Vec<(&str, &str)> = common.into_iter().chain(more).collect();
            all.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect::<Vec<_>>()
        };
        let send = |fields: Vec<(String, String)>| fields;
        let first = send(facts("Aime les ports."));
        let first: Vec<(&str, &str)> =
            first.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(claire.post(&edit, &first).await.status, StatusCode::SEE_OTHER);
        let second = send(facts("Aime les gares."));
        let second: Vec<(&str, &str)> =
            second.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let conflict = said.post(&edit, &second).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.body.contains("Aime les ports.") && conflict.body.contains("Aime les gares."));
        // A private member sees the card, not the note; who only reads cannot change it.
        let mut lea = instance.persona("Léa Sorel").await;
        let sheet = edit.trim_end_matches("/edit");
        let page = lea.get(sheet).await.body;
        assert!(page.contains("P. Stefanini") && !page.contains("Aime les ports."));
        assert_eq!(lea.get(&edit).await.status, StatusCode::FORBIDDEN);
        assert_eq!(lea.get("/people/new").await.status, StatusCode::FORBIDDEN);
        let journal: String = instance
        .one("select coalesce(max(coalesce(before_state, '') || coalesce(after_state, '')), '') from journal where verb = 'person.changed'")
        .await;
        assert!(!journal.contains("ports"), "{journal}");
    }
}

/// Whoever takes a seat is one person of the directory; those seated before people were records are enrolled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signs_in_has_one_identity() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        assert!(claire.get("/people?q=benali").await.body.contains("Saïd Benali"));
        instance
            .database
            .write(|tx| {
                Query::new(
                    "delete from record where id in (select id from person where family_name = 'Benali')",
                )
                .execute(tx)
            })
            .await
            .unwrap();
        assert!(!claire.get("/people?q=benali").await.body.contains("Saïd Benali"));
        assert!(instance.database.write(enrol_next).await.unwrap());
        assert!(!instance.database.write(enrol_next).await.unwrap());
        assert!(claire.get("/people?q=benali").await.body.contains("Saïd Benali"));
        let (differences, _) = instance.database.read(|r| verify(r, KINDS, None)).await.unwrap();
        assert!(differences.is_empty(), "{differences:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_by_the_api() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let token = instance.token(CLAIRE, true).await;
        let body = json!({"given_name": "Ana", "family_name": "Costa", "data_class": "elected-official", "audience": "network"});
        let added = instance.send(call("POST", "/api/v1/people", &token, Some(body.clone()))).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
        let again = instance.send(call("POST", "/api/v1/people", &token, Some(body))).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.body);
        let added: Value = serde_json::from_str(&added.body).unwrap();
        let path = format!("/api/v1/people/{}/positions", added["id"].as_str().unwrap());
        let held = json!({"place": "Faro", "place_country": "PT", "kind": "mandate", "duty": "vice-president", "tier": "municipality"});
        let given = instance.send(call("POST", &path, &token, Some(held))).await;
        assert_eq!(given.status, StatusCode::CREATED, "{}", given.body);
        let list = instance.send(call("GET", "/api/v1/people?q=cos&kind=mandate", &token, None)).await;
        let list: Value = serde_json::from_str(&list.body).unwrap();
        let held = &list["items"][0]["positions"][0];
        assert_eq!((held["tier"].as_str(), held["country"].as_str()), (Some("municipality"), Some("PT")));
    }
}

/// A person is written to when what allows it holds; an objection is honoured at once, and outlives the erasure of the
/// address; nobody else's organisation sees the details.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_objection_is_honoured_and_outlives_erasure() {
    use maillage::directory::PersonId;
    use maillage::directory::people::contact::{DetailKind, Purpose, Silence};
    use maillage::directory::people::{is_suppressed, may_write_to};
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let id = id_of(&instance, "Deflesselles").await;
        let path = format!("/people/{id}/details");
        let person: PersonId = id.parse().unwrap();
        let asked = async |purpose| {
            let now = instance.database.ids().clock().now();
            let read = |r: &platform::database::Reader| {
                let account = maillage::account::by_email(r, CLAIRE)?.unwrap().account;
                let seat = maillage::account::seats_of(r, account, now)?.remove(0);
                let identity = platform::access::Identity::Member {
                    account: account.0,
                    seat: seat.id,
                    acting_for: seat.organisation.group(),
                };
                let actor =
                    platform::access::Actor::member(r, identity, platform::access::Rights::NONE, now)?;
                let actor = actor.unwrap();
                let suppressed = is_suppressed(
                    r,
                    actor.acting_for(),
                    (DetailKind::Email, "B.D@Exemple.example"),
                    purpose,
                )?;
                Ok::<_, platform::web::Problem>((may_write_to(r, &actor, person, purpose)?, suppressed))
            };
            instance.database.read(read).await.unwrap()
        };
        assert_eq!(asked(Purpose::News).await, (Err(Silence::NoAddress), false));
        let detail = |informed: &'static str| {
            [
                ("detail_kind", "email"),
                ("reach", "b.d@exemple.example"),
                ("data_class", "business-contact"),
                ("basis", "legitimate-interest"),
                ("found_in", "carte"),
                ("informed_on", informed),
            ]
        };
        let refused =
            claire.post(&path, &[("detail_kind", "email"), ("reach", "b.d"), ("basis", "contract")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["reach", "data_class", "found_in"] {
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}");
        }
        claire.post(&path, &detail("")).await;
        assert_eq!(asked(Purpose::News).await.0, Err(Silence::NotInformed));
        claire.post(&path, &detail("hier")).await;
        claire.post(&path, &detail("01/06/2020")).await;
        assert_eq!(asked(Purpose::News).await, (Ok("b.d@exemple.example".to_owned()), false));
        let mut marc = instance.persona("Marc Lenoir").await;
        assert!(!marc.get(&path).await.body.contains("b.d@exemple.example"));
        let consents = format!("/people/{id}/consents");
        let unproved = [("letter", "news"), ("consent", "given"), ("said_by", "formulaire")];
        assert_eq!(claire.post(&consents, &unproved).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let objected = [("letter", "news"), ("consent", "objected"), ("said_by", "courriel")];
        assert_eq!(claire.post(&consents, &objected).await.status, StatusCode::SEE_OTHER);
        assert_eq!(asked(Purpose::News).await, (Err(Silence::Objected), true));
        assert_eq!(asked(Purpose::Invitation).await.0, Ok("b.d@exemple.example".to_owned()));
        let page = claire.get(&path).await.body;
        for removal in page.split("/details/").skip(1).filter_map(|rest| rest.split("/removal\"").next()) {
            if removal.len() == 36 {
                claire.post(&format!("{path}/{removal}/removal"), &[]).await;
            }
        }
        assert_eq!(asked(Purpose::News).await, (Err(Silence::NoAddress), true));
        let stored: String = instance
            .one("select coalesce(max(value), '') from contact_detail where value like '%exemple.example'")
            .await;
        assert_eq!(stored, "");
    }
}
