//! Maillage: the shared system of record of a territory's economic attractiveness and international cooperation.
//! One folder per word of the domain; `compose` puts them together.

pub mod account;
pub mod administration;
pub mod atlas;
pub mod attachments;
pub mod commands;
pub mod compose;
pub mod demo;
pub mod directory;
pub mod frame;
pub mod investment;
pub mod operations;
pub mod plan;
pub mod prospecting;
pub mod providers;
pub mod reference;
pub mod saved_views;
pub mod settings;
pub mod settings_file;
pub mod steering;
pub mod today;
