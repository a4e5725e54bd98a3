-- Which lines of what is held were said to be about the person of a request, and which about a namesake.
create table data_request_line (
    request text not null references data_request (id),
    holding text not null,
    line text not null,
    chosen boolean not null,
    primary key (request, holding, line)
);
