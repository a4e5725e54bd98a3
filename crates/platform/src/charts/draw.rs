//! The few marks that charts are made of.

use std::fmt::Write;

use super::Caption;

/// An SVG being drawn.
pub struct Drawing(String);

impl Drawing {
    /// A drawing of this class and size, with its title and description.
    pub fn new(class: &str, caption: &Caption, (width, height): (f64, f64)) -> Self {
        let id = text(&caption.id);
        let (title, description) = (text(&caption.title), text(&caption.description));
        Self(format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" xmlns=\"http://www.w3.org/2000/svg\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>",
            number(width),
            number(height),
        ))
    }

    /// The hatching of what is not certain, to be filled with.
    pub fn hatching(&mut self, caption: &Caption) {
        let id = text(&caption.id);
        let _ = write!(
            self.0,
            "<defs><pattern id=\"{id}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"v-hatch-bg\" width=\"6\" height=\"6\"/><path class=\"v-hatch-l\" d=\"M0 0v6\"/></pattern></defs>"
        );
    }

    /// A rectangle of a class; nothing when it has no width.
    pub fn rectangle(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        if width > 0.0 && height > 0.0 {
            let [x, y, width, height] = [x, y, width, height].map(number);
            let _ = write!(
                self.0,
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\"/>"
            );
        }
    }

    /// A hatched rectangle; nothing when it has no width.
    pub fn hatched(&mut self, caption: &Caption, (x, y): (f64, f64), (width, height): (f64, f64)) {
        if width > 0.0 && height > 0.0 {
            let [x, y, width, height] = [x, y, width, height].map(number);
            let _ = write!(
                self.0,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"url(#{}-h)\"/>",
                text(&caption.id)
            );
        }
    }

    /// A line through some points, closed or not.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)], closed: bool) {
        let mut way = String::new();
        for (at, (x, y)) in points.iter().enumerate() {
            let _ = write!(way, "{}{} {}", if at == 0 { "M" } else { "L" }, number(*x), number(*y));
        }
        if !way.is_empty() {
            let end = if closed { "Z" } else { "" };
            let _ = write!(self.0, "<path class=\"{class}\" d=\"{way}{end}\"/>");
        }
    }

    /// A dot.
    pub fn dot(&mut self, class: &str, (x, y): (f64, f64)) {
        let _ =
            write!(self.0, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>", number(x), number(y));
    }

    /// Words, from their beginning (`start`), middle or `end`.
    pub fn words(&mut self, (class, anchor): (&str, &str), (x, y): (f64, f64), words: &str) {
        let _ = write!(
            self.0,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            number(x),
            number(y),
            text(words)
        );
    }

    /// The drawing, whole.
    pub fn end(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// A place, to the tenth: the same drawing on every machine.
fn number(place: f64) -> String {
    let tenths = (place * 10.0).round() / 10.0;
    let text = format!("{tenths:.1}");
    text.strip_suffix(".0")
        .map_or(text.clone(), |whole| if whole == "-0" { "0".into() } else { whole.into() })
}

/// Words as XML holds them.
fn text(words: &str) -> String {
    let mut held = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => held.push_str("&amp;"),
            '<' => held.push_str("&lt;"),
            '>' => held.push_str("&gt;"),
            '"' => held.push_str("&quot;"),
            c if c.is_control() => held.push(' '),
            c => held.push(c),
        }
    }
    held
}
