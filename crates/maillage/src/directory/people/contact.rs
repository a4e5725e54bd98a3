//! How to reach a person, what the person agreed to, and whether one may write: types and rules.

use jiff::civil::Date;
use platform::database::FromRow;
use platform::text::tidy;
use platform::web::Faults;
use platform::{id, text_enum};
use serde::Deserialize;

use super::classes::{Basis, DataClass};
use super::rules::Reading;

id!(/// A way to reach a person.
    DetailId);

text_enum! {
    /// A way to reach somebody.
    pub enum DetailKind {
        /// E-mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
    }
}

text_enum! {
    /// What one writes for.
    pub enum Purpose {
        /// To invite to an event.
        Invitation = "invitation",
        /// To give news.
        News = "news",
        /// To offer something.
        Prospecting = "prospecting",
        /// To ask an opinion.
        Survey = "survey",
    }
}

text_enum! {
    /// What a person said about being written to.
    pub enum ConsentKind {
        /// Agreed.
        Given = "given",
        /// Took it back.
        Withdrawn = "withdrawn",
        /// Objected (RGPD, article 21).
        Objected = "objected",
    }
}

/// A way to reach somebody, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DetailInput {
    /// E-mail or telephone.
    pub detail_kind: String,
    /// The address or number.
    pub reach: String,
    /// Why the person is kept.
    pub data_class: String,
    /// Why it may be kept.
    pub basis: String,
    /// When the person was informed.
    pub informed_on: String,
    /// Where it was found.
    pub found_in: String,
}

/// A way to reach somebody, checked.
#[derive(Clone, Debug)]
pub struct NewDetail {
    /// E-mail or telephone.
    pub kind: DetailKind,
    /// The address or number.
    pub value: String,
    /// Why the person is kept.
    pub class: DataClass,
    /// Why it may be kept.
    pub basis: Basis,
    /// When the person was informed.
    pub informed_on: Option<Date>,
    /// Where it was found.
    pub source: String,
}

/// A way to reach somebody, read.
#[derive(Clone, Debug, FromRow)]
pub struct Detail {
    /// Its identifier.
    pub id: DetailId,
    /// E-mail or telephone.
    pub kind: DetailKind,
    /// The address or number.
    pub value: String,
    /// Why the person is kept.
    pub data_class: DataClass,
    /// Why it may be kept.
    pub basis: Basis,
    /// When the person was informed.
    pub informed_on: Option<Date>,
    /// Where it was found.
    pub source: Option<String>,
    /// The last exchange.
    pub last_contact_on: Date,
}

/// What was said about being written to, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsentInput {
    /// For what.
    pub letter: String,
    /// What was said.
    pub consent: String,
    /// When.
    pub happened_on: String,
    /// How: form, mail, telephone.
    pub said_by: String,
    /// The version of the wording that was agreed to.
    pub wording: String,
    /// What proves it.
    pub proof: String,
}

/// What was said about being written to, checked.
#[derive(Clone, Debug)]
pub struct NewConsent {
    /// For what.
    pub purpose: Purpose,
    /// What was said.
    pub kind: ConsentKind,
    /// When.
    pub happened_on: Date,
    /// How.
    pub channel: String,
    /// The version of the wording.
    pub wording: Option<String>,
    /// What proves it.
    pub proof: Option<String>,
}

/// What was said about being written to, read.
#[derive(Clone, Debug, FromRow)]
pub struct Consent {
    /// For what.
    pub purpose: Purpose,
    /// What was said.
    pub kind: ConsentKind,
    /// When.
    pub happened_on: Date,
    /// How.
    pub channel: String,
    /// The version of the wording.
    pub wording: Option<String>,
    /// What proves it.
    pub proof: Option<String>,
}

/// Why one may not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The person objected or took consent back.
    Objected,
    /// Nobody agreed, and consent is what allows it.
    NoConsent,
    /// The person was not told that he is known.
    NotInformed,
    /// There is no address.
    NoAddress,
}

impl Silence {
    /// The key used in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Objected => "objected",
            Self::NoConsent => "no-consent",
            Self::NotInformed => "not-informed",
            Self::NoAddress => "no-address",
        }
    }
}

/// Whether one may write to an address for a purpose: what it rests on, whether the person knows, the last thing said about
/// that purpose, and whether the address is on the list of those not to write to.
pub fn may_write(
    basis: Basis,
    informed: bool,
    last: Option<ConsentKind>,
    suppressed: bool,
) -> Result<(), Silence> {
    if suppressed || matches!(last, Some(ConsentKind::Objected | ConsentKind::Withdrawn)) {
        return Err(Silence::Objected);
    }
    match basis {
        Basis::Consent if last != Some(ConsentKind::Given) => Err(Silence::NoConsent),
        Basis::LegitimateInterest if !informed => Err(Silence::NotInformed),
        _ => Ok(()),
    }
}

/// An address or number as it is compared.
pub fn value_key(kind: DetailKind, value: &str) -> String {
    match kind {
        DetailKind::Email => value.trim().to_lowercase(),
        DetailKind::Phone => value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
    }
}

fn optional(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then_some(text)
}

/// Whether a text may be an address.
pub fn plausible(email: &str) -> bool {
    email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !email.contains(' ')
    })
}

/// A way to reach somebody, checked.
pub fn check_detail(input: &DetailInput, reading: Reading) -> Result<NewDetail, Faults> {
    let mut faults = Faults::default();
    let (value, source) = (tidy(&input.reach), tidy(&input.found_in));
    faults.longer(&[
        ("reach", &value, 254),
        ("found_in", &source, 200),
        ("informed_on", &input.informed_on, 100),
    ]);
    let kind = DetailKind::from_key(&input.detail_kind);
    let valid = match kind {
        Some(DetailKind::Email) => plausible(&value),
        Some(DetailKind::Phone) => value_key(DetailKind::Phone, &value).len() >= 4,
        None => {
            faults.add("detail_kind", "error-choice");
            true
        }
    };
    if value.is_empty() {
        faults.add("reach", "error-required");
    } else if !valid {
        faults.add("reach", if kind == Some(DetailKind::Email) { "error-email" } else { "error-phone" });
    }
    let (class, basis) = (DataClass::from_key(&input.data_class), Basis::from_key(&input.basis));
    if class.is_none() {
        faults.add("data_class", "error-choice");
    }
    if basis.is_none() {
        faults.add("basis", "error-choice");
    }
    if source.is_empty() {
        faults.add("found_in", "error-found-in");
    }
    let informed_on = past(&mut faults, reading, "informed_on", &input.informed_on);
    match (kind, class, basis) {
        (Some(kind), Some(class), Some(basis)) if faults.0.is_empty() => {
            Ok(NewDetail { kind, value, class, basis, informed_on, source })
        }
        _ => Err(faults),
    }
}

/// A day that has been, as people say it.
pub fn past(faults: &mut Faults, reading: Reading, field: &'static str, text: &str) -> Option<Date> {
    let day = reading.date(faults, field, text)?.latest();
    if day > reading.today {
        faults.add(field, "error-to-come");
    }
    Some(day)
}

/// What was said about being written to, checked. Consent is proved by a wording (RGPD, article 7.1).
pub fn check_consent(input: &ConsentInput, reading: Reading) -> Result<NewConsent, Faults> {
    let mut faults = Faults::default();
    let (channel, wording, proof) = (tidy(&input.said_by), optional(&input.wording), optional(&input.proof));
    faults.longer(&[
        ("said_by", &channel, 100),
        ("wording", wording.as_deref().unwrap_or_default(), 300),
        ("proof", proof.as_deref().unwrap_or_default(), 1000),
        ("happened_on", &input.happened_on, 100),
    ]);
    let (purpose, kind) = (Purpose::from_key(&input.letter), ConsentKind::from_key(&input.consent));
    if purpose.is_none() {
        faults.add("letter", "error-choice");
    }
    if kind.is_none() {
        faults.add("consent", "error-choice");
    }
    let happened_on = past(&mut faults, reading, "happened_on", &input.happened_on).unwrap_or(reading.today);
    if channel.is_empty() {
        faults.add("said_by", "error-required");
    }
    if kind == Some(ConsentKind::Given) && wording.is_none() {
        faults.add("wording", "error-wording");
    }
    match purpose.zip(kind) {
        Some((purpose, kind)) if faults.0.is_empty() => {
            Ok(NewConsent { purpose, kind, happened_on, channel, wording, proof })
        }
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writes_to_whoever_knows_and_did_not_object() {
        use ConsentKind::{Given, Objected, Withdrawn};
        for (basis, informed, last, suppressed, expected) in [
            (Basis::LegitimateInterest, true, None, false, Ok(())),
            (Basis::LegitimateInterest, false, None, false, Err(Silence::NotInformed)),
            (Basis::LegitimateInterest, true, Some(Objected), false, Err(Silence::Objected)),
            (Basis::Consent, true, None, false, Err(Silence::NoConsent)),
            (Basis::Consent, false, Some(Given), false, Ok(())),
            (Basis::Consent, true, Some(Withdrawn), false, Err(Silence::Objected)),
            (Basis::Consent, true, Some(Given), true, Err(Silence::Objected)),
            (Basis::Contract, false, None, true, Err(Silence::Objected)),
            (Basis::PublicTask, false, None, false, Ok(())),
        ] {
            assert_eq!(may_write(basis, informed, last, suppressed), expected, "{basis:?} {last:?}");
        }
    }

    #[test]
    fn an_address_is_compared_without_case_a_number_without_spaces() {
        assert_eq!(value_key(DetailKind::Email, " Ada@Exemple.FR "), "ada@exemple.fr");
        assert_eq!(value_key(DetailKind::Phone, "+33 (0)4 91 00"), "+3304 9100".replace(' ', ""));
    }
}
