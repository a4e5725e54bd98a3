//! Registers: members at a date, beside what was published (S0-08, S0-14, S0-15).

use axum::http::StatusCode;

use super::client::{Instance, Persona, call};

/// What cannot be true of a body is refused, and a name that several bear is told from one that nobody bears.
async fn what_cannot_be_is_refused(marc: &mut Persona<'_>, sheet: &str) {
    // Nobody counted it before it was, nor after today; what is to come is not founded yet.
    for (as_of, told) in [("fin 2018", "précède la création"), ("demain", "est à venir")] {
        let fields =
            [("measure", "members"), ("figure", "60"), ("as_of", as_of), ("outlet", "un communiqué")];
        let refused = marc.post(&format!("{sheet}/statements"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{as_of}");
        assert!(refused.body.contains(told), "{as_of}: {}", refused.body);
    }
    let fields = [("name", "Comité à venir"), ("nature", "body"), ("audience", "owner"), ("founded", "2099")];
    let refused = marc.post("/registers", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Cette date est à venir"), "{}", refused.body);
    // A name that several bear is told from one that nobody bears.
    let several = [("names", "Paris\nPersonne de ce nom"), ("joined", "mai 2020")];
    let refused = marc.post(&format!("{sheet}/entries"), &several).await.body;
    for told in ["est le nom de plusieurs organisations", "n’est le nom d’aucune organisation visible"] {
        assert!(refused.contains(told), "{told}: {refused}");
    }
}

/// The line of a register that names something.
fn line_of<'p>(page: &'p str, named: &str) -> &'p str {
    let after = page.split_once(named).unwrap().1.split("line=").nth(1).unwrap();
    after.split('#').next().unwrap()
}

/// The form of a line is one link away; a date that cannot be is said beside it, as it was typed.
async fn a_line_is_one_link_away(marc: &mut Persona<'_>, sheet: &str, (page, entry): (&str, &str)) {
    assert!(!page.contains(&format!("{entry}/departure")));
    assert!(marc.get(&format!("{sheet}?line={entry}")).await.body.contains(&format!("{entry}/departure")));
    let wrong =
        marc.post(&format!("{sheet}/entries/{entry}/departure"), &[("departed", "hier peut-être")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("value=\"hier peut-être\"") && wrong.body.contains("departed-fault"),
        "{}",
        wrong.body
    );
}

async fn the_register_of_the_committee(instance: Instance) {
    let register = instance
        .database
        .read(|r| {
            platform::database::Query::new("select id from register where name = 'Comité des Territoires'")
                .one::<String>(r)
        })
        .await
        .unwrap();
    let sheet = format!("/registers/{register}");
    let mut marc = instance.persona("Marc Lenoir").await;
    let page = marc.get(&format!("{sheet}?at=2019-12-04")).await.body;
    for shown in [
        "<b>58</b>",
        "<b>14</b>",
        "<b>44</b>",
        "8,5",
        "9 mois",
        "diffèrent",
        "Groupe ADP",
        "Pôles de compétitivité",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // The members of each family add up to those named; categories are counted apart.
    for family in
        ["2 membres, 2 catégories", "6 membres, 2 catégories", "3 membres<", "2 membres<", "1 membre<"]
    {
        assert!(page.contains(family), "{family}: {page}");
    }
    // Who is named that day is not said to have been there before.
    let early = marc.get(&format!("{sheet}?at=2019-12-03")).await.body;
    assert!(early.contains("14 membres sont nommés au 4\u{a0}décembre 2019 ou après"), "{early}");
    assert!(early.contains("?at=2019-12-04") && !early.contains("HAROPA"), "{early}");
    // Before it was founded there is nobody.
    assert!(marc.get(&format!("{sheet}?at=2019-03-19")).await.body.contains("Personne à cette date"));
    // The difference is on the day of who keeps it, and on nobody else's.
    assert!(marc.get("/today").await.body.contains("58 membres publiés, 14 nommés"));
    assert!(!instance.persona("Claire Vidal").await.get("/today").await.body.contains("58 membres publiés"));

    what_cannot_be_is_refused(&mut marc, &sheet).await;
    // One leaves, another joins: each date keeps its own composition.
    let entry = line_of(&page, "Groupe ADP").to_owned();
    a_line_is_one_link_away(&mut marc, &sheet, (&page, &entry)).await;
    let left =
        marc.post(&format!("{sheet}/entries/{entry}/departure"), &[("departed", "fin juin 2020")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    let early =
        marc.post(&format!("{sheet}/entries/{entry}/departure"), &[("departed", "hier peut-être")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let joined = marc
        .post(
            &format!("{sheet}/entries"),
            &[("names", "Cités Unies France\nANIMA\n"), ("joined", "mai 2020")],
        )
        .await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
    let unknown = marc
        .post(&format!("{sheet}/entries"), &[("names", "ARRICOD\nUne inconnue"), ("joined", "mai 2020")])
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unknown.body.contains("Une inconnue\u{a0}»") && unknown.body.contains("ARRICOD\nUne inconnue"),
        "{}",
        unknown.body
    );
    let twice = marc.post(&format!("{sheet}/entries"), &[("names", "HAROPA")]).await;
    assert!(twice.body.contains("«\u{a0}HAROPA\u{a0}» est déjà membre à cette date"), "{}", twice.body);
    let line = twice.body.split_once("#line-").unwrap().1.split_once('"').unwrap().0;
    assert!(twice.body.contains(&format!("id=\"line-{line}\"")), "{}", twice.body);
    assert!(twice.body.split_once(&format!("id=\"line-{line}\"")).unwrap().1[..200].contains("HAROPA"));
    let token = instance.token("marc.lenoir@choose.example", false).await;
    for (at, named, gap) in [("2019-12-04", 14, "44"), ("2020-05-15", 16, "42"), ("2020-07-01", 15, "43")] {
        let read = instance.send(call("GET", &format!("/api/v1{sheet}?at={at}"), &token, None)).await;
        let json: serde_json::Value = serde_json::from_str(&read.body).unwrap();
        assert_eq!(
            (json["named"].as_u64(), json["gap"].as_str()),
            (Some(named), Some(gap)),
            "{at}: {}",
            read.body
        );
    }
    // Its foundation is said with its year, which the text leaves out.
    let read = instance.send(call("GET", &format!("/api/v1{sheet}"), &token, None)).await;
    let json: serde_json::Value = serde_json::from_str(&read.body).unwrap();
    assert_eq!(json["founded"], "le 20\u{a0}mars 2019", "{}", read.body);
    assert_eq!((&json["founded_from"], &json["founded_until"]), (&"2019-03-20".into(), &"2019-03-20".into()));
    // A published figure that the register does not contradict raises no alert.
    let stated = [
        ("measure", "members"),
        ("figure", "plus de 10"),
        ("as_of", "2021"),
        ("outlet", "Rapport d’activité"),
    ];
    let stated = marc.post(&format!("{sheet}/statements"), &stated).await;
    assert_eq!(stated.status, StatusCode::SEE_OTHER, "{}", stated.body);
    assert!(!marc.get("/today").await.body.contains("membres publiés"));
    // A private member is told its name, not who is in it.
    let mut lea = instance.persona("Léa Sorel").await;
    let card = lea.get(&sheet).await.body;
    assert!(card.contains("Comité des Territoires") && !card.contains("HAROPA"), "{card}");
    // Another agency reads and changes nothing.
    let mut claire = instance.persona("Claire Vidal").await;
    assert!(claire.get(&sheet).await.body.contains("HAROPA"));
    assert_eq!(
        claire.post(&format!("{sheet}/entries"), &[("names", "ARRICOD")]).await.status,
        StatusCode::FORBIDDEN
    );
    instance.finish_jobs().await;
}

/// The day is said as people say it, and the page and the API say which one was read.
async fn a_register_is_read_at_a_day_as_people_say_it(instance: Instance) {
    let register = instance
        .database
        .read(|r| {
            platform::database::Query::new("select id from register where name = 'Comité des Territoires'")
                .one::<String>(r)
        })
        .await
        .unwrap();
    let sheet = format!("/registers/{register}");
    let mut marc = instance.persona("Marc Lenoir").await;
    let token = instance.token("marc.lenoir@choose.example", false).await;
    for (typed, query, day, read) in [
        ("1er janvier 2024", "1er+janvier+2024", "2024-01-01", None),
        ("fin juin 2024", "fin+juin+2024", "2024-06-30", Some("30\u{a0}juin 2024")),
        ("2024", "2024", "2024-12-31", Some("31\u{a0}décembre 2024")),
        ("2019-12-04", "2019-12-04", "2019-12-04", Some("4\u{a0}décembre 2019")),
    ] {
        let page = marc.get(&format!("{sheet}?at={query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        if let Some(read) = read {
            let said = format!("«\u{a0}{typed}\u{a0}» est lu au {read}.");
            assert!(page.body.contains(&said), "{said}: {}", page.body);
        }
        let answer = instance.send(call("GET", &format!("/api/v1{sheet}?at={query}"), &token, None)).await;
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(json["at"], day, "{typed}: {}", answer.body);
    }
    let first = marc.get(&format!("{sheet}?at=le+1er")).await;
    assert!(first.body.contains("«\u{a0}le 1er\u{a0}» est lu au 1er\u{a0}"), "{}", first.body);
    let wrong = marc.get(&format!("{sheet}?at=hier+peut-%C3%AAtre")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("id=\"at-fault\"") && wrong.body.contains("hier peut-être"),
        "{}",
        wrong.body
    );
    let wrong = instance.send(call("GET", &format!("/api/v1{sheet}?at=un+jour"), &token, None)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
}

/// Decision 0021: who is not shown has no line, no family and is in no total; who was merged is one member.
async fn a_register_is_read_as_it_is_seen(instance: Instance) {
    let mut marc = instance.persona("Marc Lenoir").await;
    let added = marc
        .post("/registers", &[("name", "Cercle fictif"), ("nature", "network"), ("audience", "network")])
        .await;
    let sheet = added.location.unwrap().split('?').next().unwrap().to_owned();
    for (name, audience) in [
        ("Vannerie Dupont", "network"),
        ("Vannerie Dupont SA", "network"),
        ("Fonderie Tenue Secrète", "owner"),
    ] {
        let new = [
            ("name", name),
            ("family", "company"),
            ("category", "firm"),
            ("country", "FR"),
            ("audience", audience),
        ];
        let new = marc.post("/organisations", &new).await;
        assert_eq!(new.status, StatusCode::SEE_OTHER, "{}", new.body);
        let line = marc.post(&format!("{sheet}/entries"), &[("names", name), ("joined", "mai 2020")]).await;
        assert_eq!(line.status, StatusCode::SEE_OTHER, "{}", line.body);
    }
    let read = |token: String| {
        let (instance, path) = (&instance, format!("/api/v1{sheet}"));
        async move {
            let read = instance.send(call("GET", &path, &token, None)).await;
            serde_json::from_str::<serde_json::Value>(&read.body).unwrap()
        }
    };
    let (own, other) = (
        instance.token("marc.lenoir@choose.example", false).await,
        instance.token("claire.vidal@provence.example", false).await,
    );
    assert_eq!(read(own.clone()).await["named"], 3);
    let seen = read(other.clone()).await;
    assert_eq!((&seen["named"], seen["entries"].as_array().unwrap().len()), (&2.into(), 2), "{seen}");
    let page = instance.persona("Claire Vidal").await.get(&sheet).await.body;
    assert!(page.contains("2 membres<") && !page.contains("Secrète"), "{page}");

    // Both names turn out to be one: one member, and one line for it.
    let list = marc.get("/duplicates").await.body;
    let look = list.split("href=\"").find(|rest| rest.contains("/merge?with=")).unwrap();
    let (path, with) = look.split_once('"').unwrap().0.split_once("?with=").unwrap();
    let merged = marc.post(path, &[("with", with)]).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    let seen = read(other).await;
    assert_eq!((&seen["named"], seen["entries"].as_array().unwrap().len()), (&1.into(), 1), "{seen}");
    assert_eq!(read(own.clone()).await["named"], 2);
    // It leaves once, whatever the lines that name it.
    let page = marc.get(&sheet).await.body;
    let entry = line_of(&page, "Vannerie");
    let left = marc.post(&format!("{sheet}/entries/{entry}/departure"), &[("departed", "juin 2020")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    assert_eq!(read(own).await["named"], 1);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_of_the_committee_on_sqlite() {
    the_register_of_the_committee(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_of_the_committee_on_postgres() {
    the_register_of_the_committee(Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_read_at_a_day_as_people_say_it_on_sqlite() {
    a_register_is_read_at_a_day_as_people_say_it(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_read_at_a_day_as_people_say_it_on_postgres() {
    a_register_is_read_at_a_day_as_people_say_it(Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_read_as_it_is_seen_on_sqlite() {
    a_register_is_read_as_it_is_seen(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_read_as_it_is_seen_on_postgres() {
    a_register_is_read_as_it_is_seen(Instance::postgres().await).await;
}
