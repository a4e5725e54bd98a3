//! What may be saved.

use platform::text::{normalise, tidy};
use platform::web::Faults;

/// The lists that can be found again, each with the key of its name in translations.
pub const PAGES: &[(&str, &str)] = &[("/projects", "nav-projects"), ("/companies", "nav-companies")];

const LONGEST_QUERY: usize = 2000;

/// A view to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The page that it opens.
    pub page: &'static str,
    /// Its name.
    pub name: String,
    /// The name as it is compared.
    pub name_key: String,
    /// What the address says behind the page.
    pub query: String,
    /// Whether colleagues find it too.
    pub shared: bool,
}

/// A name, tidy, or what is wrong with it.
pub fn name(sent: &str, faults: &mut Faults) -> (String, String) {
    let name = tidy(sent);
    if name.is_empty() {
        faults.add("view_name", "error-required");
    }
    faults.longer(&[("view_name", &name, 80)]);
    let key = normalise(&name);
    (name, key)
}

/// What was sent, checked: the address is that of a list of this instance, without the place where one stood in it.
pub fn checked(url: &str, sent_name: &str, shared: bool) -> Result<New, Faults> {
    let mut faults = Faults::default();
    let (name, name_key) = name(sent_name, &mut faults);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let page = PAGES.iter().map(|(page, _)| *page).find(|page| *page == path);
    let pairs: Option<Vec<(String, String)>> = serde_html_form::from_str(query).ok();
    let (Some(page), Some(pairs)) = (page, pairs) else {
        faults.add("view_url", "error-view-page");
        return Err(faults);
    };
    let kept: Vec<(String, String)> =
        pairs.into_iter().filter(|(name, _)| !["after", "done"].contains(&name.as_str())).collect();
    let query = serde_html_form::to_string(kept).unwrap_or_default();
    if query.len() > LONGEST_QUERY {
        faults.add("view_url", "error-view-page");
    }
    faults.or(New { page, name, name_key, query, shared })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_keeps_the_filters_and_leaves_the_place() {
        let new = checked("/projects?view=list&sector=health&after=r1~x&done=done-moved", " Santé  ", true)
            .unwrap();
        assert_eq!((new.page, new.query.as_str()), ("/projects", "view=list&sector=health"));
        assert_eq!((new.name.as_str(), new.name_key.as_str()), ("Santé", "sante"));
    }

    #[test]
    fn only_a_list_of_this_instance_is_saved() {
        for url in ["https://example.org/projects", "//example.org", "/projects/x", "javascript:alert(1)", ""]
        {
            let faults = checked(url, "x", false).unwrap_err();
            assert_eq!(faults.0[0].message, "error-view-page", "{url}");
        }
        assert!(checked(&format!("/projects?stage={}", "x".repeat(LONGEST_QUERY)), "x", false).is_err());
    }

    #[test]
    fn a_view_has_a_short_name() {
        assert_eq!(checked("/projects", "  ", false).unwrap_err().0[0].message, "error-required");
        assert!(checked("/projects", &"x".repeat(81), false).is_err());
    }
}
