//! Text as the engine reads it: folded, split into tokens, stemmed. It knows no entry and no score.

mod fold;
mod stem;
mod tokens;

pub(crate) use stem::stem;
pub(crate) use tokens::is_han;
pub use tokens::{Token, tokens};

use crate::knowledge::Language;

/// Most characters of a question that are read: a long story's beginning. Keeps the time for one reply within bounds
/// whatever is pasted.
pub const MAX_CHARS: usize = 2_000;

/// The text reduced to what counts for being the same question: folded tokens, separated by spaces.
///
/// ```
/// use floorwalker_engine::text::normalise;
///
/// assert_eq!(normalise("  How MUCH is  it?! "), normalise("how much is it"));
/// assert_eq!(normalise("ＡＢＣ多少钱？"), normalise("abc 多少钱"));
/// ```
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for token in tokens(text) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        match token {
            Token::Word { word, .. } => normal.push_str(&word),
            Token::Han(run) => normal.extend(run),
        }
    }
    normal
}

/// The stems and runs of a text, in order.
pub(crate) fn terms(tokens: &[Token]) -> Vec<String> {
    let term = |token: &Token| match token {
        Token::Word { stem, .. } => stem.clone(),
        Token::Han(run) => run.iter().collect(),
    };
    tokens.iter().map(term).collect()
}

/// The language in which `tokens` are written, by script: Chinese if Han characters are at least as many as Latin words,
/// English if there are more words, none if there is neither.
pub fn language(tokens: &[Token]) -> Option<Language> {
    let (mut han, mut words) = (0, 0);
    for token in tokens {
        match token {
            Token::Han(run) => han += run.len(),
            Token::Word { word, .. } if word.bytes().any(|byte| byte.is_ascii_alphabetic()) => words += 1,
            Token::Word { .. } => {}
        }
    }
    match (han, words) {
        (0, 0) => None,
        _ if han >= words => Some(Language::Zh),
        _ => Some(Language::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_most_words() {
        let check = |text, expected| assert_eq!(language(&tokens(text)), expected, "{text}");
        check("什么时候发货", Some(Language::Zh));
        check("when will it ship", Some(Language::En));
        check("这件jacket能return吗", Some(Language::Zh));
        check("does the 北岭 jacket come in other colours", Some(Language::En));
        check("12345 !?", None);
        check("", None);
    }
}
