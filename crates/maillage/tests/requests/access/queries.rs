//! Requests that name a record in a query or in what they send, `{named}`: what the asker does not see is there in turn
//! with what does not exist.

use super::routes::{Route, get, post, route};
use super::sent::STOP;

const LEVEL: (&str, &str) = ("level", "card");
const REASON: (&str, &str) = ("reason", "travail commun");
const VERSION: (&str, &str) = ("version", "{project_version}");
const CODE_NAME: (&str, &str) = ("code_name", "Asphodèle");
const SOURCE: (&str, &str) = ("source", "fair");
const SEALED: (&str, &str) = ("sealed_company", "Un fabricant");

const COMPANY: &[(&str, &str)] = &[CODE_NAME, SOURCE, ("company", "{named}")];
const REFERENT: &[(&str, &str)] = &[CODE_NAME, SOURCE, SEALED, ("referent", "{named}")];
const READER: &[(&str, &str)] = &[VERSION, ("second_reader", "{named}")];
const OTHER_COMPANY: &[(&str, &str)] = &[VERSION, ("company", "{named}")];
const AIMED: &[(&str, &str)] =
    &[("indicator", "wins"), ("year", "2031"), ("figure", "65"), ("firmness", "aimed"), ("axis", "{named}")];
const AXIS: &[(&str, &str)] = &[VERSION, ("axis", "{named}")];
const GRANT: &[(&str, &str)] = &[("organisation", "{named}"), LEVEL, REASON];
const INVITED: &[(&str, &str)] = &[
    ("organisation", "{named}"),
    ("given_name", "Ada"),
    ("family_name", "Brun"),
    ("email", "ada.brun@provence.example"),
    ("role", "officer"),
];

const MEANT: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("given_name", "Ada"),
    ("family_name", "Brun"),
    ("email", "ada.brun@provence.example"),
    ("role", "officer"),
    ("person", "{named}"),
];

/// Which of the words that one does not see is named, and the request.
pub const QUERIES: &[(&str, Route)] = &[
    ("company", get("/projects/new?company={named}")),
    ("company", post("/projects", COMPANY)),
    ("company", post("/api/v1/projects", COMPANY)),
    ("company", post("/projects/{project}/edit", OTHER_COMPANY)),
    ("company", route("PATCH", "/api/v1/projects/{project}", OTHER_COMPANY)),
    ("company", post("/projects/{project}/grants", GRANT)),
    ("company", post("/api/v1/projects/{project}/grants", GRANT)),
    ("company", get("/organisations?after_key=a&after={named}")),
    ("company", get("/companies?after_key=a&after={named}")),
    ("company", get("/people?organisation={named}")),
    ("perimeter", post("/organisations/{company}/perimeters", &[("perimeter", "{named}")])),
    ("perimeter", post("/api/v1/organisations/{company}/perimeters", &[("perimeter", "{named}")])),
    ("person", get("/people?after_key=a&after={named}")),
    ("company", get("/api/v1/people?organisation={named}")),
    ("person", get("/api/v1/people?cursor={named}~a")),
    ("company", get("/api/v1/organisations?cursor={named}~a")),
    ("company", get("/api/v1/companies?cursor={named}~a")),
    ("project", get("/projects?view=list&after=r1~{named}")),
    ("project", get("/api/v1/projects?cursor=r1~{named}")),
    ("heading", get("/targets/new?axis={named}")),
    ("heading", post("/targets", AIMED)),
    ("heading", post("/api/v1/targets", AIMED)),
    ("heading", get("/projects?view=list&axis={named}")),
    ("heading", get("/api/v1/projects?axis={named}")),
    ("heading", post("/projects/{project}/edit", AXIS)),
    ("heading", route("PATCH", "/api/v1/projects/{project}", AXIS)),
    ("project", get("/projects/bulk?field=priority&id={named}")),
    ("grant", post("/projects/{project}/grants/{named}/revocation", &[])),
    ("grant", route("DELETE", "/api/v1/projects/{project}/grants/{named}", &[])),
    ("code_name", get("/search?q={named}")),
    ("code_name", get("/api/v1/search?q={named}")),
    ("other_account", post("/projects", REFERENT)),
    ("other_account", post("/api/v1/projects", REFERENT)),
    ("other_account", post("/projects/{project}/edit", READER)),
    ("other_account", route("PATCH", "/api/v1/projects/{project}", READER)),
    ("other_team", post("/projects", &[CODE_NAME, SOURCE, SEALED, ("audience", "team:{named}")])),
    ("other_seat", post("/account/acting", &[("seat", "{named}")])),
    ("other_session", post("/account/sessions/{named}/revocation", &[])),
    ("other_token", post("/account/tokens/{named}/revocation", &[])),
    ("other_seat", get("/administration/people/{named}")),
    ("other_seat", post("/administration/people/{named}/role", &[("role", "reader")])),
    ("other_seat", post("/administration/people/{named}/invitations", &[])),
    ("other_seat", post("/administration/people/{named}/departure", &[])),
    ("other_seat", post("/administration/people/{named}/second-step-removal", &[])),
    ("other_organisation", get("/administration/people?organisation={named}")),
    ("other_organisation", post("/administration/people", INVITED)),
    ("person", post("/administration/people", MEANT)),
    ("request", get("/privacy/journal/{line}?request={named}")),
    ("job", post("/administration/jobs/{named}/retries", &[])),
    ("other_organisation", get("/api/v1/administration/organisations/{named}")),
    ("other_organisation", post("/api/v1/administration/organisations/{named}/stops", STOP)),
    ("other_organisation", post("/api/v1/administration/organisations/{named}/reopening", &[])),
];
