//! Jobs as typed, their totals, and how those differ from the headline. A total is a range as soon as one of its terms is, and
//! holds no contract of a temporary work agency.

use platform::figures::{Figure, Parts, Unit};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::{Fault, Faults};

use super::super::fields::Field;
use super::super::parsing::count;
use super::model::{Contract, JobLine, JobNature, JobsInput, YEARS};

/// The names of the years in forms and in the API.
const NAMES: [&str; YEARS] = ["year_1", "year_2", "year_3"];

/// Checks jobs as typed. A line left blank is none; lines are named from 1.
pub fn check(inputs: &[JobsInput], language: Language) -> Result<Vec<JobLine>, Faults> {
    let mut faults = Faults::default();
    let mut lines: Vec<JobLine> = Vec::new();
    for (at, input) in inputs.iter().enumerate().filter(|(_, input)| !input.is_blank()) {
        let mut wrong = |field, message| {
            faults.0.push(Fault { field, message, args: vec![("line", (at + 1).to_string())] });
        };
        let (nature, contract) = (JobNature::from_key(&input.nature), Contract::from_key(&input.contract));
        if nature.is_none() {
            wrong("nature", "error-line-choice");
        }
        if contract.is_none() {
            wrong("contract", "error-line-choice");
        }
        let mut years = [const { None }; YEARS];
        for ((name, typed), year) in NAMES.into_iter().zip(input.years()).zip(&mut years) {
            match Some(tidy(typed)).filter(|text| !text.is_empty()).map(|text| count(&text, language)) {
                Some(Ok(figure)) => *year = Some(figure),
                Some(Err(_)) => wrong(name, "error-line-jobs"),
                None => {}
            }
        }
        if input.years().iter().all(|text| text.trim().is_empty()) {
            wrong("year_1", "error-line-no-jobs");
        }
        let (Some(nature), Some(contract)) = (nature, contract) else { continue };
        if lines.iter().any(|line| (line.nature, line.contract) == (nature, contract)) {
            wrong("contract", "error-line-twice");
        }
        lines.push(JobLine { nature, contract, years });
    }
    faults.or(lines)
}

/// The same number, of nothing in particular: « 25 emplois » and « 25 CDI » add.
pub fn plain(figure: &Figure) -> Figure {
    let parts = Parts { wording: None, unit: Unit::Count.key(), ..figure.to_parts() };
    Figure::from_parts(parts).unwrap_or_else(|_| figure.clone())
}

fn sum<'f>(figures: impl Iterator<Item = &'f Figure>) -> Option<Figure> {
    let plain: Vec<Figure> = figures.map(plain).collect();
    Figure::sum(&plain).ok().flatten()
}

/// All the years of a line.
pub fn of_line(line: &JobLine) -> Option<Figure> {
    sum(line.years.iter().flatten())
}

/// Jobs of a nature over the three years, without those of temporary work agencies.
pub fn total(lines: &[JobLine], nature: JobNature) -> Option<Figure> {
    let own = lines.iter().filter(|line| line.nature == nature && line.contract != Contract::Agency);
    sum(own.flat_map(|line| line.years.iter().flatten()))
}

/// Contracts of temporary work agencies, of whatever nature.
pub fn agency(lines: &[JobLine]) -> Option<Figure> {
    let own = lines.iter().filter(|line| line.contract == Contract::Agency);
    sum(own.flat_map(|line| line.years.iter().flatten()))
}

/// A headline that does not say what the lines add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The field of the headline.
    pub field: Field,
    /// What it says.
    pub headline: Option<Figure>,
    /// What the lines add up to.
    pub lines: Option<Figure>,
}

/// Where the headlines of a project and its lines say numbers that cannot both be right. Nothing differs from no line.
pub fn differences<'f>(lines: &[JobLine], headline: impl Fn(Field) -> Option<&'f Figure>) -> Vec<Difference> {
    if lines.is_empty() {
        return Vec::new();
    }
    let sides = [
        (Field::Jobs, total(lines, JobNature::Created)),
        (Field::SafeguardedJobs, total(lines, JobNature::Safeguarded)),
        (Field::AgencyJobs, agency(lines)),
    ];
    let differs = |(field, lines): (Field, Option<Figure>)| {
        let headline = headline(field);
        let agree = match (headline, &lines) {
            (None, None) => true,
            (Some(said), Some(lines)) => meet(said, lines),
            // Saying none is saying zero.
            (Some(one), None) => one.low().is_some_and(|low| low.millionths() == 0),
            (None, Some(one)) => one.high().is_some_and(|high| high.millionths() == 0),
        };
        (!agree).then(|| Difference { field, headline: headline.cloned(), lines })
    };
    sides.into_iter().filter_map(differs).collect()
}

/// Whether one number may be both.
fn meet(one: &Figure, other: &Figure) -> bool {
    let below = |low: &Figure, high: &Figure| match (low.low(), high.high()) {
        (Some(low), Some(high)) => low <= high,
        _ => true,
    };
    below(one, other) && below(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(nature: &str, contract: &str, years: [&str; 3]) -> JobsInput {
        let [year_1, year_2, year_3] = years.map(str::to_owned);
        JobsInput { nature: nature.into(), contract: contract.into(), year_1, year_2, year_3 }
    }

    fn checked(lines: &[JobsInput]) -> Vec<JobLine> {
        check(lines, Language::French).unwrap()
    }

    fn words(figure: Option<Figure>) -> Option<String> {
        figure.map(|figure| figure.print(Language::French))
    }

    #[test]
    fn totals_are_ranges_and_hold_no_agency_contract() {
        let lines = checked(&[
            line("created", "open-ended", ["15 à 20", "10 CDI", ""]),
            line("created", "apprenticeship", ["2", "2", "1"]),
            line("created", "agency", ["40", "", ""]),
            line("transferred", "open-ended", ["12", "", ""]),
            JobsInput::default(),
        ]);
        assert_eq!(words(total(&lines, JobNature::Created)).as_deref(), Some("30 à 35"));
        assert_eq!(words(total(&lines, JobNature::Transferred)).as_deref(), Some("12"));
        assert_eq!(words(total(&lines, JobNature::Safeguarded)), None);
        assert_eq!(words(agency(&lines)).as_deref(), Some("40"));
        let open = checked(&[line("created", "other", ["plus de 20", "10", ""])]);
        assert_eq!(total(&open, JobNature::Created).unwrap().high(), None, "an open end stays open");
    }

    #[test]
    fn the_headline_and_the_lines_agree_or_both_are_said() {
        let lines = checked(&[
            line("created", "open-ended", ["40", "45", ""]),
            line("created", "agency", ["12", "", ""]),
        ]);
        let differing = |jobs: &str, agency: &str| -> Vec<Field> {
            let read = |text: &str| Figure::parse(text, Language::French).ok();
            let (jobs, agency) = (read(jobs), read(agency));
            let said = |field| match field {
                Field::Jobs => jobs.as_ref(),
                Field::AgencyJobs => agency.as_ref(),
                _ => None,
            };
            differences(&lines, said).into_iter().map(|one| one.field).collect()
        };
        assert_eq!(differing("près de 90", "12"), []);
        assert_eq!(differing("97", "12"), [Field::Jobs], "agency contracts are in no total");
        assert_eq!(differing("plus de 40", ""), [Field::AgencyJobs]);
        assert_eq!(differing("", "10 à 15"), [Field::Jobs]);
        assert_eq!(differences(&[], |_| None), []);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (input, fault) in [
            (line("", "agency", ["1", "", ""]), ("nature", "error-line-choice")),
            (line("created", "none", ["1", "", ""]), ("contract", "error-line-choice")),
            (line("created", "agency", ["", "beaucoup", ""]), ("year_2", "error-line-jobs")),
            (line("created", "agency", ["", "", "3 M€"]), ("year_3", "error-line-jobs")),
            (line("created", "agency", ["", "", ""]), ("year_1", "error-line-no-jobs")),
        ] {
            let faults = check(&[input], Language::French).unwrap_err();
            assert_eq!((faults.0[0].field, faults.0[0].message), fault);
        }
        let twice = [line("created", "agency", ["1", "", ""]), line("created", "agency", ["", "2", ""])];
        let faults = check(&twice, Language::French).unwrap_err();
        assert_eq!(faults.0[0].args, [("line", "2".to_owned())]);
    }
}
