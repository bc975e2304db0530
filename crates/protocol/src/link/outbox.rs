//! What this end wants kept and has not been acknowledged yet.

use std::collections::VecDeque;

use super::timing;
use crate::{ClientId, Millis};

/// A first-in, first-out queue of unacknowledged messages. Only the first is in flight: the next is sent when it has been
/// settled, so resending cannot change the order in which the hub stores them. People type slower than a round trip.
#[derive(Clone, Debug)]
pub struct Outbox<M> {
    waiting: VecDeque<(ClientId, M)>,
    /// When the first may be sent (again); `None` for at once.
    not_before: Option<Millis>,
}

impl<M> Default for Outbox<M> {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), not_before: None }
    }
}

impl<M: Clone> Outbox<M> {
    /// Adds a message to be sent.
    pub fn push(&mut self, client_id: ClientId, message: M) {
        self.waiting.push_back((client_id, message));
    }

    /// The message to send now, if any. It is due again only after [`timing::RESEND`] without an acknowledgement.
    pub fn due(&mut self, now: Millis) -> Option<M> {
        let (_, message) = self.waiting.front()?;
        if self.not_before.is_some_and(|at| now < at) {
            return None;
        }
        self.not_before = Some(now + timing::RESEND);
        Some(message.clone())
    }

    /// When [`Outbox::due`] will next have something, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        self.waiting.front().map(|_| self.not_before.unwrap_or(0))
    }

    /// Takes out the message that was acknowledged or refused. `None` if it was settled before.
    pub fn settle(&mut self, client_id: &ClientId) -> Option<M> {
        let index = self.waiting.iter().position(|(id, _)| id == client_id)?;
        if index == 0 {
            self.not_before = None;
        }
        self.waiting.remove(index).map(|(_, message)| message)
    }

    /// Holds the first message back until `at`.
    pub fn hold(&mut self, at: Millis) {
        self.not_before = Some(at);
    }

    /// Makes the first message due at once, as on a fresh connection.
    pub fn rewind(&mut self) {
        self.not_before = None;
    }

    /// The messages that wait, oldest first.
    pub fn messages(&self) -> impl Iterator<Item = &M> {
        self.waiting.iter().map(|(_, message)| message)
    }

    /// Whether everything was settled.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> ClientId {
        ClientId::new(format!("message-{name}")).expect("valid")
    }

    #[test]
    fn one_message_is_in_flight_at_a_time() {
        let mut outbox = Outbox::default();
        outbox.push(id("a"), 'a');
        outbox.push(id("b"), 'b');
        assert_eq!(outbox.due(0), Some('a'));
        assert_eq!(outbox.due(0), None);
        assert_eq!(outbox.settle(&id("a")), Some('a'));
        assert_eq!(outbox.due(0), Some('b'));
    }

    #[test]
    fn an_unacknowledged_message_is_due_again() {
        let mut outbox = Outbox::default();
        outbox.push(id("a"), 'a');
        assert_eq!(outbox.due(0), Some('a'));
        assert_eq!(outbox.due(timing::RESEND - 1), None);
        assert_eq!(outbox.due(timing::RESEND), Some('a'));
    }

    #[test]
    fn a_second_acknowledgement_changes_nothing() {
        let mut outbox = Outbox::default();
        outbox.push(id("a"), 'a');
        outbox.settle(&id("a"));
        assert_eq!(outbox.settle(&id("a")), None);
        assert!(outbox.is_empty());
        assert_eq!(outbox.deadline(), None);
    }
}
