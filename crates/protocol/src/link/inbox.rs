//! Which events of a conversation this end has shown.

use crate::Seq;

/// What to do with an event that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the next one: show it.
    Show,
    /// It was shown before: drop it.
    Seen,
    /// Something before it is missing: drop it, and ask again for all after the last one shown.
    Gap,
}

/// The last event shown. Events pass it in order, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    last: Seq,
}

impl Inbox {
    /// The last event shown.
    pub fn last(&self) -> Seq {
        self.last
    }

    /// Judges event number `seq`, and counts it as shown if the verdict says so.
    pub fn take(&mut self, seq: Seq) -> Verdict {
        if seq <= self.last {
            Verdict::Seen
        } else if seq == self.last.next() {
            self.last = seq;
            Verdict::Show
        } else {
            Verdict::Gap
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Gap, Seen, Show};
    use super::*;

    #[test]
    fn events_pass_once_and_in_order() {
        let mut inbox = Inbox::default();
        let verdicts = [1, 1, 3, 2, 2, 3].map(|seq| inbox.take(Seq(seq)));
        assert_eq!(verdicts, [Show, Seen, Gap, Show, Seen, Show]);
        assert_eq!(inbox.last(), Seq(3));
    }
}
