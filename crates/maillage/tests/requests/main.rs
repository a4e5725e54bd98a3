//! Requests through the whole router, against a real database: one binary, so that it is linked once.

mod access;
mod api;
mod bad_input;
mod client;
mod demonstration;
mod faults;
mod story;
