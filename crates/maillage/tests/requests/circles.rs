//! Circles through the router: a project shown to one, seen by who is in, not by who is out; unseen, they do not exist.

use axum::http::StatusCode;
use maillage::frame::rights::Role;
use serde_json::{Value, json};

use super::administration::{led_to, newcomer, run, sent};
use super::client::{Instance, Persona, call};

const CIRCLE: [(&str, &str); 2] = [("name", "Filière hydrogène"), ("purpose", "Se dire les pistes.")];

async fn found(nadia: &mut Persona<'_>, admission: &str) -> String {
    let fields = [CIRCLE[0], CIRCLE[1], ("admission", admission)];
    let made = nadia.post("/circles", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    led_to(made.location.as_ref())
}

async fn shown_to_a_circle(instance: &Instance) {
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let mut lead = newcomer(instance, "Choose Paris Region", "anne.roy@choose.example", Role::Manager).await;
    let circle = found(&mut nadia, "closed").await;
    let page = format!("/circles/{circle}");
    let unknown = format!("/circles/{}", instance.database.ids().next::<platform::Uuid>());

    // Unseen, it is not found, in the same bytes; neither may an officer found one.
    let (unseen, nothing) = (marc.get(&page).await, marc.get(&unknown).await);
    assert!(unseen.status == StatusCode::NOT_FOUND && unseen.body == nothing.body);
    let token = instance.token("marc.lenoir@choose.example", true).await;
    let api = |path: String| instance.send(call("GET", &path, &token, None));
    assert_eq!(api(format!("/api/v1{page}")).await.status, StatusCode::NOT_FOUND);
    assert!(!marc.get("/circles").await.body.contains("hydrogène"));
    assert_eq!(
        marc.post("/circles", &[CIRCLE[0], CIRCLE[1], ("admission", "open")]).await.status,
        StatusCode::FORBIDDEN
    );

    // Invited, accepted by somebody who speaks for the organisation.
    let choose: String = instance.one("select id from organisation where name = 'Choose Paris Region'").await;
    let invited = nadia.post(&format!("{page}/invitations"), &[("organisation", &choose)]).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    let again = nadia.post(&format!("{page}/invitations"), &[("organisation", &choose)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let line: String = instance.one("select id from circle_member where state = 'invited'").await;
    let answer = format!("{page}/members/{line}/decision");
    assert_eq!(marc.post(&answer, &[("answer", "yes")]).await.status, StatusCode::NOT_FOUND);
    assert!(lead.get(&page).await.body.contains("invite Choose Paris Region"));
    let accepted = lead.post(&answer, &[("answer", "yes")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);

    // A project shown to the circle, by page then by API.
    let project = instance.project("Salicorne").await;
    let sheet = format!("/projects/{project}");
    assert!(
        claire.get(&format!("{sheet}/grants")).await.body.contains("Cercle Filière hydrogène (2 membres)")
    );
    assert_eq!(marc.get(&sheet).await.status, StatusCode::NOT_FOUND);
    let fields = [("organisation", circle.as_str()), ("level", "read"), ("reason", "travail de la filière")];
    let shared = claire.post(&format!("{sheet}/grants"), &fields).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    assert!(marc.get(&sheet).await.body.contains("Salicorne"));
    assert!(claire.get(&sheet).await.body.contains("Filière hydrogène"), "who sees this, and why");
    let members = api(format!("/api/v1{page}")).await;
    let members: Value = serde_json::from_str(&members.body).unwrap();
    assert_eq!(members["members"].as_array().unwrap().len(), 2);

    // It leaves: at once, nothing is seen; who was in stays known to the circle.
    let left = lead.post(&format!("{page}/members/{line}/end"), &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    assert_eq!(marc.get(&sheet).await.status, StatusCode::NOT_FOUND);
    assert_eq!(marc.get(&page).await.status, StatusCode::NOT_FOUND);
    // An invitation ends with the circle.
    let invited = nadia.post(&format!("{page}/invitations"), &[("organisation", &choose)]).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    let second = found(&mut nadia, "closed").await;
    let other = format!("/circles/{second}");
    nadia.post(&format!("{other}/invitations"), &[("organisation", &choose)]).await;
    assert!(nadia.get(&other).await.body.contains("Choose Paris Region"));
    let dissolved = nadia.post(&format!("{other}/dissolution"), &[]).await;
    assert_eq!(dissolved.status, StatusCode::SEE_OTHER, "{}", dissolved.body);
    let waiting: i64 = instance
        .one("select count(*) from circle_member m join circle c on c.id = m.circle where c.dissolved_at is not null and m.state in ('invited', 'asked')")
        .await;
    assert_eq!(waiting, 0);
    let asked = claire
        .post(&format!("{sheet}/grants"), &[("organisation", "pas un cercle"), ("level", "read")])
        .await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let token = instance.token("claire.vidal@provence.example", true).await;
    let body = json!({"organisation": circle, "level": "card", "reason": "travail commun"});
    let shared = instance.send(call("POST", &format!("/api/v1{sheet}/grants"), &token, Some(body))).await;
    assert!(shared.status.is_success(), "{}", shared.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_is_shown_to_a_circle_on_sqlite() {
    shown_to_a_circle(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_is_shown_to_a_circle_on_postgres() {
    shown_to_a_circle(&Instance::postgres().await).await;
}

/// Who is concerned is written to, in the language of each, without a word of what the circle is; who left is not.
async fn told_by_mail(instance: &Instance) {
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut lead = newcomer(instance, "Choose Paris Region", "anne.roy@choose.example", Role::Manager).await;
    newcomer(instance, "Choose Paris Region", "mary.hill@choose.example", Role::Manager).await;
    newcomer(instance, "Choose Paris Region", "luc.parti@choose.example", Role::Manager).await;
    run(instance, "update account set language = 'en' where email = 'mary.hill@choose.example'").await;
    instance.finish_jobs().await;
    std::fs::remove_dir_all(&instance.folder).unwrap();
    std::fs::create_dir_all(&instance.folder).unwrap();
    let circle = found(&mut nadia, "closed").await;
    let page = format!("/circles/{circle}");
    let choose: String = instance.one("select id from organisation where name = 'Choose Paris Region'").await;

    // Refused, nothing is told; sent twice, told once. Luc leaves before his mail does.
    let refused = nadia.post(&format!("{page}/invitations"), &[("organisation", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let waiting =
        || instance.one::<i64>("select count(*) from job where kind = 'circle.notice' and state <> 'done'");
    assert_eq!(waiting().await, 0);
    for _ in 0..2 {
        nadia.post_once(&format!("{page}/invitations"), &[("organisation", &choose)], "once").await;
    }
    assert_eq!(waiting().await, 3);
    run(instance, "update seat set valid_until = '2020-01-01T00:00:00.000000Z' where account = (select id from account where email = 'luc.parti@choose.example')").await;
    instance.finish_jobs().await;
    let mails = sent(instance);
    assert_eq!(mails.len(), 2, "{mails:?}");
    let to = |mails: &[String], email: &str| {
        mails.iter().find(|mail| mail.contains(&format!("To: {email}"))).cloned().unwrap_or_default()
    };
    let (anne, mary) = (to(&mails, "anne.roy@choose.example"), to(&mails, "mary.hill@choose.example"));
    assert!(anne.contains("Provence Promotion invite Choose Paris Region à entrer dans un cercle"), "{anne}");
    assert!(mary.contains("Provence Promotion invites Choose Paris Region into a circle"), "{mary}");
    for mail in [&anne, &mary] {
        assert!(mail.contains(&page) && !mail.contains("hydrog") && !mail.contains("pistes"), "{mail}");
        let subject = mail.lines().find(|line| line.starts_with("Subject:")).unwrap();
        assert!(!subject.contains("Provence") && !subject.contains("Choose"), "{subject}");
    }

    // The answer goes to those who keep the circle, but not to who gave it.
    let line: String = instance.one("select id from circle_member where state = 'invited'").await;
    lead.post(&format!("{page}/members/{line}/decision"), &[("answer", "yes")]).await;
    instance.finish_jobs().await;
    let mails = sent(instance);
    assert_eq!(mails.len(), 3, "{mails:?}");
    let nadias = to(&mails, "nadia.karam@provence.example");
    assert!(nadias.contains("Choose Paris Region a accepté l’invitation de Provence Promotion"), "{nadias}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_told_of_circles_by_mail_on_sqlite() {
    told_by_mail(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_told_of_circles_by_mail_on_postgres() {
    told_by_mail(&Instance::postgres().await).await;
}
