//! The engine itself: a loaded pack and its index. What it replies is the dialogue's.

use std::sync::Arc;

use crate::channels::{Channels, Lessons};
use crate::compose;
use crate::exact::Exact;
use crate::file::LoadError;
use crate::judge::Judge;
use crate::knowledge::{Entry, Knowledge, Language, Shop};
use crate::margin::Machines;
use crate::model::{LanguageModel, Models};
use crate::opened::Opened;
use crate::pack::Pack;
use crate::page::Facts;
use crate::parts::{Part, Without};
use crate::reader::Reader;
use crate::reading::Reading;
use crate::reply::Chip;

/// Answers questions from one pack, with the language models that have arrived.
#[derive(Debug)]
pub struct Engine {
    pub(crate) shop: Shop,
    /// The merchant's, and after them those of the page.
    pub(crate) entries: Vec<Entry>,
    /// How many of the entries are the merchant's.
    own: usize,
    /// What the page says, if it says anything.
    opened: Option<Opened>,
    /// What the pack says of its own phrasings: learned with all models there.
    judge: Judge,
    /// What a large pack carries for the discriminative channel.
    machines: Option<Machines>,
    pub(crate) channels: Channels,
    exact: Exact,
}

impl Engine {
    /// Loads a pack and prepares its index. Language models may be there already, or come later with [`Self::add_model`].
    ///
    /// # Errors
    /// [`LoadError`] says what is wrong with the bytes.
    pub fn load(pack: &[u8], models: Models) -> Result<Self, LoadError> {
        let Pack { knowledge, judge, machines } = Pack::decode(pack)?;
        let channels = Channels::new(&knowledge.entries, reader(models), Lessons::Carried(machines.as_ref()));
        Ok(Self::assemble(knowledge, judge, machines, channels))
    }

    /// An engine straight from knowledge, without a pack in between and without asking that it be fit for shoppers.
    /// Phrasings may be shared, answers may be missing.
    pub fn learn(knowledge: Knowledge, models: Models) -> Self {
        Self::learn_without(knowledge, models, Without::default())
    }

    /// The same without some parts, to measure what they bring: by the order of candidates, since scores and probabilities are
    /// made for the whole.
    pub fn learn_without(knowledge: Knowledge, models: Models, without: Without) -> Self {
        let channels = Channels::new(&knowledge.entries, Reader::new(models, without), Lessons::Here);
        let judge = if without.has(Part::Calibration) { Judge::default() } else { Judge::learn(&channels) };
        let machines = channels.machines_to_carry();
        Self::assemble(knowledge, judge, machines, channels)
    }

    /// An engine straight from knowledge, where there is no time to learn how this knowledge differs from others: confidence is
    /// as in any shop. Language models come with [`Self::add_model`].
    pub fn begin(knowledge: Knowledge) -> Self {
        let channels = Channels::new(&knowledge.entries, Reader::default(), Lessons::Carried(None));
        Self::assemble(knowledge, Judge::default(), None, channels)
    }

    /// Takes in a language model that has arrived: from now on questions are compared by meaning too.
    pub fn add_model(&mut self, model: Arc<LanguageModel>) {
        let mut models = self.channels.models().clone();
        models.set(model.language(), model);
        self.opened = self.opened.take().map(|opened| opened.with(models.clone()));
        let own = &self.entries[..self.own];
        self.channels = Channels::new(own, reader(models), Lessons::Carried(self.machines.as_ref()));
        self.exact = Exact::new(own, &self.channels);
    }

    /// Takes in what the open page says, in place of what another page said before. `None` if it says nothing.
    pub fn open(&mut self, page: Option<Box<dyn Facts>>) {
        self.entries.truncate(self.own);
        self.entries.extend(page.iter().flat_map(|page| page.entries()).cloned());
        self.opened = page.map(|page| Opened::new(page, self.channels.models().clone(), self.own));
    }

    /// What an entry answers to what was `said`, newest first, in `language` if it is written in it.
    pub(crate) fn answer(&self, entry: usize, said: &[&str], language: Language) -> String {
        match &self.opened {
            Some(page) if self.is_pages(entry) => page.answer(entry, said, language),
            _ => compose::answer(&self.shop, &self.entries[entry], language),
        }
    }

    /// Whether there is anything to answer: an entry of the merchant's or of the open page.
    pub fn has_answers(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Whether any entry is written in `language`.
    pub fn speaks(&self, language: Language) -> bool {
        self.entries.iter().any(|entry| entry.wording.get(language).is_some())
    }

    pub(crate) fn into_pack(mut self) -> Pack {
        self.entries.truncate(self.own);
        let knowledge = Knowledge { shop: self.shop, entries: self.entries };
        Pack { knowledge, judge: self.judge, machines: self.machines }
    }

    fn assemble(knowledge: Knowledge, judge: Judge, machines: Option<Machines>, channels: Channels) -> Self {
        let Knowledge { shop, entries } = knowledge;
        let exact = Exact::new(&entries, &channels);
        let own = entries.len();
        Self { shop, entries, own, opened: None, judge, machines, channels, exact }
    }

    /// Reads `text` as it stands, with what the knowledge and the open page have to say to it.
    pub(crate) fn read(&self, text: &str) -> Reading {
        let mut reading = self.read_knowledge(text);
        if let Some(opened) = &self.opened {
            opened.add_to(&mut reading, text);
        }
        reading
    }

    /// Reads `text` as it stands, with what the knowledge alone has to say to it.
    pub(crate) fn read_knowledge(&self, text: &str) -> Reading {
        Reading::new(text, &self.channels, &self.exact, self.judge)
    }

    /// Whether the entry with this number is the open page's.
    pub(crate) fn is_pages(&self, entry: usize) -> bool {
        entry >= self.own
    }

    /// The shop's name in `language`, empty if the knowledge names none.
    pub fn shop_name(&self, language: Language) -> &str {
        self.shop.name.get_or_any(language).map_or("", String::as_str)
    }

    /// The shop's own greeting in `language`, if it has one.
    pub fn greeting(&self, language: Language) -> Option<&str> {
        self.shop.greeting.get(language).map(String::as_str)
    }

    /// Up to `count` questions to suggest to a shopper who has not asked yet: those that the knowledge names, else the first
    /// entries.
    pub fn suggestions(&self, language: Language, count: usize) -> Vec<Chip> {
        let named = self.shop.suggestions.iter().filter_map(|id| self.entries.iter().find(|entry| entry.id == *id));
        let mut chips: Vec<Chip> = named.map(|entry| compose::chip(entry, language)).take(count).collect();
        if chips.is_empty() {
            let in_language = self.entries[..self.own].iter().filter(|entry| entry.wording.get(language).is_some());
            chips.extend(in_language.map(|entry| compose::chip(entry, language)).take(count));
        }
        chips
    }
}

fn reader(models: Models) -> Reader {
    Reader::new(models, Without::default())
}
