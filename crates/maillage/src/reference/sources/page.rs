//! The documents, and what each states.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::i18n::Language;
use platform::web::{Page, Problem};

use super::{Document, READING, Stated, Statement, storage};
use crate::frame::{App, Caller, Frame};

/// The page.
#[derive(Template)]
#[template(path = "reference/sources/page.html")]
pub struct Sources {
    frame: Frame,
    documents: Vec<(Document, Vec<Statement>)>,
}

/// Every document, for anyone who is signed in.
pub async fn page(State(app): State<App>, caller: Caller) -> Result<Page<Sources>, Problem> {
    let (me, (documents, statements)) =
        app.read(&caller, |r, _| Ok((storage::documents(r)?, storage::statements(r)?))).await?;
    let of = |document: Document| {
        let own = statements.iter().filter(|statement| statement.source == document.code).cloned().collect();
        (document, own)
    };
    let documents = documents.into_iter().map(of).collect();
    Ok(Page(StatusCode::OK, Sources { frame: Frame::new(&app, &caller, me, "sources"), documents }))
}

impl Sources {
    fn language(&self) -> Language {
        self.frame.t.language
    }

    fn label(&self, statement: &Statement) -> String {
        match self.language() {
            Language::French => statement.label_fr.clone(),
            Language::English => statement.label_en.clone(),
        }
    }

    fn said(&self, statement: &Statement) -> String {
        let words = match &statement.stated {
            Stated::Figure(figure) => figure
                .wording()
                .filter(|_| self.language() == Language::French)
                .map_or_else(|| figure.print(self.language()), str::to_owned),
            Stated::Date(date) => date
                .wording()
                .filter(|_| self.language() == Language::French)
                .map_or_else(|| date.print(self.language()), str::to_owned),
        };
        self.frame.t.with("said", "text", words)
    }

    fn counted(&self, statement: &Statement) -> String {
        match &statement.stated {
            Stated::Figure(figure) => Figure::counted(figure, self.language()),
            Stated::Date(date) => date.counted(self.language()),
        }
    }

    /// What the document says and what was inferred are kept apart (S0-39).
    fn inferred(&self, statement: &Statement) -> Option<String> {
        let date = statement.date()?;
        match date.inferred_by() {
            Some(READING) => Some(self.frame.t.text("sources-inferred").to_owned()),
            _ => date.inferred(self.language()),
        }
    }

    fn date(&self, date: &ImpreciseDate) -> String {
        date.print(self.language())
    }
}
