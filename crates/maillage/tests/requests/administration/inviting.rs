//! People invited together.

use axum::http::StatusCode;
use maillage::frame::rights::Role;

use super::super::client::Instance;
use super::{ALIX, newcomer, sent};

async fn invited_together(instance: &Instance) {
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let text = "Nom;Prénom;E-mail;Rôle;Fonction\n\
        Brun;Ada;ada.brun@provence.example;lecteur;Stagiaire\n\
        Vidal;Claire;claire.vidal@provence.example;lecteur;\n\
        Roy;Anne;anne.roy@provence;roi;\n\
        Petit;Jean;jean.petit@provence.example;chargé de mission;\n";
    let before: i64 = instance.one("select count(*) from account").await;
    let page = alix.post("/administration/invitations/previews", &[("people", text)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let body = page.body.replace('\u{a0}', " ");
    for said in ["2 invitations prêtes", "sur 4", "a déjà un rôle", "Rôle inconnu"] {
        assert!(body.contains(said), "{said}: {body}");
    }
    assert_eq!(instance.one::<i64>("select count(*) from account").await, before, "nothing is sent yet");
    // A line at fault cannot be sent, even asked for; nor can nothing.
    for rows in [&[("row", "3")][..], &[]] {
        let fields: Vec<_> = [("people", text)].into_iter().chain(rows.iter().copied()).collect();
        let refused = alix.post("/administration/invitations", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = alix.post("/administration/invitations", &[("people", text), ("row", "2")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(instance.one::<i64>("select count(*) from account").await, before + 1, "the line chosen");
    let title: Option<String> =
        instance.one("select title from seat where account = (select id from account where email = 'ada.brun@provence.example')").await;
    assert_eq!(title.as_deref(), Some("Stagiaire"));
    instance.finish_jobs().await;
    assert!(sent(instance).iter().any(|mail| mail.contains("ada.brun@provence.example")));
    let list = alix.get("/administration/invitations").await.body;
    assert!(list.contains("En attente") && list.contains("Ada Brun"));
    let id: String = instance.one("select id from invitation order by id desc limit 1").await;
    let act = |verb: &str| format!("/administration/invitations/{id}/{verb}");
    assert_eq!(alix.post(&act("resending"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(alix.post(&act("revocation"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(alix.get("/administration/invitations").await.body.contains("Retirée"));
    assert_eq!(alix.post(&act("resending"), &[]).await.status, StatusCode::CONFLICT);
    // Another organisation's is not found.
    let mut ada =
        newcomer(instance, "Choose Paris Region", "anne.roy@choose.example", Role::Administrator).await;
    assert_eq!(ada.post(&act("revocation"), &[]).await.status, StatusCode::NOT_FOUND);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_invited_together_on_sqlite() {
    invited_together(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_invited_together_on_postgres() {
    invited_together(&Instance::postgres().await).await;
}
