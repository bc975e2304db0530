//! What is kept, and how: one `SQLite` file, one writer with group commit, one reader.
//!
//! A write's answer comes only after its transaction is on disk (WAL, `synchronous = FULL`). Writes that wait while one
//! commits go together into the next commit, so that a busy hub pays one `fdatasync` for many of them.

mod accounts;
mod connection;
mod log;
mod thread;

use std::path::Path;
use std::sync::Arc;

use floorwalker_protocol::{ConversationId, ErrorCode, ErrorMessage, Seq};
use rusqlite::Connection;

pub use log::{Append, Appended, Current, Opened, Sender};

use thread::Thread;

/// The store could not do it. Nothing was kept, and trying again later may help.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused: the disk is full, the file is damaged, and their like.
    #[error("the database refused: {0}")]
    Database(Arc<rusqlite::Error>),
    /// The store has stopped.
    #[error("the store has stopped")]
    Stopped,
    /// The file was made by another version.
    #[error("the database has version {found}, expected {expected}; use the hub that made it, or a newer one")]
    Version {
        /// What the file says.
        found: i64,
        /// What this hub reads.
        expected: i64,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl From<StoreError> for ErrorMessage {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        let mut message = Self::new(ErrorCode::Unavailable, "the hub could not keep this; it will be tried again");
        message.retry_after_ms = Some(2_000);
        message
    }
}

/// A handle on the store; cheap to clone. The file is closed when the last handle is gone.
#[derive(Clone, Debug)]
pub struct Store {
    writer: Arc<Thread>,
    reader: Arc<Thread>,
    epoch: Arc<str>,
}

impl Store {
    /// Opens the file at `path`, making it if it is not there.
    ///
    /// # Errors
    /// The file cannot be opened, is no database, or is of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut connection = connection::open(path)?;
        let epoch = connection::prepare(&mut connection)?;
        let reader = connection::open(path)?;
        Ok(Self {
            writer: Arc::new(Thread::start("store-writer", connection, thread::write_batch)),
            reader: Arc::new(Thread::start("store-reader", reader, thread::read_batch)),
            epoch: epoch.into(),
        })
    }

    /// The incarnation of this store: drawn when the file was made.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.run(job).await
    }

    async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.reader.run(job).await
    }
}

/// Where an event is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The conversation.
    pub conversation: ConversationId,
    /// Its number there.
    pub seq: Seq,
}
