//! Attached files in a bucket, on a server of S3 that checks who asks: attached by the page, fetched, backed up, restored
//! into another bucket, and collected.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::error_handling::HandleError;
use axum::http::StatusCode;
use jiff::SignedDuration;
use maillage::compose;
use maillage::frame::{App, Shared};
use maillage::settings::Settings;
use platform::backup::{Product, back_up};
use platform::clock::Clock;
use platform::database::Location;
use platform::files::{Collected, Store, collect};
use platform::id::{Chance, Ids};
use s3s::HttpError;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;

use super::backup::{Folder, restored};
use super::client::Instance;

const KEY: &str = "a key of a test";
const SECRET: &str = "a secret of a test";

/// A server of two buckets, in a folder.
async fn server(folder: &Folder) -> SocketAddr {
    for bucket in ["here", "elsewhere"] {
        std::fs::create_dir_all(folder.at("s3").join(bucket)).unwrap();
    }
    let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.at("s3")).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = HandleError::new(builder.build(), |error: HttpError| async move {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:?}"))
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(
        async move { axum::serve(listener, Router::new().fallback_service(service)).await.unwrap() },
    );
    address
}

/// A bucket, as the settings say it.
fn bucket(server: SocketAddr, name: &str, secret: &str) -> Store {
    let settings = Settings {
        files_url: format!("s3://{name}/maillage"),
        s3_endpoint: format!("http://{server}"),
        s3_region: "eu-west-3".into(),
        s3_access_key: KEY.into(),
        s3_secret_key: secret.into(),
        ..Settings::default()
    };
    settings.files().unwrap()
}

/// The same instance, with its files there.
fn with_files(mut instance: Instance, files: Store) -> Instance {
    instance.app = App::from(Shared { files, ..(*instance.app).clone() });
    instance.router = compose::router(instance.app.clone());
    instance
}

async fn digests(store: &Store) -> Vec<String> {
    store.older("2999-01-01T00:00:00Z".parse().unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_holds_attached_files_and_is_restored_into_another() {
    let folder = Folder::new();
    let server = server(&folder).await;
    let (here, elsewhere) = (bucket(server, "here", SECRET), bucket(server, "elsewhere", SECRET));
    // The server dates what it keeps by the machine: the instance is told that it is later.
    let clock = Clock::fixed(Clock::machine().now());
    let instance = Instance::sqlite_with(Ids::new(clock.clone(), Chance::machine())).await;
    let instance = with_files(instance, here.clone());
    here.answers().await.unwrap();

    // Larger than one piece of a sending.
    let plan = format!("%PDF-1.7\n{}", "un plan de masse ".repeat(400_000));
    let sheet = format!("/projects/{}", instance.project("Cigale").await);
    let mut claire = instance.persona("Claire Vidal").await;
    let files = format!("{}/files", sheet.replace("/projects/", "/records/"));
    let answer = claire.post_file(&files, &[], ("plan.pdf", plan.as_bytes())).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = claire.get(&sheet).await.body;
    let file = format!("/files/{}", page.split("\"/files/").nth(1).unwrap().split('"').next().unwrap());
    assert!(claire.get(&file).await.body == plan, "what comes back is what went");

    let archive = folder.at("archive.zip");
    let made = back_up(&instance.database, &here, Product { version: "0.1.0" }, &archive).await.unwrap();
    assert_eq!(made.files.len(), 1);
    let other = restored(&archive, &Location::File(folder.at("other.db")), &elsewhere).await;
    let other = with_files(Instance::of(other), elsewhere.clone());
    assert_eq!(digests(&elsewhere).await, digests(&here).await);
    assert!(other.persona("Claire Vidal").await.get(&file).await.body == plan);

    // A crash between the bytes and the transaction: collected a week later, and nothing that a row names.
    here.receive("crash", Body::from("no row").into_data_stream(), 100).await.unwrap();
    assert_eq!(digests(&here).await.len(), 2);
    clock.advance(SignedDuration::from_hours(8 * 24));
    let gone = collect(&instance.database, &here).await.unwrap();
    assert_eq!(gone, Collected { files: 1, unfinished: 0 });
    assert_eq!(digests(&here).await, digests(&elsewhere).await);
}

/// What the server refuses is repeated to whoever runs the instance.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_key_is_said() {
    let folder = Folder::new();
    let store = bucket(server(&folder).await, "here", "another");
    let sent = store.receive("x", Body::from("bytes").into_data_stream(), 100).await;
    for outcome in [sent.map(drop), store.answers().await] {
        let said = outcome.unwrap_err().to_string();
        assert!(said.contains("SignatureDoesNotMatch"), "{said}");
    }
}
