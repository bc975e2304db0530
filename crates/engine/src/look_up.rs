//! Look-ups: what has to be looked up before there is an answer, what it takes, and what came of it. How they go is the
//! [`Office`](crate::Office)'s.

use crate::knowledge::{Endpoint, FieldKind, Language};
use crate::value::Value;

/// Something to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which request of the conversation it is: its result says so too.
    pub number: u32,
    /// The look-up's name.
    pub name: String,
    /// What it is given, by the names of its fields.
    pub fields: Vec<(String, String)>,
    /// Where it is asked, unless the page has a function of its own for it.
    pub endpoint: Option<Endpoint>,
}

/// What came of a look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookedUp {
    /// This was found.
    Found(Value),
    /// There is no such thing.
    NotFound,
    /// It could not be looked up, for whatever reason.
    Failed,
}

/// What a look-up has yet to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The entry that it is for.
    pub entry: String,
    /// What is asked for.
    pub fields: Vec<FormField>,
}

/// A field of a [`Form`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: FieldKind,
    /// The values that there are; empty if it can be anything.
    pub options: Vec<String>,
    /// What is known of it already.
    pub value: String,
    /// What is wrong with that, if anything.
    pub error: Option<String>,
}

/// The look-up that a conversation is at. It is not kept with the conversation: some of what was given may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) entry: String,
    pub(crate) language: Language,
    /// How likely the entry was the right one, in thousandths.
    pub(crate) confidence: u16,
    pub(crate) misses: u8,
    /// Whether the last reply asked for it.
    pub(crate) is_asked: bool,
    /// What was given.
    pub(crate) values: Vec<(String, String)>,
    /// The number of the request that is being looked up.
    pub(crate) running: Option<u32>,
}

impl Pending {
    /// The language in which it began, and how likely its entry was the right one.
    pub(crate) fn origin(&self) -> (Language, f32) {
        (self.language, f32::from(self.confidence) / 1_000.0)
    }
}
