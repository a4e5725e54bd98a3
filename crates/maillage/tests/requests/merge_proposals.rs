//! Two records of two organisations that are one: the merge is proposed, answered, told, undone by either; a partner that joins
//! the instance keeps its sheet.

use axum::http::StatusCode;

use super::client::{Instance, Persona, call};
use super::duplicates::{all, made, same};
use super::privacy::{ON_POSTGRES, ON_SQLITE};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organisations_agree_on_a_merge_on_sqlite() {
    agreed(Instance::sqlite().await, ON_SQLITE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organisations_agree_on_a_merge_on_postgres() {
    agreed(Instance::postgres().await, ON_POSTGRES).await;
}

async fn partner(who: &mut Persona<'_>, name: &str, more: &[(&str, &str)]) -> String {
    let facts = [("name", name), ("family", "company"), ("category", "firm"), ("country", "FR")];
    let facts = [&facts[..], &[("audience", "network"), ("homonym", "yes")], more].concat();
    made(who, "/organisations", &facts).await
}

/// Claire asks, Marc answers.
async fn agreed(instance: Instance, sql: &'static str) {
    let (mut claire, mut marc) =
        (instance.persona("Claire Vidal").await, instance.persona("Marc Lenoir").await);
    let mut paul = instance.persona("Paul Roux").await;
    let kept = partner(&mut marc, "Thermique du Ponant SAS", &[("siren", "732829320")]).await;
    let dropped = partner(&mut claire, "THERMIQUE DU PONANT", &[("website", "ponant.example")]).await;
    let name = [("other_name", "Chauffe Ponant"), ("name_nature", "usual")];
    made(&mut claire, &format!("/organisations/{dropped}/names"), &name).await;
    instance.finish_jobs().await;
    let before = all(&instance, sql).await;

    // Proposed to both as one that needs an agreement, and to nobody else; it cannot be made alone.
    let look = format!("/organisations/{kept}/merge?with={dropped}");
    for who in [&mut claire, &mut marc] {
        let page = who.get("/duplicates").await.body;
        assert!(
            page.contains("Avec d’autres organisations") && page.contains("THERMIQUE DU PONANT"),
            "{page}"
        );
    }
    assert!(!paul.get("/duplicates").await.body.contains("PONANT"));
    assert_eq!(paul.get(&look).await.status, StatusCode::FORBIDDEN);
    let alone = claire.post(&format!("/organisations/{kept}/merge"), &[("with", &dropped)]).await;
    assert_eq!(alone.status, StatusCode::FORBIDDEN, "{}", alone.body);
    let plan = claire.get(&look).await.body;
    for shown in ["Proposer la fusion", "merge-proposals", "ponant.example", "pourra défaire la fusion"] {
        assert!(plan.contains(shown), "{shown}: {plan}");
    }
    let proposals = format!("/organisations/{kept}/merge-proposals");
    let unsaid = claire.post(&proposals, &[("with", &dropped)]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let asked = [("with", dropped.as_str()), ("reason", "Même usine."), ("website", "dropped")];
    let first = made(&mut claire, &proposals, &asked).await;
    let again = claire.post(&proposals, &asked).await;
    assert!(again.status == StatusCode::FORBIDDEN && again.body.contains(&first), "{}", again.body);

    // Told to those who keep the other, on their day and by mail; nobody else finds it.
    let page = format!("/duplicates/proposals/{first}");
    instance.finish_jobs().await;
    assert!(marc.get("/today").await.body.contains(&page));
    assert!(!claire.get("/today").await.body.contains(&page), "she waits");
    assert_eq!(paul.get(&page).await.status, StatusCode::NOT_FOUND);
    let plan = marc.get(&page).await.body;
    for shown in ["Même usine.", "ponant.example", "Accepter et fusionner", "Contacts"] {
        // What another organisation keeps of the company is not his to know.
        assert_eq!(plan.contains(shown), shown != "Contacts", "{shown}: {plan}");
    }
    assert_eq!(paul.post(&format!("{page}/acceptance"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(claire.post(&format!("{page}/acceptance"), &[]).await.status, StatusCode::NOT_FOUND);

    // Refused with a reason, that she reads.
    let unsaid = marc.post(&format!("{page}/refusal"), &[]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    made(&mut marc, &format!("{page}/refusal"), &[("reason", "Deux usines.")]).await;
    instance.finish_jobs().await;
    assert!(
        claire.get("/today").await.body.contains(&page)
            && claire.get(&page).await.body.contains("Deux usines.")
    );
    assert_eq!(marc.post(&format!("{page}/acceptance"), &[]).await.status, StatusCode::CONFLICT);
    same(&before, &all(&instance, sql).await);

    // Accepted: one organisation, as the plan said; undone by whoever asked, everything is back.
    let second = made(&mut claire, &proposals, &asked).await;
    let page = format!("/duplicates/proposals/{second}");
    made(&mut marc, &format!("{page}/acceptance"), &[]).await;
    instance.finish_jobs().await;
    let gone = claire.get(&format!("/companies/{dropped}")).await;
    let into = format!("/companies/{kept}");
    assert_eq!((gone.status, gone.location), (StatusCode::MOVED_PERMANENTLY, Some(into.clone())));
    let sheet = claire.get(&format!("/organisations/{kept}")).await.body;
    assert!(sheet.contains("Chauffe Ponant") && sheet.contains("ponant.example"), "{sheet}");
    assert!(claire.get("/today").await.body.contains(&page));
    let token = instance.token("claire.vidal@provence.example", false).await;
    let read = instance.send(call("GET", &format!("/api/v1/organisations/{dropped}"), &token, None)).await;
    assert_eq!(read.location, Some(format!("/api/v1/organisations/{kept}")), "{}", read.body);
    let undo = claire.get(&page).await.body;
    let undo = undo.split("/duplicates/merges/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let undo = format!("/duplicates/merges/{undo}/undo");
    assert_eq!(
        paul.post(&undo, &[]).await.status,
        StatusCode::FORBIDDEN,
        "he sees both and speaks for neither"
    );
    made(&mut claire, &undo, &[]).await;
    instance.finish_jobs().await;
    same(&before, &all(&instance, sql).await);
    // And again, undone by whoever accepted.
    let third = made(&mut claire, &proposals, &asked).await;
    made(&mut marc, &format!("/duplicates/proposals/{third}/acceptance"), &[]).await;
    let undo = marc.get(&format!("/duplicates/proposals/{third}")).await.body;
    let undo = undo.split("/duplicates/merges/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    made(&mut marc, &format!("/duplicates/merges/{undo}/undo"), &[]).await;
    instance.finish_jobs().await;
    same(&before, &all(&instance, sql).await);
    let mails = super::administration::sent(&instance);
    let told = |email: &str, word: &str| {
        mails.iter().filter(|mail| mail.contains(&format!("To: {email}")) && mail.contains(word)).count()
    };
    assert_eq!(told("marc.lenoir@choose.example", "proposals"), 4, "asked thrice, undone once: {mails:?}");
    assert_eq!(
        told("claire.vidal@provence.example", "proposals"),
        4,
        "refused, accepted twice, undone: {mails:?}"
    );
    assert!(
        mails.iter().all(|mail| !mail.contains("PONANT") && !mail.contains("Ponant")),
        "no name in a mail"
    );
}

/// Asking shows the card of what one keeps for oneself while the other answers, and no longer; what a card does not say, the plan
/// does not either.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_shown_to_answer_is_shown_no_longer() {
    let instance = Instance::sqlite().await;
    let (mut claire, mut marc) =
        (instance.persona("Claire Vidal").await, instance.persona("Marc Lenoir").await);
    let kept = partner(&mut marc, "Cordages du Levant", &[]).await;
    let facts =
        [("name", "CORDAGES DU LEVANT"), ("country", "FR"), ("siren", "732829320"), ("homonym", "yes")];
    let own = made(&mut claire, "/companies", &facts).await;
    let sheet = format!("/organisations/{own}");
    assert_eq!(marc.get(&sheet).await.status, StatusCode::NOT_FOUND);
    assert!(!marc.get("/duplicates").await.body.contains("CORDAGES"), "he does not know of hers");
    let plan = claire.get(&format!("/organisations/{kept}/merge?with={own}")).await.body;
    assert!(plan.contains("elle en verra la carte"), "{plan}");
    let asked = [("with", own.as_str()), ("reason", "La même.")];
    let proposal = made(&mut claire, &format!("/organisations/{kept}/merge-proposals"), &asked).await;
    let page = format!("/duplicates/proposals/{proposal}");
    assert_eq!(marc.get(&sheet).await.status, StatusCode::OK);
    let plan = marc.get(&page).await.body;
    assert!(plan.contains("CORDAGES DU LEVANT") && !plan.contains("732829320"), "{plan}");
    made(&mut claire, &format!("{page}/withdrawal"), &[]).await;
    for path in [&sheet, &page] {
        assert_eq!(marc.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    instance.finish_jobs().await;
}

/// A partner that joins the instance is shown before a second sheet of it is made, and becomes the member with what is known of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_that_joins_keeps_its_sheet() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let mut odile = super::administration::enter(&instance, super::administration::ODILE).await;
        let facts = [("siren", "732829320"), ("website", "https://www.ponant.example")];
        let known = partner(&mut claire, "Thermique du Ponant SAS", &facts).await;
        made(&mut claire, "/companies", &[("name", "Fonderie Tenue Secrète"), ("country", "FR")]).await;
        let typed = |name, more: &[(&'static str, &'static str)]| {
            let facts = [("name", name), ("family", "company"), ("category", "firm"), ("country", "FR")];
            [&facts[..], more].concat()
        };
        let page = "/administration/organisations";
        for (name, more, field) in [
            ("THERMIQUE DU PONANT", &[][..], "name"),
            ("Ponant Énergie", &[("website", "ponant.example")], "website"),
            ("Ponant Énergie", &[("siren", "732829320")], "siren"),
        ] {
            let warned = odile.post(page, &typed(name, more)).await;
            assert_eq!(warned.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let shown = [
                format!("href=\"#{field}\""),
                format!("href=\"/organisations/{known}\""),
                format!("value=\"{known}\""),
            ];
            assert!(shown.iter().all(|shown| warned.body.contains(shown)), "{field}: {}", warned.body);
        }
        // What is kept for an organisation alone is not told, and another one may bear the name.
        let secret = odile.post(page, &typed("Fonderie Tenue Secrète", &[])).await;
        assert_eq!(secret.status, StatusCode::SEE_OTHER, "{}", secret.body);
        let other = odile.post(page, &typed("THERMIQUE DU PONANT", &[("separate", "yes")])).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);

        let take: &'static str = known.clone().leak();
        let taken = odile.post(page, &typed("Ponant Énergie", &[("take_over", take)])).await;
        assert!(taken.location.as_deref().is_some_and(|to| to.contains(take)), "{}", taken.body);
        let members: i64 = instance.one("select count(*) from organisation o join record r on r.id = o.id and r.owner = o.id where o.member and o.siren = '732829320'").await;
        assert_eq!(members, 1, "it owns its sheet");
        let edit = format!("/organisations/{known}/edit");
        assert_eq!(claire.get(&edit).await.status, StatusCode::FORBIDDEN, "who added it manages it no more");
        let twice = odile.post(page, &typed("Ponant Énergie", &[("take_over", take)])).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
        instance.finish_jobs().await;
    }
}
