//! Pages that say no: in words that are true, with the menu of whoever reads them, and a way out that says where it leads.

use std::io::{Read, Write};
use std::net::TcpStream;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use maillage::compose;
use maillage::frame::{App, Shared};
use maillage::settings::Settings;

use super::client::{Answer, Instance};

const MENU: &str = "id=\"menu\"";
const UNSAVED: &str = "Rien n’a été enregistré";

/// The address and the label of the way out.
fn way_out(answer: &Answer) -> (String, String) {
    let link = answer.body.split("<a class=\"btn btn-primary\" href=\"").nth(1).unwrap();
    let (url, rest) = link.split_once("\">").unwrap();
    (url.replace("&#38;", "&").replace("&#x3D;", "="), rest.split('<').next().unwrap().to_owned())
}

async fn asked_by_nobody(instance: &Instance, path: &str) -> Answer {
    instance.send(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_way_out_says_where_it_leads() {
    let instance = Instance::sqlite().await;
    for (path, status, url, label) in [
        ("/sign-in/link/used", StatusCode::GONE, "/sign-in", "Aller à la connexion"),
        ("/invitations/used", StatusCode::GONE, "/sign-in", "Aller à la connexion"),
        ("/password-reset/used", StatusCode::GONE, "/password-reset", "Choisir un autre mot de passe"),
        ("/nowhere", StatusCode::NOT_FOUND, "/sign-in", "Aller à la connexion"),
    ] {
        let answer = asked_by_nobody(&instance, path).await;
        assert_eq!((answer.status, way_out(&answer)), (status, (url.into(), label.into())), "{path}");
        assert!(!answer.body.contains(MENU), "{path}: nobody has no menu");
    }
    let mut claire = instance.persona("Claire Vidal").await;
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let jump = claire.post(&format!("{project}/moves"), &[("stage", "qualified"), ("reason", "x")]).await;
    assert_eq!(way_out(&jump), (project, "Revenir à la fiche".into()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_problem_stands_within_the_menu_of_its_reader() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    for path in ["/nowhere", "/projects/nowhere", "/projects?view=list&view=board", "/sign-in/link/used"] {
        let page = claire.get(path).await;
        assert!(page.status.is_client_error() && page.body.contains(MENU), "{path}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_says_where_to_open_it_again() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let (form, again) = ("/projects/new?company=", "Rouvrir la page".to_owned());
    claire.get(form).await;
    let forged = claire.post_raw("/projects", "_csrf=other&code_name=X").await;
    assert_eq!((forged.status, way_out(&forged)), (StatusCode::FORBIDDEN, (form.into(), again.clone())));
    let broken = claire.post_raw("/projects", "_csrf=x&code_name=%C3%28").await;
    assert_eq!((broken.status, way_out(&broken)), (StatusCode::BAD_REQUEST, (form.into(), again.clone())));
    assert!(forged.body.contains(UNSAVED) && broken.body.contains(UNSAVED));
    let asked = claire.get("/projects?view=list&view=board").await;
    assert_eq!((asked.status, way_out(&asked)), (StatusCode::BAD_REQUEST, ("/projects".into(), again)));
    assert!(asked.body.contains("Cette adresse n’est pas comprise"), "{}", asked.body);
    assert!(!asked.body.contains(UNSAVED), "nothing was to be saved");
}

/// Another site cannot choose where the way out leads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_another_site_is_not_a_way_out() {
    let instance = Instance::sqlite().await;
    let request = Request::post("/sign-in")
        .header("host", "maillage.test")
        .header("referer", "http://maillage.test.example.org/x")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = instance.send(request.body(Body::from("_csrf=x&_page=%2Fx")).unwrap()).await;
    assert_eq!((answer.status, way_out(&answer).0), (StatusCode::FORBIDDEN, "/sign-in".into()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_again_with_other_values_is_told_so_in_words() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    claire.get("/companies/new").await;
    claire.post_once("/companies", &[("name", "Galicia Eólica SL"), ("country", "ES")], "form").await;
    let other =
        claire.post_once("/companies", &[("name", "Galicia Eólica"), ("country", "ES")], "form").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.body.contains("Ce formulaire a déjà été envoyé, avec d’autres valeurs"), "{}", other.body);
    assert!(!other.body.contains("clé"), "a person knows no key");
    assert_eq!(way_out(&other), ("/companies/new".into(), "Rouvrir la page".into()));
}

/// Sends the beginning of a form and no more, and reads what comes back.
fn stalled(port: u16, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n{headers}\r\n\r\n");
    stream.write_all(format!("{head}_csrf=").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The page is whole, in the reader's language, under every header, and says what to do; so is the API's answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_stalls_is_answered_like_any_other() {
    let instance = Instance::sqlite().await;
    let token = instance.token("claire.vidal@provence.example", true).await;
    let cookie = instance.persona("Claire Vidal").await.browser.cookie();
    let settings = Settings { request_limit: 0, ..(*instance.app.settings).clone() };
    let router = compose::router(App::from(Shared { settings: settings.into(), ..(*instance.app).clone() }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = tokio::spawn(axum::serve(listener, router).into_future());
    let form =
        format!("content-type: application/x-www-form-urlencoded\r\nconnection: close\r\ncookie: {cookie}");
    let json =
        format!("content-type: application/json\r\nconnection: close\r\nauthorization: Bearer {token}");
    let page = tokio::task::block_in_place(|| stalled(port, "/companies", &form));
    let problem = tokio::task::block_in_place(|| stalled(port, "/api/v1/companies", &json));
    served.abort();
    for answer in [&page, &problem] {
        assert!(
            answer.starts_with("HTTP/1.1 408") && answer.contains("L’envoi n’est pas arrivé à temps"),
            "{answer}"
        );
        for header in
            ["content-security-policy:", "strict-transport-security:", "x-content-type-options: nosniff"]
        {
            assert!(answer.contains(header), "{header}: {answer}");
        }
    }
    assert!(page.contains(MENU) && problem.contains("urn:maillage:problem:too-slow"));
}
