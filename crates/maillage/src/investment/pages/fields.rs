//! The fields of a project as forms and sheets show them.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use platform::access::Level;
use platform::database::{Reader, Result};
use platform::figures::Figure;
use platform::i18n::Language;

use super::super::fields::{FIELDS, Field, FieldRule, Group, Input};
use super::super::levels::Reach;
use super::super::model::{Changes, Facts, Project};
use super::super::rules::makes_sense;
use super::super::sectors;
use super::super::storage::read::companies;
use crate::directory::colleagues;
use crate::frame::{Frame, Me, Select, one_line_end};
use crate::plan::headings;

/// What a form of a project sends: its fields by key, and `was_` and the key for what the page showed.
pub type Sent = BTreeMap<String, String>;

/// What a form says in the place of a company or person that it may not or cannot offer: left as it is.
const KEPT: &str = "kept";

/// The fields that a person changed: a form sends back what it showed.
pub fn touched(sent: &Sent) -> Changes {
    FIELDS
        .iter()
        .filter_map(|rule| {
            let ticked = (rule.input == Input::Programmes).then(|| ticked(sent)).flatten();
            let typed = sent.get(rule.field.key()).or(ticked.as_ref())?;
            let was = sent.get(&format!("was_{}", rule.field.key())).map_or("", String::as_str);
            (one_line_end(typed) != one_line_end(was)).then(|| (rule.field, Some(typed.clone())))
        })
        .collect()
}

/// The programmes that a form ticked, each a box of its own; none when it did not show them.
fn ticked(sent: &Sent) -> Option<String> {
    sent.get("was_programmes")?;
    let boxes = sent.keys().filter_map(|name| name.strip_prefix("programme-"));
    Some(boxes.collect::<Vec<_>>().join(" "))
}

/// People and companies to choose from.
pub struct Choices {
    companies: Vec<(String, String)>,
    colleagues: Vec<(String, String)>,
    axes: Vec<(String, String)>,
    programmes: Vec<(String, String)>,
}

impl Choices {
    /// Those of a person.
    pub fn read(reader: &Reader, me: &Me, facts: &Facts) -> Result<Self> {
        let companies = companies(reader, &me.actor, facts.get(Field::Company))?;
        let colleagues = colleagues(reader, &me.actor)?;
        let headings = headings(reader, &me.actor)?;
        let year = me.actor.at.to_zoned(TimeZone::UTC).year().into();
        let under = |axis: bool, field| {
            let chosen = facts.get(field).unwrap_or_default();
            let own = headings.iter().filter(|one| one.kind.is_axis() == axis);
            let own = own
                .map(|one| (one.id.to_string(), one))
                .filter(|(id, one)| one.holds_in(year) || chosen.contains(id));
            own.map(|(id, one)| (id, one.name(me.language).to_owned())).collect()
        };
        Ok(Self {
            axes: under(true, Field::Axis),
            programmes: under(false, Field::Programmes),
            companies: companies.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            colleagues: colleagues.into_iter().map(|colleague| (colleague.account, colleague.name)).collect(),
        })
    }

    fn offered(&self, input: Input) -> &[(String, String)] {
        match input {
            Input::Company => &self.companies,
            Input::Colleague => &self.colleagues,
            Input::Axis => &self.axes,
            Input::Programmes => &self.programmes,
            _ => &[],
        }
    }

    /// A stored text as a form holds it: a company that the person does not see, or somebody who left the team, is kept
    /// without being named.
    pub fn held(&self, field: Field, stored: &str) -> String {
        let input = field.rule().input;
        let named = matches!(input, Input::Company | Input::Colleague) && !stored.is_empty();
        let offered = self.offered(input).iter().any(|(key, _)| key == stored);
        if named && !offered { KEPT.to_owned() } else { stored.to_owned() }
    }

    /// The names of what a field holds, between commas.
    pub fn named(&self, input: Input, text: &str) -> String {
        let own = self.offered(input).iter().filter(|(key, _)| text.split(' ').any(|id| id == key));
        own.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn of(&self, frame: &Frame, rule: &FieldRule, value: &str, was: &str) -> Vec<Select> {
        let mut pairs: Vec<(String, String)> = match rule.input {
            Input::Choice(keys) => {
                keys.iter().map(|key| ((*key).to_owned(), offered_label(frame, rule.field, key))).collect()
            }
            input => self.offered(input).to_vec(),
        };
        if was == KEPT {
            pairs.insert(0, (KEPT.to_owned(), frame.t.keyed("kept-", rule.field.key())));
        }
        let several = rule.input == Input::Programmes;
        let chosen = |key: &str| key == value || several && value.split(' ').any(|id| id == key);
        pairs.into_iter().map(|(key, label)| Select { chosen: chosen(&key), key, label }).collect()
    }
}

/// The label of a choice in a form: a sector comes with the other words by which people call it.
fn offered_label(frame: &Frame, field: Field, key: &str) -> String {
    let label = choice_label(frame, field, key);
    let others = if field == Field::Sector { sectors::others(key, frame.t.language) } else { Vec::new() };
    if others.is_empty() { label } else { format!("{label} ({})", others.join(", ")) }
}

/// The label of a choice.
pub fn choice_label(frame: &Frame, field: Field, key: &str) -> String {
    let t = &frame.t;
    match field {
        Field::Source => t.keyed("source-", key),
        Field::LegalBasis => t.keyed("basis-", key),
        Field::Operation => t.keyed("operation-", key),
        Field::Function => t.keyed("function-", key),
        Field::Clientele => t.keyed("clientele-", key),
        Field::Priority => t.keyed("degree-", key),
        Field::Likelihood => t.keyed("chances-", key),
        Field::Nature => t.keyed("nature-", key),
        Field::ValueBasis => t.keyed("value-basis-", key),
        Field::DiffusionMode => t.keyed("diffusion-", key),
        _ => t.keyed("sector-", key),
    }
}

/// A field of a form.
pub struct FormField {
    /// Its name.
    pub name: &'static str,
    /// What is typed.
    pub value: String,
    /// What the page showed.
    pub was: String,
    /// Several lines.
    pub lines: bool,
    /// The choices, when it is one.
    pub options: Option<Vec<Select>>,
    /// The boxes, when there may be several.
    pub boxes: Option<Vec<Select>>,
    /// A hint's key, empty when there is none.
    pub hint: &'static str,
    /// Whether the first stage requires it.
    pub required: bool,
}

/// The fields of a form that a person may change at a level, by group. A form shown again after a fault keeps what the
/// person first read: a change that came meanwhile is then seen as one.
pub fn form_groups(
    frame: &Frame,
    choices: &Choices,
    facts: &Facts,
    reach: Reach<'_>,
    sent: Option<&Sent>,
) -> Vec<(Group, Vec<FormField>)> {
    let one = |rule: &FieldRule| {
        let typed = |key: &str| sent.and_then(|sent| sent.get(key).cloned());
        let was = typed(&format!("was_{}", rule.field.key()))
            .unwrap_or_else(|| choices.held(rule.field, facts.get(rule.field).unwrap_or_default()));
        let several = rule.input == Input::Programmes;
        let ticked = sent.filter(|_| several).and_then(ticked);
        let value = typed(rule.field.key()).or(ticked).unwrap_or_else(|| was.clone());
        let options =
            matches!(rule.input, Input::Choice(_) | Input::Company | Input::Colleague | Input::Axis)
                .then(|| choices.of(frame, rule, &value, &was));
        let boxes = several.then(|| choices.of(frame, rule, &value, &was));
        FormField {
            boxes,
            name: rule.field.key(),
            lines: rule.input == Input::Lines,
            options,
            hint: hint(rule),
            required: rule.field == Field::CodeName,
            value,
            was,
        }
    };
    Group::ALL
        .into_iter()
        .map(|group| {
            // An organisation without axes or programmes is not asked for any.
            let offered = |rule: &&FieldRule| {
                !matches!(rule.input, Input::Axis | Input::Programmes)
                    || !choices.offered(rule.input).is_empty()
            };
            let own = FIELDS.iter().filter(|rule| rule.group == group && reach.changes(rule));
            let own = own.filter(offered);
            (group, own.map(one).collect())
        })
        .collect()
}

const fn hint(rule: &FieldRule) -> &'static str {
    match (rule.field, rule.input) {
        (Field::CodeName, _) => "hint-code_name",
        (Field::SealedCompany, _) => "hint-sealed_company",
        (Field::AnonymousDescription, _) => "hint-anonymous_description",
        (Field::PreviousLocation, _) => "hint-previous_location",
        (Field::SafeguardedJobs, _) => "hint-safeguarded_jobs",
        (Field::AgencyJobs, _) => "hint-agency_jobs",
        (Field::DiffusionConsent, _) => "hint-diffusion_consent",
        (Field::Verifier, _) => "hint-verifier",
        (_, Input::Place) => "hint-location",
        (_, Input::Count(_)) => "hint-count",
        (_, Input::Money(_)) => "hint-money",
        (_, Input::When(_)) => "hint-when",
        (_, Input::Past(_)) => "hint-past",
        _ => "",
    }
}

/// A fact on the sheet.
pub struct Shown {
    /// The field's key.
    pub name: &'static str,
    /// What is shown; none is missing.
    pub text: Option<String>,
    /// How a figure or date is counted.
    pub counted: Option<String>,
    /// The address of what it names.
    pub link: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Whether it takes the whole width.
    pub wide: bool,
}

/// The facts that a person sees of a project, by group.
pub fn shown(frame: &Frame, project: &Project, level: Level) -> Vec<(Group, Vec<Shown>)> {
    let mut groups = Vec::new();
    for group in Group::ALL {
        let mut facts = Vec::new();
        for rule in FIELDS
            .iter()
            .filter(|rule| rule.group == group && project.levels.show(rule.field, level))
            .filter(|rule| rule.field != Field::CodeName)
        {
            let known = project.facts.has(rule.field);
            let beside = matches!(
                rule.field,
                Field::SealedCompany | Field::Axis | Field::Programmes | Field::AgencyJobs
            );
            let pair = beside && !known;
            if !pair && (known || makes_sense(rule, &project.facts)) {
                facts.push(show(frame, project, rule));
            }
        }
        if !facts.is_empty() {
            groups.push((group, facts));
        }
    }
    groups
}

/// A fact as a line of a list says it, for a reader at this level.
pub fn fact(frame: &Frame, project: &Project, level: Level, field: Field) -> Option<String> {
    if project.levels.show(field, level) { show(frame, project, field.rule()).text } else { None }
}

fn show(frame: &Frame, project: &Project, rule: &FieldRule) -> Shown {
    let text = project.facts.get(rule.field);
    let language = frame.t.language;
    let mut shown = Shown {
        name: rule.field.key(),
        text: text.map(str::to_owned),
        counted: None,
        link: None,
        fictitious: false,
        wide: rule.input == Input::Lines,
    };
    match rule.input {
        Input::Choice(_) => shown.text = text.map(|key| choice_label(frame, rule.field, key)),
        Input::Colleague => {
            shown.text = project.colleague(rule.field).map(str::to_owned);
        }
        Input::Count(_) | Input::Money(_) => {
            let figure = project.figure(rule.field);
            shown.text = figure.map(|figure| said(frame, &figure_text(figure, language)));
            shown.counted = figure.map(|figure| figure.counted(language));
        }
        Input::When(_) | Input::Past(_) => {
            let date = project.date(rule.field);
            shown.text = date.map(|date| said(frame, &date.print(language)));
            shown.counted = date.map(|date| date.counted(language));
        }
        Input::Company => {
            // The company is a record of its own: reading the project does not open it.
            let known = project.company.as_ref();
            shown.link = text.filter(|_| known.is_some()).map(|id| format!("/companies/{id}"));
            shown.fictitious = known.is_some_and(|company| company.fictitious);
            let unknown = || frame.t.text("project-company-not-shared").to_owned();
            shown.text = text.map(|_| known.map_or_else(unknown, |company| company.name.clone()));
        }
        Input::Axis | Input::Programmes => {
            let names = project.headings(language, rule.input == Input::Axis);
            shown.text = text.map(|_| names.join(", "));
        }
        Input::Place => {
            let place = project.territory.as_ref();
            shown.link = place.map(|place| format!("/territories/{}", place.id));
            shown.counted = text.map(|_| match place {
                Some(place) => {
                    let kind = frame.t.keyed("territory-kind-", place.kind.key());
                    frame.t.with2("project-placed", "name", &place.name, "kind", kind)
                }
                None => frame.t.text("project-not-placed").to_owned(),
            });
        }
        Input::Person if project.hides(rule.field) => {
            shown.text = text.map(|_| frame.t.text("project-person-not-shared").to_owned());
        }
        Input::Line | Input::Lines | Input::Person => {}
    }
    shown
}

/// A figure in the words of whoever stated it, when they are in the reader's language; otherwise translated.
pub fn figure_text(figure: &Figure, language: Language) -> String {
    let own = figure
        .wording()
        .filter(|words| Figure::parse(words, language).is_ok_and(|again| again.means(figure)));
    own.map_or_else(|| figure.print(language), str::to_owned)
}

/// A number of jobs in words: « une vingtaine » takes « d’ » in French.
pub fn jobs_text(frame: &Frame, figure: &Figure) -> String {
    let text = figure_text(figure, frame.t.language);
    let collective = text.ends_with("aine") || text.ends_with("millier");
    frame.t.with(if collective { "jobs-said-collective" } else { "jobs-said" }, "jobs", text)
}

/// As it was said, between quotation marks.
fn said(frame: &Frame, text: &str) -> String {
    frame.t.with("said", "text", text)
}
