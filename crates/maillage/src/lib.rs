//! Maillage: the shared system of record of a territory's economic attractiveness and international cooperation.
//! One folder per word of the domain; `compose` puts them together.

pub mod frame;
pub mod settings;
