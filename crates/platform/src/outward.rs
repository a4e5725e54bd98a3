//! Requests that this machine makes to another: small, with a deadline, never redirected, over HTTPS unless the other is
//! this machine itself. Who may be asked is the caller's to say; nothing here runs inside a closure of the database.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderName, USER_AGENT};
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::handshake;
use hyper::rt::{Read, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// One request, its answer read to the end included.
const DEADLINE: Duration = Duration::from_secs(8);
/// Answers are documents of a few kilobytes; a longer one is refused.
const LARGEST: usize = 256 * 1024;

/// Makes requests. Cloning it shares the certificates that it trusts.
#[derive(Clone)]
pub struct Outward(TlsConnector);

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The type, without its parameters, in lower case.
    pub content_type: String,
    /// The body.
    pub body: Bytes,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum Unreached {
    /// Neither HTTPS nor this machine, or no address at all.
    #[error("{0} is not an address that may be asked")]
    Address(String),
    /// Nobody answered in time.
    #[error("no answer in {} seconds", DEADLINE.as_secs())]
    Deadline,
    /// The connection, its certificate or its answer.
    #[error("{0}")]
    Connection(String),
}

impl Default for Outward {
    /// Trusts the roots of Mozilla, embedded.
    fn default() -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Self(TlsConnector::from(Arc::new(config)))
    }
}

impl Outward {
    /// Asks for a document.
    pub async fn get(&self, url: &str, headers: &[(HeaderName, String)]) -> Result<Reply, Unreached> {
        self.ask(Method::GET, url, headers, Bytes::new()).await
    }

    /// Sends a form.
    pub async fn post(
        &self,
        url: &str,
        headers: &[(HeaderName, String)],
        form: String,
    ) -> Result<Reply, Unreached> {
        self.ask(Method::POST, url, headers, Bytes::from(form)).await
    }

    async fn ask(
        &self,
        method: Method,
        url: &str,
        headers: &[(HeaderName, String)],
        body: Bytes,
    ) -> Result<Reply, Unreached> {
        let place = Place::of(url).ok_or_else(|| Unreached::Address(url.to_owned()))?;
        let request = request(&method, &place, headers, body)?;
        tokio::time::timeout(DEADLINE, self.exchange(&place, request))
            .await
            .map_err(|_| Unreached::Deadline)?
    }

    async fn exchange(&self, place: &Place, request: Request<Full<Bytes>>) -> Result<Reply, Unreached> {
        let stream = TcpStream::connect((place.host.as_str(), place.port)).await.map_err(connection)?;
        if place.encrypted {
            let name = ServerName::try_from(place.host.clone()).map_err(connection)?;
            let stream = self.0.connect(name, stream).await.map_err(connection)?;
            answer(TokioIo::new(stream), request).await
        } else {
            answer(TokioIo::new(stream), request).await
        }
    }
}

/// The origin of an address that may be asked: scheme, host and port. None for any other.
pub fn origin(url: &str) -> Option<String> {
    let place = Place::of(url)?;
    let scheme = if place.encrypted { "https" } else { "http" };
    Some(format!("{scheme}://{}:{}", place.host, place.port))
}

struct Place {
    uri: Uri,
    host: String,
    port: u16,
    encrypted: bool,
}

impl Place {
    fn of(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let host = uri.host()?.trim_matches(['[', ']']).to_lowercase();
        let encrypted = uri.scheme_str() == Some("https");
        let ours =
            uri.scheme_str() == Some("http") && matches!(host.as_str(), "127.0.0.1" | "localhost" | "::1");
        let plain = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        let port = uri.port_u16().unwrap_or(if encrypted { 443 } else { 80 });
        ((encrypted || ours) && plain).then_some(Self { uri, host, port, encrypted })
    }
}

fn request(
    method: &Method,
    place: &Place,
    headers: &[(HeaderName, String)],
    body: Bytes,
) -> Result<Request<Full<Bytes>>, Unreached> {
    let path = place.uri.path_and_query().map_or("/", |path| path.as_str());
    let host = place.uri.authority().map_or("", |authority| authority.as_str());
    let mut request = Request::builder().method(method).uri(path).header(HOST, host);
    request =
        request.header(USER_AGENT, "Maillage").header(ACCEPT, "application/json, application/jwt;q=0.9");
    if *method == Method::POST {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    for (name, value) in headers {
        let mut value = HeaderValue::try_from(value).map_err(connection)?;
        value.set_sensitive(true);
        request = request.header(name, value);
    }
    request.body(Full::new(body)).map_err(connection)
}

async fn answer(
    stream: impl Read + Write + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Reply, Unreached> {
    let (mut sender, connected) = handshake(stream).await.map_err(connection)?;
    let line = tokio::spawn(connected);
    let outcome = async {
        let response = sender.send_request(request).await.map_err(connection)?;
        let (parts, body) = response.into_parts();
        let told = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let content_type = told.split(';').next().unwrap_or_default().trim().to_lowercase();
        let body = Limited::new(body, LARGEST).collect().await.map_err(connection)?.to_bytes();
        Ok(Reply { status: parts.status, content_type, body })
    }
    .await;
    line.abort();
    outcome
}

fn connection(error: impl std::fmt::Display) -> Unreached {
    Unreached::Connection(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_are_asked() {
        for (url, asked) in [
            ("https://exemple.fr/a?b=c", Some("https://exemple.fr:443")),
            ("https://Exemple.fr:8443", Some("https://exemple.fr:8443")),
            ("http://127.0.0.1:4000/a", Some("http://127.0.0.1:4000")),
            ("http://[::1]:4000/a", Some("http://::1:4000")),
            ("http://exemple.fr", None),
            ("http://127.0.0.1.exemple.fr", None),
            ("https://moi@exemple.fr", None),
            ("ftp://exemple.fr", None),
            ("file:///etc/passwd", None),
            ("/chemin", None),
        ] {
            assert_eq!(origin(url).as_deref(), asked, "{url}");
        }
    }

    async fn served(answers: &'static [u8]) -> String {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 1024];
            let _ = stream.read(&mut asked).await.unwrap();
            stream.write_all(answers).await.unwrap();
        });
        format!("http://{address}/")
    }

    #[tokio::test]
    async fn a_redirection_is_an_answer_and_is_not_followed() {
        let url =
            served(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n").await;
        assert_eq!(Outward::default().get(&url, &[]).await.unwrap().status, StatusCode::FOUND);
    }

    #[tokio::test]
    async fn what_is_too_long_or_broken_is_refused() {
        let url = served(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").await;
        assert!(Outward::default().get(&url, &[]).await.is_err());
        let long =
            Box::leak([b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &vec![b'x'; LARGEST + 1]].concat().into());
        assert!(Outward::default().get(&served(long).await, &[]).await.is_err());
        assert!(Outward::default().get("http://127.0.0.1:1/", &[]).await.is_err());
    }
}
