//! Pure rules of invitations sent together: columns, roles in words, what is wrong in which cell.

use std::collections::{HashMap, HashSet};

use platform::text::{normalise, tidy};

use super::super::rules::{Typed, check_invitation};
use super::table::cells;
use crate::account::{Invitation, Whose, email};
use crate::directory::OrganisationId;
use crate::directory::people::{Alike, SignsIn, certain};
use crate::frame::rights::Role;

/// Lines in one go.
pub const MOST: usize = 500;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    FamilyName,
    GivenName,
    Email,
    Organisation,
    Role,
    Title,
}

/// The columns in the order in which they are read without a heading, with their field and the words of their headings.
const COLUMNS: [(Column, &str, &[&str]); 6] = [
    (
        Column::FamilyName,
        "family_name",
        &["nom", "nom de famille", "name", "last name", "family name", "surname"],
    ),
    (Column::GivenName, "given_name", &["prenom", "first name", "given name"]),
    (
        Column::Email,
        "email",
        &[
            "email",
            "e mail",
            "mail",
            "courriel",
            "adresse",
            "adresse electronique",
            "adresse email",
            "address",
        ],
    ),
    (Column::Organisation, "organisation", &["organisation", "organization", "structure", "organisme"]),
    (Column::Role, "role", &["role", "droits", "rights"]),
    (Column::Title, "title", &["fonction", "titre", "title", "job title", "poste"]),
];

/// How people write the roles.
const ROLES: &[(&str, Role)] = &[
    ("lecteur", Role::Reader),
    ("lectrice", Role::Reader),
    ("reader", Role::Reader),
    ("charge de mission", Role::Officer),
    ("chargee de mission", Role::Officer),
    ("officer", Role::Officer),
    ("responsable", Role::Manager),
    ("manager", Role::Manager),
    ("administrateur", Role::Administrator),
    ("administratrice", Role::Administrator),
    ("administrator", Role::Administrator),
];

/// What the database knows, for the check.
#[derive(Debug, Default)]
pub struct Known {
    /// The organisation of lines that name none, and whether its people are public members.
    pub own: Option<(OrganisationId, bool)>,
    /// Those that may be named, by the key of their name and of their usual name.
    pub organisations: HashMap<String, (OrganisationId, bool)>,
    /// Who is seated where, by address.
    pub seated: HashSet<(String, OrganisationId)>,
    /// The roles that may be given.
    pub roles: Vec<Role>,
}

/// A line of the table, checked.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number in the text.
    pub number: usize,
    /// What it says.
    pub typed: Typed,
    /// What is wrong: the field, the message.
    pub faults: Vec<(&'static str, &'static str)>,
    /// The invitation, when nothing is.
    pub invitation: Option<Invitation>,
    /// The known people who may be meant.
    pub alike: Vec<Alike>,
    /// Whose account it will be.
    pub whose: Whose,
}

/// Says whose account each line makes: as was chosen, line by line (`3:another`), or else the one person whom nothing
/// distinguishes from the one invited. A line that leaves a doubt says nobody.
pub fn attribute(lines: &mut [Line], chosen: &[String]) {
    let said: HashMap<usize, Whose> = chosen
        .iter()
        .filter_map(|text| text.split_once(':'))
        .filter_map(|(number, whose)| Some((number.parse().ok()?, Whose::said(whose))))
        .collect();
    for line in lines {
        let whose = said.get(&line.number).copied();
        line.whose = whose.unwrap_or_else(|| Whose::Unsaid.or(certain(&line.alike)));
    }
}

/// What is still to be said of the lines to send, each with its message: which of the people known, and not twice the same.
pub fn undecided(lines: &[Line], wanted: &[usize]) -> HashMap<usize, &'static str> {
    let mut given = HashSet::new();
    let wanted = lines.iter().filter(|line| wanted.contains(&line.number) && !line.alike.is_empty());
    wanted
        .filter_map(|line| {
            let message = match line.whose {
                Whose::Unsaid => "error-person-unsaid",
                Whose::Known(person) if !given.insert(person) => "error-bulk-person-twice",
                Whose::Known(person) => match line.alike.iter().find(|one| one.person.id == person) {
                    None => "error-choice",
                    Some(one) if one.signs_in == SignsIn::OtherAddress => "error-person-signs-in",
                    Some(_) => return None,
                },
                Whose::Another => return None,
            };
            Some((line.number, message))
        })
        .collect()
}

fn column_of(heading: &str) -> Option<Column> {
    let key = normalise(heading);
    COLUMNS.iter().find(|(.., words)| words.contains(&key.as_str())).map(|(column, ..)| *column)
}

/// The columns in their order, and whether the first line names them: it does when it holds two headings or more.
fn order(first: &[String]) -> (Vec<Option<Column>>, bool) {
    let named: Vec<Option<Column>> = first.iter().map(|cell| column_of(cell)).collect();
    if named.iter().flatten().count() >= 2 {
        (named, true)
    } else {
        (COLUMNS.iter().map(|(column, ..)| Some(*column)).collect(), false)
    }
}

/// The lines of a text, at most [`MOST`] and one, each checked; a line more than allowed says that there are too many.
pub fn check(text: &str, known: &Known) -> Vec<Line> {
    let mut table = cells(text);
    let Some((_, first)) = table.first() else { return Vec::new() };
    let (columns, heading) = order(first);
    if heading {
        table.remove(0);
    }
    table.truncate(MOST + 1);
    let mut seen = HashSet::new();
    table.into_iter().map(|(number, cells)| line(number, &cells, &columns, known, &mut seen)).collect()
}

/// Whether the text has lines, and not too many.
pub fn ready(lines: &[Line]) -> Option<&'static str> {
    match lines.len() {
        0 => Some("error-bulk-empty"),
        n if n > MOST => Some("error-bulk-many"),
        _ => None,
    }
}

fn line(
    number: usize,
    cells: &[String],
    columns: &[Option<Column>],
    known: &Known,
    seen: &mut HashSet<(String, OrganisationId)>,
) -> Line {
    let of = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        tidy(at.and_then(|at| cells.get(at)).map_or("", String::as_str))
    };
    let role = of(Column::Role);
    let known_role = ROLES.iter().find(|(word, _)| *word == normalise(&role)).map(|(_, role)| *role);
    let mut typed = Typed {
        given_name: of(Column::GivenName),
        family_name: of(Column::FamilyName),
        email: of(Column::Email),
        role: known_role.map_or(String::new(), |role| role.key().to_owned()),
        organisation: of(Column::Organisation),
        title: of(Column::Title),
        person: String::new(),
    };
    let place = if typed.organisation.is_empty() {
        known.own
    } else {
        known.organisations.get(&normalise(&typed.organisation)).copied()
    };
    let mut faults = Vec::new();
    if place.is_none() {
        faults.push(("organisation", "error-bulk-organisation"));
    }
    let (organisation, public) = place.unwrap_or((OrganisationId(platform::Uuid::nil()), false));
    let checked = check_invitation(&typed, organisation, public);
    if let Err(found) = &checked {
        for fault in &found.0 {
            let message = if fault.field == "role" { "error-bulk-role" } else { fault.message };
            faults.push((fault.field, message));
        }
    }
    if known_role.is_some_and(|role| !known.roles.contains(&role)) {
        faults.push(("role", "error-role-above"));
    }
    if let Some(address) = email(&typed.email).filter(|_| place.is_some()) {
        if known.seated.contains(&(address.clone(), organisation)) {
            faults.push(("email", "error-email-seated"));
        } else if !seen.insert((address, organisation)) {
            faults.push(("email", "error-bulk-twice"));
        }
    }
    typed.role = role;
    let invitation = checked.ok().filter(|_| faults.is_empty());
    Line { number, typed, faults, invitation, alike: Vec::new(), whose: Whose::Unsaid }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::PersonId;
    use crate::directory::people::PersonRow;

    fn known() -> Known {
        let (own, other) =
            (OrganisationId(platform::Uuid::nil()), OrganisationId(platform::Uuid::from_u128(7)));
        Known {
            own: Some((own, true)),
            organisations: HashMap::from([("agence du ponant".to_owned(), (other, false))]),
            seated: HashSet::from([("deja@exemple.fr".to_owned(), own)]),
            roles: vec![Role::Reader, Role::Officer, Role::Manager],
        }
    }

    fn faults(text: &str) -> Vec<(usize, Vec<(&'static str, &'static str)>)> {
        check(text, &known()).into_iter().map(|line| (line.number, line.faults)).collect()
    }

    #[test]
    fn columns_are_found_by_their_heading_or_by_their_order() {
        let headed = "E-mail;Prénom;Nom;Rôle;Fonction\nada@exemple.fr;Ada;Brun;Chargée de mission;Cheffe";
        let plain = "Brun\tAda\tada@exemple.fr\tAgence du Ponant\tresponsable\t";
        for (text, role, title, public) in
            [(headed, Role::Officer, Some("Cheffe"), true), (plain, Role::Manager, None, false)]
        {
            let line = check(text, &known()).remove(0);
            let invitation = line.invitation.unwrap();
            assert_eq!((invitation.given_name.as_str(), invitation.role), ("Ada", role));
            assert_eq!((invitation.title.as_deref(), invitation.public_member), (title, public));
        }
    }

    #[test]
    fn each_cell_at_fault_is_named() {
        let text = "Nom;Prénom;E-mail;Organisation;Rôle\n\
            Brun;Ada;ada@exemple;;lecteur\n\
            Brun;Ada;deja@exemple.fr;;lecteur\n\
            Brun;Ada;ada@exemple.fr;Inconnue;roi\n\
            Brun;Ada;ada@exemple.fr;;lecteur\n\
            Brun;Ada;ADA@exemple.fr;;lecteur\n";
        assert_eq!(
            faults(text),
            [
                (2, vec![("email", "error-email")]),
                (3, vec![("email", "error-email-seated")]),
                (4, vec![("organisation", "error-bulk-organisation"), ("role", "error-bulk-role")]),
                (5, vec![]),
                (6, vec![("email", "error-bulk-twice")]),
            ]
        );
    }

    #[test]
    fn a_doubt_about_a_person_is_named_by_line() {
        let id = |n: u128| PersonId(platform::Uuid::from_u128(n));
        let one = |n: u128, address: bool, signs_in: SignsIn| {
            let person = PersonRow {
                id: id(n),
                name: "Ada Brun".into(),
                fictitious: false,
                country: None,
                positions: Vec::new(),
                name_key: "brun ada".into(),
            };
            Alike { person, owner: "Agence".into(), address, name: true, here: !address, signs_in }
        };
        let mut lines = check(&"Brun;Ada;a1@b.fr;;lecteur\n".repeat(5), &known());
        lines[0].alike = vec![one(1, true, SignsIn::No)];
        lines[1].alike = vec![one(2, false, SignsIn::No)];
        lines[2].alike = vec![one(3, false, SignsIn::OtherAddress)];
        lines[3].alike = vec![one(1, false, SignsIn::No)];
        let mut asked = |chosen: &[&str]| {
            let chosen: Vec<String> =
                chosen.iter().map(|text| text.replace('#', "00000000-0000-0000-0000-00000000000")).collect();
            attribute(&mut lines, &chosen);
            let mut asked: Vec<_> = undecided(&lines, &[1, 2, 3, 4, 5]).into_iter().collect();
            asked.sort_unstable();
            asked
        };
        let unsaid = "error-person-unsaid";
        assert_eq!(asked(&[]), [(2, unsaid), (3, unsaid), (4, unsaid)]);
        assert_eq!(
            asked(&["1:#1", "2:another", "3:#3", "4:#1"]),
            [(3, "error-person-signs-in"), (4, "error-bulk-person-twice")]
        );
        assert_eq!(asked(&["1:another", "2:#9", "3:another", "4:#1"]), [(2, "error-choice")]);
    }

    #[test]
    fn a_table_has_lines_and_not_too_many() {
        let lines = |n: usize| check(&"Brun;Ada;ada@exemple.fr;;lecteur\n".repeat(n), &known());
        assert_eq!(ready(&lines(0)), Some("error-bulk-empty"));
        assert_eq!(ready(&lines(MOST)), None);
        assert_eq!(ready(&lines(MOST + 1)), Some("error-bulk-many"));
    }
}
