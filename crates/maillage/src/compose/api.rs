//! The API, put together: its routes and its description.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use platform::web::Problem;
use utoipa::OpenApi;

use crate::frame::routes::{Routes, delete, get, patch, post, put};
use crate::frame::{self, App, Everywhere};
use crate::{
    administration, atlas, attachments, directory, investment, plan, prospecting, reference, saved_views,
    steering, today,
};

/// Every route of the API.
pub fn routes() -> Routes {
    use administration::api as members;
    use atlas::asset_sheets::api as asset_sheets;
    use atlas::competences::api as competences;
    use atlas::perimeters::api as perimeters;
    use attachments::api as files;
    use directory::api as organisations;
    use directory::around::api as around;
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
        .route(
            "/api/v1/organisations",
            get(organisations::list_organisations).post(organisations::create_organisation),
        )
        .route(
            "/api/v1/organisations/{id}",
            get(organisations::get_organisation).put(organisations::change_organisation),
        )
        .route("/api/v1/organisations/{id}/identifiers", post(around::add_identifier))
        .route("/api/v1/organisations/{id}/identifiers/{scheme}/{number}", delete(around::remove_identifier))
        .route("/api/v1/organisations/{id}/names", post(around::add_name))
        .route("/api/v1/organisations/{id}/names/{name}", delete(around::remove_name))
        .route("/api/v1/organisations/{id}/links", post(around::add_link))
        .route("/api/v1/organisations/{id}/links/{link}", delete(around::remove_link))
        .route("/api/v1/organisations/{id}/competences", post(around::add_territory))
        .route("/api/v1/organisations/{id}/competences/{territory}", delete(around::remove_territory))
        .route("/api/v1/organisations/{id}/sources", post(around::add_source))
        .route(
            "/api/v1/organisations/{id}/perimeters",
            get(competences::list_competences).post(competences::add_competence),
        )
        .route("/api/v1/organisations/{id}/perimeters/{perimeter}", delete(competences::remove_competence))
        .route("/api/v1/registers", get(registers::list_registers).post(registers::open_register))
        .route("/api/v1/registers/{id}", get(registers::get_register).put(registers::change_register))
        .route("/api/v1/registers/{id}/entries", post(registers::add_entries))
        .route("/api/v1/registers/{id}/entries/{entry}", delete(registers::remove_entry))
        .route("/api/v1/registers/{id}/entries/{entry}/departure", post(registers::end_entry))
        .route("/api/v1/registers/{id}/statements", post(registers::add_statement))
        .route("/api/v1/registers/{id}/statements/{statement}", delete(registers::remove_statement))
        .route("/api/v1/circles", get(circles::list_circles).post(circles::found_circle))
        .route("/api/v1/circles/{id}", get(circles::get_circle))
        .route("/api/v1/circles/{id}/invitations", post(circles::invite))
        .route("/api/v1/circles/{id}/requests", post(circles::ask))
        .route("/api/v1/circles/{id}/members/{line}/decision", post(circles::decide))
        .route("/api/v1/circles/{id}/members/{line}/end", post(circles::end_membership))
        .route("/api/v1/circles/{id}/dissolution", post(circles::dissolve))
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
        .route("/api/v1/interactions/{id}/present", put(said::put_people_there))
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
        directory::api::list_organisations, directory::api::get_organisation, directory::api::create_organisation, directory::api::change_organisation,
        directory::around::api::add_identifier, directory::around::api::remove_identifier, directory::around::api::add_name, directory::around::api::remove_name,
        directory::around::api::add_link, directory::around::api::remove_link, directory::around::api::add_territory, directory::around::api::remove_territory,
        directory::around::api::add_source,
        directory::registers::api::list_registers, directory::registers::api::get_register, directory::registers::api::open_register,
        directory::registers::api::change_register, directory::registers::api::add_entries, directory::registers::api::end_entry,
        directory::registers::api::remove_entry, directory::registers::api::add_statement, directory::registers::api::remove_statement,
        directory::circles::api::list_circles, directory::circles::api::get_circle, directory::circles::api::found_circle,
        directory::circles::api::invite, directory::circles::api::ask, directory::circles::api::decide, directory::circles::api::end_membership,
        directory::circles::api::dissolve,
        directory::people::api::list_people, directory::people::api::create_person, directory::people::api::get_person, directory::people::api::add_position,
        directory::people::positions_api::correct_position, directory::people::positions_api::end_position, directory::people::positions_api::remove_position,
        prospecting::api::list_companies, prospecting::api::create_company, prospecting::api::get_company, prospecting::api::log_interaction,
        directory::groups::api::get_group, directory::groups::api::state,
        prospecting::contacts::api::list_contacts, prospecting::contacts::api::add_one, prospecting::contacts::api::change_contact,
        prospecting::interactions::api::list_interactions, prospecting::interactions::api::get_interaction,
        prospecting::interactions::api::note_interaction, prospecting::interactions::api::change_interaction,
        prospecting::interactions::api::withdraw_interaction, prospecting::interactions::api::put_people_there, prospecting::interactions::api::complete_step,
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
