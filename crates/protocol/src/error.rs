//! What the hub says when it cannot do as asked.

use serde::{Deserialize, Serialize};

use crate::{ClientId, ConversationId};

/// The kinds of refusal. New kinds may be added: an unknown one decodes as [`ErrorCode::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The frame was not a message of this protocol.
    Malformed,
    /// The frame, or a text in it, was too long.
    TooLarge,
    /// Messages came faster than allowed; see `retry_after_ms`.
    TooFast,
    /// The sender is not known, or may not do this.
    Denied,
    /// No such conversation (for this sender).
    NotFound,
    /// The conversation is in a state that does not allow this, such as taken by somebody else, or closed.
    Conflict,
    /// The hub could not keep the message; it was not acknowledged and should be sent again later.
    Unavailable,
    /// A kind that this version does not know.
    #[serde(other)]
    Other,
}

impl ErrorCode {
    /// Whether sending the same message again may succeed.
    pub fn is_passing(self) -> bool {
        matches!(self, Self::TooFast | Self::Unavailable)
    }
}

/// A refusal, with what it refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorMessage {
    /// What kind of refusal this is.
    pub code: ErrorCode,
    /// What was found and what was expected, for a developer's eye; screens show their own words for `code`.
    pub message: String,
    /// The message that is refused, where it had an id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// The conversation that it was for, on an agent's connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ConversationId>,
    /// Milliseconds to wait before sending again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
}

impl ErrorMessage {
    /// A refusal that names no message and no conversation.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), client_id: None, conversation: None, retry_after_ms: None }
    }

    /// The same refusal, naming the message that it refuses.
    #[must_use]
    pub fn of(mut self, client_id: ClientId) -> Self {
        self.client_id = Some(client_id);
        self
    }

    /// The same refusal, naming the conversation.
    #[must_use]
    pub fn in_conversation(mut self, conversation: ConversationId) -> Self {
        self.conversation = Some(conversation);
        self
    }
}
