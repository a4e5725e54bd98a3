//! The fields of a project, as data: where each stands, who sees it, what it holds, and from which stage it is required.

use platform::access::Level;
use platform::text_enum;

use super::sectors::SECTORS;
use super::stages::Stage;

text_enum! {
    /// A field of a project. Its key is its column and its name in forms and in the API.
    pub enum Field {
        /// The code name, by which everyone speaks of it.
        CodeName = "code_name",
        /// Whom it brings: investors or talents (S3-05).
        Clientele = "clientele",
        /// How much it matters.
        Priority = "priority",
        /// How likely it is to land.
        Likelihood = "likelihood",
        /// The axis of the plan that it is counted under (S3-12).
        Axis = "axis",
        /// The programmes and magnet projects that it belongs to (S3-21).
        Programmes = "programmes",
        /// Where it comes from.
        Source = "source",
        /// Who detected it.
        DetectedBy = "detected_by",
        /// When it was first heard of.
        FirstTouch = "first_touch",
        /// What shows it: a mail, a card, a report.
        FirstTouchEvidence = "first_touch_evidence",
        /// The company, a record of the directory.
        Company = "company",
        /// The company as one may call it while its name is sealed.
        SealedCompany = "sealed_company",
        /// The officer who answers for it.
        Referent = "referent",
        /// The second pair of eyes.
        SecondReader = "second_reader",
        /// The person met in the company.
        ContactPerson = "contact_person",
        /// Why this person's data may be kept.
        LegalBasis = "legal_basis",
        /// A description that does not reveal the company.
        AnonymousDescription = "anonymous_description",
        /// What the company would do here.
        Activity = "activity",
        /// Its sector.
        Sector = "sector",
        /// What the sector does not say, outside those that are prioritised.
        SectorNote = "sector_note",
        /// A first investment here, or one more by a company that is already here (S0-31).
        Nature = "investment_nature",
        /// Creation, extension, takeover.
        Operation = "operation",
        /// Production, research, logistics.
        Function = "function",
        /// Where, as far as is known.
        Location = "location",
        /// Where the activity was before, when it moves.
        PreviousLocation = "previous_location",
        /// Jobs announced at three years.
        Jobs = "jobs",
        /// Jobs that would have been lost.
        SafeguardedJobs = "safeguarded_jobs",
        /// Open-ended contracts with a temporary work agency: beside the jobs, never among them.
        AgencyJobs = "agency_jobs",
        /// Investment announced.
        Value = "value",
        /// Who says that amount: the company, an estimate, nobody.
        ValueBasis = "value_basis",
        /// Public aid that is asked for.
        AidRequested = "aid_requested",
        /// Aids looked at, with their legal basis and who grants them.
        Aids = "aids",
        /// When the decision is expected.
        Calendar = "calendar",
        /// What the company needs.
        Requirements = "requirements",
        /// The other places it looks at.
        Competitors = "competitors",
        /// What its choice depends on.
        Drivers = "drivers",
        /// To whom it is shown: one territory, some, all.
        DiffusionMode = "diffusion_mode",
        /// Who agreed, in the company, that it be shown, and when.
        DiffusionConsent = "diffusion_consent",
        /// By when territories answer.
        AnswerDeadline = "answer_deadline",
        /// The offers that were kept, and why.
        Shortlist = "shortlist",
        /// Visits, and the points left open.
        Visit = "visit",
        /// Where it lands.
        LandingSite = "landing_site",
        /// When the company decided.
        DecidedOn = "decided_on",
        /// Who verifies the win.
        Verifier = "verifier",
    }
}

/// Where a field stands on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What it is called.
    Identity,
    /// Where it comes from.
    Origin,
    /// The company and the people.
    Investor,
    /// What would be done.
    Operation,
    /// Where.
    Location,
    /// How much, how many, when.
    Value,
    /// What is needed.
    Needs,
    /// Whom it is shown to, and what they offered.
    Diffusion,
    /// What was decided, and who verifies it.
    Decision,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 9] = [
        Self::Identity,
        Self::Origin,
        Self::Investor,
        Self::Operation,
        Self::Location,
        Self::Value,
        Self::Needs,
        Self::Diffusion,
        Self::Decision,
    ];

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Investor => "investor",
            Self::Operation => "operation",
            Self::Location => "location",
            Self::Value => "value",
            Self::Needs => "needs",
            Self::Origin => "origin",
            Self::Diffusion => "diffusion",
            Self::Decision => "decision",
        }
    }
}

impl Group {
    /// The column of a project that says to which level it was raised.
    pub const fn stored_level(self) -> &'static str {
        match self {
            Self::Identity => "level_identity",
            Self::Origin => "level_origin",
            Self::Investor => "level_investor",
            Self::Operation => "level_operation",
            Self::Location => "level_location",
            Self::Value => "level_value",
            Self::Needs => "level_needs",
            Self::Diffusion => "level_diffusion",
            Self::Decision => "level_decision",
        }
    }

    /// The same, of the project `p` of a query.
    pub const fn level_column(self) -> &'static str {
        match self {
            Self::Identity => "p.level_identity",
            Self::Origin => "p.level_origin",
            Self::Investor => "p.level_investor",
            Self::Operation => "p.level_operation",
            Self::Location => "p.level_location",
            Self::Value => "p.level_value",
            Self::Needs => "p.level_needs",
            Self::Diffusion => "p.level_diffusion",
            Self::Decision => "p.level_decision",
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line.
    Line,
    /// Several lines.
    Lines,
    /// One of these keys.
    Choice(&'static [&'static str]),
    /// A company that the person sees.
    Company,
    /// A colleague.
    Colleague,
    /// The axis of the plan of the organisation that owns the project.
    Axis,
    /// Any number of its programmes.
    Programmes,
    /// The name of somebody outside: personal data.
    Person,
    /// A place in words, with the territory that they mean when they mean one (S4-09).
    Place,
    /// A count of jobs as people state it.
    Count(&'static Stated),
    /// An amount as people state it.
    Money(&'static Stated),
    /// A date to come, as people state it.
    When(&'static Stated),
    /// A day or a time gone by, as people state it.
    Past(&'static Stated),
}

/// The columns that hold what a figure or a date means, beside its words: itself, and its bounds.
#[derive(Debug, PartialEq, Eq)]
pub struct Stated {
    /// The figure or the date, with its words.
    pub itself: &'static str,
    /// Its lower bound, or its first day.
    pub from: &'static str,
    /// Its upper bound, or its last day.
    pub to: &'static str,
}

macro_rules! figure {
    ($key:literal) => {
        &Stated { itself: concat!($key, "_figure"), from: concat!($key, "_low"), to: concat!($key, "_high") }
    };
}

macro_rules! date {
    ($key:literal) => {
        &Stated {
            itself: concat!($key, "_date"),
            from: concat!($key, "_earliest"),
            to: concat!($key, "_latest"),
        }
    };
}

impl Input {
    /// Whether it holds words of one's own, to be found by them.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Line | Self::Lines | Self::Person | Self::Place)
    }

    /// The columns that hold what it means.
    pub const fn stated(self) -> Option<&'static Stated> {
        match self {
            Self::Count(stated) | Self::Money(stated) | Self::When(stated) | Self::Past(stated) => {
                Some(stated)
            }
            _ => None,
        }
    }

    /// Whether it holds a figure.
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Count(_) | Self::Money(_))
    }

    /// Whether it holds a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::When(_) | Self::Past(_))
    }
}

/// When a field makes sense: another one has one of these values.
#[derive(Debug)]
pub struct Condition {
    /// The other field.
    pub field: Field,
    /// Its values.
    pub one_of: &'static [&'static str],
}

/// What is known of a field.
#[derive(Debug)]
pub struct FieldRule {
    /// The field.
    pub field: Field,
    /// Its place.
    pub group: Group,
    /// The level from which it is seen, filtered, sorted and searched.
    pub level: Level,
    /// What it holds.
    pub input: Input,
    /// The stage from which it is required: from one that may be passed, to enter that stage alone.
    pub from: Option<Stage>,
    /// When it makes sense; always, if nothing is said.
    pub only: Option<Condition>,
    /// When it is required; always, if nothing is said.
    pub due: Option<Condition>,
    /// Whether it goes on living once the win is verified: who answers for the account, whom one speaks to. All else is
    /// restated.
    pub lives: bool,
}

impl FieldRule {
    /// The level that changes it: whose project it is and who answers for it is for those who manage it to say.
    pub const fn changed_from(&self) -> Level {
        match self.input {
            Input::Company | Input::Colleague | Input::Axis | Input::Programmes => Level::Manage,
            _ => Level::Edit,
        }
    }
}

const CLIENTELES: &[&str] = &["investors", "talents"];
const DEGREES: &[&str] = &["low", "medium", "high"];
const SOURCES: &[&str] = &[
    "agency",
    "website",
    "fair",
    "ambassador",
    "liaison-office",
    "operator",
    "prescriber",
    "existing-investor",
    "other",
];
const BASES: &[&str] = &["legitimate-interest", "consent", "contract"];
const NATURES: &[&str] = &["investment", "reinvestment"];
const OPERATIONS: &[&str] = &["creation", "extension", "takeover", "takeover-extension", "transfer"];
const FUNCTIONS: &[&str] = &["production", "research", "logistics", "headquarters", "sales", "services"];
const VALUE_BASES: &[&str] = &["disclosed", "estimated", "refused", "not-asked"];
const DIFFUSIONS: &[&str] = &["exclusive", "restricted", "open"];
const fn rule(field: Field, group: Group, level: Level, input: Input, from: Option<u8>) -> FieldRule {
    let from = match from {
        Some(number) => Some(Stage(number)),
        None => None,
    };
    FieldRule { field, group, level, input, from, only: None, due: None, lives: false }
}

impl FieldRule {
    const fn if_one_of(self, field: Field, one_of: &'static [&'static str]) -> Self {
        Self { only: Some(Condition { field, one_of }), ..self }
    }

    const fn due_if_one_of(self, field: Field, one_of: &'static [&'static str]) -> Self {
        Self { due: Some(Condition { field, one_of }), ..self }
    }

    const fn living(self) -> Self {
        Self { lives: true, ..self }
    }
}

/// Every field. Read a line as: field, place, who sees it, what it holds, required from; then when it makes sense or is
/// due, and whether it goes on living after the win.
pub const FIELDS: &[FieldRule] = &{
    use Field as F;
    use Group as G;
    use Level::{Card, Read};
    [
        rule(F::CodeName, G::Identity, Card, Input::Line, Some(0)),
        rule(F::Clientele, G::Identity, Card, Input::Choice(CLIENTELES), None),
        rule(F::Priority, G::Identity, Read, Input::Choice(DEGREES), None).living(),
        rule(F::Likelihood, G::Identity, Read, Input::Choice(DEGREES), Some(5)),
        rule(F::Axis, G::Identity, Read, Input::Axis, None),
        rule(F::Programmes, G::Identity, Read, Input::Programmes, None).living(),
        rule(F::AnonymousDescription, G::Identity, Card, Input::Lines, Some(3)),
        rule(F::Source, G::Origin, Read, Input::Choice(SOURCES), Some(0)),
        rule(F::DetectedBy, G::Origin, Read, Input::Line, None),
        rule(F::FirstTouch, G::Origin, Read, Input::Past(date!("first_touch")), None),
        rule(F::FirstTouchEvidence, G::Origin, Read, Input::Line, None),
        rule(F::Company, G::Investor, Read, Input::Company, Some(0)),
        rule(F::SealedCompany, G::Investor, Read, Input::Line, Some(0)),
        rule(F::ContactPerson, G::Investor, Read, Input::Person, Some(1)).living(),
        rule(F::LegalBasis, G::Investor, Read, Input::Choice(BASES), Some(1)).living(),
        rule(F::Referent, G::Investor, Card, Input::Colleague, Some(1)).living(),
        rule(F::SecondReader, G::Investor, Read, Input::Colleague, Some(2)).living(),
        rule(F::Activity, G::Operation, Read, Input::Line, Some(2)),
        rule(F::Sector, G::Operation, Card, Input::Choice(SECTORS), Some(2)),
        rule(F::SectorNote, G::Operation, Read, Input::Line, None),
        rule(F::Nature, G::Operation, Card, Input::Choice(NATURES), Some(2)),
        rule(F::Operation, G::Operation, Card, Input::Choice(OPERATIONS), Some(2)),
        rule(F::Function, G::Operation, Read, Input::Choice(FUNCTIONS), None),
        rule(F::Location, G::Location, Read, Input::Place, None),
        rule(F::PreviousLocation, G::Location, Read, Input::Line, Some(2))
            .if_one_of(F::Operation, &["transfer"]),
        rule(F::Competitors, G::Location, Read, Input::Line, Some(2)),
        rule(F::Jobs, G::Value, Read, Input::Count(figure!("jobs")), Some(2)),
        rule(F::SafeguardedJobs, G::Value, Read, Input::Count(figure!("safeguarded_jobs")), Some(6))
            .if_one_of(F::Operation, &["takeover", "takeover-extension"]),
        rule(F::AgencyJobs, G::Value, Read, Input::Count(figure!("agency_jobs")), None),
        rule(F::Value, G::Value, Read, Input::Money(figure!("value")), Some(6))
            .due_if_one_of(F::ValueBasis, &["disclosed", "estimated"]),
        rule(F::ValueBasis, G::Value, Read, Input::Choice(VALUE_BASES), Some(6)),
        rule(F::AidRequested, G::Value, Read, Input::Money(figure!("aid_requested")), None),
        rule(F::Aids, G::Value, Read, Input::Lines, None),
        rule(F::Calendar, G::Value, Read, Input::When(date!("calendar")), Some(2)),
        rule(F::Requirements, G::Needs, Read, Input::Lines, Some(2)),
        rule(F::Drivers, G::Needs, Read, Input::Lines, Some(2)),
        rule(F::DiffusionMode, G::Diffusion, Read, Input::Choice(DIFFUSIONS), Some(3)),
        rule(F::DiffusionConsent, G::Diffusion, Read, Input::Line, Some(3)),
        rule(F::AnswerDeadline, G::Diffusion, Read, Input::When(date!("answer_deadline")), Some(3)),
        rule(F::Shortlist, G::Diffusion, Read, Input::Lines, Some(4)),
        rule(F::Visit, G::Decision, Read, Input::Lines, Some(6)),
        rule(F::LandingSite, G::Decision, Read, Input::Line, Some(6)),
        rule(F::DecidedOn, G::Decision, Read, Input::Past(date!("decided_on")), Some(6)),
        rule(F::Verifier, G::Decision, Read, Input::Colleague, Some(6)),
    ]
};

/// Fields of which one is enough.
pub const EITHER: &[(Field, Field)] = &[(Field::Company, Field::SealedCompany)];

impl Field {
    /// What is known of it.
    pub fn rule(self) -> &'static FieldRule {
        FIELDS.iter().find(|rule| rule.field == self).unwrap_or(&FIELDS[0])
    }

    /// Its place in the facts of a project.
    pub fn place(self) -> usize {
        FIELDS.iter().position(|rule| rule.field == self).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_line_once() {
        for field in Field::ALL {
            assert_eq!(FIELDS.iter().filter(|rule| rule.field == *field).count(), 1, "{field:?}");
        }
        assert_eq!(FIELDS.len(), Field::ALL.len());
    }
}
