//! Requests through the whole router, against a real database: one binary, so that it is linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod access;
mod account_retention;
mod administration;
mod api;
mod api_words;
mod atlas;
mod attachments;
mod backup;
mod bad_input;
mod bucket;
mod circles;
mod client;
mod commands;
mod competences;
mod demonstration;
mod directory;
mod duplicates;
mod edits;
mod facts;
mod faults;
mod guide;
mod headings;
mod jobs;
mod limits;
mod lists;
mod one_identity;
mod passkeys;
mod people;
mod people_duplicates;
mod privacy;
mod private_members;
mod problems;
mod providers;
mod redaction;
mod registers;
mod sharing;
mod story;
mod territories;
mod theme;
mod twice;
mod upgrade;
mod winning;
