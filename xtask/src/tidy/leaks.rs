//! No committed file names a path of somebody's machine or the host of a package registry.

use super::Finding;
use super::tree::Tree;

/// Cut in two, so that this file passes its own check.
const PATHS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tmp/", "bash")];
const HOSTS: [&str; 5] = [
    concat!("npm", "js.org"),
    concat!("py", "pi.org"),
    concat!("python", "hosted.org"),
    concat!("deb.", "debian.org"),
    concat!("crates", ".io"),
];
/// Cargo writes the address of its index in every lockfile.
const CARGO_LOCK: &str = "Cargo.lock";
const NPM_LOCK: &str = "package-lock.json";

pub fn machine(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.path != CARGO_LOCK) {
        for (line, text) in file.lines() {
            for found in PATHS.iter().filter(|path| is_absolute(text, path)) {
                findings.push(Finding::error(&file.path, line, format!("a path of a machine: {found}")));
            }
            for host in HOSTS.iter().filter(|host| text.contains(**host)) {
                findings.push(Finding::error(
                    &file.path,
                    line,
                    format!("the host of a package registry: {host}"),
                ));
            }
        }
    }
    findings
}

/// The path begins here, and is not the end of a longer one.
fn is_absolute(text: &str, path: &str) -> bool {
    text.match_indices(path)
        .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || "}_-.".contains(c)))
}

pub fn lockfile(tree: &Tree) -> Vec<Finding> {
    let Some(lock) = tree.get(NPM_LOCK) else {
        let lost = tree
            .get("package.json")
            .map(|_| Finding::error("package.json", 1, "package-lock.json is missing"));
        return lost.into_iter().collect();
    };
    let resolved = lock.lines().filter(|(_, text)| text.contains("\"resolved\""));
    resolved.map(|(line, _)| Finding::error(NPM_LOCK, line, "a download address: see .npmrc")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_a_host_are_found() {
        let text = format!("see {}main\nfrom https://registry.{}\n", PATHS[0], HOSTS[0]);
        assert_eq!(machine(&Tree::of(&[("docs/a.md", &text)])).len(), 2);
        assert!(machine(&Tree::of(&[(CARGO_LOCK, &text)])).is_empty());
        let route = format!("/api{}orders", PATHS[0]);
        assert!(machine(&Tree::of(&[("docs/a.md", &route)])).is_empty());
    }

    #[test]
    fn a_resolved_address_or_a_lost_lockfile_is_found() {
        assert_eq!(lockfile(&Tree::of(&[(NPM_LOCK, "{\n\"resolved\": \"x\"\n}")])).len(), 1);
        assert_eq!(lockfile(&Tree::of(&[("package.json", "{}")])).len(), 1);
        assert!(lockfile(&Tree::of(&[("package.json", "{}"), (NPM_LOCK, "{}")])).is_empty());
    }
}
