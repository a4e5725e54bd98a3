-- An organisation is found by the name that people use: GPMM, ADP.
create index organisation__short_name on organisation (lower(short_name));
