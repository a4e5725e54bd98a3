-- The perimeters that an organisation is competent for, beside the territories. Dates as stated.
create table perimeter_competence (
    organisation text not null references organisation (id),
    perimeter text not null references perimeter (id),
    valid_from text,
    valid_until text,
    primary key (organisation, perimeter)
);
create index perimeter_competence__perimeter on perimeter_competence (perimeter);
