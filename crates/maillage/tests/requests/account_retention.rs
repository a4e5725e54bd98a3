//! A closed account is forgotten once its time has passed: what it did stays in the journal, and of whom it was nothing stays.

use axum::http::StatusCode;
use jiff::SignedDuration;
use maillage::compose::{KINDS, REGISTRY};
use maillage::directory::people::retention::run;
use maillage::frame::rights::Role;
use platform::access::verify;
use platform::clock::Clock;
use platform::database::Query;

use super::administration::{enter, newcomer};
use super::client::{Instance, Persona};
use super::one_identity::{noted, reached, seated};
use super::privacy::{ON_POSTGRES, ON_SQLITE, ask, clocked, columns};

const ALIX: &str = "alix.faure@provence.example";
const TOM: &str = "tom.arnaud@provence.example";
const ADA: &str = "ada.brun@provence.example";
const ZOE: &str = "zoe.blanc@provence.example";

async fn posted(who: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
}

async fn write(instance: &Instance, sql: &'static str) {
    instance.database.write(move |tx| Query::new(sql).execute(tx).map(drop)).await.unwrap();
}

/// Where a text still stands, in any column of any table.
async fn standing(instance: &Instance, sql: &'static str, text: &'static str) -> Vec<String> {
    let mut found = Vec::new();
    for (table, columns) in columns(&instance.database, sql).await {
        for column in columns {
            let name: &'static str =
                format!("\"{table}\" where lower(cast(\"{column}\" as text)) like ").leak();
            let count = instance.database.read(|r| {
                Query::new("select count(*) from ").push(name).push_value(format!("%{text}%")).one::<i64>(r)
            });
            if count.await.unwrap() > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found
}

/// An officer with every way to sign in, who worked and left.
async fn came_and_left(instance: &Instance, alix: &mut Persona<'_>) {
    let mut tom = newcomer(instance, "Provence Promotion", TOM, Role::Officer).await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let said = [("channel", "call"), ("summary", "Rappelée.")];
    posted(&mut tom, &format!("/companies/{company}/interactions"), &said).await;
    let token = [("token_name", "carnet de tom"), ("token_access", "read"), ("token_days", "365")];
    assert_eq!(tom.post("/account/tokens", &token).await.status, StatusCode::OK);
    for sql in [
        "update account set password_hash = 'empreinte', totp_secret = 'secret', totp_enabled_at = created_at, totp_last_step = 1 where email = 'tom.arnaud@provence.example'",
        "update seat set title = 'Chargé de Tom' where account = (select id from account where email = 'tom.arnaud@provence.example')",
        "insert into passkey (id, account, credential, public_key, name, sign_count, backed_up, created_at) select id, id, 'c', 'k', 'clé de tom', 0, false, created_at from account where email = 'tom.arnaud@provence.example'",
        "insert into recovery_code (account, code_hash, created_at) select id, 'h', created_at from account where email = 'tom.arnaud@provence.example'",
        "insert into identity (id, account, issuer, subject, email, linked_at) select id, id, 'i', 's', email, created_at from account where email = 'tom.arnaud@provence.example'",
    ] {
        write(instance, sql).await;
    }
    leaves(instance, alix, TOM).await;
}

async fn leaves(instance: &Instance, alix: &mut Persona<'_>, email: &'static str) {
    let read = |r: &platform::database::Reader| {
        Query::new("select s.id from seat s join account a on a.id = s.account where a.email = $1")
            .bind(email)
            .one(r)
    };
    let seat: String = instance.database.read(read).await.unwrap();
    posted(alix, &format!("/administration/people/{seat}/departure"), &[]).await;
    instance.finish_jobs().await;
}

async fn forgotten(instance: &Instance, clock: &Clock, sql: &'static str) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    came_and_left(instance, &mut alix).await;
    // Somebody known for another reason too: she stays, apart from the account.
    let agency: String =
        instance.one("select id from organisation where member and name = 'Provence Promotion'").await;
    let ada = noted(&mut claire, "Ada", "Brun").await;
    seated(&mut claire, &ada, &agency, "director").await;
    let invited = [
        ("given_name", "Ada"),
        ("family_name", "Brun"),
        ("email", ADA),
        ("role", "officer"),
        ("person", ada.as_str()),
    ];
    posted(&mut alix, "/administration/people", &invited).await;
    let mut as_ada = enter(instance, ADA).await;
    let by_ada = noted(&mut as_ada, "Jean", "Petit").await;
    leaves(instance, &mut alix, ADA).await;
    // Somebody known by her account alone, whom her organisation then noted how to reach.
    newcomer(instance, "Provence Promotion", ZOE, Role::Reader).await;
    let zoe: String =
        instance.one("select person from account where email = 'zoe.blanc@provence.example'").await;
    reached(&mut claire, &zoe, "phone", "04 91 00 00 00").await;
    leaves(instance, &mut alix, ZOE).await;
    let acted: i64 = instance.one("select count(*) from journal where actor = (select id from account where email = 'tom.arnaud@provence.example')").await;
    assert!(acted > 2);

    let today = || clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let forget = async || {
        let counts = run(&instance.database, REGISTRY.sweeps, today()).await.unwrap();
        counts.into_iter().find(|(key, _)| *key == "accounts").unwrap().1
    };
    clock.advance(SignedDuration::from_hours(24 * 700));
    assert_eq!(forget().await, 0, "two years are not over");
    clock.advance(SignedDuration::from_hours(24 * 40));
    // Counted before: an organisation sees its own by name, whoever runs the instance how many.
    let mut nadia = instance.persona("Nadia Karam").await;
    let page = nadia.get("/privacy/retention").await.body;
    assert!(page.contains("Comptes fermés") && page.to_lowercase().contains("tom arnaud"), "{page}");
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.get("/privacy/retention").await.status, StatusCode::NOT_FOUND);
    let mut odile = instance.persona("Odile Perrin").await;
    let page = odile.get("/privacy/retention").await.body;
    assert!(
        page.contains("<b>3</b> · Provence Promotion") && !page.to_lowercase().contains("arnaud"),
        "{page}"
    );
    // Under a request he is left alone.
    let request = ask(&mut nadia, &[("request", "access"), ("family_name", "X"), ("email", TOM)]).await;
    assert_eq!(forget().await, 2, "Ada and Zoé");
    nadia.post(&format!("{request}/closing"), &[("answer_note", "Lu.")]).await;
    write(instance, "delete from data_request").await;
    assert_eq!((forget().await, forget().await), (1, 0));
    instance.finish_jobs().await;

    // Nothing says who he was, anywhere.
    assert_eq!(standing(instance, sql, "arnaud").await, Vec::<String>::new());
    assert_eq!(standing(instance, sql, "clé de tom").await, Vec::<String>::new());
    let left: i64 = instance
        .one("select (select count(*) from passkey) + (select count(*) from recovery_code) + (select count(*) from identity)
            + (select count(*) from session s join account a on a.id = s.account where a.anonymised_at is not null)
            + (select count(*) from api_token k join seat s on s.id = k.seat join account a on a.id = s.account where a.anonymised_at is not null)
            + (select count(*) from account where anonymised_at is not null and (password_hash is not null or totp_secret is not null or email like '%@%' or disabled_at is null))")
        .await;
    assert_eq!(left, 0);
    // What he did stays, by an account that is nobody's; the values of the journal have their own line.
    let kept: i64 = instance.one("select count(*) from journal where actor in (select id from account where anonymised_at is not null) and verb like 'interaction.%'").await;
    assert!(kept > 0);
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let sheet = claire.get(&format!("/companies/{company}")).await.body;
    assert!(sheet.contains("Ancien compte, oublié") && sheet.contains("Rappelée."), "{sheet}");
    // Ada is known still, and what her account did is no longer hers.
    let sheet = claire.get(&format!("/people/{ada}")).await;
    assert!(sheet.status == StatusCode::OK && sheet.body.contains("Ada Brun"));
    let sheet = claire.get(&format!("/people/{by_ada}")).await.body;
    assert!(sheet.contains("Ancien compte, oublié") && !sheet.contains("Ada Brun"), "{sheet}");
    assert!(!claire.get("/people").await.body.contains(">—</a>"), "nobody is in no list");
    // Zoé stays for another reason than the account, which has its own time.
    let class: (String, String) = instance
        .one("select family_name, data_class from person where id = (select person from contact_detail)")
        .await;
    assert_eq!((class.0.as_str(), class.1.as_str()), ("blanc", "business-contact"));
    // She may come back: the account is another, and she is the same.
    let mut alix = enter(instance, ALIX).await;
    posted(&mut alix, "/administration/people", &invited).await;
    let person: String =
        instance.one("select person from account where email = 'ada.brun@provence.example'").await;
    assert_eq!(person, ada);
    instance.finish_jobs().await;
    while instance.database.write(maillage::directory::people::enrol_next).await.unwrap() {}
    let (wrong, _) = instance.database.read(|r| verify(r, KINDS, None)).await.unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_account_is_forgotten_in_its_time_on_sqlite() {
    let (clock, ids) = clocked(7);
    forgotten(&Instance::sqlite_with(ids).await, &clock, ON_SQLITE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_account_is_forgotten_in_its_time_on_postgres() {
    let (clock, ids) = clocked(8);
    forgotten(&Instance::postgres_with(ids).await, &clock, ON_POSTGRES).await;
}

/// Whoever left may ask to be erased before; whoever is still there is told why not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_left_is_erased_on_request() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let mut alix = newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
        newcomer(&instance, "Provence Promotion", TOM, Role::Officer).await;
        let tom: String =
            instance.one("select person from account where email = 'tom.arnaud@provence.example'").await;
        reached(&mut claire, &tom, "phone", "04 91 00 00 00").await;
        let mut nadia = instance.persona("Nadia Karam").await;
        let fields = [
            ("request", "erasure"),
            ("given_name", "Tom"),
            ("family_name", "Arnaud"),
            ("email", TOM),
            ("person", &tom),
        ];
        let request = ask(&mut nadia, &fields).await;
        posted(&mut nadia, &format!("{request}/identity"), &[("identity_note", "Vue.")]).await;
        posted(&mut nadia, &format!("{request}/erasure"), &[]).await;
        let open: i64 =
            instance.one("select count(*) from account where email = 'tom.arnaud@provence.example'").await;
        assert_eq!(open, 1, "an open seat is a contract under way");
        assert!(nadia.get(&request).await.body.contains("Un siège ouvert est un contrat en cours"));
        leaves(&instance, &mut alix, TOM).await;
        posted(&mut nadia, &format!("{request}/erasure"), &[]).await;
        let left: i64 = instance
            .one("select (select count(*) from account where email like 'tom.%') + (select count(*) from person where family_name like 'arnaud%') + (select count(*) from principal where lower(name) like '%arnaud%')")
            .await;
        assert_eq!(left, 0);
        let export = nadia.get(&format!("{request}/answer.json")).await.body;
        assert!(export.contains("\"seats\":[]") && export.contains("\"person\":[]"), "{export}");
    }
}
