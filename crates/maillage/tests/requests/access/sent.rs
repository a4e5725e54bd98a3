//! What the requests of the table of routes send, and what the database must hold for them to succeed.

/// The password of everyone in the world, and the next one.
pub const PASSWORD: &str = "quatre mots pris au hasard";
pub const CHOSEN: &[(&str, &str)] =
    &[("new_password", "encore quatre autres mots"), ("again", "encore quatre autres mots")];

pub const COMPANY: &[(&str, &str)] =
    &[("version", "{company_version}"), ("name", "Ostrava Thermal a.s."), ("country", "CZ")];
pub const ORGANISATION: &[(&str, &str)] = &[
    ("name", "ANIMA Sud"),
    ("family", "attractiveness"),
    ("category", "network"),
    ("country", "FR"),
    ("audience", "network"),
];
pub const ORGANISATION_CHANGED: &[(&str, &str)] = &[
    ("version", "{company_version}"),
    ("name", "Ostrava Thermal a.s."),
    ("family", "company"),
    ("category", "firm"),
    ("country", "CZ"),
];
pub const MERGE_ASKED: &str = "insert into merge_proposal (id, kept, dropped, own, proposed_for, proposed_by, account, proposed_at, reason, choice, asked, state)
    select '{grant}', '{company}', '{second}', '{company}', r.owner, s.id, s.account, r.created_at, 'double', '', r.owner, 'waiting'
    from record r join seat s on s.organisation = r.owner where r.id = '{company}' order by s.id limit 1 on conflict (id) do update set state = 'waiting'";
pub const ENTRY: &str = "insert into register_entry (id, register, label, family) values ('{grant}', '{register}', 'ports', 'public-body')";
pub const STATED: &str = "insert into register_statement (id, register, measure, figure, as_of) select '{grant}', '{register}', measure, figure, as_of from register_statement limit 1";
pub const CONTACT: &[(&str, &str)] = &[("contact_name", "Jana Nová"), ("legal_basis", "consent")];
pub const CONTROL: &[(&str, &str)] =
    &[("control_country", "DE"), ("control_source", "rapport annuel"), ("control_as_of", "mars 2021")];
pub const CONTACT_CHANGED: &[(&str, &str)] = &[
    ("version", "1"),
    ("contact_name", "Jana Nová"),
    ("contact_role", "finance"),
    ("legal_basis", "consent"),
];
pub const PERSON: &[(&str, &str)] =
    &[("family_name", "Tremblay"), ("data_class", "elected-official"), ("audience", "owner")];
pub const RENAMED: &[(&str, &str)] =
    &[("version", "{person_version}"), ("family_name", "Oliveira"), ("data_class", "prescriber")];
pub const POSITION: &[(&str, &str)] = &[("place", "Toulouse"), ("kind", "mandate"), ("duty", "mayor")];
pub const CORRECTED: &[(&str, &str)] = &[
    ("version", "{person_version}"),
    ("place", "Toulouse"),
    ("kind", "mandate"),
    ("duty", "mayor"),
    ("reason", "faute"),
];
pub const DETAIL: &[(&str, &str)] = &[
    ("detail_kind", "email"),
    ("reach", "serra@exemple.example"),
    ("data_class", "business-contact"),
    ("basis", "contract"),
    ("found_in", "carte"),
];
pub const CONSENT: &[(&str, &str)] = &[("letter", "news"), ("consent", "objected"), ("said_by", "courriel")];
pub const REQUEST: &[(&str, &str)] = &[("request", "access"), ("family_name", "Oliva")];
pub const INTERACTION: &[(&str, &str)] = &[("channel", "call"), ("summary", "Rappelée.")];
pub const CORRECTION: &[(&str, &str)] =
    &[("version", "{interaction_version}"), ("channel", "video"), ("summary", "Rappelés en visio.")];
pub const PRESENT: &[(&str, &str)] = &[("version", "{interaction_version}"), ("contacts", "[\"{contact}\"]")];
pub const STEP: &str = "update interaction set next_step = 'Relancer', next_due = held_on, next_done_at = null where id = '{interaction}'";
pub const MEETING: &[(&str, &str)] =
    &[("channel", "event"), ("summary", "Vues au salon."), ("with", "Kyushu Glass"), ("country", "JP")];
pub const PROJECT: &[(&str, &str)] = &[
    ("code_name", "Asphodèle"),
    ("source", "fair"),
    ("sealed_company", "Un fabricant"),
    ("audience", "owner"),
];
pub const FACTS: &[(&str, &str)] =
    &[("code_name", "Asphodèle"), ("source", "fair"), ("sealed_company", "Un fabricant")];
pub const LOCATION: &[(&str, &str)] = &[("version", "{project_version}"), ("location", "Arles")];
pub const BACK: &[(&str, &str)] =
    &[("version", "{project_version}"), ("stage", "contact"), ("reason", "à revoir")];
pub const JOINS: &str = "ines.morel@bpi.example";
pub const JOINED: &[(&str, &str)] = &[("team_person", JOINS), ("team_role", "expert"), ("reason", "avis")];
pub const IN_TEAM: &str = "insert into project_contributor (id, project, account, seat, role, reason, added_at) select '{grant}', p.id, s.account, s.id, 'expert', 'avis', p.stage_entered_at
    from project p, seat s where p.id = '{project}' and s.account = (select a.id from account a where a.email = 'ines.morel@bpi.example')";
pub const CONFLICT: &str = "insert into project_interest (id, project, account, nature, detail, declared_at, declared_by) select '{grant}', p.id, a.id, 'other', 'un lien', p.stage_entered_at, a.id
    from project p, account a where p.id = '{project}' and a.email = 'ines.morel@bpi.example'";
pub const EMBARGO: &[(&str, &str)] = &[
    ("embargo_day", "15/12/2199"),
    ("embargo_hour", "14:30"),
    ("embargo_organisation", "{member}"),
    ("embargo_level", "card"),
    ("reason", "communiqué"),
];
pub const EMBARGO_ASKED: &[(&str, &str)] = &[
    ("day", "15/12/2199"),
    ("hour", "14:30"),
    ("organisation", "{member}"),
    ("level", "card"),
    ("reason", "communiqué"),
];
pub const EMBARGOED: &str = "insert into project_embargo (id, project, at, zone, network, reason, state, planned_at) select '{grant}', id, stage_entered_at, 'Europe/Paris', true, 'communiqué', 'planned', stage_entered_at from project where id = '{project}'";
pub const RAISED: &[(&str, &str)] = &[("version", "{project_version}"), ("level-value", "contribute")];
pub const LEVELS: &[(&str, &str)] = &[("version", "{project_version}"), ("value", "contribute")];
pub const EMPLOYED: &[(&str, &str)] = &[
    ("version", "{project_version}"),
    ("line-0", ""),
    ("nature-0", "created"),
    ("contract-0", "open-ended"),
    ("year_1-0", "12"),
];
pub const JOBS: &[(&str, &str)] = &[("version", "{project_version}"), ("lines", "[]")];
pub const NEEDED: &[(&str, &str)] =
    &[("version", "{project_version}"), ("line-0", ""), ("kind-0", "land"), ("said-0", "5 à 8 ha")];
pub const NEEDS: &[(&str, &str)] = &[("version", "{project_version}"), ("needs", "[]")];
pub const STATUS: &[(&str, &str)] =
    &[("version", "{project_version}"), ("status", "dormant"), ("reason", "étude"), ("until", "fin 2199")];
pub const EVIDENCE: &[(&str, &str)] = &[("attachment", "{file}"), ("nature", "letter")];
pub const PROVED: &str = "insert into project_evidence (id, project, attachment, nature, added_at) select '{grant}', '{project}', id, 'letter', added_at from attachment where id = '{file}'";
pub const RESTATED: &[(&str, &str)] = &[("field", "jobs"), ("text", "12"), ("reason", "comptage")];
pub const VERIFIED: &str = "update project set verified_at = stage_entered_at where id = '{project}'";
pub const SEVERAL_BY_API: &[(&str, &str)] = &[
    ("field", "priority"),
    ("value", "high"),
    ("projects", r#"[{"id":"{project}","version":{project_version}}]"#),
];
pub const SEVERAL: &[(&str, &str)] =
    &[("field", "priority"), ("priority", "high"), ("id", "{project}"), ("version", "{project_version}")];
pub const WORD: &[(&str, &str)] =
    &[("project", "{project}"), ("verdict", "steady"), ("remark", "rien de neuf")];
pub const REVIEW: &str = "insert into portfolio_review (id, owner, opened_at, opened_by) select '{grant}', p.owner, p.stage_entered_at, p.referent from project p where p.id = '{project}' on conflict (id) do update set opened_at = excluded.opened_at";
pub const VIEW: &str = "insert into saved_view (id, owner, account, page, name, name_key, query, shared, created_at) select '{grant}', p.owner, p.referent, '/projects', 'Nôtres', 'notres', '', true, p.stage_entered_at from project p where p.id = '{project}'";
pub const PROPOSED: &str = "insert into project_restatement (id, project, field, text_before, text_after, language, reason, proposed_at) select '{grant}', id, 'jobs', '1', '2', 'fr', 'comptage', stage_entered_at from project where id = '{project}'";
pub const TARGET: &[(&str, &str)] =
    &[("indicator", "wins"), ("year", "2031"), ("figure", "65"), ("firmness", "aimed")];
pub const REVISED: &[(&str, &str)] =
    &[("version", "1"), ("figure", "70"), ("firmness", "aimed"), ("reason", "conseil de mars")];
pub const OBSERVED: &[(&str, &str)] = &[("figure", "540"), ("as_of", "mai 2021")];
pub const HEADING: &[(&str, &str)] = &[("heading_kind", "axis"), ("name_fr", "Décarbonation")];
pub const HEADING_CHANGED: &[(&str, &str)] =
    &[("version", "{heading_version}"), ("heading_kind", "axis"), ("name_fr", "Décarbonation")];
pub const GRANT: &[(&str, &str)] =
    &[("organisation", "{member}"), ("level", "card"), ("reason", "travail commun")];
pub const DRAWN: &[(&str, &str)] =
    &[("name", "Alpilles"), ("visibility", "owner"), ("from", "2026"), ("members", "13004")];
pub const VERSION: &[(&str, &str)] =
    &[("version", "{perimeter_version}"), ("from", "01/06/2026"), ("members", "13004")];
pub const REDRAWN: &[(&str, &str)] =
    &[("version", "{perimeter_version}"), ("name", "Delta"), ("visibility", "network")];
pub const WRITTEN: &[(&str, &str)] =
    &[("name", "Atouts"), ("visibility", "owner"), ("territory", "{territory}")];
pub const REWRITTEN: &[(&str, &str)] = &[
    ("version", "{sheet_version}"),
    ("name", "Atouts"),
    ("visibility", "owner"),
    ("territory", "{territory}"),
];
pub const ASSET: &[(&str, &str)] =
    &[("version", "{sheet_version}"), ("theme", "life"), ("authentic", "fr"), ("text_fr", "Les Alpilles")];
pub const ANSWERED: &[(&str, &str)] = &[("perimeter", "{perimeter}"), ("since", "2021")];
pub const ANSWERS: &str =
    "insert into perimeter_competence (organisation, perimeter) values ('{company}', '{perimeter}')";
pub const REMOVED: &[(&str, &str)] = &[("version", "{sheet_version}")];
pub const INVITED: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("given_name", "Ada"),
    ("family_name", "Brun"),
    ("email", "ada.brun@provence.example"),
    ("role", "officer"),
];

pub const ENABLED: &str =
    "update account set totp_secret = '{secret}', totp_enabled_at = created_at where id = '{own_account}'";
pub const BEGUN: &str = "update account set totp_secret = '{secret}' where id = '{own_account}'";
pub const NEWCOMER_ENABLED: &str = "update account set totp_secret = '{secret}', totp_enabled_at = created_at where id = (select account from seat where id = '{seat}')";

pub const HANDED: &[(&str, &str)] = &[
    ("to.referent", "{heir}"),
    ("to.second-reader", "{heir}"),
    ("to.verifier", "{heir}"),
    ("to.contributor", "{heir}"),
    ("to.next-step", "{heir}"),
];
pub const MEMBER: &[(&str, &str)] = &[
    ("name", "Agence fictive du Ponant"),
    ("family", "attractiveness"),
    ("category", "agency"),
    ("country", "FR"),
];
pub const STOP: &[(&str, &str)] = &[("state", "suspended"), ("reason", "convention échue")];
pub const STOPPED: &str = "insert into member_standing (organisation, state, since, reason) values ('{other_organisation}', 'suspended', '2020-01-01T00:00:00.000000Z', 'convention échue')";
pub const GLASS: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("role", "reader"),
    ("reason", "Reprise des fiches après un départ"),
    ("hours", "1"),
    ("code", "{code}"),
];
pub const BROKEN: &str = "insert into break_glass (id, account, organisation, reason, begun_at, until_at)
    values ('018f0000-0000-7000-8000-000000000001', '{own_account}', '{organisation}', 'Reprise des fiches', '2020-01-01T00:00:00.000000Z', '2100-01-01T00:00:00.000000Z')";

pub const ASKS: &str = "insert into circle_member (id, circle, member, organisation, state, asked_at)
    values ('018f0000-0000-7000-8000-000000000002', '{circle}', '{member}', '{member}', 'asked', '2020-01-01T00:00:00.000000Z')";
pub const IS_IN: &str = "insert into circle_member (id, circle, member, organisation, state, valid_from, asked_at)
    values ('018f0000-0000-7000-8000-000000000002', '{circle}', '{member}', '{member}', 'in', '2020-01-01T00:00:00.000000Z', '2020-01-01T00:00:00.000000Z')";

pub const BULK: &[(&str, &str)] = &[
    ("organisation", "{organisation}"),
    ("people", "Brun;Ada;ada.brun@provence.example;;lecteur"),
    ("row", "1"),
];
pub const THEME: &[(&str, &str)] = &[("accent", "#2a5390")];
pub const INVITATION: &str = "insert into invitation (id, account, seat, organisation, sent_at)
    select '018f0000-0000-7000-8000-000000000003', account, id, organisation, '2020-01-01T00:00:00.000000Z' from seat where id = '{seat}'";
