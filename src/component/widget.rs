//! Launcher and panel together: opening, closing, and keys that stay inside.

use leptos::{ev, html, prelude::*};

use super::{composer::is_composing, launcher::Launcher, panel::Panel};
use crate::{
    Options,
    conversation::{Conversation, Event},
    shell::Shell,
};

/// The whole widget, inside its root.
#[component]
pub(crate) fn Widget(
    /// The conversation.
    shell: Shell,
    /// What stands in the composer from the start.
    #[prop(optional)]
    draft: String,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let field = NodeRef::<html::Textarea>::new();
    move_focus(shell, button, field);
    let on_key = move |event: ev::KeyboardEvent| {
        // The shop's own hotkeys are not meant by what is typed here.
        event.stop_propagation();
        if event.key() == "Escape" && !is_composing(&event) && shell.read(Conversation::is_open) {
            shell.tell(Event::Closed);
        }
    };
    view! {
        <div
            class="widget"
            lang=shell.locale
            on:keydown=on_key
            on:keyup=|event| event.stop_propagation()
            on:keypress=|event| event.stop_propagation()
        >
            <Launcher shell button />
            <Panel shell draft field />
        </div>
    }
}

/// Moves the focus to the composer when the panel opens, and back to the launcher when it closes.
fn move_focus(shell: Shell, button: NodeRef<html::Button>, field: NodeRef<html::Textarea>) {
    let is_open = Memo::new(move |_| shell.read(Conversation::is_open));
    Effect::new(move |before: Option<bool>| {
        let is_open = is_open.get();
        if before.is_some_and(|before| before != is_open) {
            request_animation_frame(move || {
                if is_open {
                    field.try_get_untracked().flatten().map(|field| field.focus());
                } else {
                    button.try_get_untracked().flatten().map(|button| button.focus());
                }
            });
        }
        is_open
    });
}

/// Starts a conversation for a widget, open if the options or `is_open` say so.
pub(crate) fn begin(options: Options, is_open: bool) -> Shell {
    let is_open = is_open || options.open;
    let shell = Shell::start(options);
    if is_open {
        shell.tell(Event::Opened);
    }
    shell
}
