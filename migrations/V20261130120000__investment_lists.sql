-- What has been longest in its stage, whatever the stage.
create index project__waiting on project (stage_entered_at, id);
