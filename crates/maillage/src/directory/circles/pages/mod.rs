//! The pages of circles.

pub mod list;
pub mod sheet;

use platform::access::PrincipalId;
use platform::i18n::Arg;

use super::Audible;
use crate::frame::{Frame, Select};

/// To whom something may be shown, to choose from: circles, each with how many are in, then members.
pub fn choices(
    frame: &Frame,
    circles: Vec<Audible>,
    members: Vec<(PrincipalId, String)>,
    chosen: &str,
) -> Vec<Select> {
    let circles = circles.into_iter().map(|one| {
        let args = vec![
            ("name", Arg::from(one.name)),
            ("n", Arg::from(one.members)),
            ("private", Arg::from(one.private)),
        ];
        (one.id.to_string(), frame.t.format("share-circle", args))
    });
    let all = circles.chain(members.into_iter().map(|(id, label)| (id.to_string(), label)));
    all.map(|(key, label)| Select { chosen: key == chosen, key, label }).collect()
}
