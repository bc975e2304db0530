//! The engine itself: a loaded pack, its index, and the steps of a question in their order.

use crate::command;
use crate::compose;
use crate::judge::Judge;
use crate::knowledge::{Entry, Knowledge, Language, Shop};
use crate::pack::{Pack, PackError};
use crate::policy;
use crate::rank::{Ranked, rank};
use crate::reply::{Chip, Explanation, Outcome, Reason, Reply, Scored};
use crate::sparse::Index;
use crate::text::{self, Token};

/// How many candidates an explanation holds at most.
pub const CANDIDATES: usize = 10;

/// The probability given to a candidate one of whose phrasings was asked word for word, such as by tapping a chip.
const EXACT: f32 = 0.99;

/// Answers questions from one pack.
#[derive(Debug)]
pub struct Engine {
    shop: Shop,
    entries: Vec<Entry>,
    judge: Judge,
    index: Index,
    /// The normalised phrasings, sorted, each with its entry.
    exact: Vec<(String, usize)>,
}

impl Engine {
    /// Loads a pack and prepares its index.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with the bytes.
    pub fn load(pack: &[u8]) -> Result<Self, PackError> {
        let pack = Pack::decode(pack)?;
        let index = Index::new(&pack.knowledge.entries);
        Ok(Self::assemble(pack, index))
    }

    /// An engine straight from knowledge, without a pack in between and without asking that it be fit for shoppers: for
    /// measuring. Phrasings may be shared, answers may be missing.
    pub fn from_knowledge(knowledge: Knowledge) -> Self {
        let index = Index::new(&knowledge.entries);
        let pack = Pack::new(knowledge, &index);
        Self::assemble(pack, index)
    }

    fn assemble(pack: Pack, index: Index) -> Self {
        let Pack { knowledge: Knowledge { shop, entries }, judge } = pack;
        let mut exact = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            for (_, wording) in entry.wording.iter() {
                exact.extend(wording.phrasings.iter().map(|phrasing| (text::normalise(phrasing), number)));
            }
        }
        exact.sort_unstable();
        Self { shop, entries, judge, index, exact }
    }

    /// Replies to `question`. `preferred` is the language of the interface, for questions that show none of their own.
    pub fn reply(&self, question: &str, preferred: Language) -> Reply {
        let tokens = text::tokens(question);
        let language = text::language(&tokens).unwrap_or(preferred);
        let query = self.index.query(&tokens);
        let mut ranked = rank(&self.index.likeness(&query));
        let is_exact = self.put_exact_first(question, &mut ranked);
        let probabilities = self.judge(&ranked, query.known_share, is_exact);
        let outcome = match policy::decide(&probabilities) {
            _ if command::asks_for_person(question) => Outcome::HandOff(Reason::Requested),
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
                terms: terms(&tokens),
                known: query.known_share,
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

    /// Puts the entry that was asked word for word first, whatever the scores: the phrasings of another entry may on the whole
    /// be nearer. Says whether there is one.
    fn put_exact_first(&self, question: &str, ranked: &mut [Ranked]) -> bool {
        let exact = self.exact_entry(question);
        let place = ranked.iter().position(|candidate| exact == Some(candidate.entry));
        if let Some(place) = place {
            ranked[..=place].rotate_right(1);
        }
        place.is_some()
    }

    /// The probability of each candidate that is looked at, best first.
    fn judge(&self, ranked: &[Ranked], known: f32, is_exact: bool) -> Vec<f32> {
        let judged = 0..ranked.len().min(CANDIDATES);
        let mut probabilities: Vec<f32> = judged.map(|place| self.judge.probability(ranked, place, known)).collect();
        // At most one candidate is right, so together they cannot be more than certain.
        let (sure, open) = match probabilities.first_mut() {
            Some(first) if is_exact => {
                *first = first.max(EXACT);
                (1, 1.0 - *first)
            }
            _ => (0, 1.0),
        };
        let sum: f32 = probabilities[sure..].iter().sum();
        if sum > open {
            for probability in &mut probabilities[sure..] {
                *probability *= open / sum;
            }
        }
        probabilities
    }

    /// The entry that has `question` among its phrasings, if exactly one has.
    fn exact_entry(&self, question: &str) -> Option<usize> {
        let normal = text::normalise(question);
        let start = self.exact.partition_point(|(phrasing, _)| *phrasing < normal);
        let mut alike =
            self.exact[start..].iter().take_while(|(phrasing, _)| *phrasing == normal).map(|(_, entry)| *entry);
        let entry = alike.next()?;
        alike.all(|other| other == entry).then_some(entry)
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
                centroid: candidate.likeness.centroid,
                nearest: candidate.likeness.nearest,
                confidence: *confidence,
            }
        };
        ranked.iter().zip(probabilities).map(scored).collect()
    }
}

fn terms(tokens: &[Token]) -> Vec<String> {
    let term = |token: &Token| match token {
        Token::Word { stem, .. } => stem.clone(),
        Token::Han(run) => run.iter().collect(),
    };
    tokens.iter().map(term).collect()
}
