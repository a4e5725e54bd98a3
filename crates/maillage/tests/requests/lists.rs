//! Lists as one works with them: filters that reveal nothing, columns, the same change made to several projects, views kept
//! and shared, the review of the portfolio whose minutes write themselves (S3-10, S3-21).

use axum::http::StatusCode;
use serde_json::json;

use super::client::{Answer, Instance, Persona, call};

/// The names of the projects of a list, in order.
fn names(list: &str) -> Vec<String> {
    let lines = list.split("<th scope=\"row\"><a href=\"/projects/").skip(1);
    lines.filter_map(|line| Some(line.split_once('>')?.1.split('<').next()?.to_owned())).collect()
}

async fn version(instance: &Instance, project: &str) -> String {
    let id = project.to_owned();
    let read = move |r: &platform::database::Reader| {
        platform::database::Query::new("select version from record where id = $1").bind(&id).one(r)
    };
    instance.database.read(read).await.map(|version: i64| version.to_string()).unwrap()
}

async fn change(who: &mut Persona<'_>, project: &str, field: &str, value: &str) {
    let version = version(who.instance, project).await;
    let sent = [("version", version.as_str()), (field, value)];
    let answer = who.post(&format!("/projects/{project}/edit"), &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{field}: {}", answer.body);
}

async fn filtered(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let (cigale, restanque) = (instance.project("Cigale").await, instance.project("Restanque").await);
    change(&mut claire, &cigale, "priority", "high").await;
    let narrowed = claire.get("/projects?view=list&priority=high&column=priority&column=operation").await;
    assert_eq!(names(&narrowed.body), ["Cigale"]);
    assert!(narrowed.body.contains("Priorité\u{a0}: Fort"), "a chip says it: {}", narrowed.body);
    assert!(narrowed.body.contains("<th scope=\"col\">Priorité</th>"), "{}", narrowed.body);
    assert!(!narrowed.body.contains("<th scope=\"col\">Référent</th>"), "only the columns that were chosen");
    // Any of the values of one filter, and each filter narrows the others.
    let either = claire.get("/projects?view=list&stage=contact&stage=qualified").await.body;
    assert!(names(&either).contains(&"Cigale".into()) && names(&either).contains(&"Restanque".into()));
    let both = claire.get("/projects?view=list&stage=contact&priority=high").await.body;
    assert!(names(&both).is_empty() && both.contains("Retirez-en un"), "{both}");
    // Who answers for it, whose it is, how long it has waited.
    let mine = names(&claire.get("/projects?view=list&referent=me").await.body);
    let all = names(&claire.get("/projects?view=list").await.body);
    assert!(!mine.is_empty() && mine.len() < all.len(), "{mine:?} of {all:?}");
    let nobody = claire.get("/projects?view=list&referent=nobody").await.body;
    assert!(names(&nobody).iter().all(|name| !mine.contains(name)));
    let waiting = names(&claire.get("/projects?view=list&sort=waiting").await.body);
    assert_eq!((waiting.len(), waiting.iter().all(|name| all.contains(name))), (all.len(), true));
    assert!(names(&claire.get("/projects?view=list&waiting=90&sort=waiting").await.body).len() < all.len());
    // The board says what the list says.
    let board = claire.get("/projects?priority=high").await.body;
    assert!(board.contains(">Cigale</a>") && !board.contains(">Restanque</a>"), "{board}");

    // S1-06: a sector is meant by any of its names, in a form, a filter and the search.
    change(&mut claire, &cigale, "sector", "TIC").await;
    for asked in ["/projects?view=list&sector=high-tech", "/projects?view=list&sector=digital"] {
        assert!(names(&claire.get(asked).await.body).contains(&"Cigale".into()), "{asked}");
    }
    assert!(claire.get("/search?q=Logiciel").await.body.contains("Cigale"));
    // What was indexed before sectors were is indexed again by a job.
    let forget = |tx: &platform::database::Transaction| {
        let forgotten = "update search_document set text_key = 'cigale' where name_key = 'cigale'";
        platform::database::Query::new(forgotten).execute(tx)?;
        platform::jobs::enqueue(tx, maillage::investment::INDEX, &json!({}))
    };
    instance.database.write(forget).await.unwrap();
    instance.finish_jobs().await;
    let again: i64 = instance
        .one("select count(*) from search_document where name_key = 'cigale' and text_key like '%logiciel%'")
        .await;
    assert!(again > 0, "every project is indexed again");
    let form = claire.get(&format!("/projects/{cigale}/edit")).await.body;
    assert!(form.contains("Numérique (TIC, informatique"), "{form}");
    // Two projects of one organisation do not bear one name.
    let at = version(instance, &cigale).await;
    let sent = [("version", at.as_str()), ("code_name", "RESTANQUE")];
    let refused = claire.post(&format!("/projects/{cigale}/edit"), &sent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("porte déjà ce nom"), "{}", refused.body);

    // Who sees a card finds it by what the card says, and by nothing else.
    let mut ines = instance.persona("Inès Morel").await;
    assert!(names(&ines.get("/projects?view=list&status=all").await.body).contains(&"Cigale".into()));
    for hidden in ["priority=high", "priority=low", "likelihood=high", "source=fair", "sort=jobs"] {
        let list = ines.get(&format!("/projects?view=list&status=all&{hidden}")).await.body;
        assert!(!names(&list).contains(&"Cigale".into()), "{hidden}");
        let board = ines.get(&format!("/projects?status=all&{hidden}")).await.body;
        assert!(hidden.starts_with("sort") || !board.contains(">Cigale</a>"), "{hidden}");
    }
    let shown =
        ines.get("/projects?view=list&status=all&column=priority&column=value&column=competitors").await;
    let line = shown.body.split(">Cigale</a>").nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
    assert!(!line.contains("Fort"), "a column shows no more than the sheet: {line}");
    // By the API, with the same words.
    let token = instance.token("claire.vidal@provence.example", false).await;
    let call = |path: &str| {
        let uri = format!("/api/v1/projects?{path}");
        let request =
            axum::http::Request::builder().uri(uri).header("authorization", format!("Bearer {token}"));
        request.header("host", "maillage.test").body(axum::body::Body::empty()).unwrap()
    };
    let found = instance.send(call("priority=high,medium&stage=contact,qualified")).await.body;
    assert!(found.contains("Cigale") && !found.contains("Restanque"), "{found}");
    let refused = instance.send(call("priority=high,urgent")).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("low, medium, high"));
    drop(restanque);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_narrowed_and_reveals_nothing_on_sqlite() {
    filtered(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_narrowed_and_reveals_nothing_on_postgres() {
    filtered(&Instance::postgres().await).await;
}

async fn bulk(who: &mut Persona<'_>, projects: &[(&str, &str)], value: &str) -> Answer {
    let mut sent = vec![("field", "priority"), ("priority", value)];
    for (id, version) in projects {
        sent.extend([("id", *id), ("version", *version)]);
    }
    who.post("/projects/bulk", &sent).await
}

async fn priorities(instance: &Instance) -> i64 {
    instance.one("select count(*) from project where priority = 'medium'").await
}

async fn several(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let (one, two) = (instance.project("Cigale").await, instance.project("Restanque").await);
    let page = claire.get(&format!("/projects/bulk?field=priority&id={one}&id={two}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("2 projets changent") && page.body.contains("Modifier ces 2 projets"));
    let (a, b) = (version(instance, &one).await, version(instance, &two).await);
    let before = priorities(instance).await;
    // A value that the field does not have, an old version, one that is not seen: none of them changes.
    let wrong = bulk(&mut claire, &[(&one, &a), (&two, &b)], "urgent").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let stale = bulk(&mut claire, &[(&one, &a), (&two, "0")], "medium").await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    let unseen = "0192f0a0-0000-7000-8000-000000000001";
    let unknown = bulk(&mut claire, &[(&one, &a), (unseen, "1")], "medium").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(priorities(instance).await, before, "whole or not at all");
    let made = bulk(&mut claire, &[(&one, &a), (&two, &b)], "medium").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(priorities(instance).await, before + 2);
    assert!(claire.get(&format!("/projects/{one}")).await.body.contains("Moyen"));
    // By the API, whole or not at all too.
    let token = instance.token("claire.vidal@provence.example", true).await;
    let (a, b) = (version(instance, &one).await, version(instance, &two).await);
    for (second, status, held) in [("0", StatusCode::CONFLICT, "medium"), (b.as_str(), StatusCode::OK, "low")]
    {
        let projects = json!([
            {"id": one, "version": a.parse::<i64>().unwrap()},
            {"id": two, "version": second.parse::<i64>().unwrap()},
        ]);
        let body = json!({"field": "priority", "value": "low", "projects": projects});
        let answer = instance.send(call("POST", "/api/v1/projects/changes", &token, Some(body))).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        let now: String = instance.one("select max(priority) from project where code_name = 'Cigale'").await;
        assert_eq!(now, held);
    }
    let (a, b) = (version(instance, &one).await, version(instance, &two).await);
    assert_eq!(bulk(&mut claire, &[(&one, &a), (&two, &b)], "medium").await.status, StatusCode::SEE_OTHER);
    for body in [json!({"field": "location", "value": "Arles"}), json!({})] {
        let answer = instance.send(call("POST", "/api/v1/projects/changes", &token, Some(body))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        assert!(answer.body.contains("\"field\"") && answer.body.contains("projects"), "{}", answer.body);
    }
    // Nothing ticked is said; who sees a card changes nothing.
    let none = claire.get("/projects/bulk?field=priority").await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.body.contains("Cochez de un à cent"));
    let mut ines = instance.persona("Inès Morel").await;
    let page = ines.get(&format!("/projects/bulk?field=priority&id={one}")).await;
    let said = page.body.contains("vous le lisez sans le modifier") && !page.body.contains("Moyen");
    assert!(page.status == StatusCode::FORBIDDEN || said, "{}", page.body);
    let tried = bulk(&mut ines, &[(&one, "1")], "low").await.status;
    assert!(tried == StatusCode::FORBIDDEN || tried == StatusCode::NOT_FOUND, "{tried}");
    assert_eq!(priorities(instance).await, before + 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_projects_change_together_on_sqlite() {
    several(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_projects_change_together_on_postgres() {
    several(&Instance::postgres().await).await;
}

async fn kept(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let bar = claire.get("/projects?view=list&sector=energy").await.body;
    assert!(bar.contains("Enregistrer cette vue"), "{bar}");
    let url = "/projects?view=list&sector=energy&after=r1~x";
    let saved =
        claire.post("/views", &[("view_url", url), ("view_name", "Énergie"), ("shared", "yes")]).await;
    let kept = "/projects?view=list&sector=energy";
    assert_eq!(
        saved.location.as_deref(),
        Some(format!("{kept}&done=done-view-saved").as_str()),
        "{}",
        saved.body
    );
    let bar = claire.get(kept).await.body;
    assert!(bar.contains(">Énergie</a>") && !bar.contains("Enregistrer cette vue"), "{bar}");
    let own = claire.post("/views", &[("view_url", "/projects?stage=contact"), ("view_name", "À moi")]).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.body);
    for (name, url) in [("énergie", "/projects"), ("", "/projects"), ("x", "https://example.org/projects")] {
        let refused = claire.post("/views", &[("view_url", url), ("view_name", name)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {url}");
    }
    // A colleague finds what is shared; another organisation nothing.
    let mut said = instance.persona("Saïd Benali").await;
    let views = said.get("/views").await.body;
    assert!(
        views.contains("Énergie") && views.contains("Claire Vidal") && !views.contains("À moi"),
        "{views}"
    );
    let mut marc = instance.persona("Marc Lenoir").await;
    let theirs = marc.get("/views").await.body;
    assert!(theirs.contains("Aucune vue enregistrée") && !theirs.contains("Énergie"), "{theirs}");
    let id: String = instance.one("select id from saved_view where name = 'Énergie'").await;
    let private: String = instance.one("select id from saved_view where name = 'À moi'").await;
    assert_eq!(marc.post(&format!("/views/{id}/removal"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(said.post(&format!("/views/{private}/removal"), &[]).await.status, StatusCode::NOT_FOUND);
    let renamed = claire.post(&format!("/views/{id}"), &[("view_name", "Énergies")]).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.body);
    assert!(!said.get("/views").await.body.contains("Énergies"), "no longer shared");
    assert_eq!(claire.post(&format!("/views/{id}/removal"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!claire.get("/views").await.body.contains("Énergies"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_found_again_on_sqlite() {
    kept(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_found_again_on_postgres() {
    kept(&Instance::postgres().await).await;
}

/// The project that a review asks about now.
fn asked(page: &str) -> Option<(String, String)> {
    let now = page.split("<h2 id=\"now\"><a href=\"/projects/").nth(1)?;
    let (id, rest) = now.split_once('"')?;
    Some((id.to_owned(), rest.split(['>', '<']).nth(1)?.to_owned()))
}

async fn reviewed(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    assert!(claire.get("/reviews").await.body.contains("Aucune revue encore"));
    let opened = claire.post("/reviews", &[]).await.location.unwrap();
    assert_eq!(claire.post("/reviews", &[]).await.location.unwrap(), opened, "one at a time");
    let page = claire.get(&opened).await.body;
    let (first, name) = asked(&page).expect("a project is asked about");
    // The stalest is first: beyond what is usual at its stage by more days than any other that goes on.
    let said = claire
        .post(
            &format!("{opened}/lines"),
            &[("project", &first), ("verdict", "chase"), ("remark", "Rappeler lundi")],
        )
        .await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    let page = claire.get(&opened).await.body;
    let (second, _) = asked(&page).expect("another one is left");
    assert!(second != first && page.contains("1 sur ") && page.contains("Rappeler lundi"), "{page}");
    let long = "x".repeat(501);
    let refused = claire
        .post(&format!("{opened}/lines"), &[("project", &second), ("verdict", "steady"), ("remark", &long)])
        .await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(&long));
    // Meanwhile a project goes to sleep: the minutes say so.
    let version = version(instance, &second).await;
    let asleep = [
        ("version", version.as_str()),
        ("status", "dormant"),
        ("reason", "étude en cours"),
        ("until", "fin 2199"),
    ];
    let slept = claire.post(&format!("/projects/{second}/status"), &asleep).await;
    assert_eq!(slept.status, StatusCode::SEE_OTHER, "{}", slept.body);
    let closed = claire.post(&format!("{opened}/closing"), &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    let minutes = claire.get(&opened).await.body;
    for words in [
        "Compte rendu de la revue",
        "À relancer (1)",
        &name,
        "Rappeler lundi",
        "devient «\u{a0}En sommeil\u{a0}»",
    ] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    let late = claire.post(&format!("{opened}/lines"), &[("project", &second), ("verdict", "steady")]).await;
    assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.body.contains("Cette revue est close"));
    assert!(
        claire.get(&format!("/projects/{first}")).await.body.contains("Rappeler lundi"),
        "its timeline says it"
    );
    // Another organisation has no part in it, and its projects none either.
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.get(&opened).await.status, StatusCode::NOT_FOUND);
    assert!(!marc.get("/reviews").await.body.contains(&opened));
    let theirs = marc.post("/reviews", &[]).await;
    if let Some(theirs) = theirs.location {
        let line = [("project", first.as_str()), ("verdict", "steady")];
        assert_eq!(marc.post(&format!("{theirs}/lines"), &line).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portfolio_is_reviewed_on_sqlite() {
    reviewed(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portfolio_is_reviewed_on_postgres() {
    reviewed(&Instance::postgres().await).await;
}

/// Two officers move one card: the second sees that it moved, and nothing of it is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_moved_from_where_it_was_shown() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let path = format!("/projects/{}/moves", instance.project("Cigale").await);
    let back = [("stage", "contact"), ("was", "qualified"), ("reason", "à revoir"), ("from", "board")];
    let moved = claire.post(&path, &back).await;
    assert_eq!(moved.location.as_deref(), Some("/projects?done=done-moved"), "{}", moved.body);
    let mut said = instance.persona("Saïd Benali").await;
    let late = [("stage", "visit"), ("was", "qualified"), ("reason", "un seul site"), ("from", "board")];
    let late = said.post(&path, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert!(late.body.contains(path.trim_end_matches("/moves")), "it leads to the sheet");
    assert_eq!(said.post(&path, &back).await.status, StatusCode::SEE_OTHER, "what is done already is done");
}
