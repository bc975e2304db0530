//! The pane with what is known about a conversation: why it came, what was asked, what the bot considered.

use std::sync::Arc;

use floorwalker_protocol::{Candidate, Page};
use leptos::prelude::*;

use super::icon::Back;
use super::meter::Meter;
use super::words::{text, use_console};
use crate::browser::clock;
use crate::place::Place;
use crate::state::thread::{PacketOf, Thread};
use crate::wording::{language, reason_sentence, safe_address};

/// The pane.
#[component]
pub(super) fn PacketPane() -> impl IntoView {
    let console = use_console();
    let packet = console.select(|state| {
        let thread = state.place.conversation().and_then(|id| state.thread(id));
        thread.and_then(Thread::packet)
    });
    let back = console.select(|state| {
        let id = state.place.conversation().cloned();
        id.map_or(Place::List, Place::Thread).fragment()
    });
    view! {
        <section class="pane packet" aria-labelledby="packet-title">
            <div class="pane-head">
                <a class="button quiet back" href=move || back.get()><Back /> <span>{text("back-to-thread")}</span></a>
                <h2 id="packet-title" class="pane-title">{text("packet-label")}</h2>
            </div>
            {move || match packet.get() {
                Some(packet) => view! { <PacketBody packet /> }.into_any(),
                None => view! { <p class="pane-empty">{text("packet-none")}</p> }.into_any(),
            }}
        </section>
    }
}

/// A packet.
#[component]
fn PacketBody(
    /// The packet.
    packet: Arc<PacketOf>,
) -> impl IntoView {
    let console = use_console();
    let PacketOf { at, packet } = Arc::unwrap_or_clone(packet);
    let why = packet.reason;
    let tag = packet.locale;
    let confidence = packet.confidence.map(|value| {
        view! {
            <dt id="packet-confidence">{text("packet-confidence")}</dt>
            <dd><Meter value labelled_by="packet-confidence".to_owned() /></dd>
        }
    });
    // A shopper who asked for a person at once has asked the bot nothing.
    let was_asked = packet.confidence.is_some() || !packet.candidates.is_empty();
    let candidates = was_asked.then(|| {
        view! {
            <dt>{text("packet-candidates")}</dt>
            <dd><Candidates candidates=packet.candidates /></dd>
        }
    });
    let contact = packet.contact.map(|contact| {
        view! {
            <dt>{text("packet-contact")}</dt>
            <dd><span class="contact">{contact}</span> <span class="note below">{text("packet-contact-note")}</span></dd>
        }
    });
    let time = move || clock::time_of_day(at, console.now(), console.language());
    view! {
        <dl class="facts" tabindex="0" aria-labelledby="packet-title">
            <dt>{text("packet-reason")}</dt>
            <dd>{move || reason_sentence(console.language().catalog(), why)}</dd>
            <dt>{text("packet-question")}</dt>
            <dd><blockquote class="question" dir="auto">{packet.question}</blockquote></dd>
            {contact}
            {confidence}
            {candidates}
            {packet.page.map(|page| view! { <PageFact page /> })}
            <dt>{text("packet-language")}</dt>
            <dd>{move || language(console.language().catalog(), &tag)}</dd>
            <dt>{text("packet-time")}</dt>
            <dd><time datetime=clock::machine_time(at)>{time}</time></dd>
        </dl>
    }
}

/// The answers that the bot considered.
#[component]
fn Candidates(
    /// Best first.
    candidates: Vec<Candidate>,
) -> impl IntoView {
    if candidates.is_empty() {
        return view! { <p class="note">{text("packet-no-candidates")}</p> }.into_any();
    }
    let items = candidates.into_iter().enumerate().map(|(index, candidate)| {
        let id = format!("candidate-{index}");
        view! {
            <li>
                <span class="candidate-title" id=id.clone() dir="auto">{candidate.title}</span>
                <Meter value=candidate.confidence labelled_by=id />
                <code class="candidate-entry">{candidate.entry}</code>
            </li>
        }
    });
    view! { <ol class="candidates" role="list">{items.collect_view()}</ol> }.into_any()
}

/// The page on which the shopper was: a link if it may be followed, else its words.
#[component]
fn PageFact(
    /// The page.
    page: Page,
) -> impl IntoView {
    let title = if page.title.trim().is_empty() { page.url.clone() } else { page.title };
    let link = match safe_address(&page.url).map(str::to_owned) {
        Some(url) => {
            view! { <a href=url target="_blank" rel="noopener noreferrer nofollow" dir="auto">{title}</a> }.into_any()
        }
        None => view! { <span dir="auto">{title}</span> }.into_any(),
    };
    view! {
        <dt>{text("packet-page")}</dt>
        <dd>{link} <span class="note below">{page.url}</span></dd>
    }
}
