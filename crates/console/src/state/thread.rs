//! One opened conversation: its events, what this agent has not got through yet, the draft, and what was read.
//!
//! It leaves alone how events come here in order, each once: that is the link's.

use std::sync::Arc;

use floorwalker_protocol::agent::Owner;
use floorwalker_protocol::{Author, Body, ClientId, ErrorCode, Event, Millis, Packet, Seq};

use super::event::Action;
use super::line::{Line, lines_of, pending_line};

/// An opened conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// What the agent has typed and not sent.
    pub draft: String,
    /// What is known of the shopper, once the hub has said something.
    pub shopper: Option<Presence>,
    /// Whether the hub says that there is no such conversation for this agent.
    pub is_gone: bool,
    owner: Option<Owner>,
    packet: Option<Arc<PacketOf>>,
    last: Seq,
    read: Seq,
    /// The numbers of the shopper's messages since this agent last did something.
    unanswered: Vec<Seq>,
    stored: Vec<Line>,
    pending: Vec<Pending>,
    action: Option<(ClientId, Action)>,
    lines: Arc<Vec<Line>>,
}

/// A handoff packet, with the time at which it came.
#[derive(Clone, Debug, PartialEq)]
pub struct PacketOf {
    /// When the conversation was handed off.
    pub at: Millis,
    /// The packet.
    pub packet: Packet,
}

/// What is known of a shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Whether the shopper is typing.
    pub is_typing: bool,
    /// Whether the shopper's browser is connected.
    pub is_present: bool,
}

/// How far a message of this agent has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Not acknowledged yet.
    Sending,
    /// On the hub's disk.
    Sent,
    /// Refused for good.
    Refused(ErrorCode),
}

#[derive(Clone, Debug, PartialEq)]
struct Pending {
    client_id: ClientId,
    text: String,
    at: Millis,
    delivery: Delivery,
}

impl Thread {
    /// Who owns the conversation, as far as its events say.
    pub fn owner(&self) -> Option<&Owner> {
        self.owner.as_ref()
    }

    /// The latest handoff packet.
    pub fn packet(&self) -> Option<Arc<PacketOf>> {
        self.packet.clone()
    }

    /// All lines: first what the hub has stored, then what is on its way.
    pub fn lines(&self) -> Arc<Vec<Line>> {
        self.lines.clone()
    }

    /// The last event that came.
    pub fn last(&self) -> Seq {
        self.last
    }

    /// What the agent has asked to be done with the conversation and the hub has not done yet.
    pub fn action(&self) -> Option<Action> {
        self.action.as_ref().map(|(_, action)| *action)
    }

    /// How far the agent's message with this id has come.
    pub fn delivery(&self, client_id: &ClientId) -> Delivery {
        let pending = self.pending.iter().find(|pending| pending.client_id == *client_id);
        pending.map_or(Delivery::Sent, |pending| pending.delivery)
    }

    /// How many messages of the shopper wait to be read.
    pub fn unread(&self) -> usize {
        self.unanswered.iter().filter(|seq| **seq > self.read).count()
    }

    /// Whether something of this agent has not reached the hub.
    pub(super) fn has_unsent(&self) -> bool {
        !self.pending.is_empty() || self.action.is_some()
    }

    pub(super) fn mark_read(&mut self) {
        self.read = self.last;
    }

    /// Shows `event`, the next one, to the agent named `me`.
    pub(super) fn push(&mut self, event: &Event, me: &str) {
        self.last = event.seq;
        if matches!(&event.by, Author::Agent { name } if name == me) {
            self.unanswered.clear();
        }
        match (&event.body, &event.by) {
            (Body::Handoff { packet }, _) => {
                self.packet = Some(Arc::new(PacketOf { at: event.at, packet: packet.clone() }));
                self.owner = Some(Owner::Queue);
            }
            (Body::Accepted, Author::Agent { name }) => self.owner = Some(Owner::Agent { name: name.clone() }),
            (Body::Returned, _) => self.owner = Some(Owner::Queue),
            (Body::Closed, _) => self.owner = Some(Owner::Nobody),
            (Body::Message { .. }, Author::Shopper) => self.shopper_said(event.seq),
            (Body::Accepted | Body::Message { .. }, _) => {}
        }
        if let Some(client_id) = &event.client_id {
            self.pending.retain(|pending| pending.client_id != *client_id);
            self.action.take_if(|(id, _)| id == client_id);
        }
        self.stored.extend(lines_of(event));
        self.refresh(me);
    }

    /// The hub's log begins anew: what it stored is forgotten, what is on its way is kept.
    pub(super) fn forget_events(&mut self, me: &str) {
        *self = Self {
            draft: std::mem::take(&mut self.draft),
            pending: std::mem::take(&mut self.pending),
            action: self.action.take(),
            ..Self::default()
        };
        self.refresh(me);
    }

    pub(super) fn say(&mut self, client_id: ClientId, now: Millis, text: String, me: &str) {
        self.draft.clear();
        self.pending.push(Pending { client_id, text, at: now, delivery: Delivery::Sending });
        self.refresh(me);
    }

    pub(super) fn act(&mut self, client_id: ClientId, action: Action) {
        self.action = Some((client_id, action));
    }

    /// The hub has acknowledged a message. True if it was this conversation's.
    pub(super) fn settled(&mut self, client_id: &ClientId) -> bool {
        self.set_delivery(client_id, Delivery::Sent)
    }

    /// The hub has refused a message. True if it was this conversation's.
    pub(super) fn refused(&mut self, client_id: &ClientId, code: ErrorCode) -> bool {
        self.set_delivery(client_id, Delivery::Refused(code))
    }

    /// The hub has refused to do this, if it was this conversation's.
    pub(super) fn refused_action(&mut self, client_id: &ClientId) -> Option<Action> {
        self.action.take_if(|(id, _)| id == client_id).map(|(_, action)| action)
    }

    /// A refused message goes back in front of the draft.
    pub(super) fn take_back(&mut self, client_id: &ClientId, me: &str) {
        let is_it =
            |pending: &Pending| pending.client_id == *client_id && matches!(pending.delivery, Delivery::Refused(_));
        let Some(index) = self.pending.iter().position(is_it) else { return };
        let text = self.pending.remove(index).text;
        self.draft = if self.draft.is_empty() { text } else { format!("{text}\n{}", self.draft) };
        self.refresh(me);
    }

    fn set_delivery(&mut self, client_id: &ClientId, delivery: Delivery) -> bool {
        let found = self.pending.iter_mut().find(|pending| pending.client_id == *client_id);
        found.map(|pending| pending.delivery = delivery).is_some()
    }

    fn shopper_said(&mut self, seq: Seq) {
        self.unanswered.push(seq);
        if let Some(presence) = &mut self.shopper {
            presence.is_typing = false;
        }
    }

    fn refresh(&mut self, me: &str) {
        let pending = self.pending.iter();
        let pending = pending.map(|pending| pending_line(&pending.client_id, pending.at, me, &pending.text));
        self.lines = Arc::new(self.stored.iter().cloned().chain(pending).collect());
    }
}
