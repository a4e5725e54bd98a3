//! `package`: the Debian package, from the release binary and `packaging/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::shell;

/// What goes into the package: from, to.
const FILES: &[(&str, &str)] = &[
    ("packaging/settings.toml", "etc/maillage/settings.toml"),
    ("packaging/systemd/maillage.service", "usr/lib/systemd/system/maillage.service"),
    ("packaging/systemd/maillage-backup.service", "usr/lib/systemd/system/maillage-backup.service"),
    ("packaging/systemd/maillage-backup.timer", "usr/lib/systemd/system/maillage-backup.timer"),
    ("packaging/debian/copyright", "usr/share/doc/maillage/copyright"),
    ("docs/guide/operating.fr.md", "usr/share/doc/maillage/operating.fr.md"),
    ("docs/guide/operating.en.md", "usr/share/doc/maillage/operating.en.md"),
    ("docs/guide/settings.md", "usr/share/doc/maillage/settings.md"),
    ("docs/guide/fr.md", "usr/share/doc/maillage/fr.md"),
    ("docs/guide/en.md", "usr/share/doc/maillage/en.md"),
];
/// What is packed small, as Debian wants it.
const PACKED: &[(&str, &str)] = &[
    ("CHANGELOG.md", "usr/share/doc/maillage/changelog.gz"),
    ("LICENSE", "usr/share/doc/maillage/LICENSE.gz"),
];
/// What one types beside the program.
const CONTROL: (&str, &str) = ("packaging/maillagectl", "usr/sbin/maillagectl");
const SCRIPTS: &[&str] = &["postinst", "prerm", "postrm"];
const BINARY: &str = "usr/bin/maillage";

/// Builds the package into `target/package`, of a binary that is there or of one built now.
pub fn run(binary: Option<PathBuf>) -> Result<()> {
    let binary = if let Some(binary) = binary { binary } else { build()? };
    ensure!(binary.is_file(), "{} is not there", binary.display());
    let out = shell::target().join("package");
    let tree = out.join("tree");
    if tree.exists() {
        std::fs::remove_dir_all(&tree)?;
    }
    for (from, to) in FILES {
        copy(from, &tree.join(to))?;
    }
    copy(CONTROL.0, &tree.join(CONTROL.1))?;
    mode(&tree.join(CONTROL.1), 0o755)?;
    for (from, to) in PACKED {
        pack(from, &tree.join(to))?;
    }
    let program = tree.join(BINARY);
    make_folder(&program)?;
    let strip = ["--strip-debug".as_ref(), binary.as_os_str(), program.as_os_str()];
    shell::run(&mut shell::command("objcopy", strip))?;
    mode(&program, 0o755)?;
    let version = version()?;
    let architecture = printed("dpkg", &["--print-architecture"])?;
    let facts = [
        ("version", version.clone()),
        ("architecture", architecture.clone()),
        ("libc", libc(&program)?),
        ("size", (std::fs::metadata(&program)?.len() / 1024).to_string()),
    ];
    let mut control = std::fs::read_to_string("packaging/debian/control")?;
    for (name, value) in facts {
        control = control.replace(&format!("{{{name}}}"), &value);
    }
    let debian = tree.join("DEBIAN");
    std::fs::create_dir_all(&debian)?;
    std::fs::write(debian.join("control"), control)?;
    copy("packaging/debian/conffiles", &debian.join("conffiles"))?;
    for script in SCRIPTS {
        copy(&format!("packaging/debian/{script}"), &debian.join(script))?;
        mode(&debian.join(script), 0o755)?;
    }
    let package = out.join(format!("maillage_{version}_{architecture}.deb"));
    let build = ["--root-owner-group".as_ref(), "--build".as_ref(), tree.as_os_str(), package.as_os_str()];
    shell::run(&mut shell::command("dpkg-deb", build))?;
    println!("{}", package.display());
    Ok(())
}

fn build() -> Result<PathBuf> {
    crate::assets::run()?;
    shell::run(shell::cargo().args(["build", "--release", "--locked", "--package", "maillage"]))?;
    Ok(shell::target().join("release/maillage"))
}

fn make_folder(file: &Path) -> Result<()> {
    let mut folder = file.parent().context("a file has a folder")?;
    std::fs::create_dir_all(folder)?;
    // Whatever the umask of whoever builds.
    loop {
        mode(folder, 0o755)?;
        if folder.file_name().is_none_or(|name| name == "tree") {
            return Ok(());
        }
        folder = folder.parent().context("a folder stands in the tree")?;
    }
}

fn copy(from: &str, to: &Path) -> Result<()> {
    make_folder(to)?;
    std::fs::write(to, std::fs::read(from).with_context(|| from.to_owned())?)?;
    mode(to, 0o644)
}

fn pack(from: &str, to: &Path) -> Result<()> {
    make_folder(to)?;
    let plain = to.with_extension("");
    std::fs::write(&plain, std::fs::read(from).with_context(|| from.to_owned())?)?;
    shell::run(&mut shell::command("gzip", ["-9n".as_ref(), plain.as_os_str()]))?;
    mode(to, 0o644)
}

fn mode(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))?)
}

fn version() -> Result<String> {
    let workspace = std::fs::read_to_string("Cargo.toml")?;
    let line = workspace.lines().find_map(|line| line.strip_prefix("version = \""));
    Ok(line.context("Cargo.toml says no version")?.trim_end_matches('"').to_owned())
}

fn printed(program: &str, arguments: &[&str]) -> Result<String> {
    let (done, text) = shell::capture(&mut shell::command(program, arguments))?;
    ensure!(done, "{program}: {text}");
    Ok(text.trim().to_owned())
}

/// The newest libc that the program asks for.
fn libc(program: &Path) -> Result<String> {
    let text = printed("objdump", &["-T", &program.display().to_string()])?;
    let asked = text.split("GLIBC_").skip(1).filter_map(|rest| {
        let version: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let (major, minor) = version.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.split('.').next()?.parse::<u32>().ok()?))
    });
    let (major, minor) = asked.max().context("the program asks for no libc")?;
    Ok(format!("{major}.{minor}"))
}
