//! Knowledge: what a merchant wrote, as values. Reading it from files, with lines and columns, is the hub's.

mod check;
mod language;

pub use check::{Place, Problem, ProblemKind, Purpose};
pub use language::{Language, PerLanguage};

use serde::{Deserialize, Serialize};

/// All that a merchant wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knowledge {
    /// Facts of the shop itself.
    pub shop: Shop,
    /// The entries, in the merchant's order.
    pub entries: Vec<Entry>,
}

/// Facts of the shop itself. All are optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    /// The shop's name.
    pub name: PerLanguage<String>,
    /// The locales it serves, as BCP 47 tags, the main one first.
    pub locales: Vec<String>,
    /// The currency of its prices, as an ISO 4217 code.
    pub currency: Option<String>,
    /// The time zone of its hours, as an IANA name.
    pub timezone: Option<String>,
    /// When people are there.
    pub hours: Vec<Hours>,
    /// Its telephone number, as shoppers are to read it.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// The name of the voice in which it speaks.
    pub voice: Option<String>,
    /// What the assistant says before the first question.
    pub greeting: PerLanguage<String>,
    /// The ids of entries to suggest before the first question.
    pub suggestions: Vec<String>,
}

/// A stretch of the week in which people are there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The days, as three-letter English names: `mon`, `sat-sun`.
    pub days: String,
    /// From when, as `HH:MM`.
    pub open: String,
    /// Until when, as `HH:MM`.
    pub close: String,
}

/// One thing that shoppers ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name, unique in the knowledge.
    pub id: String,
    /// What it is about, for grouping; free text.
    pub topic: Option<String>,
    /// Its wording in each language that it is written in; at least one.
    pub wording: PerLanguage<Wording>,
}

/// An entry in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Ways to ask for it; at least one.
    pub phrasings: Vec<String>,
    /// The answer, as plain text. Slots such as `{{shop.phone}}` are filled in.
    pub answer: String,
}

impl Shop {
    /// The value of the slot `name` (one of [`SLOTS`]) in `language`, if the shop states it.
    pub fn slot(&self, name: &str, language: Language) -> Option<&str> {
        match name {
            "shop.phone" => self.phone.as_deref(),
            "shop.email" => self.email.as_deref(),
            "shop.name" => self.name.get_or_any(language).map(String::as_str),
            _ => None,
        }
    }
}

/// The slots that an answer may hold.
pub const SLOTS: [&str; 3] = ["shop.phone", "shop.email", "shop.name"];

/// The names of the slots in an answer, in order: what stands between `{{` and `}}`.
pub fn slots(answer: &str) -> impl Iterator<Item = &str> {
    answer.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim())
}
