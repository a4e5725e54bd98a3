//! What lists share: the address that says all of a list, so that it can be kept, sent and opened again, and the bar that
//! narrows it.

use platform::web::ProblemKind;

/// The address of a list, read: each list says what of it it knows.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The page.
    page: &'static str,
    /// What it says, in its order, without its place.
    pub pairs: Vec<(String, String)>,
    /// The place where the list goes on.
    pub after: Option<String>,
    /// What was just done, by message key.
    pub done: Option<String>,
}

impl Said {
    /// Reads what stands behind the question mark. What says twice what may be said once is not understood; what is not
    /// known is left.
    pub fn read(
        page: &'static str,
        query: &str,
        once: &[&str],
        several: impl Fn(&str) -> bool,
    ) -> Result<Self, ProblemKind> {
        let sent: Vec<(String, String)> =
            serde_html_form::from_str(query).map_err(|_| ProblemKind::Unreadable)?;
        let mut said = Self { page, ..Self::default() };
        for (name, value) in sent {
            let once = once.contains(&name.as_str());
            let same = |(known, text): &(String, String)| *known == name && (once || *text == value);
            match name.as_str() {
                "after" if said.after.is_none() => said.after = Some(value),
                "done" if said.done.is_none() => said.done = Some(value),
                "after" | "done" => return Err(ProblemKind::Unreadable),
                _ if value.is_empty() || !(once || several(&name)) => {}
                _ if once && said.pairs.iter().any(same) => return Err(ProblemKind::Unreadable),
                _ if said.pairs.iter().any(same) => {}
                _ => said.pairs.push((name, value)),
            }
        }
        Ok(said)
    }

    /// The page.
    pub fn page(&self) -> &'static str {
        self.page
    }

    /// What it says under a name.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first thing that it says under a name.
    pub fn value<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.values(name).next()
    }

    /// The address with one thing said otherwise, or no longer, from the first page.
    pub fn set(&self, name: &str, value: Option<&str>) -> String {
        let kept = self.pairs.iter().filter(|(known, _)| known != name);
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        self.written(kept.chain(value.map(|value| (name, value))))
    }

    /// The address without one of the things that it says.
    pub fn without(&self, name: &str, value: &str) -> String {
        let kept = self.pairs.iter().filter(|(known, text)| known != name || text != value);
        self.written(kept.map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// This address, from the first page.
    pub fn whole(&self) -> String {
        self.written(self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// A file made of this list, from its first row.
    pub fn file(&self, name: &str) -> String {
        self.whole().replacen(self.page, &format!("{}/{name}", self.page), 1)
    }

    /// The next page, from a place on.
    pub fn further(&self, place: &str) -> String {
        let own = self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.written(own.chain([("after", place)]))
    }

    /// What a form that says one thing more carries of the rest.
    pub fn beside<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a (String, String)> {
        self.pairs.iter().filter(move |(known, _)| known != name)
    }

    fn written<'a>(&self, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let pairs: Vec<(&str, &str)> = pairs.collect();
        let query = serde_html_form::to_string(pairs).unwrap_or_default();
        if query.is_empty() { self.page.to_owned() } else { format!("{}?{query}", self.page) }
    }
}

/// A filter in force, with the address that removes it.
pub struct Chip {
    /// What it says.
    pub label: String,
    /// The address without it.
    pub without: String,
}

/// Something to filter by.
pub struct Facet {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Its values that are not chosen yet, with their labels.
    pub options: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Said, ProblemKind> {
        Said::read("/things", query, &["sort"], |name| name == "country")
    }

    #[test]
    fn an_address_is_read_and_written_again() {
        let said = read("country=DE&country=CZ&country=&moon=1&sort=last&after=x&done=y").unwrap();
        assert_eq!(said.whole(), "/things?country=DE&country=CZ&sort=last");
        assert_eq!(said.without("country", "DE"), "/things?country=CZ&sort=last");
        assert_eq!(said.set("sort", None), "/things?country=DE&country=CZ");
        assert_eq!(read("").unwrap().further("p"), "/things?after=p");
    }

    #[test]
    fn what_is_said_once_is_not_said_twice() {
        for twice in ["sort=a&sort=b", "after=a&after=b", "done=a&done=b"] {
            assert_eq!(read(twice).err(), Some(ProblemKind::Unreadable), "{twice}");
        }
    }
}
