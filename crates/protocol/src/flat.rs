//! How messages that name their kind in a field are read: all fields of all kinds at once, each of which may be missing, and then
//! the kind's own are taken.
//!
//! The derived way first keeps whatever comes in a tree of its own, to look for the kind in it, and then reads the tree: a
//! browser downloads all code for that besides the code that reads JSON, eleven kilobytes in the widget. What is written
//! is derived.

use serde::Deserialize;

use crate::event::{Author, Body, Event, Packet};
use crate::visitor::{ToHub, ToVisitor};
use crate::{ClientId, ConversationId, ErrorCode, ErrorMessage, Seq, VisitorToken};

/// A field that the kind of message has and this one has not.
type Missing = &'static str;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AuthorKind {
    Shopper,
    Agent,
    Hub,
}

#[derive(Deserialize)]
pub(crate) struct FlatAuthor {
    who: AuthorKind,
    name: Option<String>,
}

impl TryFrom<FlatAuthor> for Author {
    type Error = Missing;

    fn try_from(FlatAuthor { who, name }: FlatAuthor) -> Result<Self, Missing> {
        Ok(match who {
            AuthorKind::Shopper => Self::Shopper,
            AuthorKind::Agent => Self::Agent { name: name.ok_or("missing field `name`")? },
            AuthorKind::Hub => Self::Hub,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BodyKind {
    Handoff,
    Message,
    Accepted,
    Returned,
    Closed,
}

#[derive(Deserialize)]
pub(crate) struct FlatBody {
    kind: BodyKind,
    packet: Option<Packet>,
    text: Option<String>,
}

impl TryFrom<FlatBody> for Body {
    type Error = Missing;

    fn try_from(FlatBody { kind, packet, text }: FlatBody) -> Result<Self, Missing> {
        Ok(match kind {
            BodyKind::Handoff => Self::Handoff { packet: packet.ok_or("missing field `packet`")? },
            BodyKind::Message => Self::Message { text: text.ok_or("missing field `text`")? },
            BodyKind::Accepted => Self::Accepted,
            BodyKind::Returned => Self::Returned,
            BodyKind::Closed => Self::Closed,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ToHubKind {
    Hello,
    Handoff,
    Message,
    Close,
    Typing,
    Ping,
}

#[derive(Deserialize)]
pub(crate) struct FlatToHub {
    r#type: ToHubKind,
    token: Option<VisitorToken>,
    conversation: Option<ConversationId>,
    last_seq: Option<Seq>,
    epoch: Option<String>,
    client_id: Option<ClientId>,
    packet: Option<Packet>,
    handoff: Option<ClientId>,
    text: Option<String>,
    is_typing: Option<bool>,
}

impl TryFrom<FlatToHub> for ToHub {
    type Error = Missing;

    fn try_from(flat: FlatToHub) -> Result<Self, Missing> {
        let conversation = flat.conversation;
        let client_id = flat.client_id.ok_or("missing field `client_id`");
        let handoff = flat.handoff.ok_or("missing field `handoff`");
        Ok(match flat.r#type {
            ToHubKind::Hello => Self::Hello {
                token: flat.token.ok_or("missing field `token`")?,
                conversation,
                last_seq: flat.last_seq.unwrap_or_default(),
                epoch: flat.epoch,
            },
            ToHubKind::Handoff => {
                Self::Handoff { client_id: client_id?, packet: flat.packet.ok_or("missing field `packet`")? }
            }
            ToHubKind::Message => Self::Message {
                client_id: client_id?,
                handoff: handoff?,
                text: flat.text.ok_or("missing field `text`")?,
            },
            ToHubKind::Close => Self::Close { client_id: client_id?, handoff: handoff? },
            ToHubKind::Typing => Self::Typing { is_typing: flat.is_typing.ok_or("missing field `is_typing`")? },
            ToHubKind::Ping => Self::Ping { conversation, last_seq: flat.last_seq.ok_or("missing field `last_seq`")? },
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ToVisitorKind {
    Welcome,
    Ack,
    Event,
    Queue,
    Typing,
    Pong,
    Goaway,
    Error,
}

#[derive(Deserialize)]
pub(crate) struct FlatToVisitor {
    r#type: ToVisitorKind,
    conversation: Option<ConversationId>,
    last_seq: Option<Seq>,
    epoch: Option<String>,
    client_id: Option<ClientId>,
    seq: Option<Seq>,
    event: Option<Event>,
    position: Option<u32>,
    agents_online: Option<u32>,
    is_typing: Option<bool>,
    retry_after_ms: Option<u64>,
    code: Option<ErrorCode>,
    message: Option<String>,
}

impl TryFrom<FlatToVisitor> for ToVisitor {
    type Error = Missing;

    fn try_from(flat: FlatToVisitor) -> Result<Self, Missing> {
        let FlatToVisitor { conversation, client_id, retry_after_ms, .. } = flat;
        let some_conversation = || conversation.clone().ok_or("missing field `conversation`");
        Ok(match flat.r#type {
            ToVisitorKind::Welcome => Self::Welcome {
                conversation,
                last_seq: flat.last_seq.ok_or("missing field `last_seq`")?,
                epoch: flat.epoch.ok_or("missing field `epoch`")?,
            },
            ToVisitorKind::Ack => Self::Ack {
                client_id: client_id.ok_or("missing field `client_id`")?,
                conversation: some_conversation()?,
                seq: flat.seq.ok_or("missing field `seq`")?,
            },
            ToVisitorKind::Event => {
                Self::Event { conversation: some_conversation()?, event: flat.event.ok_or("missing field `event`")? }
            }
            ToVisitorKind::Queue => Self::Queue {
                position: flat.position.ok_or("missing field `position`")?,
                agents_online: flat.agents_online.ok_or("missing field `agents_online`")?,
            },
            ToVisitorKind::Typing => Self::Typing { is_typing: flat.is_typing.ok_or("missing field `is_typing`")? },
            ToVisitorKind::Pong => Self::Pong,
            ToVisitorKind::Goaway => {
                Self::Goaway { retry_after_ms: retry_after_ms.ok_or("missing field `retry_after_ms`")? }
            }
            ToVisitorKind::Error => Self::Error(ErrorMessage {
                code: flat.code.ok_or("missing field `code`")?,
                message: flat.message.ok_or("missing field `message`")?,
                client_id,
                conversation,
                retry_after_ms,
            }),
        })
    }
}
