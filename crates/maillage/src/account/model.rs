//! What accounts are made of.

use jiff::Timestamp;
use platform::access::{PrincipalId, Validity};
use platform::database::FromRow;
use platform::i18n::Language;
use platform::web::Token;
use platform::{id, text_enum};

use crate::directory::people::Sought;
use crate::directory::{OrganisationId, PersonId};
use crate::frame::Scope;
use crate::frame::rights::Role;

id!(/// An account: a person who may sign in.
    AccountId);
id!(/// A session, as its owner sees it in the list. Its token is something else.
    SessionId);
id!(/// An API token, as its owner sees it in the list.
    ApiTokenId);

id!(/// Who somebody is at a provider, as the owner of the account sees it in the list.
    IdentityId);

id!(/// A passkey, as its owner sees it in the list. What it is called elsewhere is something else.
    PasskeyId);

text_enum! {
    /// How a session was opened.
    pub enum Method {
        /// By a password.
        Password = "password",
        /// By a personal link: an invitation, a demonstration.
        Link = "link",
        /// At a provider of identities.
        Provider = "provider",
        /// By a passkey.
        Passkey = "passkey",
    }
}

text_enum! {
    /// What came beside it.
    pub enum Factor {
        /// A code of an application.
        Code = "code",
        /// A recovery code.
        Recovery = "recovery",
        /// A passkey.
        Passkey = "passkey",
        /// What the provider asked for.
        Provider = "provider",
    }
}

text_enum! {
    /// What a sign-in under way elsewhere waits for.
    pub enum FlowPurpose {
        /// Somebody who comes back from a provider.
        Provider = "provider",
        /// The answer of a passkey that signs in.
        PasskeySignIn = "passkey-sign-in",
        /// A passkey to be kept.
        PasskeyNew = "passkey-new",
        /// The answer of a passkey asked for again, before something grave.
        PasskeyProof = "passkey-proof",
    }
}

/// How a session is opened.
#[derive(Clone, Debug)]
pub struct How {
    /// By what.
    pub method: Method,
    /// And by what else.
    pub second: Option<Factor>,
    /// The key of the provider.
    pub provider: Option<String>,
    /// What signing out at the provider will need.
    pub id_token: Option<String>,
}

impl How {
    /// By something of ours, alone.
    pub const fn by(method: Method) -> Self {
        Self { method, second: None, provider: None, id_token: None }
    }

    /// With a second factor.
    #[must_use]
    pub fn and(self, second: Factor) -> Self {
        Self { second: Some(second), ..self }
    }
}

/// A sign-in elsewhere, to be begun.
#[derive(Clone, Debug)]
pub struct NewFlow {
    /// What is waited for.
    pub purpose: FlowPurpose,
    /// The key of the provider.
    pub provider: Option<String>,
    /// The account that asks to be linked, or to be given a passkey.
    pub account: Option<AccountId>,
    /// The page to go to afterwards.
    pub next: String,
}

/// A sign-in elsewhere that came back.
#[derive(Clone, Debug, FromRow)]
pub struct Flow {
    /// The key of the provider.
    pub provider: Option<String>,
    /// The account that asked.
    pub account: Option<AccountId>,
    /// The page to go to.
    pub next: String,
}

/// A passkey of an account.
#[derive(Clone, Debug, FromRow)]
pub struct Passkey {
    /// Its identifier.
    pub id: PasskeyId,
    /// Whose.
    pub account: AccountId,
    /// What it calls itself.
    pub credential: String,
    /// Its public half.
    pub public_key: String,
    /// What its owner calls it.
    pub name: String,
    /// How many times it said that it was used.
    pub sign_count: i64,
    /// Whether it is kept elsewhere too.
    pub backed_up: bool,
    /// Since when.
    pub created_at: Timestamp,
    /// Last used.
    pub last_used_at: Option<Timestamp>,
    /// Since when it seems to be copied.
    pub copied_at: Option<Timestamp>,
}

/// Who somebody is at a provider, in the list of the account.
#[derive(Clone, Debug, FromRow)]
pub struct Identified {
    /// Its identifier.
    pub id: IdentityId,
    /// The provider.
    pub issuer: String,
    /// The address known there when it was linked.
    pub email: Option<String>,
    /// The establishment, as the provider says.
    pub siret: Option<String>,
    /// Since when.
    pub linked_at: Timestamp,
    /// Last used.
    pub last_used_at: Option<Timestamp>,
}

text_enum! {
    /// What a personal link is for.
    pub enum Purpose {
        /// Choose a first password.
        Invitation = "invitation",
        /// Choose another password.
        Reset = "reset",
        /// Sign in to a demonstration.
        Demo = "demo",
        /// The password was right, the code is awaited.
        SecondStep = "second-step",
        /// Choose how often one is written to. Serves until it expires.
        Rhythm = "rhythm",
    }
}

/// An account to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Whose.
    pub person: PersonId,
    /// The address that signs in, as [`super::rules::email`] gives it.
    pub email: String,
    /// The language of its pages and mails.
    pub language: Language,
    /// Whether it runs the instance.
    pub administrator: bool,
    /// What [`super::passwords::hash`] made; none until the person chooses a password.
    pub password_hash: Option<String>,
}

/// A seat to be: a person in an organisation.
#[derive(Clone, Debug)]
pub struct NewSeat {
    /// Who.
    pub person: PersonId,
    /// The account that acts from it, when there is one.
    pub account: Option<AccountId>,
    /// Where.
    pub organisation: OrganisationId,
    /// As what.
    pub role: Role,
    /// The title on a visiting card.
    pub title: Option<String>,
    /// Whether the organisation is a public member.
    pub public_member: bool,
    /// For how long.
    pub validity: Validity,
}

/// Somebody to be given an account, or a seat if the address has one already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// Address.
    pub email: String,
    /// As what.
    pub role: Role,
    /// The title on a visiting card.
    pub title: Option<String>,
    /// Where.
    pub organisation: OrganisationId,
    /// Whether the organisation is a public member.
    pub public_member: bool,
}

impl Invitation {
    /// Whom it is for, to be looked for among those known.
    pub fn sought(&self) -> Sought {
        Sought {
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            email: self.email.clone(),
            organisation: self.organisation,
        }
    }
}

/// Whose account an invitation makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Nobody said: it is asked when somebody known may be meant.
    Unsaid,
    /// This known person's.
    Known(PersonId),
    /// Somebody's whom nobody knew.
    Another,
}

impl Whose {
    /// What a form says: nothing, `another`, or the identifier of a person. What is none of these names nobody known.
    pub fn said(text: &str) -> Self {
        match text {
            "" => Self::Unsaid,
            "another" => Self::Another,
            id => Self::Known(id.parse().unwrap_or(PersonId(platform::Uuid::nil()))),
        }
    }

    /// What was said, or else the person whom nothing distinguishes from the one invited.
    #[must_use]
    pub fn or(self, certain: Option<PersonId>) -> Self {
        match (self, certain) {
            (Self::Unsaid, Some(person)) => Self::Known(person),
            (said, _) => said,
        }
    }
}

/// Somebody added from the command line, without a mail: the caller shows the link.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Who, and where.
    pub invitation: Invitation,
    /// The language of the pages.
    pub language: Language,
    /// Whether the account runs the instance.
    pub administrator: bool,
}

/// Somebody who was added from the command line.
#[derive(Clone, Debug)]
pub struct Added {
    /// The account.
    pub account: AccountId,
    /// The link to choose a password, for an account that has none.
    pub link: Option<Token>,
}

/// An API token to be.
#[derive(Clone, Debug)]
pub struct NewApiToken {
    /// The seat that it acts from.
    pub seat: PrincipalId,
    /// What its owner calls it.
    pub name: String,
    /// How far it goes.
    pub scope: Scope,
    /// After how many days it ends.
    pub days: i64,
}

/// Where a session comes from, as its owner recognises it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The browser's own description.
    pub user_agent: String,
    /// The network address.
    pub address: String,
}

/// What a sign-in needs to know of an account.
#[derive(Clone, Debug, FromRow)]
pub struct Credentials {
    /// The account.
    pub account: AccountId,
    /// Its address.
    pub email: String,
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// Its language.
    pub language: Language,
    /// The hash of its password, once chosen.
    pub password_hash: Option<String>,
    /// The secret of its codes, once begun.
    pub totp_secret: Option<String>,
    /// Since when codes are asked for.
    pub totp_enabled_at: Option<Timestamp>,
    /// The last step whose code was used.
    pub totp_last_step: Option<i64>,
    /// Whether its password is refused.
    pub provider_only: bool,
}

impl Credentials {
    /// First name and name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// Whether a password opens the account.
    pub fn has_password(&self) -> bool {
        self.password_hash.is_some() && !self.provider_only
    }

    /// Whether a code is asked for after the password.
    pub fn second_step(&self) -> bool {
        self.totp_enabled_at.is_some()
    }
}

/// A seat, as its person chooses among several.
#[derive(Clone, Debug, FromRow)]
pub struct Seat {
    /// Its identifier: that of the principal.
    pub id: PrincipalId,
    /// Where.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// As what.
    pub role: Role,
    /// The title on a visiting card.
    pub title: Option<String>,
}

/// A session, in its owner's list.
#[derive(Clone, Debug, FromRow)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// The hash of its token: to mark the current one.
    pub token_hash: String,
    /// The organisation acted for.
    pub organisation_name: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Last used, to ten minutes.
    pub last_seen_at: Timestamp,
    /// The browser's own description.
    pub user_agent: Option<String>,
    /// The network address.
    pub address: Option<String>,
    /// By what it was opened.
    pub method: Method,
    /// And by what else.
    pub second_factor: Option<Factor>,
    /// The key of the provider.
    pub provider: Option<String>,
}

/// An API token, in its owner's list.
#[derive(Clone, Debug, FromRow)]
pub struct ApiToken {
    /// Its identifier.
    pub id: ApiTokenId,
    /// What its owner calls it.
    pub name: String,
    /// The organisation acted for.
    pub organisation_name: String,
    /// What it may do, as keys between spaces.
    pub scopes: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// Last used, to ten minutes.
    pub last_used_at: Option<Timestamp>,
}

/// Somebody of an organisation, as its administrator sees him.
#[derive(Clone, Debug, FromRow)]
pub struct Member {
    /// The seat.
    pub seat: PrincipalId,
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// The address, when there is an account.
    pub email: Option<String>,
    /// As what.
    pub role: Role,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The account, when there is one.
    pub account: Option<AccountId>,
    /// Whether a password was chosen.
    pub ready: bool,
    /// Whether a code is asked for after the password.
    pub second_step: bool,
    /// Whether the account runs the instance.
    pub administrator: bool,
    /// The key it is sorted by.
    pub name_key: String,
}

impl Member {
    /// First name and name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// What an invitation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// A new account: its person was sent a link.
    Account(AccountId),
    /// A seat more for an account that was there.
    Seat(AccountId),
}
