//! The engine itself: a loaded pack, its index, and the steps of a question in their order.

use std::sync::Arc;

use crate::channels::{Channels, Lessons, Reach};
use crate::command;
use crate::compose;
use crate::exact::Exact;
use crate::file::LoadError;
use crate::judge::Judge;
use crate::knowledge::{Entry, Knowledge, Language, Shop};
use crate::margin::Machines;
use crate::model::{LanguageModel, Models};
use crate::pack::Pack;
use crate::parts::{Part, Without};
use crate::policy;
use crate::rank::{Ranked, rank};
use crate::reader::Reader;
use crate::reply::{Chip, Explanation, Outcome, Reason, Reply, Scored};
use crate::text;

/// How many candidates an explanation holds at most.
pub const CANDIDATES: usize = 10;

/// The probability given to a candidate one of whose phrasings was asked word for word, such as by tapping a chip.
const EXACT: f32 = 0.99;

/// Answers questions from one pack, with the language models that have arrived.
#[derive(Debug)]
pub struct Engine {
    shop: Shop,
    entries: Vec<Entry>,
    /// What the pack says of its own phrasings: learned with all models there.
    judge: Judge,
    /// What a large pack carries for the discriminative channel.
    machines: Option<Machines>,
    channels: Channels,
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
        self.channels = Channels::new(&self.entries, reader(models), Lessons::Carried(self.machines.as_ref()));
        self.exact = Exact::new(&self.entries, &self.channels);
    }

    /// Whether any entry is written in `language`.
    pub fn speaks(&self, language: Language) -> bool {
        self.entries.iter().any(|entry| entry.wording.get(language).is_some())
    }

    pub(crate) fn into_pack(self) -> Pack {
        let knowledge = Knowledge { shop: self.shop, entries: self.entries };
        Pack { knowledge, judge: self.judge, machines: self.machines }
    }

    fn assemble(knowledge: Knowledge, judge: Judge, machines: Option<Machines>, channels: Channels) -> Self {
        let Knowledge { shop, entries } = knowledge;
        let exact = Exact::new(&entries, &channels);
        Self { shop, entries, judge, machines, channels, exact }
    }

    /// Replies to `question`. `preferred` is the language of the interface, for questions that show none of their own.
    pub fn reply(&self, question: &str, preferred: Language) -> Reply {
        let asked = self.channels.ask(question);
        let language = text::language(&asked.tokens).unwrap_or(preferred);
        let (evidence, reach) = self.channels.evidence(&asked);
        let mut ranked = rank(&evidence, self.channels.voices());
        let exact = self.exact.find(question, &asked).filter(|_| !self.channels.without().has(Part::Exact));
        let is_exact = put_first(exact, &mut ranked);
        let probabilities = self.judge(&ranked, reach, is_exact);
        let outcome = match policy::decide(&probabilities) {
            _ if command::asks_for_person(question) => Outcome::HandOff(Reason::Requested),
            Outcome::HandOff(_) if reach.known <= 0.0 => Outcome::HandOff(Reason::Unknown),
            outcome => outcome,
        };
        let shown: Vec<&Entry> = match outcome {
            Outcome::Answer => vec![&self.entries[ranked[0].entry]],
            Outcome::Clarify => self.worth_offering(&ranked, &probabilities).collect(),
            Outcome::HandOff(_) => Vec::new(),
        };
        let blocks = match outcome {
            Outcome::Answer => compose::answer(&self.shop, shown[0], language),
            Outcome::Clarify => compose::choice(shown.iter().copied(), language),
            Outcome::HandOff(_) => Vec::new(),
        };
        Reply {
            blocks,
            sources: shown.iter().map(|entry| entry.id.clone()).collect(),
            confidence: probabilities.first().copied().unwrap_or(0.0),
            outcome,
            language: match outcome {
                Outcome::Answer => compose::language(shown[0], language),
                Outcome::Clarify | Outcome::HandOff(_) => language,
            },
            explanation: Explanation {
                terms: text::terms(&asked.tokens),
                topics: self.channels.topics(&asked),
                repairs: asked.repairs,
                known: reach.known,
                covered: reach.covered,
                models: self.channels.models().iter().map(|(language, _)| language).collect(),
                candidates: self.explain(&ranked, &probabilities, language),
            },
        }
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
            let in_language = self.entries.iter().filter(|entry| entry.wording.get(language).is_some());
            chips.extend(in_language.map(|entry| compose::chip(entry, language)).take(count));
        }
        chips
    }

    /// The probability of each candidate that is looked at, best first.
    fn judge(&self, ranked: &[Ranked], reach: Reach, is_exact: bool) -> Vec<f32> {
        let has_meaning = self.channels.has_meaning();
        let mut probabilities: Vec<f32> = Vec::with_capacity(CANDIDATES);
        for place in 0..ranked.len().min(CANDIDATES) {
            let probability = self.judge.probability(ranked, place, reach, has_meaning);
            // Who comes later is not likelier, however alike the two are without the margin.
            probabilities.push(probabilities.last().map_or(probability, |before| probability.min(*before)));
        }
        // At most one candidate is right, so together they cannot be more than certain. The first one's probability is what the
        // judge was calibrated for; the others share what it leaves.
        if let Some((first, others)) = probabilities.split_first_mut() {
            if is_exact {
                *first = first.max(EXACT);
            }
            let (open, sum) = (1.0 - *first, others.iter().sum::<f32>());
            if sum > open {
                for probability in others {
                    *probability *= open / sum;
                }
            }
        }
        probabilities
    }

    fn worth_offering<'a>(&'a self, ranked: &'a [Ranked], probabilities: &'a [f32]) -> impl Iterator<Item = &'a Entry> {
        let likely = ranked.iter().zip(probabilities).take(policy::OFFERED);
        likely.filter(|(_, p)| **p >= policy::WORTH_OFFERING).map(|(candidate, _)| &self.entries[candidate.entry])
    }

    fn explain(&self, ranked: &[Ranked], probabilities: &[f32], language: Language) -> Vec<Scored> {
        let scored = |(candidate, confidence): (&Ranked, &f32)| {
            let entry = &self.entries[candidate.entry];
            Scored {
                entry: entry.id.clone(),
                title: compose::title(entry, language),
                score: candidate.score,
                words: candidate.evidence.sparse.words.centroid,
                nearest: candidate.evidence.sparse.words.nearest,
                meaning: candidate.evidence.semantic.words.centroid,
                nearest_meaning: candidate.evidence.semantic.words.nearest,
                topic: candidate.evidence.semantic.topic,
                margin: candidate.evidence.margin,
                answer: candidate.evidence.sparse.answer.max(candidate.evidence.semantic.answer),
                confidence: *confidence,
            }
        };
        ranked.iter().zip(probabilities).map(scored).collect()
    }
}

fn reader(models: Models) -> Reader {
    Reader::new(models, Without::default())
}

/// Puts the entry that was asked word for word first, whatever the scores: the phrasings of another entry may on the whole
/// be nearer. Says whether there is one.
fn put_first(exact: Option<usize>, ranked: &mut [Ranked]) -> bool {
    let place = ranked.iter().position(|candidate| exact == Some(candidate.entry));
    if let Some(place) = place {
        ranked[..=place].rotate_right(1);
    }
    place.is_some()
}
