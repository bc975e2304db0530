//! Texts cut into the words of a language model. The pipeline that trains the vectors cuts in the same way.

use crate::model::{LONGEST, Words};
use crate::text::Token;

/// The numbers of the known words in a text: words whole, Chinese by the longest known word from the left. What is not
/// known is left out.
pub(super) fn cut(words: &Words, tokens: &[Token]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut piece = String::new();
    for token in tokens {
        match token {
            Token::Word { stem, .. } => found.extend(words.find(stem)),
            Token::Han(run) => {
                let mut at = 0;
                while at < run.len() {
                    let most = LONGEST.min(run.len() - at);
                    let known = (1..=most).rev().find_map(|length| {
                        piece.clear();
                        piece.extend(&run[at..at + length]);
                        Some((length, words.find(&piece)?))
                    });
                    found.extend(known.map(|(_, number)| number));
                    at += known.map_or(1, |(length, _)| length);
                }
            }
        }
    }
    found
}
