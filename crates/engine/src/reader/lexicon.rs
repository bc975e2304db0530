//! The merchant's own words, and what shoppers type in their place: misspelt words, characters that sound the same, and
//! pinyin without characters.

use super::{Reader, Repair};
use crate::knowledge::Language;
use crate::model::{LanguageModel, Pinyin, Syllable};
use crate::order::Lookup;
use crate::text::{Token, stem};

/// Fewest letters of a word that is put right. Shorter words are near to too many others.
const SHORTEST: usize = 4;

/// Fewest letters that are cut into several words.
const SHORTEST_JOINED: usize = 6;

/// Letters of the longest of several words that were typed as one.
const LONGEST_JOINED: usize = 14;

/// How rare the words may be, a letter, that one word is cut into: rarities are natural logarithms, and those of running text
/// stay below it. Higher: names are cut to pieces. Lower: only the commonest words are found.
const RARITY_A_LETTER: f32 = 2.2;

/// The rarity of a merchant's word that the language model does not have.
const RARITY_OF_OURS: f32 = 6.0;

/// Characters of the longest piece of Chinese that is recognised by its sound.
const LONGEST: usize = 4;

/// The words of a merchant's phrasings.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Words as written, with how often.
    words: Lookup,
    /// Their stems.
    stems: Lookup,
    /// Pieces of Chinese of 2 to 4 characters, with how often.
    pieces: Lookup,
    /// For each sound the one of `heard` that has it.
    sounds: Lookup,
    heard: Vec<String>,
}

impl Lexicon {
    /// Collects the words of `texts`.
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a [Token]>, model: Option<&LanguageModel>) -> Self {
        let (mut words, mut stems, mut pieces) = (Vec::new(), Vec::new(), Vec::new());
        for token in texts.flatten() {
            match token {
                Token::Word { word, stem } => {
                    words.push((word.clone(), 1));
                    stems.push((stem.clone(), 1));
                }
                Token::Han(run) => {
                    for size in 2..=LONGEST {
                        pieces.extend(run.windows(size).map(|piece| (piece.iter().collect(), 1)));
                    }
                }
            }
        }
        let mut lexicon = Self {
            words: Lookup::sums(words),
            stems: Lookup::sums(stems),
            pieces: Lookup::sums(pieces),
            ..Self::default()
        };
        if let Some(model) = model {
            lexicon.listen(model);
        }
        lexicon
    }

    /// Learns how pieces and words sound. Of those that sound alike, a piece that the model knows as a word goes before one
    /// that merely stands somewhere, that before the model's other words, and then the more frequent before the rarer.
    fn listen(&mut self, model: &LanguageModel) {
        let mut sounds = Vec::new();
        let ours = self.pieces.iter().map(|(piece, count)| {
            let rank = if model.words.find(piece).is_some() { 2_000_000 } else { 1_000_000 };
            (piece, rank + count.min(999_999))
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rarity is 0 to 16")]
        let theirs = (0..model.words.len())
            .map(|number| (model.words.word(number), (1_000.0 * (16.0 - model.words.rarity(number))) as usize));
        for (piece, rank) in ours.chain(theirs) {
            if let Some(sound) = sound(&model.pinyin, piece) {
                // Smallest first is best first.
                sounds.push((sound, (usize::MAX - rank, piece)));
            }
        }
        let mut best: Vec<(String, usize)> = Vec::with_capacity(sounds.len());
        let mut heard: Vec<&str> = Vec::new();
        let ranked = sounds.iter().map(|(sound, (rank, _))| (sound.clone(), *rank)).collect();
        let ranked = Lookup::new(ranked);
        for (sound, (rank, piece)) in &sounds {
            if ranked.find(sound) == Some(*rank) {
                best.push((sound.clone(), heard.len()));
                heard.push(piece);
            }
        }
        self.heard = heard.into_iter().map(str::to_owned).collect();
        self.sounds = Lookup::new(best);
    }

    /// What is heard in some syllables.
    fn hear(&self, sound: &str) -> Option<&str> {
        self.sounds.find(sound).map(|number| self.heard[number].as_str())
    }

    /// Puts right what was mistyped.
    pub(super) fn repair(&self, tokens: Vec<Token>, reader: &Reader, repairs: &mut Vec<Repair>) -> Vec<Token> {
        let tokens = match reader.model(Language::Zh).and_then(|model| self.chinese(&tokens, reader, model)) {
            Some(run) => {
                repairs.push(Repair { typed: words(&tokens), read: run.iter().collect() });
                vec![Token::Han(run)]
            }
            None => tokens,
        };
        let mend = |token| match token {
            Token::Word { word, stem } => self.mend_word(word, stem, reader, repairs),
            Token::Han(run) => vec![Token::Han(match reader.model(Language::Zh) {
                Some(model) => self.mend_run(run, model, repairs),
                None => run,
            })],
        };
        tokens.into_iter().flat_map(mend).collect()
    }

    /// A misspelt word becomes the merchant's word that is one slip away, else several words if they were typed as one, else the
    /// language's word that is one slip away.
    fn mend_word(&self, word: String, stem_: String, reader: &Reader, repairs: &mut Vec<Repair>) -> Vec<Token> {
        let model = reader.model(Language::En);
        let is_known = self.stems.find(&stem_).is_some() || self.words.find(&word).is_some();
        let is_english = model.is_some_and(|model| model.words.find(&stem_).is_some());
        let is_plain = word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_known || is_english || !is_plain {
            return vec![Token::Word { word, stem: stem_ }];
        }
        let ours = self.words.iter().filter(|(other, _)| is_one_slip(&word, other));
        let ours = ours.max_by_key(|(_, count)| *count).map(|(other, _)| vec![other.to_owned()]);
        let theirs = || {
            let words = &model?.words;
            let near = (0..words.len()).filter(|number| is_one_slip(&stem_, words.word(*number)));
            let common = near.min_by(|a, b| words.rarity(*a).total_cmp(&words.rarity(*b)));
            common.map(|number| vec![words.word(number).to_owned()])
        };
        match ours.or_else(|| self.part(&word, model?)).or_else(theirs) {
            Some(read) => {
                repairs.push(Repair { typed: word, read: read.join(" ") });
                read.into_iter().map(|word| Token::Word { stem: stem(&word), word }).collect()
            }
            None => vec![Token::Word { word, stem: stem_ }],
        }
    }

    /// The words that were typed as one, if it is nothing but words: those that are the least rare together.
    fn part(&self, joined: &str, model: &LanguageModel) -> Option<Vec<String>> {
        if joined.len() < SHORTEST_JOINED {
            return None;
        }
        // best[i]: the least rarity of words that make up the first i letters, and where the last of them starts.
        let mut best: Vec<Option<(f32, usize)>> = vec![Some((0.0, 0))];
        for end in 1..=joined.len() {
            let mut here: Option<(f32, usize)> = None;
            for start in end.saturating_sub(LONGEST_JOINED)..end {
                let Some(((before, _), rarity)) = best[start].zip(self.rarity(&joined[start..end], model)) else {
                    continue;
                };
                if here.is_none_or(|(least, _)| before + rarity < least) {
                    here = Some((before + rarity, start));
                }
            }
            best.push(here);
        }
        #[expect(clippy::cast_precision_loss, reason = "a word has few letters")]
        let most = RARITY_A_LETTER * joined.len() as f32;
        let mut words = Vec::new();
        let mut end = joined.len();
        while let Some((rarity, start)) = best[end].filter(|_| end > 0) {
            if rarity > most {
                return None;
            }
            words.insert(0, joined[start..end].to_owned());
            end = start;
        }
        (words.len() > 1).then_some(words)
    }

    /// How rare a word is, if it is one. Of single letters only two are.
    fn rarity(&self, word: &str, model: &LanguageModel) -> Option<f32> {
        if word.len() == 1 && word != "a" && word != "i" {
            return None;
        }
        let theirs = model.words.find(&stem(word)).map(|number| model.words.rarity(number));
        theirs.or_else(|| self.words.find(word).map(|_| RARITY_OF_OURS))
    }

    /// Where two characters stand that are no word of the merchant or the language, but sound like one of the merchant's
    /// words, they become it.
    fn mend_run(&self, mut run: Vec<char>, model: &LanguageModel, repairs: &mut Vec<Repair>) -> Vec<char> {
        let is_ours = |piece: &str| self.pieces.find(piece).is_some();
        let is_word = |piece: &str| model.words.find(piece).is_some();
        let mut at = 0;
        while at + 1 < run.len() {
            let typed: String = run[at..at + 2].iter().collect();
            let heard = sound(&model.pinyin, &typed).and_then(|sound| self.hear(&sound));
            match heard {
                Some(piece) if !is_ours(&typed) && !is_word(&typed) && is_ours(piece) && is_word(piece) => {
                    repairs.push(Repair { typed, read: piece.to_owned() });
                    run.splice(at..at + 2, piece.chars());
                    at += 2;
                }
                _ => at += 1,
            }
        }
        run
    }

    /// Chinese for a question typed in pinyin: only where every word can be pinyin and some word is nothing else.
    fn chinese(&self, tokens: &[Token], reader: &Reader, model: &LanguageModel) -> Option<Vec<char>> {
        let mut syllables = Vec::new();
        let mut is_foreign = true;
        for token in tokens {
            let Token::Word { word, stem } = token else { return None };
            syllables.extend(model.pinyin.cut(word)?);
            let is_english = reader.model(Language::En).is_some_and(|english| english.words.find(stem).is_some());
            is_foreign &= self.stems.find(stem).is_some() || is_english;
        }
        if is_foreign || syllables.len() < 2 {
            return None;
        }
        self.spell(&syllables)
    }

    /// The pieces whose sounds make up `syllables`: few and long ones, each counting the square of its length. None if hardly any
    /// two syllables make a word: then it was a name, or another language.
    fn spell(&self, syllables: &[Syllable]) -> Option<Vec<char>> {
        // best[i]: the most that the first i syllables count, and the piece that ends there.
        let mut best: Vec<(usize, usize, &str)> = vec![(0, 0, "")];
        for end in 1..=syllables.len() {
            let mut here = (best[end - 1].0, end - 1, "");
            for start in end.saturating_sub(LONGEST)..end {
                if let Some(piece) = self.hear(&key(&syllables[start..end])) {
                    let count = best[start].0 + (end - start) * (end - start);
                    if count > here.0 {
                        here = (count, start, piece);
                    }
                }
            }
            best.push(here);
        }
        let most = best.last().map_or(0, |(count, ..)| *count);
        if 2 * most < 3 * syllables.len() {
            return None;
        }
        let mut run = Vec::new();
        let mut end = syllables.len();
        while end > 0 {
            let (_, start, piece) = best[end];
            run.extend(piece.chars().rev());
            end = start;
        }
        run.reverse();
        Some(run)
    }
}

/// How a piece sounds, as a text to look up; none if some character has no sound.
fn sound(pinyin: &Pinyin, piece: &str) -> Option<String> {
    piece.chars().map(|c| pinyin.sound(c)).collect::<Option<Vec<Syllable>>>().map(|syllables| key(&syllables))
}

/// Syllables as a text to look up: a character for each.
fn key(syllables: &[Syllable]) -> String {
    syllables.iter().filter_map(|syllable| char::from_u32(u32::from(*syllable) + 1)).collect()
}

fn words(tokens: &[Token]) -> String {
    let words = tokens.iter().filter_map(|token| match token {
        Token::Word { word, .. } => Some(word.as_str()),
        Token::Han(_) => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether one slip of the fingers makes one word the other: a letter too many, missing, wrong, or two neighbours swapped
/// (Damerau 1964). The same word is none.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 1 || one == other {
        return false;
    }
    let start = one.iter().zip(other).take_while(|(x, y)| x == y).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([] | [_], [] | [_]) => true,
        ([first, second], swapped) => *swapped == [*second, *first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_or_a_swap() {
        for (one, other) in
            [("delivry", "delivery"), ("delvery", "delivery"), ("retrun", "return"), ("refumd", "refund")]
        {
            assert!(is_one_slip(one, other) && is_one_slip(other, one), "{one} {other}");
        }
        for (one, other) in [("return", "return"), ("refund", "return"), ("boat", "coats"), ("abcd", "badc")] {
            assert!(!is_one_slip(one, other), "{one} {other}");
        }
    }
}
