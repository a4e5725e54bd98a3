//! The same form sent twice: the second changes nothing and is answered as the first.

use axum::http::StatusCode;

use super::client::{Answer, Instance, Persona, hidden};

/// Sends a form twice with the same key; both answers go to the same page, and the journal has grown once.
async fn sent_twice(persona: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let key = persona.instance.database.ids().next::<platform::Uuid>().to_string();
    let first = persona.post_once(path, fields, &key).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{path}: {}", first.body);
    let noted: i64 = persona.instance.one("select count(*) from journal").await;
    let second = persona.post_once(path, fields, &key).await;
    assert_eq!(first.location, second.location, "{path}: {}", second.body);
    assert_eq!(noted, persona.instance.one::<i64>("select count(*) from journal").await, "{path}");
    first
}

async fn every_form_acts_once(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let version = |body: &str| hidden(body, "version").unwrap();
    let edit = version(&claire.get(&format!("{project}/edit")).await.body);
    let facts = [("version", edit.as_str()), ("was_location", ""), ("location", "Arles")];
    sent_twice(&mut claire, &format!("{project}/edit"), &facts).await;

    let sheet = version(&claire.get(&project).await.body);
    let back = [("version", sheet.as_str()), ("stage", "signal"), ("reason", "Aucune réponse")];
    sent_twice(&mut claire, &format!("{project}/moves"), &back).await;

    let bpi: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let sharing = [("organisation", bpi.as_str()), ("level", "card"), ("reason", "aides")];
    sent_twice(&mut claire, &format!("{project}/grants"), &sharing).await;
    let grant: String = instance
        .one("select g.id from access_grant g join project p on p.id = g.record join principal x on x.id = g.principal where p.code_name = 'Restanque' and x.name = 'Bpifrance'")
        .await;
    sent_twice(&mut claire, &format!("{project}/grants/{grant}/revocation"), &[]).await;

    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let company = format!("/companies/{company}");
    let page = claire.get(&format!("{company}/edit")).await.body;
    let edit = version(&page);
    let name = page.split("name=\"name\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let facts = [("version", edit.as_str()), ("name", &name), ("country", "FR"), ("city", "Fos-sur-Mer")];
    sent_twice(&mut claire, &format!("{company}/edit"), &facts).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_acts_once_on_sqlite() {
    every_form_acts_once(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_acts_once_on_postgres() {
    every_form_acts_once(&Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_of_accounts_and_of_people_act_once() {
    let instance = Instance::sqlite().await;
    let mut odile = instance.persona("Odile Perrin").await;
    let organisation: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let invitation = [
        ("organisation", organisation.as_str()),
        ("given_name", "Ada"),
        ("family_name", "Brun"),
        ("email", "ada.brun@bpi.example"),
        ("role", "officer"),
    ];
    sent_twice(&mut odile, "/administration/people", &invitation).await;
    let person =
        "select t.id from seat t join account a on a.id = t.account where a.email = 'ada.brun@bpi.example'";
    let person = format!("/administration/people/{}", instance.one::<String>(person).await);
    sent_twice(&mut odile, &format!("{person}/role"), &[("role", "reader")]).await;
    sent_twice(&mut odile, &format!("{person}/invitations"), &[]).await;
    sent_twice(&mut odile, &format!("{person}/departure"), &[]).await;
    let seat: String =
        instance.one("select t.id from seat t join account a on a.id = t.account where a.email = 'odile.perrin@operations.example'").await;
    assert_eq!(odile.post("/account/acting", &[("seat", &seat)]).await.status, StatusCode::SEE_OTHER);
}

/// The secret of a token is said by the first answer; the second says why it says none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_made_once_and_its_secret_said_once() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let fields = [("token_name", "tableur"), ("token_access", "read"), ("token_days", "30")];
    let first = claire.post_once("/account/tokens", &fields, "key").await;
    let second = claire.post_once("/account/tokens", &fields, "key").await;
    assert!(first.body.contains("id=\"token\" value=\""), "{}", first.body);
    assert!(second.body.contains("le même formulaire a été envoyé deux fois"), "{}", second.body);
    let kept: i64 = instance.one("select count(*) from api_token where name = 'tableur'").await;
    assert_eq!(kept, 1);
    let token: String = instance.one("select id from api_token where name = 'tableur'").await;
    sent_twice(&mut claire, &format!("/account/tokens/{token}/revocation"), &[]).await;
    let secret = first.body.split("id=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let answers: Vec<String> = instance
        .database
        .read(|r| platform::database::Query::new("select answer from idempotency").all(r))
        .await
        .unwrap();
    assert!(answers.iter().all(|answer| !answer.contains(secret)), "no secret is kept");
}

/// The former password is no longer right when the form arrives again: the first answer is given all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_changes_once() {
    const FORMER: &str = "quatre mots pris au hasard";
    const NEXT: &str = "encore quatre autres mots";
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let hash = maillage::account::hash_password(FORMER, instance.database.ids().chance()).unwrap();
    let give = move |tx: &platform::database::Transaction| {
        let query = "update account set password_hash = $1 where email = 'claire.vidal@provence.example'";
        platform::database::Query::new(query).bind(&hash).execute_one(tx)
    };
    instance.database.write(give).await.unwrap();
    let fields = [("current_password", FORMER), ("new_password", NEXT), ("again", NEXT)];
    let first = sent_twice(&mut claire, "/account/password", &fields).await;
    assert_eq!(first.location.as_deref(), Some("/account?done=done-password-changed"));
    let other = claire.post("/account/password", &fields).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another form is not the same form");
    instance.finish_jobs().await;
}

/// The use of a token is noted, once in ten minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_use_of_a_token_is_noted() {
    use jiff::SignedDuration;
    let clock = platform::clock::Clock::fixed("2026-11-23T09:00:00Z".parse().unwrap());
    let ids = platform::id::Ids::new(clock.clone(), platform::id::Chance::machine());
    let instance = Instance::sqlite_with(ids).await;
    let token = instance.token("claire.vidal@provence.example", false).await;
    let mut noted = Vec::new();
    for minutes in [0, 9, 1] {
        clock.advance(SignedDuration::from_mins(minutes));
        let call = super::client::call("GET", "/api/v1/projects", &token, None);
        assert_eq!(instance.send(call).await.status, StatusCode::OK);
        noted.push(
            instance
                .one::<jiff::Timestamp>("select last_used_at from api_token where last_used_at is not null")
                .await,
        );
    }
    assert_eq!(noted[0], noted[1]);
    assert_eq!(noted[2].duration_since(noted[0]), SignedDuration::from_mins(10));
}
