//! The command line: a refusal names what is at fault and what to do, in the language of the settings.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
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

    /// With a database of this version.
    fn begun() -> Self {
        let shell = Self::new();
        let (done, said) = shell.run("fr", &["migrate"]);
        assert!(done, "{said}");
        shell
    }

    /// In a folder of somebody else's.
    pub fn in_folder(folder: &crate::backup::Folder) -> Self {
        Self { folder: folder.0.clone(), own: false }
    }

    fn command(&self, language: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
        command
            .args(words)
            .env("MAILLAGE_DATABASE_URL", format!("sqlite:{}", self.folder.join("x.db").display()))
            .env("MAILLAGE_LANGUAGE", language)
            .env("MAILLAGE_FILES_URL", format!("folder:{}", self.folder.join("files").display()))
            .env("MAILLAGE_LOG_FILTER", "off");
        command
    }

    /// Whether the command succeeded, and what it said.
    pub fn run(&self, language: &str, words: &[&str]) -> (bool, String) {
        let output = self.command(language, words).output().unwrap();
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
    let shell = Shell::begun();
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
    let shell = Shell::begun();
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

/// The files of a small edition of 2027, in a folder.
fn edition(folder: &std::path::Path, columns: &str) {
    std::fs::create_dir_all(folder).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("regions.json", r#"[{"code":"93","nom":"Provence-Alpes-Côte d'Azur"}]"#);
    write("departements.json", r#"[{"code":"13","region":"93","nom":"Bouches-du-Rhône"}]"#);
    write("ept.json", "[]");
    write("epci-2027.csv", "siren,nom,type,population_municipale\n241300417,CA Deux,CA,20\n");
    let communes = format!(
        "code,nom,siren,departement,region,{columns},population,codes_postaux,lon,lat\n\
         13004,Arles,211300041,13,93,241300417,241300417,51000,13200,4.6,43.6\n"
    );
    let file = std::fs::File::create(folder.join("communes-2027.csv.gz")).unwrap();
    let mut packed = GzEncoder::new(file, Compression::default());
    packed.write_all(communes.as_bytes()).unwrap();
    packed.finish().unwrap();
}

/// An import says what it changed, refuses a file at fault and an older edition, in the language of the settings.
#[test]
fn an_import_speaks_the_language_of_the_settings() {
    let shell = Shell::begun();
    let (good, bad) = (shell.folder.join("good"), shell.folder.join("bad"));
    edition(&good, "epci_banatic_2026,epci_2027");
    edition(&bad, "epci_2026,epci_2027");
    let import = |language, folder: &std::path::Path| {
        shell.run(language, &["import", "reference", "--folder", &folder.display().to_string()])
    };
    for (language, folder, expected) in [
        (
            "fr",
            &bad,
            "communes-2027.csv.gz, ligne 1 : la colonne epci_banatic_2026 manque. Rien n’a été écrit.",
        ),
        (
            "en",
            &bad,
            "communes-2027.csv.gz, line 1: the column epci_banatic_2026 is missing. Nothing was written.",
        ),
        ("fr", &shell.folder.join("nowhere"), "nowhere : introuvable. Rien n’a été écrit."),
    ] {
        let (done, said) = import(language, folder);
        assert!(!done && said.contains(expected), "{said}");
    }
    let (done, said) = import("fr", &good);
    let told = "COG 2027 : 4 territoires ajoutés, aucun modifié, aucun terminé ; 3 appartenances notées, aucune terminée.";
    assert!(done && said.contains(told), "{said}");
    let (_, said) = import("en", &good);
    assert!(said.contains("COG 2027: nothing has changed."), "{said}");
    let (done, said) = shell.run("fr", &["import", "reference"]);
    assert!(!done && said.contains("plus récents que le COG 2026 : rien n’a changé."), "{said}");
    assert!(said.contains("--folder") && said.contains("--older"), "{said}");
}

#[test]
fn a_known_address_may_be_given_the_instance_to_run() {
    let shell = Shell::begun();
    shell.run("fr", &ADD);
    // The link that was given may be lost or too old.
    let (added, said) = shell.run("fr", &ADD);
    assert!(added && said.contains("/invitations/"), "{said}");
    let (added, said) = shell.run("fr", &[&ADD[..], &["--administrator"]].concat());
    assert!(added && said.contains("Ce compte conduit l’instance."), "{said}");
    assert!(said.contains("/invitations/"), "no password was chosen yet: {said}");
}

/// A backup notes itself in the database that it was made of, not in the archive.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_noted() {
    let shell = Shell::begun();
    shell.run("fr", &ADD);
    let archive = shell.folder.join("one.maillage").display().to_string();
    let (made, said) = shell.run("fr", &["backup", &archive]);
    assert!(made && said.contains("Sauvegarde écrite") && !said.contains("notée"), "{said}");
    let database = Database::open(&Location::File(shell.folder.join("x.db")), ids()).await.unwrap();
    let noted = |r: &platform::database::Reader| {
        Query::new("select count(*), min(row_count) from backup_made").one(r)
    };
    let (count, rows): (i64, Option<i64>) = database.read(noted).await.unwrap();
    assert!(count == 1 && rows.is_some_and(|rows| rows > 10), "{count} {rows:?}");
}

/// What the pages keep to a few, another account of the machine does not read either.
#[test]
fn the_database_is_readable_by_its_owner_alone() {
    let shell = Shell::new();
    assert!(shell.run("fr", &["migrate"]).0);
    let mode = std::fs::metadata(shell.folder.join("x.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// Typed without the settings of the instance, a command says so: it does not answer for an empty database of its own.
#[test]
fn a_command_on_an_instance_makes_no_other_database() {
    let shell = Shell::new();
    let archive = shell.folder.join("a.zip").display().to_string();
    let commands: [&[&str]; 6] = [
        &ADD,
        &["acl", "verify"],
        &["retention"],
        &["token", "create", "ada@exemple.fr"],
        &["import", "reference"],
        &["backup", &archive],
    ];
    for words in commands {
        let (done, said) = shell.run("fr", words);
        assert!(!done && said.contains("x.db n’existe pas. Vérifiez --settings"), "{words:?}: {said}");
    }
    assert!(std::fs::read_dir(&shell.folder).unwrap().next().is_none(), "nothing was made");
}

/// Nor does it make one of what is empty, nor read what a later version wrote.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_on_an_instance_says_what_it_is_not_for() {
    let shell = Shell::new();
    let archive = shell.folder.join("a.zip").display().to_string();
    let file = shell.folder.join("x.db");
    std::fs::write(&file, "").unwrap();
    for words in [&["acl", "verify"][..], &["retention"], &["backup", &archive]] {
        let (done, said) = shell.run("fr", words);
        assert!(!done && said.contains("La base est vide"), "{words:?}: {said}");
    }
    assert!(shell.run("fr", &["migrate"]).0);
    let database = Database::open(&Location::File(file), ids()).await.unwrap();
    let later = |tx: &Transaction| {
        let later = "insert into refinery_schema_history (version, name, applied_on, checksum)
            values (29990101000000, 'later', '2999-01-01T00:00:00Z', '1')";
        Query::new(later).execute_one(tx)
    };
    database.write(later).await.unwrap();
    drop(database);
    for words in [&["acl", "verify"][..], &["backup", &archive]] {
        let (done, said) = shell.run("fr", words);
        assert!(!done && said.contains("version plus récente"), "{words:?}: {said}");
    }
    assert!(!std::path::Path::new(&archive).exists());
}

/// A variable that names no setting is told: mistyped, it would leave the instance with its first settings.
#[test]
fn a_mistyped_variable_is_told() {
    let shell = Shell::new();
    let mut command = shell.command("fr", &["migrate"]);
    command.env("MAILLAGE_LOG_FILTER", "warn").env("MAILLAGE_PUBLIC_URI", "https://maillage.example");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("MAILLAGE_PUBLIC_URI"), "{said}");
    assert!(!said.contains("MAILLAGE_LANGUAGE"), "{said}");
}

#[test]
fn commands_answer_in_the_language_of_the_settings() {
    let shell = Shell::new();
    for (language, command, expected) in [
        ("fr", &["migrate"][..], "migrations appliquées"),
        ("en", &["migrate"], "the database is up to date"),
        ("fr", &["acl", "verify"], "La liste d’accès est juste."),
        ("en", &["acl", "rebuild"], "The access list was made again."),
        ("fr", &["retention"], "(36 mois) : 0"),
        ("en", &["retention", "--run"], ": 0 forgotten"),
    ] {
        let (done, said) = shell.run(language, command);
        assert!(done && said.contains(expected), "{command:?}: {said}");
    }
}

/// Settings with which nothing could run are refused before anything is made, all at once, in the language they ask for.
#[test]
fn wrong_settings_leave_nothing_behind() {
    let shell = Shell::new();
    let with = |language: &str, wrong: &[(&str, &str)]| {
        let mut command = shell.command(language, &["serve"]);
        let output = command.envs(wrong.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        String::from_utf8(output.stderr).unwrap().replace('\u{a0}', " ")
    };
    let wrong =
        [("MAILLAGE_LISTEN", "8080"), ("MAILLAGE_MAIL_SENDER", "Maillage"), ("MAILLAGE_LOG_FILTER", "x=y=z")];
    assert_eq!(
        with("fr", &wrong),
        "maillage: Les réglages ne permettent pas de commencer ; rien n’a été ouvert ni modifié.\n  \
         listen : « 8080 » n’est pas une adresse et un port : 127.0.0.1:8080, par exemple.\n  \
         mail_sender : « Maillage » n’est pas une adresse électronique.\n  \
         log_filter : « x=y=z » n’est pas un filtre : info, ou info,maillage=debug, par exemple.\n"
    );
    let said = with("en", &wrong[..1]);
    assert!(said.contains("listen: “8080” is not an address and a port"), "{said}");
    // What only the machine can refuse: a port that is taken, a folder where there is a file.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = with("fr", &[("MAILLAGE_LISTEN", &address)]);
    assert!(said.contains(&format!("Impossible d’écouter sur {address}")), "{said}");
    let file = shell.folder.join("a-file");
    std::fs::write(&file, "").unwrap();
    let folder = format!("folder:{}", file.join("in-it").display());
    for (setting, told) in [("MAILLAGE_MAIL_URL", "mail_url : "), ("MAILLAGE_FILES_URL", "files_url : ")] {
        let said = with("fr", &[("MAILLAGE_LISTEN", "127.0.0.1:0"), (setting, &folder)]);
        assert!(said.contains(told), "{said}");
    }
    assert!(!shell.folder.join("x.db").exists(), "a database was made");
}

/// Asked to stop as it makes its database, as it applies the migrations, once they are applied, while it loads the territories: it
/// ends well at once, and begins again the next time. What it had begun is there whole or not at all.
#[test]
fn asked_to_stop_before_it_serves_it_ends_well() {
    let size = |path: &Path| std::fs::metadata(path).map(|file| file.len()).ok();
    for (file, bytes) in [("x.db", 0), ("x.db-wal", 1), ("x.db-wal", 100_000), ("x.db-wal", 3_000_000)] {
        let shell = Shell::new();
        let mut command = shell.command("fr", &["serve"]);
        let command =
            command.env("MAILLAGE_LISTEN", "127.0.0.1:0").stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let begun = platform::clock::stopwatch();
        while size(&shell.folder.join(file)).is_none_or(|size| size < bytes) {
            assert!(begun.elapsed() < Duration::from_mins(1), "{file} never holds {bytes} bytes");
            std::thread::yield_now();
        }
        assert!(Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{file} {bytes}: it was ended rather than ending");
        let (done, said) = shell.run("fr", &["migrate"]);
        assert!(done, "{file} {bytes}: {said}");
    }
}
