//! A thread that owns a connection and runs jobs on it: one by one for reading, many to a commit for writing.

use std::fmt;
use std::sync::mpsc;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::StoreError;

/// How many writes go into one commit at most. More would make the first of them wait longer than the commit itself.
const BATCH: usize = 128;

/// Something to do on the connection, or to be told why it cannot be done.
type Job = Box<dyn FnOnce(Result<&Connection, StoreError>) -> Done + Send>;

/// A job that was done: whether it succeeded, and how to answer once it is known whether the commit did.
pub(super) struct Done {
    is_success: bool,
    answer: Answer,
}

/// Tells whoever waits how it went: with what the job gave, or with why the commit failed.
type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

pub(super) struct Thread {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Thread")
    }
}

impl Thread {
    /// Starts a thread that gives every batch of waiting jobs to `run`.
    pub(super) fn start(name: &str, connection: Connection, run: fn(&Connection, Vec<Job>)) -> Self {
        let (jobs, waiting) = mpsc::channel::<Job>();
        let work = move || {
            while let Ok(first) = waiting.recv() {
                let batch = std::iter::once(first).chain(waiting.try_iter()).take(BATCH).collect();
                run(&connection, batch);
            }
        };
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(work);
        Self { jobs: Some(jobs), thread: thread.ok() }
    }

    /// Has `job` run and waits for the outcome.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = connection.and_then(|connection| job(connection).map_err(StoreError::from));
            Done {
                is_success: result.is_ok(),
                answer: Box::new(move |failure| {
                    // Whoever asked may have gone: then there is nobody to tell.
                    let _ = tell.send(failure.map_or(result, Err));
                }),
            }
        });
        self.jobs.as_ref().ok_or(StoreError::Stopped)?.send(job).map_err(|_| StoreError::Stopped)?;
        told.await.map_err(|_| StoreError::Stopped)?
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        // Without a sender the thread ends after what waits; then the connection closes and the WAL is written back.
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Runs the jobs one after the other. Each sees what was committed before.
pub(super) fn read_batch(connection: &Connection, batch: Vec<Job>) {
    for job in batch {
        (job(Ok(connection)).answer)(None);
    }
}

/// Runs the jobs in one transaction, and answers after its commit. A job that fails is undone without touching the others.
pub(super) fn write_batch(connection: &Connection, batch: Vec<Job>) {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        let error = StoreError::from(error);
        for job in batch {
            (job(Err(error.clone())).answer)(None);
        }
        return;
    }
    let answers: Vec<Answer> = batch.into_iter().map(|job| run_apart(connection, job)).collect();
    let failure = connection.execute_batch("COMMIT").err().map(StoreError::from);
    if failure.is_some() {
        // Nothing is left of a commit that failed; where the rollback fails too, SQLite has made it already.
        let _ = connection.execute_batch("ROLLBACK");
    }
    for answer in answers {
        answer(failure.clone());
    }
}

fn run_apart(connection: &Connection, job: Job) -> Answer {
    let begun = connection.execute_batch("SAVEPOINT job").map_err(StoreError::from);
    let Done { is_success, answer } = job(begun.map(|()| connection));
    let end = if is_success { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    match connection.execute_batch(end) {
        Err(error) if is_success => {
            let error = StoreError::from(error);
            Box::new(move |_| answer(Some(error)))
        }
        _ => answer,
    }
}
