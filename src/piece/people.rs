//! The people's side: what it takes to talk to a person. Most shoppers never need it.

use std::rc::Rc;

use floorwalker_protocol::link::Saved;
use leptos::prelude::*;

use super::Unreachable;
use crate::{
    browser::{
        socket::{Line, Socket, SocketEvent},
        storage,
    },
    component::prompt_card,
    conversation::{Conversation, Effect, Event, Moment, Prompt},
    shell::Shell,
};

/// [`Socket::open`].
type Connect = fn(&str, Rc<dyn Fn(SocketEvent)>) -> Option<Box<dyn Line>>;

/// What is done about events that have to do with people.
#[derive(Clone, Copy)]
pub(crate) struct People {
    /// [`Conversation::handle`].
    pub(crate) handle: fn(&mut Conversation, &Moment, Event) -> Vec<Effect>,
    /// Begins to open a socket to an address; what happens to it is heard. `None` if the browser will not even try.
    pub(crate) connect: Connect,
    /// Keeps the link under a key.
    pub(crate) keep: fn(&str, &Saved),
    /// Reads the link that was kept under a key.
    pub(crate) kept: fn(&str) -> Option<Saved>,
    /// The card on which the shopper decides.
    pub(crate) card: fn(Shell, Prompt, Memo<String>) -> AnyView,
}

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(people, wasm_split_path = leptos::wasm_split, fallible))]
#[cfg_attr(not(feature = "split"), expect(clippy::unnecessary_wraps, reason = "where it is fetched, that may fail"))]
fn fetched() -> Result<People, Unreachable> {
    Ok(People {
        handle: Conversation::handle,
        connect: Socket::open,
        keep: storage::write,
        kept: storage::read,
        card: prompt_card,
    })
}

/// The people's side, fetched unless it is here.
///
/// # Errors
/// It could not be fetched; the next call tries again.
#[cfg_attr(not(feature = "split"), expect(clippy::unused_async, reason = "it is fetched where the module is cut"))]
pub(crate) async fn people() -> Result<People, Unreachable> {
    #[cfg(feature = "split")]
    return fetched().await;
    #[cfg(not(feature = "split"))]
    fetched()
}
