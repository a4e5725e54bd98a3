//! The routes that the source declares, to compare with those that are walked.

/// Passes on the routes that features declare, and declares none.
const PASSED_ON: &str = "frame/routes.rs";

/// What the source declares: method and path, each parameter as `{}`.
pub fn declared() -> Vec<(String, String)> {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut found = Vec::new();
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with(PASSED_ON) {
            found.extend(routes_of(&std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The calls `.route("/path", get(show).post(change))` of a file.
fn routes_of(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for call in text.split(".route(").skip(1) {
        let mut depth = 1;
        let end = call.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        let call = &call[..end.expect("a call ends")];
        let path = call.split('"').nth(1).expect("a route has a path");
        let methods = call.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '('));
        for word in methods.filter_map(|word| word.split_once('(').map(|(word, _)| word)) {
            if ["get", "post", "put", "patch", "delete"].contains(&word) {
                found.push((word.to_uppercase(), plain(path)));
            }
        }
    }
    found
}

/// A path without its query, each parameter as `{}`.
pub fn plain(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let part = |part| if str::starts_with(part, '{') || str::starts_with(part, "018f") { "{}" } else { part };
    let plain = path.split('/').map(part).collect::<Vec<_>>().join("/");
    if plain.starts_with("/assets/") { "/assets/{}".into() } else { plain }
}

#[test]
fn the_source_is_read() {
    let text = "Router::new().route(\"/a/{id}\", get(pages::show).post(pages::get_it))\n.route(\n\"/b\",\n delete(|| async { f() }))";
    let found = routes_of(text);
    let known = [("GET", "/a/{}"), ("POST", "/a/{}"), ("DELETE", "/b")];
    assert_eq!(found, known.map(|(method, path)| (method.to_owned(), path.to_owned())));
}
