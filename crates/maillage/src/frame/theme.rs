//! How the instance presents itself, held in memory: pages and mails show it without asking the database.

use std::sync::{Arc, PoisonError, RwLock};

/// How the instance presents itself. What is `None` is as the program and its settings say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Grows with each change; 0 when nothing was ever set.
    pub version: i64,
    /// Its name.
    pub name: Option<String>,
    /// Its accent colour, checked: `#0b6470`.
    pub accent: Option<String>,
    /// The bytes of its logo, a PNG.
    pub logo: Option<Vec<u8>>,
    /// Where people ask for help.
    pub support: Option<String>,
    /// Where people ask about their personal data.
    pub data_protection: Option<String>,
}

/// The theme of this process, replaced whole. Cloning it shares it.
#[derive(Clone, Default)]
pub struct Themes(Arc<RwLock<Arc<Theme>>>);

impl Themes {
    /// The theme now.
    pub fn now(&self) -> Arc<Theme> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes a theme, unless a newer one was taken meanwhile.
    pub fn take(&self, theme: Theme) {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if held.version < theme.version {
            *held = Arc::new(theme);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_theme_does_not_replace_a_newer_one() {
        let themes = Themes::default();
        let of = |version, name: &str| Theme { version, name: Some(name.into()), ..Theme::default() };
        themes.take(of(2, "Rhône"));
        themes.take(of(1, "Loire"));
        assert_eq!(themes.now().name.as_deref(), Some("Rhône"));
    }
}
