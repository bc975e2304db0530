//! The lines of a transcript, made from a conversation's events.
//!
//! It owns what becomes a line and in which order, and leaves alone how a line looks and reads.

use floorwalker_protocol::{Author, Body, ClientId, Event, HandoffReason, Millis, Packet, Speaker};

/// One line of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Names the line in its transcript, the same before and after the hub has stored it.
    pub key: String,
    /// When: by the hub's clock, before the handoff by the shopper's, before the acknowledgement by the agent's.
    pub at: Millis,
    /// What it says.
    pub content: Content,
    /// The id of an agent's message, to look up whether it arrived.
    pub client_id: Option<ClientId>,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Somebody said something.
    Said(Voice, String),
    /// Something happened to the conversation.
    Happened(Happening),
}

/// Whose words a line holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The shopper's.
    Shopper,
    /// The bot's.
    Bot,
    /// This agent's.
    Agent(String),
}

/// What happened to a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// It was passed on to people.
    HandedOff(HandoffReason),
    /// This agent took it.
    Taken(String),
    /// It went back into the queue: an agent put it there, or the hub did.
    Returned(Option<String>),
    /// It ended, by an agent's or somebody else's doing.
    Closed(Option<String>),
}

/// The lines that `event` adds. A handoff adds what was said before it.
pub(super) fn lines_of(event: &Event) -> Vec<Line> {
    let agent = match &event.by {
        Author::Agent { name } => Some(name.clone()),
        Author::Shopper | Author::Hub => None,
    };
    let happened = |happening| vec![line(event, Content::Happened(happening))];
    match &event.body {
        Body::Handoff { packet } => {
            let mut lines = before_handoff(event, packet);
            lines.extend(happened(Happening::HandedOff(packet.reason)));
            lines
        }
        Body::Message { text } => {
            // The hub says nothing of its own in a conversation; should it learn to, it is no person.
            let voice = match (&event.by, agent) {
                (Author::Shopper, _) => Voice::Shopper,
                (_, Some(name)) => Voice::Agent(name),
                (_, None) => Voice::Bot,
            };
            vec![line(event, Content::Said(voice, text.clone()))]
        }
        Body::Accepted => happened(Happening::Taken(agent.unwrap_or_default())),
        Body::Returned => happened(Happening::Returned(agent)),
        Body::Closed => happened(Happening::Closed(agent)),
    }
}

/// A message of the agent named `me` that the hub has not stored yet.
pub(super) fn pending_line(client_id: &ClientId, at: Millis, me: &str, text: &str) -> Line {
    Line {
        key: own_key(client_id),
        at,
        content: Content::Said(Voice::Agent(me.to_owned()), text.to_owned()),
        client_id: Some(client_id.clone()),
    }
}

fn line(event: &Event, content: Content) -> Line {
    let is_agents = matches!(event.by, Author::Agent { .. });
    let client_id = event.client_id.clone().filter(|_| is_agents);
    let key = client_id.as_ref().map_or_else(|| format!("seq-{}", event.seq), own_key);
    Line { key, at: event.at, content, client_id }
}

fn before_handoff(event: &Event, packet: &Packet) -> Vec<Line> {
    let said = packet.transcript.iter().enumerate().map(|(index, said)| {
        let voice = match said.by {
            Speaker::Shopper => Voice::Shopper,
            Speaker::Bot => Voice::Bot,
        };
        Line {
            key: format!("seq-{}-{index}", event.seq),
            at: said.at,
            content: Content::Said(voice, said.text.clone()),
            client_id: None,
        }
    });
    said.collect()
}

fn own_key(client_id: &ClientId) -> String {
    format!("own-{client_id}")
}
