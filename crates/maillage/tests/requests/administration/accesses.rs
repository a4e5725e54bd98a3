//! Who opened what.

use axum::http::StatusCode;
use maillage::administration::{Made, forget_accesses, note_backup, write_accesses};
use platform::access::Actor;

use super::super::client::{Instance, call};
use super::super::privacy::ask;
use super::{ODILE, enter, run};

async fn opened(instance: &Instance) {
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut odile = enter(instance, ODILE).await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let project = instance.project("Cigale").await;
    let sheet = format!("/projects/{project}");
    claire.get(&sheet).await;
    claire.get(&sheet).await;
    marc.get(&sheet).await;
    let token = instance.token("claire.vidal@provence.example", false).await;
    for path in ["/api/v1/projects".to_owned(), format!("/api/v1{sheet}")] {
        assert_eq!(instance.send(call("GET", &path, &token, None)).await.status, StatusCode::OK);
    }
    assert_eq!(
        write_accesses(&instance.app).await.unwrap(),
        3,
        "a page once, one by the API, a list; not what was refused"
    );
    assert_eq!(write_accesses(&instance.app).await.unwrap(), 0);
    // The owner's managers see which; other organisations see nothing of it; who runs the instance sees that it was.
    let page = nadia.get("/accesses").await.body;
    assert!(page.contains("Cigale") && page.contains("Claire Vidal") && page.contains("une liste"), "{page}");
    assert_eq!(marc.get("/accesses").await.status, StatusCode::NOT_FOUND);
    let page = odile.get("/administration/readings").await.body;
    assert!(page.contains("Claire Vidal") && !page.contains("Cigale") && !page.contains(&project));
    // Forgotten after six months.
    run(instance, "update access_log set at = '2020-01-01T00:00:00.000000Z' where way = 'list'").await;
    assert_eq!(forget_accesses(&instance.database).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opened_what_is_known_to_its_owner_on_sqlite() {
    opened(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opened_what_is_known_to_its_owner_on_postgres() {
    opened(&Instance::postgres().await).await;
}

/// What leaves as a file is an export, each time: an attached file, and the answer to a person. Sheets of people, perimeters
/// and registers are noted as they are read. The page tells readings from exports.
async fn taken(instance: &Instance) {
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let person: String = instance.one("select min(p.id) from person p join record r on r.id = p.id where r.visibility = 'network' and p.anonymised_at is null and p.merged_into is null").await;
    let register: String = instance.one("select min(id) from register").await;
    let drawn = [("name", "Alpilles"), ("visibility", "owner"), ("from", "2026"), ("members", "13004")];
    let perimeter = claire.post("/perimeters", &drawn).await.location.unwrap();
    let perimeter = perimeter.split('?').next().unwrap().to_owned();
    for path in [format!("/people/{person}"), format!("/registers/{register}"), perimeter] {
        assert_eq!(claire.get(&path).await.status, StatusCode::OK, "{path}");
    }
    let project = instance.project("Cigale").await;
    let added = claire.post_file(&format!("/records/{project}/files"), &[], ("note.txt", b"Bonjour.")).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let file: String = instance.one("select max(id) from attachment where name = 'note.txt'").await;
    for _ in 0..2 {
        assert_eq!(claire.get(&format!("/files/{file}")).await.status, StatusCode::OK);
    }
    let asked = [("request", "access"), ("given_name", "Zélie"), ("family_name", "Orban")];
    let request = ask(&mut nadia, &asked).await;
    let answer = nadia.get(&format!("{request}/answer.json")).await;
    let name = answer.headers.iter().find(|(name, _)| name == "content-disposition").unwrap();
    assert!(name.1.contains("attachment; filename=\"reponse-zelie-orban-"), "{name:?}");
    assert_eq!(write_accesses(&instance.app).await.unwrap(), 6);
    let noted: Vec<(String, String)> = instance
        .database
        .read(|r| platform::database::Query::new("select kind, way from access_log order by at, id").all(r))
        .await
        .unwrap();
    let noted: Vec<(&str, &str)> = noted.iter().map(|(kind, way)| (kind.as_str(), way.as_str())).collect();
    assert_eq!(
        noted,
        [
            ("person", "page"),
            ("register", "page"),
            ("perimeter", "page"),
            ("file", "export"),
            ("file", "export"),
            ("data-request", "export"),
        ]
    );
    let exports = nadia.get("/accesses?what=exports").await.body;
    assert_eq!(exports.matches("Fichier joint").count(), 2, "{exports}");
    assert!(exports.contains("Réponse sur des données personnelles") && !exports.contains("<td>Personne"));
    assert!(exports.contains(&format!("href=\"/projects/{project}\"")), "the record that the file stands on");
    let readings = nadia.get("/accesses?what=readings").await.body;
    assert!(!readings.contains("Fichier joint"), "{readings}");
    let mut odile = enter(instance, ODILE).await;
    let exports = odile.get("/administration/readings?what=exports").await.body;
    assert!(exports.contains("Fichier joint") && !exports.contains("Cigale"), "{exports}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_away_is_an_export_on_sqlite() {
    taken(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_away_is_an_export_on_postgres() {
    taken(&Instance::postgres().await).await;
}

/// A backup takes everything away: it is among the exports of the instance, for whoever runs it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_an_export() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut odile = enter(&instance, ODILE).await;
        let none = odile.get("/administration/readings?what=exports").await.body;
        assert!(none.contains("Aucune sauvegarde notée"), "{none}");
        let note = |tx: &platform::database::Transaction| {
            let at = tx.ids().clock().now();
            let made =
                Made { at, version: "9.9.9".into(), row_count: 51_234, file_count: 1, bytes: 2_000_000 };
            note_backup(tx, &Actor::system(at), &made)
        };
        instance.database.write(note).await.unwrap();
        let page = odile
            .get("/administration/readings?what=exports")
            .await
            .body
            .replace(['\u{a0}', '\u{202f}'], " ");
        assert!(page.contains("51 234 lignes et une pièce jointe") && page.contains("1 954 Kio"), "{page}");
        let readings = odile.get("/administration/readings?what=readings").await.body;
        assert!(!readings.contains("Sauvegardes"), "{readings}");
        let noted: i64 = instance.one("select count(*) from journal where verb = 'instance.backed-up'").await;
        assert_eq!(noted, 1);
    }
}
