//! Cookies, read from a request and written to an answer.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};

/// The cookies of a request.
pub struct Cookies<'h>(&'h HeaderMap);

impl<'h> Cookies<'h> {
    /// Those of these headers.
    pub fn of(headers: &'h HeaderMap) -> Self {
        Self(headers)
    }

    /// The value of a cookie.
    pub fn get(&self, name: &str) -> Option<&'h str> {
        let headers = self.0.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        headers
            .flat_map(|line| line.split("; "))
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
    }
}

/// A cookie that scripts and other sites cannot read.
pub fn cookie(name: &str, value: &str, seconds: i64, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The same, taken away.
pub fn expired(name: &str, secure: bool) -> HeaderValue {
    cookie(name, "", 0, secure)
}
