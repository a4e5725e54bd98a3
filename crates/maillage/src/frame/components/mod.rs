//! The parts that pages share, called from a template as `{{ frame.line(…) }}`: each is a template of its own, compiled once
//! and not again in every page that shows it, as a macro or a parent template would be.

use askama::Template;
use askama::filters::HtmlSafe;
use platform::web::Faults;

use super::layout::{Frame, Select};

/// A part of every page.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident, $method:ident, $path:literal) => {
        $(#[$doc])*
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $name<'a> {
            frame: &'a Frame,
        }

        impl HtmlSafe for $name<'_> {}

        impl Frame {
            $(#[$doc])*
            pub const fn $method(&self) -> $name<'_> {
                $name { frame: self }
            }
        }
    };
}

part!(
    /// The style sheets and the script.
    Links, links, "frame/components/links.html"
);
part!(
    /// What stands above the content: the header, the menu, what was just done.
    Above, above, "frame/components/above.html"
);
part!(
    /// What stands below it.
    Below, below, "frame/components/below.html"
);
part!(
    /// What every form carries.
    Carried, carried, "frame/components/carried.html"
);

/// The summary of what is to be corrected, each line a link to its field.
#[derive(Template)]
#[template(path = "frame/components/faults.html")]
pub struct Summary<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
}

/// The message under a field.
#[derive(Template)]
#[template(path = "frame/components/under.html")]
pub struct Under<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
    name: &'a str,
}

/// A line of text with its label, hint and fault.
#[derive(Template)]
#[template(path = "frame/components/line.html")]
pub struct Line<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
    name: &'a str,
    value: &'a str,
    hint: &'a str,
    required: bool,
}

/// Several lines of text.
#[derive(Template)]
#[template(path = "frame/components/lines.html")]
pub struct Lines<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
    name: &'a str,
    value: &'a str,
    hint: &'a str,
}

/// A choice among few.
#[derive(Template)]
#[template(path = "frame/components/choice.html")]
pub struct Choice<'a> {
    frame: &'a Frame,
    faults: &'a Faults,
    name: &'a str,
    options: &'a [Select],
    empty: bool,
}

impl HtmlSafe for Summary<'_> {}
impl HtmlSafe for Under<'_> {}
impl HtmlSafe for Line<'_> {}
impl HtmlSafe for Lines<'_> {}
impl HtmlSafe for Choice<'_> {}

impl Frame {
    /// The summary of what is to be corrected; nothing without faults.
    pub const fn faults<'a>(&'a self, faults: &'a Faults) -> Summary<'a> {
        Summary { frame: self, faults }
    }

    /// The message under the field `name`; nothing without a fault.
    pub const fn under<'a>(&'a self, faults: &'a Faults, name: &'a str) -> Under<'a> {
        Under { frame: self, faults, name }
    }

    /// The field `name`, labelled `field-name`; `hint` is a message, or empty.
    pub const fn line<'a>(
        &'a self,
        faults: &'a Faults,
        name: &'a str,
        value: &'a str,
        hint: &'a str,
        required: bool,
    ) -> Line<'a> {
        Line { frame: self, faults, name, value, hint, required }
    }

    /// The same, of several lines.
    pub const fn lines<'a>(
        &'a self,
        faults: &'a Faults,
        name: &'a str,
        value: &'a str,
        hint: &'a str,
    ) -> Lines<'a> {
        Lines { frame: self, faults, name, value, hint }
    }

    /// A choice among few; `empty` adds the choice of nothing.
    pub const fn choice<'a>(
        &'a self,
        faults: &'a Faults,
        name: &'a str,
        options: &'a [Select],
        empty: bool,
    ) -> Choice<'a> {
        Choice { frame: self, faults, name, options, empty }
    }
}
