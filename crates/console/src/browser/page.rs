//! The page as a whole: its title, its language, whether it is in front, whether the browser is online.

use gloo_events::EventListener;
use web_sys::VisibilityState;

use super::{document, window};

/// Sets the title.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Says in which language the page is, for screen readers and for the choice of glyphs.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        // The attribute's name is valid, so this cannot fail.
        let _ = root.set_attribute("lang", tag);
    }
}

/// The languages that the browser's owner reads, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether the page is in front.
pub fn is_in_front() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Calls `act` when the page comes to the front (true) or goes behind (false).
pub fn on_attention(act: impl Fn(bool) + 'static) -> EventListener {
    EventListener::new(&document(), "visibilitychange", move |_| act(is_in_front()))
}

/// Calls `act` when the browser is online again.
pub fn on_online(act: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "online", move |_| act())
}
