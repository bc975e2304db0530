//! What can be wrong with knowledge as a whole. All problems are found at once; where they stand in a file, the reader of
//! the file knows.

use std::collections::BTreeMap;
use std::fmt;

use super::{Knowledge, Language, SLOTS, slots};
use crate::text;

/// Where in the knowledge a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The entry with this index.
    Entry(usize),
    /// A language of an entry.
    Wording(usize, Language),
    /// A phrasing of an entry, by its index.
    Phrasing(usize, Language, usize),
    /// The suggestion with this index.
    Suggestion(usize),
}

/// Something that must be mended before a pack can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

/// The kinds of problems. `Display` says what was found and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The entry has no id.
    NoId,
    /// Two entries have the same id; the first is the one with this index.
    DuplicateId {
        /// The id.
        id: String,
        /// The earlier entry.
        first: usize,
    },
    /// The entry is written in no language.
    NoWording,
    /// There is no phrasing.
    NoPhrasing,
    /// The phrasing has no letter, digit or sign that could be matched.
    EmptyPhrasing {
        /// The phrasing.
        phrasing: String,
    },
    /// There is no answer.
    NoAnswer,
    /// A phrasing stands in another entry already.
    SharedPhrasing {
        /// The phrasing.
        phrasing: String,
        /// The same as the earlier entry writes it.
        written: String,
        /// The id of the earlier entry.
        entry: String,
        /// The earlier entry.
        first: usize,
    },
    /// The answer holds a brace of a slot without its counterpart.
    BrokenSlot,
    /// The answer holds a slot that nothing fills.
    UnknownSlot {
        /// The slot's name.
        slot: String,
    },
    /// The answer holds a slot for which the shop states no value.
    UnfilledSlot {
        /// The slot's name.
        slot: String,
    },
    /// The suggestion names an entry that is not there.
    UnknownSuggestion {
        /// The id.
        id: String,
    },
}

impl ProblemKind {
    /// The index of the earlier entry with which this one collides.
    pub fn earlier(&self) -> Option<usize> {
        match self {
            Self::DuplicateId { first, .. } | Self::SharedPhrasing { first, .. } => Some(*first),
            _ => None,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoId => f.write_str(r#"entry without an id; add "id": "…", a short name of its own"#),
            Self::DuplicateId { id, .. } => {
                write!(f, "the id `{id}` is taken by an earlier entry; give this one another id")
            }
            Self::NoWording => f.write_str(r#"written in no language; add "zh" or "en" with phrasings and an answer"#),
            Self::NoPhrasing => {
                f.write_str(r#"no phrasing; add "phrasings": ["…"] with at least one way to ask for it"#)
            }
            Self::EmptyPhrasing { phrasing } => {
                write!(f, "the phrasing `{phrasing}` holds no letter or digit; write it out or remove it")
            }
            Self::NoAnswer => f.write_str(r#"no answer; add "answer": "…", what the shopper is to read"#),
            Self::SharedPhrasing { phrasing, written, entry, .. } if phrasing == written => {
                write!(f, "the phrasing `{phrasing}` stands in entry `{entry}` already; keep it in one of them")
            }
            Self::SharedPhrasing { phrasing, written, entry, .. } => {
                write!(
                    f,
                    "the phrasing `{phrasing}` reads the same as `{written}` in entry `{entry}`; keep one of them"
                )
            }
            Self::BrokenSlot => f.write_str("a slot is not closed, or not opened; write it as {{shop.phone}}"),
            Self::UnknownSlot { slot } => {
                write!(f, "unknown slot `{{{{{slot}}}}}`; correct or remove it (known are {})", SLOTS.join(", "))
            }
            Self::UnfilledSlot { slot } => {
                write!(f, "slot `{{{{{slot}}}}}` has no value; state it under \"shop\" or take the slot out")
            }
            Self::UnknownSuggestion { id } => write!(f, "suggestion `{id}` is no entry's id; correct or remove it"),
        }
    }
}

/// What the knowledge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be served to shoppers: everything must be right.
    Serve,
    /// To measure the matcher on: entries may lack answers and share phrasings, as public question sets do.
    Measure,
}

impl Knowledge {
    /// Finds everything that is wrong, in the order of the entries.
    pub fn check(&self, purpose: Purpose) -> Vec<Problem> {
        let mut check = Check { knowledge: self, purpose, problems: Vec::new() };
        check.ids();
        check.wordings();
        if purpose == Purpose::Serve {
            check.shared_phrasings();
        }
        check.suggestions();
        check.problems
    }
}

struct Check<'a> {
    knowledge: &'a Knowledge,
    purpose: Purpose,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn found(&mut self, place: Place, kind: ProblemKind) {
        self.problems.push(Problem { place, kind });
    }

    fn ids(&mut self) {
        let mut seen = BTreeMap::new();
        for (index, entry) in self.knowledge.entries.iter().enumerate() {
            if entry.id.trim().is_empty() {
                self.found(Place::Entry(index), ProblemKind::NoId);
            } else if let Some(&first) = seen.get(entry.id.as_str()) {
                self.found(Place::Entry(index), ProblemKind::DuplicateId { id: entry.id.clone(), first });
            } else {
                seen.insert(entry.id.as_str(), index);
            }
        }
    }

    fn wordings(&mut self) {
        for (index, entry) in self.knowledge.entries.iter().enumerate() {
            if entry.wording.is_empty() {
                self.found(Place::Entry(index), ProblemKind::NoWording);
            }
            for (language, wording) in entry.wording.iter() {
                let place = Place::Wording(index, language);
                if wording.phrasings.is_empty() {
                    self.found(place, ProblemKind::NoPhrasing);
                }
                if self.purpose == Purpose::Serve {
                    if wording.answer.trim().is_empty() {
                        self.found(place, ProblemKind::NoAnswer);
                    }
                    self.slots(place, language, &wording.answer);
                }
            }
        }
    }

    fn slots(&mut self, place: Place, language: Language, answer: &str) {
        let count = |braces| answer.matches(braces).count();
        if count("{{") != slots(answer).count() || count("{{") != count("}}") {
            self.found(place, ProblemKind::BrokenSlot);
        }
        for name in slots(answer) {
            let slot = name.to_owned();
            if !SLOTS.contains(&name) {
                self.found(place, ProblemKind::UnknownSlot { slot });
            } else if self.knowledge.shop.slot(name, language).is_none_or(|value| value.trim().is_empty()) {
                self.found(place, ProblemKind::UnfilledSlot { slot });
            }
        }
    }

    fn shared_phrasings(&mut self) {
        let mut seen: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for (index, entry) in self.knowledge.entries.iter().enumerate() {
            for (language, wording) in entry.wording.iter() {
                for (number, phrasing) in wording.phrasings.iter().enumerate() {
                    let place = Place::Phrasing(index, language, number);
                    let key = text::normalise(phrasing);
                    if key.is_empty() {
                        self.found(place, ProblemKind::EmptyPhrasing { phrasing: phrasing.clone() });
                    } else if let Some(&(first, written)) = seen.get(&key) {
                        // Twice in one entry leads to the same answer, whichever is meant.
                        if first != index {
                            let entry = self.knowledge.entries[first].id.clone();
                            let (phrasing, written) = (phrasing.clone(), written.to_owned());
                            self.found(place, ProblemKind::SharedPhrasing { phrasing, written, entry, first });
                        }
                    } else {
                        seen.insert(key, (index, phrasing));
                    }
                }
            }
        }
    }

    fn suggestions(&mut self) {
        for (index, id) in self.knowledge.shop.suggestions.iter().enumerate() {
            if !self.knowledge.entries.iter().any(|entry| entry.id == *id) {
                self.found(Place::Suggestion(index), ProblemKind::UnknownSuggestion { id: id.clone() });
            }
        }
    }
}
