//! Perimeters, read.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{Actor, Level};
use platform::database::{Error, FromRow, Query, Reader, Result, Row};
use platform::dates::ImpreciseDate;

use super::super::model::{
    Commune, Difference, Line, Member, Perimeter, PerimeterId, Summary, Tally, Version,
};
use crate::atlas::competences::Competent;
use crate::frame::links::Link;
use crate::reference::territories::divided;

/// The communes of a version `v`, then the municipal arrondissements that are in it without theirs.
const COUNTED: &str = " (select count(*) from perimeter_commune c where c.version = v.id and c.commune >= 'commune-' and c.commune < 'commune.') as communes,
    (select count(*) from perimeter_commune c where c.version = v.id and c.commune >= 'arrondissement-' and c.commune < 'arrondissement.') as arrondissements";

struct Read(Perimeter, Option<Level>);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let perimeter = Perimeter {
            id: row.get(0)?,
            owner: row.get(1)?,
            owner_name: row.get(2)?,
            name: row.get(3)?,
            description: row.get(4)?,
            source: row.get(5)?,
            visibility: row.get(6)?,
            fictitious: row.get(7)?,
            version: row.get(8)?,
        };
        Ok(Self(perimeter, row.get(9)?))
    }
}

/// A perimeter and the actor's level on it, if he sees its card or more.
pub fn find(reader: &Reader, actor: &Actor, id: PerimeterId) -> Result<Option<(Perimeter, Level)>> {
    let query = Query::new(
        "select p.id, p.owner, o.name, p.name, p.description, p.source, r.visibility, p.fictitious, r.version,",
    );
    let query = actor
        .level(query, "p.id")
        .push(" from perimeter p join record r on r.id = p.id join organisation o on o.id = p.owner where p.id = ")
        .push_value(id);
    let found = query.maybe::<Read>(reader)?;
    Ok(found
        .and_then(|Read(perimeter, level)| Some((perimeter, level.filter(|level| *level >= Level::Card)?))))
}

/// What speaks of a perimeter, as the actor sees it: the assets sheets on it, and the organisations competent for it. One
/// statement, for its sheet.
pub fn around(reader: &Reader, actor: &Actor, id: PerimeterId) -> Result<(Vec<Link>, Vec<Competent>)> {
    type Found = (String, String, String, Option<ImpreciseDate>, Option<ImpreciseDate>);
    let query = Query::new(
        "select x.what, x.id, x.name, x.valid_from, x.valid_until from (
            select 'sheet' as what, s.id as id, s.name as name, s.name_key as name_key, cast(null as text) as valid_from, cast(null as text) as valid_until
            from asset_sheet s where s.perimeter = ",
    );
    let query = actor.sees(query.push_value(id).push(" and "), "s.id", Level::Card);
    let query = query.push(
        " union all select 'competent', o.id, o.name, o.name_key, c.valid_from, c.valid_until
            from perimeter_competence c join organisation o on o.id = c.organisation
            where o.merged_into is null and c.perimeter = ",
    );
    let query = actor.sees(query.push_value(id).push(" and "), "o.id", Level::Card);
    let found: Vec<Found> = query.push(") x order by x.name_key, x.id limit 250").all(reader)?;
    let (mut sheets, mut competent) = (Vec::new(), Vec::new());
    for (what, id, name, valid_from, valid_until) in found {
        if what == "sheet" {
            let (url, note) = (format!("/asset-sheets/{id}"), Some("link-asset-sheet".into()));
            sheets.push(Link { url, title: name, note });
        } else {
            let organisation = id.parse().map_err(Error::decode)?;
            competent.push(Competent { organisation, name, valid_from, valid_until });
        }
    }
    Ok((sheets, competent))
}

/// The perimeters whose card the actor sees, by name, from a place in the list; what they are made of, for those that he reads.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    after: Option<&(String, String)>,
    limit: i64,
) -> Result<Vec<Line>> {
    let query = Query::new(
        "select p.id as id, p.name as name, p.name_key as name_key, o.name as owner_name, r.visibility as visibility, p.fictitious as fictitious,
            v.valid_from as valid_from, v.valid_until as valid_until,",
    );
    let query = actor.level(query.push(COUNTED).push(","), "p.id").push(
        " as level from perimeter p join record r on r.id = p.id join organisation o on o.id = p.owner
         join perimeter_version v on v.perimeter = p.id and v.number = (select max(x.number) from perimeter_version x where x.perimeter = p.id)
         where ",
    );
    let query = actor.sees(query, "p.id", Level::Card);
    let query = match after {
        Some((key, id)) => {
            query.push(" and (p.name_key, p.id) > (").push_value(key).push(", ").push_value(id).push(")")
        }
        None => query,
    };
    query.push(" order by p.name_key, p.id limit ").push_value(limit).all(reader)
}

/// The versions of a perimeter, the latest first.
pub fn versions(reader: &Reader, id: PerimeterId) -> Result<Vec<Version>> {
    Query::new(
        "select v.id as id, v.number as number, v.valid_from as valid_from, v.valid_until as valid_until, v.note as note,",
    )
    .push(COUNTED)
    .push(" from perimeter_version v where v.perimeter = ")
    .push_value(id)
    .push(" order by v.number desc")
    .all(reader)
}

/// What was chosen for a version, in the order in which it was given.
pub fn members(reader: &Reader, version: &str) -> Result<Vec<Member>> {
    Query::new(
        "select t.id as id, t.kind as kind, t.code as code, t.name as name,
            case when t.kind = 'commune' then 1 when t.kind = 'arrondissement' then 0 else (select count(*) from perimeter_commune c where c.version = m.version and c.through = m.territory) end as communes
         from perimeter_member m join territory t on t.id = m.territory where m.version = $1 order by m.position",
    )
    .bind(version)
    .all(reader)
}

/// The communes of a version, by name, from a place in the list.
pub fn communes(
    reader: &Reader,
    version: &str,
    after: Option<&(String, String)>,
    limit: i64,
) -> Result<Vec<Commune>> {
    let query = Query::new(
        "select t.id as id, t.code as code, t.name as name, t.name_key as name_key, t.population as population,
            (select w.name from territory w where w.id = c.through) as through, t.valid_until as valid_until
         from perimeter_commune c join territory t on t.id = c.commune where c.version = ",
    )
    .push_value(version);
    let query = match after {
        Some((key, id)) => {
            query.push(" and (t.name_key, t.id) > (").push_value(key).push(", ").push_value(id).push(")")
        }
        None => query,
    };
    query.push(" order by t.name_key, t.id limit ").push_value(limit).all(reader)
}

/// The identifiers of what a version draws: its communes and the wholes that were chosen.
pub fn drawn(reader: &Reader, version: &str) -> Result<Vec<String>> {
    Query::new("select commune from perimeter_commune where version = $1 union select territory from perimeter_member where version = $1 order by 1")
        .bind(version)
        .all(reader)
}

/// What a version amounts to. People who are not counted are not guessed.
pub fn summary(reader: &Reader, version: &Version) -> Result<Summary> {
    Query::new(
        "select count(case when t.kind = 'commune' then 1 end) as communes, count(case when t.kind = 'arrondissement' then 1 end) as arrondissements,
            count(t.population) as counted, cast(sum(t.population) as bigint) as people,
            min(case when t.population is not null then t.vintage end) as oldest, max(case when t.population is not null then t.vintage end) as newest,
            count(case when t.kind = 'commune' and t.population < 2000 then 1 end) as rural,
            count(case when t.kind = 'commune' and t.population >= 2000 and t.population < 20000 then 1 end) as small,
            count(case when t.kind = 'commune' and t.population >= 20000 and t.population < 100000 then 1 end) as middle,
            count(case when t.kind = 'commune' and t.population >= 100000 then 1 end) as city,
            (select count(*) from perimeter_member m join territory w on w.id = m.territory where m.version = $1
                and w.kind not in ('commune', 'arrondissement') and (w.known_from is null or w.known_from > $2)) as assumed
         from perimeter_commune c join territory t on t.id = c.commune where c.version = $1",
    )
    .bind(&version.id)
    .bind(version.valid_from)
    .one(reader)
}

/// How much of each région, département and grouping is in a version on a day, the most covered first; of a commune, how much
/// of its arrondissements, when it is not in it whole.
pub fn tallies(reader: &Reader, version: &str, day: Date) -> Result<Vec<Tally>> {
    Query::new(
        "with held (part, kind, population) as (select coalesce(a.whole, t.id), t.kind, t.population from perimeter_commune c
            join territory t on t.id = c.commune left join territory_part a on a.part = t.id and t.kind = 'arrondissement' where c.version = $1)
         select w.id as id, w.kind as kind, w.name as name, count(case when h.kind = 'commune' then 1 end) as communes,
            (select count(*) from territory_part x where x.whole = w.id and (x.valid_from is null or x.valid_from <= $2)
                and (x.valid_until is null or x.valid_until > $2)) as total,
            case when count(*) = count(h.population) then cast(sum(h.population) as bigint) end as people
         from held h join territory_part p on p.part = h.part
            and (p.valid_from is null or p.valid_from <= $2) and (p.valid_until is null or p.valid_until > $2)
         join territory w on w.id = p.whole group by w.id, w.kind, w.name
         union all
         select g.id, g.kind, g.name, count(case when h.kind = 'commune' then 1 end), cast(null as bigint),
            case when count(*) = count(h.population) then cast(sum(h.population) as bigint) end
         from held h join territory_part p on p.part = h.part
            and (p.valid_from is null or p.valid_from <= $2) and (p.valid_until is null or p.valid_until > $2)
         join territory w on w.id = p.whole and w.kind = 'departement' join territory_part d on d.part = w.id
         join territory g on g.id = d.whole group by g.id, g.kind, g.name
         union all
         select w.id, w.kind, w.name, count(*), (select count(*) from territory_part x where x.whole = w.id),
            case when count(*) = count(h.population) then cast(sum(h.population) as bigint) end
         from held h join territory w on w.id = h.part where h.kind = 'arrondissement' group by w.id, w.kind, w.name
         order by 4 desc, 3, 1",
    )
    .bind(version)
    .bind(day)
    .all(reader)
}

/// The communes that only one of two versions holds, by name: the first of them.
pub fn differences(reader: &Reader, before: &str, after: &str, limit: i64) -> Result<Vec<Difference>> {
    Query::new(
        "select t.id as id, t.name as name, max(case when c.version = $2 then 1 else 0 end) = 1 as added
         from perimeter_commune c join territory t on t.id = c.commune where c.version in ($1, $2)
         group by t.id, t.name, t.name_key having count(*) = 1 order by 3 desc, t.name_key, t.id limit $3",
    )
    .bind(before)
    .bind(after)
    .bind(limit)
    .all(reader)
}

/// The perimeters that hold a territory in the version in force, as links for its page: a commune; a whole that was chosen; a
/// municipal arrondissement that was chosen, or whose commune they hold. Those that hold some of its communes come after, and
/// say so. Who sees a card alone is not told what it holds.
pub fn links_of_territory(reader: &Reader, actor: &Actor, territory: &str) -> Result<Vec<Link>> {
    let code = territory.split_once('-').map_or(territory, |(_, code)| code);
    let commune = format!("commune-{}", divided(code).unwrap_or(code));
    let query = Query::new(
        "with held as (select c.version as version, 1 as whole from perimeter_commune c where c.commune in ($2, $3)
            union select m.version, 1 from perimeter_member m where m.territory = $2
            union select c.version, 0 from territory_part t join perimeter_commune c on c.commune = t.part
                where t.whole = $2 and (t.valid_from is null or t.valid_from <= $1) and (t.valid_until is null or t.valid_until > $1)
            union select c.version, 0 from territory_part d join territory_part t on t.whole = d.part join perimeter_commune c on c.commune = t.part
                where d.whole = $2 and (d.valid_until is null or d.valid_until > $1) and (t.valid_until is null or t.valid_until > $1))
         select p.id, p.name, max(h.whole) from held h join perimeter_version v on v.id = h.version and (v.valid_until is null or v.valid_until > $1)
            and v.number = (select max(x.number) from perimeter_version x where x.perimeter = v.perimeter and x.valid_from <= $1)
         join perimeter p on p.id = v.perimeter where ",
    )
    .bind(actor.at.to_zoned(TimeZone::UTC).date())
    .bind(territory)
    .bind(commune);
    let rows: Vec<(PerimeterId, String, i64)> = actor
        .sees(query, "p.id", Level::Read)
        .push(" group by p.id, p.name, p.name_key order by max(h.whole) desc, p.name_key, p.id limit 50")
        .all(reader)?;
    let link = |(id, name, whole)| Link {
        url: format!("/perimeters/{id}"),
        title: name,
        note: Some(if whole == 1 { "link-perimeter" } else { "link-perimeter-part" }.into()),
    };
    Ok(rows.into_iter().map(link).collect())
}
