//! Lists that leave as files: the rows, columns, order and levels of the page, for those who may, each noted.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use maillage::administration::write_accesses;

use super::client::{Answer, Instance, Persona};

/// The sheets of a workbook: their names, and their cells.
fn sheets(answer: &Answer) -> Vec<(String, Vec<Vec<Data>>)> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.clone())).expect("a workbook");
    let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    book.worksheets().into_iter().map(|(name, range)| (name, rows(range))).collect()
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        cell => cell.to_string(),
    }
}

/// The names of the projects of a page, in order.
fn names(page: &str) -> Vec<String> {
    let lines = page.split("<th scope=\"row\"><a href=\"/projects/").skip(1);
    lines.filter_map(|line| Some(line.split_once('>')?.1.split('<').next()?.to_owned())).collect()
}

async fn change(who: &mut Persona<'_>, project: &str, fields: &[(&str, &str)]) {
    let form = who.get(&format!("/projects/{project}/edit")).await.body;
    let version =
        form.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let sent: Vec<(&str, &str)> =
        [("version", version.as_str())].into_iter().chain(fields.iter().copied()).collect();
    let answer = who.post(&format!("/projects/{project}/edit"), &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn taken_away(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let cigale = instance.project("Cigale").await;
    change(
        &mut claire,
        &cigale,
        &[("jobs", "1 300"), ("value", "3,170 M€"), ("answer_deadline", "15 janvier 2027")],
    )
    .await;
    let restanque = instance.project("Restanque").await;
    change(&mut claire, &restanque, &[("jobs", "près de 90"), ("answer_deadline", "début mai 2027")]).await;

    // The page and the file hold the same, in the same order.
    let asked = "sort=waiting&column=company&column=stage&column=jobs&column=value&column=answer_deadline&column=referent";
    let page = claire.get(&format!("/projects?view=list&{asked}")).await.body;
    assert!(page.contains("/projects/list.xlsx?view=list&#38;sort=waiting"), "{page}");
    let answer = claire.get(&format!("/projects/list.xlsx?view=list&{asked}")).await;
    let disposition = header(&answer, "content-disposition");
    assert!(
        disposition.contains("filename=\"projets-20") && disposition.contains(".xlsx\""),
        "{disposition}"
    );
    let book = sheets(&answer);
    let [(name, rows), (about, told)] = book.as_slice() else { panic!("two sheets") };
    assert_eq!((name.as_str(), about.as_str()), ("Projets", "À propos"));
    let heads: Vec<String> = rows[0].iter().map(text).collect();
    assert_eq!(
        heads,
        [
            "Projet",
            "Référence",
            "Entreprise",
            "Étape",
            "Statut",
            "À cette étape depuis le",
            "Emplois à trois ans",
            "Investissement",
            "Réponses attendues",
            "Référent",
            "Fictif",
            "Identifiant"
        ]
    );
    let listed: Vec<String> = rows[1..].iter().map(|row| text(&row[0])).collect();
    assert_eq!(listed, names(&page), "the same rows in the same order");

    // What is exact counts; what is not stays in words.
    let row = |name: &str| rows.iter().find(|row| text(&row[0]) == name).unwrap();
    let exact = row("Cigale");
    assert_eq!((&exact[6], &exact[7]), (&Data::Float(1300.0), &Data::Float(3_170_000.0)));
    assert!(matches!(&exact[8], Data::DateTime(day) if day.to_ymd_hms_milli().0 == 2027), "{:?}", exact[8]);
    assert!(matches!(exact[5], Data::DateTime(_)), "{:?}", exact[5]);
    assert_eq!(text(&exact[11]), cigale);
    let stated = row("Restanque");
    assert_eq!(
        (text(&stated[6]).replace('\u{a0}', " "), text(&stated[8])),
        ("près de 90".into(), "début mai 2027".into())
    );
    let told: Vec<String> =
        told.iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join(" : ")).collect();
    assert!(told.iter().any(|line| line.starts_with("Par : Claire Vidal, ")), "{told:?}");
    assert!(told.iter().any(|line| line == &format!("Lignes : {}", listed.len())), "{told:?}");
    assert!(told.iter().any(|line| line.contains("/projects?view=list&sort=waiting")), "{told:?}");

    // A filter narrows both; a text that begins like a formula is none.
    change(&mut claire, &cigale, &[("priority", "high"), ("code_name", "=Cigale")]).await;
    let csv = claire.get("/projects/list.csv?priority=high&column=priority&column=jobs").await;
    assert_eq!(header(&csv, "content-type"), "text/csv; charset=utf-8");
    let mut lines = csv.body.lines();
    assert_eq!(
        lines.next().unwrap().trim_start_matches('\u{feff}'),
        "Projet;Référence;Emplois à trois ans;Priorité;Fictif;Identifiant"
    );
    let line = lines.next().unwrap();
    assert!(line.starts_with("'=Cigale;") && line.contains(";1300;Forte;"), "{line}");
    assert_eq!(lines.next(), None);

    // Companies, with what the page sets side by side told apart.
    let companies = sheets(&claire.get("/companies/list.xlsx?column=place&column=last").await);
    let heads: Vec<String> = companies[0].1[0].iter().map(text).collect();
    assert_eq!(heads[..4], ["Nom", "Ville", "Pays", "Dernier échange"]);
    let page = claire.get("/companies?column=place&column=last").await.body;
    assert_eq!(companies[0].1.len() - 1, page.matches("<th scope=\"row\">").count());

    // Each is noted.
    write_accesses(&instance.app).await.unwrap();
    let log = instance.persona("Nadia Karam").await.get("/accesses?what=exports").await.body;
    assert_eq!(log.matches("un export").count(), 3, "{log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_leaves_as_it_is_shown_on_sqlite() {
    taken_away(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_leaves_as_it_is_shown_on_postgres() {
    taken_away(&Instance::postgres().await).await;
}

/// Who knows the card of a project takes away its card.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_takes_away_more_than_he_sees() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let cigale = instance.project("Cigale").await;
    change(&mut claire, &cigale, &[("jobs", "1300"), ("priority", "high")]).await;
    let mut ines = instance.persona("Inès Morel").await;
    let columns = "status=all&column=company&column=jobs&column=priority&column=value&column=source";
    let book = sheets(&ines.get(&format!("/projects/list.xlsx?{columns}")).await);
    let row = book[0].1.iter().find(|row| text(&row[0]) == "Cigale").expect("the card is known");
    assert!(row[2..7].iter().all(|cell| *cell == Data::Empty), "{row:?}");
    let narrowed = sheets(&ines.get(&format!("/projects/list.xlsx?{columns}&priority=high")).await);
    assert!(narrowed[0].1.iter().all(|row| text(&row[0]) != "Cigale"), "{narrowed:?}");
    let stranger = instance.persona("Léa Sorel").await.get("/projects/list.csv?status=all").await;
    assert!(!stranger.body.contains("Cigale"), "{}", stranger.body);
}
