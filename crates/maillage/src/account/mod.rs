//! Accounts: sign-in, sessions, personal links, API tokens, preferences. A person signs in to one account and acts from
//! one of its seats at a time.
//!
//! Passwords are hashed outside the database's closures, a few at a time ([`Hashing`]); secrets that a person carries are
//! kept as hashes; every link works once, and only when its page is answered, since mail scanners open them all.

mod federation;
mod identities;
mod inviting;
mod mails;
mod model;
mod pages;
mod passkeys;
mod passwords;
mod recovery;
mod rhythm;
mod rules;
mod seen;
mod signing;
mod storage;
#[cfg(test)]
pub(crate) mod tests;
mod totp;
mod visitor;
mod webauthn;

pub use inviting::{
    add_user, change_role, create_token_for, end_seat, end_seat_on, invite, invite_again, remove_codes,
    resend_invitation, revoke_invitation, tell_answerable,
};
pub use mails::{About, Letters, MAIL, send_mail, send_merge_notice, send_notice};
pub use model::{
    AccountId, Added, ApiTokenId, Credentials, Invitation, Invited, Member, NewAccount, NewApiToken, NewSeat,
    NewUser, Origin, Purpose, Seat, SessionId, Whose,
};
pub use pages::moment;
pub use pages::passkeys::KeyInput;
pub use passkeys::prove_key;
pub use passwords::{Hashing, hash as hash_password};
pub use rhythm::{Reach, Rhythm, Wish};
pub use rules::{email, manages, may_give, password_fault};
pub use seen::{Seen, keep_alive, seen};
pub use signing::{Proof, bearer, prove_code};
pub use storage::accounts::{by_email, by_id, create_account, person_of};
pub use storage::invitations::{InvitationId, Sent as SentInvitation, seated, sent as sent_invitations};
pub use storage::links::personal_link;
pub use storage::merging::{MERGED, settle_names};
pub use storage::overview::{Overview, organisation, organisations};
pub use storage::passkeys::has_one as has_passkey;
pub use storage::rhythms::{awaiting, choose as choose_rhythm, told, wish};
pub use storage::seats::{close_seat, member, members, of_account as seats_of, open_seat};
pub use storage::sessions::forget_ended;
pub use storage::tokens::create_token;

use crate::directory::people::classes::DataClass;
use crate::frame::personal::{Holding, Sweep};
use crate::frame::routes::{Routes, get, post};

/// Seats and what goes with them, as what is held on people. An open seat is a contract under way; a closed account is
/// erased.
pub const SEATS: Holding =
    Holding { key: "seats", gather: storage::held::gather, erase: Some(storage::retention::erase) };

/// Accounts closed for longer than they are kept.
pub const CLOSED_ACCOUNTS: Sweep = Sweep {
    key: "accounts",
    months: DataClass::Account.rule().months,
    due: storage::retention::due,
    sample: storage::retention::sample,
    sweep: storage::retention::sweep,
};

/// Sessions that ended.
pub const OLD_SESSIONS: Sweep = Sweep {
    key: "sessions",
    months: 6,
    due: storage::held::due_sessions,
    sample: |_, _, _| Ok(Vec::new()),
    sweep: storage::held::sweep_sessions,
};

/// Tokens of the API that ended.
pub const OLD_TOKENS: Sweep = Sweep {
    key: "tokens",
    months: 12,
    due: storage::held::due_tokens,
    sample: |_, _, _| Ok(Vec::new()),
    sweep: storage::held::sweep_tokens,
};

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/sign-in", get(pages::sign_in::show).post(pages::sign_in::sign_in))
        .route("/sign-in/code", get(pages::code::show).post(pages::code::enter))
        .route("/sign-in/link/{token}", get(pages::demo::show).post(pages::demo::enter))
        .route("/sign-in/passkey", post(pages::passkeys::sign_in))
        .route("/sign-in/passkey/challenge", post(pages::passkeys::ask_sign_in))
        .route("/sign-in/code/passkey", post(pages::passkeys::second_step))
        .route("/account/passkeys", post(pages::passkeys::add))
        .route("/account/passkeys/challenge", post(pages::passkeys::ask_new))
        .route("/account/passkeys/proof/challenge", post(pages::passkeys::ask_proof))
        .route("/account/passkeys/{id}/removal", post(pages::passkeys::remove))
        .route("/sign-in/with/{provider}", post(pages::provider::begin))
        .route("/sign-in/with/{provider}/return", get(pages::provider::come_back))
        .route("/sign-out", post(pages::sign_out::sign_out))
        .route("/sign-out/return", get(pages::sign_out::come_back))
        .route("/invitations/{token}", get(pages::choose::show_invitation).post(pages::choose::accept))
        .route("/password-reset", get(pages::reset_request::show).post(pages::reset_request::ask))
        .route("/password-reset/{token}", get(pages::choose::show_reset).post(pages::choose::reset))
        .route("/language", post(pages::language::choose))
        .route("/account", get(pages::account::show))
        .route("/account/acting", post(pages::acting::switch))
        .route("/account/password", post(pages::password::change))
        .route("/account/password-use", post(pages::identities::password_use))
        .route("/account/methods", get(pages::methods::show))
        .route("/account/providers", post(pages::identities::link))
        .route("/account/identities/{id}/removal", post(pages::identities::unlink))
        .route("/account/second-step", get(pages::second_step::show))
        .route("/account/second-step/secret", post(pages::second_step::begin))
        .route("/account/second-step/confirmation", post(pages::second_step::confirm))
        .route("/account/second-step/recovery", post(pages::recovery::make))
        .route("/account/second-step/removal", post(pages::second_step::remove))
        .route("/account/sessions/revocation", post(pages::sessions::revoke_others))
        .route("/account/sessions/{id}/revocation", post(pages::sessions::revoke))
        .route("/account/tokens", post(pages::tokens::create))
        .route("/account/tokens/{id}/revocation", post(pages::tokens::revoke))
        .lending(Hashing::default())
        .lending(federation::Federation::default())
}
