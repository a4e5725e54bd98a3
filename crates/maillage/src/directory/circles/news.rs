//! What people are told of circles by mail: asked for in the transaction of what happened, written when it leaves. What waits
//! names no circle.

use platform::access::{Actor, PrincipalId};
use platform::database::{Error, Result, Transaction};
use platform::jobs;
use serde::{Deserialize, Serialize};

use super::model::{Circle, CircleId, Line, News};
use crate::frame::rights::RUN_CIRCLES;
use crate::frame::who_may;

/// The kind of the job that writes to one person; its payload is the [`Notice`].
pub const NOTICE: &str = "circle.notice";
/// An organisation where more people speak for it is told through these.
const MOST: usize = 50;

/// Something to be told to somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// The seat that it concerns: who left it is told nothing.
    pub seat: PrincipalId,
    /// The circle, for the address of its page.
    pub circle: CircleId,
    /// What happened.
    pub news: News,
    /// Who did it: an organisation, or somebody of one.
    pub who: String,
}

/// Tells the side that this concerns what happened to a line of a circle: not whoever did it.
pub(super) fn tell(tx: &Transaction, actor: &Actor, circle: &Circle, line: &Line, news: News) -> Result<()> {
    let (to, who) = if news.concerns_member() {
        (line.member, circle.owner_name.clone())
    } else {
        (circle.owner.group(), line.name())
    };
    // Whoever is in by name is a seat, which is written to as such.
    let by_name = news.concerns_member() && line.person.is_some();
    let seats = if by_name { vec![to] } else { who_may(tx, to, RUN_CIRCLES, actor.at)? };
    for seat in seats.into_iter().filter(|seat| actor.seat() != Some(*seat)).take(MOST) {
        let notice = Notice { seat, circle: circle.id, news, who: who.clone() };
        let payload = serde_json::to_value(notice).map_err(Error::decode)?;
        jobs::enqueue(tx, NOTICE, &payload)?;
    }
    Ok(())
}
