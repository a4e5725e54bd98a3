//! Puts the features together: the kinds of records, the links between features, the routes, the jobs.

mod api;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use jiff::SignedDuration;
use platform::access::Kind;
use platform::database::Database;
use platform::i18n::{Catalogue, Language};
use platform::jobs::Handlers;
use platform::mail::Mailer;
use platform::web::headers;
use rust_embed::RustEmbed;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::frame::accesses::{Accesses, Way};
use crate::frame::links::{Holding, Registry};
use crate::frame::merging::Merging;
use crate::frame::personal::Sweep;
use crate::frame::rights::{KEEP_FILES, RUN_PROJECTS};
use crate::frame::routes::{Routes, get};
use crate::frame::{self, App, Shared};
use crate::settings::Settings;
use crate::{
    account, administration, atlas, attachments, directory, investment, operations, plan, prospecting,
    reference, saved_views, steering, today,
};

pub use api::Description;

/// Every kind of record.
pub const KINDS: &[&Kind] = &[
    &directory::ORGANISATION,
    &directory::registers::REGISTER,
    &directory::circles::CIRCLE,
    &directory::people::PERSON,
    &prospecting::COMPANY_FILE,
    &prospecting::INTERACTION,
    &investment::PROJECT,
    &atlas::perimeters::PERIMETER,
    &atlas::asset_sheets::ASSET_SHEET,
];

/// What links features that may not know each other.
pub const REGISTRY: Registry = Registry {
    kinds: KINDS,
    readings: READINGS,
    holdings: &[
        Holding {
            key: "referent",
            column: "project.referent",
            held: investment::referent_of,
            pass: investment::pass_referent,
        },
        Holding {
            key: "second-reader",
            column: "project.second_reader",
            held: investment::second_reader_of,
            pass: investment::pass_second_reader,
        },
        Holding {
            key: "verifier",
            column: "project.verifier",
            held: investment::verifier_of,
            pass: investment::pass_verifier,
        },
        Holding {
            key: "contributor",
            column: "project_contributor.account",
            held: investment::team::contributor_of,
            pass: investment::team::pass_contributor,
        },
        Holding {
            key: "next-step",
            column: "interaction.next_account",
            held: prospecting::handing::owed_by,
            pass: prospecting::handing::pass_owed,
        },
    ],
    addresses: &[
        ("organisation", "/organisations/"),
        ("register", "/registers/"),
        ("circle", "/circles/"),
        ("person", "/people/"),
        ("company-file", "/companies/"),
        ("interaction", "/interactions/"),
        ("project", "/projects/"),
        ("perimeter", "/perimeters/"),
        ("asset-sheet", "/asset-sheets/"),
    ],
    names: &[("company-file", prospecting::names_of_files)],
    held_on_people: &[
        directory::people::retention::HOLDINGS[0],
        directory::people::retention::HOLDINGS[1],
        directory::people::retention::HOLDINGS[2],
        prospecting::CONTACTS,
        account::SEATS,
        investment::INTERESTS,
        directory::people::retention::HOLDINGS[3],
        directory::people::retention::HOLDINGS[4],
    ],
    redactions: &[investment::redact_move],
    sweeps: SWEEPS,
    of_territory: &[
        directory::links_of_territory,
        atlas::asset_sheets::links_of_territory,
        atlas::perimeters::links_of_territory,
        investment::links_of_territory,
    ],
    keeps_file: &[investment::proves],
    of_organisation: &[atlas::competences::of_organisation],
    subjects: Some(investment::subjects),
    of_company: &[|reader, actor, record| {
        investment::links_of_company(reader, actor, directory::OrganisationId(record.0))
    }],
    merging: Merging {
        relations: &[
            directory::duplicates::RELATIONS,
            directory::duplicates::OF_RECORDS,
            directory::people::MERGED,
            directory::groups::MERGED,
            prospecting::MERGED,
            investment::MERGED,
            attachments::MERGED,
            atlas::competences::MERGED,
        ],
        folded: &[directory::duplicates::FOLDED, prospecting::FOLDED],
        folds: &[prospecting::fold_files],
        joined: &[prospecting::joined_files],
        settles: &[directory::duplicates::settle, prospecting::settle_files],
    },
    merging_people: Merging {
        relations: &[
            directory::people::duplicates::RELATIONS,
            account::MERGED,
            directory::duplicates::OF_RECORDS,
            attachments::MERGED,
        ],
        folded: &[],
        folds: &[],
        joined: &[],
        settles: &[directory::people::duplicates::settle, account::settle_names],
    },
    attachable: &[(&investment::PROJECT, RUN_PROJECTS), (&directory::ORGANISATION, KEEP_FILES)],
};

/// The routes whose reading is noted: what says something of a person, of a company, or of what is shown to few. A file, and an
/// answer on personal data, are noted by whoever sends them.
const READINGS: &[(&str, &str, Way)] = &[
    ("/projects/{id}", "project", Way::Page),
    ("/companies/{id}", "organisation", Way::Page),
    ("/interactions/{id}", "interaction", Way::Page),
    ("/people/{id}", "person", Way::Page),
    ("/people/{id}/details", "person", Way::Page),
    ("/perimeters/{id}", "perimeter", Way::Page),
    ("/asset-sheets/{id}", "asset-sheet", Way::Page),
    ("/registers/{id}", "register", Way::Page),
    ("/api/v1/projects/{id}", "project", Way::Api),
    ("/api/v1/companies/{id}", "organisation", Way::Api),
    ("/api/v1/companies/{id}/contacts", "organisation", Way::Api),
    ("/api/v1/companies/{id}/group", "organisation", Way::Api),
    ("/api/v1/interactions/{id}", "interaction", Way::Api),
    ("/api/v1/people/{id}", "person", Way::Api),
    ("/api/v1/perimeters/{id}", "perimeter", Way::Api),
    ("/api/v1/asset-sheets/{id}", "asset-sheet", Way::Api),
    ("/api/v1/registers/{id}", "register", Way::Api),
    ("/api/v1/projects", "project", Way::List),
    ("/api/v1/companies", "organisation", Way::List),
    ("/api/v1/interactions", "interaction", Way::List),
    ("/api/v1/people", "person", Way::List),
    ("/api/v1/perimeters", "perimeter", Way::List),
    ("/api/v1/asset-sheets", "asset-sheet", Way::List),
    ("/api/v1/registers", "register", Way::List),
    ("/api/v1/records/{record}/files", "file", Way::List),
    ("/api/v1/search", "search", Way::List),
];

/// What is forgotten with time, each line with its period.
const SWEEPS: &[Sweep] = &{
    let people = directory::people::retention::SWEEPS;
    [
        people[0],
        people[1],
        people[2],
        people[3],
        prospecting::OLD_CONTACTS,
        account::CLOSED_ACCOUNTS,
        account::OLD_SESSIONS,
        account::OLD_TOKENS,
        people[4],
        people[5],
    ]
};

/// The translations, embedded.
#[derive(RustEmbed)]
#[folder = "../../translations"]
struct Translations;

/// Every message in both languages.
pub fn catalogue() -> anyhow::Result<Catalogue> {
    let mut files = Vec::new();
    for path in Translations::iter() {
        let language = path.split('/').next().and_then(Language::from_code);
        let text = Translations::get(&path).map(|file| String::from_utf8(file.data.into_owned()));
        if let (Some(language), Some(text)) = (language, text) {
            files.push((language, text?));
        }
    }
    Ok(Catalogue::new(files.iter().map(|(language, text)| (*language, text.as_str())))?)
}

/// The shared state of an instance.
pub fn app(database: Database, settings: Settings, mailer: Mailer) -> anyhow::Result<App> {
    let files = settings.files()?;
    Ok(App::from(Shared {
        database,
        files,
        catalogue: Arc::new(catalogue()?),
        settings: Arc::new(settings),
        mailer,
        accesses: Accesses::default(),
        themes: frame::Themes::default(),
        registry: REGISTRY,
    }))
}

/// What runs each kind of job.
pub fn handlers(app: &App) -> Handlers {
    let (one, database) = (|| app.clone(), || app.database.clone());
    let (mails, notices, merges, nights, retention) = (one(), one(), one(), one(), one());
    let (mornings, digests) = (one(), one());
    let (interactions, companies, people) = (database(), database(), database());
    let (embargoes, projects) = (database(), database());
    Handlers::default()
        .on(account::MAIL, move |job| account::send_mail(mails.clone(), job))
        .on(directory::circles::NOTICE, move |job| account::send_notice(notices.clone(), job))
        .on(directory::duplicates::proposals::NOTICE, move |job| {
            account::send_merge_notice(merges.clone(), job)
        })
        .on("interaction.index", move |job| prospecting::jobs::index_interaction(interactions.clone(), job))
        .on("company.index", move |job| prospecting::jobs::index_company(companies.clone(), job))
        .on(investment::embargo::RELEASE, move |job| investment::embargo::release(embargoes.clone(), job))
        .on(investment::INDEX, move |_| investment::index_all(projects.clone()))
        .on(directory::people::jobs::INDEX, move |_| directory::people::jobs::index_all(people.clone()))
        .on(directory::people::retention::RUN, move |_| forget(retention.clone()))
        .on(operations::UPKEEP, move |_| nightly(nights.clone()))
        .on(today::digest::MORNING, move |_| today::digest::jobs::morning(mornings.clone()))
        .on(today::digest::MAIL, move |job| today::digest::jobs::send(digests.clone(), job))
}

/// Forgets what is kept beyond its time.
async fn forget(app: App) -> Result<(), String> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let run = directory::people::retention::run(&app.database, app.registry.sweeps, today);
    run.await.map(drop).map_err(|error| error.to_string())
}

/// What is done each night: each feature forgets what has served.
async fn nightly(app: App) -> Result<(), String> {
    let database = app.database.clone();
    operations::next_night(&database).await?;
    today::digest::jobs::plan(&app).await.map_err(|error| error.to_string())?;
    operations::upkeep(database.clone()).await?;
    platform::files::collect(&database, &app.files).await?;
    let week_ago = database.ids().clock().now().checked_sub(SignedDuration::from_hours(7 * 24));
    let week_ago = week_ago.map_err(|error| error.to_string())?;
    administration::forget_accesses(&database).await.map_err(|error| error.to_string())?;
    let outcome = database.write(move |tx| account::forget_ended(tx, week_ago)).await;
    outcome.map(drop).map_err(|error| error.to_string())
}

/// Every route of the instance, with what surrounds them.
pub fn router(app: App) -> Router {
    let pages = Routes::new()
        .merge(today::routes())
        .merge(directory::routes())
        .merge(prospecting::routes())
        .merge(investment::routes())
        .merge(plan::routes())
        .merge(steering::routes())
        .merge(reference::routes())
        .merge(atlas::routes())
        .merge(account::routes())
        .merge(administration::routes())
        .merge(attachments::routes())
        .merge(saved_views::routes())
        .merge(operations::routes());
    let routes = pages.merge(api::routes()).route("/assets/{*path}", get(frame::asset));
    Router::from(routes)
        .layer(middleware::from_fn_with_state(app.clone(), administration::note_reading))
        .layer(middleware::from_fn_with_state(app.clone(), account::keep_alive))
        .layer(axum::Extension(account::Seen::default()))
        .layer(DefaultBodyLimit::max(1024 * 1024))
        .layer(CatchPanicLayer::custom(frame::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, app.settings.longest_request()))
        .layer(middleware::from_fn(operations::measure))
        .layer(middleware::from_fn_with_state(app.clone(), frame::negotiate))
        .layer(middleware::from_fn_with_state(app.clone(), frame::identify))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(headers::secure))
        .with_state(app)
}
