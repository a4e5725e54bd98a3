-- Who owes a next step, when it is not who held the interaction: somebody left and handed it over.
alter table interaction add column next_account text references account (id);
create index interaction__next_account on interaction (next_account, next_due) where next_account is not null and next_done_at is null;
