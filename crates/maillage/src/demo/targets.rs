//! What the third document says of the targets of 2021, as stated: the projects and jobs aimed at in spite of no visibility
//! (S3-09, S3-10), the budget voted (S3-11), the ambassadors hoped for (S3-13). Beside it, for the portfolio, invented targets
//! of this year that say that they are.

use jiff::civil::{Date, date};
use platform::database::Transaction;
use platform::i18n::Language;
use platform::web::Problem;

use super::Loaded;
use super::plan::STATED;
use crate::steering::targets::{TargetInput, add, check_target};
use crate::steering::{Indicator, ObservationInput, add_observation, check_observation};

/// Indicator, figure, where one starts from, firmness, risks, code of the statement.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const TARGETS: &[Row] = &[
    ("wins", "65", "", "aimed", "Absence de visibilité", "S3-10.projects"),
    ("jobs", "1300", "", "aimed", "Absence de visibilité", "S3-10.jobs"),
    ("budget", "3,170 M€", "", "voted", "", "S3-11"),
    ("ambassadors", "800", "400", "wished", "", "S3-13.to"),
];

/// Sets them, for the agency that runs the plan.
pub fn load(tx: &Transaction, loaded: &Loaded) -> Result<(), Problem> {
    let actor = loaded.actor(tx, "nadia", 400)?;
    let said = (Language::French, date(2021, 2, 2));
    for (indicator, figure, baseline, firmness, risks, statement) in TARGETS {
        let input = TargetInput {
            indicator: (*indicator).into(),
            year: "2021".into(),
            figure: (*figure).into(),
            baseline: (*baseline).into(),
            firmness: (*firmness).into(),
            risks: (*risks).into(),
            stated_in: STATED.into(),
            statement: (*statement).into(),
            ..TargetInput::default()
        };
        add(tx, &actor, &check_target(&input, said)?, false)?;
    }
    let input = ObservationInput {
        figure: "400".into(),
        as_of: "2 février 2021".into(),
        stated_in: STATED.into(),
        statement: "S3-13.from".into(),
    };
    add_observation(tx, &actor, &check_observation(Indicator::Ambassadors, &input, said)?, false)?;
    Ok(())
}

/// Axis, indicator, figure, hypotheses, risks: invented.
const INVENTED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "",
        "wins",
        "18",
        "Le rythme des douze derniers mois (fictif).",
        "Un grand projet peut glisser d’un an (fictif).",
    ),
    ("", "jobs", "plus de 450", "Vingt-cinq emplois par projet (fictif).", ""),
    ("", "capex", "40 M€", "", "La moitié des entreprises taisent leur montant (fictif)."),
    ("industry", "wins", "8", "", ""),
    ("capitals", "wins", "5", "", ""),
    ("talents", "wins", "3", "", ""),
];

/// Sets the targets of this year, invented.
pub fn invent(tx: &Transaction, loaded: &Loaded, today: Date) -> Result<(), Problem> {
    let actor = loaded.actor(tx, "nadia", 300)?;
    for (axis, indicator, figure, hypotheses, risks) in INVENTED {
        let input = TargetInput {
            indicator: (*indicator).into(),
            year: today.year().to_string(),
            axis: loaded.headings.get(axis).map(ToString::to_string).unwrap_or_default(),
            figure: (*figure).into(),
            firmness: "aimed".into(),
            hypotheses: (*hypotheses).into(),
            risks: (*risks).into(),
            stated_in: "Inventé pour la démonstration".into(),
            ..TargetInput::default()
        };
        add(tx, &actor, &check_target(&input, (Language::French, today))?, true)?;
    }
    Ok(())
}
