//! Running the instance: health, readiness, metrics, nightly upkeep, and the page on accessibility.

mod pages;

use std::net::SocketAddr;
use std::sync::OnceLock;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use platform::clock::stopwatch;
use platform::database::Database;
use platform::web::{Problem, ProblemKind};
use platform::{access, idempotency, web};

use crate::frame::App;
use crate::frame::routes::{Routes, get};

/// The routes of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/health", get(|| async { "ok" }))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics_page))
        .route("/accessibility", get(pages::accessibility))
}

/// Ready when the database answers.
async fn ready(State(app): State<App>) -> Response {
    match app.database.answers().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// The kind of the job of each night, and its key: one waits at a time.
pub const UPKEEP: &str = "upkeep";

/// The recorder is the process's own: the `metrics` crate allows one.
static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to record metrics.
pub fn record_metrics() -> anyhow::Result<()> {
    let handle = PrometheusBuilder::new().install_recorder()?;
    RECORDER.set(handle).map_err(|_| anyhow::anyhow!("metrics are recorded already"))
}

/// Metrics, for a collector on the same machine: they say nothing of records, but how busy people are is theirs.
async fn metrics_page(
    connection: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: axum::http::HeaderMap,
) -> Result<Response, Problem> {
    // Behind a proxy of the same machine everyone comes from it: what it forwards is not local.
    let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    let local = !forwarded
        && connection.is_some_and(|axum::Extension(ConnectInfo(address))| address.ip().is_loopback());
    match RECORDER.get() {
        Some(recorder) if local => Ok(recorder.render().into_response()),
        _ => Err(ProblemKind::NotFound.into()),
    }
}

/// Counts requests and how long they took, by route.
pub async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unknown".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let started = stopwatch();
    let response = next.run(request).await;
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    metrics::counter!("maillage_requests_total", "route" => route.clone(), "method" => method.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("maillage_request_seconds", "route" => route.clone()).record(elapsed.as_secs_f64());
    tracing::info!(method, route, status, milliseconds = elapsed.as_millis(), "request");
    response
}

/// Asks for the upkeep of the next night: before that of this one, whose failure must not end them all.
pub async fn next_night(database: &Database) -> Result<(), String> {
    let now = database.ids().clock().now();
    let tomorrow = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
    let asked = database
        .write(move |tx| platform::jobs::enqueue_once(tx, UPKEEP, &serde_json::json!({}), UPKEEP, tomorrow));
    asked.await.map(drop).map_err(|error| error.to_string())
}

/// What is done each night: forget what has no use, weigh what each principal sees.
pub async fn upkeep(database: Database) -> Result<(), String> {
    let now = database.ids().clock().now();
    let day_ago = now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(now);
    let week_ago = now.checked_sub(SignedDuration::from_hours(7 * 24)).unwrap_or(now);
    let outcome = database
        .write(move |tx| {
            idempotency::forget_older(tx, day_ago)?;
            web::forget_windows(tx, day_ago)?;
            platform::jobs::forget_done(tx, week_ago)?;
            access::weigh(tx)
        })
        .await;
    outcome.map_err(|error| error.to_string())
}
