-- The municipal arrondissements of Paris, Lyon and Marseille are a kind of their own, part of their commune: INSEE numbers them
-- among the communes, and their people were counted twice. What named one as a commune names it as what it is.
insert into territory (id, kind, code, name, name_key, siren, postal_codes, other_names, detail, population, latitude, longitude, country, vintage, valid_until)
    select 'arrondissement-' || code, 'arrondissement', code, name, name_key, siren, postal_codes, other_names, detail, population, latitude,
        longitude, country, vintage, valid_until
    from territory
    where kind = 'commune' and (code between '75101' and '75120' or code between '69381' and '69389' or code between '13201' and '13216');

update postal_code set territory = 'arrondissement-' || substr(territory, 9)
    where territory in (select 'commune-' || code from territory where kind = 'arrondissement');
update organisation set place = 'arrondissement-' || substr(place, 9)
    where place in (select 'commune-' || code from territory where kind = 'arrondissement');
update competence set territory = 'arrondissement-' || substr(territory, 9)
    where territory in (select 'commune-' || code from territory where kind = 'arrondissement');
update asset_sheet set territory = 'arrondissement-' || substr(territory, 9)
    where territory in (select 'commune-' || code from territory where kind = 'arrondissement');
update perimeter_member set territory = 'arrondissement-' || substr(territory, 9)
    where territory in (select 'commune-' || code from territory where kind = 'arrondissement');

-- In a perimeter that holds the commune, the arrondissement is there already.
delete from perimeter_commune where commune in (select 'commune-' || code from territory where kind = 'arrondissement')
    and exists (select 1 from perimeter_commune c where c.version = perimeter_commune.version and c.commune =
        case substr(perimeter_commune.commune, 9, 2) when '75' then 'commune-75056' when '69' then 'commune-69123' else 'commune-13055' end);
update perimeter_commune set commune = 'arrondissement-' || substr(commune, 9), through = null
    where commune in (select 'commune-' || code from territory where kind = 'arrondissement');

delete from territory_part where part in (select 'commune-' || code from territory where kind = 'arrondissement');
insert into territory_part (part, whole)
    select a.id, c.id from territory a join territory c on c.id =
        case substr(a.code, 1, 2) when '75' then 'commune-75056' when '69' then 'commune-69123' else 'commune-13055' end
    where a.kind = 'arrondissement';
delete from territory where id in (select 'commune-' || code from territory where kind = 'arrondissement');
