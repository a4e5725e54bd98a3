//! Two people at one record, and forms that cannot offer all that is stored.

use axum::http::StatusCode;
use platform::database::Query;

use super::client::{Instance, Persona};

/// What the form of a page would send back, with some fields changed.
fn filled(page: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = page.split("<form").find(|form| form.contains("name=\"version\"")).unwrap();
    let form = form.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    let attribute = |tag: &str, name: &str| {
        let from = tag.split_once(&format!(" {name}=\""))?.1;
        Some(unescaped(from.split('"').next()?))
    };
    for tag in form.split('<').skip(1) {
        let (Some(name), inner) = (attribute(tag, "name"), tag) else { continue };
        if inner.starts_with("input") {
            fields.push((name, attribute(inner, "value").unwrap_or_default()));
        } else if inner.starts_with("textarea") {
            fields.push((name, unescaped(inner.split_once('>').unwrap().1)));
        } else if inner.starts_with("select") {
            let select = form.split_once(&format!("name=\"{name}\"")).unwrap().1;
            let options = select.split("</select>").next().unwrap();
            let chosen = options.split("<option").find(|option| option.contains(" selected"));
            fields.push((name, chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()));
        }
    }
    fields.retain(|(name, _)| !name.starts_with('_'));
    for (name, text) in changes {
        let field = fields.iter_mut().find(|(known, _)| known == name).unwrap();
        (*text).clone_into(&mut field.1);
    }
    fields
}

fn unescaped(text: &str) -> String {
    [("&#38;", "&"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'")]
        .into_iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

async fn send(who: &mut Persona<'_>, path: &str, fields: &[(String, String)]) -> super::client::Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    who.post(path, &fields).await
}

async fn facts(instance: &Instance, project: &str) -> [Option<String>; 4] {
    let found = instance.database.read(|r| {
        Query::new("select company, referent, second_reader, location from project where id = $1")
            .bind(project)
            .one::<(Option<String>, Option<String>, Option<String>, Option<String>)>(r)
    });
    let (company, referent, second, location) = found.await.unwrap();
    [company, referent, second, location]
}

/// A partner who edits sees neither the company nor the colleagues of the owner: what he does not see stays as it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_form_cannot_offer_is_kept() {
    let instance = Instance::sqlite().await;
    let project = instance.project("Restanque").await;
    let path = format!("/projects/{project}/edit");
    let arles: String = instance.one("select id from organisation where name = 'Pays d’Arles'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let fields = [("organisation", arles.as_str()), ("level", "edit"), ("reason", "travail commun")];
    let shared = claire.post(&format!("/projects/{project}/grants"), &fields).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    let before = facts(&instance, &project).await;
    assert!(before[..3].iter().all(Option::is_some), "{before:?}");

    let mut paul = instance.persona("Paul Roux").await;
    let page = paul.get(&path).await.body;
    assert!(!page.contains(before[0].as_ref().unwrap()), "the company is not identified");
    let saved = send(&mut paul, &path, &filled(&page, &[("location", "Arles, zone nord")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let after = facts(&instance, &project).await;
    assert_eq!(after[..3], before[..3]);
    assert_eq!(after[3].as_deref(), Some("Arles, zone nord"));

    // Nor may he say who answers for it.
    let version: i64 = instance
        .one("select version from record where id = (select id from project where code_name = 'Restanque')")
        .await;
    let own = "select account from seat where organisation = (select id from organisation where name = 'Pays d’Arles')";
    let account: String = instance.one(own).await;
    let forged = [("version", version.to_string()), ("was_referent", String::new()), ("referent", account)]
        .map(|(name, text)| (name.to_owned(), text));
    let refused = send(&mut paul, &path, &forged).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(facts(&instance, &project).await[1], before[1]);

    // A colleague who left is kept too.
    let left = "update seat set valid_until = $1 where account = (select referent from project where code_name = 'Restanque')";
    let now = instance.database.ids().clock().now();
    instance.database.write(move |tx| Query::new(left).bind(now).execute(tx)).await.unwrap();
    let mut said = instance.persona("Saïd Benali").await;
    let page = said.get(&path).await.body;
    assert!(page.contains("Référent actuel"), "{page}");
    let saved = send(&mut said, &path, &filled(&page, &[("location", "Tarascon")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(facts(&instance, &project).await[..3], before[..3]);
}

/// A fault in between does not make another's change one's own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_came_during_a_correction_is_not_lost() {
    let instance = Instance::sqlite().await;
    let project = instance.project("Salicorne").await;
    let path = format!("/projects/{project}/edit");
    let mut claire = instance.persona("Claire Vidal").await;
    let mut said = instance.persona("Saïd Benali").await;
    let mine = claire.get(&path).await.body;
    let theirs = said.get(&path).await.body;
    let saved = send(&mut said, &path, &filled(&theirs, &[("jobs", "40")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let typed = filled(&mine, &[("jobs", "60"), ("calendar", "quand il fera beau"), ("location", "Fos")]);
    let fault = send(&mut claire, &path, &typed).await;
    assert_eq!(fault.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", fault.body);
    let conflict = send(&mut claire, &path, &filled(&fault.body, &[("calendar", "fin juin 2027")])).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.body);
    assert!(
        conflict.body.contains("value=\"40\"") && conflict.body.contains("value=\"60\""),
        "{}",
        conflict.body
    );
    let untouched = filled(&mine, &[("calendar", "quand il fera beau"), ("location", "Fos")]);
    let fault = send(&mut claire, &path, &untouched).await;
    let again = send(&mut claire, &path, &filled(&fault.body, &[("calendar", "fin juin 2027")])).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let confirmed = send(&mut claire, &path, &filled(&again.body, &[])).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.body);
    let jobs: String = instance.one("select jobs from project where code_name = 'Salicorne'").await;
    assert_eq!(jobs, "40");
}

/// Two people change one company: both texts side by side, nothing typed is lost, what only one changed is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_changed_by_two_is_shown_side_by_side() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut said = instance.persona("Saïd Benali").await;
    let fields = [("name", "Garonne Composites"), ("country", "FR"), ("city", "Agen")];
    let added = claire.post("/companies", &fields).await.location.unwrap();
    let company = added.split('?').next().unwrap().to_owned();
    let note = [("channel", "call"), ("summary", "Parle d’un fournisseur ligurien.")];
    claire.post(&format!("{company}/interactions"), &note).await;
    instance.finish_jobs().await;
    let path = format!("{company}/edit");
    let (mine, theirs) = (claire.get(&path).await.body, said.get(&path).await.body);
    let theirs = filled(&theirs, &[("name", "Ligure Composites"), ("city", "Marmande")]);
    assert_eq!(send(&mut said, &path, &theirs).await.status, StatusCode::SEE_OTHER);
    let mine = filled(&mine, &[("city", "Nérac"), ("activity", "Pièces en composite")]);
    let conflict = send(&mut claire, &path, &mine).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT, "{}", conflict.body);
    assert!(conflict.body.contains("Marmande") && conflict.body.contains("Nérac"), "{}", conflict.body);
    let mut chosen = filled(&conflict.body, &[]);
    chosen.retain(|(name, _)| name != "city");
    chosen.push(("city".into(), "Nérac".into()));
    let saved = send(&mut claire, &path, &chosen).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let sheet = claire.get(&company).await.body;
    for text in ["Ligure Composites", "Nérac", "Pièces en composite"] {
        assert!(sheet.contains(text), "{text}");
    }
    // Its new name is followed by the lists and by what was said with it.
    instance.finish_jobs().await;
    let found = claire.get("/search?q=fournisseur+ligurien").await.body;
    assert!(found.contains("Ligure Composites") && !found.contains("Garonne Composites"), "{found}");
    let key: String = instance.one("select name_key from company_file where company = (select id from organisation where name = 'Ligure Composites')").await;
    assert_eq!(key, "ligure composites");
}

/// The journal says that somebody was met, not who: personal data stay where they can be erased.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_journal_names_no_contact() {
    let instance = Instance::sqlite().await;
    let project = instance.project("Tramontane").await;
    let path = format!("/projects/{project}/edit");
    let mut claire = instance.persona("Claire Vidal").await;
    let page = claire.get(&path).await.body;
    let saved = send(&mut claire, &path, &filled(&page, &[("contact_person", "Solveig Aas")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(claire.get(&format!("/projects/{project}")).await.body.contains("Solveig Aas"));
    let texts: Vec<String> = instance
        .database
        .read(|r| {
            Query::new("select coalesce(after_state, '') || coalesce(before_state, '') from journal").all(r)
        })
        .await
        .unwrap();
    assert!(texts.iter().any(|text| text.contains("\"contact_person\":true")));
    assert!(texts.iter().all(|text| !text.contains("Solveig") && !text.contains("Novotná")));
}

/// A timeline is told in the order of what happened; a filter that does not exist filters nothing and says nothing; a lead
/// whose contact is noted says what is left to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_say_what_is() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let sheet = claire.get(&format!("/projects/{}", instance.project("Cigale").await)).await.body;
    let told: Vec<&str> =
        sheet.split("<time datetime=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert!(told.len() > 3 && told.is_sorted_by(|a, b| a >= b), "{told:?}");
    let board = claire.get("/projects?sector=foo").await.body;
    assert!(!board.contains("sector-foo") && board.contains("Cigale"), "{board}");
    let day = claire.get("/today").await.body;
    assert!(
        day.contains("Personne n’est encore noté comme rencontré") && !day.contains("Un contact est noté")
    );
    let path = format!("/projects/{}/edit", instance.project("Tramontane").await);
    let page = claire.get(&path).await.body;
    let saved = send(&mut claire, &path, &filled(&page, &[("contact_person", "Solveig Aas")])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(claire.get("/today").await.body.contains("Un contact est noté"));
}
