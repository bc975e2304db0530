//! Whether somebody is logged in: asking, logging in, logging out, and a session that ends by itself.
//!
//! It leaves alone what is on the desk; a session that ends keeps it, so that the same agent finds it again.

use floorwalker_protocol::Millis;
use floorwalker_protocol::link::{AgentInput, AgentLink};

use super::desk::Desk;
use super::event::Effect;
use super::{Notice, State, Threads};

/// How long to wait before asking again who is logged in, when the hub could not be reached.
const ASK_AGAIN: Millis = 4_000;

/// The code with which a browser closes a socket in order.
const NORMAL_CLOSURE: u16 = 1000;

/// Who sits at the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Not known yet; the hub is asked.
    Checking,
    /// Not known yet; the hub could not be reached and is asked again at this time.
    Unreachable {
        /// When.
        retry_at: Millis,
    },
    /// Nobody.
    LoggedOut {
        /// Whether a login is on its way.
        is_busy: bool,
        /// What to say above the form.
        trouble: Option<LoginTrouble>,
    },
    /// An agent.
    LoggedIn,
}

/// Why nobody is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginTrouble {
    /// Name or password are wrong.
    Wrong,
    /// Too many attempts; the next may come after this many milliseconds, where the hub says so.
    TooOften(Option<Millis>),
    /// The hub could not be reached, or failed.
    Unreachable,
    /// The session is not valid any more.
    Ended,
}

/// The hub's answer to who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhoAnswer {
    /// This agent.
    Agent(String),
    /// Nobody.
    Nobody,
    /// There was none.
    Unreachable,
}

/// The hub's answer to a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginAnswer {
    /// Logged in.
    Accepted,
    /// Not logged in.
    Trouble(LoginTrouble),
}

impl State {
    pub(super) fn ask_who(&mut self, effects: &mut Vec<Effect>) {
        self.session = Session::Checking;
        effects.push(Effect::AskWho);
    }

    pub(super) fn who_answered(&mut self, now: Millis, answer: WhoAnswer, effects: &mut Vec<Effect>) {
        match answer {
            WhoAnswer::Agent(name) => self.sit_down(now, name, effects),
            WhoAnswer::Nobody => {
                // After a login that was accepted, nobody means that the browser did not keep the session.
                let is_after_login = matches!(self.session, Session::LoggedOut { is_busy: true, .. });
                let trouble = is_after_login.then_some(LoginTrouble::Ended);
                self.session = Session::LoggedOut { is_busy: false, trouble };
            }
            WhoAnswer::Unreachable => self.session = Session::Unreachable { retry_at: now + ASK_AGAIN },
        }
    }

    pub(super) fn login_answered(&mut self, answer: LoginAnswer, effects: &mut Vec<Effect>) {
        match answer {
            LoginAnswer::Accepted => effects.push(Effect::AskWho),
            LoginAnswer::Trouble(trouble) => {
                self.session = Session::LoggedOut { is_busy: false, trouble: Some(trouble) };
            }
        }
    }

    pub(super) fn log_out_answered(&mut self, now: Millis, is_done: bool, effects: &mut Vec<Effect>) {
        if is_done {
            self.link_input(now, AgentInput::Stop, effects);
            effects.push(Effect::Disconnect(NORMAL_CLOSURE));
            self.clear_desk();
            self.agent = None;
            self.session = Session::LoggedOut { is_busy: false, trouble: None };
        } else {
            self.notice = Some(Notice::LogOutFailed);
        }
    }

    /// The hub says that the session is not valid any more. What was not sent waits for the same agent.
    pub(super) fn session_ended(&mut self) {
        self.session = Session::LoggedOut { is_busy: false, trouble: Some(LoginTrouble::Ended) };
    }

    fn sit_down(&mut self, now: Millis, name: String, effects: &mut Vec<Effect>) {
        if self.agent.as_ref().is_some_and(|known| *known != name) {
            self.clear_desk();
        }
        self.agent = Some(name);
        self.session = Session::LoggedIn;
        self.link_input(now, AgentInput::Stop, effects);
        self.link_input(now, AgentInput::Wake, effects);
        self.settle_threads(now, effects);
    }

    fn clear_desk(&mut self) {
        self.link = AgentLink::new(self.seed);
        self.threads = Threads::new();
        self.desk = Desk::default();
        self.notice = None;
        self.typing = None;
    }
}
