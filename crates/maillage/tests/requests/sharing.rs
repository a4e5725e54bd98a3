//! What showing a project tells, and what taking it back takes back.

use axum::http::StatusCode;
use platform::database::Query;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call, call_with};

async fn organisation(instance: &Instance, name: &'static str) -> String {
    let found = instance
        .database
        .read(|r| Query::new("select id from organisation where name = $1").bind(name).one::<String>(r));
    found.await.unwrap()
}

async fn company_of(instance: &Instance, project: &str) -> String {
    let found = instance
        .database
        .read(|r| Query::new("select company from project where id = $1").bind(project).one::<String>(r));
    found.await.unwrap()
}

async fn share(
    claire: &mut Persona<'_>,
    project: &str,
    with: &str,
    level: &str,
    reason: &str,
    company: bool,
) {
    let mut fields = vec![("organisation", with), ("level", level), ("reason", reason)];
    if company {
        fields.push(("company_too", "yes"));
    }
    let shared = claire.post(&format!("/projects/{project}/grants"), &fields).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
}

/// Takes back the last thing that the sheet says is shown.
async fn take_back(claire: &mut Persona<'_>, project: &str) {
    let sheet = claire.get(&format!("/projects/{project}")).await.body;
    let grant =
        sheet.rsplit("/grants/").find_map(|part| part.split_once("/revocation")).unwrap().0.to_owned();
    let taken = claire.post(&format!("/projects/{project}/grants/{grant}/revocation"), &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_company_goes_with_what_it_was_shown_for() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut ines = instance.persona("Inès Morel").await;
    let partner = organisation(&instance, "Bpifrance").await;
    let project = instance.project("Salicorne").await;
    let company = format!("/companies/{}", company_of(&instance, &project).await);
    let sees = async |ines: &mut Persona<'_>| ines.get(&company).await.status == StatusCode::OK;

    // Shown again for another reason, without the company: the card is withdrawn.
    assert!(!sees(&mut ines).await);
    share(&mut claire, &project, &partner, "card", "premier tour", true).await;
    assert!(sees(&mut ines).await);
    share(&mut claire, &project, &partner, "read", "second tour", false).await;
    assert!(!sees(&mut ines).await);

    // Another reason with the company, then taken back: both go.
    share(&mut claire, &project, &partner, "read", "troisième tour", true).await;
    assert!(sees(&mut ines).await);
    let sheet = claire.get(&format!("/projects/{project}")).await.body;
    assert!(sheet.contains("avec la carte de l’entreprise"), "{sheet}");
    take_back(&mut claire, &project).await;
    assert_eq!(ines.get(&format!("/projects/{project}")).await.status, StatusCode::NOT_FOUND);
    assert!(!sees(&mut ines).await);

    // Two projects of one company, shown for the same reason: one taken back leaves the other's company.
    let form = [
        ("code_name", "Garrigue"),
        ("source", "agency"),
        ("company", company.trim_start_matches("/companies/")),
        ("audience", "owner"),
    ];
    let other = claire.post("/projects", &form).await.location.unwrap();
    let other = other.trim_start_matches("/projects/").split('?').next().unwrap().to_owned();
    share(&mut claire, &project, &partner, "card", "même raison", true).await;
    share(&mut claire, &other, &partner, "card", "même raison", true).await;
    take_back(&mut claire, &other).await;
    assert!(sees(&mut ines).await);
    take_back(&mut claire, &project).await;
    assert!(!sees(&mut ines).await);

    // The company changes: that of before is no longer shown.
    share(&mut claire, &project, &partner, "card", "avec elle", true).await;
    assert!(sees(&mut ines).await);
    let version: i64 = instance
        .one("select version from record where id = (select id from project where code_name = 'Salicorne')")
        .await;
    let changed = claire
        .post(
            &format!("/projects/{project}/edit"),
            &[
                ("version", &version.to_string()),
                ("was_company", company.trim_start_matches("/companies/")),
                ("company", ""),
                ("was_sealed_company", ""),
                ("sealed_company", "Le papetier"),
            ],
        )
        .await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    assert!(!sees(&mut ines).await);
}

/// A reader of a project is given neither the name nor the number of a company that he does not see; who sees the card
/// alone does not learn that anything else changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_tells_no_more_than_the_page() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let project = instance.project("Salicorne").await;
    let (bpi, arles) =
        (organisation(&instance, "Bpifrance").await, organisation(&instance, "Pays d’Arles").await);
    share(&mut claire, &project, &bpi, "card", "carte", false).await;
    share(&mut claire, &project, &arles, "read", "lecture", false).await;
    let path = format!("/api/v1/projects/{project}");
    let reader = instance.token("paul.roux@arles.example", false).await;
    let read = instance.send(call("GET", &path, &reader, None)).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    let company = company_of(&instance, &project).await;
    assert!(!read.body.contains(&company), "{}", read.body);
    let body: Value = serde_json::from_str(&read.body).unwrap();
    assert!(body["version"].is_i64() && read.headers.iter().any(|(name, _)| name == "etag"));

    let card = instance.token("ines.morel@bpi.example", false).await;
    let seen = |list: &str| list.to_owned();
    let before = instance.send(call("GET", &path, &card, None)).await;
    let list = seen(&instance.send(call("GET", "/api/v1/projects", &card, None)).await.body);
    assert_eq!(before.status, StatusCode::OK, "{}", before.body);
    let own = instance.token("claire.vidal@provence.example", true).await;
    let etag = body["version"].to_string();
    let changed = instance
        .send(call_with(
            "PATCH",
            &path,
            &own,
            &[("if-match", &format!("\"{etag}\""))],
            &json!({"requirements": "Un quai de chargement."}),
        ))
        .await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let after = instance.send(call("GET", &path, &card, None)).await;
    assert_eq!((before.body, before.headers), (after.body, after.headers));
    assert_eq!(list, seen(&instance.send(call("GET", "/api/v1/projects", &card, None)).await.body));
}

/// Whoever knows only that a project exists gets the answer of an unknown one, whatever he asks of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn existence_opens_nothing() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let choose = organisation(&instance, "Choose Paris Region").await;
    let project = instance.project("Salicorne").await;
    share(&mut claire, &project, &choose, "existence", "à savoir", false).await;
    let mut marc = instance.persona("Marc Lenoir").await;
    for path in ["edit", "grants", "moves"] {
        let fields = [
            ("version", "1"),
            ("stage", "contact"),
            ("organisation", choose.as_str()),
            ("level", "card"),
            ("reason", "x"),
        ];
        let asked = marc.post(&format!("/projects/{project}/{path}"), &fields).await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(marc.get("/projects").await.body.contains("Provence Promotion"), "the board says whom to ask");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_is_shown_to_another_member_and_to_nobody_else() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let project = instance.project("Salicorne").await;
    let company = company_of(&instance, &project).await;
    let own: String = instance.one("select owner from project where code_name = 'Salicorne'").await;
    let unknown = instance.database.ids().next::<platform::Uuid>().to_string();
    for organisation in [&company, &own, &unknown] {
        let fields = [("organisation", organisation.as_str()), ("level", "card"), ("reason", "x")];
        let refused = claire.post(&format!("/projects/{project}/grants"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains("Choisissez dans la liste."), "{}", refused.body);
    }
}

/// A partner from whom a project is taken back while he writes is told what anybody is told, and keeps his words; so does who is
/// overtaken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_wrote_is_given_back_when_it_is_refused() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut ines = instance.persona("Inès Morel").await;
    let partner = organisation(&instance, "Bpifrance").await;
    let project = instance.project("Salicorne").await;
    share(&mut claire, &project, &partner, "edit", "à compléter", false).await;
    let (sheet, edit) = (format!("/projects/{project}"), format!("/projects/{project}/edit"));
    assert_eq!(ines.get(&edit).await.status, StatusCode::OK);
    take_back(&mut claire, &project).await;
    let fields = [
        ("version", "1"),
        ("drivers", "Un quai froid, & vite"),
        ("was_drivers", "ce que la page montrait"),
        ("password", "ne se répète pas"),
        ("sector", "health"),
    ];
    let late = ines.post(&edit, &fields).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND, "{}", late.body);
    assert!(late.body.contains(">Un quai froid, &#38; vite</textarea>"), "{}", late.body);
    assert!(!late.body.contains("montrait") && !late.body.contains("répète"), "{}", late.body);
    // An address that names nothing answers the same.
    let unknown = ines.post("/projects/01900000-0000-7000-8000-000000000000/edit", &fields).await;
    assert_eq!((unknown.status, unknown.body), (late.status, late.body));

    let back = [("stage", "contact"), ("version", "1"), ("reason", "le fonds s’est retiré")];
    let overtaken = claire.post(&format!("{sheet}/moves"), &back).await;
    assert_eq!(overtaken.status, StatusCode::CONFLICT, "{}", overtaken.body);
    assert!(overtaken.body.contains(">le fonds s’est retiré</textarea>"), "{}", overtaken.body);
    assert!(!overtaken.body.contains("vient de le passer"), "nobody moved it: {}", overtaken.body);
    // Moved since it was shown: by whom, and where to.
    let moved = [("stage", "decision"), ("was", "aftercare"), ("reason", "x")];
    let late = claire.post(&format!("{sheet}/moves"), &moved).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert!(late.body.contains("vient de le passer à «\u{a0}"), "{}", late.body);
    // Who knows the card alone is not told who: the journal is not read from there.
    share(&mut claire, &project, &partner, "card", "à connaître", false).await;
    let told = ines.post(&format!("{sheet}/moves"), &moved).await;
    assert_ne!(told.status, StatusCode::SEE_OTHER);
    assert!(!told.body.contains("vient de le passer"), "{}", told.body);
}

/// A refusal must not tell the company to a partner who changes a project without seeing whose it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_code_name_tells_no_company() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut ines = instance.persona("Inès Morel").await;
    let partner = organisation(&instance, "Bpifrance").await;
    let project = instance.project("Salicorne").await;
    share(&mut claire, &project, &partner, "edit", "à compléter", false).await;
    let edit = format!("/projects/{project}/edit");
    let version: i64 = instance
        .one("select r.version from record r join project p on p.id = r.id where p.code_name = 'Salicorne'")
        .await;
    let version = version.to_string();
    let fields = [("version", version.as_str()), ("code_name", "Hanseat"), ("was_code_name", "Salicorne")];
    // Who sees the company is refused; who does not is told nothing by it.
    let own = claire.post(&edit, &fields).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", own.body);
    let other = ines.post(&edit, &fields).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
}
