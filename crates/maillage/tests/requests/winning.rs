//! From a signal to a verified win, through every gate: who may move it, what proves it, and that it is then restated
//! instead of changed; a stranger sees nothing at any step (S3-10).

use axum::http::StatusCode;

use platform::database::{Query, Transaction};

use super::client::{Instance, Persona};

const PDF: &[u8] = b"%PDF-1.7\nune lettre d'intention";

/// The identifier that a select of a form gives to a label.
fn option(page: &str, label: &str) -> String {
    let before = page.split(&format!(">{label}</option>")).next().unwrap();
    before.rsplit("<option value=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

async fn version(instance: &Instance, project: &str) -> String {
    let id = project.trim_start_matches("/projects/").to_owned();
    let version: i64 = instance
        .database
        .read(move |r| {
            platform::database::Query::new("select version from record where id = $1").bind(&id).one(r)
        })
        .await
        .unwrap();
    version.to_string()
}

/// Fills fields in, by the form.
async fn fill(who: &mut Persona<'_>, project: &str, fields: &[(&str, &str)]) {
    let version = version(who.instance, project).await;
    let mut sent = vec![("version", version.as_str())];
    sent.extend(fields);
    let answer = who.post(&format!("{project}/edit"), &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.body);
}

async fn advance(who: &mut Persona<'_>, project: &str, stage: &str, reason: &str) -> super::client::Answer {
    who.post(&format!("{project}/moves"), &[("stage", stage), ("reason", reason)]).await
}

async fn moved(who: &mut Persona<'_>, project: &str, stage: &str, reason: &str) {
    let answer = advance(who, project, stage, reason).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{stage}: {}", answer.body);
}

/// Refused, in these words.
async fn refused(who: &mut Persona<'_>, project: &str, stage: &str, words: &str) {
    let answer = advance(who, project, stage, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{stage}: {}", answer.body);
    assert!(answer.body.contains(words), "{stage}: {}", answer.body);
}

/// A stranger learns nothing: neither the page, nor lists, nor search.
async fn unseen(stranger: &mut Persona<'_>, project: &str) {
    for path in ["", "/status", "/evidence", "/restatements", "/edit"] {
        assert_eq!(stranger.get(&format!("{project}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/projects", "/projects?view=list&status=all", "/search?q=Genevrier", "/today"] {
        assert!(!stranger.get(path).await.body.contains("Genévrier"), "{path}");
    }
}

/// The gauge of the year says this, and not that.
async fn gauge(who: &mut Persona<'_>, says: &str, not: &str) {
    let page = who.get("/steering?year=2026").await.body;
    assert!(page.contains(says) && !page.contains(not), "{says}: {page}");
}

async fn told(instance: &Instance) {
    let (mut claire, mut said) =
        (instance.persona("Claire Vidal").await, instance.persona("Saïd Benali").await);
    let mut marc = instance.persona("Marc Lenoir").await;
    let form = claire.get("/projects/new").await.body;
    let (referent, second) = (option(&form, "Claire Vidal"), option(&form, "Saïd Benali"));
    let opened = claire
        .post(
            "/projects",
            &[
                ("code_name", "Genévrier"),
                ("source", "fair"),
                ("sealed_company", "Fabricant d’Europe centrale"),
                ("referent", &referent),
                ("audience", "owner"),
            ],
        )
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let project = opened.location.unwrap().split('?').next().unwrap().to_owned();
    unseen(&mut marc, &project).await;

    // Contact made, then qualified by a second pair of eyes.
    refused(&mut claire, &project, "contact", "Personne rencontrée à renseigner.").await;
    fill(&mut claire, &project, &[("contact_person", "Eva Novák"), ("legal_basis", "legitimate-interest")])
        .await;
    moved(&mut claire, &project, "contact", "").await;
    refused(&mut claire, &project, "qualified", "Investissement ou réinvestissement à préciser.").await;
    fill(
        &mut claire,
        &project,
        &[
            ("second_reader", &second),
            ("activity", "Robinetterie"),
            ("sector", "mechanics"),
            ("investment_nature", "investment"),
            ("operation", "takeover"),
            ("competitors", "Piémont"),
            ("jobs", "15 à 20"),
            ("calendar", "2027"),
            ("requirements", "5 000 m²"),
            ("drivers", "Délai"),
        ],
    )
    .await;
    refused(&mut claire, &project, "qualified", "Cette étape demande un second regard").await;
    moved(&mut said, &project, "qualified", "").await;
    unseen(&mut marc, &project).await;

    // The two stages of a consultation are passed, with a reason.
    fill(&mut claire, &project, &[("likelihood", "high")]).await;
    refused(&mut claire, &project, "visit", "demande une raison").await;
    refused(&mut claire, &project, "consulted", "Accord de l’entreprise à recueillir.").await;
    moved(&mut claire, &project, "visit", "un seul site possible").await;
    assert!(claire.get(&project).await.body.contains("étape passée"));

    // Announced with written evidence, by the referent.
    refused(&mut claire, &project, "decision", "Vérificateur à nommer.").await;
    fill(
        &mut claire,
        &project,
        &[
            ("visit", "Visite du 3 mars"),
            ("landing_site", "Fos, parcelle 12"),
            ("decided_on", "hier"),
            ("verifier", &second),
            ("safeguarded_jobs", "12"),
            ("value_basis", "refused"),
        ]
        .map(|(field, text)| if text == "hier" { (field, "mars 2026") } else { (field, text) }),
    )
    .await;
    refused(&mut claire, &project, "decision", "Preuve écrite à joindre.").await;
    let files = project.replace("/projects/", "/records/") + "/files";
    claire.post_file(&files, &[], ("Lettre.pdf", PDF)).await;
    let form = claire.get(&format!("{project}/evidence")).await.body;
    let file = option(&form, "Lettre.pdf");
    let evidence = |day: &'static str| {
        [("attachment", file.clone()), ("nature", "letter".to_owned()), ("dated_on", day.to_owned())]
    };
    let late = evidence("2199");
    let late: Vec<(&str, &str)> = late.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let answer = claire.post(&format!("{project}/evidence"), &late).await;
    assert!(
        answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("n’est pas encore passée")
    );
    let good = evidence("mars 2026");
    let good: Vec<(&str, &str)> = good.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(claire.post(&format!("{project}/evidence"), &good).await.status, StatusCode::SEE_OTHER);
    let kept = claire.post(&format!("/files/{file}/removal"), &[]).await;
    assert!(kept.body.contains("Ce fichier prouve la décision"), "{}", kept.body);
    refused(&mut said, &project, "decision", "Seuls le référent et les responsables").await;
    moved(&mut claire, &project, "decision", "").await;
    gauge(&mut claire, "annoncés\u{a0}: + 1", "<summary>1</summary>").await;

    // Verified by somebody else, whose day says so.
    refused(&mut claire, &project, "won", "Seul le vérificateur nommé").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    refused(&mut nadia, &project, "won", "Seul le vérificateur nommé").await;
    assert!(said.get("/today").await.body.contains("Genévrier"));
    moved(&mut said, &project, "won", "").await;
    gauge(&mut claire, "<summary>1</summary>", "annoncés\u{a0}: +").await;
    gauge(&mut marc, "<summary>0</summary>", "<summary>1</summary>").await;
    unseen(&mut marc, &project).await;
    frozen(instance, &mut claire, &mut said, &project).await;
}

/// A verified win is not changed, moved back, stopped or stripped of its evidence: it is restated, by two people.
async fn frozen(instance: &Instance, claire: &mut Persona<'_>, said: &mut Persona<'_>, project: &str) {
    let version = version(instance, project).await;
    let frozen = [("version", version.as_str()), ("was_jobs", "15 à 20"), ("jobs", "200")];
    let answer = claire.post(&format!("{project}/edit"), &frozen).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("Ce champ est figé"));
    let answer = claire.post(&format!("{project}/pauses"), &[("pause_reason", "étude attendue")]).await;
    assert!(
        answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("délais ne courent plus"),
        "{}",
        answer.body
    );
    let answer = advance(claire, project, "decision", "erreur").await;
    assert!(answer.body.contains("abouti et vérifié"), "{}", answer.body);
    let stopped = [("version", version.as_str()), ("status", "lost"), ("reason", "x"), ("cause", "cost")];
    let answer = claire.post(&format!("{project}/status"), &stopped).await;
    assert!(answer.body.contains("abouti et vérifié"), "{}", answer.body);
    let page = claire.get(&format!("{project}/evidence")).await.body;
    assert!(!page.contains("/removal"), "{page}");
    // Whom one speaks to goes on living.
    fill(claire, project, &[("was_contact_person", "Eva Novák"), ("contact_person", "Jan Horák")]).await;

    // Nor is it emptied of what its stage requires, nor verified by who answers for it.
    let emptied = [("field", "landing_site"), ("text", ""), ("reason", "oubli")];
    let answer = claire.post(&format!("{project}/restatements"), &emptied).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    let verifier: String = instance
        .one("select verifier from project where verified_at is not null and code_name = 'Genévrier'")
        .await;
    let version = self::version(instance, project).await;
    let own = [("version", version.as_str()), ("was_referent", "x"), ("referent", verifier.as_str())];
    let answer = claire.post(&format!("{project}/edit"), &own).await;
    assert!(answer.body.contains("sont deux personnes"), "{}", answer.body);

    let proposed = [("field", "jobs"), ("text", "18"), ("reason", "comptage définitif")];
    let answer = claire.post(&format!("{project}/restatements"), &proposed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let again = claire.post(&format!("{project}/restatements"), &proposed).await;
    assert!(again.body.contains("attend déjà sa suite"), "{}", again.body);
    let page = claire.get(&format!("{project}/restatements")).await.body;
    assert!(page.contains("comptage définitif") && !page.contains("/decision"), "{page}");
    let page = said.get(&format!("{project}/restatements")).await.body;
    let decision = page.split("action=\"").find(|form| form.contains("/decision\"")).unwrap();
    let decision = decision.split('"').next().unwrap().to_owned();
    let own = claire.post(&decision, &[("outcome", "accepted")]).await;
    assert!(own.body.contains("Une autre personne doit se prononcer"), "{}", own.body);
    assert!(claire.get(project).await.body.contains("15 à 20"), "nothing changed yet");
    assert_eq!(said.post(&decision, &[("outcome", "accepted")]).await.status, StatusCode::SEE_OTHER);
    let page = claire.get(project).await.body;
    assert!(page.contains(">18<") || page.contains("18\u{a0}»"), "{page}");
    let page = claire.get(&format!("{project}/restatements")).await.body;
    assert!(page.contains("15 à 20") && page.contains("Acceptée"), "{page}");
    moved(claire, project, "aftercare", "").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signal_becomes_a_verified_win_on_sqlite() {
    told(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signal_becomes_a_verified_win_on_postgres() {
    told(&Instance::postgres().await).await;
}

/// Whether a project goes on is not how far it got: it sleeps with a day to wake up, and comes back that day.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_sleeps_and_is_lost_with_a_reason() {
    let instance = Instance::sqlite().await;
    let project = format!("/projects/{}", instance.project("Cigale").await);
    let mut claire = instance.persona("Claire Vidal").await;
    let (one, status) = (version(&instance, &project).await, format!("{project}/status"));
    let asleep = |until: &'static str| {
        [
            ("version", one.clone()),
            ("status", "dormant".into()),
            ("reason", "étude".into()),
            ("until", until.into()),
        ]
    };
    let send = |fields: [(&'static str, String); 4]| fields;
    let typed = send(asleep(""));
    let fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let answer = claire.post(&status, &fields).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("Dites quand revoir"));
    assert!(answer.body.contains("value=\"étude\""), "what was typed stays: {}", answer.body);
    let typed = send(asleep("fin 2199"));
    let fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(claire.post(&status, &fields).await.status, StatusCode::SEE_OTHER);
    refused(&mut claire, &project, "visit", "en sommeil").await;
    assert!(claire.get("/projects").await.body.contains("En sommeil"));
    // Another's form, shown before, is not lost: it is answered as a conflict.
    assert_eq!(claire.post(&status, &fields).await.status, StatusCode::CONFLICT);

    // The day has come: its referent finds it among what waits, and nobody else.
    assert!(!claire.get("/today").await.body.contains("À revoir"));
    let come = |tx: &Transaction| {
        Query::new("update project set status_until = '2021-01-01' where code_name = 'Cigale'")
            .execute_one(tx)
    };
    instance.database.write(come).await.unwrap();
    let day = claire.get("/today").await.body;
    assert!(day.contains("À revoir") && day.contains(&format!("{project}/status")), "{day}");
    let marc = instance.persona("Marc Lenoir").await.get("/today").await.body;
    assert!(!marc.contains("À revoir"), "{marc}");

    let two = version(&instance, &project).await;
    let lost = [
        ("version", two.as_str()),
        ("status", "lost"),
        ("reason", "foncier"),
        ("cause", "cost"),
        ("lost_to", "Turin"),
    ];
    assert_eq!(claire.post(&status, &lost).await.status, StatusCode::SEE_OTHER);
    assert!(!claire.get("/today").await.body.contains("À revoir"), "what is lost comes back no more");
    let page = claire.get(&project).await.body;
    assert!(page.contains("Perdu") && page.contains("au profit de Turin"), "{page}");
    assert!(!claire.get("/projects").await.body.contains(">Cigale<"), "the board holds what goes on");
    assert!(claire.get("/projects?view=list&status=lost").await.body.contains(">Cigale<"));
    // Who sees the card learns that it is over, not why.
    let mut ines = instance.persona("Inès Morel").await;
    let card = ines.get(&project).await.body;
    assert!(card.contains("Perdu") && !card.contains("Turin") && !card.contains("Coût"), "{card}");
    assert_eq!(ines.get(&status).await.status, StatusCode::FORBIDDEN);
}
