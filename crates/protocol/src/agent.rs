//! The messages on an agent's connection. Who the agent is, the session cookie of the handshake has said already.

use serde::{Deserialize, Serialize};

use crate::{ClientId, ConversationId, ErrorMessage, Event, HandoffReason, Millis, Seq};

/// From the console to the hub.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToHub {
    /// Asks for the conversation's events after `last_seq`, and for those to come until [`ToHub::Leave`].
    Open {
        /// Which one.
        conversation: ConversationId,
        /// The last event that the console has.
        last_seq: Seq,
    },
    /// Asks for no more events of the conversation.
    Leave {
        /// Which one.
        conversation: ConversationId,
    },
    /// Takes a queued conversation. Kept and acknowledged.
    Claim {
        /// Which one.
        conversation: ConversationId,
        /// The sender's id for it.
        client_id: ClientId,
    },
    /// Says something. Kept and acknowledged.
    Message {
        /// Where.
        conversation: ConversationId,
        /// The sender's id for it.
        client_id: ClientId,
        /// The words, as plain text.
        text: String,
    },
    /// Puts a conversation back into the queue. Kept and acknowledged.
    Return {
        /// Which one.
        conversation: ConversationId,
        /// The sender's id for it.
        client_id: ClientId,
    },
    /// Ends a conversation. Kept and acknowledged.
    Close {
        /// Which one.
        conversation: ConversationId,
        /// The sender's id for it.
        client_id: ClientId,
    },
    /// The agent began or stopped typing. Not kept.
    Typing {
        /// Where.
        conversation: ConversationId,
        /// Whether the agent is typing now.
        is_typing: bool,
    },
    /// Still there; also asks for the events of opened conversations that may have been lost on the way.
    Ping {
        /// The opened conversations, and how far each was shown.
        opened: Vec<Position>,
    },
}

/// How far a conversation was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Which one.
    pub conversation: ConversationId,
    /// The last event shown.
    pub last_seq: Seq,
}

impl ToHub {
    /// The id of a message that is kept and acknowledged.
    pub fn client_id(&self) -> Option<&ClientId> {
        match self {
            Self::Claim { client_id, .. }
            | Self::Message { client_id, .. }
            | Self::Return { client_id, .. }
            | Self::Close { client_id, .. } => Some(client_id),
            Self::Open { .. } | Self::Leave { .. } | Self::Typing { .. } | Self::Ping { .. } => None,
        }
    }
}

/// From the hub to the console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToAgent {
    /// The connection is open.
    Welcome {
        /// The agent's own name.
        agent: String,
        /// The incarnation of the hub's store; see [`crate::visitor::ToVisitor::Welcome`].
        epoch: String,
    },
    /// All open conversations that concern this agent: first the queue, longest wait first, then the agent's own, the
    /// latest activity first. Sent whenever something in it changes.
    Desk {
        /// The conversations.
        conversations: Vec<Summary>,
        /// How many agents are there now.
        agents_online: u32,
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
    /// A durable fact in an opened conversation.
    Event {
        /// The conversation in which it happened.
        conversation: ConversationId,
        /// What happened.
        event: Event,
    },
    /// The shopper of an opened conversation began or stopped typing, or came or went.
    Shopper {
        /// In which conversation.
        conversation: ConversationId,
        /// Whether the shopper is typing now.
        is_typing: bool,
        /// Whether the shopper's browser is connected now.
        is_present: bool,
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

/// One open conversation in the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which one.
    pub conversation: ConversationId,
    /// Who owns it.
    pub owner: Owner,
    /// Why it came.
    pub reason: HandoffReason,
    /// The shopper's language as a BCP 47 tag.
    pub locale: String,
    /// The last thing said, cut to a line.
    pub preview: String,
    /// When it came into the queue.
    pub since: Millis,
    /// The last event in it.
    pub last_seq: Seq,
}

/// Who owns an open conversation that people see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Owner {
    /// Nobody has taken it yet.
    Queue,
    /// One agent has it.
    Agent {
        /// The agent's name.
        name: String,
    },
    /// It is closed.
    Nobody,
}
