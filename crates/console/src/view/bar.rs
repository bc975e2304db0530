//! The bar on top: how the connection stands, who sits here, the language, and the way out.

use floorwalker_protocol::link::Status;
use leptos::prelude::*;

use super::icon::Mark;
use super::words::{text, use_console};
use crate::browser::address;
use crate::state::State;
use crate::state::event::Event;
use crate::wording::seconds_until;

/// The bar on top of the desk.
#[component]
pub(super) fn Bar() -> impl IntoView {
    let console = use_console();
    let name = console.select(|state| state.me().to_owned());
    view! {
        <header class="bar">
            <h1 class="brand"><Mark /> <span>{text("app-name")}</span></h1>
            <Connection />
            <LanguageSwitch />
            <span class="me">{move || name.get()}</span>
            <button class="button quiet" on:click=move |_| console.send(Event::LogOut)>{text("logout")}</button>
        </header>
    }
}

/// A word on the connection, and how many agents are there.
#[component]
fn Connection() -> impl IntoView {
    let console = use_console();
    let status = console.select(State::connection);
    let agents = console.select(|state| state.desk.agents_online);
    let word = move || {
        let catalog = console.language().catalog();
        match status.get() {
            Status::Live => catalog.text("connection-live"),
            Status::Idle | Status::Waiting { .. } | Status::Refused => catalog.text("connection-idle"),
            Status::Connecting => catalog.text("connection-connecting"),
        }
    };
    let is_live = move || status.get() == Status::Live;
    let online = move || {
        let count = agents.get().to_string();
        is_live().then(|| console.language().catalog().fill("agents-online", &[("count", &count)]))
    };
    view! {
        <p class="connection" class:is-live=is_live>
            <span class="connection-word">{word}</span>
            <span class="connection-agents">{online}</span>
        </p>
    }
}

/// A strip below the bar while there is no connection. Only that it is gone is announced, not each second of the wait.
#[component]
pub(super) fn Trouble() -> impl IntoView {
    let console = use_console();
    let status = console.select(State::connection);
    let waiting = move |retry_at| {
        let wait = move || {
            let seconds = seconds_until(retry_at, console.now());
            console.language().catalog().fill("connection-waiting", &[("seconds", &seconds)])
        };
        view! {
            <p><span aria-live="off">{wait}</span> " " <span>{text("connection-waiting-note")}</span></p>
            <button class="button" on:click=move |_| console.send(Event::Wake)>{text("connection-try")}</button>
        }
    };
    let refused = move || {
        view! {
            <p>{text("connection-refused")}</p>
            <button class="button" on:click=|_| address::reload()>{text("connection-reload")}</button>
        }
    };
    // While trying, the strip stays: it would jump in and out with every attempt.
    let was_live = console.select(|state| state.desk.is_known);
    let connecting = text("connection-connecting");
    let is_empty = move || match status.get() {
        Status::Waiting { .. } | Status::Refused => false,
        Status::Connecting => !was_live.get(),
        Status::Idle | Status::Live => true,
    };
    view! {
        <div class="strip trouble" role="status" class:is-empty=is_empty>
            {move || match status.get() {
                Status::Waiting { retry_at } => waiting(retry_at).into_any(),
                Status::Refused => refused().into_any(),
                Status::Connecting if was_live.get() => {
                    view! { <p><span aria-live="off">{connecting}</span></p> }.into_any()
                }
                Status::Idle | Status::Connecting | Status::Live => ().into_any(),
            }}
        </div>
    }
}

/// Switches to the other language.
#[component]
pub(super) fn LanguageSwitch() -> impl IntoView {
    let console = use_console();
    let switch = move |_| console.set_language(console.language().other());
    view! {
        <button class="button quiet language" title=text("language-switch") on:click=switch>
            <span lang=text("language-other-tag")>{text("language-other")}</span>
        </button>
    }
}
