-- The courses of an organisation's projects are read from indexes alone: their rows are wide, and scattered.
drop index project__owner;
create index project__measured on project (owner, id, reference, code_name, fictitious, axis, status, status_since, verified_at,
    decided_on_latest, jobs_low, jobs_high, level_identity, level_operation, level_value, level_decision);
drop index stage_move__project;
create index stage_move__course on stage_move (project, at, id, to_stage);
