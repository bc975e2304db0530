//! Messages as JSON text, for everything but a browser.

use serde::{Serialize, de::DeserializeOwned};

use crate::{ErrorCode, ErrorMessage};

/// Encodes a message as one line of JSON.
///
/// # Panics
/// Never for this crate's messages: they have only text keys.
pub fn encode<M: Serialize>(message: &M) -> String {
    serde_json::to_string(message).expect("messages have text keys only")
}

/// Decodes a message. Unknown fields are ignored.
///
/// # Errors
/// [`ErrorCode::Malformed`], with the place and the cause, when `text` is not a message of type `M`.
pub fn decode<M: DeserializeOwned>(text: &str) -> Result<M, ErrorMessage> {
    serde_json::from_str(text).map_err(|error| {
        ErrorMessage::new(ErrorCode::Malformed, format!("not a {} message: {error}", crate::SUBPROTOCOL))
    })
}
