//! The head of a conversation: what it is about, who has it, whether the shopper is there, and the ways out of it.

use floorwalker_protocol::ConversationId;
use leptos::html;
use leptos::prelude::*;

use super::Standing;
use crate::browser::driver::Console;
use crate::browser::{element, ids};
use crate::place::Place;
use crate::state::event::{Action, Event};
use crate::state::thread::Thread;
use crate::view::icon::{Back, On};
use crate::view::words::{text, use_console};
use crate::wording::{action, waited};

/// The head.
#[component]
pub(super) fn Head(
    /// Which conversation.
    conversation: ConversationId,
    /// Who owns it.
    standing: Memo<Standing>,
) -> impl IntoView {
    let console = use_console();
    let heading = NodeRef::<html::H2>::new();
    // Coming here by a link hides or leaves the list: the focus follows, to the words that say where one is.
    heading.on_load(|heading| element::focus(&heading));
    let id = conversation.clone();
    let question = console.select(move |state| {
        let packet = state.thread(&id).and_then(Thread::packet);
        let preview = || state.desk.find(&id).map(|summary| summary.preview.clone());
        packet.map(|packet| packet.packet.question.clone()).or_else(preview).unwrap_or_default()
    });
    let untitled = text("thread-untitled");
    let title = move || match question.get() {
        question if question.trim().is_empty() => untitled().to_owned(),
        question => question,
    };
    let packet = Place::Packet(conversation.clone()).fragment();
    let id = conversation.clone();
    let actions = move || (standing.get() == Standing::Mine).then(|| view! { <Actions conversation=id.clone() /> });
    view! {
        <div class="pane-head thread-head">
            <a class="button quiet back" href=Place::List.fragment()><Back /> <span>{text("back-to-list")}</span></a>
            <div class="thread-about">
                <h2 class="pane-title" tabindex="-1" node_ref=heading dir="auto">{title}</h2>
                <p class="thread-state"><Owned conversation=conversation.clone() standing /> <Presence conversation /></p>
            </div>
            {actions}
            <a class="button quiet to-packet" href=packet><span>{text("to-packet")}</span> <On /></a>
        </div>
    }
}

/// Who has the conversation, in a word.
#[component]
fn Owned(
    /// Which conversation.
    conversation: ConversationId,
    /// Who owns it.
    standing: Memo<Standing>,
) -> impl IntoView {
    let console = use_console();
    let since = console.select(move |state| state.desk.find(&conversation).map(|summary| summary.since));
    let word = move || {
        let catalog = console.language().catalog();
        match standing.get() {
            Standing::Unknown | Standing::Gone => String::new(),
            Standing::Queue => match since.get() {
                Some(since) => catalog.fill("state-queue", &[("time", &waited(catalog, since, console.now()))]),
                None => catalog.text("queue-title").to_owned(),
            },
            Standing::Mine => catalog.text("state-mine").to_owned(),
            Standing::Other(name) => catalog.fill("state-other", &[("name", &name)]),
            Standing::Closed => catalog.text("state-closed").to_owned(),
        }
    };
    view! { <span>{word}</span> }
}

/// Whether the shopper is there.
#[component]
fn Presence(
    /// In which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let console = use_console();
    let is_present = console.select(move |state| {
        let shopper = state.thread(&conversation).and_then(|thread| thread.shopper);
        shopper.map(|shopper| shopper.is_present)
    });
    let (here, away) = (text("shopper-here"), text("shopper-away"));
    move || {
        is_present.get().map(|is_present| {
            let word = move || if is_present { here() } else { away() };
            view! { <span class="presence" class:is-present=is_present>{word}</span> }
        })
    }
}

/// Back to the queue, and closing, which asks once more.
#[component]
fn Actions(
    /// Of which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let console = use_console();
    let id = conversation.clone();
    let busy = console.select(move |state| state.thread(&id).and_then(Thread::action));
    let is_asking = RwSignal::new(false);
    let conversation = StoredValue::new(conversation);
    let act = move |what| conversation.with_value(|conversation| act(console, conversation, what));
    let label = move |what| action(console.language().catalog(), what, busy.get() == Some(what));
    let is_busy = move || busy.get().is_some().then_some("true");
    let ask = move || {
        let keep = NodeRef::<html::Button>::new();
        keep.on_load(|keep| element::focus(&keep));
        view! {
            <div class="actions" role="group" aria-labelledby="close-ask">
                <span id="close-ask" class="ask">{text("close-ask")}</span>
                <button class="button danger" on:click=move |_| { is_asking.set(false); act(Action::Close); }>
                    {text("close-yes")}
                </button>
                <button class="button" node_ref=keep on:click=move |_| is_asking.set(false)>{text("close-no")}</button>
            </div>
        }
    };
    let offer = move || {
        let close = NodeRef::<html::Button>::new();
        close.on_load(|close| element::focus_if_lost(&close));
        view! {
            <div class="actions">
                <button class="button" aria-disabled=is_busy on:click=move |_| act(Action::Return)>
                    {move || label(Action::Return)}
                </button>
                <button class="button" aria-disabled=is_busy node_ref=close
                    on:click=move |_| is_asking.set(busy.get_untracked().is_none())>
                    {move || label(Action::Close)}
                </button>
            </div>
        }
    };
    move || if is_asking.get() { ask().into_any() } else { offer().into_any() }
}

/// Asks the hub to do `what`.
pub(super) fn act(console: Console, conversation: &ConversationId, what: Action) {
    console.send(Event::Act(conversation.clone(), ids::client_id(), what));
}
