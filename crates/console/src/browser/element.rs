//! Small things done to single elements: focus, scrolling, and reading keys.

use leptos::ev::KeyboardEvent;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::{document, window};

/// How near to its end, in pixels, a scrolled element counts as being at the end.
const NEAR: i32 = 48;

/// Whether an element is scrolled to its end.
pub fn is_at_end(element: &Element) -> bool {
    element.scroll_height() - element.scroll_top() - element.client_height() < NEAR
}

/// Scrolls an element to its end.
pub fn scroll_to_end(element: &Element) {
    element.set_scroll_top(element.scroll_height());
}

/// Moves the focus to an element.
pub fn focus(element: &HtmlElement) {
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus();
}

/// Moves the focus to an element if no other has it, as when the one that had it went away.
pub fn focus_if_lost(element: &HtmlElement) {
    if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
        focus(element);
    }
}

/// Moves the focus to a field in which to type, unless that would bring up a keyboard on the screen.
pub fn focus_field(element: &HtmlElement) {
    let pointer = window().match_media("(pointer: fine)").ok().flatten();
    if pointer.is_none_or(|pointer| pointer.matches()) {
        focus(element);
    }
}

/// Puts the caret behind the last character.
pub fn caret_to_end(area: &HtmlTextAreaElement) {
    let end = u32::try_from(area.value().encode_utf16().count()).unwrap_or(u32::MAX);
    // Only input types without text refuse; a text area has text.
    let _ = area.set_selection_range(end, end);
}

/// Whether this key sends: Enter alone. Not while an input method composes, nor by the Enter that ends a composition,
/// which some browsers report after it as key 229.
pub fn is_send_key(event: &KeyboardEvent) -> bool {
    let is_composing = event.is_composing() || event.key_code() == 229;
    let has_modifier = event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key();
    event.key() == "Enter" && !is_composing && !has_modifier
}
