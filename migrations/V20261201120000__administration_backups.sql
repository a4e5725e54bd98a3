-- Each archive that was made: all that the instance holds left as one file.
create table backup_made (
    id text primary key,
    at timestamptz not null,
    version text not null,
    row_count bigint not null,
    file_count bigint not null,
    bytes bigint not null
);
create index backup_made__at on backup_made (at, id);
