-- Documents that figures were read in, and the figures and dates that they state, as stated.
create table source_document (
    code text primary key,
    title text not null,
    outlet text not null,
    rubric text,
    author text,
    published text,
    url text
);

create table statement (
    code text primary key,
    source text not null references source_document (code),
    position bigint not null,
    label_fr text not null,
    label_en text not null,
    figure text,
    stated_date text,
    as_of text
);
create index statement__source on statement (source, position);
