//! Opening the file: settings, version, tables.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;
use crate::secret;

/// The version of the tables in `schema.sql`.
const VERSION: i64 = 1;

pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Makes the tables in a new file, and gives the store's epoch.
pub(super) fn prepare(connection: &mut Connection) -> Result<String, StoreError> {
    let transaction = connection.transaction()?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found {
        VERSION => {}
        0 => {
            transaction.execute_batch(include_str!("schema.sql"))?;
            transaction.execute("INSERT INTO meta (key, value) VALUES ('epoch', ?1)", [secret::random_id()])?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        _ => return Err(StoreError::Version { found, expected: VERSION }),
    }
    let epoch = transaction.query_row("SELECT value FROM meta WHERE key = 'epoch'", [], |row| row.get(0)).optional()?;
    transaction.commit()?;
    Ok(epoch.unwrap_or_default())
}
