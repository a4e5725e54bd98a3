//! `cargo xtask assets`: the files that the binary embeds, gathered in `assets/dist`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::shell;

const DIST: &str = "assets/dist";
const OURS: [&str; 3] = ["assets/css", "assets/images", "assets/js"];

/// What is taken from the npm packages: where it is, and the name it is served under. Each licence goes with its files.
const THEIRS: [(&str, &str); 10] = [
    ("@tabler/core/dist/css/tabler.min.css", "tabler.min.css"),
    ("htmx.org/dist/htmx.min.js", "htmx.min.js"),
    ("htmx.org/LICENSE", "licences/htmx.txt"),
    ("maplibre-gl/dist/maplibre-gl.css", "maplibre-gl.css"),
    ("maplibre-gl/dist/maplibre-gl.mjs", "maplibre-gl.mjs"),
    // The map asks for its worker beside itself, under this name.
    ("maplibre-gl/dist/maplibre-gl-worker.mjs", "maplibre-gl-worker.mjs"),
    ("maplibre-gl/LICENSE.txt", "licences/maplibre-gl.txt"),
    ("@fontsource-variable/source-sans-3/LICENSE", "licences/source-sans-3.txt"),
    (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
        "fonts/source-sans-3-latin-wght-normal.woff2",
    ),
    (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
        "fonts/source-sans-3-latin-ext-wght-normal.woff2",
    ),
];

/// Installs the npm packages when the lockfile is newer, then makes `assets/dist` equal to what is listed.
pub fn run() -> Result<()> {
    install()?;
    let wanted = wanted()?;
    let mut changed = 0;
    for (target, source) in &wanted {
        changed += usize::from(copy(source, target)?);
    }
    let removed = remove_others(&wanted)?;
    println!("assets: {} files in {DIST}, {changed} written, {removed} removed", wanted.len());
    Ok(())
}

/// `npm ci`, unless what is installed is as new as the lockfile.
pub fn install() -> Result<()> {
    let modified = |path: &str| fs::metadata(path).and_then(|file| file.modified());
    let lockfile = modified("package-lock.json").context("package-lock.json is missing")?;
    if modified("node_modules/.package-lock.json").is_ok_and(|installed| installed >= lockfile) {
        return Ok(());
    }
    if shell::find("npm", &[]).is_none() {
        bail!("npm is missing: on Debian or Ubuntu, `apt install nodejs npm` (Node 20 or later)");
    }
    shell::run(&mut shell::command("npm", ["ci", "--ignore-scripts"]))
}

/// Each file of `assets/dist` and where it comes from.
fn wanted() -> Result<BTreeMap<PathBuf, PathBuf>> {
    let mut wanted = BTreeMap::new();
    for (source, target) in THEIRS {
        wanted.insert(Path::new(DIST).join(target), Path::new("node_modules").join(source));
    }
    for folder in OURS.into_iter().filter(|folder| Path::new(folder).is_dir()) {
        for entry in fs::read_dir(folder)? {
            let source = entry?.path();
            let name = source.file_name().context("a file has a name")?;
            let target = Path::new(DIST).join(name);
            if let Some(other) = wanted.insert(target, source.clone()) {
                bail!("{} and {} would have the same address", other.display(), source.display());
            }
        }
    }
    Ok(wanted)
}

/// Writes only what differs, so that nothing is rebuilt for nothing.
fn copy(source: &Path, target: &Path) -> Result<bool> {
    let content = fs::read(source).with_context(|| format!("{} is missing", source.display()))?;
    if fs::read(target).is_ok_and(|present| present == content) {
        return Ok(false);
    }
    fs::create_dir_all(target.parent().context("a file of assets/dist has a folder")?)?;
    fs::write(target, content)?;
    Ok(true)
}

fn remove_others(wanted: &BTreeMap<PathBuf, PathBuf>) -> io::Result<usize> {
    let mut removed = 0;
    for entry in
        WalkDir::new(DIST).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file())
    {
        if !wanted.contains_key(entry.path()) {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}
