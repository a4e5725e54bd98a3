//! The companies that one's organisation follows: filters that stand in the address, orders, columns, views that are saved.

mod filter;
mod pages;
mod storage;

pub use filter::{Due, Filter, SILENCES, Sort};
pub use pages::export;
pub use pages::list::list as page;
pub use storage::{After, Row, list};
