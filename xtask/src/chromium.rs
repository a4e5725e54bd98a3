//! The browser of the browser tests: Debian's, never one that a test tool downloads.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{debian, shell};

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Where Chromium is, installing it if we may.
pub fn ensure() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install("chromium")?;
    find().context("chromium was installed, but is not on the PATH")
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| shell::find(name, &[]))
}
