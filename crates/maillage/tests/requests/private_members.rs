//! S0-13: a private member sees the cards of the others where a public member reads their facts.

use std::process::Command;

use axum::http::StatusCode;
use platform::database::Query;
use serde_json::Value;

use super::client::{Browser, Instance, Persona, call};

/// What the card of a member does not say.
const ACTIVITY: &str = "Accueille les entreprises étrangères";
const CARD_ONLY: &str = "Vous en voyez la carte seule.";

/// Every member but the private one, each with a fact to hide.
async fn members(instance: &Instance) -> Vec<(String, String)> {
    let facts = "update organisation set activity = 'Accueille les entreprises étrangères' where member";
    instance.database.write(move |tx| Query::new(facts).execute(tx)).await.unwrap();
    let others = "select id, name from organisation where member and name <> 'Groupe ADP' order by name_key";
    instance.database.read(|r| Query::new(others).all(r)).await.unwrap()
}

/// Whether somebody reads the facts of a member. The card is there either way, and says when it is alone.
async fn reads(persona: &mut Persona<'_>, (id, name): &(String, String)) -> bool {
    let sheet = persona.get(&format!("/organisations/{id}")).await;
    assert_eq!(sheet.status, StatusCode::OK, "{name}: {}", sheet.body);
    assert!(sheet.body.contains(&format!("<h1>{name}")), "{name}: {}", sheet.body);
    let reads = sheet.body.contains(ACTIVITY);
    assert_eq!(sheet.body.contains(CARD_ONLY), !reads, "{name}: {}", sheet.body);
    reads
}

/// What the API says of a member: the level, and the fact.
async fn told(instance: &Instance, token: &str, id: &str) -> (String, Value) {
    let answer = instance.send(call("GET", &format!("/api/v1/organisations/{id}"), token, None)).await;
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    (told["level"].as_str().unwrap().to_owned(), told["activity"].clone())
}

async fn a_private_member_sees_cards_where_a_public_one_reads(instance: &Instance) {
    let members = members(instance).await;
    assert!(members.len() > 20);
    let (mut lea, mut marc) = (instance.persona("Léa Sorel").await, instance.persona("Marc Lenoir").await);
    let (leas, marcs) = (
        instance.token("lea.sorel@adp.example", false).await,
        instance.token("marc.lenoir@choose.example", false).await,
    );
    for member in &members {
        assert!(!reads(&mut lea, member).await, "{}: a private member sees its card alone", member.1);
        assert!(reads(&mut marc, member).await, "{}: a public member reads it", member.1);
        assert_eq!(told(instance, &leas, &member.0).await, ("card".into(), Value::Null));
        assert_eq!(told(instance, &marcs, &member.0).await, ("read".into(), ACTIVITY.into()));
    }
    // A project whose card is shown to the network is shown to its public members.
    let mut claire = instance.persona("Claire Vidal").await;
    let facts =
        [("code_name", "Férigoule"), ("source", "fair"), ("sealed_company", "X"), ("audience", "network")];
    let opened = claire.post("/projects", &facts).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let project = opened.location.unwrap();
    assert_eq!(marc.get(&project).await.status, StatusCode::OK);
    assert_eq!(lea.get(&project).await.status, StatusCode::NOT_FOUND);
    for page in ["/projects?stage=signal", "/projects?view=list", "/search?q=ferigoule"] {
        assert!(marc.get(page).await.body.contains("Férigoule"), "{page}");
        assert!(!lea.get(page).await.body.contains("Férigoule"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_member_sees_cards_where_a_public_one_reads_on_sqlite() {
    a_private_member_sees_cards_where_a_public_one_reads(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_member_sees_cards_where_a_public_one_reads_on_postgres() {
    a_private_member_sees_cards_where_a_public_one_reads(&Instance::postgres().await).await;
}

/// Adds somebody by the command line, who chooses a password by the link that it prints.
async fn added<'i>(instance: &'i Instance, email: &str, more: &[&str]) -> Persona<'i> {
    let names = ["user", "add", email, "--given-name", "Ada", "--family-name", "Brun"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
    command.env("MAILLAGE_DATABASE_URL", instance.file()).args(names).args(more);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let link = &told.trim()[told.find("/invitations/").unwrap()..];
    let mut ada = instance.browser(Browser::default());
    ada.get(link).await;
    let password = "quatre mots pris au hasard";
    let entered = ada.post(link, &[("new_password", password), ("again", password)]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    ada
}

/// A member keeps its family whatever the command line says: an account added to a private one is no public member.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_added_to_a_private_member_is_no_public_member() {
    let instance = Instance::sqlite().await;
    let member = members(&instance).await.remove(0);
    for (email, more, public) in [
        ("ada@adp.example", &["--organisation", "Groupe ADP"][..], false),
        ("ada@adp2.example", &["--organisation", "groupe adp", "--family", "public-body"], false),
        ("ada@bpi.example", &["--organisation", "Bpifrance", "--family", "company"], true),
        ("ada@new.example", &["--organisation", "Un groupe privé", "--family", "company"], false),
        ("ada@agency.example", &["--organisation", "Une agence neuve"], true),
    ] {
        let mut ada = added(&instance, email, more).await;
        assert_eq!(reads(&mut ada, &member).await, public, "{email}");
    }
}
