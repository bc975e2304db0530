//! Conversations and their events: appending, reading on, the list of the open ones.

use floorwalker_protocol::agent::{Owner, Summary};
use floorwalker_protocol::{
    Author, Body, ClientId, ConversationId, ErrorCode, ErrorMessage, Event, HandoffReason, Millis, Packet, Seq,
};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Store, StoreError, Stored};
use crate::conversation::next_owner;
use crate::secret;

/// Longest preview, in characters.
const PREVIEW_CHARS: usize = 120;

/// Who sends something to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The shopper with this digest of a token.
    Shopper([u8; 32]),
    /// The agent of this name.
    Agent(String),
}

impl Sender {
    fn author(&self) -> Author {
        match self {
            Self::Shopper(_) => Author::Shopper,
            Self::Agent(name) => Author::Agent { name: name.clone() },
        }
    }

    /// A name under which client ids are unique.
    fn key(&self) -> String {
        match self {
            Self::Shopper(digest) => digest.iter().fold("shopper:".to_owned(), |key, byte| format!("{key}{byte:02x}")),
            Self::Agent(name) => format!("agent:{name}"),
        }
    }
}

/// Something to be kept.
#[derive(Clone, Debug)]
pub struct Append {
    /// Who sends it.
    pub sender: Sender,
    /// For which conversation: an agent names it, a shopper's is found by the token.
    pub conversation: Option<ConversationId>,
    /// The sender's id for it.
    pub client_id: ClientId,
    /// The handoff that began the conversation it is for, if the sender is a shopper.
    pub handoff: Option<ClientId>,
    /// What happened.
    pub body: Body,
    /// When.
    pub at: Millis,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Appended {
    /// It is on disk, now or since before.
    Kept(Stored),
    /// The rules do not allow it.
    Refused(ErrorMessage),
}

/// A shopper's conversation: the open one, else the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// Which one.
    pub conversation: ConversationId,
    /// The last event in it.
    pub last_seq: Seq,
}

/// What an agent may know before opening a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Who owns it.
    pub owner: Owner,
    /// Who has it, or had it last.
    pub agent: Option<String>,
    /// The last event in it.
    pub last_seq: Seq,
}

impl Store {
    /// Appends an event, unless the same sender's same id was kept before: then it says where.
    ///
    /// # Errors
    /// The database refused; nothing was kept.
    pub async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        self.write(move |connection| {
            if let Some(stored) = find_sent(connection, &append)? {
                return Ok(Appended::Kept(stored));
            }
            match &append.body {
                Body::Handoff { packet } => begin(connection, &append, packet),
                _ => go_on(connection, &append),
            }
        })
        .await
    }

    /// The events of a conversation after `after`, at most `limit`, in their order.
    ///
    /// # Errors
    /// The database refused.
    pub async fn events_after(&self, id: &ConversationId, after: Seq, limit: u32) -> Result<Vec<Event>, StoreError> {
        let id = id.clone();
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT seq, at, author, client_id, body FROM event WHERE conversation = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
            )?;
            let rows = statement.query_map(params![id.as_str(), signed(after.0), limit], event)?;
            rows.collect()
        })
        .await
    }

    /// The shopper's open conversation, else the latest, if there is any.
    ///
    /// # Errors
    /// The database refused.
    pub async fn current(&self, shopper: [u8; 32]) -> Result<Option<Current>, StoreError> {
        self.read(move |connection| {
            let sql = "SELECT id, last_seq FROM conversation WHERE shopper = ?1 \
                       ORDER BY owner <> 'nobody' DESC, created_at DESC, rowid DESC LIMIT 1";
            let mut statement = connection.prepare_cached(sql)?;
            statement
                .query_row([&shopper[..]], |row| Ok(Current { conversation: id(row, 0)?, last_seq: seq(row, 1)? }))
                .optional()
        })
        .await
    }

    /// A conversation's owner and end, if it exists.
    ///
    /// # Errors
    /// The database refused.
    pub async fn look_up(&self, id: &ConversationId) -> Result<Option<Opened>, StoreError> {
        let id = id.clone();
        self.read(move |connection| {
            let mut statement =
                connection.prepare_cached("SELECT owner, agent, last_seq FROM conversation WHERE id = ?1")?;
            let opened =
                |row: &Row<'_>| Ok(Opened { owner: owner(row, 0, 1)?, agent: row.get(1)?, last_seq: seq(row, 2)? });
            statement.query_row([id.as_str()], opened).optional()
        })
        .await
    }

    /// All open conversations: the queue first, longest wait first, then the agents', latest activity first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open_conversations(&self) -> Result<Vec<Summary>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, owner, agent, reason, locale, preview, queued_at, last_seq FROM conversation \
                       WHERE owner <> 'nobody' \
                       ORDER BY owner = 'agent', CASE owner WHEN 'queue' THEN queued_at ELSE -touched_at END, id";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Summary {
                    conversation: id(row, 0)?,
                    owner: owner(row, 1, 2)?,
                    reason: json::<HandoffReason>(row, 3)?,
                    locale: row.get(4)?,
                    preview: row.get(5)?,
                    since: unsigned(row.get(6)?),
                    last_seq: seq(row, 7)?,
                })
            })?;
            rows.collect()
        })
        .await
    }
}

fn find_sent(connection: &Connection, append: &Append) -> rusqlite::Result<Option<Stored>> {
    let mut statement =
        connection.prepare_cached("SELECT conversation, seq FROM event WHERE sender = ?1 AND client_id = ?2")?;
    statement
        .query_row(params![append.sender.key(), append.client_id.as_str()], |row| {
            Ok(Stored { conversation: id(row, 0)?, seq: seq(row, 1)? })
        })
        .optional()
}

/// The first event of a new conversation.
fn begin(connection: &Connection, append: &Append, packet: &Packet) -> rusqlite::Result<Appended> {
    let Sender::Shopper(shopper) = &append.sender else {
        return Ok(Appended::Refused(ErrorMessage::new(ErrorCode::Denied, "only a shopper hands over a conversation")));
    };
    if open_of(connection, shopper)?.is_some() {
        return Ok(Appended::Refused(ErrorMessage::new(ErrorCode::Conflict, "the conversation is open already")));
    }
    let id = new_id();
    connection.execute(
        "INSERT INTO conversation (id, shopper, owner, last_seq, created_at, queued_at, touched_at, reason, locale, preview) \
         VALUES (?1, ?2, 'queue', 0, ?3, ?3, ?3, ?4, ?5, ?6)",
        params![
            id.as_str(),
            &shopper[..],
            signed(append.at),
            to_json(&packet.reason),
            packet.locale,
            preview(&packet.question)
        ],
    )?;
    insert(connection, append, id, Seq::NONE.next(), &Owner::Queue).map(Appended::Kept)
}

/// A further event of a conversation that is there.
fn go_on(connection: &Connection, append: &Append) -> rusqlite::Result<Appended> {
    let found = match (&append.sender, &append.conversation) {
        (Sender::Shopper(shopper), _) => match open_of(connection, shopper)? {
            Some(found) if is_begun_by(connection, &found.0, append.handoff.as_ref())? => Some(found),
            // A late copy of a message for an earlier conversation.
            _ => None,
        },
        (Sender::Agent(_), Some(id)) => row_of(connection, id)?,
        (Sender::Agent(_), None) => None,
    };
    let Some((id, owner, last_seq)) = found else {
        return Ok(Appended::Refused(ErrorMessage::new(ErrorCode::NotFound, "there is no open conversation")));
    };
    match next_owner(&owner, &append.sender.author(), &append.body) {
        Ok(next) => insert(connection, append, id, last_seq.next(), &next).map(Appended::Kept),
        Err(refusal) => Ok(Appended::Refused(refusal)),
    }
}

fn insert(
    connection: &Connection,
    append: &Append,
    id: ConversationId,
    seq: Seq,
    next: &Owner,
) -> rusqlite::Result<Stored> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO event (conversation, seq, at, author, sender, client_id, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let (sender, client_id) = (append.sender.key(), &append.client_id);
    let (author, body) = (to_json(&append.sender.author()), to_json(&append.body));
    statement.execute(params![
        id.as_str(),
        signed(seq.0),
        signed(append.at),
        author,
        sender,
        client_id.as_str(),
        body
    ])?;
    let (owner, agent) = match next {
        Owner::Queue => ("queue", None),
        Owner::Agent { name } => ("agent", Some(name)),
        Owner::Nobody => ("nobody", None),
    };
    let preview = match &append.body {
        Body::Message { text } => Some(preview(text)),
        _ => None,
    };
    let is_requeued = matches!(append.body, Body::Returned);
    let mut statement = connection.prepare_cached(
        "UPDATE conversation SET owner = ?2, agent = coalesce(?3, agent), last_seq = ?4, touched_at = ?5, \
         queued_at = CASE WHEN ?6 THEN ?5 ELSE queued_at END, preview = coalesce(?7, preview) WHERE id = ?1",
    )?;
    statement.execute(params![id.as_str(), owner, agent, signed(seq.0), signed(append.at), is_requeued, preview])?;
    Ok(Stored { conversation: id, seq })
}

type Found = (ConversationId, Owner, Seq);

fn open_of(connection: &Connection, shopper: &[u8; 32]) -> rusqlite::Result<Option<Found>> {
    let sql = "SELECT id, owner, agent, last_seq FROM conversation WHERE shopper = ?1 AND owner <> 'nobody'";
    connection.prepare_cached(sql)?.query_row([&shopper[..]], found).optional()
}

fn is_begun_by(connection: &Connection, id: &ConversationId, handoff: Option<&ClientId>) -> rusqlite::Result<bool> {
    let sql = "SELECT client_id FROM event WHERE conversation = ?1 AND seq = 1";
    let begun_by: Option<String> = connection.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0))?;
    Ok(begun_by.as_deref() == handoff.map(ClientId::as_str))
}

fn row_of(connection: &Connection, id: &ConversationId) -> rusqlite::Result<Option<Found>> {
    let sql = "SELECT id, owner, agent, last_seq FROM conversation WHERE id = ?1";
    connection.prepare_cached(sql)?.query_row([id.as_str()], found).optional()
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok((id(row, 0)?, owner(row, 1, 2)?, seq(row, 3)?))
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let client_id: Option<String> = row.get(3)?;
    Ok(Event {
        seq: seq(row, 0)?,
        at: unsigned(row.get(1)?),
        by: json(row, 2)?,
        client_id: client_id.and_then(|id| ClientId::new(id).ok()),
        body: json(row, 4)?,
    })
}

fn owner(row: &Row<'_>, owner: usize, agent: usize) -> rusqlite::Result<Owner> {
    let kind: String = row.get(owner)?;
    let name: Option<String> = row.get(agent)?;
    Ok(match (kind.as_str(), name) {
        ("queue", _) => Owner::Queue,
        ("agent", Some(name)) => Owner::Agent { name },
        _ => Owner::Nobody,
    })
}

fn new_id() -> ConversationId {
    ConversationId::new(secret::random_id()).expect("22 characters of base64url are an id")
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<ConversationId> {
    let text: String = row.get(column)?;
    ConversationId::new(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

fn seq(row: &Row<'_>, column: usize) -> rusqlite::Result<Seq> {
    row.get(column).map(unsigned).map(Seq)
}

fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the protocol's values have text keys only")
}

/// The beginning of a text, on one line.
fn preview(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(PREVIEW_CHARS).collect()
}

/// `SQLite` counts with a sign. Numbers and times stay far below the limit.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
