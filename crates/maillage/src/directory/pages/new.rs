//! Adding an organisation that is not a member: a partner, an operator, a foreign counterpart.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::categories::CATEGORIES;
use super::super::model::{Family, OrganisationInput, Tier};
use super::super::rules::check_organisation;
use super::super::storage::add_organisation;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame, Me, Select};
use crate::reference::countries;

#[derive(Template)]
#[template(path = "directory/pages/form.html")]
pub struct OrganisationForm {
    pub frame: Frame,
    pub input: OrganisationInput,
    pub faults: Faults,
    /// The organisation that bears the same name or number, to open instead.
    pub known: Option<String>,
    /// Where the form goes, and where its cancellation does.
    pub action: String,
    pub back: String,
    /// To change one: the version that was read, and its facts by name.
    pub read: Option<(i64, Vec<(&'static str, String)>)>,
}

impl OrganisationForm {
    fn countries(&self, chosen: &str) -> Vec<Select> {
        let all = countries(self.frame.t.language).into_iter();
        all.map(|(code, name)| Select {
            key: code.to_owned(),
            label: name.to_owned(),
            chosen: code == chosen,
        })
        .collect()
    }

    fn select(&self, key: &str, label: String, chosen: &str) -> Select {
        Select { key: key.to_owned(), label, chosen: key == chosen }
    }

    fn families(&self) -> Vec<Select> {
        let one = |key: &str| self.select(key, self.frame.t.keyed("family-", key), &self.input.family);
        Family::ALL.iter().map(|family| one(family.key())).collect()
    }

    /// The sub-types, under the name of the family where each is usual.
    fn categories(&self) -> Vec<(String, Vec<Select>)> {
        let t = &self.frame.t;
        let one = |key: &str| self.select(key, t.keyed("category-", key), &self.input.category);
        let of = |family: &Family| {
            let own = CATEGORIES.iter().filter(|category| category.families[0] == *family);
            (t.keyed("family-", family.key()), own.map(|category| one(category.key)).collect())
        };
        Family::ALL.iter().map(of).collect()
    }

    fn tiers(&self) -> Vec<Select> {
        let one = |key: &str| self.select(key, self.frame.t.keyed("tier-", key), &self.input.tier);
        Tier::ALL.iter().map(|tier| one(tier.key())).collect()
    }

    fn audiences(&self) -> Vec<Select> {
        let t = &self.frame.t;
        let one = |key: &str| self.select(key, t.keyed("organisation-audience-", key), &self.input.audience);
        ["network", "owner"].into_iter().map(one).collect()
    }

    fn namesake(&self) -> bool {
        self.faults.0.iter().any(|fault| fault.message == "error-name-known")
    }
}

/// The language and the day in which dates are said.
pub fn said(app: &App, me: &Me) -> (Language, Date) {
    let now = app.database.ids().clock().now();
    (me.language, now.to_zoned(app.settings.zone()).date())
}

pub async fn form(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let input = OrganisationInput {
        country: "FR".into(),
        audience: "network".into(),
        ..OrganisationInput::default()
    };
    show(&app, &caller, input, Faults::default(), None).await
}

async fn show(
    app: &App,
    caller: &Caller,
    input: OrganisationInput,
    faults: Faults,
    known: Option<String>,
) -> Result<Response, Problem> {
    let allowed = |me: &Me| if me.may(KEEP_FILES) { Ok(()) } else { Err(ProblemKind::Forbidden.into()) };
    let (me, ()) = app.read(caller, |_, me| allowed(me)).await?;
    let frame = Frame::new(app, caller, me, "directory");
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (action, back) = ("/organisations".to_owned(), "/organisations".to_owned());
    Ok(Page(status, OrganisationForm { frame, input, faults, known, action, back, read: None })
        .into_response())
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    form: Form<OrganisationInput>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let (sent, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let new = check_organisation(&sent, said(&shared, me))?;
            add_organisation(tx, &me.actor, &new).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/organisations/{id}?done=done-organisation-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, input, Faults(problem.faults), problem.way_out).await
        }
        Err(problem) => Err(problem),
    }
}
