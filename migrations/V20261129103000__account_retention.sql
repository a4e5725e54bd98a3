-- An account that was closed for longer than it is kept: what it did stays in the journal, without whom.
alter table account add column anonymised_at timestamptz;
