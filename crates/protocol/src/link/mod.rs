//! The link: how messages cross a network that loses, repeats and reorders, and how a connection is kept.
//!
//! Everything here is a state machine without I/O. Its owner feeds it inputs (a socket opened, a frame came, time
//! passed) together with the current time, and carries out the outputs. So the same code runs in a browser, in the
//! hub and in a test that plays ten thousand bad networks.
//!
//! | piece | what it holds |
//! |---|---|
//! | [`Outbox`] | what was not acknowledged yet, in order; one message in flight, so order survives resending |
//! | [`Inbox`] | the last event shown; drops what was seen, notices what is missing |
//! | [`Carrier`] | connect, greet, heartbeat, half-open detection, reconnect with full jitter |
//! | [`VisitorLink`], [`AgentLink`] | the three together, for one kind of connection |
//! | [`Feed`] | the hub's half: which events a connection has been sent |

mod agent;
mod backoff;
mod carrier;
mod feed;
mod inbox;
mod outbox;
mod visitor;

pub use agent::{AgentInput, AgentLink, AgentOutput};
pub use backoff::Backoff;
pub use carrier::{Carrier, Status, Step};
pub use feed::Feed;
pub use inbox::{Inbox, Verdict};
pub use outbox::Outbox;
pub use visitor::{Saved, Submission, VisitorInput, VisitorLink, VisitorOutput};

/// Close codes and their meaning: 4000 to 4499 say "connect again", 4500 to 4999 say "do not".
pub mod close_code {
    /// Nothing was heard for too long.
    pub const SILENT: u16 = 4000;
    /// The hub is stopping.
    pub const GOING_AWAY: u16 = 4001;
    /// The peer reads too slowly and its queue is full.
    pub const TOO_SLOW: u16 = 4008;
    /// The first frame did not come in time, or was not a hello.
    pub const NO_HELLO: u16 = 4009;
    /// Frames came that are no messages, or too large.
    pub const BAD_FRAMES: u16 = 4500;
    /// The token or the session is not valid (any more).
    pub const DENIED: u16 = 4501;

    /// Whether a connection closed with `code` should be tried again. Codes from outside this protocol (such as 1006,
    /// an abnormal end) say nothing against it.
    pub fn may_reconnect(code: u16) -> bool {
        !(4500..=4999).contains(&code)
    }
}

/// The times, in milliseconds, that both ends keep to.
pub mod timing {
    /// Between two pings, on average.
    pub const HEARTBEAT: u64 = 20_000;
    /// Each interval differs from [`HEARTBEAT`] by at most this, so that a crowd does not ping in step.
    pub const HEARTBEAT_JITTER: u64 = 5_000;
    /// A connection on which nothing was heard for this long is dead.
    pub const SILENCE: u64 = 30_000;
    /// A message that was not acknowledged for this long is sent again.
    pub const RESEND: u64 = 10_000;
    /// An opening connection that is not ready after this long is given up.
    pub const GREETING: u64 = 10_000;
    /// The shortest reconnect window.
    pub const BACKOFF_MIN: u64 = 500;
    /// The longest reconnect window.
    pub const BACKOFF_MAX: u64 = 30_000;
}
