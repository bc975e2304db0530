//! Where an agent writes.

use floorwalker_protocol::{ConversationId, limits};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

use crate::browser::{element, ids};
use crate::state::event::Event;
use crate::view::words::{text, use_console};

/// From how many characters before the limit the count is shown.
const COUNT_FROM: usize = 400;

/// Writes and sends.
#[component]
pub(super) fn Composer(
    /// In which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let console = use_console();
    let area = NodeRef::<html::Textarea>::new();
    let id = conversation.clone();
    let draft = console.select(move |state| state.thread(&id).map(|thread| thread.draft.clone()).unwrap_or_default());
    area.on_load(|area| {
        element::focus_field(&area);
        element::caret_to_end(&area);
    });
    let conversation = StoredValue::new(conversation);
    let used = Memo::new(move |_| draft.with(|draft| draft.chars().count()));
    let is_sendable = move || used.get() <= limits::MESSAGE_CHARS && draft.with(|draft| !draft.trim().is_empty());
    let send = move || {
        if untrack(is_sendable) {
            console.send(Event::Say(conversation.get_value(), ids::client_id(), draft.get_untracked()));
        }
        if let Some(area) = area.get_untracked() {
            element::focus(&area);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let press = move |event: KeyboardEvent| {
        if element::is_send_key(&event) {
            event.prevent_default();
            send();
        }
    };
    let typed = move |event| console.send(Event::Draft(conversation.get_value(), event_target_value(&event)));
    let hint = move || {
        let catalog = console.language().catalog();
        match limits::MESSAGE_CHARS.checked_sub(used.get()) {
            None => catalog.fill("composer-over", &[("count", &(used.get() - limits::MESSAGE_CHARS).to_string())]),
            Some(left) if left < COUNT_FROM => catalog.fill("composer-left", &[("count", &left.to_string())]),
            Some(_) => catalog.text("composer-hint").to_owned(),
        }
    };
    let is_over = move || used.get() > limits::MESSAGE_CHARS;
    view! {
        <form class="foot composer" on:submit=submit>
            <textarea node_ref=area rows="2" dir="auto" aria-label=text("composer-label") aria-describedby="composer-hint"
                placeholder=text("composer-placeholder") prop:value=move || draft.get() on:input=typed on:keydown=press></textarea>
            <div class="composer-row">
                <p id="composer-hint" class="note" class:is-over=is_over>{hint}</p>
                <button class="button primary" type="submit" aria-disabled=move || (!is_sendable()).then_some("true")>
                    {text("composer-send")}
                </button>
            </div>
        </form>
    }
}
