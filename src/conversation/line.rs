//! The lines of a conversation as the shopper sees it. How they are drawn is the components'.

use floorwalker_protocol::{ClientId, ConversationId, Millis, Seq};
use serde::{Deserialize, Serialize};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When it came to be: by this device's clock for what was said here, by the hub's for the rest.
    pub at: Millis,
    /// What it says.
    pub content: Content,
    /// How far it has come.
    pub delivery: Delivery,
    /// The id under which it went to the hub. `None` for what the hub never hears of, and for what others said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Where the hub keeps it, once it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A line's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Somebody said something.
    Said {
        /// Who.
        by: Voice,
        /// The words, as plain text; line breaks count.
        text: String,
        /// Questions to choose from, while this is the last line.
        #[serde(default)]
        chips: Vec<String>,
        /// Whether the bot asks which of them is meant: none of them may be.
        #[serde(default)]
        is_choice: bool,
    },
    /// Something happened.
    Notice(Notice),
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// The shopper.
    Shopper,
    /// The bot.
    Bot,
    /// A person of the shop, with the name that shoppers see.
    Agent(String),
}

/// What may happen to a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The shopper passed it on to people.
    PassedOn,
    /// This person took it.
    Joined(String),
    /// It went back into the queue.
    Returned,
    /// The shopper ended it.
    EndedByShopper,
    /// The shop's side ended it.
    EndedByShop,
    /// The hub does not know it any more.
    Lost,
}

/// How far a line has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// It stays on this device, or came from elsewhere: there is nothing to deliver.
    Settled,
    /// A question that waits for the pack.
    Waiting,
    /// On its way to the hub.
    Sending,
    /// On the hub's disk.
    Sent,
    /// Refused for good.
    Failed,
}

/// Where the hub keeps a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Under which number.
    pub seq: Seq,
}

impl Content {
    /// Plain words without chips.
    pub fn words(by: Voice, text: impl Into<String>) -> Self {
        Self::Said { by, text: text.into(), chips: Vec::new(), is_choice: false }
    }
}

impl Line {
    /// A line that is not on its way anywhere.
    pub fn new(at: Millis, content: Content) -> Self {
        Self { at, content, delivery: Delivery::Settled, client_id: None, place: None }
    }

    /// The same line, on its way to the hub under `client_id`.
    #[must_use]
    pub fn sending(mut self, client_id: ClientId) -> Self {
        self.client_id = Some(client_id);
        self.delivery = Delivery::Sending;
        self
    }

    /// Whether it went to the hub and its place there is not known yet: an acknowledgement says that it is kept, and only
    /// its event says behind what.
    pub fn is_underway(&self) -> bool {
        self.client_id.is_some() && self.place.is_none() && matches!(self.delivery, Delivery::Sending | Delivery::Sent)
    }

    /// Whether the shopper said it.
    pub fn is_by_shopper(&self) -> bool {
        matches!(self.content, Content::Said { by: Voice::Shopper, .. })
    }

    /// Whether a conversation with people ends here.
    pub fn is_end(&self) -> bool {
        matches!(self.content, Content::Notice(Notice::EndedByShopper | Notice::EndedByShop | Notice::Lost))
    }
}
