//! Where a request comes from: for limits, and for the list of sessions.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;

use super::model::Origin;
use crate::frame::App;
use crate::settings::Settings;

/// A description longer than this is cut.
const LONGEST: usize = 200;

impl FromRequestParts<App> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let address = address(peer, &parts.headers, &app.settings);
        Ok(Self { user_agent: agent.chars().take(LONGEST).collect(), address })
    }
}

/// The address of the client. A proxy that the settings trust is believed about the last one it added; nobody else is.
fn address(peer: Option<IpAddr>, headers: &HeaderMap, settings: &Settings) -> String {
    let Some(peer) = peer else { return "unknown".into() };
    let told = || {
        headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?
            .trim()
            .parse::<IpAddr>()
            .ok()
    };
    let client = if settings.trusts(peer) { told().unwrap_or(peer) } else { peer };
    client.to_canonical().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_that_is_trusted_is_believed() {
        let settings = Settings { trusted_proxies: "172.17.0.1, fd00::/8".into(), ..Settings::default() };
        for (peer, forwarded, client) in [
            ("203.0.113.7", None, "203.0.113.7"),
            ("203.0.113.7", Some("198.51.100.1"), "203.0.113.7"),
            ("127.0.0.1", Some("10.0.0.1, 198.51.100.1"), "198.51.100.1"),
            ("127.0.0.1", Some("nonsense"), "127.0.0.1"),
            ("::ffff:172.17.0.1", Some("198.51.100.1"), "198.51.100.1"),
            ("fd12::1", Some("2001:db8::7"), "2001:db8::7"),
            ("172.17.0.2", Some("198.51.100.1"), "172.17.0.2"),
            ("::ffff:203.0.113.7", None, "203.0.113.7"),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(forwarded) = forwarded {
                headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            }
            assert_eq!(address(Some(peer.parse().unwrap()), &headers, &settings), client);
        }
        assert_eq!(address(None, &HeaderMap::new(), &settings), "unknown");
    }
}
