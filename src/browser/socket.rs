//! A WebSocket to the hub that speaks messages instead of text.

use std::rc::Rc;

use floorwalker_protocol::{
    SUBPROTOCOL,
    visitor::{ToHub, ToVisitor},
};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::json;

/// What happens to a socket.
pub(crate) enum SocketEvent {
    /// It is open.
    Opened,
    /// It is gone, or never opened, with this close code.
    Closed(u16),
    /// A message came.
    Frame(Box<ToVisitor>),
}

/// A line to the hub. Dropping it closes it without a word.
pub(crate) trait Line {
    /// Sends `message`. A line that is not open loses it, as a network would; the link sends it again.
    fn send(&self, message: &ToHub);

    /// Closes it with `code`; nothing is heard of it any more.
    fn close(&mut self, code: u16);
}

/// A socket.
pub(crate) struct Socket {
    socket: WebSocket,
    listeners: Vec<EventListener>,
}

impl Socket {
    /// Begins to open a socket to `url`; `on` hears what happens to it. `None` if the browser will not even try.
    pub(crate) fn open(url: &str, on: Rc<dyn Fn(SocketEvent)>) -> Option<Box<dyn Line>> {
        let socket = WebSocket::new_with_str(url, SUBPROTOCOL).ok()?;
        let (on_open, on_close) = (Rc::clone(&on), Rc::clone(&on));
        let listeners = vec![
            EventListener::new(&socket, "open", move |_| on_open(SocketEvent::Opened)),
            EventListener::new(&socket, "close", move |event| {
                let code = event.dyn_ref::<CloseEvent>().map_or(1006, CloseEvent::code);
                on_close(SocketEvent::Closed(code));
            }),
            // What is no message of this protocol is of a later version, and not for this widget.
            EventListener::new(&socket, "message", move |event| {
                let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                if let Some(frame) = text.and_then(|text| json::parse(&text)) {
                    on(SocketEvent::Frame(Box::new(frame)));
                }
            }),
        ];
        Some(Box::new(Self { socket, listeners }))
    }
}

impl Line for Socket {
    fn send(&self, message: &ToHub) {
        if let Some(text) = json::write(message) {
            drop(self.socket.send_with_str(&text));
        }
    }

    fn close(&mut self, code: u16) {
        self.listeners.clear();
        drop(self.socket.close_with_code(code));
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        drop(self.socket.close());
    }
}

/// The visitors' socket of the hub at `hub`, an absolute `http:` or `https:` address with or without a path.
pub(crate) fn address(hub: &str) -> String {
    let rest = hub.trim_end_matches('/').strip_prefix("http").unwrap_or_default();
    ["ws", rest, "/v1/visitor"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_is_as_safe_as_the_hub_and_below_its_path() {
        assert_eq!(address("https://hub.example/"), "wss://hub.example/v1/visitor");
        assert_eq!(address("http://127.0.0.1:8080"), "ws://127.0.0.1:8080/v1/visitor");
        assert_eq!(address("https://shop.example/chat/"), "wss://shop.example/chat/v1/visitor");
    }
}
