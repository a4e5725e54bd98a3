//! The theme: looked at, tried, kept.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, FormWithFile, Page, Problem, see_other};
use serde::Deserialize;

use super::super::colours::DEFAULT;
use super::super::rules::{Logo, Typed, Wanted, carried, check};
use super::super::{refresh_theme, storage};
use crate::administration::pages::needs;
use crate::frame::rights::RUN_INSTANCE;
use crate::frame::{App, Caller, Frame};

/// What was just done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: Option<String>,
}

/// What a preview shows.
struct Tried {
    name: String,
    /// Six digits, as the address of the stylesheet carries them.
    accent: String,
    /// The logo, in base 64, when another was chosen.
    logo: Option<String>,
    kept_logo: bool,
}

#[derive(Template)]
#[template(path = "administration/theme/pages/form.html")]
struct Theming {
    frame: Frame,
    typed: Typed,
    default_name: String,
    default_accent: String,
    tried: Option<Tried>,
    faults: Faults,
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let theme = app.themes.now();
    let typed = Typed {
        instance_name: theme.name.clone().unwrap_or_default(),
        accent: theme.accent.clone().unwrap_or_default(),
        support: theme.support.clone().unwrap_or_default(),
        data_protection: theme.data_protection.clone().unwrap_or_default(),
        ..Typed::default()
    };
    page(&app, &caller, typed, Ok(None), asked.done).await
}

/// The form, with what was tried or what is at fault.
async fn page(
    app: &App,
    caller: &Caller,
    typed: Typed,
    outcome: Result<Option<Wanted>, Faults>,
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, ()) = app.read(caller, |_, me| needs(me, RUN_INSTANCE)).await?;
    let status = if outcome.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let default_name = app.settings.instance_name.clone();
    let (wanted, faults) = outcome.map_or_else(|faults| (None, faults), |wanted| (wanted, Faults::default()));
    let has_logo = app.themes.now().logo.is_some();
    let tried = wanted.map(|wanted| Tried {
        name: wanted.name.unwrap_or_else(|| default_name.clone()),
        accent: wanted.accent.unwrap_or(DEFAULT).to_string().trim_start_matches('#').to_owned(),
        kept_logo: wanted.logo == Logo::Kept && has_logo,
        logo: match wanted.logo {
            Logo::New(picture) => Some(picture.base64()),
            Logo::Kept | Logo::Removed => None,
        },
    });
    let frame = Frame::new(app, caller, me, "administration").done(done);
    let default_accent = DEFAULT.to_string();
    Ok(Page(status, Theming { frame, typed, default_name, default_accent, tried, faults }).into_response())
}

/// Shows what it would look like. Nothing is kept.
pub async fn preview(
    State(app): State<App>,
    caller: Caller,
    upload: FormWithFile<Typed>,
) -> Result<Response, Problem> {
    let FormWithFile { value: typed, file, .. } = upload;
    let outcome = check(&typed, file.as_deref()).map(Some);
    let carried = carried(&typed, file.as_deref());
    page(&app, &caller, Typed { carried, ..typed }, outcome, None).await
}

pub async fn save(
    State(app): State<App>,
    caller: Caller,
    upload: FormWithFile<Typed>,
) -> Result<Response, Problem> {
    let FormWithFile { value: typed, context, file } = upload;
    let wanted = match check(&typed, file.as_deref()) {
        Ok(wanted) => wanted,
        Err(faults) => {
            let carried = carried(&typed, file.as_deref());
            return page(&app, &caller, Typed { carried, ..typed }, Err(faults), None).await;
        }
    };
    app.submit(&caller, &context, move |tx, me| {
        needs(me, RUN_INSTANCE)?;
        Ok(storage::keep(tx, &me.actor, &wanted)?)
    })
    .await?;
    refresh_theme(&app).await?;
    Ok(see_other("/administration/theme?done=done-theme"))
}
