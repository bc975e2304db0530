//! One line of a transcript.

use floorwalker_protocol::link::Status;
use floorwalker_protocol::{ClientId, ConversationId, Millis};
use leptos::prelude::*;

use crate::browser::clock;
use crate::state::State;
use crate::state::event::Event;
use crate::state::line::{Content, Happening, Line, Voice};
use crate::state::thread::Delivery;
use crate::view::icon::Tick;
use crate::view::words::{text, use_console};
use crate::wording::{happening, refusal};

/// One line.
#[component]
pub(super) fn LineView(
    /// Of which conversation.
    conversation: ConversationId,
    /// The line.
    line: Line,
) -> impl IntoView {
    let Line { at, content, client_id, .. } = line;
    match content {
        Content::Happened(what) => view! { <Happened what at /> }.into_any(),
        Content::Said(voice, words) => view! { <Said conversation voice words at client_id /> }.into_any(),
    }
}

/// Something that happened: a thin line across.
#[component]
fn Happened(
    /// What.
    what: Happening,
    /// When.
    at: Millis,
) -> impl IntoView {
    let console = use_console();
    let words = move || console.peek(|state| happening(console.language().catalog(), &what, state.me()));
    view! {
        <li class="happened"><span>{words} " " <Time at /></span></li>
    }
}

/// Something that was said.
#[component]
fn Said(
    /// In which conversation.
    conversation: ConversationId,
    /// By whom.
    voice: Voice,
    /// The words.
    words: String,
    /// When.
    at: Millis,
    /// The id of an agent's message.
    client_id: Option<ClientId>,
) -> impl IntoView {
    let console = use_console();
    let is_mine = matches!(&voice, Voice::Agent(name) if console.peek(|state| name == state.me()));
    let class = match &voice {
        Voice::Shopper => "said by-shopper",
        Voice::Bot => "said by-bot",
        Voice::Agent(_) if is_mine => "said by-me",
        Voice::Agent(_) => "said by-agent",
    };
    let who = move || {
        let catalog = console.language().catalog();
        match &voice {
            Voice::Shopper => catalog.text("shopper").to_owned(),
            Voice::Bot => catalog.text("bot").to_owned(),
            Voice::Agent(_) if is_mine => catalog.text("you").to_owned(),
            Voice::Agent(name) => name.clone(),
        }
    };
    let delivery = client_id.filter(|_| is_mine).map(|client_id| view! { <DeliveryNote conversation client_id /> });
    view! {
        <li class=class>
            <span class="who">{who}</span>
            <p class="words" dir="auto">{words}</p>
            <span class="stamp"><Time at /> " " {delivery}</span>
        </li>
    }
}

/// A time.
#[component]
fn Time(
    /// Which.
    at: Millis,
) -> impl IntoView {
    let console = use_console();
    // Only a new day changes how a time is told; looking every quarter of an hour is enough, in every time zone.
    let quarter = Memo::new(move |_| console.now() / 900_000);
    let time = move || clock::time_of_day(at, quarter.get() * 900_000, console.language());
    view! { <time datetime=clock::machine_time(at)>{time}</time> }
}

/// How far a message of this agent has come.
#[component]
fn DeliveryNote(
    /// In which conversation.
    conversation: ConversationId,
    /// Which message.
    client_id: ClientId,
) -> impl IntoView {
    let console = use_console();
    let is_live = console.select(|state: &State| state.connection() == Status::Live);
    let target = StoredValue::new((conversation.clone(), client_id.clone()));
    let delivery = console
        .select(move |state| state.thread(&conversation).map_or(Delivery::Sent, |thread| thread.delivery(&client_id)));
    let take_back = move |_| {
        let (conversation, client_id) = target.get_value();
        console.send(Event::TakeBack(conversation, client_id));
    };
    let (sending, offline) = (text("sending"), text("sending-offline"));
    move || match delivery.get() {
        Delivery::Sent => view! { <Tick /><span class="unseen">{text("sent")}</span> }.into_any(),
        Delivery::Sending => {
            view! { <span class="sending">{move || if is_live.get() { sending() } else { offline() }}</span> }
                .into_any()
        }
        Delivery::Refused(code) => {
            let why = move || {
                let catalog = console.language().catalog();
                catalog.fill("not-sent", &[("reason", &refusal(catalog, code))])
            };
            let refused = view! {
                <span class="not-sent">{why}</span> " "
                <button class="button quiet" on:click=take_back>{text("take-back")}</button>
            };
            refused.into_any()
        }
    }
}
