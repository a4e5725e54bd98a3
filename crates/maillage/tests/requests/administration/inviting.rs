//! People invited together.

use axum::http::StatusCode;
use maillage::frame::rights::Role;

use super::super::client::Instance;
use super::{ALIX, newcomer, sent};

const PREVIEWS: &str = "/administration/invitations/previews";
const BOOK: &[u8] = include_bytes!("../../../src/administration/bulk/people.xlsx");

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

/// A workbook is read as a table is; a picture, an old workbook or a damaged one says what to do, and nothing is read of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_taken_for_what_it_is() {
    let instance = Instance::sqlite().await;
    let mut alix = newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let wide: Vec<u8> =
        "\u{feff}Nom\tPrénom\tCourriel\tRôle\r\nBrun\tAda\tada.brun@exemple.example\tlecteur\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    let windows = b"Nom;Pr\xe9nom;Courriel;R\xf4le\r\nBrun;Ada;ada.brun@exemple.example;lecteur\r\n";
    let marked = "\u{feff}Nom,Prénom,Courriel,Rôle\nBrun,Ada,ada.brun@exemple.example,lecteur\n";
    for (name, bytes) in [
        ("people.xlsx", BOOK),
        ("unicode.txt", &wide),
        ("excel.csv", windows),
        ("marked.csv", marked.as_bytes()),
    ] {
        let page = alix.post_file(PREVIEWS, &[], (name, bytes)).await;
        assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.body);
        assert!(
            page.body.contains("<td>Ada Brun</td><td>ada.brun@exemple.example</td>"),
            "{name}: {}",
            page.body
        );
    }
    for (name, bytes, told) in [
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "n’est pas un tableau"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "n’est pas au format .xlsx"),
        ("half.xlsx", &BOOK[..BOOK.len() / 2], "abîmé"),
        (
            "huge.xlsx",
            include_bytes!("../../../src/administration/bulk/huge.xlsx"),
            "beaucoup trop de lignes",
        ),
    ] {
        let page = alix.post_file(PREVIEWS, &[], (name, bytes)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", page.body);
        assert!(page.body.contains(told) && page.body.contains("href=\"#file\""), "{name}: {}", page.body);
    }
}

/// Whoever manages people gives no role above his own, one by one, together, nor to somebody seated; nor does he close the
/// access of whoever has one.
async fn none_above(instance: &Instance) {
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let mut nadia = instance.persona("Nadia Karam").await;
    assert_eq!(nadia.get("/administration/people").await.status, StatusCode::NOT_FOUND);
    let saved = alix.post("/administration/capabilities", &[("right", "manager.manage-people")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = nadia.get("/administration/people").await;
    assert!(page.status == StatusCode::OK && !page.body.contains("value=\"administrator\""), "{}", page.body);
    let person = |role| {
        [
            ("given_name", "Ada"),
            ("family_name", "Brun"),
            ("email", "ada.brun@provence.example"),
            ("role", role),
        ]
    };
    let refused = nadia.post("/administration/people", &person("administrator")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("au-dessus du vôtre"), "{}", refused.body);
    let invited = nadia.post("/administration/people", &person("officer")).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    let text = "Nom;Prénom;E-mail;Rôle\nRoy;Anne;anne.roy@provence.example;administratrice\n";
    let page = nadia.post(PREVIEWS, &[("people", text)]).await;
    assert!(page.status == StatusCode::OK && page.body.contains("au-dessus du vôtre"), "{}", page.body);
    let sent = nadia.post("/administration/invitations", &[("people", text), ("row", "2")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seat = async |email: &'static str| -> String {
        let query = move |r: &platform::database::Reader| {
            platform::database::Query::new(
                "select s.id from seat s join account a on a.id = s.account where a.email = $1",
            )
            .bind(email)
            .one(r)
        };
        instance.database.read(query).await.unwrap()
    };
    let (ada, alixs) = (seat("ada.brun@provence.example").await, seat(ALIX).await);
    let raised =
        nadia.post(&format!("/administration/people/{ada}/role"), &[("role", "administrator")]).await;
    assert_eq!(raised.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", raised.body);
    let lowered = nadia.post(&format!("/administration/people/{alixs}/role"), &[("role", "reader")]).await;
    assert_eq!(lowered.status, StatusCode::FORBIDDEN, "{}", lowered.body);
    assert!(lowered.body.contains("un rôle au-dessus du vôtre"), "{}", lowered.body);
    // The administrator gives any.
    let raised = alix.post(&format!("/administration/people/{ada}/role"), &[("role", "administrator")]).await;
    assert_eq!(raised.status, StatusCode::SEE_OTHER, "{}", raised.body);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_role_above_ones_own_is_given_on_sqlite() {
    none_above(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_role_above_ones_own_is_given_on_postgres() {
    none_above(&Instance::postgres().await).await;
}
