//! The routes of organisations, registers and circles.

use super::routes::{Route, get, post, route};
use super::sent::*;

const NUMBER: &str = "insert into organisation_identifier (organisation, scheme, value, shared) values ('{company}', '{scheme}', '{number}', false)";
const NAMED: &str = "insert into organisation_name (organisation, name, name_key, nature) values ('{company}', '{other_name}', '{other_name}', 'usual')";
const LINKED: &str = "insert into organisation_link (id, organisation, other, nature) select '{grant}', '{company}', id, 'support' from organisation where name = 'Région Sud'";
const COMPETENT: &str =
    "insert into competence (organisation, territory) values ('{company}', '{territory}')";

/// Those that name a record.
pub const RECORDS: &[Route] = &[
    get("/organisations/{company}"),
    get("/organisations/{company}/edit"),
    post("/organisations/{company}/edit", ORGANISATION_CHANGED),
    post("/organisations/{company}/identifiers", &[("scheme", "XX-OTHER"), ("number", "HRB 1")]),
    post("/organisations/{company}/identifiers/removal", &[("scheme", "{scheme}"), ("number", "{number}")])
        .when(NUMBER),
    post("/organisations/{company}/names", &[("other_name", "OT"), ("name_nature", "usual")]),
    post("/organisations/{company}/names/removal", &[("other_name", "{other_name}")]).when(NAMED),
    post("/organisations/{company}/links", &[("link_nature", "support"), ("other", "Région Sud")]),
    post("/organisations/{company}/links/{grant}/removal", &[]).when(LINKED),
    post("/organisations/{company}/competences", &[("territory", "region-93")]),
    post("/organisations/{company}/competences/removal", &[("territory", "{territory}")]).when(COMPETENT),
    post("/organisations/{company}/sources", &[("outlet", "Industrie Mag")]),
    get("/organisations/{company}/perimeters"),
    post("/organisations/{company}/perimeters", ANSWERED),
    post("/organisations/{company}/perimeters/{perimeter}/removal", &[]).when(ANSWERS),
    get("/api/v1/organisations/{company}/perimeters"),
    post("/api/v1/organisations/{company}/perimeters", ANSWERED),
    route("DELETE", "/api/v1/organisations/{company}/perimeters/{perimeter}", &[]).when(ANSWERS),
    get("/organisations/{company}/merge?with={second}"),
    post("/organisations/{company}/merge", &[("with", "{second}")]),
    post("/duplicates/distinct", &[("one", "{company}"), ("other", "{second}")]),
    post("/duplicates/merges/{merge}/undo", &[]),
    post("/organisations/{company}/merge-proposals", &[("with", "{second}"), ("reason", "double")]),
    get("/duplicates/proposals/{grant}").when(MERGE_ASKED),
    post("/duplicates/proposals/{grant}/acceptance", &[]).when(MERGE_ASKED),
    post("/duplicates/proposals/{grant}/refusal", &[("reason", "deux usines")]).when(MERGE_ASKED),
    post("/duplicates/proposals/{grant}/withdrawal", &[]).when(MERGE_ASKED),
    get("/registers/{register}"),
    get("/registers/{register}/edit"),
    post("/registers/{register}/edit", &[("version", "1"), ("name", "Club"), ("nature", "network")]),
    post("/registers/{register}/entries", &[("names", "HAROPA")]),
    post("/registers/{register}/entries/{grant}/departure", &[("departed", "2020")]).when(ENTRY),
    post("/registers/{register}/entries/{grant}/removal", &[]).when(ENTRY),
    post(
        "/registers/{register}/statements",
        &[("measure", "members"), ("figure", "58"), ("as_of", "mars 2019"), ("outlet", "Industrie Mag")],
    ),
    post("/registers/{register}/statements/{grant}/removal", &[]).when(STATED),
    get("/api/v1/registers/{register}"),
    route(
        "PUT",
        "/api/v1/registers/{register}",
        &[("version", "1"), ("name", "Club"), ("nature", "network")],
    ),
    post("/api/v1/registers/{register}/entries", &[("names", "HAROPA")]),
    post("/api/v1/registers/{register}/entries/{grant}/departure", &[("departed", "2020")]).when(ENTRY),
    route("DELETE", "/api/v1/registers/{register}/entries/{grant}", &[]).when(ENTRY),
    post(
        "/api/v1/registers/{register}/statements",
        &[("measure", "members"), ("figure", "58"), ("as_of", "mars 2019"), ("outlet", "Industrie Mag")],
    ),
    route("DELETE", "/api/v1/registers/{register}/statements/{grant}", &[]).when(STATED),
    get("/api/v1/organisations/{company}"),
    route("PUT", "/api/v1/organisations/{company}", ORGANISATION_CHANGED),
    post("/api/v1/organisations/{company}/identifiers", &[("scheme", "XX-OTHER"), ("number", "HRB 1")]),
    route("DELETE", "/api/v1/organisations/{company}/identifiers/{scheme}/{number}", &[]).when(NUMBER),
    post("/api/v1/organisations/{company}/names", &[("other_name", "OT"), ("name_nature", "usual")]),
    route("DELETE", "/api/v1/organisations/{company}/names/{other_name}", &[]).when(NAMED),
    post("/api/v1/organisations/{company}/links", &[("link_nature", "support"), ("other", "Région Sud")]),
    route("DELETE", "/api/v1/organisations/{company}/links/{grant}", &[]).when(LINKED),
    post("/api/v1/organisations/{company}/competences", &[("territory", "region-93")]),
    route("DELETE", "/api/v1/organisations/{company}/competences/{territory}", &[]).when(COMPETENT),
    post("/api/v1/organisations/{company}/sources", &[("outlet", "Industrie Mag")]),
];

/// The others.
pub const OTHERS: &[Route] = &[
    get("/organisations"),
    get("/duplicates"),
    get("/registers"),
    get("/registers/new"),
    post("/registers", &[("name", "Comité"), ("nature", "body"), ("audience", "network")]),
    get("/api/v1/registers"),
    post("/api/v1/registers", &[("name", "Comité"), ("nature", "body"), ("audience", "network")]),
    get("/api/v1/organisations"),
    post("/api/v1/organisations", ORGANISATION),
    get("/api/v1/organisations/{member}"),
    get("/organisations/new"),
    post("/organisations", ORGANISATION),
    get("/organisations/{member}"),
    get("/circles"),
    post("/circles", &[("name", "Filière"), ("purpose", "Se voir."), ("admission", "open")]),
    get("/circles/{circle}"),
    post("/circles/{circle}/invitations", &[("organisation", "{member}")]),
    post("/circles/{circle}/requests", &[("by_name", "yes")]),
    post("/circles/{circle}/members/018f0000-0000-7000-8000-000000000002/decision", &[("answer", "yes")])
        .when(ASKS),
    post("/circles/{circle}/members/018f0000-0000-7000-8000-000000000002/end", &[]).when(IS_IN),
    post("/circles/{circle}/dissolution", &[]),
    get("/api/v1/circles"),
    post("/api/v1/circles", &[("name", "Filière"), ("purpose", "Se voir."), ("admission", "open")]),
    get("/api/v1/circles/{circle}"),
    post("/api/v1/circles/{circle}/invitations", &[("organisation", "{member}")]),
    post("/api/v1/circles/{circle}/requests", &[("by_name", "yes")]),
    post(
        "/api/v1/circles/{circle}/members/018f0000-0000-7000-8000-000000000002/decision",
        &[("answer", "yes")],
    )
    .when(ASKS),
    post("/api/v1/circles/{circle}/members/018f0000-0000-7000-8000-000000000002/end", &[]).when(IS_IN),
    post("/api/v1/circles/{circle}/dissolution", &[]),
];
