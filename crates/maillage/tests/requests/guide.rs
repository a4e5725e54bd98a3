//! The operator's guide is obeyed to the letter: what it says to type is typed, in a folder that was empty.

use std::process::Command;

use super::backup::Folder;

const GUIDES: [(&str, &str, [&str; 2]); 2] = [
    (
        "fr",
        include_str!("../../../../docs/guide/operating.fr.md"),
        ["Restauration terminée", "La liste d’accès est juste."],
    ),
    ("en", include_str!("../../../../docs/guide/operating.en.md"), ["Restored", "The access list is right."]),
];

/// The commands that need neither root nor another program: those marked `sh`, in their order.
fn typed(guide: &str) -> String {
    let blocks = guide.split("\n```sh\n").skip(1).map(|rest| rest.split("\n```").next().unwrap());
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_operators_guide_can_be_obeyed() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_maillage"));
    for (language, guide, restored) in GUIDES {
        let folder = Folder::new();
        let output = Command::new("sh")
            .args(["-e", "-c", &typed(guide)])
            .current_dir(&folder.0)
            .env("PATH", format!("{}:/usr/bin:/bin", program.parent().unwrap().display()))
            .env("MAILLAGE_LOG_FILTER", "off")
            .output()
            .unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success(), "{language}: {said}");
        assert_eq!(said.matches("http://127.0.0.1:8080/invitations/").count(), 2, "{language}: {said}");
        for text in restored {
            assert!(said.contains(text), "{language}: {text} in {said}");
        }
        assert!(folder.at("elsewhere.db").exists());
    }
}

/// Both say the same commands, but for what is said in words.
#[test]
fn both_guides_say_the_same_commands() {
    let [french, english] = GUIDES.map(|(_, guide, _)| {
        let known =
            ["maillage --settings", "maillagectl ", "systemctl ", "runuser ", "apt install", "install -o"];
        let lines = guide.lines().filter(|line| known.iter().any(|word| line.contains(word)));
        let bare = lines.map(|line| line.split("   ").next().unwrap().trim().to_owned());
        bare.filter(|line| !line.starts_with('|') && !line.contains('`')).collect::<Vec<_>>()
    });
    assert!(french.len() > 25);
    assert_eq!(french, english);
}
