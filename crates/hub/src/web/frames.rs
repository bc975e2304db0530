//! A socket as the hub uses it: messages in, messages out, a peer that is too slow or talks nonsense is let go.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use floorwalker_protocol::link::close_code;
use floorwalker_protocol::{ErrorCode, ErrorMessage, json};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use tokio::time::{Instant, timeout, timeout_at};

use super::SEND_LIMIT;

/// How long a peer may say nothing; it pings every 20 s ± 5.
const SILENCE: Duration = Duration::from_secs(45);

/// How long a peer may take for its first frame.
const GREETING: Duration = Duration::from_secs(10);

/// Frames at once before waiting begins.
const BURST: NonZeroU32 = NonZeroU32::new(40).expect("not zero");

/// Frames a second, for as long as one likes.
const PER_SECOND: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// So many frames in a row that are no messages, or too fast, end the connection.
const PATIENCE: u32 = 50;

/// Why a connection is over; carries the close code to send, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// The peer has gone.
    Gone,
    /// The hub lets it go with this code.
    LetGo(u16),
}

/// What came.
pub(super) enum Incoming<M> {
    /// A message.
    Message(M),
    /// Something that is refused.
    Refused(ErrorMessage),
    /// Nothing that concerns the protocol.
    Nothing,
}

/// A socket with its limits.
pub(super) struct Frames {
    socket: WebSocket,
    limiter: DefaultDirectRateLimiter,
    offences: u32,
    heard_at: Instant,
}

impl Frames {
    pub(super) fn new(socket: WebSocket) -> Self {
        let quota = Quota::per_second(PER_SECOND).allow_burst(BURST);
        Self { socket, limiter: RateLimiter::direct(quota), offences: 0, heard_at: Instant::now() }
    }

    /// Waits for the first frame, for as long as a greeting may take.
    pub(super) async fn first<M: DeserializeOwned>(&mut self) -> Result<Incoming<M>, Over> {
        let received = timeout(GREETING, self.socket.recv()).await;
        self.take(received.map_err(|_| Over::LetGo(close_code::NO_HELLO))?)
    }

    /// Waits for the next frame, for as long as a peer may be silent. Cancelling it loses nothing.
    pub(super) async fn next<M: DeserializeOwned>(&mut self) -> Result<Incoming<M>, Over> {
        let received = timeout_at(self.heard_at + SILENCE, self.socket.recv()).await;
        self.take(received.map_err(|_| Over::LetGo(close_code::SILENT))?)
    }

    fn take<M: DeserializeOwned>(
        &mut self,
        received: Option<Result<Message, axum::Error>>,
    ) -> Result<Incoming<M>, Over> {
        self.heard_at = Instant::now();
        match received {
            Some(Ok(Message::Text(text))) => self.judge(&text),
            Some(Ok(Message::Binary(_))) => {
                self.offend()?;
                Ok(Incoming::Refused(ErrorMessage::new(ErrorCode::Malformed, "found a binary frame, expected text")))
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(Incoming::Nothing),
            // The protocol's own limits on frames speak through the socket's error.
            Some(Err(error)) if error.to_string().contains("too long") || error.to_string().contains("too big") => {
                Err(Over::LetGo(close_code::BAD_FRAMES))
            }
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(Over::Gone),
        }
    }

    fn judge<M: DeserializeOwned>(&mut self, text: &str) -> Result<Incoming<M>, Over> {
        if let Err(until) = self.limiter.check() {
            self.offend()?;
            let wait = until.wait_time_from(DefaultClock::default().now());
            let mut error = ErrorMessage::new(ErrorCode::TooFast, "too many frames");
            error.retry_after_ms = Some(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1));
            return Ok(Incoming::Refused(error));
        }
        match json::decode(text) {
            Ok(message) => {
                self.offences = 0;
                Ok(Incoming::Message(message))
            }
            Err(error) => {
                self.offend()?;
                Ok(Incoming::Refused(error))
            }
        }
    }

    fn offend(&mut self) -> Result<(), Over> {
        self.offences += 1;
        if self.offences > PATIENCE { Err(Over::LetGo(close_code::BAD_FRAMES)) } else { Ok(()) }
    }

    /// Sends a message. A peer that does not read for too long is let go.
    pub(super) async fn send<M: Serialize>(&mut self, message: &M) -> Result<(), Over> {
        let frame = Message::Text(json::encode(message).into());
        match timeout(SEND_LIMIT, self.socket.send(frame)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Over::Gone),
            Err(_) => Err(Over::LetGo(close_code::TOO_SLOW)),
        }
    }

    /// Ends the connection as `over` says.
    pub(super) async fn end(mut self, over: Over) {
        if let Over::LetGo(code) = over {
            let close = Message::Close(Some(CloseFrame { code, reason: "".into() }));
            // A peer that does not take even this is dropped.
            let _ = timeout(Duration::from_secs(2), self.socket.send(close)).await;
        }
    }
}
