//! Below a transcript: what can be done with the conversation now, or who does it.

use floorwalker_protocol::ConversationId;
use leptos::html;
use leptos::prelude::*;

use super::Standing;
use super::composer::Composer;
use super::head::act;
use crate::browser::element;
use crate::state::event::Action;
use crate::view::words::{text, use_console};
use crate::wording::action;

/// The foot.
#[component]
pub(super) fn Foot(
    /// Of which conversation.
    conversation: ConversationId,
    /// Who owns it.
    standing: Memo<Standing>,
) -> impl IntoView {
    let console = use_console();
    let note = |words: String| view! { <Note words /> }.into_any();
    move || match standing.get() {
        Standing::Unknown => ().into_any(),
        Standing::Gone => note(console.language().catalog().text("gone-note").to_owned()),
        Standing::Closed => note(console.language().catalog().text("closed-note").to_owned()),
        Standing::Other(name) => note(console.language().catalog().fill("taken-by-other", &[("name", &name)])),
        Standing::Queue => view! { <TakeBar conversation=conversation.clone() /> }.into_any(),
        Standing::Mine => view! { <Composer conversation=conversation.clone() /> }.into_any(),
    }
}

/// What there is to say in place of something to do.
#[component]
fn Note(
    /// The words.
    words: String,
) -> impl IntoView {
    let note = NodeRef::<html::P>::new();
    // It may stand where the button was that the agent just pressed.
    note.on_load(|note| element::focus_if_lost(&note));
    view! { <p class="foot note" role="status" tabindex="-1" node_ref=note>{words}</p> }
}

/// Takes the conversation out of the queue.
#[component]
fn TakeBar(
    /// Which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let console = use_console();
    let id = conversation.clone();
    let is_busy = console.select(move |state| state.thread(&id).is_some_and(|thread| thread.action().is_some()));
    view! {
        <div class="foot take">
            <p class="note">{text("take-lead")}</p>
            <button class="button primary" aria-disabled=move || is_busy.get().then_some("true")
                on:click=move |_| act(console, &conversation, Action::Take)>
                {move || action(console.language().catalog(), Action::Take, is_busy.get())}
            </button>
        </div>
    }
}
