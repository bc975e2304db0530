//! An agent's end of the link.

use std::collections::BTreeMap;

use super::{Carrier, Inbox, Status, Step, Verdict, close_code, timing};
use crate::agent::{Position, Summary, ToAgent, ToHub};
use crate::{ClientId, ConversationId, ErrorMessage, Event, Millis, Seq};

/// What happens to the link.
#[derive(Clone, Debug, PartialEq)]
pub enum AgentInput {
    /// Something may be due; also what a timer gives.
    Tick,
    /// The connection is wanted, now if possible.
    Wake,
    /// The agent logs out: the connection is not wanted any more.
    Stop,
    /// The socket is gone or failed to open, with this close code.
    Closed(u16),
    /// A message came.
    Frame(ToAgent),
    /// The agent looks at a conversation: its events are wanted from the first on.
    Open(ConversationId),
    /// The agent turns away from a conversation.
    Leave(ConversationId),
    /// A message that must arrive. One without a client id is ignored.
    Submit(ToHub),
    /// The agent began or stopped typing.
    Typing(ConversationId, bool),
}

/// What is to be done about it, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum AgentOutput {
    /// Open a socket, dropping any old one.
    Connect,
    /// Send this.
    Transmit(ToHub),
    /// Close the socket with this code; its end need not be reported back.
    Disconnect(u16),
    /// The hub greeted this agent.
    Welcome(String),
    /// The list of open conversations, and how many agents are there.
    Desk(Vec<Summary>, u32),
    /// Show this event: it is the next one of its conversation.
    Deliver(ConversationId, Event),
    /// Forget all events shown: the hub's log begins anew.
    Reset,
    /// The message with this id is on disk.
    Settled(ClientId),
    /// The message was refused for good and is no longer in the outbox.
    Refused(ErrorMessage),
    /// The shopper of a conversation: is typing, is present.
    Shopper(ConversationId, bool, bool),
}

/// An agent's end of the link: one connection, one outbox, an inbox for each opened conversation.
#[derive(Clone, Debug)]
pub struct AgentLink {
    carrier: Carrier<ToHub>,
    opened: BTreeMap<ConversationId, Inbox>,
    epoch: Option<String>,
}

impl AgentLink {
    /// A link that has nothing to do yet. `seed` spreads reconnects; any number will do.
    pub fn new(seed: u64) -> Self {
        Self { carrier: Carrier::new(seed), opened: BTreeMap::new(), epoch: None }
    }

    /// How the connection stands.
    pub fn status(&self) -> Status {
        self.carrier.status()
    }

    /// The messages that were not acknowledged yet, oldest first.
    pub fn unacknowledged(&self) -> impl Iterator<Item = &ToHub> {
        self.carrier.outbox().messages()
    }

    /// When [`AgentInput::Tick`] is next needed, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        self.carrier.deadline()
    }

    /// Takes an input at time `now` and says what is to be done.
    pub fn handle(&mut self, now: Millis, input: AgentInput) -> Vec<AgentOutput> {
        let mut out = Vec::new();
        match input {
            AgentInput::Tick => {}
            AgentInput::Wake => self.carrier.wake(now),
            AgentInput::Stop => self.carrier.stop(),
            AgentInput::Closed(code) => self.carrier.closed(now, code),
            AgentInput::Frame(frame) => self.frame(now, frame, &mut out),
            AgentInput::Open(conversation) => {
                self.opened.insert(conversation.clone(), Inbox::default());
                self.transmit_if_live(ToHub::Open { conversation, last_seq: Seq::NONE }, &mut out);
            }
            AgentInput::Leave(conversation) => {
                self.opened.remove(&conversation);
                self.transmit_if_live(ToHub::Leave { conversation }, &mut out);
            }
            AgentInput::Submit(message) => {
                if let Some(client_id) = message.client_id().cloned() {
                    self.carrier.push(client_id, message);
                }
            }
            AgentInput::Typing(conversation, is_typing) => {
                self.transmit_if_live(ToHub::Typing { conversation, is_typing }, &mut out);
            }
        }
        let opened = &self.opened;
        out.extend(self.carrier.due(now, || ping(opened)).into_iter().map(|step| match step {
            Step::Connect => AgentOutput::Connect,
            Step::Transmit(message) => AgentOutput::Transmit(message),
            Step::Disconnect(code) => AgentOutput::Disconnect(code),
        }));
        out
    }

    fn transmit_if_live(&self, message: ToHub, out: &mut Vec<AgentOutput>) {
        if self.status() == Status::Live {
            out.push(AgentOutput::Transmit(message));
        }
    }

    fn frame(&mut self, now: Millis, frame: ToAgent, out: &mut Vec<AgentOutput>) {
        self.carrier.heard(now);
        match frame {
            // A second welcome on the same connection would speak of a state that is past.
            ToAgent::Welcome { agent, epoch } if self.status() == Status::Connecting => {
                self.welcome(now, agent, epoch, out);
            }
            ToAgent::Welcome { .. } | ToAgent::Pong => {}
            ToAgent::Desk { conversations, agents_online } => out.push(AgentOutput::Desk(conversations, agents_online)),
            ToAgent::Ack { client_id, .. } => {
                if self.carrier.settle(&client_id).is_some() {
                    out.push(AgentOutput::Settled(client_id));
                }
            }
            ToAgent::Event { conversation, event } => self.event(conversation, event, out),
            ToAgent::Shopper { conversation, is_typing, is_present } => {
                out.push(AgentOutput::Shopper(conversation, is_typing, is_present));
            }
            ToAgent::Goaway { retry_after_ms } => {
                self.carrier.goaway(now, retry_after_ms);
                out.push(AgentOutput::Disconnect(close_code::GOING_AWAY));
            }
            ToAgent::Error(error) if error.code.is_passing() => {
                self.carrier.hold(now + error.retry_after_ms.unwrap_or(timing::RESEND));
            }
            ToAgent::Error(error) => {
                if error.client_id.as_ref().is_none_or(|id| self.carrier.settle(id).is_some()) {
                    out.push(AgentOutput::Refused(error));
                }
            }
        }
    }

    fn welcome(&mut self, now: Millis, agent: String, epoch: String, out: &mut Vec<AgentOutput>) {
        if self.epoch.as_ref().is_some_and(|known| *known != epoch) {
            for inbox in self.opened.values_mut() {
                *inbox = Inbox::default();
            }
            out.push(AgentOutput::Reset);
        }
        self.epoch = Some(epoch);
        self.carrier.ready(now);
        out.push(AgentOutput::Welcome(agent));
        for (conversation, inbox) in &self.opened {
            let open = ToHub::Open { conversation: conversation.clone(), last_seq: inbox.last() };
            out.push(AgentOutput::Transmit(open));
        }
    }

    fn event(&mut self, conversation: ConversationId, event: Event, out: &mut Vec<AgentOutput>) {
        let Some(inbox) = self.opened.get_mut(&conversation) else { return };
        match inbox.take(event.seq) {
            Verdict::Show => {
                if let Some(client_id) = event.client_id.clone()
                    && self.carrier.settle(&client_id).is_some()
                {
                    out.push(AgentOutput::Settled(client_id));
                }
                out.push(AgentOutput::Deliver(conversation, event));
            }
            Verdict::Seen => {}
            Verdict::Gap => {
                let last_seq = inbox.last();
                out.push(AgentOutput::Transmit(ToHub::Open { conversation, last_seq }));
            }
        }
    }
}

fn ping(opened: &BTreeMap<ConversationId, Inbox>) -> ToHub {
    let position = |(conversation, inbox): (&ConversationId, &Inbox)| Position {
        conversation: conversation.clone(),
        last_seq: inbox.last(),
    };
    ToHub::Ping { opened: opened.iter().map(position).collect() }
}
