//! The fields of a project, as data: where each stands, who sees it, what it holds, and from which stage it is required.

use platform::access::Level;
use platform::text_enum;

use super::stages::Stage;

text_enum! {
    /// A field of a project. Its key is its column and its name in forms and in the API.
    pub enum Field {
        /// The code name, by which everyone speaks of it.
        CodeName = "code_name",
        /// Who detected it.
        Source = "source",
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
        /// Creation, extension, takeover.
        Operation = "operation",
        /// Production, research, logistics.
        Function = "function",
        /// Where, as far as is known.
        Location = "location",
        /// Jobs announced at three years.
        Jobs = "jobs",
        /// Investment announced.
        Value = "value",
        /// When the decision is expected.
        Calendar = "calendar",
        /// What the company needs.
        Requirements = "requirements",
        /// The other places it looks at.
        Competitors = "competitors",
        /// What its choice depends on.
        Drivers = "drivers",
    }
}

/// Where a field stands on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What it is called and where it comes from.
    Identity,
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
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 6] =
        [Self::Identity, Self::Investor, Self::Operation, Self::Location, Self::Value, Self::Needs];

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Investor => "investor",
            Self::Operation => "operation",
            Self::Location => "location",
            Self::Value => "value",
            Self::Needs => "needs",
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
    /// The name of somebody outside: personal data.
    Person,
    /// A count as people state it.
    Count,
    /// An amount as people state it.
    Money,
    /// A date as people state it.
    When,
}

impl Input {
    /// Whether it holds words of one's own, to be found by them.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Line | Self::Lines | Self::Person)
    }
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
    /// The stage from which it is required.
    pub from: Option<Stage>,
}

impl FieldRule {
    /// The level that changes it: whose project it is and who answers for it is for those who manage it to say.
    pub const fn changed_from(&self) -> Level {
        match self.input {
            Input::Company | Input::Colleague => Level::Manage,
            _ => Level::Edit,
        }
    }
}

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
const OPERATIONS: &[&str] = &["creation", "extension", "takeover", "takeover-extension"];
const FUNCTIONS: &[&str] = &["production", "research", "logistics", "headquarters", "sales", "services"];
/// The sectors, until the nomenclature is a feature of its own.
pub const SECTORS: &[&str] = &[
    "agrifood",
    "aerospace",
    "automotive",
    "biotech",
    "chemistry",
    "digital",
    "energy",
    "finance",
    "greentech",
    "health",
    "logistics",
    "luxury",
    "mechanics",
    "tourism",
    "other",
];

const fn rule(field: Field, group: Group, level: Level, input: Input, from: Option<u8>) -> FieldRule {
    let from = match from {
        Some(number) => Some(Stage(number)),
        None => None,
    };
    FieldRule { field, group, level, input, from }
}

/// Every field. Read a line as: field, place, who sees it, what it holds, required from.
pub const FIELDS: &[FieldRule] = &[
    rule(Field::CodeName, Group::Identity, Level::Card, Input::Line, Some(0)),
    rule(Field::Source, Group::Identity, Level::Read, Input::Choice(SOURCES), Some(0)),
    rule(Field::AnonymousDescription, Group::Identity, Level::Card, Input::Lines, None),
    rule(Field::Company, Group::Investor, Level::Read, Input::Company, Some(0)),
    rule(Field::SealedCompany, Group::Investor, Level::Read, Input::Line, Some(0)),
    rule(Field::ContactPerson, Group::Investor, Level::Read, Input::Person, Some(1)),
    rule(Field::LegalBasis, Group::Investor, Level::Read, Input::Choice(BASES), Some(1)),
    rule(Field::Referent, Group::Investor, Level::Card, Input::Colleague, Some(1)),
    rule(Field::SecondReader, Group::Investor, Level::Read, Input::Colleague, Some(2)),
    rule(Field::Activity, Group::Operation, Level::Read, Input::Line, Some(2)),
    rule(Field::Sector, Group::Operation, Level::Card, Input::Choice(SECTORS), Some(2)),
    rule(Field::Operation, Group::Operation, Level::Card, Input::Choice(OPERATIONS), Some(2)),
    rule(Field::Function, Group::Operation, Level::Read, Input::Choice(FUNCTIONS), None),
    rule(Field::Location, Group::Location, Level::Read, Input::Line, None),
    rule(Field::Competitors, Group::Location, Level::Read, Input::Line, Some(2)),
    rule(Field::Jobs, Group::Value, Level::Read, Input::Count, Some(2)),
    rule(Field::Value, Group::Value, Level::Read, Input::Money, None),
    rule(Field::Calendar, Group::Value, Level::Read, Input::When, Some(2)),
    rule(Field::Requirements, Group::Needs, Level::Read, Input::Lines, Some(2)),
    rule(Field::Drivers, Group::Needs, Level::Read, Input::Lines, Some(2)),
];

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
