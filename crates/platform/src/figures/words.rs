//! Cuts what people type into words, digits and symbols, and compares words
//! without case or accents. Shared by figures and dates; knows no vocabulary.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with the apostrophe that ends them: `d'`.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other single character.
    Symbol,
}

/// A piece of the text.
#[derive(Debug, Clone)]
pub(crate) struct Token<'t> {
    pub kind: Kind,
    /// As typed.
    pub text: &'t str,
    /// Lower case, without accents, plain apostrophe, plain hyphen.
    pub folded: String,
    /// Position in the text, in characters from 0.
    pub at: usize,
    /// Something blank or a quotation mark stands before it.
    pub spaced: bool,
}

/// The text without the blanks and quotation marks around it.
pub(crate) fn trim_said(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Cuts the text. Blanks of any width and quotation marks only separate.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at = 0;
    let mut spaced = false;
    while let Some(first) = rest.chars().next() {
        if is_blank(first) {
            (rest, at, spaced) = (&rest[first.len_utf8()..], at + 1, true);
            continue;
        }
        let (kind, length) = measure(rest, first);
        let (text, after) = rest.split_at(length);
        found.push(Token { kind, text, folded: fold(text), at, spaced });
        (rest, at, spaced) = (after, at + text.chars().count(), false);
    }
    found
}

/// Kind and length in bytes of the token that opens the text with `first`.
fn measure(text: &str, first: char) -> (Kind, usize) {
    let run = |accepts: fn(char) -> bool| text.find(|c| !accepts(c)).unwrap_or(text.len());
    if first.is_ascii_digit() {
        (Kind::Digits, run(|c| c.is_ascii_digit()))
    } else if first.is_alphabetic() {
        let letters = run(|c| c.is_alphabetic() || is_combining(c));
        let apostrophe = text[letters..].chars().next().filter(|c| matches!(c, '\'' | '’'));
        (Kind::Word, letters + apostrophe.map_or(0, char::len_utf8))
    } else {
        (Kind::Symbol, first.len_utf8())
    }
}

/// Lower case, without accents: `Près` and `pres` are one word.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' => folded.push('a'),
            'ç' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'œ' => folded.push_str("oe"),
            '’' => folded.push('\''),
            '‐' | '‑' | '–' | '—' | '−' => folded.push('-'),
            c if is_combining(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '"' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Reads tokens one after the other. Copy it to try a reading and come back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t> {
    rest: &'t [Token<'t>],
    end: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) fn new(tokens: &'t [Token<'t>]) -> Self {
        let end = tokens.last().map_or(0, |last| last.at + last.text.chars().count());
        Self { rest: tokens, end }
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'t [Token<'t>] {
        self.rest
    }

    /// Where the reading stands, in characters from 0: what an error shows.
    pub(crate) fn at(&self) -> usize {
        self.rest.first().map_or(self.end, |token| token.at)
    }

    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn peek(&self) -> Option<&'t Token<'t>> {
        self.rest.first()
    }

    pub(crate) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// The next token when it is of this kind.
    pub(crate) fn take(&mut self, kind: Kind) -> Option<&'t Token<'t>> {
        let token = self.peek().filter(|token| token.kind == kind)?;
        self.skip(1);
        Some(token)
    }

    /// Reads the word or symbol when it comes next.
    pub(crate) fn take_one(&mut self, word: &str) -> bool {
        let comes = self.peek().is_some_and(|token| token.folded == word);
        if comes {
            self.skip(1);
        }
        comes
    }

    /// Reads the longest phrase of the table that comes next. Phrases are
    /// folded tokens with one space between.
    pub(crate) fn take_phrase<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let (length, meaning) = table
            .iter()
            .filter(|(phrase, _)| self.starts_with(phrase))
            .map(|&(phrase, meaning)| (phrase.split(' ').count(), meaning))
            .reduce(|best, other| if other.0 > best.0 { other } else { best })?;
        self.skip(length);
        Some(meaning)
    }

    /// Reads the longest phrase of the table that ends the text.
    pub(crate) fn take_last_phrase<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let start = (0..self.rest.len()).find(|&start| {
            let mut tail = Self { rest: &self.rest[start..], end: self.end };
            tail.take_phrase(table).is_some() && tail.is_done()
        })?;
        let meaning = Self { rest: &self.rest[start..], end: self.end }.take_phrase(table);
        self.rest = &self.rest[..start];
        meaning
    }

    fn starts_with(&self, phrase: &str) -> bool {
        let mut tokens = self.rest.iter();
        phrase.split(' ').all(|word| tokens.next().is_some_and(|token| token.folded == word))
    }
}
