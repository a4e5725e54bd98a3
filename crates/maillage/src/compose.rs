//! Puts the features together: the kinds of records, the links between features, the routes, the jobs.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use platform::access::Kind;
use platform::database::Database;
use platform::i18n::{Catalogue, Language};
use platform::jobs::Handlers;
use platform::mail::Mailer;
use platform::web::{Problem, headers};
use rust_embed::RustEmbed;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;

use crate::frame::accesses::{Accesses, Way};
use crate::frame::links::{Holding, Registry};
use crate::frame::merging::Merging;
use crate::frame::personal::Sweep;
use crate::frame::rights::{KEEP_FILES, RUN_PROJECTS};
use crate::frame::routes::{Routes, delete, get, patch, post, put};
use crate::frame::{self, App, Everywhere, Shared};
use crate::settings::Settings;
use crate::{
    account, administration, atlas, attachments, directory, investment, operations, plan, prospecting,
    reference, saved_views, steering, today,
};

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
    let routes = pages.merge(api()).route("/assets/{*path}", get(frame::asset));
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

fn api() -> Routes {
    use administration::api as members;
    use atlas::asset_sheets::api as asset_sheets;
    use atlas::competences::api as competences;
    use atlas::perimeters::api as perimeters;
    use attachments::api as files;
    use directory::api as organisations;
    use directory::circles::api as circles;
    use directory::people::api as people;
    use directory::people::positions_api as positions;
    use directory::registers::api as registers;
    use reference::territories::api as territories;
    use saved_views::api as views;
    use steering::api as measures;
    use steering::targets::api as targets;
    Routes::new()
        .route("/api/v1/openapi.json", get(openapi))
        .route("/api/v1/organisations", get(organisations::list_organisations))
        .route("/api/v1/organisations/{id}", get(organisations::get_organisation))
        .route(
            "/api/v1/organisations/{id}/perimeters",
            get(competences::list_competences).post(competences::add_competence),
        )
        .route("/api/v1/organisations/{id}/perimeters/{perimeter}", delete(competences::remove_competence))
        .route("/api/v1/registers", get(registers::list_registers))
        .route("/api/v1/registers/{id}", get(registers::get_register))
        .route("/api/v1/circles", get(circles::list_circles))
        .route("/api/v1/circles/{id}", get(circles::get_circle))
        .route("/api/v1/people", get(people::list_people).post(people::create_person))
        .route("/api/v1/people/{id}", get(people::get_person))
        .route("/api/v1/people/{id}/positions", post(people::add_position))
        .route("/api/v1/people/{id}/positions/{position}", patch(positions::correct_position))
        .route("/api/v1/people/{id}/positions/{position}/end", post(positions::end_position))
        .route("/api/v1/people/{id}/positions/{position}/removal", post(positions::remove_position))
        .route("/api/v1/targets", get(targets::list_targets).post(targets::set_target))
        .route("/api/v1/targets/{id}", get(targets::get_target).delete(targets::withdraw_target))
        .route("/api/v1/targets/{id}/versions", post(targets::revise_target))
        .route("/api/v1/indicators", get(measures::list_indicators))
        .route("/api/v1/indicators/{key}", get(steering::records::api::get_indicator))
        .route("/api/v1/indicators/{key}/observations", post(measures::add_observation))
        .route("/api/v1/indicators/{key}/observations/{id}", delete(measures::withdraw_observation))
        .route("/api/v1/steering", get(measures::get_steering))
        .route("/api/v1/forecast", get(measures::get_forecast))
        .route("/api/v1/records/{record}/files", get(files::list_files).post(files::add_file))
        .route("/api/v1/files/{id}", get(files::get_file).delete(files::remove_file))
        .route("/api/v1/territories", get(territories::list_territories))
        .route("/api/v1/territories/{id}", get(territories::get_territory))
        .route("/api/v1/perimeters", get(perimeters::list_perimeters).post(perimeters::create_perimeter))
        .route("/api/v1/perimeters/{id}", get(perimeters::get_perimeter))
        .route("/api/v1/asset-sheets", get(asset_sheets::list_asset_sheets))
        .route("/api/v1/asset-sheets/{id}", get(asset_sheets::get_asset_sheet))
        .route("/api/v1/search", get(today::api::search))
        .route("/api/v1/today", get(today::api::get_today))
        .route("/api/v1/changes", get(today::digest::api::list_changes))
        .route(
            "/api/v1/changes/rhythm",
            get(today::digest::api::get_rhythm).post(today::digest::api::change_rhythm),
        )
        .route("/api/v1/views", get(views::list_views).post(views::save_view))
        .route("/api/v1/views/{id}", delete(views::remove_view))
        .route("/api/v1/administration/organisations", get(members::list_members).post(members::found_member))
        .route("/api/v1/administration/organisations/{id}", get(members::get_member))
        .route("/api/v1/administration/organisations/{id}/stops", post(members::stop_member))
        .route("/api/v1/administration/organisations/{id}/reopening", post(members::reopen_member))
        .merge(pipeline())
}

/// From a company to its projects: what is said, opened, moved, gone through.
fn pipeline() -> Routes {
    use directory::groups::api as groups;
    use investment::api as projects;
    use investment::confidentiality::api as levels;
    use investment::embargo::api as embargoes;
    use investment::history_api as happened;
    use investment::jobs::api as jobs;
    use investment::lists::api as listed;
    use investment::needs::api as needs;
    use investment::review::api as reviews;
    use investment::standing::api as standing;
    use investment::team::api as team;
    use investment::winning::api as winning;
    use plan::api as headings;
    use prospecting::api as companies;
    use prospecting::contacts::api as known;
    use prospecting::interactions::api as said;
    Routes::new()
        .route("/api/v1/companies", get(companies::list_companies).post(companies::create_company))
        .route("/api/v1/companies/{id}", get(companies::get_company))
        .route("/api/v1/companies/{id}/interactions", post(companies::log_interaction))
        .route("/api/v1/companies/{id}/group", get(groups::get_group))
        .route("/api/v1/companies/{id}/control", post(groups::state))
        .route("/api/v1/companies/{id}/contacts", get(known::list_contacts).post(known::add_one))
        .route("/api/v1/companies/{id}/contacts/{contact}", put(known::change_contact))
        .route("/api/v1/interactions", get(said::list_interactions).post(said::note_interaction))
        .route(
            "/api/v1/interactions/{id}",
            get(said::get_interaction).put(said::change_interaction).delete(said::withdraw_interaction),
        )
        .route("/api/v1/interactions/{id}/completion", post(said::complete_step))
        .route("/api/v1/interactions/{id}/hand-over", post(said::hand_step_over))
        .route("/api/v1/projects", get(listed::list_projects).post(projects::create_project))
        .route("/api/v1/projects/changes", post(listed::change_projects))
        .route("/api/v1/projects/{id}", get(projects::get_project).patch(projects::change_project))
        .route("/api/v1/projects/{id}/needs", get(needs::list_needs).put(needs::put_needs))
        .route("/api/v1/projects/{id}/jobs", get(jobs::list_jobs).put(jobs::put_jobs))
        .route(
            "/api/v1/projects/{id}/embargo",
            get(embargoes::list_embargoes).post(embargoes::plan_embargo).delete(embargoes::cancel_embargo),
        )
        .route("/api/v1/projects/{id}/levels", get(levels::get_levels).put(levels::put_levels))
        .route("/api/v1/projects/{id}/team", get(team::get_team).post(team::add_member))
        .route("/api/v1/projects/{id}/team/{member}", delete(team::end_member))
        .route("/api/v1/projects/{id}/interests", post(team::declare_interest))
        .route("/api/v1/projects/{id}/interests/{interest}/lifting", post(team::lift_wall))
        .route("/api/v1/projects/{id}/moves", post(projects::move_project))
        .route("/api/v1/projects/{id}/status", post(standing::change_status))
        .route("/api/v1/projects/{id}/pauses", post(standing::pause_project).delete(standing::resume_project))
        .route("/api/v1/projects/{id}/evidence", get(winning::list_evidence).post(winning::add_evidence))
        .route("/api/v1/projects/{id}/evidence/{evidence}", delete(winning::remove_evidence))
        .route(
            "/api/v1/projects/{id}/restatements",
            get(winning::list_restatements).post(winning::propose_restatement),
        )
        .route("/api/v1/projects/{id}/restatements/{restatement}/decision", post(winning::decide_restatement))
        .route("/api/v1/projects/{id}/grants", get(projects::list_grants).post(projects::share_project))
        .route("/api/v1/projects/{id}/history", get(happened::get_history))
        .route("/api/v1/projects/{id}/timeline", get(happened::get_timeline))
        .route("/api/v1/projects/places", get(listed::list_places))
        .route("/api/v1/projects/{id}/grants/{grant}", delete(projects::unshare_project))
        .route("/api/v1/headings", get(headings::list_headings).post(headings::create_heading))
        .route("/api/v1/headings/{id}", get(headings::get_heading).put(headings::change_heading))
        .route("/api/v1/reviews", get(reviews::list_reviews).post(reviews::open_review))
        .route("/api/v1/reviews/{id}", get(reviews::get_review))
        .route("/api/v1/reviews/{id}/lines", post(reviews::say_in_review))
        .route("/api/v1/reviews/{id}/closing", post(reviews::close_review))
}

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(title = "Maillage", description = "What an organisation may see and do, at the level that each record gives it. Send `Authorization: Bearer` with a token made on one's account page."),
    paths(
        directory::api::list_organisations, directory::api::get_organisation,
        directory::registers::api::list_registers, directory::registers::api::get_register,
        directory::circles::api::list_circles, directory::circles::api::get_circle,
        directory::people::api::list_people, directory::people::api::create_person, directory::people::api::get_person, directory::people::api::add_position,
        directory::people::positions_api::correct_position, directory::people::positions_api::end_position, directory::people::positions_api::remove_position,
        prospecting::api::list_companies, prospecting::api::create_company, prospecting::api::get_company, prospecting::api::log_interaction,
        directory::groups::api::get_group, directory::groups::api::state,
        prospecting::contacts::api::list_contacts, prospecting::contacts::api::add_one, prospecting::contacts::api::change_contact,
        prospecting::interactions::api::list_interactions, prospecting::interactions::api::get_interaction,
        prospecting::interactions::api::note_interaction, prospecting::interactions::api::change_interaction,
        prospecting::interactions::api::withdraw_interaction, prospecting::interactions::api::complete_step,
        prospecting::interactions::api::hand_step_over,
        investment::lists::api::list_projects, investment::lists::api::change_projects, investment::api::create_project, investment::api::get_project, investment::api::change_project,
        investment::lists::api::list_places, investment::history_api::get_history, investment::history_api::get_timeline,
        investment::api::move_project, investment::api::list_grants, investment::api::share_project, investment::api::unshare_project,
        investment::needs::api::list_needs, investment::needs::api::put_needs, investment::jobs::api::list_jobs, investment::jobs::api::put_jobs,
        investment::team::api::get_team, investment::team::api::add_member, investment::team::api::end_member, investment::team::api::declare_interest,
        investment::team::api::lift_wall, investment::embargo::api::list_embargoes, investment::embargo::api::plan_embargo,
        investment::embargo::api::cancel_embargo, investment::confidentiality::api::get_levels, investment::confidentiality::api::put_levels,
        investment::standing::api::change_status, investment::standing::api::pause_project, investment::standing::api::resume_project,
        investment::winning::api::list_evidence, investment::winning::api::add_evidence, investment::winning::api::remove_evidence, investment::winning::api::list_restatements,
        investment::winning::api::propose_restatement, investment::winning::api::decide_restatement,
        investment::review::api::list_reviews, investment::review::api::get_review, investment::review::api::open_review,
        investment::review::api::say_in_review, investment::review::api::close_review,
        attachments::api::list_files, attachments::api::add_file, attachments::api::get_file, attachments::api::remove_file,
        reference::territories::api::list_territories, reference::territories::api::get_territory,
        atlas::perimeters::api::list_perimeters, atlas::perimeters::api::get_perimeter, atlas::perimeters::api::create_perimeter,
        atlas::competences::api::list_competences, atlas::competences::api::add_competence, atlas::competences::api::remove_competence,
        atlas::asset_sheets::api::list_asset_sheets, atlas::asset_sheets::api::get_asset_sheet,
        plan::api::list_headings, plan::api::get_heading, plan::api::create_heading, plan::api::change_heading,
        steering::targets::api::list_targets, steering::targets::api::get_target, steering::targets::api::set_target,
        steering::targets::api::revise_target, steering::targets::api::withdraw_target,
        steering::api::list_indicators, steering::records::api::get_indicator, steering::api::add_observation, steering::api::withdraw_observation,
        steering::api::get_steering, steering::api::get_forecast,
        today::api::search, today::api::get_today,
        today::digest::api::list_changes, today::digest::api::get_rhythm, today::digest::api::change_rhythm,
        saved_views::api::list_views, saved_views::api::save_view, saved_views::api::remove_view,
        administration::api::list_members, administration::api::get_member, administration::api::found_member,
        administration::api::stop_member, administration::api::reopen_member,
    ),
    components(schemas(frame::ProblemJson, frame::FaultJson)),
    modifiers(&Everywhere),
    security(("token" = []))
)]
pub struct Description;

async fn openapi(State(_): State<App>) -> Result<Response, Problem> {
    Ok(axum::Json(Description::openapi()).into_response())
}
