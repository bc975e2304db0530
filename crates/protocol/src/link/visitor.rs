//! A shopper's end of the link.

use serde::{Deserialize, Serialize};

use super::{Carrier, Inbox, Status, Step, Verdict, close_code, timing};
use crate::visitor::{ToHub, ToVisitor};
use crate::{Body, ClientId, ConversationId, ErrorCode, ErrorMessage, Event, Millis, Packet, Seq, VisitorToken};

/// What a shopper wants kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Submission {
    /// Pass the conversation on to people.
    Handoff {
        /// Everything an agent needs.
        packet: Packet,
    },
    /// Say something.
    Message {
        /// The words, as plain text.
        text: String,
    },
    /// End the conversation.
    Close,
}

/// What a browser keeps of a link over a reload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// The shopper's secret.
    pub token: VisitorToken,
    /// The id of the handoff that began the conversation.
    #[serde(default)]
    pub handoff: Option<ClientId>,
    /// What was not acknowledged yet, oldest first. Holds only messages that have a client id.
    pub outbox: Vec<ToHub>,
}

/// What happens to the link.
#[derive(Clone, Debug, PartialEq)]
pub enum VisitorInput {
    /// Something may be due; also what a timer gives.
    Tick,
    /// The connection is wanted, now if possible: the first handoff, a reload amid a conversation, online again.
    Wake,
    /// The socket is open.
    Opened,
    /// The socket is gone or failed to open, with this close code.
    Closed(u16),
    /// A message came.
    Frame(ToVisitor),
    /// The shopper wants something kept, under this id. Anything before the first handoff is refused at once.
    Submit(ClientId, Submission),
    /// The shopper began or stopped typing.
    Typing(bool),
}

/// What is to be done about it, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum VisitorOutput {
    /// Open a socket, dropping any old one.
    Connect,
    /// Send this.
    Transmit(ToHub),
    /// Close the socket with this code; its end need not be reported back.
    Disconnect(u16),
    /// Show this event: it is the next one.
    Deliver(ConversationId, Event),
    /// Forget all events shown: the hub's log begins anew.
    Reset,
    /// The message with this id is on disk.
    Settled(ClientId),
    /// The message was refused for good and is no longer in the outbox.
    Refused(ErrorMessage),
    /// The place in the queue (1 is next), and how many agents are there.
    Queue(u32, u32),
    /// The agent began or stopped typing.
    AgentTyping(bool),
}

/// A shopper's end of the link: outbox, inbox and connection.
///
/// ```
/// use floorwalker_protocol::{VisitorToken, link::{VisitorInput, VisitorLink, VisitorOutput}};
///
/// let token = VisitorToken::new("only-an-example-token")?;
/// let mut link = VisitorLink::new(token, 1);
/// assert_eq!(link.handle(0, VisitorInput::Wake), [VisitorOutput::Connect]);
/// # Ok::<(), floorwalker_protocol::InvalidId>(())
/// ```
#[derive(Clone, Debug)]
pub struct VisitorLink {
    token: VisitorToken,
    handoff: Option<ClientId>,
    carrier: Carrier<ToHub>,
    conversation: Option<ConversationId>,
    inbox: Inbox,
    epoch: Option<String>,
}

impl VisitorLink {
    /// A link that has nothing to do yet. `seed` spreads reconnects; any number will do.
    pub fn new(token: VisitorToken, seed: u64) -> Self {
        Self {
            token,
            handoff: None,
            carrier: Carrier::new(seed),
            conversation: None,
            inbox: Inbox::default(),
            epoch: None,
        }
    }

    /// The link as it was before a reload. The hub sends all events again, so nothing else needs keeping.
    pub fn restore(saved: Saved, seed: u64) -> Self {
        let mut link = Self::new(saved.token, seed);
        link.handoff = saved.handoff;
        for message in saved.outbox {
            if let Some(client_id) = message.client_id().cloned() {
                link.carrier.push(client_id, message);
            }
        }
        link
    }

    /// What to keep over a reload.
    pub fn save(&self) -> Saved {
        Saved {
            token: self.token.clone(),
            handoff: self.handoff.clone(),
            outbox: self.carrier.outbox().messages().cloned().collect(),
        }
    }

    /// How the connection stands.
    pub fn status(&self) -> Status {
        self.carrier.status()
    }

    /// The messages that were not acknowledged yet, oldest first.
    pub fn unacknowledged(&self) -> impl Iterator<Item = &ToHub> {
        self.carrier.outbox().messages()
    }

    /// When [`VisitorInput::Tick`] is next needed, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        self.carrier.deadline()
    }

    /// Takes an input at time `now` and says what is to be done.
    pub fn handle(&mut self, now: Millis, input: VisitorInput) -> Vec<VisitorOutput> {
        let mut out = Vec::new();
        match input {
            VisitorInput::Tick => {}
            VisitorInput::Wake => self.carrier.wake(now),
            VisitorInput::Opened => {
                self.carrier.opened(now);
                out.push(VisitorOutput::Transmit(ToHub::Hello {
                    token: self.token.clone(),
                    conversation: self.conversation.clone(),
                    last_seq: self.inbox.last(),
                    epoch: self.epoch.clone(),
                }));
            }
            VisitorInput::Closed(code) => self.carrier.closed(now, code),
            VisitorInput::Frame(frame) => self.frame(now, frame, &mut out),
            VisitorInput::Submit(client_id, submission) => self.submit(now, client_id, submission, &mut out),
            VisitorInput::Typing(is_typing) => {
                if self.status() == Status::Live {
                    out.push(VisitorOutput::Transmit(ToHub::Typing { is_typing }));
                }
            }
        }
        let ping = self.ping();
        out.extend(self.carrier.due(now, || ping).into_iter().map(|step| match step {
            Step::Connect => VisitorOutput::Connect,
            Step::Transmit(message) => VisitorOutput::Transmit(self.addressed(message)),
            Step::Disconnect(code) => VisitorOutput::Disconnect(code),
        }));
        out
    }

    fn submit(&mut self, now: Millis, client_id: ClientId, submission: Submission, out: &mut Vec<VisitorOutput>) {
        let handoff = self.pending_handoff().or(self.handoff.as_ref()).cloned();
        let id = client_id.clone();
        let message = match (submission, handoff) {
            (Submission::Handoff { packet }, _) => ToHub::Handoff { client_id, packet },
            (Submission::Message { text }, Some(handoff)) => ToHub::Message { client_id, handoff, text },
            (Submission::Close, Some(handoff)) => ToHub::Close { client_id, handoff },
            (Submission::Message { .. } | Submission::Close, None) => {
                let error = ErrorMessage::new(ErrorCode::Conflict, "there was no handoff yet");
                out.push(VisitorOutput::Refused(error.of(client_id)));
                return;
            }
        };
        self.carrier.push(id, message);
        if self.status() == Status::Idle {
            self.carrier.wake(now);
        }
    }

    /// The latest handoff that was not acknowledged yet.
    fn pending_handoff(&self) -> Option<&ClientId> {
        let handoffs = self.unacknowledged().filter(|waiting| matches!(waiting, ToHub::Handoff { .. }));
        handoffs.last().and_then(ToHub::client_id)
    }

    /// A message as it is to be sent now: for the conversation that is followed. It was written before it was known which
    /// handoff would begin that, if several browser windows handed over at once.
    fn addressed(&self, mut message: ToHub) -> ToHub {
        if let ToHub::Message { handoff, .. } | ToHub::Close { handoff, .. } = &mut message
            && let Some(begun_by) = &self.handoff
        {
            handoff.clone_from(begun_by);
        }
        message
    }

    fn frame(&mut self, now: Millis, frame: ToVisitor, out: &mut Vec<VisitorOutput>) {
        self.carrier.heard(now);
        match frame {
            // A second welcome on the same connection would speak of a state that is past.
            ToVisitor::Welcome { conversation, epoch, .. } if self.status() == Status::Connecting => {
                let is_other_store = self.epoch.as_ref().is_some_and(|known| *known != epoch);
                self.epoch = Some(epoch);
                self.follow(conversation, is_other_store, out);
                self.carrier.ready(now);
            }
            ToVisitor::Welcome { .. } | ToVisitor::Pong => {}
            ToVisitor::Ack { client_id, conversation, .. } => self.acknowledged(&client_id, conversation, out),
            ToVisitor::Event { conversation, event } => self.event(conversation, event, out),
            ToVisitor::Queue { position, agents_online } => out.push(VisitorOutput::Queue(position, agents_online)),
            ToVisitor::Typing { is_typing } => out.push(VisitorOutput::AgentTyping(is_typing)),
            ToVisitor::Goaway { retry_after_ms } => {
                self.carrier.goaway(now, retry_after_ms);
                out.push(VisitorOutput::Disconnect(close_code::GOING_AWAY));
            }
            ToVisitor::Error(error) => self.refused(now, error, out),
        }
    }

    fn acknowledged(&mut self, client_id: &ClientId, conversation: ConversationId, out: &mut Vec<VisitorOutput>) {
        if let Some(message) = self.carrier.settle(client_id) {
            if matches!(message, ToHub::Handoff { .. }) {
                self.handoff = Some(client_id.clone());
                self.follow(Some(conversation), false, out);
            }
            out.push(VisitorOutput::Settled(client_id.clone()));
        }
    }

    fn event(&mut self, conversation: ConversationId, event: Event, out: &mut Vec<VisitorOutput>) {
        if self.conversation.as_ref() != Some(&conversation) {
            // An event of another conversation is either late, or comes before the acknowledgement of our handoff: the
            // handoff's own id tells which.
            let is_ours = event.client_id.as_ref().is_some_and(|id| {
                self.unacknowledged()
                    .any(|waiting| matches!(waiting, ToHub::Handoff { client_id, .. } if client_id == id))
            });
            if !is_ours {
                return;
            }
            self.follow(Some(conversation.clone()), false, out);
        }
        match self.inbox.take(event.seq) {
            Verdict::Show => {
                if matches!(event.body, Body::Handoff { .. }) {
                    self.handoff.clone_from(&event.client_id);
                }
                // A stored event is as good as an acknowledgement, which may have been lost.
                if let Some(client_id) = event.client_id.clone()
                    && self.carrier.settle(&client_id).is_some()
                {
                    out.push(VisitorOutput::Settled(client_id));
                }
                out.push(VisitorOutput::Deliver(conversation, event));
            }
            Verdict::Seen => {}
            Verdict::Gap => out.push(VisitorOutput::Transmit(self.ping())),
        }
    }

    fn refused(&mut self, now: Millis, error: ErrorMessage, out: &mut Vec<VisitorOutput>) {
        if error.code.is_passing() {
            self.carrier.hold(now + error.retry_after_ms.unwrap_or(timing::RESEND));
            return;
        }
        let settled = error.client_id.as_ref().map(|id| self.carrier.settle(id));
        if settled == Some(None) {
            return;
        }
        let is_handoff = matches!(settled, Some(Some(ToHub::Handoff { .. })));
        if is_handoff && error.code == ErrorCode::Conflict {
            // Another window of this shopper was faster: greeting anew turns to the conversation that is open.
            self.carrier.goaway(now, 0);
            out.push(VisitorOutput::Disconnect(close_code::GOING_AWAY));
        }
        out.push(VisitorOutput::Refused(error));
    }

    /// Turns to `conversation`. What was shown of an earlier one stays true, unless the hub's store is another one.
    fn follow(&mut self, conversation: Option<ConversationId>, is_other_store: bool, out: &mut Vec<VisitorOutput>) {
        if self.conversation != conversation || is_other_store {
            if is_other_store && self.inbox.last() > Seq::NONE {
                out.push(VisitorOutput::Reset);
            }
            self.inbox = Inbox::default();
            self.conversation = conversation;
        }
    }

    fn ping(&self) -> ToHub {
        ToHub::Ping { conversation: self.conversation.clone(), last_seq: self.inbox.last() }
    }
}
