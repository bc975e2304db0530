//! Agents and their sessions.

use floorwalker_protocol::Millis;
use rusqlite::{OptionalExtension, params};

use super::log::signed;
use super::{Store, StoreError};

impl Store {
    /// Adds an agent, or gives a known one another password. Sessions of the old password end.
    ///
    /// # Errors
    /// The database refused.
    pub async fn put_agent(&self, name: &str, password_hash: &str) -> Result<(), StoreError> {
        let (name, hash) = (name.to_owned(), password_hash.to_owned());
        self.write(move |connection| {
            connection.execute("DELETE FROM session WHERE agent = ?1", [&name])?;
            connection.execute(
                "INSERT INTO agent (name, password_hash) VALUES (?1, ?2) \
                 ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash",
                [&name, &hash],
            )?;
            Ok(())
        })
        .await
    }

    /// An agent's password hash, if there is such an agent.
    ///
    /// # Errors
    /// The database refused.
    pub async fn password_hash(&self, name: &str) -> Result<Option<String>, StoreError> {
        let name = name.to_owned();
        self.read(move |connection| {
            let sql = "SELECT password_hash FROM agent WHERE name = ?1";
            connection.query_row(sql, [&name], |row| row.get(0)).optional()
        })
        .await
    }

    /// Begins a session under the digest of its token. Sessions that ended before `now` are swept out.
    ///
    /// # Errors
    /// The database refused.
    pub async fn begin_session(
        &self,
        token: [u8; 32],
        agent: &str,
        now: Millis,
        expires_at: Millis,
    ) -> Result<(), StoreError> {
        let agent = agent.to_owned();
        let (now, expires_at) = (signed(now), signed(expires_at));
        self.write(move |connection| {
            connection.execute("DELETE FROM session WHERE expires_at <= ?1", [now])?;
            let sql = "INSERT INTO session (token, agent, expires_at) VALUES (?1, ?2, ?3)";
            connection.execute(sql, params![&token[..], agent, expires_at])?;
            Ok(())
        })
        .await
    }

    /// The agent of a session that has not ended.
    ///
    /// # Errors
    /// The database refused.
    pub async fn session_agent(&self, token: [u8; 32], now: Millis) -> Result<Option<String>, StoreError> {
        self.read(move |connection| {
            let sql = "SELECT agent FROM session WHERE token = ?1 AND expires_at > ?2";
            connection.query_row(sql, params![&token[..], signed(now)], |row| row.get(0)).optional()
        })
        .await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The database refused.
    pub async fn end_session(&self, token: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |connection| connection.execute("DELETE FROM session WHERE token = ?1", [&token[..]]).map(drop))
            .await
    }
}
