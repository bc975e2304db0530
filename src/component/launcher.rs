//! The button that opens the panel.

use leptos::{html, prelude::*};

use super::icon::{Glyph, Icon};
use crate::{
    conversation::{Conversation, Event},
    shell::Shell,
};

/// The button that opens the panel; away while the panel is there.
#[component]
pub(crate) fn Launcher(
    /// The conversation.
    shell: Shell,
    /// The button, which has the focus when the panel was closed.
    button: NodeRef<html::Button>,
) -> impl IntoView {
    let unread = Memo::new(move |_| shell.read(Conversation::unread));
    let is_open = Memo::new(move |_| shell.read(Conversation::is_open));
    let label = move || match unread.get() {
        0 => shell.texts.text("launcher-open").to_owned(),
        count => shell.texts.fill("launcher-unread", &[("count", &count.to_string())]),
    };
    view! {
        <button
            type="button"
            class="launcher"
            dir="ltr"
            aria-haspopup="dialog"
            aria-label=label
            hidden=is_open
            node_ref=button
            on:pointerenter=move |_| shell.tell(Event::Approached)
            on:click=move |_| shell.tell(Event::Opened)
        >
            <Glyph icon=Icon::Chat />
            <span class="launcher-label">{shell.texts.text("launcher-label")}</span>
            {move || Some(unread.get()).filter(|count| *count > 0).map(|count| view! { <span class="unread">{count}</span> })}
        </button>
    }
}
