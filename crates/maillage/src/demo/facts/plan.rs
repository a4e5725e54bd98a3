//! The plan of 2021 as the third text states it, beside what the pages of steering read: axes with what drives them, magnet
//! project and programme (S3-12, S3-21), targets (S3-09 to S3-13), ratios.

use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::i18n::Language::French;

use super::Line;
use super::shown::Shown;
use super::written::{bounds, compared, row};
use crate::plan::Heading;
use crate::steering::targets::Target;

/// Axes and programmes: name, kind, in English, what it is, what drives it, where from, where it is stated, first and last year.
/// Targets: indicator, axis, words, figure, where one starts from, firmness, hypotheses, risks, where it is stated, statement.
const PLAN: &str = include_str!("expected/plan.txt");

/// The rows beside what is shown.
pub fn lines(shown: &Shown) -> Vec<Line> {
    let stated = shown.headings.iter().filter(|one| !one.fictitious);
    let targets = shown.plan.targets.iter().map(target);
    let mut lines =
        compared("plan de 2021", PLAN, stated.map(heading).chain(targets).chain(observed(shown)).collect());
    let ratios = shown.plan.ratios();
    let found = ratios.iter().map(|(key, ratio)| format!("{key} {}", ratio.print(French)));
    lines.push(Line {
        id: "S3-11".into(),
        label: "ratios des objectifs, indicatifs".into(),
        expected: "jobs-per-project 20, budget-per-project 48 769 €, budget-per-job 2 438 €".into(),
        found: found.collect::<Vec<_>>().join(", ").replace('\u{a0}', " "),
    });
    lines
}

fn heading(one: &Heading) -> String {
    let year = |year: Option<i64>| year.map(|year| year.to_string());
    row(&[
        Some(&one.name_fr),
        Some(one.kind.key()),
        one.name_en.as_deref(),
        one.description.as_deref(),
        one.factors.as_deref(),
        one.origins.as_deref(),
        one.stated_in.as_deref(),
        year(one.begins).as_deref(),
        year(one.ends).as_deref(),
    ])
}

fn target(target: &Target) -> String {
    let now = &target.now;
    let facts = row(&[
        Some(target.indicator.key()),
        target.axis.as_ref().map(|axis| axis.name_fr.as_str()),
        now.figure.wording(),
        Some(&bounds(&now.figure)),
        now.baseline.as_ref().map(bounds).as_deref(),
        Some(now.firmness.key()),
        now.hypotheses.as_deref(),
        now.risks.as_deref(),
        now.stated_in.as_deref(),
        now.statement.as_deref(),
    ]);
    // The text says neither when it was decided nor that it was revised, and invents nothing.
    let dated =
        (now.decided_on.is_some() || now.reason.is_some() || now.number != 1).then_some("daté ou révisé");
    let more = dated.into_iter().chain(target.fictitious.then_some("fictif"));
    std::iter::once(facts.as_str()).chain(more).collect::<Vec<_>>().join(" | ")
}

/// What is stated of the ambassadors at the end of the year.
fn observed(shown: &Shown) -> Option<String> {
    let gauge = shown.plan.gauges.iter().find(|gauge| gauge.indicator.key() == "ambassadors")?;
    let one = gauge.observation.as_ref()?;
    let figure: &Figure = gauge.done.as_ref()?;
    Some(row(&[
        Some("ambassadors stated"),
        figure.wording(),
        Some(&bounds(figure)),
        ImpreciseDate::wording(&one.as_of),
        one.stated_in.as_deref(),
        one.statement.as_deref(),
    ]))
}
