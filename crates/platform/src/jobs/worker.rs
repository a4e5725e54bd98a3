//! The worker: one task of the same binary, any number of instances.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::watch;

use super::{IDLE, Job, claim, fail, finish, pending};
use crate::database::{Database, Result};

type Run = Arc<dyn Fn(Job) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync>;

/// Which function runs which kind of job.
#[derive(Clone, Default)]
pub struct Handlers(HashMap<&'static str, Run>);

impl Handlers {
    /// Adds the handler of a kind. Its error is a sentence for the administrator.
    #[must_use]
    pub fn on<F, R>(mut self, kind: &'static str, run: F) -> Self
    where
        F: Fn(Job) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.0.insert(kind, Arc::new(move |job| Box::pin(run(job))));
        self
    }
}

/// Runs jobs until told to stop; the running one is finished first.
pub struct Worker {
    database: Database,
    handlers: Handlers,
    stop: watch::Receiver<bool>,
}

impl Worker {
    /// A worker that stops when `stop` becomes true.
    pub fn new(database: Database, handlers: Handlers, stop: watch::Receiver<bool>) -> Self {
        Self { database, handlers, stop }
    }

    /// Serves until stopped.
    pub async fn serve(mut self) {
        while !*self.stop.borrow() {
            match run_one(&self.database, &self.handlers).await {
                Ok(true) => {}
                Ok(false) => self.rest().await,
                Err(error) => {
                    tracing::error!(%error, "jobs cannot be read");
                    self.rest().await;
                }
            }
        }
    }

    async fn rest(&mut self) {
        tokio::select! {
            () = tokio::time::sleep(IDLE) => {}
            _ = self.stop.changed() => {}
        }
    }
}

/// Runs every job that is due, then returns how many ran: for tests and commands.
pub async fn run_due(database: &Database, handlers: &Handlers) -> Result<usize> {
    let mut ran = 0;
    while run_one(database, handlers).await? {
        ran += 1;
    }
    Ok(ran)
}

async fn run_one(database: &Database, handlers: &Handlers) -> Result<bool> {
    let clock = database.ids().clock().clone();
    let now = clock.now();
    if !database.read(|r| pending(r, now)).await? {
        return Ok(false);
    }
    let Some(job) = database.write(move |tx| claim(tx, now)).await? else { return Ok(false) };
    let outcome = match handlers.0.get(job.kind.as_str()) {
        None => Err(format!("no handler for {}", job.kind)),
        Some(run) => match tokio::spawn(run(job.clone())).await {
            Ok(outcome) => outcome,
            Err(panic) => Err(format!("the handler panicked: {panic}")),
        },
    };
    metrics::counter!("maillage_jobs_total", "kind" => job.kind.clone(), "outcome" => if outcome.is_ok() { "done" } else { "failed" }).increment(1);
    let now = clock.now();
    database
        .write(move |tx| match &outcome {
            Ok(()) => finish(tx, &job, now),
            Err(error) => {
                tracing::warn!(kind = job.kind, attempts = job.attempts, error, "a job failed");
                fail(tx, &job, error, now)
            }
        })
        .await?;
    Ok(true)
}
