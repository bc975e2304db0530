//! From tokens to weighted features: words, word pairs, letter groups, characters.

use crate::text::Token;

/// What the parts of a text count. Each weight multiplies the feature's term frequency and its rarity. A weight of 0 turns
/// a kind off; raising one lets that kind of likeness decide over the others.
mod weight {
    /// English word stems: the measure of all others.
    pub(super) const STEM: f32 = 1.0;
    /// Pairs of neighbouring stems. Low: word order stops counting. High: only set phrases match.
    pub(super) const STEM_PAIR: f32 = 0.5;
    /// Groups of 3 to 5 letters inside a word. Low: typos and unknown endings find nothing. High: words that merely look
    /// alike match.
    pub(super) const LETTERS: f32 = 0.22;
    /// Single Chinese characters. Low: short questions find little. High: common characters drown the rest.
    pub(super) const HAN: f32 = 0.9;
    /// Pairs of neighbouring Chinese characters, which are mostly words.
    pub(super) const HAN_PAIR: f32 = 0.6;
    /// Pairs with one character between them: bridges an inserted character.
    pub(super) const HAN_SKIP: f32 = 0.25;
}

/// A feature's name: a 32-bit hash of its kind and text. Among the tens of thousands of features of a large pack, a
/// handful collide, which the many other features of a text outvote.
pub(super) type FeatureId = u32;

/// The features of a text, each once, sorted by id, with weights from kind and frequency.
pub(super) fn features(tokens: &[Token]) -> Vec<(FeatureId, f32)> {
    let mut found = Vec::new();
    let mut before: Option<&str> = None;
    for token in tokens {
        match token {
            Token::Word { word, stem } => {
                found.push((hash(b'w', stem.bytes()), weight::STEM.to_bits()));
                if let Some(before) = before {
                    found.push((
                        hash(b'p', before.bytes().chain([b' ']).chain(stem.bytes())),
                        weight::STEM_PAIR.to_bits(),
                    ));
                }
                before = Some(stem);
                letters(word, &mut found);
            }
            Token::Han(run) => {
                before = None;
                han(run, &mut found);
            }
        }
    }
    merge(found)
}

fn letters(word: &str, found: &mut Vec<(FeatureId, u32)>) {
    // Marks at both ends tell a word's beginning and end from its middle.
    let marked: Vec<char> = ['<'].into_iter().chain(word.chars()).chain(['>']).collect();
    for size in 3..=5 {
        for group in marked.windows(size) {
            found.push((hash_chars(b'l', group), weight::LETTERS.to_bits()));
        }
    }
}

fn han(run: &[char], found: &mut Vec<(FeatureId, u32)>) {
    for c in run {
        found.push((hash_chars(b'h', &[*c]), weight::HAN.to_bits()));
    }
    for pair in run.windows(2) {
        found.push((hash_chars(b'i', pair), weight::HAN_PAIR.to_bits()));
    }
    for three in run.windows(3) {
        found.push((hash_chars(b's', &[three[0], three[2]]), weight::HAN_SKIP.to_bits()));
    }
}

/// Sorts features, each with the bits of its weight, and joins what stands more than once: a feature found n times counts 1 + ln n times.
fn merge(mut found: Vec<(FeatureId, u32)>) -> Vec<(FeatureId, f32)> {
    // By weight too, so that colliding kinds join in the same way whatever order they came in: the bits of numbers above 0
    // are in their order.
    found.sort_unstable();
    let mut merged: Vec<(FeatureId, f32)> = Vec::with_capacity(found.len());
    for group in found.chunk_by(|a, b| a.0 == b.0) {
        #[expect(clippy::cast_precision_loss, reason = "a text has at most a few thousand features")]
        let count = group.len() as f32;
        merged.push((group[0].0, f32::from_bits(group[0].1) * (1.0 + libm::logf(count))));
    }
    merged
}

fn hash_chars(kind: u8, chars: &[char]) -> FeatureId {
    hash(kind, chars.iter().flat_map(|c| (*c as u32).to_le_bytes()))
}

/// FNV-1a (Fowler, Noll, Vo), 32 bits, with a final mix so that short inputs spread over all bits.
fn hash(kind: u8, bytes: impl Iterator<Item = u8>) -> FeatureId {
    let mut state: u32 = 0x811C_9DC5;
    for byte in [kind].into_iter().chain(bytes) {
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    state ^= state >> 16;
    state.wrapping_mul(0x85EB_CA6B) ^ (state >> 13)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn features_are_sorted_and_unique() {
        let found = features(&tokens("退货退货退货 return the return"));
        assert!(found.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn repetition_counts_less_than_it_repeats() {
        let once = features(&tokens("退"))[0].1;
        let thrice: f32 = features(&tokens("退,退,退"))[0].1;
        assert!(once < thrice && thrice < 3.0 * once);
    }

    #[test]
    fn a_typo_keeps_part_of_the_features() {
        let (right, wrong) = (features(&tokens("delivery")), features(&tokens("delivry")));
        let shared = wrong.iter().filter(|(id, _)| right.iter().any(|(known, _)| known == id)).count();
        assert!(shared * 3 > wrong.len(), "{shared} of {}", wrong.len());
    }

    #[test]
    fn an_empty_text_has_no_features() {
        assert!(features(&tokens("?! ")).is_empty());
    }
}
