//! What pages and the API share: forms already checked, problems that help, cookies, limits, headers.

mod address;
mod cookies;
mod form;
mod form_with_file;
pub mod headers;
mod limits;
mod page;
mod problem;
mod saved;
mod token;
mod upload;

pub use address::{address, opened};
pub use cookies::{Cookies, cookie, expired};
pub use form::{Fault, Faults, Form, Guard, Nothing, PostContext, is_text};
pub use form_with_file::FormWithFile;
pub use limits::{Limit, forget_windows, take};
pub use page::{Page, is_local, moved, see_other};
pub use problem::{DISK_FULL, Problem, ProblemKind};
pub use saved::disposition;
pub use token::Token;
pub use upload::Upload;
