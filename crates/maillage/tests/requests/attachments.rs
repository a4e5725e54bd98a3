//! Files attached to a project: by the page without script, by the API, and everything that may go wrong.

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use platform::clock::Clock;
use platform::files;
use platform::id::{Chance, Ids};

use super::client::{Answer, Instance, call};

const PDF: &[u8] = b"%PDF-1.7\nun plan de masse";
const CLAIRE: &str = "claire.vidal@provence.example";

/// The digests of all bytes kept.
async fn bytes_of(instance: &Instance) -> Vec<String> {
    instance.app.files.older("2999-01-01T00:00:00Z".parse().unwrap()).await.unwrap()
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// The address of the only file of a page.
fn link(page: &str) -> String {
    let from = page.split("href=\"/files/").nth(1).expect("a file is listed");
    format!("/files/{}", from.split('"').next().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_attached_fetched_and_removed() {
    let instance = Instance::sqlite().await;
    let sheet = format!("/projects/{}", instance.project("Cigale").await);
    let record = sheet.replace("/projects/", "/records/");
    let mut claire = instance.persona("Claire Vidal").await;
    let page = claire.get(&format!("{record}/files/new")).await;
    assert!(
        page.body.contains("enctype=\"multipart/form-data\"") && page.body.contains("25\u{a0}Mio"),
        "{}",
        page.body
    );
    let fields = [("caption", "Plan de masse"), ("credit", "Agence")];
    let added = claire.post_file_once(&format!("{record}/files"), &fields, ("Écluse.pdf", PDF), "k1").await;
    assert_eq!(
        added.location.as_deref(),
        Some(format!("{sheet}?done=done-file-added").as_str()),
        "{}",
        added.body
    );
    let page = claire.get(&sheet).await;
    for text in ["Écluse.pdf", "Plan de masse", "© Agence", "Fichier joint\u{a0}: Écluse.pdf"] {
        assert!(page.body.contains(text), "{text}");
    }
    // Sent twice, it is there once; sent under another name, its bytes are kept once.
    claire.post_file_once(&format!("{record}/files"), &fields, ("Écluse.pdf", PDF), "k1").await;
    assert_eq!(claire.get(&sheet).await.body.matches("href=\"/files/").count(), 1);
    let file = link(&page.body);
    let got = claire.get(&file).await;
    assert_eq!((got.status, got.body.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(header(&got, "content-type"), "application/pdf");
    assert_eq!(
        header(&got, "content-disposition"),
        "attachment; filename=\"_cluse.pdf\"; filename*=UTF-8''%C3%89cluse.pdf"
    );
    assert_eq!(header(&got, "x-content-type-options"), "nosniff");
    claire.post_file(&format!("{record}/files"), &[], ("autre.pdf", PDF)).await;
    assert_eq!(bytes_of(&instance).await.len(), 1);

    // Paul reads the project and may not remove; Inès sees its card, and no file.
    let mut paul = instance.persona("Paul Roux").await;
    let page = paul.get(&sheet).await;
    assert!(page.body.contains("Écluse.pdf") && !page.body.contains("/removal"), "{}", page.body);
    assert_eq!(paul.get(&file).await.status, StatusCode::OK);
    assert_eq!(paul.post(&format!("{file}/removal"), &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        paul.post_file(&format!("{record}/files"), &[], ("x.pdf", PDF)).await.status,
        StatusCode::FORBIDDEN
    );
    let mut ines = instance.persona("Inès Morel").await;
    let page = ines.get(&sheet).await;
    assert!(page.status == StatusCode::OK && !page.body.contains("Écluse.pdf"));
    assert_eq!(ines.get(&file).await.status, StatusCode::NOT_FOUND);

    let removed = claire.post(&format!("{file}/removal"), &[]).await;
    assert_eq!(removed.location.as_deref(), Some(format!("{sheet}?done=done-file-removed").as_str()));
    assert_eq!(claire.get(&file).await.status, StatusCode::NOT_FOUND);
    assert!(claire.get(&sheet).await.body.contains("Fichier retiré\u{a0}: Écluse.pdf"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bad_file_is_refused_in_words() {
    let instance = Instance::sqlite().await;
    let record = format!("/records/{}", instance.project("Cigale").await);
    let mut claire = instance.persona("Claire Vidal").await;
    let page = format!("{record}/files");
    let large = vec![b'a'; 26 * 1024 * 1024];
    for (name, bytes, said) in [
        ("long.txt", large.as_slice(), "Ce fichier dépasse 25\u{a0}Mio"),
        ("photo.pdf", b"<html><script>alert(1)</script>", "le contenu est de type text/plain"),
        ("outil.pdf", b"#!/bin/sh\nrm -r /", "Ce fichier est un programme"),
        ("vide.txt", b"", "Ce fichier est vide"),
        ("", b"", "Choisissez un fichier"),
    ] {
        let answer = claire.post_file(&page, &[("caption", "Ma légende")], (name, bytes)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.body);
        assert!(answer.body.contains(said) && answer.body.contains("Ma légende"), "{name}: {}", answer.body);
    }
    // What is HTML is served as text to be saved, never as a page.
    claire.post_file(&page, &[], ("page.html", b"<script>alert(1)</script>")).await;
    let sheet = claire.get(&record.replace("/records/", "/projects/")).await;
    let got = claire.get(&link(&sheet.body)).await;
    assert_eq!(header(&got, "content-type"), "text/plain; charset=utf-8");
    assert!(header(&got, "content-disposition").starts_with("attachment;"));
    assert!(header(&got, "content-security-policy").contains("default-src 'none'"));
    // A form that does not come from a page of this session is refused before its file is looked at.
    claire.browser.csrf = "other".into();
    assert_eq!(claire.post_file(&page, &[], ("a.pdf", PDF)).await.status, StatusCode::FORBIDDEN);
    let names: i64 = instance.one("select count(*) from attachment").await;
    assert_eq!(names, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_attaches_lists_and_removes() {
    let instance = Instance::sqlite().await;
    let (token, reading) = (instance.token(CLAIRE, true).await, instance.token(CLAIRE, false).await);
    let path = format!("/api/v1/records/{}/files", instance.project("Cigale").await);
    let send = |token: &str, query: &str, key: Option<&str>, bytes: &'static [u8]| {
        let mut request =
            Request::post(format!("{path}{query}")).header("authorization", format!("Bearer {token}"));
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        instance.send(request.body(Body::from(bytes)).unwrap())
    };
    let added = send(&token, "?name=plan.pdf&caption=Plan", Some("k"), PDF).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    let file: serde_json::Value = serde_json::from_str(&added.body).unwrap();
    assert_eq!((file["kind"].as_str(), file["size"].as_i64()), (Some("application/pdf"), Some(25)));
    assert_eq!(send(&token, "?name=plan.pdf&caption=Plan", Some("k"), PDF).await.body, added.body);
    assert_eq!(send(&reading, "?name=plan.pdf", None, PDF).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&token, "", None, PDF).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(&token, "?name=plan.pdf", None, b"x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(&token, "?nom=plan.pdf", None, PDF).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let listed = instance.send(call("GET", &path, &reading, None)).await;
    assert_eq!(listed.body.matches("\"sha256\"").count(), 1, "{}", listed.body);
    let own = format!("/api/v1/files/{}", file["id"].as_str().unwrap());
    assert_eq!(instance.send(call("GET", &own, &reading, None)).await.body.as_bytes(), PDF);
    assert_eq!(instance.send(call("DELETE", &own, &token, None)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(instance.send(call("GET", &own, &reading, None)).await.status, StatusCode::NOT_FOUND);
    // The file that one keeps on a company takes none: it is as if it did not exist.
    let company: String = instance.one("select f.id from company_file f join project p on p.company = f.company where p.code_name = 'Cigale'").await;
    let other = instance.send(call("GET", &format!("/api/v1/records/{company}/files"), &token, None)).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

/// Bytes are there before the row that names them; what no row names goes after a week, what a row names stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_row_names_is_collected_a_week_later() {
    // The store dates what it keeps by the machine: the instance is told that it is later.
    let clock = Clock::fixed(Clock::machine().now());
    let instance = Instance::sqlite_with(Ids::new(clock.clone(), Chance::machine())).await;
    let (store, database) = (&instance.app.files, &instance.database);
    let record = format!("/records/{}", instance.project("Cigale").await);
    let mut claire = instance.persona("Claire Vidal").await;
    for (name, bytes) in [("reste.txt", b"reste".as_slice()), ("part.txt", b"part"), ("aussi.txt", b"reste")]
    {
        let answer = claire.post_file(&format!("{record}/files"), &[], (name, bytes)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    // A crash between the bytes and the transaction; one in the middle of the bytes.
    store.receive("crash", Body::from("no row").into_data_stream(), 100).await.unwrap();
    let broken = futures_util::stream::iter([Ok(Bytes::from_static(b"half")), Err("cut")]);
    assert!(matches!(store.receive("half", broken, 100).await, Err(files::Error::Broken(_))));
    let all = bytes_of(&instance).await;
    assert_eq!(all.len(), 3);
    let page = claire.get(&record.replace("/records/", "/projects/")).await.body;
    let mut listed = page.split("href=\"/files/").skip(1);
    let part = listed.find(|text| text.contains("part.txt")).unwrap().split('"').next().unwrap();
    claire.post(&format!("/files/{part}/removal"), &[]).await;

    let none = files::Collected::default();
    assert_eq!(files::collect(database, store).await.unwrap(), none);
    clock.advance(SignedDuration::from_hours(6 * 24));
    assert_eq!(files::collect(database, store).await.unwrap().files, 0);
    clock.advance(SignedDuration::from_hours(2 * 24));
    assert_eq!(files::collect(database, store).await.unwrap(), files::Collected { files: 2, unfinished: 0 });
    assert_eq!(bytes_of(&instance).await.len(), 1);
    let rows: i64 = instance.one("select count(*) from attachment").await;
    assert_eq!(rows, 2, "the row of what was removed is forgotten too");
}
