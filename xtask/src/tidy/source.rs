//! Rust source seen as code and strings apart, so that a word in a comment is not taken for a use.

/// A literal or a comment, and the line it starts on.
pub struct Literal {
    pub line: usize,
    pub text: String,
}

/// A source file, its comments apart.
#[derive(Default)]
pub struct Source {
    /// The text, line for line, with comments and the insides of literals blanked.
    pub code: String,
    pub strings: Vec<Literal>,
    pub comments: Vec<Literal>,
}

impl Source {
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader { rest: text, line: 1, source: Self::default() };
        while !reader.rest.is_empty() {
            reader.token();
        }
        reader.source
    }

    /// The lines of code, numbered from one.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    source: Source,
}

impl Reader<'_> {
    fn token(&mut self) {
        let rest = self.rest;
        if rest.starts_with("//") {
            self.comment(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.comment(comment_length(rest));
        } else if let Some(opening) = raw_opening(rest) {
            let closing = format!("\"{}", "#".repeat(opening - 2));
            let end = rest[opening..].find(&closing).map_or(rest.len(), |at| opening + at);
            self.literal(opening, end, closing.len());
        } else if rest.starts_with('"') {
            let end = closing_quote(rest).unwrap_or(rest.len());
            self.literal(1, end, 1);
        } else if let Some(length) = character_length(rest) {
            self.blank(length);
        } else {
            // A word is taken whole, so that its last letter never reads as the r of a raw string.
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            self.keep(word.max(rest.chars().next().map_or(1, char::len_utf8)));
        }
    }

    fn keep(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.source.code.push_str(taken);
        self.rest = rest;
    }

    fn blank(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.source.code.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        self.rest = rest;
    }

    fn comment(&mut self, length: usize) {
        self.source.comments.push(Literal { line: self.line, text: self.rest[..length].to_owned() });
        self.blank(length);
    }

    fn literal(&mut self, from: usize, to: usize, closing: usize) {
        self.source.strings.push(Literal { line: self.line, text: self.rest[from..to].to_owned() });
        let length = (to + closing).min(self.rest.len());
        self.blank(length);
    }
}

/// The length of `r#"` and its like at the start of the text.
fn raw_opening(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let after = hashes.trim_start_matches('#');
    after.starts_with('"').then(|| text.len() - after.len() + 1)
}

/// Block comments nest.
fn comment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Where the quote that ends a string stands, escapes passed over.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().skip(1).find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// The length of a character literal, if this quote opens one and not a lifetime.
fn character_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let closing = escape.char_indices().skip(1).find(|&(_, c)| c == '\'')?.0;
        return Some(closing + 3);
    }
    let first = inside.chars().next()?;
    inside[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Vec<(usize, String)> {
        Source::parse(text).strings.into_iter().map(|literal| (literal.line, literal.text)).collect()
    }

    #[test]
    fn strings_are_set_apart_with_their_line() {
        let text = "let a = \"x \\\" y\";\nlet b = r#\"raw \" here\"#; let c = br\"z\";";
        assert_eq!(strings(text), [(1, "x \\\" y".into()), (2, "raw \" here".into()), (2, "z".into())]);
    }

    #[test]
    fn comments_and_characters_are_blanked() {
        let source =
            Source::parse("a // \"not a string\n/* b /* c */ d */ e '\"' 'f: &'g str '\\'' '\\u{1F}'");
        assert!(source.strings.is_empty());
        let words: Vec<&str> = source.code.split_whitespace().collect();
        assert_eq!(words, ["a", "e", "'f:", "&'g", "str"]);
        assert_eq!(source.code.lines().count(), 2);
    }
}
