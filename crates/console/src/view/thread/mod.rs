//! The pane with one conversation: head, transcript, and below it what the agent can do.

mod composer;
mod foot;
mod head;
mod line;
mod transcript;

use floorwalker_protocol::ConversationId;
use floorwalker_protocol::agent::Owner;
use leptos::prelude::*;

use super::words::{text, use_console};
use crate::browser::driver::Console;
use foot::Foot;
use head::Head;
use transcript::Transcript;

/// Who owns the conversation, from where the agent sits.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    /// Not known yet.
    Unknown,
    /// The hub says that there is no such conversation for this agent.
    Gone,
    /// It waits.
    Queue,
    /// This agent has it.
    Mine,
    /// Another agent has it.
    Other(String),
    /// It is closed.
    Closed,
}

/// The pane.
#[component]
pub(super) fn ThreadPane() -> impl IntoView {
    let console = use_console();
    let chosen = console.select(|state| state.place.conversation().cloned());
    view! {
        <section class="pane thread" aria-label=text("thread-label")>
            {move || match chosen.get() {
                Some(conversation) => view! { <Thread conversation /> }.into_any(),
                None => view! { <NoThread /> }.into_any(),
            }}
        </section>
    }
}

/// Shown while no conversation is chosen.
#[component]
fn NoThread() -> impl IntoView {
    let console = use_console();
    let is_empty = console.select(|state| state.desk.queue.is_empty() && state.desk.own.is_empty());
    let (some, none) = (text("thread-none-waiting"), text("thread-none-empty"));
    view! {
        <div class="pane-empty centred">
            <p class="pane-empty-title">{text("thread-none")}</p>
            <p>{move || if is_empty.get() { none() } else { some() }}</p>
        </div>
    }
}

/// One conversation.
#[component]
fn Thread(
    /// Which one.
    conversation: ConversationId,
) -> impl IntoView {
    let console = use_console();
    let standing = standing(console, conversation.clone());
    view! {
        <Head conversation=conversation.clone() standing />
        <Transcript conversation=conversation.clone() />
        <Foot conversation standing />
    }
}

fn standing(console: Console, conversation: ConversationId) -> Memo<Standing> {
    console.select(move |state| {
        if state.thread(&conversation).is_some_and(|thread| thread.is_gone) {
            return Standing::Gone;
        }
        match state.owner(&conversation) {
            None => Standing::Unknown,
            Some(Owner::Queue) => Standing::Queue,
            Some(Owner::Agent { name }) if name == state.me() => Standing::Mine,
            Some(Owner::Agent { name }) => Standing::Other(name.clone()),
            Some(Owner::Nobody) => Standing::Closed,
        }
    })
}
