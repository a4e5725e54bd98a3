//! `serve`: pages, API and jobs in one process, until asked to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use platform::database::Database;
use platform::files::Store;
use platform::jobs::Worker;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{database, files, mailer, messages, say};
use crate::compose;
use crate::reference::{activities, territories};
use crate::settings::Settings;

pub(super) async fn run(mut settings: Settings) -> anyhow::Result<ExitCode> {
    // What the machine refuses is told before a database is made.
    let listener = listen(&settings).await?;
    drop((mailer(&settings)?, files(&settings)?));
    let database = database(&settings).await?;
    settings.demonstration = crate::demo::is_demonstration(&database).await?;
    serve(database, settings, listener).await
}

/// Listens: whoever comes waits until the instance answers.
pub(super) async fn listen(settings: &Settings) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(&settings.listen).await {
        Ok(listener) => Ok(listener),
        Err(error) => {
            let t = messages(settings)?;
            anyhow::bail!(
                "{}",
                t.with2("serve-taken", "address", &settings.listen, "cause", error.to_string())
            )
        }
    }
}

pub(super) async fn serve(
    database: Database,
    settings: Settings,
    listener: TcpListener,
) -> anyhow::Result<ExitCode> {
    if settings.demonstration && !listener.local_addr()?.ip().is_loopback() {
        anyhow::bail!("{}", messages(&settings)?.text("serve-demonstration"));
    }
    if let Some(report) = territories::refresh_at_start(&database).await? {
        tracing::info!(edition = report.vintage, territories = report.added.count, "territories loaded");
    }
    let drawn = territories::outlines::refresh_at_start(&database).await?;
    if !drawn.is_empty() {
        tracing::info!(outlines = drawn.iter().map(|(_, n)| n).sum::<usize>(), "outlines loaded");
    }
    let loaded = activities::load_at_start(&database).await?;
    if loaded > 0 {
        tracing::info!(activities = loaded, "activities loaded");
    }
    crate::operations::record_metrics()?;
    let grace = Duration::from_secs(settings.stop_grace);
    let app = compose::app(database.clone(), settings.clone(), mailer(&settings)?)?;
    crate::administration::refresh_theme(&app).await?;
    tokio::spawn(look_at_files(app.files.clone()));
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(Worker::new(database, compose::handlers(&app), stopped.clone()).serve());
    let address = format!("http://{}", listener.local_addr()?);
    say(messages(&settings)?.with2("serve-on", "name", &settings.instance_name, "address", address));
    let accesses = tokio::spawn(crate::administration::keep_accesses(app.clone(), stopped.clone()));
    let theme = tokio::spawn(crate::administration::keep_theme(app.clone(), stopped.clone()));
    let router = compose::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, router).with_graceful_shutdown(asked_to_stop(stop));
    let mut until = stopped;
    tokio::select! {
        served = server => served?,
        () = async {
            // Requests in progress end by themselves, or are cut after the grace.
            let _ = until.wait_for(|stop| *stop).await;
            tokio::time::sleep(grace).await;
        } => tracing::warn!("requests still in progress were cut"),
    }
    tokio::time::timeout(grace, worker).await.ok();
    tokio::time::timeout(grace, accesses).await.ok();
    tokio::time::timeout(grace, theme).await.ok();
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Says at once what the first person to attach a file would find out. The rest goes on meanwhile.
async fn look_at_files(files: Store) {
    if let Err(error) = files.answers().await {
        tracing::error!(%error, "files cannot be attached: check files_url");
    }
}

/// Waits for Ctrl-C or SIGTERM, then says so to everyone.
async fn asked_to_stop(stop: watch::Sender<bool>) {
    let interrupted = tokio::signal::ctrl_c();
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be listened to");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = interrupted => {}
        () = terminated => {}
    }
    tracing::info!("stopping");
    stop.send_replace(true);
}
