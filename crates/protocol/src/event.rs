//! Events: the durable, numbered facts that a conversation consists of.

use serde::{Deserialize, Serialize};

use crate::flat::{FlatAuthor, FlatBody};
use crate::{ClientId, Millis, Seq};

/// One durable fact in a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its number in the conversation.
    pub seq: Seq,
    /// When the hub stored it.
    pub at: Millis,
    /// Whose doing it is.
    pub by: Author,
    /// The id that its sender gave it; none for what the hub does by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// What happened.
    pub body: Body,
}

/// Whose doing an event is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case", try_from = "FlatAuthor")]
pub enum Author {
    /// The shopper.
    Shopper,
    /// A person of the shop.
    Agent {
        /// The name that shoppers see.
        name: String,
    },
    /// The hub itself, such as when it puts a conversation back into the queue.
    Hub,
}

/// What an event says happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", try_from = "FlatBody")]
pub enum Body {
    /// The shopper agreed to pass the conversation on: it is in the queue.
    Handoff {
        /// Everything an agent needs.
        packet: Packet,
    },
    /// Something was said.
    Message {
        /// The words, as plain text.
        text: String,
    },
    /// An agent took the conversation.
    Accepted,
    /// The conversation went back into the queue.
    Returned,
    /// The conversation ended.
    Closed,
}

/// What goes along with a conversation when it moves to people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Packet {
    /// Why.
    pub reason: HandoffReason,
    /// The question that could not be answered, or the words that asked for a person.
    pub question: String,
    /// The bot's probability, 0 to 1, that its best candidate was right; none if it had not been asked anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// The entries that the bot considered, best first, at most [`crate::limits::PACKET_CANDIDATES`].
    #[serde(default)]
    pub candidates: Vec<Candidate>,
    /// What was said so far, oldest first. Where it was too long for a frame, the oldest lines are left out.
    #[serde(default)]
    pub transcript: Vec<TranscriptLine>,
    /// The page on which the shopper was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// The shopper's language as a BCP 47 tag, such as `zh-CN`.
    pub locale: String,
    /// How to reach the shopper later, if given: an e-mail address or telephone number, unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// Why a conversation moves to people. An unknown reason decodes as [`HandoffReason::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandoffReason {
    /// The shopper asked for a person.
    Requested,
    /// The bot found candidates but none likely enough.
    LowConfidence,
    /// Nothing in the knowledge is near the question.
    Unknown,
    /// The shopper asked again what the bot had answered.
    Repeated,
    /// The shopper is furious, or upset for some time.
    Upset,
    /// It is about something grave, such as an injury or the law.
    Sensitive,
    /// What the answer tells could not be found out: a look-up found nothing or failed, or something is not known.
    NoData,
    /// A reason that this version does not know.
    #[serde(other)]
    Other,
}

/// An entry that the bot considered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The entry's id in the shop's knowledge.
    pub entry: String,
    /// The entry's first phrasing in the shopper's language: what the candidate is about.
    pub title: String,
    /// Probability, 0 to 1, that this entry is the right one.
    pub confidence: f32,
}

/// One line of what was said before the handoff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptLine {
    /// Who said it.
    pub by: Speaker,
    /// When, by the shopper's clock.
    pub at: Millis,
    /// The words, as plain text.
    pub text: String,
}

/// Who speaks before a handoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// The shopper.
    Shopper,
    /// The bot.
    Bot,
}

/// The page on which a shopper was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its address, without the query and the fragment: those may hold secrets.
    pub url: String,
    /// Its title.
    pub title: String,
}
