//! The messages on a shopper's connection.
//!
//! The shopper's browser speaks first, with [`ToHub::Hello`]. It never names a conversation to act on: the token says
//! which one is meant, so there is no id to guess.

use serde::{Deserialize, Serialize};

use crate::flat::{FlatToHub, FlatToVisitor};
use crate::{ClientId, ConversationId, ErrorMessage, Event, Packet, Seq, VisitorToken};

/// From a shopper's browser to the hub.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", try_from = "FlatToHub")]
pub enum ToHub {
    /// The first frame: who this is, and what it has already.
    Hello {
        /// The shopper's secret.
        token: VisitorToken,
        /// The conversation that `last_seq` is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<ConversationId>,
        /// The last event that the browser has of it.
        #[serde(default)]
        last_seq: Seq,
        /// The incarnation of the hub's store that the browser last met, from [`ToVisitor::Welcome`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        epoch: Option<String>,
    },
    /// Starts a conversation with people. Kept and acknowledged.
    Handoff {
        /// The sender's id for it.
        client_id: ClientId,
        /// Everything an agent needs.
        packet: Packet,
    },
    /// Says something. Kept and acknowledged.
    Message {
        /// The sender's id for it.
        client_id: ClientId,
        /// The id of the handoff that began the conversation it is for: a copy that comes late cannot slip into the next.
        handoff: ClientId,
        /// The words, as plain text.
        text: String,
    },
    /// Ends the conversation. Kept and acknowledged.
    Close {
        /// The sender's id for it.
        client_id: ClientId,
        /// The id of the handoff that began the conversation.
        handoff: ClientId,
    },
    /// The shopper began or stopped typing. Not kept.
    Typing {
        /// Whether the shopper is typing now.
        is_typing: bool,
    },
    /// Still there; also asks for the events after `last_seq` that may have been lost on the way.
    Ping {
        /// The conversation that `last_seq` is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<ConversationId>,
        /// The last event that the browser has.
        last_seq: Seq,
    },
}

impl ToHub {
    /// The id of a message that is kept and acknowledged.
    pub fn client_id(&self) -> Option<&ClientId> {
        match self {
            Self::Handoff { client_id, .. } | Self::Message { client_id, .. } | Self::Close { client_id, .. } => {
                Some(client_id)
            }
            Self::Hello { .. } | Self::Typing { .. } | Self::Ping { .. } => None,
        }
    }
}

/// From the hub to a shopper's browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", try_from = "FlatToVisitor")]
pub enum ToVisitor {
    /// The answer to the hello.
    Welcome {
        /// The shopper's conversation, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<ConversationId>,
        /// The last event in it.
        last_seq: Seq,
        /// The incarnation of the hub's store. Another one than before means that what the browser has may never have
        /// happened: it forgets its events and takes them all again.
        epoch: String,
    },
    /// The message is on disk, as event `seq` of `conversation`.
    Ack {
        /// The sender's id for it.
        client_id: ClientId,
        /// The conversation in which it is kept.
        conversation: ConversationId,
        /// Its number there.
        seq: Seq,
    },
    /// A durable fact.
    Event {
        /// The conversation in which it happened.
        conversation: ConversationId,
        /// What happened.
        event: Event,
    },
    /// Where the conversation stands in the queue.
    Queue {
        /// 1 is next.
        position: u32,
        /// How many agents are there now.
        agents_online: u32,
    },
    /// The agent began or stopped typing.
    Typing {
        /// Whether the agent is typing now.
        is_typing: bool,
    },
    /// The answer to a ping.
    Pong,
    /// The hub is about to stop: connect again after this many milliseconds.
    Goaway {
        /// Milliseconds to wait.
        retry_after_ms: u64,
    },
    /// A refusal.
    Error(ErrorMessage),
}
