//! The address of a page that somebody types: what a browser opens by http or https, and nothing that runs.

use super::Faults;

/// The address, completed when the scheme is left out; empty is none. Another scheme, or no host, is a fault of the field.
pub fn address(faults: &mut Faults, field: &'static str, typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let found = opened(typed);
    if found.is_none() {
        faults.add(field, "error-website");
    }
    found
}

/// The address that a browser opens from what is kept; none when it is only words.
pub fn opened(typed: &str) -> Option<String> {
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), typed),
    };
    let named = typed.contains("://");
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let sound = ["http", "https"].contains(&scheme.as_str())
        && is_host(host)
        && (named || host.contains('.'))
        && port.parse::<u16>().is_ok()
        && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\`".contains(c));
    sound.then(|| format!("{scheme}://{rest}"))
}

/// Letters of any script, digits, hyphens and dots: neither a name nor a password before it.
fn is_host(host: &str) -> bool {
    !host.is_empty()
        && !host.starts_with(['.', '-'])
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_opened_and_nothing_is_run() {
        for (typed, kept) in [
            ("", None),
            ("https://exemple.fr/a?b=c#d", Some("https://exemple.fr/a?b=c#d")),
            ("HTTP://Exemple.fr", Some("http://Exemple.fr")),
            (" www.exemple.fr/page ", Some("https://www.exemple.fr/page")),
            ("exemple.fr:8080/x", Some("https://exemple.fr:8080/x")),
            ("https://café.example", Some("https://café.example")),
        ] {
            let mut faults = Faults::default();
            assert_eq!(address(&mut faults, "website", typed).as_deref(), kept, "{typed}");
            assert!(faults.0.is_empty(), "{typed}");
        }
        for typed in [
            "javascript:alert(1)",
            "JavaScript://exemple.fr/%0Aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://exemple.fr",
            "mailto:a@exemple.fr",
            "https://",
            "https:///x",
            "https://exemple.fr@ailleurs.example",
            "https://exemple.fr/\u{1}",
            "https://exemple.fr/a b",
            "exemple",
        ] {
            let mut faults = Faults::default();
            assert_eq!(address(&mut faults, "website", typed), None, "{typed}");
            assert_eq!(faults.of("website").map(|fault| fault.message), Some("error-website"), "{typed}");
        }
    }
}
