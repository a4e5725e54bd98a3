-- What a contact weighs in the decision, whom one calls first, who left the company and when.
alter table contact add column role text;
alter table contact add column main boolean not null default false;
alter table contact add column left_on date;
alter table contact add column version bigint not null default 1;
