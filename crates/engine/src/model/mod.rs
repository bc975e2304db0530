//! A language model: what is known of a language before any merchant wrote a word.
//!
//! Word vectors whose sums are near where sentences mean the same, how rare words are, the topics of retail, manners, synonyms, and
//! for Chinese the simplified forms and the pinyin of characters. It owns its file's shape and look-ups in it; what is made
//! of them is the channels'. How the files are made is told in `models/README.md`.

mod manner;
mod pinyin;
mod topics;
mod words;

use std::sync::Arc;

use serde::Deserialize;

use crate::file::{Format, LoadError};
use crate::knowledge::{Language, PerLanguage};
use manner::MannerModel;

pub(crate) use manner::{Manner, Manners, Marks};
pub(crate) use pinyin::{Pinyin, Syllable};
pub(crate) use topics::Topics;
pub(crate) use words::{LONGEST, Words};

/// The version of the model files that this engine reads. A change of the content's shape raises it.
pub(crate) const VERSION: u16 = 2;

/// Largest model file that is loaded: a bound against hostile input, ten times what is ever made.
pub(crate) const MAX_BYTES: usize = 16 * 1024 * 1024;

const FORMAT: Format = Format {
    magic: "FWLM",
    version: VERSION,
    name: "language model",
    maker: "cargo xtask models",
    max_bytes: MAX_BYTES,
};

/// The models of those languages that have one. Copies share them.
pub type Models = PerLanguage<Arc<LanguageModel>>;

/// What a language brings along.
#[derive(Debug)]
pub struct LanguageModel {
    language: Language,
    fingerprint: u32,
    pub(crate) words: Words,
    pub(crate) topics: Topics,
    pub(crate) manner: MannerModel,
    pub(crate) synonyms: String,
    /// Traditional characters and their simplified forms, sorted by the former.
    simplified: Vec<(char, char)>,
    pub(crate) pinyin: Pinyin,
}

/// The file's content, as the pipeline writes it.
#[derive(Deserialize)]
struct Content<'a> {
    language: Language,
    /// Vocabulary, sorted by bytes, one word a line.
    words: &'a str,
    /// For each word, 16 times its rarity in a large corpus.
    rarities: &'a [u8],
    /// Numbers in a word's vector.
    width: u8,
    /// For each word, the logarithm of its vector's unit.
    scales: &'a [u8],
    /// For each word, its vector in units, each number plus 7.
    codes: &'a [u8],
    /// Names of topics, one a line.
    topics: &'a str,
    /// The unit of the topics' weights.
    topic_unit: f32,
    /// For each topic, one weight a number of the vector and one constant, in units, each plus 128.
    topic_weights: &'a [u8],
    /// The unit of the manners' weights.
    manner_unit: f32,
    /// For each manner, one weight a number of the vector, one a mark, and one constant, in units, each plus 128.
    manner_weights: &'a [u8],
    /// The unit of the words' weights for the manners.
    manner_word_unit: f32,
    /// For each manner, one weight a word, in units, each plus 128.
    manner_words: &'a [u8],
    /// Groups of synonyms, one a line, the canonical word first, separated by `|`.
    synonyms: &'a str,
    /// Each traditional character, followed by its simplified form.
    simplified: &'a str,
    /// The syllables of pinyin, separated by blanks.
    syllables: &'a str,
    /// Characters that have a reading.
    readable: &'a str,
    /// For each of them, the number of its syllable.
    readings: Vec<u16>,
}

impl LanguageModel {
    /// Reads a model file.
    ///
    /// # Errors
    /// [`LoadError`] says what is wrong with the bytes. Every count in the file is checked against every other.
    pub fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let content = FORMAT.open(bytes)?;
        let malformed = || LoadError::malformed(FORMAT);
        let (content, rest): (Content<'_>, &[u8]) = postcard::take_from_bytes(content).map_err(|_| malformed())?;
        if !rest.is_empty() {
            return Err(malformed());
        }
        Self::from_content(&content, Format::checksum(bytes)).ok_or_else(malformed)
    }

    fn from_content(content: &Content<'_>, fingerprint: u32) -> Option<Self> {
        let width = usize::from(content.width);
        let words = Words::new(content.words, content.rarities, width, content.scales, content.codes)?;
        let topics = Topics::new(content.topics, width, content.topic_unit, content.topic_weights)?;
        let manner = MannerModel::new(
            &words,
            content.manner_unit,
            content.manner_weights,
            content.manner_word_unit,
            content.manner_words,
        )?;
        let pairs: Vec<char> = content.simplified.chars().collect();
        let simplified: Vec<(char, char)> = pairs.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let is_sorted = simplified.is_sorted_by(|a, b| a.0 < b.0);
        let pinyin = Pinyin::new(content.syllables, content.readable, &content.readings)?;
        (pairs.len().is_multiple_of(2) && is_sorted).then(|| Self {
            language: content.language,
            fingerprint,
            words,
            topics,
            manner,
            synonyms: content.synonyms.to_owned(),
            simplified,
            pinyin,
        })
    }

    /// The language that it is of.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What tells its file from others.
    pub(crate) fn fingerprint(&self) -> u32 {
        self.fingerprint
    }

    /// The simplified form of a character, or the character itself.
    pub(crate) fn simplify(&self, c: char) -> char {
        match self.simplified.binary_search_by_key(&c, |(traditional, _)| *traditional) {
            Ok(at) => self.simplified[at].1,
            Err(_) => c,
        }
    }
}
