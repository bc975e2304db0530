//! Knowledge: what a merchant wrote, as values. Reading it from files, with lines and columns, is the hub's.

mod check;
mod language;
mod lookup;
mod problem;

pub use crate::office::template::Fault;
pub use check::Purpose;
pub use language::{Language, PerLanguage};
pub use lookup::{Endpoint, Field, FieldKind, LookUp, Method};
pub use problem::{Place, Problem, ProblemKind};

pub use crate::voice::{BASES, Emoji, PLACEHOLDERS, SITUATIONS, UnknownVoice, Voice};

use serde::{Deserialize, Serialize};

/// All that a merchant wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knowledge {
    /// Facts of the shop itself.
    pub shop: Shop,
    /// What can be looked up in the shop's own systems. A pack carries it apart from the rest: not all who read packs read it.
    #[serde(skip)]
    pub lookups: Vec<LookUp>,
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
    /// Facts of the merchant's own, by name: each fills `{{shop.NAME}}`.
    pub facts: Vec<(String, PerLanguage<String>)>,
    /// How it speaks, as far as the merchant says. A pack carries it apart, made [whole](Voice::whole).
    #[serde(skip)]
    pub voice: Voice,
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
    /// The look-up whose result it tells, by name.
    pub lookup: Option<String>,
    /// Its wording in each language that it is written in; at least one.
    pub wording: PerLanguage<Wording>,
}

/// An entry in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Ways to ask for it; at least one.
    pub phrasings: Vec<String>,
    /// The answer, as plain text; what may stand in braces is described in `docs/knowledge.md`. Where the entry has a look-up, what
    /// is said if that found something.
    pub answer: String,
    /// What is said where a slot of the answer has no value. Without it a person is called.
    pub fallback: Option<String>,
    /// What is said if the look-up found nothing. Without it the assistant says so in its own words.
    pub not_found: Option<String>,
    /// What is said if the look-up failed. Without it the assistant says so in its own words.
    pub failed: Option<String>,
}

impl Shop {
    /// The value of the slot `shop.NAME` in `language`, if the shop states it.
    pub fn slot(&self, name: &str, language: Language) -> Option<&str> {
        match name {
            "phone" => self.phone.as_deref(),
            "email" => self.email.as_deref(),
            "name" => self.name.get_or_any(language).map(String::as_str),
            _ => {
                let (_, fact) = self.facts.iter().find(|(known, _)| known == name)?;
                fact.get_or_any(language).map(String::as_str)
            }
        }
    }
}

/// The slots that hold facts of the shop, beside the merchant's own.
pub const SHOP_SLOTS: [&str; 3] = ["shop.phone", "shop.email", "shop.name"];

/// The slots that hold what the open page says of its product.
pub const PAGE_SLOTS: [&str; 9] = [
    "page.name",
    "page.brand",
    "page.price",
    "page.list-price",
    "page.saving",
    "page.sku",
    "page.rating",
    "page.reviews",
    "page.stock",
];
