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
    let stopped = stopping();
    let opened = unless(&stopped, async {
        // What the machine refuses is told before a database is made.
        let listener = listen(&settings).await?;
        drop((mailer(&settings)?, files(&settings)?));
        let database = database(&settings).await?;
        let demonstration = crate::demo::is_demonstration(&database).await?;
        Ok((database, demonstration, listener))
    });
    let Some((database, demonstration, listener)) = opened.await? else { return Ok(ExitCode::SUCCESS) };
    settings.demonstration = demonstration;
    serve(database, settings, listener, stopped).await
}

/// Listens to whoever asks it to stop, from now on: the first process of a container is not stopped by a signal that it does not
/// listen to.
pub(super) fn stopping() -> watch::Receiver<bool> {
    let (stop, stopped) = watch::channel(false);
    let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    tokio::spawn(asked_to_stop(stop, terminated));
    stopped
}

/// What some work comes to; none if it is asked to stop meanwhile. What was not committed is as if it had not begun.
async fn unless<T>(
    stopped: &watch::Receiver<bool>,
    work: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<Option<T>> {
    let mut stopped = stopped.clone();
    tokio::select! {
        done = work => done.map(Some),
        _ = stopped.wait_for(|stop| *stop) => {
            tracing::info!("stopped before it served");
            Ok(None)
        }
    }
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
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<ExitCode> {
    if settings.demonstration && !listener.local_addr()?.ip().is_loopback() {
        anyhow::bail!("{}", messages(&settings)?.text("serve-demonstration"));
    }
    if unless(&stopped, load_reference(&database)).await?.is_none() {
        return Ok(ExitCode::SUCCESS);
    }
    crate::operations::record_metrics()?;
    let grace = Duration::from_secs(settings.stop_grace);
    let app = compose::app(database.clone(), settings.clone(), mailer(&settings)?)?;
    crate::administration::refresh_theme(&app).await?;
    tokio::spawn(look_at_files(app.files.clone()));
    let worker = tokio::spawn(Worker::new(database, compose::handlers(&app), stopped.clone()).serve());
    let address = format!("http://{}", listener.local_addr()?);
    say(messages(&settings)?.with2("serve-on", "name", &settings.instance_name, "address", address));
    let accesses = tokio::spawn(crate::administration::keep_accesses(app.clone(), stopped.clone()));
    let theme = tokio::spawn(crate::administration::keep_theme(app.clone(), stopped.clone()));
    let router = compose::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, router).with_graceful_shutdown({
        let mut asked = stopped.clone();
        async move { drop(asked.wait_for(|stop| *stop).await) }
    });
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

/// The reference data of this version, when they are not there yet.
async fn load_reference(database: &Database) -> anyhow::Result<()> {
    if let Some(report) = territories::refresh_at_start(database).await? {
        tracing::info!(edition = report.vintage, territories = report.added.count, "territories loaded");
    }
    let drawn = territories::outlines::refresh_at_start(database).await?;
    if !drawn.is_empty() {
        tracing::info!(outlines = drawn.iter().map(|(_, n)| n).sum::<usize>(), "outlines loaded");
    }
    let loaded = activities::load_at_start(database).await?;
    if loaded > 0 {
        tracing::info!(activities = loaded, "activities loaded");
    }
    Ok(())
}

/// Says at once what the first person to attach a file would find out. The rest goes on meanwhile.
async fn look_at_files(files: Store) {
    if let Err(error) = files.answers().await {
        tracing::error!(%error, "files cannot be attached: check files_url");
    }
}

/// Waits for Ctrl-C or SIGTERM, then says so to everyone.
async fn asked_to_stop(stop: watch::Sender<bool>, terminated: std::io::Result<tokio::signal::unix::Signal>) {
    let interrupted = tokio::signal::ctrl_c();
    let terminated = async {
        match terminated {
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
