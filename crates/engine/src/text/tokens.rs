//! Text cut into words and runs of Chinese characters.

use super::fold::fold;
use super::stem::stem;

/// A piece of text that can be matched. Everything between pieces (blanks, punctuation) is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A run of letters and digits.
    Word {
        /// Folded.
        word: String,
        /// Folded and without its English ending.
        stem: String,
    },
    /// A run of Han characters, kana or hangul, folded.
    Han(Vec<char>),
}

/// The tokens of `text`, in order. Reads at most [`super::MAX_CHARS`] characters.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut cut = Cutter::default();
    for c in text.chars().take(super::MAX_CHARS) {
        cut.push(fold(c));
    }
    cut.end_run();
    cut.tokens
}

#[derive(Default)]
struct Cutter {
    word: String,
    han: Vec<char>,
    tokens: Vec<Token>,
}

impl Cutter {
    fn push(&mut self, c: char) {
        if is_han(c) {
            self.end_word();
            self.han.push(c);
        } else if is_word(c) {
            self.end_han();
            self.word.push(c);
        } else if c == '\'' && !self.word.is_empty() {
            // An apostrophe inside a word is kept until the word's end is known.
            self.word.push(c);
        } else {
            self.end_run();
        }
    }

    fn end_run(&mut self) {
        self.end_word();
        self.end_han();
    }

    fn end_word(&mut self) {
        let raw = std::mem::take(&mut self.word);
        let owned = raw.strip_suffix("'s").unwrap_or(&raw);
        let word: String = owned.chars().filter(|c| *c != '\'').collect();
        if !word.is_empty() {
            let stem = stem(&word);
            self.tokens.push(Token::Word { word, stem });
        }
    }

    fn end_han(&mut self) {
        if !self.han.is_empty() {
            self.tokens.push(Token::Han(std::mem::take(&mut self.han)));
        }
    }
}

/// Scripts written without spaces, in which characters take the place of words.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// Letters and digits, and the plain letters of other alphabets. ASCII is decided first since it is nearly all there is.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{00C0}'..='\u{024F}' | '\u{0370}'..='\u{052F}' | '\u{0590}'..='\u{06FF}' | '\u{0900}'..='\u{0DFF}'
            | '\u{0E00}'..='\u{0E7F}' | '\u{1E00}'..='\u{1FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<String> {
        let show = |token| match token {
            Token::Word { stem, .. } => stem,
            Token::Han(run) => run.into_iter().collect(),
        };
        tokens(text).into_iter().map(show).collect()
    }

    #[test]
    fn scripts_and_punctuation_separate() {
        assert_eq!(show("这件jacket能return吗？谢谢!"), ["这件", "jacket", "能", "return", "吗", "谢谢"]);
        assert_eq!(show("3-layer, 20000mm"), ["3", "layer", "20000mm"]);
        assert_eq!(show(" \t…！"), Vec::<String>::new());
    }

    #[test]
    fn apostrophes_do_not_split_words() {
        assert_eq!(show("I don’t know what's the shop's 'best'"), ["i", "dont", "know", "what", "the", "shop", "best"]);
    }

    #[test]
    fn a_giant_text_is_read_up_to_the_limit() {
        assert_eq!(show(&"好".repeat(100_000))[0].chars().count(), super::super::MAX_CHARS);
    }
}
