//! The exact channel: questions that are, word for word, one of the merchant's phrasings, as when a chip is tapped.

use crate::channels::{Asked, Channels};
use crate::knowledge::Entry;
use crate::order::Lookup;
use crate::text::{self, Token};

/// The phrasings as texts, each with its entry.
#[derive(Debug, Default)]
pub(crate) struct Exact {
    /// As they are written, but for case, width and punctuation.
    written: Lookup,
    /// As they are read: synonyms and forms of a word are the same.
    read: Lookup,
}

impl Exact {
    pub(crate) fn new(entries: &[Entry], channels: &Channels) -> Self {
        let (mut written, mut read) = (Vec::new(), Vec::new());
        for (number, entry) in entries.iter().enumerate() {
            for phrasing in entry.wording.iter().flat_map(|(_, wording)| &wording.phrasings) {
                written.push((text::normalise(phrasing), number));
                read.push((joined(&channels.read(phrasing).tokens), number));
            }
        }
        Self { written: Lookup::new(written), read: Lookup::new(read) }
    }

    /// The entry that has the question among its phrasings, as written or else as read, if exactly one has.
    pub(crate) fn find(&self, question: &str, asked: &Asked) -> Option<usize> {
        only(&self.written, &text::normalise(question)).or_else(|| only(&self.read, &joined(&asked.tokens)))
    }
}

fn only(phrasings: &Lookup, text: &str) -> Option<usize> {
    let mut alike = phrasings.all(text);
    let entry = alike.next()?;
    alike.all(|other| other == entry).then_some(entry)
}

fn joined(tokens: &[Token]) -> String {
    text::terms(tokens).join(" ")
}
