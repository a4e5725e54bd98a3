//! The story of the first release, by the pages: an officer opens a project, moves it, shows it to two partners at two
//! levels, and nobody else learns that it exists.

use axum::http::StatusCode;
use platform::database::Query;

use super::client::Instance;

#[expect(clippy::too_many_lines, reason = "a story is told in one breath")]
async fn told(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let added = claire
        .post(
            "/companies",
            &[
                ("name", "Baltik Textil OÜ"),
                ("country", "EE"),
                ("city", "Tallinn"),
                ("activity", "Textiles techniques"),
            ],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let company = added.location.unwrap().split('?').next().unwrap().to_owned();
    let company_id = company.trim_start_matches("/companies/").to_owned();
    let logged = claire
        .post(
            &format!("{company}/interactions"),
            &[
                ("channel", "call"),
                ("summary", "Cherche 5 000 m²."),
                ("next_step", "Envoyer les sites"),
                ("next_due", "fin juin"),
            ],
        )
        .await;
    assert_eq!(logged.status, StatusCode::SEE_OTHER, "{}", logged.body);

    let form = claire.get(&format!("/projects/new?company={company_id}")).await;
    let account =
        form.body.split("<option value=\"").find(|option| option.contains("selected>Claire Vidal")).unwrap();
    let account = account.split('"').next().unwrap().to_owned();
    let opened = claire
        .post(
            "/projects",
            &[
                ("code_name", "Genêt"),
                ("source", "fair"),
                ("company", &company_id),
                ("referent", &account),
                ("jobs", "près de 90"),
                ("audience", "owner"),
            ],
        )
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let project = opened.location.unwrap().split('?').next().unwrap().to_owned();
    let sheet = claire.get(&project).await.body;
    assert!(sheet.contains("«\u{a0}près de 90\u{a0}»") && sheet.contains("compté de 81 à 90, approché"));

    // A jump, then a move with something missing: each says what to do.
    let jump = claire.post(&format!("{project}/moves"), &[("stage", "qualified")]).await;
    assert_eq!(jump.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(jump.body.contains("Un projet avance d’une étape à la fois."), "{}", jump.body);
    let missing = claire.post(&format!("{project}/moves"), &[("stage", "contact")]).await;
    assert!(missing.body.contains("Personne rencontrée à renseigner."), "{}", missing.body);
    assert!(
        missing.body.contains("/edit#contact_person\""),
        "a missing field is one link away: {}",
        missing.body
    );
    let changed = claire
        .post(
            &format!("{project}/edit"),
            &[
                ("version", "1"),
                ("was_contact_person", ""),
                ("contact_person", "Liis Tamm"),
                ("was_legal_basis", ""),
                ("legal_basis", "legitimate-interest"),
            ],
        )
        .await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let moved = claire.post(&format!("{project}/moves"), &[("stage", "contact")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);

    // Shown to one partner at card level, to another at read level.
    let page = claire.get(&format!("{project}/grants")).await.body;
    let organisation = |name: &str| {
        let before = page.split(&format!(">{name}</option>")).next().unwrap();
        before.rsplit("<option value=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    for (name, level) in [("Bpifrance", "card"), ("Pays d’Arles", "read")] {
        let shared = claire
            .post(
                &format!("{project}/grants"),
                &[
                    ("organisation", &organisation(name)),
                    ("level", level),
                    ("reason", "aides à pré-vérifier"),
                ],
            )
            .await;
        assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    }
    let sheet = claire.get(&project).await.body;
    assert!(
        sheet.contains("Bpifrance (1)")
            && sheet.contains("Pays d’Arles (1)")
            && sheet.contains("aides à pré-vérifier, le")
    );

    let mut ines = instance.persona("Inès Morel").await;
    let card = ines.get(&project).await;
    assert_eq!(card.status, StatusCode::OK);
    assert!(
        card.body.contains("Genêt")
            && !card.body.contains("près de 90")
            && !card.body.contains("Baltik")
            && !card.body.contains("Liis")
    );
    assert!(!card.body.contains("Pays d’Arles"), "a partner does not learn of another partner");
    let mut paul = instance.persona("Paul Roux").await;
    let read = paul.get(&project).await.body;
    assert!(
        read.contains("près de 90")
            && read.contains("La personne ne vous est pas montrée")
            && !read.contains("Liis Tamm")
            && !read.contains("Baltik")
            && !read.contains("Bpifrance")
    );

    // Nobody else learns that it exists.
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.get(&project).await.status, StatusCode::NOT_FOUND);
    for path in ["/projects", "/projects?view=list", "/organisations", "/companies", "/today"] {
        let page = marc.get(path).await.body;
        assert!(!page.contains("Genêt") && !page.contains("Baltik"), "{path}");
    }
    for path in ["/search?q=genet", "/search?q=Baltik", "/search?q=Liis+Tamm"] {
        assert!(marc.get(path).await.body.contains("Aucun résultat"), "{path}");
    }
    assert!(
        ines.get("/search?q=genest").await.body.contains("Genêt"),
        "a typo is forgiven to those who see the card"
    );
    assert!(
        !ines.get("/search?q=Baltik").await.body.contains("Genêt"),
        "the company is not a word of its project"
    );

    // Taken back.
    let sheet = claire.get(&project).await.body;
    let grant = sheet.split("/grants/").nth(2).unwrap().split('/').next().unwrap().to_owned();
    let lines = sheet.matches("/revocation").count();
    assert_eq!(lines, 2);
    let taken = claire.post(&format!("{project}/grants/{grant}/revocation"), &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let seen = [ines.get(&project).await.status, paul.get(&project).await.status];
    assert_eq!(seen.iter().filter(|status| **status == StatusCode::NOT_FOUND).count(), 1);

    // In English too.
    claire.post("/language", &[("language", "en"), ("back", &project)]).await;
    let sheet = claire.get(&project).await.body;
    assert!(sheet.contains("“nearly 90”") && sheet.contains("Who sees this record"), "{sheet}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_story_on_sqlite() {
    told(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_story_on_postgres() {
    told(&Instance::postgres().await).await;
}

/// The second pair of eyes belongs to the organisation that opened the project: a partner's manager who may edit it does
/// not stand in for it, and may not show it further.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partners_manager_is_not_the_owners() {
    let instance = Instance::sqlite().await;
    let project = format!("/projects/{}", instance.project("Olivette").await);
    let arles: String = instance.one("select id from organisation where name = 'Pays d’Arles'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let back =
        claire.post(&format!("{project}/moves"), &[("stage", "contact"), ("reason", "à revoir")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let fields = [("organisation", arles.as_str()), ("level", "edit"), ("reason", "travail commun")];
    assert_eq!(claire.post(&format!("{project}/grants"), &fields).await.status, StatusCode::SEE_OTHER);
    let promote = "update seat set role = 'manager' where organisation = $1";
    let organisation = arles.clone();
    instance.database.write(move |tx| Query::new(promote).bind(&organisation).execute_one(tx)).await.unwrap();
    let mut paul = instance.persona("Paul Roux").await;
    assert_eq!(paul.get(&format!("{project}/edit")).await.status, StatusCode::OK, "he may edit");
    let moved = paul.post(&format!("{project}/moves"), &[("stage", "qualified")]).await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(moved.body.contains("Cette étape demande un second regard"), "{}", moved.body);
    assert_eq!(paul.post(&format!("{project}/grants"), &fields).await.status, StatusCode::FORBIDDEN);
    let mut said = instance.persona("Saïd Benali").await;
    let moved = said.post(&format!("{project}/moves"), &[("stage", "qualified")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
}
