-- A line whose values were taken away, because they named a person: who, when and what stay.
alter table journal add column redacted_at timestamptz;
