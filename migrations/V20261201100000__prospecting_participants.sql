-- With whom something was said, beside the company of its file: other companies, contacts, colleagues. A contact erased was
-- never there.
create table interaction_also (
    id text primary key,
    interaction text not null references interaction (id),
    company_file text not null references company_file (id)
);
create unique index interaction_also__file on interaction_also (company_file, interaction);
create index interaction_also__interaction on interaction_also (interaction);

create table interaction_contact (
    interaction text not null references interaction (id),
    contact text not null references contact (id) on delete cascade,
    primary key (interaction, contact)
);
create index interaction_contact__contact on interaction_contact (contact);

create table interaction_colleague (
    interaction text not null references interaction (id),
    account text not null references account (id),
    primary key (interaction, account)
);
create index interaction_colleague__account on interaction_colleague (account);
create index interaction__account on interaction (account, id) where account is not null;
