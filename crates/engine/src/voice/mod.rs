//! Voices: how the assistant speaks, as data. Three come with it; a merchant chooses one, and changes what should be otherwise.
//!
//! A voice has a few lines for each [`Situation`], which are said one after the other; what it says of the matter itself is the answer, which
//! no voice changes. A line may hold `{name}` (the visitor's), `{self}` (the assistant's), `{shop}` and `{product}`, and is left out where
//! that is not known; `-` says nothing.

mod base;
mod speak;

use serde::{Deserialize, Serialize};

use crate::knowledge::PerLanguage;

pub use base::{BASES, UnknownVoice};

/// What the assistant speaks to, by its name in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Situation(pub(crate) &'static str);

/// What a shop may say in its own words.
pub(crate) const GREETING: Situation = Situation("greeting");
pub(crate) const THANKS: Situation = Situation("thanks");
pub(crate) const GOODBYE: Situation = Situation("goodbye");
/// The shopper has understood, or thinks it over; also signs and pictures without words.
pub(crate) const NOD: Situation = Situation("okay");
/// The shopper wonders who is answering.
pub(crate) const WHO: Situation = Situation("who");
/// The shopper is upset: said before the answer.
pub(crate) const UPSET: Situation = Situation("upset");
/// Something is needed for a look-up.
pub(crate) const ASK: Situation = Situation("ask");
/// What was given for a look-up cannot be right.
pub(crate) const RETRY: Situation = Situation("retry");
/// Said of a single value that cannot be right.
pub(crate) const WRONG: Situation = Situation("wrong");
/// A look-up found nothing.
pub(crate) const NOT_FOUND: Situation = Situation("not-found");
/// A look-up failed.
pub(crate) const FAILED: Situation = Situation("failed");
/// The shopper does not want what was begun any more.
pub(crate) const CANCEL: Situation = Situation("cancel");

/// Said before an answer.
pub(crate) const OPENING: Situation = Situation("opening");
/// Said after an answer.
pub(crate) const CLOSING: Situation = Situation("closing");

// What only the shopper says.

/// The shopper agrees.
pub(crate) const YES: Situation = Situation("yes");
/// The shopper drops the matter, whatever it was.
pub(crate) const DROP: Situation = Situation("drop");
/// The shopper does not have what is asked for. Nothing is said to that: a person may know.
pub(crate) const LOST: Situation = Situation("lost");

/// All situations in which the assistant says something, by name, in the files' order.
pub const SITUATIONS: [&str; 14] = [
    "greeting",
    "thanks",
    "goodbye",
    "okay",
    "who",
    "upset",
    "ask",
    "retry",
    "wrong",
    "not-found",
    "failed",
    "cancel",
    "opening",
    "closing",
];

/// What a line may hold in single braces.
pub const PLACEHOLDERS: [&str; 4] = ["name", "self", "shop", "product"];

/// How the assistant speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The voice from which it takes what it does not say itself, one of [`BASES`]; empty: plain.
    pub base: String,
    /// What the assistant calls itself.
    pub name: PerLanguage<String>,
    /// What stands below a goodbye.
    pub signature: PerLanguage<String>,
    /// How many of the lines' emoji are shown. `None`: as the base has it.
    pub emoji: Option<Emoji>,
    /// Words to avoid, each with the one to use: in lines and in the merchant's answers, but not in what fills their slots.
    pub words: PerLanguage<Vec<(String, String)>>,
    /// Lines by the situation's name (one of [`SITUATIONS`]): said one after the other.
    pub lines: Vec<(String, PerLanguage<Vec<String>>)>,
}

/// How many of the lines' emoji are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Emoji {
    /// None.
    #[default]
    None,
    /// Those of every other line.
    Sparing,
    /// All.
    Playful,
}

impl Emoji {
    /// All, each with its name in knowledge files.
    pub const ALL: [(&'static str, Self); 3] =
        [("none", Self::None), ("sparing", Self::Sparing), ("playful", Self::Playful)];
}
