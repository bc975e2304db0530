//! What happens to a conversation, and what is to be done about it. Both are closed: nothing else gets in or out.

use floorwalker_protocol::{
    ClientId, Millis, Page, VisitorToken,
    visitor::{ToHub, ToVisitor},
};

use floorwalker_engine::{LookedUp, Request, knowledge::Language};

use super::{bot::Bot, kept::Kept};

/// The circumstances of an event: what a pure core cannot know by itself.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The time.
    pub at: Millis,
    /// A fresh id, for what the event may send to the hub.
    pub id: ClientId,
    /// The page on which the shopper is.
    pub page: Page,
}

/// What happens.
#[derive(Debug)]
pub enum Event {
    /// What was kept on this device was found. Only ever the first event.
    Restored(Box<Kept>),
    /// The shopper comes near the launcher.
    Approached,
    /// The panel was opened.
    Opened,
    /// The panel was closed.
    Closed,
    /// The pack is there.
    PackLoaded(Bot),
    /// The pack could not be fetched or read.
    PackFailed,
    /// The shopper said something, in the composer or by tapping a chip.
    Said(String),
    /// The shopper filled in the form and sent it: the values by field.
    Filled(Vec<(String, String)>),
    /// The look-up with this number is done.
    LookedUp(u32, LookedUp),
    /// What fills in templates and looks things up is here.
    OfficeOpened,
    /// It could not be fetched.
    OfficeFailed,
    /// None of the offered questions is what the shopper means.
    NoneFits,
    /// The shopper's words in the composer changed.
    Typed,
    /// The shopper wants a person.
    PersonWanted,
    /// The shopper agreed to pass on what the prompt shows.
    Agreed {
        /// An e-mail address or telephone number, if one was left.
        contact: Option<String>,
        /// A fresh secret, used if the shopper has none yet.
        token: VisitorToken,
    },
    /// The shopper wants to end the conversation with people.
    EndWanted,
    /// The shopper confirmed to end it.
    EndConfirmed,
    /// The shopper dismissed the prompt.
    Declined,
    /// Something may be due.
    Tick,
    /// The network or the shopper's eye is back.
    Wake,
    /// The socket is open.
    SocketOpened,
    /// The socket is gone, with this close code.
    SocketClosed(u16),
    /// A message came.
    Frame(Box<ToVisitor>),
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Fetch the pack.
    FetchPack,
    /// Fetch the model of this language, unless it is on its way: a question needs it.
    FetchModel(Language),
    /// Fetch what fills in templates and looks things up: a question needs it.
    FetchOffice,
    /// Look this up.
    LookUp(Box<Request>),
    /// Open a socket to the hub, dropping any old one.
    Connect,
    /// Send this through the socket.
    Transmit(Box<ToHub>),
    /// Close the socket with this code. Its end need not be reported back.
    Disconnect(u16),
    /// Keep the conversation on this device.
    Keep,
}
