//! The open page beside the merchant's knowledge: which of the two a question is put to.
//!
//! Page and knowledge are read apart, each with its own probabilities. A shop's own word on a matter goes before a page's, which
//! speaks of one product only, unless the question points at that product.

use std::fmt;

use crate::channels::{Channels, Lessons};
use crate::exact::Exact;
use crate::judge::Judge;
use crate::knowledge::Language;
use crate::model::Models;
use crate::page::Facts;
use crate::parts::Without;
use crate::reader::Reader;
use crate::reading::{self, CANDIDATES, Reading};

/// How much less probable than the shop's answer a page's may be and still be given, where the question points at the product.
const POINTED: f32 = 0.1;

/// From which probability on a page answers what does not point at its product: so much, and more for each unit of probability that
/// the shop's own answer is right. Low: a page's price is given to whoever asks what a voucher is worth; high: whoever asks
/// “price?” gets the shop's rules about prices.
const UNPOINTED: f32 = 0.5;
const AGAINST: f32 = 0.45;

/// Below this probability a page answers nothing.
const LEAST: f32 = 0.5;

/// What the open page says, ready to be asked.
pub(crate) struct Opened {
    facts: Box<dyn Facts>,
    channels: Channels,
    exact: Exact,
    /// The number of its first entry: the merchant's come before.
    first: usize,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened")
    }
}

impl Opened {
    pub(crate) fn new(facts: Box<dyn Facts>, models: Models, first: usize) -> Self {
        let channels = Channels::new(facts.entries(), Reader::new(models, Without::default()), Lessons::Carried(None));
        let exact = Exact::new(facts.entries(), &channels);
        Self { facts, channels, exact, first }
    }

    /// The same with other language models.
    pub(crate) fn with(self, models: Models) -> Self {
        Self::new(self.facts, models, self.first)
    }

    /// What the page's entry with this number answers.
    pub(crate) fn answer(&self, entry: usize, said: &[&str], language: Language) -> String {
        self.facts.answer(entry - self.first, said, language)
    }

    /// What fills the slot `page.NAME`.
    pub(crate) fn slot(&self, name: &str, language: Language) -> Option<String> {
        self.facts.slot(name, language)
    }

    /// Adds to the merchant's candidates what the page has to say to `text`.
    pub(crate) fn add_to(&self, own: &mut Reading, text: &str) {
        let read = |text: &str| Reading::new(text, &self.channels, &self.exact, Judge::default());
        let mut page = read(text);
        let pointing = self.facts.pointing(text);
        if let Some(other) = pointing.as_deref().map(read).filter(|other| other.confidence() > page.confidence()) {
            page = other;
        }
        // What the page does not say is answered by nothing; its share of the probability is lost to the others.
        page.candidates.retain(|candidate| self.facts.is_known(candidate.entry()));
        for candidate in &mut page.candidates {
            candidate.ranked.entry += self.first;
        }
        let (ours, theirs) = (own.confidence(), page.confidence());
        let is_shops = page.best().is_some_and(|entry| self.facts.is_shops(entry - self.first));
        let is_about_it = pointing.is_some() || points(text);
        let wins = theirs >= LEAST
            && match (is_about_it, is_shops) {
                (true, false) => theirs > ours - POINTED,
                (true, true) => theirs > ours,
                (false, false) => theirs > UNPOINTED + AGAINST * ours,
                (false, true) => self.first == 0,
            };
        if !wins && !is_about_it && self.first > 0 {
            return;
        }
        own.is_exact &= !wins;
        // What wins comes first, all else by its probability.
        own.candidates.splice(..0, page.candidates);
        let rest = own.candidates.get_mut(usize::from(wins)..).unwrap_or_default();
        rest.sort_by(|one, other| other.probability.total_cmp(&one.probability));
        own.candidates.truncate(CANDIDATES);
        reading::raise_first(&mut own.candidates, 0.0);
    }
}

/// Whether `text` points at what is on the page.
fn points(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_word = |word: &str| ["this", "these", "page"].contains(&word);
    lower.split(|c: char| !c.is_ascii_alphanumeric()).any(is_word)
        || ["这", "這", "本款", "此款", "页面", "頁面"].iter().any(|pointer| lower.contains(pointer))
}
