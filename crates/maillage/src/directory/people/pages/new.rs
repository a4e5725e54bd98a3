//! Adding a person; a namesake is shown before.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::classes::DataClass;
use super::super::model::{PersonInput, PersonRow};
use super::super::rules::{Reading, check_person};
use super::super::storage::people::{add, may_keep, namesakes};
use super::told::{choices, in_short};
use crate::directory::PersonId;
use crate::frame::{App, Caller, Frame, Me, Select};
use crate::reference::countries;

#[derive(Template)]
#[template(path = "directory/people/pages/form.html")]
pub struct PersonForm {
    pub frame: Frame,
    pub input: PersonInput,
    pub faults: Faults,
    /// The people who bear the same name, with what they are.
    pub namesakes: Vec<PersonRow>,
    /// Where the form goes.
    pub action: String,
    /// To change a person: the version that was read, and the facts by name.
    pub read: Option<(i64, Vec<(&'static str, String)>)>,
}

impl PersonForm {
    fn countries(&self) -> Vec<Select> {
        let one = |(code, name): (&str, &str)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == self.input.country,
        };
        countries(self.frame.t.language).into_iter().map(one).collect()
    }

    fn classes(&self) -> Vec<Select> {
        let keys = DataClass::ALL.iter().map(|class| class.key());
        choices(&self.frame.t, "class-", keys, &self.input.data_class)
    }

    fn audiences(&self) -> Vec<Select> {
        let one = |key: &str| Select {
            key: key.into(),
            label: self.frame.t.keyed("person-audience-", key),
            chosen: key == self.input.audience,
        };
        ["network", "owner"].into_iter().map(one).collect()
    }

    fn told(&self, row: &PersonRow) -> String {
        in_short(&self.frame.t, &row.positions, self.today())
    }

    fn today(&self) -> Date {
        self.frame.now.to_zoned(self.frame.zone.clone()).date()
    }
}

/// Today, and the language in which dates are typed.
pub fn reading(app: &App, me: &Me) -> Reading {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    Reading { language: me.language, today }
}

pub async fn form(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let input = PersonInput {
        audience: "owner".into(),
        data_class: DataClass::BusinessContact.key().into(),
        ..PersonInput::default()
    };
    show(&app, &caller, input, Faults::default()).await
}

async fn show(app: &App, caller: &Caller, input: PersonInput, faults: Faults) -> Result<Response, Problem> {
    let (me, namesakes) = app
        .read(caller, |r, me| {
            may_keep(&me.actor)?;
            Ok(namesakes(r, &me.actor, &input.given_name, &input.family_name)?)
        })
        .await?;
    let frame = Frame::new(app, caller, me, "people");
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PersonForm { frame, input, faults, namesakes, action: "/people".into(), read: None };
    Ok(Page(status, page).into_response())
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    form: Form<PersonInput>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let person = check_person(&typed, reading(&shared, me))?;
            add(tx, &me.actor, &person)
        })
        .await;
    match outcome {
        Ok(id) => {
            let id: PersonId = id;
            Ok(see_other(&format!("/people/{id}?done=done-person-added")))
        }
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, input, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
