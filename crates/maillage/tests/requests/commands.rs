//! The command line: a refusal names what is at fault and what to do, in the language of the settings.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use platform::database::{Database, Location, Query, Transaction};

use super::backup::ids;

/// A folder with a database of its own.
pub struct Shell {
    folder: std::path::PathBuf,
    own: bool,
}

impl Shell {
    fn new() -> Self {
        let name: platform::Uuid = ids().next();
        let folder = std::env::temp_dir().join(format!("maillage-commands-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, own: true }
    }

    /// In a folder of somebody else's.
    pub fn in_folder(folder: &crate::backup::Folder) -> Self {
        Self { folder: folder.0.clone(), own: false }
    }

    /// Whether the command succeeded, and what it said.
    pub fn run(&self, language: &str, words: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_maillage"))
            .args(words)
            .env("MAILLAGE_DATABASE_URL", format!("sqlite:{}", self.folder.join("x.db").display()))
            .env("MAILLAGE_LANGUAGE", language)
            .env("MAILLAGE_FILES_URL", format!("folder:{}", self.folder.join("files").display()))
            .env("MAILLAGE_LOG_FILTER", "off")
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap().replace('\u{a0}', " "))
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        if self.own {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}

const ADD: [&str; 9] = [
    "user",
    "add",
    "ada@exemple.fr",
    "--given-name",
    "Ada",
    "--family-name",
    "Brun",
    "--organisation",
    "Agence du Levant",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_command_says_what_is_at_fault() {
    let shell = Shell::new();
    let (added, said) = shell.run("fr", &ADD);
    assert!(added && said.contains("/invitations/"), "{said}");
    // Until a password is chosen the command prints another link.
    let database = Database::open(&Location::File(shell.folder.join("x.db")), ids()).await.unwrap();
    let chosen = |tx: &Transaction| Query::new("update account set password_hash = 'x'").execute_one(tx);
    database.write(chosen).await.unwrap();
    let with = |more: &[&'static str]| [&ADD[..], more].concat();
    for (language, words, expected) in [
        ("fr", with(&[]), "email : Cette personne a déjà un rôle dans cette organisation."),
        ("en", with(&[]), "email: This person already has a role in this organisation."),
        (
            "fr",
            with(&["--role", "king"]),
            "role : Une valeur parmi : reader, officer, manager, administrator.",
        ),
        ("en", with(&["--family", "king"]), "family: One of: local-authority, public-body"),
        ("fr", vec!["token", "create", "x@exemple.fr"], "email : Aucun compte ouvert n’a cette adresse."),
    ] {
        let (done, said) = shell.run(language, &words);
        assert!(!done && said.contains(expected), "{words:?}: {said}");
    }
    let mut wrong = with(&[]);
    (wrong[2], wrong[4]) = ("ada", "");
    let (_, said) = shell.run("fr", &wrong);
    assert!(
        said.contains("given-name : À renseigner.") && said.contains("email : Adresse incomplète."),
        "{said}"
    );
}

/// Counted for any day; nothing is forgotten before its time but in a demonstration.
#[test]
fn retention_is_counted_for_a_day_to_come_and_not_run_for_it() {
    let shell = Shell::new();
    shell.run("fr", &ADD);
    let (counted, said) = shell.run("fr", &["retention", "--on", "2099-01-31"]);
    assert!(counted && said.contains("passé sa durée le 31 janvier 2099"), "{said}");
    assert!(said.contains("Comptes fermés") && said.contains("(24 mois) : 0"), "{said}");
    assert!(said.contains("Valeurs du journal (les faits restent) (72 mois) : "), "{said}");
    let (run, said) = shell.run("en", &["retention", "--run", "--on", "2099-01-31"]);
    assert!(!run && said.contains("Nothing is forgotten before its time"), "{said}");
    let (run, said) = shell.run("en", &["retention", "--run"]);
    assert!(run && said.contains(": 0 forgotten"), "{said}");
}

#[test]
fn a_known_address_may_be_given_the_instance_to_run() {
    let shell = Shell::new();
    shell.run("fr", &ADD);
    // The link that was given may be lost or too old.
    let (added, said) = shell.run("fr", &ADD);
    assert!(added && said.contains("/invitations/"), "{said}");
    let (added, said) = shell.run("fr", &[&ADD[..], &["--administrator"]].concat());
    assert!(added && said.contains("Ce compte conduit l’instance."), "{said}");
    assert!(said.contains("/invitations/"), "no password was chosen yet: {said}");
}

/// What the pages keep to a few, another account of the machine does not read either.
#[test]
fn the_database_is_readable_by_its_owner_alone() {
    let shell = Shell::new();
    assert!(shell.run("fr", &["migrate"]).0);
    let mode = std::fs::metadata(shell.folder.join("x.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn commands_answer_in_the_language_of_the_settings() {
    let shell = Shell::new();
    for (language, command, expected) in [
        ("fr", &["migrate"][..], "migrations appliquées"),
        ("en", &["migrate"], "the database is up to date"),
        ("fr", &["acl", "verify"], "La liste d’accès est juste."),
        ("en", &["acl", "rebuild"], "The access list was made again."),
        ("fr", &["retention"], "Contacts professionnels (plus de 36 mois) : 0"),
        ("en", &["retention", "--run"], ": 0 forgotten."),
    ] {
        let (done, said) = shell.run(language, command);
        assert!(done && said.contains(expected), "{command:?}: {said}");
    }
}
