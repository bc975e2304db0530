//! What the console knows, and what follows from each event. Pure: no clock, no I/O, no DOM.
//!
//! [`State::handle`] is the only way to change it. What it cannot do itself comes out as [`Effect`]s, which the browser's
//! files carry out; what it shows, the views read.

pub mod desk;
pub mod event;
pub mod line;
pub mod session;
pub mod thread;

mod link;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use floorwalker_protocol::agent::{Owner, ToHub};
use floorwalker_protocol::link::{AgentInput, AgentLink};
use floorwalker_protocol::{ClientId, ConversationId, ErrorCode, Millis, limits};

use crate::place::Place;
use desk::Desk;
use event::{Action, Effect, Event};
use session::Session;
use thread::Thread;

/// How long after the last keystroke an agent counts as typing.
const TYPING: Millis = 4_000;

type Threads = BTreeMap<ConversationId, Thread>;

/// Everything that the console knows.
#[derive(Clone, Debug)]
pub struct State {
    /// Who sits here.
    pub session: Session,
    /// Where in the console the agent is.
    pub place: Place,
    /// The list of conversations.
    pub desk: Desk,
    /// Something that went otherwise than the agent expected.
    pub notice: Option<Notice>,
    link: AgentLink,
    threads: Threads,
    /// Whose desk this is. Outlives a session that ended.
    agent: Option<String>,
    is_attentive: bool,
    /// Where the agent is typing, and until when that holds.
    typing: Option<(ConversationId, Millis)>,
    seed: u64,
}

/// Something that went otherwise than the agent expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another agent has taken the conversation first.
    OthersWereFaster(ConversationId),
    /// The hub refused something.
    Refused(ErrorCode),
    /// The hub could not be reached for logging out.
    LogOutFailed,
}

impl State {
    /// A console about which nothing is known yet. `seed` spreads reconnects; any number will do.
    pub fn new(seed: u64) -> Self {
        Self {
            session: Session::Checking,
            place: Place::List,
            desk: Desk::default(),
            notice: None,
            link: AgentLink::new(seed),
            threads: Threads::new(),
            agent: None,
            is_attentive: true,
            typing: None,
            seed,
        }
    }

    /// Takes an event at time `now` and says what is to be done.
    pub fn handle(&mut self, now: Millis, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        let out = &mut effects;
        match event {
            Event::Started => self.ask_who(out),
            Event::Tick => self.tick(now, out),
            Event::Wake => self.wake(now, out),
            Event::Attention(is_attentive) => {
                self.is_attentive = is_attentive;
                self.mark_read();
            }
            Event::Went(place) => self.went(now, place, out),
            Event::Who(answer) => self.who_answered(now, answer, out),
            Event::LogIn(login) => {
                self.session = Session::LoggedOut { is_busy: true, trouble: None };
                out.push(Effect::LogIn(login));
            }
            Event::LoginAnswered(answer) => self.login_answered(answer, out),
            Event::LogOut => out.push(Effect::LogOut),
            Event::LogOutAnswered(is_done) => self.log_out_answered(now, is_done, out),
            Event::Frame(frame) => self.link_input(now, AgentInput::Frame(frame), out),
            Event::SocketClosed(code) => self.socket_closed(now, code, out),
            Event::Act(conversation, client_id, action) => self.act(now, conversation, client_id, action, out),
            Event::Say(conversation, client_id, text) => self.say(now, conversation, client_id, &text, out),
            Event::Draft(conversation, draft) => self.draft(now, conversation, draft, out),
            Event::TakeBack(conversation, client_id) => {
                let me = self.agent.as_deref().unwrap_or_default();
                if let Some(thread) = self.threads.get_mut(&conversation) {
                    thread.take_back(&client_id, me);
                }
            }
            Event::DismissNotice => self.notice = None,
        }
        effects
    }

    /// When [`Event::Tick`] is next needed, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        let session = match self.session {
            Session::Unreachable { retry_at } => Some(retry_at),
            _ => None,
        };
        let typing = self.typing.as_ref().map(|(_, until)| *until);
        [session, typing, self.link.deadline()].into_iter().flatten().min()
    }

    /// An opened conversation.
    pub fn thread(&self, conversation: &ConversationId) -> Option<&Thread> {
        self.threads.get(conversation)
    }

    /// The agent's name, empty before a login.
    pub fn me(&self) -> &str {
        self.agent.as_deref().unwrap_or_default()
    }

    /// Who owns a conversation: by its events if they are here, else by the list.
    pub fn owner(&self, conversation: &ConversationId) -> Option<&Owner> {
        let by_events = self.threads.get(conversation).and_then(Thread::owner);
        by_events.or_else(|| self.desk.find(conversation).map(|summary| &summary.owner))
    }

    /// Whether all events of a conversation are here that the list speaks of.
    pub fn is_complete(&self, conversation: &ConversationId) -> bool {
        let Some(thread) = self.threads.get(conversation) else { return false };
        let known = self.desk.find(conversation).map(|summary| summary.last_seq);
        known.map_or(!thread.lines().is_empty(), |last| thread.last() >= last)
    }

    fn tick(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if matches!(self.session, Session::Unreachable { retry_at } if now >= retry_at) {
            self.ask_who(effects);
        }
        if self.typing.as_ref().is_some_and(|(_, until)| now >= *until) {
            self.stop_typing(now, effects);
        }
        self.link_input(now, AgentInput::Tick, effects);
    }

    fn wake(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        match self.session {
            Session::Unreachable { .. } => self.ask_who(effects),
            Session::LoggedIn => self.link_input(now, AgentInput::Wake, effects),
            Session::Checking | Session::LoggedOut { .. } => {}
        }
    }

    fn went(&mut self, now: Millis, place: Place, effects: &mut Vec<Effect>) {
        if self.place.conversation() != place.conversation() {
            self.stop_typing(now, effects);
            self.notice = None;
        }
        self.place = place;
        self.settle_threads(now, effects);
        self.mark_read();
    }

    fn act(&mut self, now: Millis, id: ConversationId, client_id: ClientId, action: Action, effects: &mut Vec<Effect>) {
        let Some(thread) = self.threads.get_mut(&id) else { return };
        if thread.action().is_some() {
            return;
        }
        thread.act(client_id.clone(), action);
        self.notice = None;
        self.stop_typing(now, effects);
        let message = match action {
            Action::Take => ToHub::Claim { conversation: id, client_id },
            Action::Return => ToHub::Return { conversation: id, client_id },
            Action::Close => ToHub::Close { conversation: id, client_id },
        };
        self.link_input(now, AgentInput::Submit(message), effects);
    }

    fn say(&mut self, now: Millis, id: ConversationId, client_id: ClientId, text: &str, effects: &mut Vec<Effect>) {
        let text = text.trim().to_owned();
        if text.is_empty() || text.chars().count() > limits::MESSAGE_CHARS {
            return;
        }
        let me = self.agent.as_deref().unwrap_or_default();
        let Some(thread) = self.threads.get_mut(&id) else { return };
        thread.say(client_id.clone(), now, text.clone(), me);
        self.stop_typing(now, effects);
        let message = ToHub::Message { conversation: id, client_id, text };
        self.link_input(now, AgentInput::Submit(message), effects);
    }

    fn draft(&mut self, now: Millis, id: ConversationId, draft: String, effects: &mut Vec<Effect>) {
        let Some(thread) = self.threads.get_mut(&id) else { return };
        let is_typing = !draft.trim().is_empty();
        thread.draft = draft;
        if !is_typing {
            self.stop_typing(now, effects);
            return;
        }
        if self.typing.replace((id.clone(), now + TYPING)).is_none() {
            self.link_input(now, AgentInput::Typing(id, true), effects);
        }
    }

    fn stop_typing(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if let Some((id, _)) = self.typing.take() {
            self.link_input(now, AgentInput::Typing(id, false), effects);
        }
    }
}
