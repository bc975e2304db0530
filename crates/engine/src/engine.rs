//! The engine itself: a loaded pack and its index. What it replies is the dialogue's.

use std::sync::Arc;

use crate::channels::{Channels, Lessons};
use crate::compose;
use crate::dialogue::{Dialogue, Told};
use crate::exact::Exact;
use crate::file::LoadError;
use crate::judge::Judge;
use crate::knowledge::{Entry, Knowledge, Language, LookUp, Shop};
use crate::look_up::LookedUp;
use crate::margin::Machines;
use crate::model::{LanguageModel, Models};
use crate::office::Office;
use crate::opened::Opened;
use crate::pack::Pack;
use crate::page::Facts;
use crate::parts::{Part, Without};
use crate::reader::Reader;
use crate::reading::Reading;
use crate::reply::{Chip, Reason, Reply};
use crate::value::Value;
use crate::voice::{GREETING, Voice};

/// Answers questions from one pack, with the language models that have arrived.
#[derive(Debug)]
pub struct Engine {
    pub(crate) shop: Shop,
    pub(crate) lookups: Vec<LookUp>,
    /// Those of a pack, until an office reads them.
    packed: Vec<u8>,
    pub(crate) office: Option<Office>,
    /// The merchant's, and after them those of the page.
    pub(crate) entries: Vec<Entry>,
    /// How many of the entries are the merchant's.
    own: usize,
    /// What the page says, if it says anything.
    opened: Option<Opened>,
    /// How the assistant speaks.
    pub(crate) voice: Voice,
    /// What the shop knows of its visitor.
    pub(crate) visitor: Value,
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
        let Pack { knowledge, lookups, voice, judge, machines } = Pack::decode(pack)?;
        let channels = Channels::new(&knowledge.entries, reader(models), Lessons::Carried(machines.as_ref()));
        Ok(Self { packed: lookups, voice, ..Self::assemble(knowledge, judge, machines, channels) })
    }

    /// An engine straight from knowledge, without a pack in between and without asking that it be fit for shoppers.
    /// Phrasings may be shared, answers may be missing.
    pub fn learn(knowledge: Knowledge, models: Models) -> Self {
        Self::learn_without(knowledge, models, Without::default())
    }

    /// The same without some parts, to measure what they bring: by the order of candidates, since scores and probabilities are
    /// made for the whole.
    pub fn learn_without(knowledge: Knowledge, models: Models, without: Without) -> Self {
        // What is unknown is told by whoever checks the knowledge.
        let voice = knowledge.shop.voice.clone().whole().unwrap_or_default();
        let channels = Channels::new(&knowledge.entries, Reader::new(models, without), Lessons::Here);
        let judge = if without.has(Part::Calibration) { Judge::default() } else { Judge::learn(&channels) };
        let machines = channels.machines_to_carry();
        Self { voice, ..Self::assemble(knowledge, judge, machines, channels) }
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

    /// Whether the knowledge has look-ups, or templates with more in them than names: without an office no entry answers that needs it.
    pub fn needs_office(&self) -> bool {
        self.entries[..self.own].iter().any(|entry| self.is_waiting(entry))
    }

    /// Whether the entry's answer takes an office that is not there.
    pub(crate) fn is_waiting(&self, entry: &Entry) -> bool {
        let is_more = |text: &String| {
            let mut inner = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
            inner.any(|(inner, _)| inner.trim_start().starts_with('#') || inner.contains('|'))
        };
        let mut texts =
            entry.wording.iter().flat_map(|(_, wording)| [Some(&wording.answer), wording.fallback.as_ref()]);
        self.office.is_none() && (entry.lookup.is_some() || texts.any(|text| text.is_some_and(is_more)))
    }

    /// Takes in what templates and look-ups need.
    pub fn take_office(&mut self, office: Office) {
        let packed = std::mem::take(&mut self.packed);
        if !packed.is_empty() {
            self.lookups = (office.read)(&packed);
        }
        self.office = Some(office);
    }

    /// Replies to a form for the entry with this id, as the shopper filled it in: by field. `preferred` is the language of the
    /// interface.
    pub fn fill(&self, dialogue: &mut Dialogue, entry: &str, given: &[(String, String)], preferred: Language) -> Reply {
        match &self.office {
            Some(office) => (office.take)(self, dialogue, entry, given, preferred),
            None => self.told(Told::hand_off(Reason::NoData), (preferred, 1.0), &[]),
        }
    }

    /// Replies to what came of the request with this number. `None` if the conversation does not wait for it any more.
    pub fn looked_up(&self, dialogue: &mut Dialogue, number: u32, result: LookedUp) -> Option<Reply> {
        (self.office?.tell)(self, dialogue, number, result)
    }

    /// Speaks in this voice from now on; what it leaves open is said in the plain one.
    pub fn speak(&mut self, voice: Voice) {
        self.voice = voice;
    }

    /// Takes in what the shop knows of its visitor, in place of what it knew before: what fills slots that begin with `visitor.`.
    pub fn meet(&mut self, visitor: Value) {
        self.visitor = visitor;
    }

    /// What the open page answers to what was `said`, if the entry is the page's.
    pub(crate) fn page_answer(&self, entry: usize, said: &[&str], language: Language) -> Option<String> {
        self.opened.as_ref().filter(|_| self.is_pages(entry)).map(|page| page.answer(entry, said, language))
    }

    /// What fills the slot `page.NAME`.
    pub(crate) fn page_slot(&self, name: &str, language: Language) -> Option<String> {
        self.opened.as_ref()?.slot(name, language)
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
        let lookups = postcard::to_allocvec(&self.lookups).expect("look-ups hold nothing that postcard refuses");
        let knowledge = Knowledge { shop: self.shop, lookups: self.lookups, entries: self.entries };
        Pack { knowledge, lookups, voice: self.voice, judge: self.judge, machines: self.machines }
    }

    fn assemble(knowledge: Knowledge, judge: Judge, machines: Option<Machines>, channels: Channels) -> Self {
        let Knowledge { shop, lookups, entries } = knowledge;
        let exact = Exact::new(&entries, &channels);
        let own = entries.len();
        Self {
            shop,
            lookups,
            packed: Vec::new(),
            office: None,
            entries,
            own,
            opened: None,
            voice: Voice::default(),
            visitor: Value::Nothing,
            judge,
            machines,
            channels,
            exact,
        }
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
    pub(crate) fn greeting(&self, language: Language) -> Option<&str> {
        self.shop.greeting.get(language).map(String::as_str)
    }

    /// What the assistant says before the first question: the shop's own greeting, else that of a voice that is not plain.
    pub fn welcome(&self, language: Language) -> Option<String> {
        let is_own = self.shop.greeting.get(language).is_some() || !self.voice.lines.is_empty();
        is_own.then(|| self.say(GREETING, language, 0))
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
