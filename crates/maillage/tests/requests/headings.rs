//! Axes and programmes: noted by who steers, borne by projects, read with them and by nobody else (S3-12, S3-21).

use axum::http::StatusCode;
use serde_json::json;

use super::client::{Instance, call};

async fn heading(instance: &Instance, name: &'static str) -> String {
    let sql = "select id from heading where name_fr = $1";
    instance.database.read(|r| platform::database::Query::new(sql).bind(name).one(r)).await.unwrap()
}

async fn version(instance: &Instance, project: &str) -> String {
    let id = project.to_owned();
    let sql = "select version from record where id = $1";
    let version: i64 =
        instance.database.read(move |r| platform::database::Query::new(sql).bind(&id).one(r)).await.unwrap();
    version.to_string()
}

/// A project bears one axis and any number of programmes; lists are filtered by them, at the level that reads them.
async fn borne(instance: &Instance) {
    let project = instance.project("Cigale").await;
    let (axis, iter, land) = (
        heading(instance, "Déconcentration des capitales").await,
        heading(instance, "Iter").await,
        heading(instance, "Territoires d’industrie").await,
    );
    let mut claire = instance.persona("Claire Vidal").await;
    let form = claire.get(&format!("/projects/{project}/edit")).await.body;
    assert!(form.contains(&format!("programme-{iter}")) && form.contains("Migration des talents"), "{form}");
    let edited = [
        ("version", version(instance, &project).await),
        ("was_axis", String::new()),
        ("axis", axis.clone()),
        ("was_programmes", String::new()),
        (leaked(&format!("programme-{iter}")), "yes".into()),
        (leaked(&format!("programme-{land}")), "yes".into()),
    ];
    let edited: Vec<(&str, &str)> = edited.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let answer = claire.post(&format!("/projects/{project}/edit"), &edited).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let sheet = claire.get(&format!("/projects/{project}")).await.body;
    assert!(
        sheet.contains("Déconcentration des capitales") && sheet.contains("Iter, Territoires d’industrie")
    );

    // Filters, on the board and in the list, say what they are.
    for path in [format!("/projects?axis={axis}"), format!("/projects?view=list&programme={iter}")] {
        let page = claire.get(&path).await.body;
        assert!(page.contains("Cigale") && !page.contains("Olivette"), "{path}");
        assert!(
            page.contains("Axe\u{a0}: Déconcentration") || page.contains("Programme\u{a0}: Iter"),
            "{path}"
        );
    }

    // Who reads the project reads its axis, and filters nothing by it; who sees its card does not.
    let mut paul = instance.persona("Paul Roux").await;
    assert!(paul.get(&format!("/projects/{project}")).await.body.contains("Déconcentration des capitales"));
    let filtered = paul.get(&format!("/projects?view=list&axis={axis}")).await.body;
    assert!(!filtered.contains("Déconcentration"), "{filtered}");
    let mut ines = instance.persona("Inès Morel").await;
    assert!(!ines.get(&format!("/projects/{project}")).await.body.contains("Déconcentration"));

    // Unticking every box empties the field.
    let version = version(instance, &project).await;
    let was = format!("{iter} {land}");
    let answer = claire
        .post(
            &format!("/projects/{project}/edit"),
            &[("version", version.as_str()), ("was_programmes", &was)],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let left: i64 = instance.one("select count(*) from project_programme").await;
    assert_eq!(left, 0);
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_bears_an_axis_and_programmes_on_sqlite() {
    borne(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_bears_an_axis_and_programmes_on_postgres() {
    borne(&Instance::postgres().await).await;
}

/// Those who steer note axes; an officer reads them; another organisation has its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn axes_are_noted_by_who_steers() {
    let instance = Instance::sqlite().await;
    let (mut nadia, mut claire, mut marc) = (
        instance.persona("Nadia Karam").await,
        instance.persona("Claire Vidal").await,
        instance.persona("Marc Lenoir").await,
    );
    let axis = [("heading_kind", "axis"), ("name_fr", "Décarbonation"), ("begins", "2026")];
    assert_eq!(claire.post("/headings", &axis).await.status, StatusCode::FORBIDDEN);
    assert_eq!(nadia.post("/headings", &axis).await.status, StatusCode::SEE_OTHER);
    let page = claire.get("/headings").await.body;
    assert!(page.contains("Décarbonation") && page.contains("Paris, Londres") && page.contains("Brexit"));
    assert!(!marc.get("/headings").await.body.contains("Décarbonation"));
    // A name that is taken and a year that is none are said where they are.
    let again = nadia.post("/headings", &[("heading_kind", "axis"), ("name_fr", "decarbonation")]).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("Ce nom est déjà pris"));
    let wrong = nadia.post("/headings", &[("heading_kind", "axis"), ("name_fr", "X"), ("ends", "21")]).await;
    assert!(wrong.body.contains("Une année s’écrit en quatre chiffres"), "{}", wrong.body);
    // An axis that projects bear stays one.
    let id = heading(&instance, "Relocalisation industrielle").await;
    let bear = "update project set axis = (select id from heading where name_fr = 'Relocalisation industrielle') where code_name = 'Cigale'";
    instance.database.write(move |tx| platform::database::Query::new(bear).execute_one(tx)).await.unwrap();
    let changed =
        [("version", "1"), ("heading_kind", "programme"), ("name_fr", "Relocalisation industrielle")];
    let answer = nadia.post(&format!("/headings/{id}/edit"), &changed).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("ne devient pas"));
    // Changed from a version that is no more: refused, and nothing is lost.
    let renamed = [("version", "1"), ("heading_kind", "axis"), ("name_fr", "Industrie")];
    assert_eq!(nadia.post(&format!("/headings/{id}/edit"), &renamed).await.status, StatusCode::SEE_OTHER);
    assert_eq!(nadia.post(&format!("/headings/{id}/edit"), &renamed).await.status, StatusCode::CONFLICT);
}

/// The same by the API, where an axis of another organisation is no axis.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_tags_projects_with_axes() {
    let instance = Instance::sqlite().await;
    let token = instance.token("claire.vidal@provence.example", true).await;
    let axis = heading(&instance, "Migration des talents").await;
    let project = instance.project("Cigale").await;
    let version = version(&instance, &project).await;
    let path = format!("/api/v1/projects/{project}");
    let patch = |body: serde_json::Value| {
        let mut request = call("PATCH", &path, &token, Some(body));
        request.headers_mut().insert("if-match", format!("\"{version}\"").parse().unwrap());
        instance.send(request)
    };
    let wrong = patch(json!({"axis": project})).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let answer = patch(json!({"axis": axis})).await;
    assert!(answer.body.contains("\"axis_name\":\"Migration des talents\""), "{}", answer.body);
    let listed = instance.send(call("GET", &format!("/api/v1/projects?axis={axis}"), &token, None)).await;
    assert!(listed.body.contains("Cigale") && !listed.body.contains("Olivette"), "{}", listed.body);
    let unknown = instance.send(call("GET", &format!("/api/v1/projects?axis={project}"), &token, None)).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let all = instance.send(call("GET", "/api/v1/headings", &token, None)).await;
    assert!(all.body.contains("\"origins\":\"Paris, Londres\""), "{}", all.body);
}
