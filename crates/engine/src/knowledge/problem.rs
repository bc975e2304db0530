//! What can be wrong with knowledge, in words.

use std::fmt;

use super::Language;
use crate::office::template::Fault;

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
    /// The look-up with this index.
    LookUp(usize),
    /// A field of a look-up, by its index.
    Field(usize, usize),
    /// The fact of the shop with this index.
    Fact(usize),
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
    /// What stands in braces in a text cannot be read.
    Template {
        /// The key of the text.
        key: &'static str,
        /// What is wrong.
        fault: Fault,
    },
    /// A text holds a slot that nothing fills.
    UnknownSlot {
        /// The slot's name.
        slot: String,
        /// What there is, in words.
        known: String,
    },
    /// A text holds a slot for which the shop states no value.
    UnfilledSlot {
        /// The slot's name.
        slot: String,
    },
    /// A text holds a slot that may have no value, and there is no other text for then.
    OpenSlot {
        /// The slot's name.
        slot: String,
        /// Whether a fallback would help: it is not the fallback itself.
        can_fall_back: bool,
    },
    /// An entry names a look-up that is not there.
    UnknownLookUp {
        /// Its name.
        name: String,
    },
    /// An entry without a look-up has a text for what became of it.
    NoLookUp {
        /// The key of the text.
        key: &'static str,
    },
    /// A name of a look-up, a field or a fact cannot stand in a slot.
    BadName {
        /// The name.
        name: String,
    },
    /// A name is taken: of another look-up, of another field of the same, or of what slots begin with.
    TakenName {
        /// The name.
        name: String,
    },
    /// A text that may be left out says nothing.
    Blank {
        /// The key of the text.
        key: &'static str,
    },
    /// A field is called nothing that a shopper could read.
    NoLabel,
    /// An endpoint's address is neither of `https` nor a path.
    BadUrl {
        /// The address.
        url: String,
    },
    /// A masked field would stand in an address.
    ExposedField {
        /// The field's name.
        field: String,
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
            Self::Template { key, fault } => write!(f, "in \"{key}\": {fault}"),
            Self::UnknownSlot { slot, known } => {
                write!(f, "unknown slot `{{{{{slot}}}}}`; correct or remove it (known are {known})")
            }
            Self::UnfilledSlot { slot } => {
                write!(f, "slot `{{{{{slot}}}}}` has no value; state it under \"shop\" or take the slot out")
            }
            Self::OpenSlot { slot, can_fall_back } => {
                let other = if *can_fall_back { r#"add a "fallback", or "# } else { "" };
                write!(
                    f,
                    "slot `{{{{{slot}}}}}` is not always known; {other}put it between {{{{#if {slot}}}}} and {{{{/if}}}}"
                )
            }
            Self::UnknownLookUp { name } => write!(f, "there is no look-up `{name}`; describe it under \"lookups\""),
            Self::Blank { key } => write!(f, "\"{key}\" says nothing; write it or remove it"),
            Self::NoLookUp { key } => write!(f, "\"{key}\" without a look-up; name one as \"lookup\", or remove it"),
            Self::BadName { name } if name.is_empty() => {
                f.write_str(r#"no name; add "name": "…", of letters, digits, - and _"#)
            }
            Self::BadName { name } => write!(f, "`{name}` is no name; write letters, digits, - and _ only"),
            Self::TakenName { name } => write!(f, "the name `{name}` is taken; choose another one"),
            Self::NoLabel => f.write_str(r#"a field without a label; add "label": "…", what a shopper is to call it"#),
            Self::BadUrl { url } => {
                write!(
                    f,
                    "`{url}` is no address for a look-up; write https://… or a path of your own site such as /api/orders"
                )
            }
            Self::ExposedField { field } => write!(
                f,
                "the masked field `{field}` would stand in the address, where servers write it down; ask with \"method\": \"POST\""
            ),
            Self::UnknownSuggestion { id } => write!(f, "suggestion `{id}` is no entry's id; correct or remove it"),
        }
    }
}
