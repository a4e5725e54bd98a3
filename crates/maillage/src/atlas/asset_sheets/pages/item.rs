//! An item of an assets sheet: added, changed, taken out.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::i18n::Language;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Item, ItemId, Sheet, SheetId, Theme};
use super::super::rules::{Sent, item_of};
use super::super::storage;
use super::edit::version_of;
use super::id_of;
use crate::frame::{App, Caller, Frame, Select};

#[derive(Template)]
#[template(path = "atlas/asset_sheets/pages/item.html")]
struct ItemForm {
    frame: Frame,
    sheet: Sheet,
    item: Option<ItemId>,
    sent: Sent,
    faults: Faults,
    themes: Vec<Select>,
    languages: Vec<Select>,
}

impl ItemForm {
    fn typed(&self, name: &str) -> &str {
        self.sent.get(name).map(String::as_str).unwrap_or_default()
    }

    fn home(&self) -> String {
        format!("/asset-sheets/{}", self.sheet.id)
    }

    fn action(&self) -> String {
        self.item
            .map_or_else(|| format!("{}/items", self.home()), |item| format!("{}/items/{item}", self.home()))
    }
}

pub async fn new(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, (id_of(&id)?, None), None, Faults::default()).await
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
) -> Result<Response, Problem> {
    show(&app, &caller, (id_of(&id)?, Some(item_id(&item)?)), None, Faults::default()).await
}

fn item_id(text: &str) -> Result<ItemId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// An item as its form shows it.
fn typed(sheet: &Sheet, item: Option<&Item>, language: Language) -> Sent {
    let mut sent = Sent::from([
        ("version".to_owned(), sheet.version.to_string()),
        ("authentic".to_owned(), language.code().to_owned()),
    ]);
    if let Some(Item { position, new, .. }) = item {
        let pairs = [
            ("theme", Some(new.theme.key().to_owned())),
            ("authentic", Some(new.authentic.code().to_owned())),
            ("text_fr", new.french.clone()),
            ("text_en", new.english.clone()),
            ("figure", new.figure.as_ref().map(|figure| figure.print(language))),
            ("stated", new.stated.as_ref().map(|date| date.print(language))),
            ("source", new.source.clone()),
            ("position", Some(position.to_string())),
        ];
        sent.extend(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.unwrap_or_default())));
    }
    sent
}

async fn show(
    app: &App,
    caller: &Caller,
    (id, item): (SheetId, Option<ItemId>),
    sent: Option<Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (sheet, found)) = app
        .read(caller, |r, me| {
            let sheet = storage::editable(r, &me.actor, id)?;
            Ok((sheet, item.map(|item| storage::item_at(r, &me.actor, id, item)).transpose()?))
        })
        .await?;
    let sent = sent.unwrap_or_else(|| typed(&sheet, found.as_ref(), me.language));
    let frame = Frame::new(app, caller, me, "asset-sheets");
    let chosen = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let themes = Theme::ALL.iter().map(|theme| Select {
        key: theme.key().to_owned(),
        label: frame.t.keyed("theme-", theme.key()),
        chosen: theme.key() == chosen("theme"),
    });
    let themes = themes.collect();
    let languages = ["fr", "en"].map(|code| Select {
        key: code.to_owned(),
        label: frame.t.keyed("asset-language-", code),
        chosen: code == chosen("authentic"),
    });
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ItemForm { frame, sheet, item, sent, faults, themes, languages: languages.into() };
    Ok(Page(status, page).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    save(&app, &caller, (id_of(&id)?, None), form).await
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    save(&app, &caller, (id_of(&id)?, Some(item_id(&item)?)), form).await
}

async fn save(
    app: &App,
    caller: &Caller,
    (id, item): (SheetId, Option<ItemId>),
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let sent = form.value;
    let version = version_of(&sent)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = sent.clone();
    let outcome = app
        .submit(caller, &form.context, move |tx, me| {
            storage::editable(tx, &me.actor, id)?;
            if let Some(item) = item {
                storage::item_at(tx, &me.actor, id, item)?;
            }
            let new = item_of(&typed, me.language, today)?;
            let position = typed.get("position").and_then(|text| text.trim().parse().ok());
            match item {
                None => storage::add_item(tx, &me.actor, id, version, &new),
                Some(item) => storage::change_item(tx, &me.actor, (id, item), version, &new, position),
            }
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/asset-sheets/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(app, caller, (id, item), Some(sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, item) = (id_of(&id)?, item_id(&item)?);
    let version = version_of(&form.value)?;
    let taken = app.submit(&caller, &form.context, move |tx, me| {
        storage::remove_item(tx, &me.actor, (id, item), version)
    });
    taken.await?;
    Ok(see_other(&format!("/asset-sheets/{id}?done=done-asset-removed")))
}
