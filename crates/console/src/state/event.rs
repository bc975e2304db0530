//! All that can happen to the console, and all that it may ask its browser to do about it.
//!
//! Two closed sets and nothing else: what follows from an event is [`super::State::handle`]'s.

use std::fmt;

use floorwalker_protocol::agent::{ToAgent, ToHub};
use floorwalker_protocol::{ClientId, ConversationId};

use super::session::{LoginAnswer, WhoAnswer};
use crate::place::Place;

/// What happens to the console.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The page is there.
    Started,
    /// Something may be due.
    Tick,
    /// Connecting at once makes sense: the agent asks for it, or the browser is online or in front again.
    Wake,
    /// The page came to the front, or went behind.
    Attention(bool),
    /// The address says that the agent is here now.
    Went(Place),
    /// Who is logged in?
    Who(WhoAnswer),
    /// The login form was sent.
    LogIn(Login),
    /// What the hub says to the login.
    LoginAnswered(LoginAnswer),
    /// The agent wants to log out.
    LogOut,
    /// Whether the hub has logged the agent out.
    LogOutAnswered(bool),
    /// A frame came.
    Frame(ToAgent),
    /// The socket is gone, or never opened.
    SocketClosed(u16),
    /// The agent does something to a conversation that is kept.
    Act(ConversationId, ClientId, Action),
    /// The agent says something.
    Say(ConversationId, ClientId, String),
    /// The draft reads like this now.
    Draft(ConversationId, String),
    /// A message that was refused becomes the draft again.
    TakeBack(ConversationId, ClientId),
    /// The notice was read.
    DismissNotice,
}

/// What an agent does to a conversation as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Takes it out of the queue.
    Take,
    /// Puts it back into the queue.
    Return,
    /// Ends it.
    Close,
}

/// What the login form holds. `Debug` does not show the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The agent's name.
    pub name: String,
    /// The agent's password.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What the browser is to do, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the hub who is logged in; the answer is [`Event::Who`].
    AskWho,
    /// Log in; the answer is [`Event::LoginAnswered`].
    LogIn(Login),
    /// Log out; the answer is [`Event::LogOutAnswered`].
    LogOut,
    /// Open a socket, dropping any old one.
    Connect,
    /// Send this.
    Transmit(ToHub),
    /// Close the socket with this code.
    Disconnect(u16),
}
