//! Pure rules of accounts: addresses, passwords, paths, lives, limits.

use jiff::SignedDuration;
use platform::access::Actor;
use platform::text::{normalise, tidy};
use platform::web::{Faults, Limit, is_local};

use super::model::Purpose;
use crate::directory::OrganisationId;
use crate::frame::rights::{MANAGE_PEOPLE, RUN_INSTANCE, Role};

/// A session ends after this long, whatever happens.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A session nobody used for this long is over; `frame` refuses it.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(12);
/// The use of a session is noted at most this often.
pub const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// The lives that an API token may have, in days.
pub const TOKEN_DAYS: [i64; 3] = [30, 90, 365];

/// Attempts to sign in to one account from one address.
pub const SIGN_IN_HERE: Limit =
    Limit { name: "sign-in-here", attempts: 10, window: SignedDuration::from_mins(15) };
/// Attempts to sign in to one account from anywhere.
pub const SIGN_IN: Limit = Limit { name: "sign-in", attempts: 30, window: SignedDuration::from_mins(15) };
/// Codes tried after one password. The window is longer than the life of the step, so that it is not renewed within it.
pub const CODE: Limit = Limit { name: "code", attempts: 5, window: SignedDuration::from_hours(24) };
/// Codes tried for one account, however many times its password was given.
pub const CODE_ACCOUNT: Limit =
    Limit { name: "code-account", attempts: 20, window: SignedDuration::from_hours(1) };
/// Passwords tried inside a session, to change one's password or to stop asking for codes.
pub const PASSWORD_AGAIN: Limit =
    Limit { name: "password-again", attempts: 10, window: SignedDuration::from_mins(15) };
/// Requests for a new password from one address.
pub const RESET_HERE: Limit =
    Limit { name: "reset-here", attempts: 10, window: SignedDuration::from_mins(15) };
/// Requests for a new password for one account: its mailbox must not be flooded.
pub const RESET: Limit = Limit { name: "reset", attempts: 3, window: SignedDuration::from_hours(1) };

/// Sign-ins begun elsewhere from one address: an office has one for all its people.
pub const ELSEWHERE_HERE: Limit =
    Limit { name: "elsewhere-here", attempts: 100, window: SignedDuration::from_mins(15) };
/// A session opened less than this ago proves who somebody is, as a password would.
pub const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// A sign-in elsewhere that takes longer is begun again.
pub const FLOW_LIFE: SignedDuration = SignedDuration::from_mins(15);

const SHORTEST: usize = 12;
/// Hashing reads every byte: a longer text is an attack.
const LONGEST: usize = 200;
/// Fewer different characters than this are no secret.
const VARIETY: usize = 5;
/// A shorter name stands in too many words to be refused.
const TELLING: usize = 4;

impl Purpose {
    /// How long such a link works.
    pub const fn life(self) -> SignedDuration {
        match self {
            Self::Invitation => SignedDuration::from_hours(7 * 24),
            Self::Reset => SignedDuration::from_hours(1),
            Self::Demo => SignedDuration::from_hours(30 * 24),
            Self::SecondStep => SignedDuration::from_mins(10),
            Self::Rhythm => SignedDuration::from_hours(60 * 24),
        }
    }

    /// What somebody reads whose link no longer works: why, and how to get another.
    pub const fn ended(self) -> &'static str {
        match self {
            Self::Invitation => "account-ended-invitation",
            Self::Reset => "account-ended-reset",
            Self::Demo => "account-ended-demo",
            Self::SecondStep => "account-ended-second-step",
            Self::Rhythm => "account-ended-rhythm",
        }
    }

    /// Where he can get another.
    pub const fn way_out(self) -> &'static str {
        match self {
            Self::Invitation | Self::Demo | Self::SecondStep | Self::Rhythm => "/sign-in",
            Self::Reset => "/password-reset",
        }
    }
}

/// An address as it is kept: without spaces around, in lower case. `None` when no mail could reach it.
pub fn email(typed: &str) -> Option<String> {
    let address = tidy(typed).to_lowercase();
    let (name, host) = address.split_once('@')?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._%+-'&=*/!#$?^`{|}~".contains(c);
    let name_fits = (1..=64).contains(&name.len()) && name.chars().all(allowed);
    let labels = || host.split('.');
    let host_fits = labels().count() > 1
        && labels()
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    (name_fits && host_fits && address.len() <= 254).then_some(address)
}

/// What is wrong with a new password, for the person who chose it.
pub fn password_fault(password: &str, email: &str, names: [&str; 2]) -> Option<&'static str> {
    let length = password.chars().count();
    let letters = password.to_lowercase();
    let mut different: Vec<char> = letters.chars().collect();
    different.sort_unstable();
    different.dedup();
    let mailbox = email.split('@').next().unwrap_or_default();
    let compact = |text: &str| normalise(text).replace(' ', "");
    let told = compact(password);
    let personal = [mailbox, names[0], names[1]]
        .into_iter()
        .map(compact)
        .any(|word| word.chars().count() >= TELLING && told.contains(&word));
    match () {
        () if length < SHORTEST => Some("error-password-short"),
        () if length > LONGEST => Some("error-password-long"),
        () if personal => Some("error-password-personal"),
        () if different.len() < VARIETY => Some("error-password-simple"),
        () => None,
    }
}

/// A password chosen twice, by field.
pub fn check_password(password: &str, again: &str, email: &str, names: [&str; 2]) -> Result<(), Faults> {
    let mut faults = Faults::default();
    if let Some(message) = password_fault(password, email, names) {
        faults.add("new_password", message);
    } else if password != again {
        faults.add("again", "error-password-again");
    }
    faults.or(())
}

/// Whether the actor manages the people of this organisation: its own administrator, or who runs the instance.
pub fn manages(actor: &Actor, organisation: OrganisationId) -> bool {
    actor.may(RUN_INSTANCE) || (actor.may(MANAGE_PEOPLE) && actor.acting_for() == Some(organisation.group()))
}

/// Whether somebody of this role may give that one, or take it away: none above his own. Whoever runs the instance gives all.
pub fn may_give(own: Option<Role>, wanted: Role, runs_instance: bool) -> bool {
    runs_instance || own.is_some_and(|own| wanted <= own)
}

/// A path of this instance to go to after a form; anything else goes to the first page.
pub fn local_path(asked: &str) -> &str {
    if is_local(asked) { asked } else { "/today" }
}

/// The browser and the system of a session, as people call them; none when they are not recognised.
pub fn device(user_agent: &str) -> (Option<&'static str>, Option<&'static str>) {
    let first = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    (first(BROWSERS), first(SYSTEMS))
}

/// The order counts: most browsers also say that they are others.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: &[(&str, &str)] = &[
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_one_way() {
        for (typed, kept) in [
            (" Claire.Vidal@Exemple.fr ", Some("claire.vidal@exemple.fr")),
            ("o'neill+s@a-b.example.org", Some("o'neill+s@a-b.example.org")),
            ("claire", None),
            ("claire@localhost", None),
            ("claire@exemple..fr", None),
            ("claire@@exemple.fr", None),
            ("@exemple.fr", None),
            ("a b@exemple.fr", None),
            ("é@exemple.fr", None),
            ("a@b.fr\r\nBcc: x@y.fr", None),
            ("a@b.fr, c@d.fr", None),
        ] {
            assert_eq!(email(typed).as_deref(), kept, "{typed}");
        }
    }

    #[test]
    fn a_weak_password_is_refused_with_its_reason() {
        for (password, fault) in [
            ("onze lettre", Some("error-password-short")),
            ("quatre mots pris au hasard", None),
            ("éàüç éàüç éàüç", None),
            ("xxxxxxxxxxxxxxxx", Some("error-password-simple")),
            ("AbAbAbAbAbAbAb", Some("error-password-simple")),
            ("Vidal-2021-agence", Some("error-password-personal")),
            ("ma-CLAÎRE-fontaine", Some("error-password-personal")),
            ("claire.vidal@exemple.fr", Some("error-password-personal")),
        ] {
            assert_eq!(
                password_fault(password, "c.vidal@exemple.fr", ["Claire", "Vidal"]),
                fault,
                "{password}"
            );
        }
        assert_eq!(password_fault(&"long ".repeat(50), "x@y.fr", ["A", "B"]), Some("error-password-long"));
        assert_eq!(
            password_fault("un alibi bien trouvé", "x@y.fr", ["Ali", "Bi"]),
            None,
            "a short name stands in any word"
        );
    }

    #[test]
    fn only_paths_of_this_instance_are_followed() {
        for (asked, path) in [
            ("/projects/1?stage=2", "/projects/1?stage=2"),
            ("", "/today"),
            ("https://exemple.fr", "/today"),
            ("//exemple.fr", "/today"),
            ("/\\exemple.fr", "/today"),
            ("/a\\..\\b", "/today"),
            ("/a\r\nSet-Cookie: x", "/today"),
            ("javascript:alert(1)", "/today"),
        ] {
            assert_eq!(local_path(asked), path, "{asked}");
        }
    }

    #[test]
    fn a_device_is_named_as_people_name_it() {
        for (agent, found) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                (Some("Firefox"), Some("Linux")),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126 Safari/537 Edg/126",
                (Some("Edge"), Some("Windows")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Mobile Safari/604",
                (Some("Safari"), Some("iPhone")),
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/126 Mobile Safari/537",
                (Some("Chrome"), Some("Android")),
            ),
            ("curl/8", (None, None)),
        ] {
            assert_eq!(device(agent), found, "{agent}");
        }
    }
}
