//! All that the merchant wrote, read and numbered: what the channels compare questions with.

use crate::knowledge::{Entry, Language};
use crate::reader::{Reader, Text};

/// An entry in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) entry: usize,
    pub(crate) language: Language,
}

/// One way to ask for an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrasing {
    pub(crate) group: usize,
    pub(crate) text: Text,
    /// Whether the merchant wrote it as a phrasing. An entry's id, read as words, is one more: it names what the entry is
    /// about.
    pub(crate) is_written: bool,
}

/// Phrasings, numbered in the order of entries, languages and phrasings; those of a group stand together.
#[derive(Debug, Default)]
pub(crate) struct Phrasings {
    pub(crate) all: Vec<Phrasing>,
    pub(crate) groups: Vec<Group>,
    /// For each group, the entry's answer in that language.
    pub(crate) answers: Vec<Text>,
    pub(crate) entries: usize,
}

/// What is left out while a phrasing is asked as a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// Only the phrasing: how a shopper's new wording of a known question looks.
    Phrasing,
    /// Its whole entry: how a question looks that nothing answers.
    Entry,
}

/// A phrasing that is asked as if a shopper had worded it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rehearsal {
    pub(crate) phrasing: usize,
    pub(crate) left_out: LeftOut,
}

impl Phrasings {
    pub(crate) fn new(entries: &[Entry], reader: &Reader) -> Self {
        let mut phrasings = Self { entries: entries.len(), ..Self::default() };
        for (number, entry) in entries.iter().enumerate() {
            for language in Language::ALL {
                let wording = entry.wording.get(language);
                let name = name(entry, language);
                if wording.is_none() && name.is_none() {
                    continue;
                }
                let group = phrasings.groups.len();
                phrasings.groups.push(Group { entry: number, language });
                phrasings.answers.push(wording.map(|wording| reader.read(&wording.answer)).unwrap_or_default());
                for phrasing in wording.iter().flat_map(|wording| &wording.phrasings) {
                    phrasings.all.push(Phrasing { group, text: reader.read(phrasing), is_written: true });
                }
                if let Some(name) = name {
                    phrasings.all.push(Phrasing { group, text: reader.read(&name), is_written: false });
                }
            }
        }
        phrasings
    }

    /// How many texts there are: the phrasings, and after them each group's answer.
    pub(crate) fn texts(&self) -> usize {
        self.all.len() + self.answers.len()
    }

    /// A text.
    pub(crate) fn text(&self, text: usize) -> &Text {
        match self.all.get(text) {
            Some(phrasing) => &phrasing.text,
            None => &self.answers[text - self.all.len()],
        }
    }

    /// The group of a text.
    pub(crate) fn group_of(&self, text: usize) -> usize {
        self.all.get(text).map_or(text.saturating_sub(self.all.len()), |phrasing| phrasing.group)
    }

    /// The entry of a phrasing.
    pub(crate) fn entry_of(&self, phrasing: usize) -> usize {
        self.groups[self.all[phrasing].group].entry
    }
}

/// An entry's id as words, in English, as ids are. An id without words ("q17") is none.
fn name(entry: &Entry, language: Language) -> Option<String> {
    let is_word = |part: &&str| part.len() > 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let has_words = entry.id.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| is_word(&part));
    (language == Language::En && has_words).then(|| entry.id.replace(['-', '_', '/', '.', ':'], " "))
}
