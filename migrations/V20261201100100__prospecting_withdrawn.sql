-- An interaction that should not have been noted: its text is erased, and nobody sees it any more.
alter table interaction add column withdrawn_at timestamptz;
