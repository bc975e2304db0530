//! The wire between shopper, hub and agent: message types, their limits, and the link that carries them.
//!
//! This crate owns what is said and in which order it may be said. It leaves alone how bytes travel (sockets are the
//! hub's and the browsers'), where events are kept (the hub's store), and how a reply came about (the engine's).
//!
//! - [`visitor`] and [`agent`] hold the messages of the two kinds of connection, [`event`] what both are about.
//! - [`link`] holds the state machines at both ends. They do no I/O and read no clock: time and randomness are inputs.
//!
//! What the link promises: **acknowledged means on disk, and every event is shown once, in one order**, whatever the
//! network loses, repeats or reorders.

pub mod agent;
pub mod event;
pub mod id;
pub mod limits;
pub mod link;
pub mod visitor;

mod error;
mod flat;
#[cfg(feature = "json")]
pub mod json;

pub use error::{ErrorCode, ErrorMessage};
pub use event::{Author, Body, Candidate, Event, HandoffReason, Packet, Page, Speaker, TranscriptLine};
pub use id::{ClientId, ConversationId, InvalidId, Seq, VisitorToken};

/// The WebSocket subprotocol that both ends name in the handshake: version 1, JSON text frames.
pub const SUBPROTOCOL: &str = "floorwalker.v1.json";

/// Milliseconds since the Unix epoch, as every time on the wire is given.
pub type Millis = u64;
