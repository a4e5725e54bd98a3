//! What binds people to a project: declared, walled off, and lifted.

use platform::access::{self, Actor, Audit, Level, PrincipalId, Validity};
use platform::database::{Query, Reader, Result, Transaction};
use platform::text::tidy;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::super::model::ProjectId;
use super::super::super::rules::LONGEST_REASON;
use super::super::super::storage::read::find;
use super::super::super::storage::sharing::shareable;
use super::super::model::{Declared, InterestNature};
use super::super::rules::Interest;
use super::contributors::{named, note};

const COLUMNS: &str = "select i.id as id, i.account as account, x.given_name || ' ' || x.family_name as name, i.nature as nature, i.detail as detail,
    i.declared_at as declared_at, i.lifted_at as lifted_at, i.lift_reason as lift_reason
    from project_interest i join account a on a.id = i.account join person x on x.id = a.person where i.replaced_at is null and i.project = ";

/// What was declared last: by everyone for those who manage the project, by oneself for others.
pub fn last(reader: &Reader, actor: &Actor, id: ProjectId, level: Level) -> Result<Vec<Declared>> {
    let query = Query::new(COLUMNS).push_value(id);
    let query = if level >= Level::Manage {
        query
    } else {
        query.push(" and i.account = ").push_value(actor.account().map(|account| account.to_string()))
    };
    query.push(" order by i.declared_at desc, i.id desc").all(reader)
}

/// Declares what binds oneself to a project that one reads, or somebody else if one manages it. A conflict raises a wall, that
/// beats every grant.
pub fn declare(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    of: Option<&str>,
    interest: &Interest,
) -> Result<(), Problem> {
    let (_, level) = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let own = actor.account().map(|account| account.to_string()).ok_or(ProblemKind::Forbidden)?;
    if level < Level::Read {
        return Err(ProblemKind::Forbidden.into());
    }
    let account = match of {
        None => own.clone(),
        Some(person) => {
            shareable(tx, actor, id)?;
            named(tx, actor, person)?.account
        }
    };
    let standing = Query::new(COLUMNS).push_value(id).push(" and i.account = ").push_value(&account);
    if standing.maybe::<Declared>(tx)?.is_some_and(|declared| declared.walls()) {
        let stands = Problem::from(ProblemKind::Invalid).saying("interest-wall-stands");
        return Err(stands.back_to(format!("/projects/{id}/team")));
    }
    Query::new("update project_interest set replaced_at = $3 where project = $1 and account = $2 and replaced_at is null")
        .bind(id)
        .bind(&account)
        .bind(actor.at)
        .execute(tx)?;
    Query::new(
        "insert into project_interest (id, project, account, nature, detail, declared_at, declared_by) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(id)
    .bind(&account)
    .bind(interest.nature)
    .bind(interest.detail.as_deref())
    .bind(actor.at)
    .bind(own)
    .execute_one(tx)?;
    // The words stay where they can be erased.
    let after = json!({"account": account, "interest": interest.nature});
    note(tx, actor, id, "interest.declared", after, None)?;
    if interest.nature == InterestNature::None { Ok(()) } else { wall_off(tx, actor, id, &account, interest) }
}

/// The places from which somebody acts.
fn seats(reader: &Reader, account: &str) -> Result<Vec<PrincipalId>> {
    Query::new("select id from seat where account = $1 order by id").bind(account).all(reader)
}

/// Raises a wall before every place from which somebody acts. Somebody must be left to lift it.
fn wall_off(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    account: &str,
    interest: &Interest,
) -> Result<(), Problem> {
    for seat in seats(tx, account)? {
        access::remove_wall(tx, id.record(), seat)?;
        access::raise_wall(tx, actor, id.record(), seat, interest.nature.key(), Validity::ALWAYS)?;
    }
    let left = Audit::of(tx, id.record(), actor.at)?;
    if left.iter().any(|line| line.level >= Level::Manage && line.people > 0) {
        return Ok(());
    }
    Err(Problem::from(ProblemKind::Invalid)
        .saying("interest-nobody-left")
        .back_to(format!("/projects/{id}/team")))
}

/// Takes down the wall that a declaration raised, with a reason: whoever manages the project, not the one behind it.
pub fn lift(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    interest: &str,
    reason: &str,
) -> Result<(), Problem> {
    shareable(tx, actor, id)?;
    let query = Query::new(COLUMNS).push_value(id).push(" and i.id = ").push_value(interest);
    let declared: Declared = query.maybe(tx)?.filter(Declared::walls).ok_or(ProblemKind::NotFound)?;
    let reason = tidy(reason);
    let mut faults = Faults::default();
    faults.longer(&[("lift_reason", &reason, LONGEST_REASON)]);
    if reason.is_empty() {
        faults.add("lift_reason", "error-lift-reason");
    }
    faults.or(())?;
    Query::new(
        "update project_interest set lifted_at = $2, lifted_by = $3, lift_reason = $4 where id = $1 and lifted_at is null",
    )
    .bind(interest)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(&reason)
    .execute_one(tx)?;
    for seat in seats(tx, &declared.account)? {
        access::remove_wall(tx, id.record(), seat)?;
    }
    let after = json!({"account": declared.account, "interest": declared.nature});
    note(tx, actor, id, "interest.lifted", after, Some(&reason))
}
