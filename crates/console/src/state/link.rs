//! Between the console's state and the link: what the link says is done to the state, or becomes an effect.
//!
//! It leaves alone how the link keeps its promises: that is the protocol's.

use floorwalker_protocol::link::{AgentInput, AgentOutput, Status, close_code};
use floorwalker_protocol::{ConversationId, ErrorCode, ErrorMessage, Event as Fact, Millis};

use super::desk::Desk;
use super::event::{Action, Effect};
use super::session::Session;
use super::thread::{Presence, Thread};
use super::{Notice, State};

impl State {
    /// Hands `input` to the link and does what it says.
    pub(super) fn link_input(&mut self, now: Millis, input: AgentInput, effects: &mut Vec<Effect>) {
        for output in self.link.handle(now, input) {
            match output {
                AgentOutput::Connect => effects.push(Effect::Connect),
                AgentOutput::Transmit(message) => effects.push(Effect::Transmit(message)),
                AgentOutput::Disconnect(code) => {
                    effects.push(Effect::Disconnect(code));
                    self.line_lost();
                }
                AgentOutput::Welcome(name) => self.agent = Some(name),
                AgentOutput::Desk(conversations, agents_online) => {
                    self.desk = Desk::new(conversations, agents_online, self.agent.as_deref());
                    self.settle_threads(now, effects);
                }
                AgentOutput::Deliver(conversation, event) => self.delivered(&conversation, &event),
                AgentOutput::Reset => {
                    let me = self.agent.clone().unwrap_or_default();
                    self.threads.values_mut().for_each(|thread| thread.forget_events(&me));
                }
                AgentOutput::Settled(client_id) => {
                    self.threads.values_mut().any(|thread| thread.settled(&client_id));
                }
                AgentOutput::Refused(error) => self.refused(&error),
                AgentOutput::Shopper(conversation, is_typing, is_present) => {
                    if let Some(thread) = self.threads.get_mut(&conversation) {
                        thread.shopper = Some(Presence { is_typing: is_typing && is_present, is_present });
                    }
                }
            }
        }
    }

    /// The socket is gone.
    pub(super) fn socket_closed(&mut self, now: Millis, code: u16, effects: &mut Vec<Effect>) {
        self.link_input(now, AgentInput::Closed(code), effects);
        if code == close_code::DENIED {
            self.session_ended();
        }
        self.line_lost();
    }

    /// Opens what the agent needs to follow (the own conversations, for their unread marks, and the one looked at), and
    /// leaves the rest.
    pub(super) fn settle_threads(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if self.session != Session::LoggedIn {
            return;
        }
        let own = self.desk.own.iter().map(|summary| &summary.conversation);
        let wanted: Vec<ConversationId> = own.chain(self.place.conversation()).cloned().collect();
        let unwanted = self.threads.iter().filter(|(id, thread)| !wanted.contains(id) && !thread.has_unsent());
        let unwanted: Vec<ConversationId> = unwanted.map(|(id, _)| id.clone()).collect();
        for id in unwanted {
            self.threads.remove(&id);
            self.link_input(now, AgentInput::Leave(id), effects);
        }
        for id in wanted {
            if !self.threads.contains_key(&id) {
                self.threads.insert(id.clone(), Thread::default());
                self.link_input(now, AgentInput::Open(id), effects);
            }
        }
    }

    /// Marks the conversation that the agent has before the eyes as read.
    pub(super) fn mark_read(&mut self) {
        if !self.is_attentive {
            return;
        }
        if let Some(thread) = self.place.conversation().and_then(|id| self.threads.get_mut(id)) {
            thread.mark_read();
        }
    }

    /// How the connection stands.
    pub fn connection(&self) -> Status {
        self.link.status()
    }

    /// Who is there was told through the socket; without it, nobody knows.
    fn line_lost(&mut self) {
        self.threads.values_mut().for_each(|thread| thread.shopper = None);
        self.typing = None;
    }

    fn delivered(&mut self, conversation: &ConversationId, event: &Fact) {
        let me = self.agent.as_deref().unwrap_or_default();
        if let Some(thread) = self.threads.get_mut(conversation) {
            thread.push(event, me);
        }
        self.mark_read();
    }

    fn refused(&mut self, error: &ErrorMessage) {
        let Some(client_id) = &error.client_id else {
            let thread = error.conversation.as_ref().and_then(|id| self.threads.get_mut(id));
            match thread {
                Some(thread) if matches!(error.code, ErrorCode::NotFound | ErrorCode::Denied) => thread.is_gone = true,
                _ => self.notice = Some(Notice::Refused(error.code)),
            }
            return;
        };
        for (id, thread) in &mut self.threads {
            if let Some(action) = thread.refused_action(client_id) {
                self.notice = Some(match (action, error.code) {
                    (Action::Take, ErrorCode::Conflict | ErrorCode::NotFound) => Notice::OthersWereFaster(id.clone()),
                    (_, code) => Notice::Refused(code),
                });
                return;
            }
            if thread.refused(client_id, error.code) {
                return;
            }
        }
        self.notice = Some(Notice::Refused(error.code));
    }
}
