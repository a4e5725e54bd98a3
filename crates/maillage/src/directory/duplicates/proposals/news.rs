//! What people are told of proposals by mail: asked for in the transaction of what happened, written when it leaves. What
//! waits names neither of the two.

use platform::access::{self, Actor, PrincipalId};
use platform::database::{Error, Result, Transaction};
use platform::jobs;

use super::model::{News, Notice, ProposalId};
use crate::frame::rights::KEEP_FILES;
use crate::frame::who_may;

/// The kind of the job that writes to one person; its payload is the [`Notice`].
pub const NOTICE: &str = "merge.notice";
/// An organisation where more people keep files is told through these.
const MOST: usize = 50;

/// Tells an organisation what happened: those of it who keep files, but not whoever did it.
pub(super) fn tell(
    tx: &Transaction,
    actor: &Actor,
    to: PrincipalId,
    proposal: ProposalId,
    news: News,
) -> Result<()> {
    let who = actor.acting_for().map(|id| access::principal_name(tx, id)).transpose()?.flatten();
    let who = who.unwrap_or_default();
    let seats = who_may(tx, to, KEEP_FILES, actor.at)?;
    for seat in seats.into_iter().filter(|seat| actor.seat() != Some(*seat)).take(MOST) {
        let notice = Notice { seat, proposal, news, who: who.clone() };
        let payload = serde_json::to_value(notice).map_err(Error::decode)?;
        jobs::enqueue(tx, NOTICE, &payload)?;
    }
    Ok(())
}
