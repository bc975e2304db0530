//! Words for whoever looks after the page.

/// Says in the browser's console what is wrong with a file.
pub(crate) fn complain(url: &str, what: &str) {
    web_sys::console::error_1(&["floorwalker: ", url, ": ", what].concat().into());
}
