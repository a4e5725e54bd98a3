//! Adding a company, with the file that one's organisation keeps on it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::idempotency::once;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::storage::{add_company, may_keep};
use crate::directory::{CompanyInput, check_company};
use crate::frame::{App, Caller, Frame, Select};
use crate::reference::countries;

#[derive(Template)]
#[template(path = "prospecting/pages/company_form.html")]
pub struct CompanyForm {
    pub frame: Frame,
    pub input: CompanyInput,
    pub faults: Faults,
    /// The company that bears the same name or number, to open instead.
    pub known: Option<String>,
    /// Where the form goes.
    pub action: String,
    /// To change a company: the version that was read, and its facts by name.
    pub read: Option<(i64, Vec<(&'static str, String)>)>,
}

impl CompanyForm {
    fn countries(&self, chosen: &str) -> Vec<Select> {
        let all = countries(self.frame.t.language).into_iter();
        all.map(|(code, name)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == chosen,
        })
        .collect()
    }

    fn namesake(&self) -> bool {
        self.faults.0.iter().any(|fault| fault.message == "error-name-known")
    }
}

pub async fn form(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let input = CompanyInput { country: "FR".into(), ..CompanyInput::default() };
    show(&app, &caller, input, Faults::default(), None).await
}

async fn show(
    app: &App,
    caller: &Caller,
    input: CompanyInput,
    faults: Faults,
    known: Option<String>,
) -> Result<Response, Problem> {
    let (me, ()) = app.read(caller, |_, me| may_keep(&me.actor)).await?;
    let frame = Frame::new(app, caller, me, "companies");
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, CompanyForm { frame, input, faults, known, action: "/companies".into(), read: None })
        .into_response())
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    form: Form<CompanyInput>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let outcome = match check_company(&input) {
        Err(faults) => Err(Problem::from(faults)),
        Ok(company) => {
            let (key, raw) = (context.once.clone(), context.raw.clone());
            app.write(&caller, &context, move |tx, me| {
                once(tx, &me.actor, key.as_deref(), &raw, || {
                    add_company(tx, &me.actor, &company).map(|id| id.to_string())
                })
            })
            .await
        }
    };
    match outcome {
        Ok(id) => Ok(see_other(&format!("/companies/{id}?done=done-company-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, input, Faults(problem.faults), problem.way_out).await
        }
        Err(problem) => Err(problem),
    }
}
