//! How members stand in the instance: founded by whoever runs it, suspended, closed, opened again. What a member owns
//! stays where it is; only its people stop acting for it.

mod model;
mod rules;
mod storage;

pub use model::{Founding, FoundingInput, Standing, State, Stop, StopInput};
pub use rules::{check_founding, check_stop};
pub use storage::{Named, found, member, named, public_member, reopen, standing_of, stop};
