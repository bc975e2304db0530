//! The semantic channel: texts as sums of word vectors, near each other where they mean the same in other words.

mod cut;
mod index;

pub(crate) use index::{Meaning, Semantic, Sense};
