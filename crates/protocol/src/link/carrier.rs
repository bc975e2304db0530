//! One connection that is kept: connecting, greeting, heartbeat, noticing a dead line, connecting again.

use super::{Backoff, Outbox, close_code, timing};
use crate::{ClientId, Millis};

/// How the connection stands, for a screen to say so honestly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not wanted yet.
    Idle,
    /// Opening, or open and not yet greeted.
    Connecting,
    /// Open and greeted.
    Live,
    /// Lost; the next attempt is at this time.
    Waiting {
        /// When.
        retry_at: Millis,
    },
    /// The hub said not to come again.
    Refused,
}

/// What the owner of the socket is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<M> {
    /// Open a socket, dropping any old one.
    Connect,
    /// Send this.
    Transmit(M),
    /// Close the socket with this code. Its end need not be reported back.
    Disconnect(u16),
}

/// Keeps a connection and empties an [`Outbox`] through it.
///
/// All that depends on time comes out of [`Carrier::due`], which may be called at any moment and as often as one likes;
/// [`Carrier::deadline`] says when it next has something to say.
#[derive(Clone, Debug)]
pub struct Carrier<M> {
    status: Status,
    outbox: Outbox<M>,
    backoff: Backoff,
    heard_at: Millis,
    ping_at: Millis,
}

impl<M: Clone> Carrier<M> {
    /// An idle carrier. `seed` spreads reconnects and heartbeats of many peers; any number will do.
    pub fn new(seed: u64) -> Self {
        Self { status: Status::Idle, outbox: Outbox::default(), backoff: Backoff::new(seed), heard_at: 0, ping_at: 0 }
    }

    /// How the connection stands.
    pub fn status(&self) -> Status {
        self.status
    }

    /// What was not acknowledged yet.
    pub fn outbox(&self) -> &Outbox<M> {
        &self.outbox
    }

    /// Adds a message that must arrive.
    pub fn push(&mut self, client_id: ClientId, message: M) {
        self.outbox.push(client_id, message);
    }

    /// Takes out a message that was acknowledged or refused for good.
    pub fn settle(&mut self, client_id: &ClientId) -> Option<M> {
        self.outbox.settle(client_id)
    }

    /// The hub asks for patience: nothing from the outbox before `at`.
    pub fn hold(&mut self, at: Millis) {
        self.outbox.hold(at);
    }

    /// Wants the connection from now on. Also ends a wait early, as when the browser reports to be online again.
    pub fn wake(&mut self, now: Millis) {
        if matches!(self.status, Status::Idle | Status::Waiting { .. }) {
            self.status = Status::Waiting { retry_at: now };
        }
    }

    /// Does not want the connection any more.
    pub fn stop(&mut self) {
        self.status = Status::Idle;
    }

    /// The socket is open; the greeting may be sent, and its answer is awaited from now on.
    pub fn opened(&mut self, now: Millis) {
        self.heard(now);
    }

    /// The greeting was answered: messages may flow.
    pub fn ready(&mut self, now: Millis) {
        self.status = Status::Live;
        self.backoff.reset();
        self.outbox.rewind();
        self.heard(now);
        self.schedule_ping(now);
    }

    /// Something came.
    pub fn heard(&mut self, now: Millis) {
        self.heard_at = now;
    }

    /// The socket is gone, or never came up.
    pub fn closed(&mut self, now: Millis, code: u16) {
        if !close_code::may_reconnect(code) {
            self.status = Status::Refused;
        } else if matches!(self.status, Status::Connecting | Status::Live) {
            self.status = Status::Waiting { retry_at: now + self.backoff.next_wait() };
        }
    }

    /// The hub says that it is about to stop.
    pub fn goaway(&mut self, now: Millis, retry_after: u64) {
        self.status = Status::Waiting { retry_at: now + retry_after + self.backoff.next_wait() };
    }

    /// All that is to be done at this moment. `ping` makes the message for a heartbeat.
    pub fn due(&mut self, now: Millis, ping: impl FnOnce() -> M) -> Vec<Step<M>> {
        let mut steps = Vec::new();
        match self.status {
            Status::Idle | Status::Refused => {}
            Status::Waiting { retry_at } => {
                if now >= retry_at {
                    self.status = Status::Connecting;
                    self.heard(now);
                    steps.push(Step::Connect);
                }
            }
            Status::Connecting => {
                if now >= self.heard_at + timing::GREETING {
                    steps.push(self.give_up(now));
                }
            }
            Status::Live => {
                if now >= self.heard_at + timing::SILENCE {
                    steps.push(self.give_up(now));
                    return steps;
                }
                if now >= self.ping_at {
                    self.schedule_ping(now);
                    steps.push(Step::Transmit(ping()));
                }
                steps.extend(self.outbox.due(now).map(Step::Transmit));
            }
        }
        steps
    }

    /// When [`Carrier::due`] will next have something to say, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        match self.status {
            Status::Idle | Status::Refused => None,
            Status::Waiting { retry_at } => Some(retry_at),
            Status::Connecting => Some(self.heard_at + timing::GREETING),
            Status::Live => {
                let kept = self.ping_at.min(self.heard_at + timing::SILENCE);
                Some(self.outbox.deadline().map_or(kept, |at| at.min(kept)))
            }
        }
    }

    fn give_up(&mut self, now: Millis) -> Step<M> {
        self.closed(now, close_code::SILENT);
        Step::Disconnect(close_code::SILENT)
    }

    fn schedule_ping(&mut self, now: Millis) {
        let jitter = self.backoff.draw(2 * timing::HEARTBEAT_JITTER);
        self.ping_at = now + timing::HEARTBEAT - timing::HEARTBEAT_JITTER + jitter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(now: Millis) -> Carrier<&'static str> {
        let mut carrier = Carrier::new(5);
        carrier.wake(now);
        assert_eq!(carrier.due(now, || "ping"), [Step::Connect]);
        carrier.opened(now);
        carrier.ready(now);
        carrier
    }

    #[test]
    fn an_idle_carrier_wants_nothing() {
        let mut carrier = Carrier::<&str>::new(1);
        assert_eq!(carrier.due(1_000_000, || "ping"), []);
        assert_eq!(carrier.deadline(), None);
    }

    #[test]
    fn heartbeats_keep_their_distance() {
        let mut carrier = live(0);
        let mut last = 0;
        let shortest = timing::HEARTBEAT - timing::HEARTBEAT_JITTER;
        let longest = timing::HEARTBEAT + timing::HEARTBEAT_JITTER + 100;
        for now in (0..200_000).step_by(100) {
            carrier.heard(now);
            if !carrier.due(now, || "ping").is_empty() {
                assert!((shortest..=longest).contains(&(now - last)), "{last} to {now}");
                last = now;
            }
        }
        assert!(last > 150_000, "heartbeats stopped at {last}");
    }

    #[test]
    fn a_half_open_connection_is_noticed_within_the_silence_limit() {
        let mut carrier = live(0);
        let mut now = 0;
        while carrier.status() == Status::Live {
            now = carrier.deadline().expect("live").max(now);
            carrier.due(now, || "ping");
        }
        assert_eq!(now, timing::SILENCE);
    }

    #[test]
    fn it_reconnects_for_ever() {
        let mut carrier = live(0);
        for _ in 0..1_000 {
            carrier.closed(0, 1006);
            let now = carrier.deadline().expect("waiting");
            assert_eq!(carrier.due(now, || "ping"), [Step::Connect]);
        }
    }

    #[test]
    fn a_refusal_ends_the_attempts() {
        let mut carrier = live(0);
        carrier.closed(1, close_code::DENIED);
        assert_eq!(carrier.status(), Status::Refused);
        assert_eq!(carrier.deadline(), None);
    }

    #[test]
    fn waking_ends_a_long_wait() {
        let mut carrier = live(0);
        carrier.goaway(0, 60_000);
        assert_eq!(carrier.due(7, || "ping"), []);
        carrier.wake(7);
        assert_eq!(carrier.due(7, || "ping"), [Step::Connect]);
    }

    #[test]
    fn a_socket_that_ends_twice_is_one_failure() {
        let mut carrier = live(0);
        carrier.closed(0, 1006);
        let planned = carrier.deadline();
        carrier.closed(0, 1006);
        assert_eq!(carrier.deadline(), planned);
    }
}
