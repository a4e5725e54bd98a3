//! What a leaver answers for, handed over; and every column that names somebody.

use axum::http::StatusCode;
use maillage::frame::rights::Role;
use platform::database::Query;

use super::super::client::Instance;
use super::{ALIX, newcomer, run};

async fn handed_over(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let claires: String = instance
        .one("select s.id from seat s join account a on a.id = s.account where a.email = 'claire.vidal@provence.example'")
        .await;
    let nadias: String = instance
        .one("select s.id from seat s join account a on a.id = s.account where a.email = 'nadia.karam@provence.example'")
        .await;
    run(instance, "update project set second_reader = null where referent in (select id from account where email = 'claire.vidal@provence.example')").await;
    run(
        instance,
        "insert into project_contributor (id, project, account, seat, role, reason, added_at)
         select 'line', p.id, s.account, s.id, 'expert', 'avis', p.stage_entered_at from project p, seat s join account a on a.id = s.account
         where p.code_name = 'Cade' and a.email = 'claire.vidal@provence.example'",
    )
    .await;
    let held: i64 = instance.one("select count(*) from project where referent in (select id from account where email = 'claire.vidal@provence.example')").await;
    assert!(held > 0);
    let path = format!("/administration/people/{claires}/hand-over");
    let plan = alix.get(&path).await;
    assert!(plan.status == StatusCode::OK && plan.body.contains("Cigale"), "{}", plan.body);
    let refused = alix.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "each part needs an heir");
    assert_eq!(claire.get("/today").await.status, StatusCode::OK, "nothing was done");
    let parts = ["to.referent", "to.second-reader", "to.verifier", "to.contributor", "to.next-step"];
    let all = parts.map(|part| (part, nadias.as_str()));
    let done = alix.post(&path, &all).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let nadias_own: i64 = instance.one("select count(*) from project where referent in (select id from account where email = 'nadia.karam@provence.example')").await;
    assert!(nadias_own >= held);
    let heirs: Vec<(String, bool)> = instance
        .database
        .read(|r| {
            Query::new(
                "select a.email, c.ended_at is null from project_contributor c join account a on a.id = c.account order by a.email",
            )
            .all(r)
        })
        .await
        .unwrap();
    let expected = [
        ("claire.vidal@provence.example".to_owned(), false),
        ("nadia.karam@provence.example".to_owned(), true),
    ];
    assert_eq!(heirs, expected, "her part in a team is another's");
    let owed: i64 = instance.one("select count(*) from interaction where next_account is not null").await;
    assert!(owed > 0 && nadia.get("/today?week=yes").await.status == StatusCode::OK);
    assert_eq!(claire.get("/today").await.status, StatusCode::SEE_OTHER, "her session is over");
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_leaver_answers_for_is_handed_over_on_sqlite() {
    handed_over(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_leaver_answers_for_is_handed_over_on_postgres() {
    handed_over(&Instance::postgres().await).await;
}

/// What the administrator may not see is neither named nor counted: the page is the same as if there were nothing.
async fn hidden_is_not_counted(instance: &Instance) {
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let claires: String = instance
        .one("select s.id from seat s join account a on a.id = s.account where a.email = 'claire.vidal@provence.example'")
        .await;
    let path = format!("/administration/people/{claires}/hand-over");
    let part = |page: String| {
        let part = page.split("id=\"t-referent\"").nth(1).unwrap().split("</section>").next().unwrap();
        part.to_owned()
    };
    instance.altered.store(true, std::sync::atomic::Ordering::Relaxed);
    run(instance, "update record set readership = null where kind = 'project'").await;
    run(instance, "update project set readership = null").await;
    let hidden = part(alix.get(&path).await.body);
    assert!(hidden.contains("<select") && hidden.contains("Rien que vous puissiez connaître"), "{hidden}");
    run(instance, "update project set referent = null").await;
    assert_eq!(part(alix.get(&path).await.body), hidden);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_is_not_counted_on_sqlite() {
    hidden_is_not_counted(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_is_not_counted_on_postgres() {
    hidden_is_not_counted(&Instance::postgres().await).await;
}

/// Columns that name somebody and stay when he leaves, with the reason.
const STAYS: &[(&str, &str)] = &[
    ("access_log.account", "who read it, then; forgotten after six months"),
    ("access_grant.granted_by", "who gave it, then"),
    ("attachment.added_by", "who added it, then"),
    ("consent_event.account", "who wrote it down, then"),
    ("consent_event.person", "the person it is about"),
    ("contact_detail.person", "the person it is about"),
    ("control_statement.account", "who stated it, then"),
    ("data_request.account", "who received it, then"),
    ("data_request.person", "the person who asks"),
    ("legal_hold.person", "the person it is about"),
    ("legal_hold.set_by", "who set it, then"),
    ("organisation_distinct.decided_by", "who decided, then"),
    ("organisation_merge.merged_by", "who merged, then"),
    ("merge_proposal.account", "who proposed, then: once gone, it lapses"),
    ("merge_proposal.proposed_by", "the same"),
    ("merge_proposal.decided_by", "who answered, then"),
    ("person_distinct.decided_by", "who decided, then"),
    ("person_merge.merged_by", "who merged, then"),
    ("position.person", "the person it is about"),
    ("account.person", "whose account it is"),
    ("api_token.seat", "ends with the seat"),
    ("break_glass.account", "who took it, then"),
    ("break_glass.ended_by", "who ended it, then"),
    ("break_glass.seat", "the seat that it opened"),
    ("circle_member.decided_by", "who decided, then"),
    ("identity.account", "how one signs in"),
    ("interaction.account", "who held it, then: what is owed is next_account"),
    ("interaction_colleague.account", "who was there, then"),
    ("invitation.account", "who was invited, then"),
    ("invitation.seat", "the seat that was offered"),
    ("invitation.sent_by", "who invited, then"),
    ("journal.actor", "who acted, then"),
    ("member_standing.changed_by", "who decided, then"),
    ("personal_link.account", "ends by itself"),
    ("passkey.account", "how one signs in"),
    ("recovery_code.account", "how one signs in"),
    ("sign_in_flow.account", "ends by itself"),
    ("project.contact_person", "somebody of the company"),
    ("project.detected_by", "who detected it, then"),
    ("project.verified_by", "who verified it, then"),
    ("project_contributor.added_by", "who added somebody, then"),
    ("project_contributor.ended_by", "who ended it, then"),
    ("project_contributor.seat", "the same line: it is handed over with project_contributor.account"),
    ("project_interest.account", "what he declared, then"),
    ("project_interest.declared_by", "who wrote it down, then"),
    ("project_interest.lifted_by", "who lifted the wall, then"),
    ("project_embargo.planned_by", "who planned it, then"),
    ("project_evidence.account", "who added it, then"),
    ("project_pause.account", "who paused it, then"),
    ("project_restatement.decided_by", "who decided, then"),
    ("project_restatement.proposed_by", "who proposed it, then"),
    ("project_status_change.account", "who said so, then"),
    ("perimeter_version.account", "who drew it, then"),
    ("portfolio_review.opened_by", "who opened it, then"),
    ("portfolio_review_line.account", "who noted it, then"),
    ("observation.account", "who noted it, then"),
    ("role_right.changed_by", "who decided, then"),
    ("theme.changed_by", "who changed it, then"),
    ("saved_view.account", "his own view: nobody else needs it"),
    ("seat.account", "the seat itself"),
    ("seat.person", "the seat itself"),
    ("session.account", "ends with the seat"),
    ("session.seat", "ends with the seat"),
    ("source_document.author", "who wrote a published text"),
    ("stage_move.account", "who moved it, then"),
    ("target_version.account", "who set it, then"),
    ("wall.raised_by", "who raised it, then"),
];

/// A feature that adds a column naming somebody says what becomes of it when he leaves: it is handed over, or it stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_that_names_somebody_is_handed_over_or_stays() {
    let instance = Instance::sqlite().await;
    let columns: Vec<String> = instance
        .database
        .read(|r| {
            Query::new("select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' order by 1").all(r)
        })
        .await
        .unwrap();
    let names = [
        "account", "person", "referent", "reader", "seat", "actor", "officer", "author", "assignee",
        "holder", "verifier",
    ];
    let names_somebody = |column: &&String| {
        let last = column.split('.').next_back().unwrap();
        names.iter().any(|name| last.split('_').any(|word| word == *name)) || last.ends_with("_by")
    };
    let held: Vec<&str> = maillage::compose::REGISTRY.holdings.iter().map(|one| one.column).collect();
    let known = |column: &str| held.contains(&column) || STAYS.iter().any(|(stays, _)| *stays == column);
    let lost: Vec<&String> = columns.iter().filter(names_somebody).filter(|column| !known(column)).collect();
    assert!(lost.is_empty(), "who takes these when somebody leaves? {lost:?}");
    for column in held.iter().chain(STAYS.iter().map(|(column, _)| column)) {
        assert!(columns.iter().any(|known| known == column), "{column} is not in the database");
    }
}
