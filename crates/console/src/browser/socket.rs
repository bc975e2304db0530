//! One WebSocket to the hub. Dropping it makes it silent and closes it.

use floorwalker_protocol::agent::{ToAgent, ToHub};
use floorwalker_protocol::{SUBPROTOCOL, json};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// The code of a connection that ended without a closing handshake, or never began.
pub const ABNORMAL_CLOSURE: u16 = 1006;

/// What a socket reports.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// A frame came.
    Frame(Box<ToAgent>),
    /// Something came that is no message of this version: the line is alive, but says nothing new.
    Unknown,
    /// It is gone, with this code.
    Closed(u16),
}

/// An open or opening socket.
#[derive(Debug)]
pub struct Socket {
    socket: WebSocket,
    /// Dropped before the socket closes, so that nothing is reported any more.
    listeners: Vec<EventListener>,
}

impl Socket {
    /// Opens a socket at `address` that reports to `report`.
    ///
    /// # Errors
    /// What the browser says when the address is none, or may not be connected to.
    pub fn open(address: &str, report: impl Fn(Report) + Clone + 'static) -> Result<Self, JsValue> {
        let socket = WebSocket::new_with_str(address, SUBPROTOCOL)?;
        let on_message = {
            let report = report.clone();
            EventListener::new(&socket, "message", move |event| {
                let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                let frame = text.and_then(|text| json::decode(&text).ok());
                report(frame.map_or(Report::Unknown, |frame| Report::Frame(Box::new(frame))));
            })
        };
        let on_close = EventListener::new(&socket, "close", move |event| {
            let code = event.dyn_ref::<CloseEvent>().map_or(ABNORMAL_CLOSURE, CloseEvent::code);
            report(Report::Closed(code));
        });
        Ok(Self { socket, listeners: vec![on_message, on_close] })
    }

    /// Sends a message. One that cannot be sent is lost: the link sends again what must arrive.
    pub fn send(&self, message: &ToHub) {
        if self.socket.ready_state() == WebSocket::OPEN {
            let _ = self.socket.send_with_str(&json::encode(message));
        }
    }

    /// Closes the socket with `code`.
    pub fn close(mut self, code: u16) {
        self.listeners.clear();
        // Only codes that no protocol may use are refused.
        let _ = self.socket.close_with_code(code);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.listeners.clear();
        // Closing what is closed does nothing.
        let _ = self.socket.close();
    }
}
