-- The jobs that a company states: those that each year adds, by nature and contract. The headline of the project stays where
-- it is.
create table project_job (
    project text not null references project (id),
    nature text not null,
    contract text not null,
    year bigint not null,
    figure text not null,
    primary key (project, nature, contract, year)
);
