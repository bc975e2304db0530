//! The identifiers on the wire, each its own type, each checked when it is made or decoded.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An identifier that cannot be one: it is too short, too long, or holds a character outside `A-Z a-z 0-9 _ -`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId {
    /// What the identifier is for, as in "client id".
    kind: &'static str,
    /// Number of bytes found.
    len: usize,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "invalid {}: expected 8 to 64 of A-Z a-z 0-9 _ -, found {} bytes of something else",
            self.kind, self.len
        )
    }
}

impl std::error::Error for InvalidId {}

/// Fewest characters of an identifier.
const MIN_LEN: usize = 8;
/// Most characters of an identifier.
const MAX_LEN: usize = 64;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks and wraps `text`.
            ///
            /// # Errors
            /// [`InvalidId`] unless `text` is 8 to 64 characters out of `A-Z a-z 0-9 _ -`.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
                if (MIN_LEN..=MAX_LEN).contains(&text.len()) && text.bytes().all(is_plain) {
                    Ok(Self(text))
                } else {
                    Err(InvalidId { kind: $kind, len: text.len() })
                }
            }

            /// The identifier's text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

macro_rules! readable_id {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

text_id! {
    /// The sender's own name for a message it wants kept. It makes a resent message recognisable, so that a message
    /// stored once stays stored once. Unique for its sender.
    ClientId, "client id"
}
readable_id!(ClientId);

text_id! {
    /// The hub's name for a conversation.
    ConversationId, "conversation id"
}
readable_id!(ConversationId);

text_id! {
    /// A shopper's bearer secret: who presents it owns the conversations begun with it. 256 random bits in base64url
    /// (43 characters). It travels in the first frame only, never in an address, and neither `Debug` nor `Display`
    /// shows it.
    VisitorToken, "visitor token"
}

impl fmt::Debug for VisitorToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitorToken(…)")
    }
}

/// An event's number in its conversation: from 1, without gaps. 0 stands for "none yet".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first event.
    pub const NONE: Seq = Seq(0);

    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Seq {
        Seq(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_take_only_short_plain_text() {
        for good in ["abcdefgh", "A-Z_a-z0", &"x".repeat(64)] {
            assert!(ClientId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "short", "has space", "has/slash", "ünïcödé!", &"x".repeat(65)] {
            assert!(ClientId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_token_does_not_show_itself() {
        let token = VisitorToken::new("s3cret-s3cret").expect("valid");
        assert!(!format!("{token:?}").contains("s3cret"));
    }
}
