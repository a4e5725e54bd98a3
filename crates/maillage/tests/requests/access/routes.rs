//! Every route and method, each with a request that succeeds for whoever may make it.
//!
//! A word between braces is filled with what the world holds. The field `version` goes into `If-Match` for the API.

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub fields: &'static [(&'static str, &'static str)],
    /// What the database must hold for the request to succeed.
    pub prepared: &'static str,
}

pub const fn route(
    method: &'static str,
    path: &'static str,
    fields: &'static [(&'static str, &'static str)],
) -> Route {
    Route { method, path, fields, prepared: "" }
}

pub const fn get(path: &'static str) -> Route {
    route("GET", path, &[])
}

pub const fn post(path: &'static str, fields: &'static [(&'static str, &'static str)]) -> Route {
    route("POST", path, fields)
}

impl Route {
    const fn when(self, prepared: &'static str) -> Self {
        Self { prepared, ..self }
    }

    /// Whether it can change anything.
    pub fn writes(&self) -> bool {
        self.method != "GET"
    }

    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

/// The password of everyone in the world, and the next one.
pub const PASSWORD: &str = "quatre mots pris au hasard";
const CHOSEN: &[(&str, &str)] =
    &[("new_password", "encore quatre autres mots"), ("again", "encore quatre autres mots")];

const COMPANY: &[(&str, &str)] =
    &[("version", "{company_version}"), ("name", "Ostrava Thermal a.s."), ("country", "CZ")];
const ORGANISATION: &[(&str, &str)] = &[
    ("name", "ANIMA Sud"),
    ("family", "attractiveness"),
    ("category", "network"),
    ("country", "FR"),
    ("audience", "network"),
];
const ORGANISATION_CHANGED: &[(&str, &str)] = &[
    ("version", "{company_version}"),
    ("name", "Ostrava Thermal a.s."),
    ("family", "company"),
    ("category", "firm"),
    ("country", "CZ"),
];
const MERGE_ASKED: &str = "insert into merge_proposal (id, kept, dropped, own, proposed_for, proposed_by, account, proposed_at, reason, choice, asked, state)
    select '{grant}', '{company}', '{second}', '{company}', r.owner, s.id, s.account, r.created_at, 'double', '', r.owner, 'waiting'
    from record r join seat s on s.organisation = r.owner where r.id = '{company}' order by s.id limit 1 on conflict (id) do update set state = 'waiting'";
const ENTRY: &str = "insert into register_entry (id, register, label, family) values ('{grant}', '{register}', 'ports', 'public-body')";
const STATED: &str = "insert into register_statement (id, register, measure, figure, as_of) select '{grant}', '{register}', measure, figure, as_of from register_statement limit 1";
const CONTACT: &[(&str, &str)] = &[("contact_name", "Jana Nová"), ("legal_basis", "consent")];
const CONTROL: &[(&str, &str)] =
    &[("control_country", "DE"), ("control_source", "rapport annuel"), ("control_as_of", "mars 2021")];
const CONTACT_CHANGED: &[(&str, &str)] = &[
    ("version", "1"),
    ("contact_name", "Jana Nová"),
    ("contact_role", "finance"),
    ("legal_basis", "consent"),
];
const PERSON: &[(&str, &str)] =
    &[("family_name", "Tremblay"), ("data_class", "elected-official"), ("audience", "owner")];
const RENAMED: &[(&str, &str)] =
    &[("version", "{person_version}"), ("family_name", "Oliveira"), ("data_class", "prescriber")];
const POSITION: &[(&str, &str)] = &[("place", "Toulouse"), ("kind", "mandate"), ("duty", "mayor")];
const CORRECTED: &[(&str, &str)] = &[
    ("version", "{person_version}"),
    ("place", "Toulouse"),
    ("kind", "mandate"),
    ("duty", "mayor"),
    ("reason", "faute"),
];
const DETAIL: &[(&str, &str)] = &[
    ("detail_kind", "email"),
    ("reach", "serra@exemple.example"),
    ("data_class", "business-contact"),
    ("basis", "contract"),
    ("found_in", "carte"),
];
const CONSENT: &[(&str, &str)] = &[("letter", "news"), ("consent", "objected"), ("said_by", "courriel")];
const REQUEST: &[(&str, &str)] = &[("request", "access"), ("family_name", "Oliva")];
const INTERACTION: &[(&str, &str)] = &[("channel", "call"), ("summary", "Rappelée.")];
const CORRECTION: &[(&str, &str)] =
    &[("version", "{interaction_version}"), ("channel", "video"), ("summary", "Rappelés en visio.")];
const STEP: &str = "update interaction set next_step = 'Relancer', next_due = held_on, next_done_at = null where id = '{interaction}'";
const MEETING: &[(&str, &str)] =
    &[("channel", "event"), ("summary", "Vues au salon."), ("with", "Kyushu Glass"), ("country", "JP")];
const PROJECT: &[(&str, &str)] = &[
    ("code_name", "Asphodèle"),
    ("source", "fair"),
    ("sealed_company", "Un fabricant"),
    ("audience", "owner"),
];
const FACTS: &[(&str, &str)] =
    &[("code_name", "Asphodèle"), ("source", "fair"), ("sealed_company", "Un fabricant")];
const LOCATION: &[(&str, &str)] = &[("version", "{project_version}"), ("location", "Arles")];
const BACK: &[(&str, &str)] =
    &[("version", "{project_version}"), ("stage", "contact"), ("reason", "à revoir")];
const JOINS: &str = "ines.morel@bpi.example";
const JOINED: &[(&str, &str)] = &[("team_person", JOINS), ("team_role", "expert"), ("reason", "avis")];
const IN_TEAM: &str = "insert into project_contributor (id, project, account, seat, role, reason, added_at) select '{grant}', p.id, s.account, s.id, 'expert', 'avis', p.stage_entered_at
    from project p, seat s where p.id = '{project}' and s.account = (select a.id from account a where a.email = 'ines.morel@bpi.example')";
const CONFLICT: &str = "insert into project_interest (id, project, account, nature, detail, declared_at, declared_by) select '{grant}', p.id, a.id, 'other', 'un lien', p.stage_entered_at, a.id
    from project p, account a where p.id = '{project}' and a.email = 'ines.morel@bpi.example'";
const EMBARGO: &[(&str, &str)] = &[
    ("embargo_day", "15/12/2199"),
    ("embargo_hour", "14:30"),
    ("embargo_organisation", "{member}"),
    ("embargo_level", "card"),
    ("reason", "communiqué"),
];
const EMBARGO_ASKED: &[(&str, &str)] = &[
    ("day", "15/12/2199"),
    ("hour", "14:30"),
    ("organisation", "{member}"),
    ("level", "card"),
    ("reason", "communiqué"),
];
const EMBARGOED: &str = "insert into project_embargo (id, project, at, zone, network, reason, state, planned_at) select '{grant}', id, stage_entered_at, 'Europe/Paris', true, 'communiqué', 'planned', stage_entered_at from project where id = '{project}'";
const RAISED: &[(&str, &str)] = &[("version", "{project_version}"), ("level-value", "contribute")];
const LEVELS: &[(&str, &str)] = &[("version", "{project_version}"), ("value", "contribute")];
const EMPLOYED: &[(&str, &str)] = &[
    ("version", "{project_version}"),
    ("line-0", ""),
    ("nature-0", "created"),
    ("contract-0", "open-ended"),
    ("year_1-0", "12"),
];
const JOBS: &[(&str, &str)] = &[("version", "{project_version}"), ("lines", "[]")];
const NEEDED: &[(&str, &str)] =
    &[("version", "{project_version}"), ("line-0", ""), ("kind-0", "land"), ("said-0", "5 à 8 ha")];
const NEEDS: &[(&str, &str)] = &[("version", "{project_version}"), ("needs", "[]")];
const STATUS: &[(&str, &str)] =
    &[("version", "{project_version}"), ("status", "dormant"), ("reason", "étude"), ("until", "fin 2199")];
const EVIDENCE: &[(&str, &str)] = &[("attachment", "{file}"), ("nature", "letter")];
const PROVED: &str = "insert into project_evidence (id, project, attachment, nature, added_at) select '{grant}', '{project}', id, 'letter', added_at from attachment where id = '{file}'";
const RESTATED: &[(&str, &str)] = &[("field", "jobs"), ("text", "12"), ("reason", "comptage")];
const VERIFIED: &str = "update project set verified_at = stage_entered_at where id = '{project}'";
const SEVERAL_BY_API: &[(&str, &str)] = &[
    ("field", "priority"),
    ("value", "high"),
    ("projects", r#"[{"id":"{project}","version":{project_version}}]"#),
];
const SEVERAL: &[(&str, &str)] =
    &[("field", "priority"), ("priority", "high"), ("id", "{project}"), ("version", "{project_version}")];
const WORD: &[(&str, &str)] = &[("project", "{project}"), ("verdict", "steady"), ("remark", "rien de neuf")];
const REVIEW: &str = "insert into portfolio_review (id, owner, opened_at, opened_by) select '{grant}', p.owner, p.stage_entered_at, p.referent from project p where p.id = '{project}' on conflict (id) do update set opened_at = excluded.opened_at";
const VIEW: &str = "insert into saved_view (id, owner, account, page, name, name_key, query, shared, created_at) select '{grant}', p.owner, p.referent, '/projects', 'Nôtres', 'notres', '', true, p.stage_entered_at from project p where p.id = '{project}'";
const PROPOSED: &str = "insert into project_restatement (id, project, field, text_before, text_after, language, reason, proposed_at) select '{grant}', id, 'jobs', '1', '2', 'fr', 'comptage', stage_entered_at from project where id = '{project}'";
const TARGET: &[(&str, &str)] =
    &[("indicator", "wins"), ("year", "2031"), ("figure", "65"), ("firmness", "aimed")];
const REVISED: &[(&str, &str)] =
    &[("version", "1"), ("figure", "70"), ("firmness", "aimed"), ("reason", "conseil de mars")];
const OBSERVED: &[(&str, &str)] = &[("figure", "540"), ("as_of", "mai 2021")];
const HEADING: &[(&str, &str)] = &[("heading_kind", "axis"), ("name_fr", "Décarbonation")];
const HEADING_CHANGED: &[(&str, &str)] =
    &[("version", "{heading_version}"), ("heading_kind", "axis"), ("name_fr", "Décarbonation")];
const GRANT: &[(&str, &str)] =
    &[("organisation", "{member}"), ("level", "card"), ("reason", "travail commun")];
const DRAWN: &[(&str, &str)] =
    &[("name", "Alpilles"), ("visibility", "owner"), ("from", "2026"), ("members", "13004")];
const VERSION: &[(&str, &str)] =
    &[("version", "{perimeter_version}"), ("from", "01/06/2026"), ("members", "13004")];
const REDRAWN: &[(&str, &str)] =
    &[("version", "{perimeter_version}"), ("name", "Delta"), ("visibility", "network")];
const WRITTEN: &[(&str, &str)] = &[("name", "Atouts"), ("visibility", "owner"), ("territory", "{territory}")];
const REWRITTEN: &[(&str, &str)] = &[
    ("version", "{sheet_version}"),
    ("name", "Atouts"),
    ("visibility", "owner"),
    ("territory", "{territory}"),
];
const ASSET: &[(&str, &str)] =
    &[("version", "{sheet_version}"), ("theme", "life"), ("authentic", "fr"), ("text_fr", "Les Alpilles")];
const ANSWERED: &[(&str, &str)] = &[("perimeter", "{perimeter}"), ("since", "2021")];
const ANSWERS: &str =
    "insert into perimeter_competence (organisation, perimeter) values ('{company}', '{perimeter}')";
const REMOVED: &[(&str, &str)] = &[("version", "{sheet_version}")];
const INVITED: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("given_name", "Ada"),
    ("family_name", "Brun"),
    ("email", "ada.brun@provence.example"),
    ("role", "officer"),
];

/// Routes that name a record: on each, what one may not see is what does not exist.
pub const RECORDS: &[Route] = &[
    get("/organisations/{company}"),
    get("/organisations/{company}/edit"),
    post("/organisations/{company}/edit", ORGANISATION_CHANGED),
    post("/organisations/{company}/identifiers", &[("scheme", "XX-OTHER"), ("number", "HRB 1")]),
    post("/organisations/{company}/identifiers/removal", &[("scheme", "XX-OTHER"), ("number", "HRB 0")])
        .when("insert into organisation_identifier (organisation, scheme, value, shared) values ('{company}', 'XX-OTHER', 'HRB 0', false)"),
    post("/organisations/{company}/names", &[("other_name", "OT"), ("name_nature", "usual")]),
    post("/organisations/{company}/names/removal", &[("other_name", "ot")])
        .when("insert into organisation_name (organisation, name, name_key, nature) values ('{company}', 'OT', 'ot', 'usual')"),
    post("/organisations/{company}/links", &[("link_nature", "support"), ("other", "Région Sud")]),
    post("/organisations/{company}/links/{grant}/removal", &[])
        .when("insert into organisation_link (id, organisation, other, nature) select '{grant}', '{company}', id, 'support' from organisation where name = 'Région Sud'"),
    post("/organisations/{company}/competences", &[("territory", "region-93")]),
    post("/organisations/{company}/competences/removal", &[("territory", "region-93")])
        .when("insert into competence (organisation, territory) values ('{company}', 'region-93')"),
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
    get("/companies/{company}"),
    get("/companies/{company}/edit"),
    post("/companies/{company}/edit", COMPANY),
    post("/companies/{company}/contacts", CONTACT),
    get("/companies/{company}/control"),
    post("/companies/{company}/control", CONTROL),
    get("/api/v1/companies/{company}/group"),
    post("/api/v1/companies/{company}/control", CONTROL),
    get("/companies/{company}/contacts/{contact}/edit"),
    post("/companies/{company}/contacts/{contact}/edit", CONTACT_CHANGED),
    get("/api/v1/companies/{company}/contacts"),
    post("/api/v1/companies/{company}/contacts", CONTACT),
    route("PUT", "/api/v1/companies/{company}/contacts/{contact}", CONTACT_CHANGED),
    post("/companies/{company}/interactions", INTERACTION),
    get("/people/{person}"),
    get("/people/{person}/edit"),
    post("/people/{person}/edit", RENAMED),
    get("/people/{person}/positions"),
    post("/people/{person}/positions", POSITION),
    post("/people/{person}/positions/{position}/end", &[("until", "2021")]),
    get("/people/{person}/positions/{position}"),
    post("/people/{person}/positions/{position}", CORRECTED),
    post("/people/{person}/positions/{position}/removal", &[("reason", "faute")]),
    route("PATCH", "/api/v1/people/{person}/positions/{position}", CORRECTED),
    post("/api/v1/people/{person}/positions/{position}/end", &[("until", "2021")]),
    post("/api/v1/people/{person}/positions/{position}/removal", &[("reason", "faute")]),
    get("/people/{person}/details"),
    post("/people/{person}/details", DETAIL),
    post("/people/{person}/details/{detail}/removal", &[]),
    post("/people/{person}/consents", CONSENT),
    get("/people/{person}/merge?with={second_person}"),
    post("/people/{person}/merge", &[("with", "{second_person}")]),
    post("/people/duplicates/distinct", &[("one", "{person}"), ("other", "{second_person}")]),
    post("/people/duplicates/merges/{person_merge}/undo", &[]),
    get("/privacy/requests/{request}"),
    get("/privacy/requests/{request}/answer"),
    get("/privacy/requests/{request}/answer.json"),
    post("/privacy/requests/{request}/lines", &[("line", "person:{person}")]),
    post("/privacy/requests/{request}/identity", &[("identity_note", "Rappelée.")]),
    post("/privacy/requests/{request}/extension", &[("extension_reason", "Trois fiches.")]),
    post("/privacy/requests/{request}/hold", &[("hold_reason", "Litige.")]),
    post("/privacy/requests/{request}/erasure", &[]),
    post("/privacy/requests/{request}/closing", &[("outcome", "answered"), ("answer_note", "Tout est là.")]),
    get("/privacy/journal/{line}"),
    post("/privacy/journal/{line}/redaction", &[("redaction_reason", "note déplacée")]),
    get("/api/v1/people/{person}"),
    get("/api/v1/people/{person}?at=2021-02-02"),
    post("/api/v1/people/{person}/positions", POSITION),
    get("/interactions/{interaction}"),
    post("/interactions/{interaction}/completion", &[]),
    get("/interactions/{interaction}/edit"),
    post("/interactions/{interaction}/edit", CORRECTION),
    post("/interactions/{interaction}/hand-over", &[("to", "{own_account}")]).when(STEP),
    post(
        "/interactions/{interaction}/withdrawal",
        &[("version", "{interaction_version}"), ("withdrawal_reason", "doublon")],
    ),
    get("/api/v1/interactions/{interaction}"),
    route("PUT", "/api/v1/interactions/{interaction}", CORRECTION),
    route("DELETE", "/api/v1/interactions/{interaction}?reason=doublon", &[("version", "{interaction_version}")]),
    post("/api/v1/interactions/{interaction}/completion", &[]),
    post("/api/v1/interactions/{interaction}/hand-over", &[("to", "{own_account}")]).when(STEP),
    get("/projects/{project}"),
    get("/projects/{project}/edit"),
    post("/projects/{project}/edit", LOCATION),
    get("/projects/{project}/team"),
    post("/projects/{project}/team", JOINED),
    post("/projects/{project}/team/{grant}/end", &[]).when(IN_TEAM),
    post("/projects/{project}/interests", &[("interest", "none")]),
    post("/projects/{project}/interests/{grant}/lifting", &[("lift_reason", "parts cédées")]).when(CONFLICT),
    get("/projects/{project}/jobs"),
    post("/projects/{project}/jobs", EMPLOYED),
    get("/projects/{project}/needs"),
    post("/projects/{project}/needs", NEEDED),
    post("/projects/{project}/moves", BACK),
    get("/projects/{project}/status"),
    post("/projects/{project}/status", STATUS),
    post("/projects/{project}/pauses", &[("pause_reason", "conseil attendu")]),
    post("/projects/{project}/pauses/end", &[]),
    get("/reviews/{grant}").when(REVIEW),
    post("/reviews/{grant}/lines", WORD).when(REVIEW),
    post("/reviews/{grant}/closing", &[]).when(REVIEW),
    post("/views/{grant}", &[("view_name", "Les nôtres"), ("shared", "yes")]).when(VIEW),
    post("/views/{grant}/removal", &[]).when(VIEW),
    get("/projects/{project}/evidence"),
    post("/projects/{project}/evidence", EVIDENCE),
    post("/projects/{project}/evidence/{grant}/removal", &[]).when(PROVED),
    get("/projects/{project}/restatements"),
    post("/projects/{project}/restatements", RESTATED).when(VERIFIED),
    post("/projects/{project}/restatements/{grant}/decision", &[("outcome", "refused")]).when(PROPOSED),
    get("/targets/{target}"),
    post("/targets/{target}/versions", REVISED),
    post("/targets/{target}/removal", &[("reason", "doublon")]),
    get("/api/v1/targets/{target}"),
    post("/api/v1/targets/{target}/versions", REVISED),
    route("DELETE", "/api/v1/targets/{target}?reason=doublon", &[]),
    post("/steering/indicators/{stated}/observations/{observation}/removal", &[]),
    route("DELETE", "/api/v1/indicators/{stated}/observations/{observation}", &[]),
    get("/headings/{heading}/edit"),
    post("/headings/{heading}/edit", HEADING_CHANGED),
    get("/api/v1/headings/{heading}"),
    route("PUT", "/api/v1/headings/{heading}", HEADING_CHANGED),
    get("/projects/{project}/confidentiality"),
    post("/projects/{project}/confidentiality", RAISED),
    get("/projects/{project}/embargo"),
    post("/projects/{project}/embargo", EMBARGO),
    post("/projects/{project}/embargo/cancellation", &[]).when(EMBARGOED),
    get("/projects/{project}/grants"),
    post("/projects/{project}/grants", GRANT),
    post("/projects/{project}/grants/{grant}/revocation", &[]),
    get("/records/{project}/files/new"),
    post("/records/{project}/files", &[("caption", "Plan du site")]),
    get("/files/{file}"),
    post("/files/{file}/removal", &[]),
    get("/api/v1/records/{project}/files"),
    post("/api/v1/records/{project}/files?name=plan.txt", &[]),
    get("/api/v1/files/{file}"),
    route("DELETE", "/api/v1/files/{file}", &[]),
    get("/perimeters/{perimeter}"),
    get("/perimeters/{perimeter}/outline.json"),
    get("/perimeters/{perimeter}/edit"),
    post("/perimeters/{perimeter}/edit", REDRAWN),
    get("/perimeters/{perimeter}/versions"),
    post("/perimeters/{perimeter}/versions", VERSION),
    get("/perimeters/{perimeter}/grants"),
    post("/perimeters/{perimeter}/grants", GRANT),
    post("/perimeters/{perimeter}/grants/{perimeter_grant}/revocation", &[]),
    get("/asset-sheets/{sheet}"),
    get("/asset-sheets/{sheet}/edit"),
    post("/asset-sheets/{sheet}/edit", REWRITTEN),
    get("/asset-sheets/{sheet}/items"),
    post("/asset-sheets/{sheet}/items", ASSET),
    get("/asset-sheets/{sheet}/items/{item}"),
    post("/asset-sheets/{sheet}/items/{item}", ASSET),
    post("/asset-sheets/{sheet}/items/{item}/removal", REMOVED),
    get("/asset-sheets/{sheet}/grants"),
    post("/asset-sheets/{sheet}/grants", GRANT),
    post("/asset-sheets/{sheet}/grants/{sheet_grant}/revocation", &[]),
    get("/api/v1/perimeters/{perimeter}"),
    get("/api/v1/asset-sheets/{sheet}"),
    get("/api/v1/organisations/{company}"),
    get("/api/v1/companies/{company}"),
    post("/api/v1/companies/{company}/interactions", INTERACTION),
    get("/api/v1/projects/{project}"),
    route("PATCH", "/api/v1/projects/{project}", LOCATION),
    get("/api/v1/projects/{project}/team"),
    post("/api/v1/projects/{project}/team", &[("person", JOINS), ("role", "expert"), ("reason", "avis")]),
    route("DELETE", "/api/v1/projects/{project}/team/{grant}", &[]).when(IN_TEAM),
    post("/api/v1/projects/{project}/interests", &[("interest", "none")]),
    post("/api/v1/projects/{project}/interests/{grant}/lifting", &[("reason", "parts cédées")]).when(CONFLICT),
    get("/api/v1/projects/{project}/jobs"),
    route("PUT", "/api/v1/projects/{project}/jobs", JOBS),
    get("/api/v1/projects/{project}/needs"),
    route("PUT", "/api/v1/projects/{project}/needs", NEEDS),
    post("/api/v1/projects/{project}/moves", BACK),
    post("/api/v1/projects/{project}/status", STATUS),
    post("/api/v1/projects/{project}/pauses", &[("reason", "conseil attendu")]),
    route("DELETE", "/api/v1/projects/{project}/pauses", &[]),
    get("/api/v1/reviews/{grant}").when(REVIEW),
    post("/api/v1/reviews/{grant}/lines", WORD).when(REVIEW),
    post("/api/v1/reviews/{grant}/closing", &[]).when(REVIEW),
    route("DELETE", "/api/v1/views/{grant}", &[]).when(VIEW),
    post("/api/v1/projects/{project}/evidence", EVIDENCE),
    route("DELETE", "/api/v1/projects/{project}/evidence/{grant}", &[]).when(PROVED),
    get("/api/v1/projects/{project}/restatements"),
    post("/api/v1/projects/{project}/restatements", RESTATED).when(VERIFIED),
    post("/api/v1/projects/{project}/restatements/{grant}/decision", &[("outcome", "refused")]).when(PROPOSED),
    get("/api/v1/projects/{project}/levels"),
    route("PUT", "/api/v1/projects/{project}/levels", LEVELS),
    get("/api/v1/projects/{project}/embargo"),
    post("/api/v1/projects/{project}/embargo", EMBARGO_ASKED),
    route("DELETE", "/api/v1/projects/{project}/embargo", &[]).when(EMBARGOED),
    post("/api/v1/projects/{project}/grants", GRANT),
    route("DELETE", "/api/v1/projects/{project}/grants/{grant}", &[]),
];

const ENABLED: &str =
    "update account set totp_secret = '{secret}', totp_enabled_at = created_at where id = '{own_account}'";
const BEGUN: &str = "update account set totp_secret = '{secret}' where id = '{own_account}'";
const NEWCOMER_ENABLED: &str = "update account set totp_secret = '{secret}', totp_enabled_at = created_at where id = (select account from seat where id = '{seat}')";

const HANDED: &[(&str, &str)] = &[
    ("to.referent", "{heir}"),
    ("to.second-reader", "{heir}"),
    ("to.verifier", "{heir}"),
    ("to.contributor", "{heir}"),
    ("to.next-step", "{heir}"),
];
const MEMBER: &[(&str, &str)] = &[
    ("name", "Agence fictive du Ponant"),
    ("family", "attractiveness"),
    ("category", "agency"),
    ("country", "FR"),
];
pub const STOP: &[(&str, &str)] = &[("state", "suspended"), ("reason", "convention échue")];
const STOPPED: &str = "insert into member_standing (organisation, state, since, reason) values ('{other_organisation}', 'suspended', '2020-01-01T00:00:00.000000Z', 'convention échue')";
const GLASS: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("role", "reader"),
    ("reason", "Reprise des fiches après un départ"),
    ("hours", "1"),
    ("code", "{code}"),
];
const BROKEN: &str = "insert into break_glass (id, account, organisation, reason, begun_at, until_at)
    values ('018f0000-0000-7000-8000-000000000001', '{own_account}', '{organisation}', 'Reprise des fiches', '2020-01-01T00:00:00.000000Z', '2100-01-01T00:00:00.000000Z')";

const ASKS: &str = "insert into circle_member (id, circle, member, organisation, state, asked_at)
    values ('018f0000-0000-7000-8000-000000000002', '{circle}', '{member}', '{member}', 'asked', '2020-01-01T00:00:00.000000Z')";
const IS_IN: &str = "insert into circle_member (id, circle, member, organisation, state, valid_from, asked_at)
    values ('018f0000-0000-7000-8000-000000000002', '{circle}', '{member}', '{member}', 'in', '2020-01-01T00:00:00.000000Z', '2020-01-01T00:00:00.000000Z')";

const BULK: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("people", "Brun;Ada;ada.brun@provence.example;;lecteur"),
    ("row", "1"),
];
const THEME: &[(&str, &str)] = &[("accent", "#2a5390")];
const INVITATION: &str = "insert into invitation (id, account, seat, organisation, sent_at)
    select '018f0000-0000-7000-8000-000000000003', account, id, organisation, '2020-01-01T00:00:00.000000Z' from seat where id = '{seat}'";

/// The others.
pub const OTHERS: &[Route] = &[
    get("/projects/map.json"),
    get("/projects?view=map"),
    post("/api/v1/projects/changes", SEVERAL_BY_API),
    get("/projects/map.json?territory=departement-13"),
    get("/projects/bulk?field=priority&id={project}"),
    post("/projects/bulk", SEVERAL),
    get("/reviews"),
    post("/reviews", &[]),
    get("/views"),
    post("/views", &[("view_url", "/projects?view=list"), ("view_name", "Tous")]),
    get("/api/v1/reviews"),
    post("/api/v1/reviews", &[]),
    get("/api/v1/views"),
    post("/api/v1/views", &[("url", "/projects?view=list"), ("name", "Tous")]),
    get("/"),
    get("/today"),
    get("/search?q=cigale"),
    get("/changes?reach=organisation&days=30"),
    post("/changes/rhythm", &[("rhythm", "daily"), ("about", "mine")]),
    get("/changes/rhythm/{entry}"),
    post("/changes/rhythm/{entry}", &[("rhythm", "never")]),
    get("/api/v1/changes"),
    get("/api/v1/changes/rhythm"),
    route("POST", "/api/v1/changes/rhythm", &[("rhythm", "daily"), ("about", "mine")]),
    get("/projects"),
    get("/projects?view=list"),
    get("/projects/new"),
    post("/projects", PROJECT),
    get("/steering"),
    get("/steering?year=2021"),
    get("/steering/indicators/{indicator}"),
    post("/steering/indicators/{stated}/observations", OBSERVED),
    get("/steering/forecast"),
    get("/targets"),
    post("/targets", TARGET),
    get("/targets/new"),
    get("/api/v1/targets"),
    post("/api/v1/targets", TARGET),
    get("/api/v1/indicators"),
    get("/api/v1/indicators/{indicator}"),
    post("/api/v1/indicators/{stated}/observations", OBSERVED),
    get("/api/v1/steering"),
    get("/api/v1/forecast"),
    get("/headings"),
    post("/headings", HEADING),
    get("/headings/new"),
    get("/api/v1/headings"),
    post("/api/v1/headings", HEADING),
    get("/api/v1/interactions?company={company}"),
    get("/api/v1/interactions?project={project}"),
    get("/interactions/new"),
    get("/interactions/new?company={company}&project={project}&back=/today"),
    post("/interactions/new", MEETING),
    post("/interactions", MEETING),
    post(
        "/api/v1/interactions",
        &[("channel", "visit"), ("summary", "Vue."), ("with", "Kyushu Glass"), ("country", "JP")],
    ),
    get("/companies"),
    get("/companies/new"),
    post("/companies", &[("name", "Kyushu Ceramics"), ("country", "JP")]),
    get("/organisations"),
    get("/duplicates"),
    get("/registers"),
    get("/registers/new"),
    post("/registers", &[("name", "Comité"), ("nature", "body"), ("audience", "network")]),
    get("/api/v1/registers"),
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
    get("/api/v1/circles/{circle}"),
    get("/people"),
    get("/people?q=chauvin"),
    get("/people/new"),
    get("/people/duplicates"),
    post("/people", PERSON),
    get("/api/v1/people"),
    post("/api/v1/people", PERSON),
    get("/personal-data"),
    get("/privacy/requests"),
    get("/privacy/requests?person={person}"),
    post("/privacy/requests", REQUEST),
    get("/privacy/retention"),
    post("/privacy/retention/runs", &[]),
    get("/territories"),
    get("/territories?q=provence"),
    get("/territories/{territory}"),
    get("/territories/{territory}/outline.json"),
    get("/perimeters"),
    post("/perimeters", DRAWN),
    get("/perimeters/new"),
    get("/asset-sheets"),
    post("/asset-sheets", WRITTEN),
    get("/asset-sheets/new"),
    get("/api/v1/perimeters"),
    post("/api/v1/perimeters", DRAWN),
    get("/api/v1/asset-sheets"),
    get("/activities"),
    get("/sources"),
    get("/api/v1/territories"),
    get("/api/v1/territories/{territory}"),
    get("/api/v1/projects"),
    post("/api/v1/projects", FACTS),
    get("/api/v1/companies"),
    post("/api/v1/companies", &[("name", "Kyushu Ceramics"), ("country", "JP")]),
    get("/api/v1/organisations"),
    get("/api/v1/organisations/{member}"),
    get("/api/v1/search?q=cigale"),
    get("/api/v1/administration/organisations"),
    post("/api/v1/administration/organisations", MEMBER),
    get("/api/v1/administration/organisations/{member}"),
    post("/api/v1/administration/organisations/{other_organisation}/stops", STOP),
    post("/api/v1/administration/organisations/{other_organisation}/reopening", &[]).when(STOPPED),
    get("/api/v1/openapi.json"),
    get("/administration"),
    get("/administration/people"),
    get("/administration/people?organisation={organisation}"),
    post("/administration/people", INVITED),
    get("/administration/people/{seat}"),
    get("/administration/people/{seat}/hand-over"),
    post("/administration/people/{seat}/hand-over", HANDED),
    get("/administration/invitations"),
    post("/administration/invitations/previews", BULK),
    post("/administration/invitations", BULK),
    post("/administration/invitations/018f0000-0000-7000-8000-000000000003/resending", &[]).when(INVITATION),
    post("/administration/invitations/018f0000-0000-7000-8000-000000000003/revocation", &[]).when(INVITATION),
    post("/administration/people/{seat}/role", &[("role", "reader")]),
    post("/administration/people/{seat}/invitations", &[]),
    post("/administration/people/{seat}/departure", &[]),
    post("/administration/people/{seat}/second-step-removal", &[]).when(NEWCOMER_ENABLED),
    get("/administration/organisations"),
    post("/administration/organisations", MEMBER),
    get("/administration/organisations/{member}"),
    post("/administration/organisations/{other_organisation}/stops", STOP),
    post("/administration/organisations/{other_organisation}/reopening", &[]).when(STOPPED),
    get("/administration/capabilities"),
    get("/administration/capabilities?scope=instance"),
    post("/administration/capabilities", &[("right", "officer.keep-files")]),
    post("/administration/capabilities", &[("scope", "instance"), ("right", "officer.keep-files")]),
    get("/administration/break-glass"),
    post("/administration/break-glass", GLASS).when(ENABLED),
    get("/administration/readings"),
    get("/accesses"),
    post("/accesses/018f0000-0000-7000-8000-000000000001/end", &[]).when(BROKEN),
    get("/administration/theme"),
    post("/administration/theme/previews", THEME),
    post("/administration/theme", THEME),
    get("/theme/logo"),
    get("/theme/style.css?accent=0b6470"),
    get("/administration/jobs"),
    post("/administration/jobs/{job}/retries", &[]),
    get("/account"),
    post("/account/acting", &[("seat", "{own_seat}")]),
    post(
        "/account/password",
        &[
            ("current_password", PASSWORD),
            ("new_password", "encore quatre autres mots"),
            ("again", "encore quatre autres mots"),
        ],
    ),
    // Without a provider in the settings: the tests of providers go further.
    get("/account/methods"),
    post("/account/providers", &[("provider", "none")]),
    post("/account/identities/{own_session}/removal", &[]),
    post("/account/password-use", &[("only", "yes"), ("current_password", PASSWORD)]),
    // Without a key no answer is right: the browser tests have one.
    post("/account/passkeys/challenge", &[("current_password", PASSWORD)]),
    post("/account/passkeys/proof/challenge", &[]),
    post("/account/passkeys", &[("passkey_name", "téléphone")]),
    post("/account/passkeys/{own_session}/removal", &[]),
    post("/sign-in/passkey/challenge", &[]),
    post("/sign-in/passkey", &[]),
    post("/sign-in/code/passkey", &[]),
    post("/sign-in/with/{entry}", &[]),
    get("/sign-in/with/{entry}/return"),
    get("/sign-out/return"),
    get("/account/second-step"),
    post("/account/second-step/secret", &[]),
    post("/account/second-step/confirmation", &[("code", "{code}")]).when(BEGUN),
    post("/account/second-step/recovery", &[("current_password", PASSWORD)]).when(ENABLED),
    post("/account/second-step/removal", &[("current_password", PASSWORD)]).when(ENABLED),
    post("/account/sessions/revocation", &[]),
    post("/account/sessions/{own_session}/revocation", &[]),
    post("/account/tokens", &[("token_name", "essai"), ("token_access", "read"), ("token_days", "30")]),
    post("/account/tokens/{own_token}/revocation", &[]),
    get("/sign-in"),
    post("/sign-in", &[("email", "paul.roux@arles.example"), ("password", PASSWORD)]),
    get("/sign-in/code"),
    // Without the password before it there is no code to enter: the tests of accounts go through both.
    post("/sign-in/code", &[("code", "123456")]),
    get("/sign-in/link/{entry}"),
    post("/sign-in/link/{entry}", &[]),
    get("/invitations/{invitation}"),
    post("/invitations/{invitation}", CHOSEN),
    get("/password-reset"),
    post("/password-reset", &[("email", "paul.roux@arles.example")]),
    get("/password-reset/{reset}"),
    post("/password-reset/{reset}", CHOSEN),
    post("/sign-out", &[]),
    post("/language", &[("language", "en"), ("back", "/accessibility")]),
    get("/accessibility"),
    get("/health"),
    get("/ready"),
    get("/metrics"),
    get("/assets/icon.svg"),
];
