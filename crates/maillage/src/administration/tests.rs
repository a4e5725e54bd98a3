//! Administration, through the router: who sees which page, and what its forms do.

use axum::http::StatusCode;
use platform::jobs;
use platform::web::ProblemKind;

use super::routes;
use crate::account::tests::requests::{Browser, Seen, Site, site_with};
use crate::account::tests::{EMAIL, PASSWORD, mails, member_organisation, write};
use crate::account::{self, Purpose, personal_link};

/// The person of the world administers her organisation; with `instance`, the whole instance.
async fn signed_in(instance: bool) -> (Site, Browser) {
    let site = site_with(account::routes().merge(routes()), false).await;
    if instance {
        let account = site.world.account;
        write(&site.database, move |tx| {
            platform::database::Query::new("update account set administrator = $2 where id = $1")
                .bind(account)
                .bind(true)
                .execute_one(tx)?;
            Ok(())
        })
        .await
        .unwrap();
    }
    let mut browser = Browser::new(&site.router);
    browser.sign_in(PASSWORD).await;
    (site, browser)
}

const NADIA: [(&str, &str); 4] =
    [("given_name", "Nadia"), ("family_name", "Karam"), ("email", "nadia@exemple.fr"), ("role", "officer")];

async fn invite(browser: &mut Browser, organisation: &str) -> Seen {
    let fields: Vec<_> = NADIA.into_iter().chain([("organisation", organisation)]).collect();
    browser.post("/administration/people", &fields).await
}

fn link_to(page: &str, name: &str) -> String {
    let before = page.split(&format!(">{name}</a>")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().trim_end_matches('"').to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_invites_changes_and_ends() {
    let (site, mut browser) = signed_in(false).await;
    assert!(browser.get("/administration").await.body.contains("administration-people-own"));
    assert!(browser.get("/administration/people").await.body.contains("Claire Vidal"));
    let refused = browser.post("/administration/people", &[("given_name", "Nadia")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("href=\"#email\""));
    assert!(invite(&mut browser, "").await.location.ends_with("done=done-invited"));
    let known = invite(&mut browser, "").await;
    assert!(known.status == StatusCode::UNPROCESSABLE_ENTITY && known.body.contains("error-email-seated"));
    let page = browser.get("/administration/people").await.body;
    assert!(page.contains("administration-invited"));
    let person = link_to(&page, "Nadia Karam");
    assert!(browser.get(&person).await.body.contains("administration-role-officer"));
    for (form, fields, done) in [
        ("role", &[("role", "manager")][..], "done-role"),
        ("invitations", &[], "done-invited"),
        ("departure", &[], "done-seat-ended"),
    ] {
        assert!(browser.post(&format!("{person}/{form}"), fields).await.location.ends_with(done), "{form}");
    }
    assert_eq!(browser.get(&person).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mails(&site.database).await.len(), 3, "invited, invited again, told");
}

#[tokio::test(flavor = "multi_thread")]
async fn her_own_seat_is_for_another_administrator() {
    let (site, mut browser) = signed_in(false).await;
    let own = format!("/administration/people/{}", site.world.seat);
    assert!(browser.get(&own).await.body.contains("administration-own-seat"));
    assert_eq!(browser.post(&format!("{own}/departure"), &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_organisations_and_the_instance_do_not_exist_for_an_administrator() {
    let (site, mut browser) = signed_in(false).await;
    let other = write(&site.database, |tx| Ok(member_organisation(tx, "Agence du Ponant")))
        .await
        .unwrap()
        .to_string();
    for path in [
        format!("/administration/people?organisation={other}"),
        "/administration/jobs".into(),
        "/administration/people/nonsense".into(),
    ] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(invite(&mut browser, &other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn others_see_no_administration() {
    let (site, mut browser) = signed_in(false).await;
    browser.get("/administration/people").await;
    invite(&mut browser, "").await;
    let link = write(&site.database, |tx| {
        let account = account::by_email(tx, "nadia@exemple.fr")?.ok_or(ProblemKind::NotFound)?.account;
        Ok(personal_link(tx, account, Purpose::Invitation, Purpose::Invitation.life())?)
    });
    let path = format!("/invitations/{}", link.await.unwrap().secret());
    let mut officer = Browser::new(&site.router);
    officer.get(&path).await;
    officer.post(&path, &[("new_password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(officer.get("/account").await.status, StatusCode::OK);
    for path in ["/administration", "/administration/people", "/administration/jobs"] {
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    mails(&site.database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_instance_is_run_across_organisations() {
    let (site, mut browser) = signed_in(true).await;
    let other = write(&site.database, |tx| Ok(member_organisation(tx, "Agence du Ponant")))
        .await
        .unwrap()
        .to_string();
    let page = browser.get(&format!("/administration/people?organisation={other}")).await;
    assert!(page.status.is_success() && page.body.contains("administration-people-empty"));
    assert!(invite(&mut browser, &other).await.location.ends_with("done=done-invited"));
    let page = browser.get(&format!("/administration/people?organisation={other}")).await.body;
    assert!(browser.get(&link_to(&page, "Nadia Karam")).await.body.contains("Agence du Ponant"));
    assert_eq!(mails(&site.database).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_put_aside_is_run_again() {
    let (site, mut browser) = signed_in(true).await;
    assert!(browser.get("/administration/jobs").await.body.contains("administration-jobs-empty"));
    let id = write(&site.database, |tx| {
        let now = tx.ids().clock().now();
        let account = account::by_email(tx, EMAIL)?.ok_or(ProblemKind::NotFound)?.account;
        jobs::enqueue(tx, account::MAIL, &serde_json::json!({"to": account, "about": "reset"}))?;
        platform::database::Query::new("update job set attempts = $1")
            .bind(jobs::ATTEMPTS - 1)
            .execute(tx)?;
        let last = jobs::claim(tx, now)?.ok_or(ProblemKind::NotFound)?;
        jobs::fail(tx, &last, "the server said no", now)?;
        Ok(last.id)
    })
    .await
    .unwrap();
    assert!(browser.get("/administration/jobs").await.body.contains("the server said no"));
    let path = format!("/administration/jobs/{id}/retries");
    assert_eq!(browser.post(&path, &[]).await.location, "/administration/jobs?done=done-job-retried");
    assert_eq!(browser.post(&path, &[]).await.status, StatusCode::CONFLICT, "it is not aside any more");
    let again = mails(&site.database).await;
    assert!(again.len() == 1 && again[0].body.starts_with("account-mail-reset"), "{again:?}");
}
