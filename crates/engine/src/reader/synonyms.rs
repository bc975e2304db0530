//! Words that mean the same in a shop, each group read as its first word.

use crate::knowledge::Language;
use crate::order::Lookup;
use crate::text::{Token, tokens};

/// Groups of synonyms of one language.
#[derive(Debug)]
pub(crate) struct Synonyms {
    language: Language,
    /// Each variant, as stems separated by blanks or as Chinese characters, and its group.
    variants: Lookup,
    /// What stands for each group.
    canonical: Vec<Vec<Token>>,
    /// Stems, or characters, of the longest variant.
    longest: usize,
}

impl Synonyms {
    /// Reads groups, one a line, the canonical word first, separated by `|`. A line of another shape is no group.
    pub(super) fn new(lines: &str, language: Language) -> Self {
        let mut variants = Vec::new();
        let mut groups = Vec::new();
        let mut longest = 0;
        for line in lines.lines() {
            let mut words = line.split('|');
            let canonical = tokens(words.next().unwrap_or_default());
            for word in words {
                let (key, length) = key(&tokens(word));
                longest = longest.max(length);
                variants.push((key, groups.len()));
            }
            groups.push(canonical);
        }
        Self { language, variants: Lookup::new(variants), canonical: groups, longest }
    }

    /// Replaces every variant by what stands for it, from left to right, the longest first.
    pub(super) fn replace(&self, tokens: Vec<Token>) -> Vec<Token> {
        match self.language {
            Language::En => self.replace_words(&tokens),
            Language::Zh => tokens.into_iter().map(|token| self.replace_in_run(token)).collect(),
        }
    }

    fn replace_words(&self, tokens: &[Token]) -> Vec<Token> {
        let mut read = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            let most = tokens[at..].iter().take(self.longest).take_while(|token| matches!(token, Token::Word { .. }));
            let most = most.count();
            let found =
                (1..=most).rev().find_map(|length| Some((length, self.find(&key(&tokens[at..at + length]).0)?)));
            if let Some((length, canonical)) = found {
                read.extend_from_slice(canonical);
                at += length;
            } else {
                read.push(tokens[at].clone());
                at += 1;
            }
        }
        read
    }

    fn replace_in_run(&self, token: Token) -> Token {
        let Token::Han(run) = token else { return token };
        let mut read = Vec::with_capacity(run.len());
        let mut at = 0;
        while at < run.len() {
            let most = self.longest.min(run.len() - at);
            let found = (1..=most).rev().find_map(|length| {
                let typed: String = run[at..at + length].iter().collect();
                Some((length, self.find(&typed)?))
            });
            if let Some((length, [Token::Han(canonical)])) = found {
                read.extend_from_slice(canonical);
                at += length;
            } else {
                read.push(run[at]);
                at += 1;
            }
        }
        Token::Han(read)
    }

    fn find(&self, key: &str) -> Option<&[Token]> {
        Some(&self.canonical[self.variants.find(key)?])
    }
}

/// What a variant is looked up by, and its length.
fn key(tokens: &[Token]) -> (String, usize) {
    let mut key = String::new();
    let mut length = 0;
    for token in tokens {
        match token {
            Token::Word { stem, .. } => {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(stem);
                length += 1;
            }
            Token::Han(run) => {
                key.extend(run);
                length += run.len();
            }
        }
    }
    (key, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(tokens: &[Token]) -> String {
        key(tokens).0
    }

    #[test]
    fn the_longest_variant_wins() {
        let synonyms = Synonyms::new("refund|money back|get my money back\nmoney|cash\n", Language::En);
        assert_eq!(show(&synonyms.replace(tokens("I want to get my money back in cash"))), "i want to refund in money");
    }

    #[test]
    fn chinese_variants_are_found_inside_a_run() {
        let synonyms = Synonyms::new("运费|邮费|快递费\n", Language::Zh);
        assert_eq!(show(&synonyms.replace(tokens("快递费谁出"))), "运费谁出");
        assert_eq!(show(&synonyms.replace(tokens("快递到了吗"))), "快递到了吗");
    }

    #[test]
    fn lines_of_another_shape_change_nothing() {
        let synonyms = Synonyms::new("\nalone\n|\n", Language::En);
        assert_eq!(show(&synonyms.replace(tokens("alone at home"))), "alon at home");
    }
}
