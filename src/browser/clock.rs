//! The time, and moments that the browser reports.

use floorwalker_protocol::Millis;
use gloo_events::EventListener;

use super::{document, window};

/// Milliseconds since the Unix epoch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds of our era fit")]
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// The date where the shopper is, `YYYY-MM-DD`.
pub(crate) fn today() -> String {
    let date = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Calls `wake` when the network comes back, and when the shopper looks at the page again. Ends when dropped.
pub(crate) struct Awakening {
    _listeners: [EventListener; 2],
}

impl Awakening {
    /// Begins to listen.
    pub(crate) fn listen(wake: impl Fn() + Clone + 'static) -> Self {
        let on_seen = wake.clone();
        let online = EventListener::new(&window(), "online", move |_| wake());
        let seen = EventListener::new(&document(), "visibilitychange", move |_| {
            if !document().hidden() {
                on_seen();
            }
        });
        Self { _listeners: [online, seen] }
    }
}
