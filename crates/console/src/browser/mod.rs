//! The browser, as far as the console needs it. Only these files know `web_sys`.
//!
//! They carry out effects and report events; what follows from an event is decided in [`crate::state`].

pub mod address;
pub mod api;
pub mod clock;
pub mod driver;
pub mod element;
pub mod ids;
pub mod page;
pub mod preference;
pub mod socket;
pub mod style;

/// The window: the console lives in one.
fn window() -> web_sys::Window {
    web_sys::window().expect("the console runs in a window")
}

/// The window's document.
fn document() -> web_sys::Document {
    window().document().expect("a window has a document")
}
