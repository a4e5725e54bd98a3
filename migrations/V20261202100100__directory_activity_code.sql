-- What an organisation does, by a code and the nomenclature that it belongs to: NAF rév. 2 today, another beside it tomorrow.
alter table organisation add column activity_nomenclature text;
alter table organisation add column activity_code text;
