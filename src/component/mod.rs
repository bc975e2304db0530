//! What the shopper sees. One file a part; each reads the conversation through the shell and tells it what the shopper
//! did. Nothing here decides what follows.

#![expect(unreachable_pub, reason = "the component macro makes the props of private components public")]

mod chat_widget;
mod composer;
mod form;
mod icon;
mod launcher;
mod line;
mod messages;
mod panel;
mod presence;
mod prompt;
mod widget;

pub use chat_widget::ChatWidget;
pub(crate) use form::form_card;
pub(crate) use prompt::prompt_card;
pub(crate) use widget::{Widget, begin};
