//! The sparse channel: how much of its words, word parts and characters a question shares with each entry's phrasings.

mod features;
mod index;

pub(crate) use index::{Index, Query, Wording};
