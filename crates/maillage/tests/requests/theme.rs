//! How the instance presents itself: who may change it, what is refused, what everyone sees.

use std::io::Write;

use axum::http::StatusCode;
use flate2::{Compression, Crc, write::ZlibEncoder};
use maillage::administration::refresh_theme;
use maillage::compose;
use tower::ServiceExt;

use super::administration::enter;
use super::client::{Answer, Browser, Instance};

const ODILE: &str = "odile.perrin@operations.example";
const NAMED: [(&str, &str); 4] = [
    ("instance_name", "Réseau fictif du Ponant"),
    ("accent", "#2A5390"),
    ("support", "aide@ponant.example"),
    ("data_protection", "dpo@ponant.example"),
];

fn piece(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let mut crc = Crc::new();
    crc.update(&body);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &body, &crc.sum().to_be_bytes()].concat()
}

/// A grey square.
fn png(side: u32) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&vec![0; (side as usize + 1) * side as usize]).unwrap();
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pieces = [piece(b"IHDR", &header), piece(b"IDAT", &packer.finish().unwrap()), piece(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1a\n"[..], &pieces.concat()].concat()
}

async fn anonymous(instance: &Instance) -> Answer {
    instance.browser(Browser::default()).get("/sign-in").await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_runs_the_instance_changes_its_theme() {
    let instance = Instance::sqlite().await;
    for who in ["claire.vidal@provence.example", "nadia.karam@provence.example"] {
        let mut person = enter(&instance, who).await;
        assert_eq!(person.get("/administration/theme").await.status, StatusCode::NOT_FOUND);
        for path in ["/administration/theme", "/administration/theme/previews"] {
            assert_eq!(person.post(path, &NAMED).await.status, StatusCode::NOT_FOUND, "{who} {path}");
            let bad = person.post(path, &[("accent", "#ffcc00")]).await;
            assert_eq!(bad.status, StatusCode::NOT_FOUND, "{who} {path}");
        }
    }
    assert_eq!(instance.one::<i64>("select count(*) from theme").await, 0);
    let page = anonymous(&instance).await.body;
    assert!(!page.contains("/theme/"), "nothing is linked when nothing is set");
    for path in ["/theme/logo", "/theme/style.css"] {
        assert_eq!(instance.browser(Browser::default()).get(path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colour_or_a_file_that_will_not_do_is_refused_in_words() {
    let instance = Instance::sqlite().await;
    let mut odile = enter(&instance, ODILE).await;
    odile.get("/administration/theme").await;
    for path in ["/administration/theme", "/administration/theme/previews"] {
        let pale = odile.post(path, &[("accent", "#ffcc00"), ("instance_name", "Gardé")]).await;
        assert_eq!(pale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(pale.body.contains("un contraste de 1,3 pour 1"), "the ratio");
        let near = pale.body.split("qui convient\u{a0}: ").nth(1).unwrap()[..7].to_owned();
        assert!(pale.body.contains("value=\"Gardé\"") && pale.body.contains("href=\"#accent\""));
        let good = odile.post("/administration/theme/previews", &[("accent", &near)]).await;
        assert_eq!(good.status, StatusCode::OK, "the nearest is accepted: {near}");
    }
    let followed = [&png(32)[..], b"<script>alert(1)</script>"].concat();
    let (small, heavy) = (png(8), [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 70_000]].concat());
    for (name, bytes, words) in [
        ("logo.svg", &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..], "pas un PNG"),
        ("logo.png", b"<html><script>alert(1)</script></html>", "pas un PNG"),
        ("logo.png", &followed, "quelque chose y suit"),
        ("logo.png", &small, "entre 16 et 1024"),
        ("logo.png", &heavy, "plus de 64\u{a0}Kio"),
    ] {
        let refused = odile.post_file("/administration/theme", &[], (name, bytes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(refused.body.contains(words) && refused.body.contains("href=\"#logo\""), "{words}");
    }
    // A good logo is not to be chosen again because the colour was bad.
    let again = odile.post_file("/administration/theme", &[("accent", "#fff")], ("a.png", &png(32))).await;
    assert!(again.body.contains("name=\"carried\""));
    assert_eq!(instance.one::<i64>("select count(*) from theme").await, 0);
}

async fn shown_to_everyone(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    odile.get("/administration/theme").await;

    // Tried: shown, not kept; the logo is carried on.
    let tried = odile.post_file("/administration/theme/previews", &NAMED, ("a.png", &png(32))).await;
    assert_eq!(tried.status, StatusCode::OK);
    assert!(
        tried.body.contains("/theme/style.css?accent=2a5390")
            && tried.body.contains("data:image/png;base64,")
    );
    assert!(!anonymous(instance).await.body.contains("Ponant"));
    let carried = super::client::hidden(&tried.body, "carried").unwrap();

    // Kept once, though sent twice.
    let fields: Vec<_> = NAMED.into_iter().chain([("carried", carried.as_str())]).collect();
    for _ in 0..2 {
        let saved = odile.post_once("/administration/theme", &fields, "theme-1").await;
        assert_eq!(
            (saved.status, saved.location.as_deref()),
            (StatusCode::SEE_OTHER, Some("/administration/theme?done=done-theme"))
        );
    }
    let entries = "select count(*) from journal where verb = 'theme.changed'";
    assert_eq!(instance.one::<i64>(entries).await, 1);
    assert_eq!(instance.one::<i64>("select version from theme").await, 1);
    // The same again, as another form, changes nothing.
    odile.post("/administration/theme", &fields).await;
    assert_eq!(instance.one::<i64>(entries).await, 1);

    let page = anonymous(instance).await.body;
    for part in [
        "Réseau fictif du Ponant</title>",
        "<b>Réseau fictif du Ponant</b>",
        "/theme/style.css?v=1",
        "/theme/logo?v=1",
        "mailto:aide@ponant.example",
        "mailto:dpo@ponant.example",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let statement = instance.browser(Browser::default()).get("/accessibility").await.body;
    assert!(statement.contains(">aide@ponant.example</a>") && statement.contains(">dpo@ponant.example</a>"));

    let style = instance.browser(Browser::default()).get("/theme/style.css?v=1").await;
    assert_eq!(style.body, ":root { --m-accent-base: #2a5390; }\n");
    assert_eq!(header(&style, "set-cookie"), "", "what is kept by caches carries no cookie");
    let hostile = instance.browser(Browser::default()).get("/theme/style.css?accent=red%7D*%7B").await;
    assert_eq!(hostile.body, style.body, "only a colour is written there");
    // The client reads text only: the picture is asked for beside it.
    let request = |held: &str| {
        let asked = axum::http::Request::get("/theme/logo?v=1").header("if-none-match", held);
        instance.router.clone().oneshot(asked.body(axum::body::Body::empty()).unwrap())
    };
    let logo = request("").await.unwrap();
    let of = |name: &str| logo.headers().get(name).unwrap().to_str().unwrap();
    assert_eq!((of("content-type"), of("x-content-type-options")), ("image/png", "nosniff"));
    assert_eq!(request(of("etag")).await.unwrap().status(), StatusCode::NOT_MODIFIED);

    // In mails too.
    let mut visitor = instance.browser(Browser::default());
    visitor.get("/password-reset").await;
    visitor.post("/password-reset", &[("email", "claire.vidal@provence.example")]).await;
    instance.finish_jobs().await;
    let mails = std::fs::read_dir(&instance.folder)
        .unwrap()
        .filter_map(|file| std::fs::read(file.unwrap().path()).ok());
    let mails: String = mails.map(|mail| String::from_utf8_lossy(&mail).into_owned()).collect();
    assert!(mails.contains("aide@ponant.example") && mails.contains("dpo@ponant.example"), "{mails}");

    // Another process on the same database learns it; what is emptied is as the settings say again.
    let other = compose::app(
        instance.database.clone(),
        (*instance.app.settings).clone(),
        instance.app.mailer.clone(),
    )
    .unwrap();
    assert_eq!(other.instance_name(), "Maillage");
    refresh_theme(&other).await.unwrap();
    assert_eq!(other.instance_name(), "Réseau fictif du Ponant");
    odile.post("/administration/theme", &[("remove_logo", "yes")]).await;
    refresh_theme(&other).await.unwrap();
    assert_eq!((other.instance_name(), other.themes.now().logo.is_none()), ("Maillage".into(), true));
    assert!(!anonymous(instance).await.body.contains("Ponant"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_theme_is_shown_to_everyone_on_sqlite() {
    shown_to_everyone(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_theme_is_shown_to_everyone_on_postgres() {
    shown_to_everyone(&Instance::postgres().await).await;
}
