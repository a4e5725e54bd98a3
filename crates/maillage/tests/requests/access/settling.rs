//! What is in no demonstration: three more people of the agency, companies, files, people and perimeters that some see and
//! others do not, links that are waited for.

use axum::body::Body;
use axum::http::StatusCode;
use jiff::SignedDuration;
use maillage::account::{Invitation, NewUser, Purpose, add_user, by_email, hash_password, personal_link};
use maillage::directory::{create_team, member_named};
use maillage::frame::rights::Role;
use platform::access::Actor;
use platform::database::{Query, Transaction};
use platform::files::{self, NewAttachment};
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use totp_rs::{Builder, Secret};

use super::super::client::{Browser, Instance, Persona};
use super::sent::PASSWORD;
use super::world::{Asker, NOBODY, Words};

/// Of the agency, beside its personas; the last has not accepted the invitation.
const MORE: &[(&str, &str, Role)] = &[
    ("Rosa", "Lambert", Role::Reader),
    ("Alix", "Faure", Role::Administrator),
    ("Tom", "Arnaud", Role::Officer),
];
const NEWCOMER: &str = "tom.arnaud@provence.example";
/// The company of the other agency: name and number.
pub const GARRIGUE: (&str, &str) = ("Sierra Textil SA", "552100554");
/// What codes are made from.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// Gives everyone a password, brings the others, and makes what is in no demonstration: links, a job put aside.
pub async fn settle(instance: &Instance) -> Words {
    let hash = hash_password(PASSWORD, instance.database.ids().chance()).unwrap();
    let made = instance
        .database
        .write(move |tx| {
            let made = bring(tx)?;
            let known = Query::new("update account set password_hash = $1 where email <> $2");
            known.bind(&hash).bind(NEWCOMER).execute(tx)?;
            Ok::<_, Problem>(made)
        })
        .await
        .unwrap();
    let mut words = Words(made.into_iter().collect());
    words.set("secret", SECRET);
    words.set("code", code(instance));
    words
}

/// The code of this moment: on a busy machine the walk outlasts one.
pub fn code(instance: &Instance) -> String {
    let now = instance.database.ids().clock().now();
    let secret = Secret::try_from_base32(SECRET).unwrap();
    let codes = Builder::new().with_secret(secret).build().unwrap();
    codes.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}

fn bring(tx: &Transaction) -> Result<Vec<(&'static str, String)>, Problem> {
    let system = Actor::system(tx.ids().clock().now());
    let named = |name| Ok::<_, Problem>(member_named(tx, name)?.ok_or(ProblemKind::NotFound)?.0);
    let (agency, choose, member) =
        (named("Provence Promotion")?, named("Choose Paris Region")?, named("Rising Sud")?);
    for (given_name, family_name, role) in MORE {
        let invitation = Invitation {
            title: None,
            given_name: (*given_name).into(),
            family_name: (*family_name).into(),
            email: format!("{given_name}.{family_name}@provence.example").to_lowercase(),
            role: *role,
            organisation: agency,
            public_member: true,
        };
        add_user(tx, &system, &NewUser { invitation, language: Language::French, administrator: false })?;
    }
    let link = |email, purpose: Purpose| {
        let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
        Ok::<_, Problem>(personal_link(tx, account, purpose, purpose.life())?.secret().to_owned())
    };
    let newcomer = "select s.id from seat s join account a on a.id = s.account where a.email = $1";
    let job: platform::Uuid = tx.new_id();
    // Put aside: not due until somebody asks for it.
    let never =
        system.at.checked_add(SignedDuration::from_hours(24 * 365)).map_err(|_| ProblemKind::Internal)?;
    Query::new("insert into job (id, kind, payload, state, run_at, attempts, created_at) values ($1, 'upkeep', '{}', 'dead', $2, 8, $3)")
        .bind(job.to_string())
        .bind(never)
        .bind(system.at)
        .execute_one(tx)?;
    Ok(vec![
        ("organisation", agency.to_string()),
        ("choose", choose.to_string()),
        ("member", member.to_string()),
        ("territory", "region-93".to_owned()),
        ("indicator", "wins".to_owned()),
        ("stated", "ambassadors".to_owned()),
        (
            "referent",
            by_email(tx, "claire.vidal@provence.example")?.ok_or(ProblemKind::NotFound)?.account.to_string(),
        ),
        ("seat", Query::new(newcomer).bind(NEWCOMER).one(tx)?),
        ("heir", Query::new(newcomer).bind("claire.vidal@provence.example").one(tx)?),
        ("job", job.to_string()),
        ("entry", link("paul.roux@arles.example", Purpose::Demo)?),
        ("invitation", link(NEWCOMER, Purpose::Invitation)?),
        ("reset", link("paul.roux@arles.example", Purpose::Reset)?),
        ("industry", Query::new("select id from team where name = 'Industrie'").one(tx)?),
        ("export", create_team(tx, choose, "Export")?.to_string()),
    ])
}

/// Two companies of an organisation that are one: the second is merged into the first.
async fn merge_two(persona: &mut Persona<'_>) {
    let kept = made(persona, "/companies", &[("name", "Doublon un"), ("country", "PT")]).await;
    let dropped = made(persona, "/companies", &[("name", "Doublon deux"), ("country", "PT")]).await;
    made(persona, &format!("/organisations/{kept}/merge"), &[("with", &dropped)]).await;
}

/// A register that its organisation keeps to itself.
const REGISTER: &[(&str, &str)] =
    &[("name", "Club immobilier"), ("nature", "network"), ("audience", "owner")];

/// The records of another agency: a company, what was said with it, its project, shown to somebody else.
pub async fn open_garrigue(instance: &Instance, words: &Words) {
    let mut marc = instance.persona("Marc Lenoir").await;
    let company =
        made(&mut marc, "/companies", &[("name", GARRIGUE.0), ("country", "ES"), ("siren", GARRIGUE.1)])
            .await;
    made(&mut marc, "/registers", REGISTER).await;
    merge_two(&mut marc).await;
    let said = [("channel", "call"), ("summary", "Cherche un site.")];
    made(&mut marc, &format!("/companies/{company}/interactions"), &said).await;
    let contact = [("contact_name", "Nuria Prat"), ("legal_basis", "consent")];
    made(&mut marc, &format!("/companies/{company}/contacts"), &contact).await;
    let facts = [("code_name", "Garrigue"), ("source", "fair"), ("company", &company), ("audience", "owner")];
    note(&mut marc, "Serra").await;
    merge_people(&mut marc, "Serra").await;
    let project = made(&mut marc, "/projects", &facts).await;
    let axis = "insert into heading (id, owner, kind, position, name_fr, name_key, fictitious, version) select id, owner, 'axis', 1, 'Filières', 'filieres', true, 1 from project where code_name = 'Garrigue'";
    let target = "insert into target (id, owner, indicator, year, version, fictitious) select id, owner, 'wins', 2021, 1, true from project where code_name = 'Garrigue'";
    let version = "insert into target_version (target, number, figure, firmness, written_at) select t.id, 1, o.figure, 'aimed', o.noted_at from target t, observation o where t.fictitious";
    let observed = "insert into observation (id, owner, indicator, figure, as_of, as_of_latest, noted_at, fictitious)
        select p.id, p.owner, o.indicator, o.figure, o.as_of, o.as_of_latest, o.noted_at, true from project p, observation o where p.code_name = 'Garrigue'";
    for sql in [axis, target, version, observed] {
        instance.database.write(move |tx| Query::new(sql).execute_one(tx)).await.unwrap();
    }
    let grant = [("organisation", words.get("member")), ("level", "card"), ("reason", "travail commun")];
    made(&mut marc, &format!("/projects/{project}/grants"), &grant).await;
}

/// A project of the agency that one of its teams alone sees.
pub async fn open_lauze(instance: &Instance, words: &Words) {
    let mut claire = instance.persona("Claire Vidal").await;
    made(&mut claire, "/registers", REGISTER).await;
    merge_two(&mut claire).await;
    note(&mut claire, "Oliva").await;
    merge_people(&mut claire, "Oliva").await;
    let team = format!("team:{}", words.get("industry"));
    let facts = [
        ("code_name", "Lauze"),
        ("source", "fair"),
        ("sealed_company", "Un fabricant"),
        ("audience", &team),
        ("referent", words.get("referent")),
    ];
    let project = made(&mut claire, "/projects", &facts).await;
    let grant = [("organisation", words.get("member")), ("level", "card"), ("reason", "travail commun")];
    made(&mut claire, &format!("/projects/{project}/grants"), &grant).await;
}

/// Somebody whom one's own organisation alone sees, with a position.
async fn note(persona: &mut Persona<'_>, name: &str) {
    let facts = [("family_name", name), ("data_class", "business-contact"), ("audience", "owner")];
    let person = made(persona, "/people", &facts).await;
    let held = [("place", "Arles"), ("kind", "employee"), ("duty", "director")];
    made(persona, &format!("/people/{person}/positions"), &held).await;
    let address = [
        ("detail_kind", "phone"),
        ("reach", "04 91 00 00 00"),
        ("data_class", "business-contact"),
        ("basis", "contract"),
        ("found_in", "carte"),
    ];
    made(persona, &format!("/people/{person}/details"), &address).await;
}

/// Three more sheets of a person: one that may be merged, and one that is merged into another.
async fn merge_people(persona: &mut Persona<'_>, name: &str) {
    let facts = [("data_class", "business-contact"), ("audience", "owner"), ("homonym", "yes")];
    let mut made_of = Vec::new();
    for more in ["bis", "ter", "quater"] {
        let name = format!("{name} {more}");
        let facts: Vec<_> = facts.into_iter().chain([("family_name", name.as_str())]).collect();
        made_of.push(made(persona, "/people", &facts).await);
    }
    made(persona, &format!("/people/{}/merge", made_of[1]), &[("with", &made_of[2])]).await;
}

/// A request about a person of each agency, as it received it: nobody there answers for data, so they are put there.
pub async fn receive(instance: &Instance) {
    let sql = "insert into data_request (id, owner, kind, person, given_name, family_name, name_key, received_on, due_on, identity_note, created_at)
        select p.id, r.owner, 'access', p.id, '', p.family_name, p.given_key, '2021-06-01', '2021-07-01', 'Vue.', r.created_at
        from person p join record r on r.id = p.id where p.family_name in ('Oliva', 'Serra')";
    instance.database.write(move |tx| Query::new(sql).execute(tx).map(drop)).await.unwrap();
}

/// A person by the family name, with one position.
pub async fn contact(instance: &Instance, name: &'static str) -> Words {
    let sql = "select p.id, r.version, x.id, d.id, s.id, m.id from person p join record r on r.id = p.id join position x on x.person = p.id join contact_detail d on d.person = p.id
        join person s on s.family_name = p.family_name || ' bis' join person k on k.family_name = p.family_name || ' ter' join person_merge m on m.kept = k.id where p.family_name = $1";
    let found: (String, i64, String, String, String, String) =
        instance.database.read(|r| Query::new(sql).bind(name).one(r)).await.unwrap();
    let mut words = Words::default();
    words.set("person", found.0);
    words.set("person_version", found.1.to_string());
    words.set("position", found.2);
    words.set("detail", found.3);
    words.set("second_person", found.4);
    words.set("person_merge", found.5);
    words.set("request", words.get("person").to_owned());
    words
}

/// An axis of the organisation of a project, by the project's code name; the other agency is given one.
pub async fn axis(instance: &Instance, name: &'static str) -> Words {
    let sql = "select h.id, h.version, (select max(t.id) from target t where t.owner = p.owner and t.indicator = 'wins'),
            (select max(o.id) from observation o where o.owner = p.owner)
        from heading h join project p on p.owner = h.owner where h.kind = 'axis' and p.code_name = $1 order by h.position limit 1";
    let found: (String, i64, String, String) =
        instance.database.read(|r| Query::new(sql).bind(name).one(r)).await.unwrap();
    let mut words = Words::default();
    words.set("heading", found.0);
    words.set("heading_version", found.1.to_string());
    words.set("target", found.2);
    words.set("observation", found.3);
    words
}

/// A project of the agency of which another knows that it is there.
pub async fn show_restanque(instance: &Instance, words: &Words) {
    let mut claire = instance.persona("Claire Vidal").await;
    let project = instance.project("Restanque").await;
    let grant = [("organisation", words.get("choose")), ("level", "existence"), ("reason", "pour le compte")];
    made(&mut claire, &format!("/projects/{project}/grants"), &grant).await;
}

/// Attaches a file to a project.
pub async fn attach(instance: &Instance, name: &'static str) {
    let bytes = Body::from("un plan").into_data_stream();
    let received = instance.app.files.receive(name, bytes, 100).await.unwrap();
    let attached = instance.database.write(move |tx| {
        let record = Query::new("select id from project where code_name = $1").bind(name).one(tx)?;
        let new = NewAttachment {
            record,
            name: "plan.txt".into(),
            kind: "text/plain".into(),
            size: 7,
            digest: received.digest.clone(),
            caption: None,
            credit: None,
        };
        files::attach(tx, &Actor::system(tx.ids().clock().now()), &maillage::investment::PROJECT, &new)
    });
    attached.await.unwrap();
}

/// A perimeter and an assets sheet that an agency keeps for itself and shows to one organisation.
pub async fn draw(instance: &Instance, who: &str, words: &Words) -> Words {
    let mut officer = instance.persona(who).await;
    let facts = [("name", "Delta"), ("visibility", "owner"), ("from", "2026"), ("members", "13004")];
    let perimeter = made(&mut officer, "/perimeters", &facts).await;
    let facts = [("name", "Atouts du delta"), ("visibility", "owner"), ("perimeter", perimeter.as_str())];
    let sheet = made(&mut officer, "/asset-sheets", &facts).await;
    let item = [("version", "1"), ("theme", "life"), ("authentic", "fr"), ("text_fr", "Le delta")];
    made(&mut officer, &format!("/asset-sheets/{sheet}/items"), &item).await;
    let grant = [("organisation", words.get("member")), ("level", "card"), ("reason", "travail commun")];
    for path in [format!("/perimeters/{perimeter}/grants"), format!("/asset-sheets/{sheet}/grants")] {
        made(&mut officer, &path, &grant).await;
    }
    let (of_perimeter, of_sheet) = (perimeter.clone(), sheet.clone());
    let found = instance.database.read(move |r| {
        Query::new(
            "select (select max(g.id) from access_grant g where g.record = $1), (select max(g.id) from access_grant g where g.record = $2),
                (select max(i.id) from asset_item i where i.sheet = $2)",
        )
        .bind(&of_perimeter)
        .bind(&of_sheet)
        .one::<(String, String, String)>(r)
    });
    let (perimeter_grant, sheet_grant, item) = found.await.unwrap();
    Words::of(&[
        ("perimeter", &perimeter),
        ("perimeter_version", "1"),
        ("perimeter_grant", &perimeter_grant),
        ("sheet", &sheet),
        ("sheet_version", "2"),
        ("sheet_grant", &sheet_grant),
        ("item", &item),
    ])
}

/// Sends a form that succeeds; the identifier that the answer leads to.
pub async fn made(persona: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = persona.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    let location = answer.location.unwrap_or_default();
    location.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned()
}

pub async fn enter(instance: &Instance, email: &'static str) -> Browser {
    let link = instance
        .database
        .write(move |tx| {
            let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
            Ok::<_, Problem>(personal_link(tx, account, Purpose::Demo, Purpose::Demo.life())?)
        })
        .await
        .unwrap();
    instance.enter(&link).await.browser
}

pub async fn visitor(instance: &Instance) -> Asker {
    let mut visitor = instance.browser(Browser::default());
    visitor.get("/sign-in").await;
    Asker { name: NOBODY, browser: visitor.browser, token: None, words: Words::default(), unseen: Vec::new() }
}
