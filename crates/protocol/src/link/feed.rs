//! The hub's half of the link: which events one connection has been sent of one conversation.

use crate::{Event, Seq};

/// Follows a conversation's log on behalf of one connection. The log itself is the store's; a feed only says from where
/// to read on, so a lost wake-up costs nothing but time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feed {
    sent: Seq,
}

impl Feed {
    /// A feed for a peer that has everything up to `last` and knows a log of which `newest` is the newest event. A peer
    /// that claims more than there is has met another log: it is sent everything.
    pub fn resume(last: Seq, newest: Seq) -> Self {
        Self { sent: if last > newest { Seq::NONE } else { last } }
    }

    /// Read the log on from behind this event.
    pub fn position(&self) -> Seq {
        self.sent
    }

    /// The peer says that it has only got up to `last`: what was sent since is sent again.
    pub fn step_back(&mut self, last: Seq) {
        self.sent = self.sent.min(last);
    }

    /// Counts `event` as sent. False if it is not the next one, and must not be sent.
    pub fn advance(&mut self, event: &Event) -> bool {
        let is_next = event.seq == self.sent.next();
        if is_next {
            self.sent = event.seq;
        }
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_ahead_of_the_log_is_sent_everything() {
        assert_eq!(Feed::resume(Seq(9), Seq(4)).position(), Seq::NONE);
        assert_eq!(Feed::resume(Seq(3), Seq(4)).position(), Seq(3));
    }

    #[test]
    fn a_peer_that_missed_something_is_sent_it_again() {
        let mut feed = Feed::resume(Seq(5), Seq(5));
        feed.step_back(Seq(2));
        assert_eq!(feed.position(), Seq(2));
        feed.step_back(Seq(4));
        assert_eq!(feed.position(), Seq(2), "never forward: what lies between was not confirmed");
    }
}
