-- Every stage up to the follow-up of a win: the facts that each needs, whether the project goes on, what proves a win,
-- and how a verified record is corrected.

alter table project add column clientele text;
alter table project add column priority text;
alter table project add column likelihood text;
alter table project add column detected_by text;
alter table project add column first_touch text;
alter table project add column first_touch_date text;
alter table project add column first_touch_earliest date;
alter table project add column first_touch_latest date;
alter table project add column first_touch_evidence text;
alter table project add column investment_nature text;
alter table project add column sector_note text;
alter table project add column previous_location text;
alter table project add column safeguarded_jobs text;
alter table project add column safeguarded_jobs_figure text;
alter table project add column safeguarded_jobs_low bigint;
alter table project add column safeguarded_jobs_high bigint;
alter table project add column value_basis text;
alter table project add column aid_requested text;
alter table project add column aid_requested_figure text;
alter table project add column aid_requested_low bigint;
alter table project add column aid_requested_high bigint;
alter table project add column aids text;
alter table project add column diffusion_mode text;
alter table project add column diffusion_consent text;
alter table project add column answer_deadline text;
alter table project add column answer_deadline_date text;
alter table project add column answer_deadline_earliest date;
alter table project add column answer_deadline_latest date;
alter table project add column shortlist text;
alter table project add column visit text;
alter table project add column landing_site text;
alter table project add column decided_on text;
alter table project add column decided_on_date text;
alter table project add column decided_on_earliest date;
alter table project add column decided_on_latest date;
alter table project add column verifier text references account (id);

update project set investment_nature = case when reinvestment then 'reinvestment' else 'investment' end where stage >= 2;

-- Whether it goes on: ongoing, delayed, dormant, lost, abandoned. `status` itself stands since the first release.
alter table project add column status_since timestamptz;
alter table project add column status_until date;
alter table project add column lost_reason text;
alter table project add column lost_to text;
alter table project add column lessons text;
-- Set once, by the person who verified the win.
alter table project add column verified_at timestamptz;
alter table project add column verified_by text;

create table project_status_change (
    id text primary key,
    project text not null references project (id),
    from_status text,
    to_status text not null,
    at timestamptz not null,
    account text,
    reason text,
    until date
);
create index project_status_change__project on project_status_change (project, id);

-- Time that does not count against anybody: the company asked to wait, a study is awaited.
create table project_pause (
    id text primary key,
    project text not null references project (id),
    reason text not null,
    account text,
    began_at timestamptz not null,
    ended_at timestamptz
);
create index project_pause__project on project_pause (project, began_at);
create unique index project_pause__open on project_pause (project) where ended_at is null;

-- What proves a win: an attached file, what it is, and its day.
create table project_evidence (
    id text primary key,
    project text not null references project (id),
    attachment text not null references attachment (id),
    nature text not null,
    dated_on date,
    note text,
    account text,
    added_at timestamptz not null
);
create index project_evidence__project on project_evidence (project, id);

-- A correction of a verified record: proposed by one, decided by another.
create table project_restatement (
    id text primary key,
    project text not null references project (id),
    field text not null,
    text_before text,
    text_after text,
    language text not null,
    reason text not null,
    proposed_by text,
    proposed_at timestamptz not null,
    outcome text,
    decided_by text,
    decided_at timestamptz
);
create index project_restatement__project on project_restatement (project, id);
create unique index project_restatement__open on project_restatement (project, field) where outcome is null;

-- Boards and lists look at what goes on; gauges at what was verified.
drop index project__stage_age;
create index project__stage_age on project (stage, stage_entered_at, id, status);
drop index project__sums;
create index project__sums on project (id, stage, status, sector, referent, jobs_low, jobs_high, jobs_figure);
create index project__waking on project (referent, status_until) where status_until is not null;
create index project__verified on project (decided_on_earliest, id) where verified_at is not null;
