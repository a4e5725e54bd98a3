//! A test client that speaks the domain: personas who open pages and send forms.

use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use maillage::account::create_token_for;
use maillage::compose;
use maillage::frame::{App, Scope, Shared};
use maillage::reference::territories::{outlines, refresh_at_start};
use maillage::settings::Settings;
use platform::access::{Actor, verify};
use platform::clock::Clock;
use platform::database::testing::{Scratch, Template};
use platform::database::{Database, FromRow, Query, Transaction};
use platform::id::{Chance, Ids};
use platform::jobs::{enqueue, run_due};
use platform::mail::Mailer;
use platform::web::Token;
use tower::ServiceExt;

const HOST: &str = "maillage.test";

/// The demonstration, loaded once: each instance has a copy.
static DEMONSTRATION: Template = Template::new();

async fn demonstrate(database: Database) {
    maillage::demo::load(&database).await.expect("the demonstration loads");
}

/// The demonstration in its geography: the territories, their outlines, its perimeters.
static DRAWN: Template = Template::new();

async fn draw(database: Database) {
    demonstrate(database.clone()).await;
    refresh_at_start(&database).await.expect("the territories load").expect("they were not there");
    outlines::refresh_at_start(&database).await.expect("the outlines load");
    maillage::demo::draw(&database).await.expect("the perimeters are drawn");
}

/// The machine's clock and chance.
fn ids() -> Ids {
    Ids::new(Clock::machine(), Chance::machine())
}

/// An instance that holds the demonstration.
pub struct Instance {
    pub database: Database,
    pub router: Router,
    pub app: App,
    pub folder: std::path::PathBuf,
    /// None over a database that somebody else made.
    scratch: Option<Scratch>,
    /// Who reads what is not compared at the end: it was altered by hand, to look at what follows.
    pub altered: AtomicBool,
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    /// Its text; nothing of what is none.
    pub body: String,
    pub bytes: Vec<u8>,
    pub headers: Vec<(String, String)>,
}

impl Instance {
    pub async fn sqlite() -> Self {
        Self::holding(DEMONSTRATION.sqlite(ids(), demonstrate).await)
    }

    /// The same, with the territories and the perimeters of the demonstration.
    pub async fn drawn_on_sqlite() -> Self {
        Self::holding(DRAWN.sqlite(ids(), draw).await)
    }

    /// With this clock and chance.
    pub async fn sqlite_with(ids: Ids) -> Self {
        Self::on(Scratch::sqlite_with(ids).await).await
    }

    pub async fn postgres() -> Self {
        Self::holding(DEMONSTRATION.postgres(ids(), demonstrate).await)
    }

    /// The same, with the territories and the perimeters of the demonstration.
    pub async fn drawn_on_postgres() -> Self {
        Self::holding(DRAWN.postgres(ids(), draw).await)
    }

    /// With this clock and chance.
    pub async fn postgres_with(ids: Ids) -> Self {
        Self::on(Scratch::postgres_with(ids).await).await
    }

    async fn on(scratch: Scratch) -> Self {
        demonstrate(scratch.database()).await;
        Self::holding(scratch)
    }

    fn holding(scratch: Scratch) -> Self {
        let mut instance = Self::of(scratch.database());
        instance.scratch = Some(scratch);
        instance
    }

    /// Over a database that holds nothing yet.
    pub async fn empty() -> Self {
        let scratch = Scratch::sqlite().await;
        let mut instance = Self::of(scratch.database());
        instance.scratch = Some(scratch);
        instance
    }

    /// Over a database that holds a demonstration already.
    pub fn of(database: Database) -> Self {
        let folder = mails(&database);
        let files_url = format!("folder:{}", folder.join("files").display());
        let settings = Settings { demonstration: true, files_url, ..Settings::default() };
        let mailer = Mailer::folder(&settings.mail_sender, folder.clone()).expect("a folder for mails");
        let app = compose::app(database.clone(), settings, mailer).expect("the messages are complete");
        let altered = AtomicBool::new(false);
        Self { router: compose::router(app.clone()), database, app, folder, scratch: None, altered }
    }

    /// Where its database lies: on SQLite.
    pub fn file(&self) -> std::path::PathBuf {
        self.scratch.as_ref().expect("a database of its own").file()
    }

    /// Another instance that holds the same, as long as nobody writes to this one: on SQLite.
    pub async fn copy(&self) -> Self {
        let scratch = self.scratch.as_ref().expect("a database of its own").copy().await;
        let (database, folder) = (scratch.database(), mails(&scratch.database()));
        let mailer =
            Mailer::folder(&self.app.settings.mail_sender, folder.clone()).expect("a folder for mails");
        let app = App::from(Shared { database: database.clone(), mailer, ..(*self.app).clone() });
        // Hundreds of copies are made and thrown away: comparing each would take longer than the tests.
        let altered = AtomicBool::new(true);
        Self { router: compose::router(app.clone()), database, app, folder, scratch: Some(scratch), altered }
    }

    /// The same as long as nothing is committed.
    pub fn committed(&self) -> Option<(u64, std::time::SystemTime)> {
        self.scratch.as_ref().and_then(Scratch::committed)
    }

    /// Signs a persona in, by the link that the demonstration prints.
    pub async fn persona(&self, name: &str) -> Persona<'_> {
        let links = maillage::demo::links(&self.database).await.expect("links are made");
        let (_, _, token) = links.into_iter().find(|(who, ..)| who == name).expect("this persona exists");
        self.enter(&token).await
    }

    /// Signs in whoever bears this link.
    pub async fn enter(&self, token: &Token) -> Persona<'_> {
        let mut persona = self.browser(Browser::default());
        let page = persona.get(&format!("/sign-in/link/{}", token.secret())).await;
        assert_eq!(page.status, StatusCode::OK);
        let entered = persona.post(&format!("/sign-in/link/{}", token.secret()), &[]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
        let page = persona.get("/today").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        persona.get("/account").await;
        persona
    }

    /// Whoever has this browser.
    pub fn browser(&self, browser: Browser) -> Persona<'_> {
        Persona { instance: self, browser }
    }

    /// An API token of a persona.
    pub async fn token(&self, email: &'static str, write: bool) -> String {
        self.token_as_far_as(email, if write { Scope::Write } else { Scope::Read }).await
    }

    /// One that goes as far as this scope.
    pub async fn token_as_far_as(&self, email: &'static str, scope: Scope) -> String {
        let token = self
            .database
            .write(move |tx| {
                create_token_for(tx, &Actor::system(tx.ids().clock().now()), email, "test", scope, 30)
            })
            .await
            .expect("a token is made");
        token.secret().to_owned()
    }

    /// A value of the database, for what no page says.
    pub async fn one<T: FromRow + Send>(&self, sql: &'static str) -> T {
        self.database.read(|r| Query::new(sql).one(r)).await.expect("the value is there")
    }

    pub async fn project(&self, name: &str) -> String {
        self.database
            .read(|r| Query::new("select id from project where code_name = $1").bind(name).one(r))
            .await
            .expect("the project is there")
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let status = response.status();
        let mut headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").to_owned()))
            .collect();
        headers.sort();
        let location =
            response.headers().get("location").map(|value| value.to_str().unwrap_or("").to_owned());
        let bytes = response.into_body().collect().await.expect("a whole body").to_bytes().to_vec();
        let named =
            headers.iter().any(|(name, value)| name == "content-type" && value.contains("officedocument"));
        let body = if named { String::new() } else { String::from_utf8(bytes.clone()).expect("text") };
        Answer { status, location, body, bytes, headers }
    }

    /// Every record is read by whom the rules say, and its table says so too.
    pub async fn access_holds(&self) {
        let mut after = None;
        loop {
            let read = self.database.read(|r| verify(r, compose::KINDS, after)).await;
            let (differences, last) = read.expect("the access list is compared");
            assert_eq!(differences, []);
            match last {
                Some(_) => after = last,
                None => break,
            }
        }
    }

    /// Runs the jobs that are due; none may fail or be left.
    pub async fn finish_jobs(&self) {
        run_due(&self.database, &compose::handlers(&self.app)).await.expect("jobs run");
        let now = self.database.ids().clock().now();
        let left: i64 = self
            .database
            .read(|r| {
                Query::new("select count(*) from job where state <> 'done' and (run_at <= $1 or last_error is not null)")
                    .bind(now)
                    .one(r)
            })
            .await
            .expect("jobs are counted");
        assert_eq!(left, 0, "a job failed or was left");
    }
}

/// A job that failed or was left fails the test that left it, and so does a record that is not read by whom the rules say, unless
/// the test says already what went wrong.
impl Drop for Instance {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let judged = async {
                self.finish_jobs().await;
                if !self.altered.load(Ordering::Relaxed) {
                    self.access_holds().await;
                }
            };
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(judged));
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_fails_fails_the_test_that_left_it() {
    for (kind, fails) in [("upkeep", false), ("of no kind", true)] {
        let left = tokio::spawn(async move {
            let instance = Instance::sqlite().await;
            let ask = move |tx: &Transaction| enqueue(tx, kind, &serde_json::json!({})).map(drop);
            instance.database.write(ask).await.expect("the job is asked for");
        });
        assert_eq!(left.await.is_err_and(|error| error.is_panic()), fails, "{kind}");
    }
}

/// A folder for mails.
fn mails(database: &Database) -> std::path::PathBuf {
    let name: platform::Uuid = database.ids().next();
    std::env::temp_dir().join(format!("maillage-mails-{name}"))
}

/// What a browser keeps: cookies, and what the last page asked forms to carry.
#[derive(Clone, Default)]
pub struct Browser {
    cookies: Vec<(String, String)>,
    pub csrf: String,
    acting: String,
    page: String,
    /// The address that the browser shows.
    here: String,
}

/// Somebody with a browser, before an instance.
pub struct Persona<'i> {
    pub instance: &'i Instance,
    pub browser: Browser,
}

impl Persona<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        let answer = self.send(Method::GET, path, &HeaderMap::new(), Vec::new()).await;
        path.clone_into(&mut self.browser.here);
        answer
    }

    /// Sends a form with what every form carries.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let once = self.instance.database.ids().next::<platform::Uuid>().to_string();
        self.post_once(path, fields, &once).await
    }

    pub async fn post_once(&mut self, path: &str, fields: &[(&str, &str)], once: &str) -> Answer {
        let Browser { csrf, acting, page, .. } = self.browser.clone();
        let own = [("_csrf", csrf.as_str()), ("_once", once), ("_acting", acting.as_str()), ("_page", &page)];
        let pairs: Vec<(&str, &str)> = own.into_iter().chain(fields.iter().copied()).collect();
        self.post_raw(path, serde_html_form::to_string(pairs).expect("a form")).await
    }

    /// Sends a form with a file, the file last.
    pub async fn post_file(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
        let once = self.instance.database.ids().next::<platform::Uuid>().to_string();
        self.post_file_once(path, fields, file, &once).await
    }

    pub async fn post_file_once(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
        once: &str,
    ) -> Answer {
        const EDGE: &str = "----maillage-edge";
        let Browser { csrf, acting, page, .. } = self.browser.clone();
        let own = [("_csrf", csrf.as_str()), ("_once", once), ("_acting", acting.as_str()), ("_page", &page)];
        let mut body = Vec::new();
        for (field, value) in own.into_iter().chain(fields.iter().copied()) {
            let part =
                format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let mut headers = HeaderMap::new();
        let kind = format!("multipart/form-data; boundary={EDGE}");
        headers.insert("content-type", kind.parse().expect("a header"));
        self.send(Method::POST, path, &headers, body).await
    }

    pub async fn post_raw(&mut self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().expect("a header"));
        self.send(Method::POST, path, &headers, body.into()).await
    }

    async fn send(&mut self, method: Method, path: &str, headers: &HeaderMap, body: Vec<u8>) -> Answer {
        let answer = self.instance.send(self.browser.request(method, path, headers, Body::from(body))).await;
        self.browser.keep(&answer);
        answer
    }
}

impl Browser {
    /// The cookies, as the browser sends them.
    pub fn cookie(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn request(&self, method: Method, path: &str, headers: &HeaderMap, body: Body) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header("cookie", self.cookie());
        request = request.header("host", HOST).header("referer", format!("http://{HOST}{}", self.here));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.body(body).expect("a request")
    }

    fn keep(&mut self, answer: &Answer) {
        for (_, value) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = value.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                if !value.is_empty() {
                    self.cookies.push((name.to_owned(), value.to_owned()));
                }
            }
        }
        for (name, place) in
            [("_csrf", &mut self.csrf), ("_acting", &mut self.acting), ("_page", &mut self.page)]
        {
            if let Some(value) = hidden(&answer.body, name) {
                *place = value;
            }
        }
    }
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let from = page.find(&format!("name=\"{name}\" value=\""))?;
    let rest = &page[from..];
    let value = rest.split('"').nth(3)?;
    (!value.is_empty()).then(|| value.to_owned())
}

/// An API call.
pub fn call(method: &str, path: &str, token: &str, body: Option<serde_json::Value>) -> Request<Body> {
    let request =
        Request::builder().method(method).uri(path).header("authorization", format!("Bearer {token}"));
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    request.header("content-type", "application/json").body(body).expect("a request")
}

/// The same, with headers.
pub fn call_with(
    method: &str,
    path: &str,
    token: &str,
    headers: &[(&str, &str)],
    body: &serde_json::Value,
) -> Request<Body> {
    let mut request =
        Request::builder().method(method).uri(path).header("authorization", format!("Bearer {token}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.header("content-type", "application/json").body(Body::from(body.to_string())).expect("a request")
}
