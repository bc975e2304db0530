//! The list of conversations: those that wait, then the agent's own.

use floorwalker_protocol::Millis;
use floorwalker_protocol::agent::Summary;
use leptos::prelude::*;

use super::words::{text, use_console};
use crate::browser::driver::Console;
use crate::place::Place;
use crate::state::desk::Desk;
use crate::state::thread::Thread;
use crate::wording::{language_name, reason, waited};

/// Minutes after which a wait stands out. Shorter makes every wait stand out, longer none.
const LONG_WAIT_MINUTES: u64 = 3;

/// A half of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Queue,
    Own,
}

/// The pane with the list.
#[component]
pub(super) fn List() -> impl IntoView {
    view! {
        <nav class="pane list" aria-label=text("list-label")>
            <ListPart part=Part::Queue />
            <ListPart part=Part::Own />
        </nav>
    }
}

/// One half of the list.
#[component]
fn ListPart(
    /// Which half.
    part: Part,
) -> impl IntoView {
    let console = use_console();
    let (id, title, empty) = match part {
        Part::Queue => ("queue-title", text("queue-title"), text("queue-empty")),
        Part::Own => ("own-title", text("own-title"), text("own-empty")),
    };
    let loading = text("list-loading");
    let list = console.select(move |state| summaries(&state.desk, part).to_vec());
    let is_known = console.select(|state| state.desk.is_known);
    let note = move || if is_known.get() { empty() } else { loading() };
    let count = move || match list.with(Vec::len) {
        0 => String::new(),
        count => count.to_string(),
    };
    view! {
        <section class="list-part" aria-labelledby=id>
            <h2 id=id class="list-title">{title} " " <span class="list-count">{count}</span></h2>
            {move || list.with(Vec::is_empty).then(|| view! { <p class="list-empty">{note}</p> })}
            <ul class="list-items" role="list">
                <For each=move || list.get() key=|summary| summary.conversation.clone() let:summary>
                    <Item summary part />
                </For>
            </ul>
        </section>
    }
}

fn summaries(desk: &Desk, part: Part) -> &[Summary] {
    match part {
        Part::Queue => &desk.queue,
        Part::Own => &desk.own,
    }
}

/// One conversation in the list.
#[component]
fn Item(
    /// The conversation as it was when it came into the list; what changes is read from the desk.
    summary: Summary,
    /// Where it stands.
    part: Part,
) -> impl IntoView {
    let console = use_console();
    let href = Place::Thread(summary.conversation.clone()).fragment();
    let id = summary.conversation.clone();
    let is_current = console.select(move |state| state.place.conversation() == Some(&id));
    let id = summary.conversation.clone();
    let unread = console.select(move |state| state.thread(&id).map_or(0, Thread::unread));
    let id = summary.conversation.clone();
    let is_typing = console.select(move |state| {
        state.thread(&id).and_then(|thread| thread.shopper).is_some_and(|shopper| shopper.is_typing)
    });
    let latest = latest(console, summary);
    let why = move || reason(console.language().catalog(), latest.with(|summary| summary.reason));
    let tag = move || {
        latest.with(|summary| {
            language_name(console.language().catalog(), &summary.locale).unwrap_or(&summary.locale).to_owned()
        })
    };
    let since = Memo::new(move |_| latest.with(|summary| summary.since));
    let typing = text("shopper-typing");
    let preview =
        move || if is_typing.get() { typing().to_owned() } else { latest.with(|summary| summary.preview.clone()) };
    let is_unread = move || part == Part::Own && unread.get() > 0;
    view! {
        <li>
            <a class="item" class:is-unread=is_unread class:is-typing=move || is_typing.get() href=href
                aria-current=move || is_current.get().then_some("true")>
                <span class="item-preview" dir="auto">{preview}</span>
                <span class="item-aside">
                    {(part == Part::Queue).then(|| view! { <Wait since /> })}
                    {move || is_unread().then(|| view! { <Badge unread /> })}
                </span>
                <span class="item-meta"><span>{why}</span> <span>{tag}</span></span>
            </a>
        </li>
    }
}

/// How many messages were not read.
#[component]
fn Badge(
    /// How many.
    unread: Memo<usize>,
) -> impl IntoView {
    let console = use_console();
    let words = move || console.language().catalog().fill("unread", &[("count", &unread.get().to_string())]);
    view! {
        <span class="badge"><span aria-hidden="true">{unread}</span><span class="unseen">{words}</span></span>
    }
}

/// How long a conversation has waited, growing.
#[component]
fn Wait(
    /// Since when it waits.
    since: Memo<Millis>,
) -> impl IntoView {
    let console = use_console();
    let minutes = Memo::new(move |_| console.now().saturating_sub(since.get()) / 60_000);
    let time = move || waited(console.language().catalog(), 0, minutes.get() * 60_000);
    let words = move || console.language().catalog().fill("wait-label", &[("time", &time())]);
    let is_long = move || minutes.get() >= LONG_WAIT_MINUTES;
    view! {
        <span class="item-wait" class:is-long=is_long>
            <span aria-hidden="true">{time}</span><span class="unseen">{words}</span>
        </span>
    }
}

/// The newest summary of a conversation; the last one known, once it has left the list.
fn latest(console: Console, first: Summary) -> Memo<Summary> {
    Memo::new(move |before: Option<&Summary>| {
        let found = console.read(|state| state.desk.find(&first.conversation).cloned());
        found.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    })
}
