//! The whole page: which screen is shown, its title and its language.

use leptos::prelude::*;

use super::desk::Desk;
use super::login::Login;
use super::words::{text, use_console};
use crate::browser::driver::Console;
use crate::browser::page;
use crate::state::State;
use crate::state::session::Session;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Wait,
    Login,
    Desk,
}

/// The console.
#[component]
pub fn App() -> impl IntoView {
    let console = Console::start();
    provide_context(console);
    let waiting = console.select(|state| match state.session {
        Session::LoggedIn => state.desk.queue.len(),
        _ => 0,
    });
    Effect::new(move || {
        let language = console.language();
        page::set_language(language.tag());
        page::set_title(&match waiting.get() {
            0 => language.catalog().text("app-title").to_owned(),
            count => language.catalog().fill("app-title-waiting", &[("count", &count.to_string())]),
        });
    });
    let screen = console.select(screen);
    move || match screen.get() {
        Screen::Wait => view! { <Wait /> }.into_any(),
        Screen::Login => view! { <Login /> }.into_any(),
        Screen::Desk => view! { <Desk /> }.into_any(),
    }
}

fn screen(state: &State) -> Screen {
    match state.session {
        Session::Checking | Session::Unreachable { .. } => Screen::Wait,
        Session::LoggedOut { .. } => Screen::Login,
        Session::LoggedIn => Screen::Desk,
    }
}

/// Shown until it is known whether somebody is logged in.
#[component]
fn Wait() -> impl IntoView {
    let console = use_console();
    let is_unreachable = console.select(|state| matches!(state.session, Session::Unreachable { .. }));
    let (checking, unreachable) = (text("checking"), text("hub-unreachable"));
    view! {
        <main class="wait">
            <p role="status">{move || if is_unreachable.get() { unreachable() } else { checking() }}</p>
        </main>
    }
}
