//! Stylesheets, fonts and scripts, embedded in the binary.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use platform::web::{Problem, ProblemKind};
use rust_embed::RustEmbed;

/// Made by `cargo xtask assets` from npm packages and our own files.
#[derive(RustEmbed)]
#[folder = "../../assets/dist"]
struct Files;

/// Sends a file. Its address changes with its content, so that browsers may keep it.
pub async fn asset(Path(path): Path<String>) -> Response {
    let Some(file) = Files::get(&path) else { return Problem::from(ProblemKind::NotFound).into_response() };
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], file.data)
        .into_response()
}

/// The address of a file, with the mark of its content.
pub fn asset_url(path: &str) -> String {
    let mark = Files::get(path)
        .map_or(0, |file| u32::from_be_bytes([0, 1, 2, 3].map(|at| file.metadata.sha256_hash()[at])));
    format!("/assets/{path}?v={mark:08x}")
}
