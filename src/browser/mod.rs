//! Everything that the widget asks of a browser, one file a thing. Only here is `web_sys` named; nothing here knows what
//! a conversation is.

pub(crate) mod clock;
pub(crate) mod console;
pub(crate) mod dom;
pub(crate) mod fetch;
pub(crate) mod json;
pub(crate) mod knowledge;
pub(crate) mod loader;
pub(crate) mod lookup;
pub(crate) mod page;
pub(crate) mod random;
pub(crate) mod root;
pub(crate) mod socket;
pub(crate) mod storage;

fn window() -> web_sys::Window {
    web_sys::window().expect("the widget runs in a page")
}

fn document() -> web_sys::Document {
    window().document().expect("a page has a document")
}
