//! The page's address: where the hub is, and where in the console the agent is.

use gloo_events::EventListener;

use super::window;
use crate::place::Place;

/// Where the address says the agent is.
pub fn place() -> Place {
    Place::parse(&window().location().hash().unwrap_or_default())
}

/// Calls `follow` whenever the address leads somewhere else.
pub fn on_move(follow: impl Fn(Place) + 'static) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| follow(place()))
}

/// The hub's WebSocket address for `path`: the same host, encrypted where the page is.
pub fn socket(path: &str) -> String {
    let location = window().location();
    let is_secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
    let scheme = if is_secure { "wss" } else { "ws" };
    format!("{scheme}://{}{path}", location.host().unwrap_or_default())
}

/// Loads the page anew.
pub fn reload() {
    // It fails only where the page may not navigate at all; then nothing else would help either.
    let _ = window().location().reload();
}
