//! The transcript: all lines of a conversation, kept at its end while one reads there.

use floorwalker_protocol::ConversationId;
use leptos::html;
use leptos::prelude::*;

use super::line::LineView;
use crate::browser::element;
use crate::state::line::{Content, Voice};
use crate::state::thread::Thread;
use crate::view::icon::Down;
use crate::view::words::{text, use_console};

/// The transcript.
#[component]
pub(super) fn Transcript(
    /// Of which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let console = use_console();
    let scroller = NodeRef::<html::Div>::new();
    let is_at_end = RwSignal::new(true);
    let id = conversation.clone();
    let lines = console.select(move |state| state.thread(&id).map(Thread::lines).unwrap_or_default());
    let id = conversation.clone();
    let is_complete = console.select(move |state| state.is_complete(&id));
    let id = conversation.clone();
    let is_typing = console.select(move |state| {
        state.thread(&id).and_then(|thread| thread.shopper).is_some_and(|shopper| shopper.is_typing)
    });
    let to_end = move || {
        if let Some(scroller) = scroller.try_get_untracked().flatten() {
            element::scroll_to_end(&scroller);
        }
    };
    // What the agent says is always shown; what others say only moves those who read at the end.
    Effect::new(move || {
        let is_own = lines.with(|lines| match lines.last().map(|line| &line.content) {
            Some(Content::Said(Voice::Agent(name), _)) => console.peek(|state| name == state.me()),
            _ => false,
        });
        if is_own || is_at_end.get_untracked() {
            request_animation_frame(to_end);
        }
    });
    let follow = move |_| is_at_end.set(scroller.get_untracked().is_none_or(|scroller| element::is_at_end(&scroller)));
    let (loading, latest, typing) = (text("thread-loading"), text("latest"), text("shopper-typing"));
    view! {
        <div class="transcript">
            <div class="scroller" role="log" aria-label=text("transcript-label") aria-live="polite" aria-relevant="additions"
                aria-busy=move || if is_complete.get() { "false" } else { "true" } tabindex="0" node_ref=scroller on:scroll=follow>
                {move || (!is_complete.get() && lines.with(|lines| lines.is_empty()))
                    .then(|| view! { <p class="loading">{loading}</p> })}
                <ol class="lines" role="list">
                    <For each=move || lines.get().to_vec() key=|line| line.key.clone() let:line>
                        <LineView conversation=conversation.clone() line />
                    </For>
                </ol>
            </div>
            {move || (!is_at_end.get()).then(|| view! {
                <button class="button latest" on:click=move |_| to_end()>{latest} " " <Down /></button>
            })}
            <p class="typing" class:is-typing=move || is_typing.get()>{move || is_typing.get().then(typing)}</p>
        </div>
    }
}
