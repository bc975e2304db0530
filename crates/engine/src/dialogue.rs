//! One turn of a conversation: what was said before and what the shopper says now in, a reply and what to remember out.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::compose;
use crate::context;
use crate::engine::Engine;
use crate::knowledge::{Entry, Language};
use crate::policy::{self, Case};
use crate::reading::{CANDIDATES, Candidate, Reading};
use crate::reply::{Block, Explanation, Outcome, Reply, Scored};
use crate::segment;
use crate::social;
use crate::text;

/// Most characters that are remembered of a question.
const REMEMBERED: usize = 200;

/// From this probability on a question is remembered as one that goes on from the one before.
const GOES_ON: f32 = 0.5;

/// What is remembered of a conversation: as much as it takes to read what the shopper says next, and not to go in circles. It
/// is small and can be kept; the default is a conversation that has not begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dialogue {
    /// The question that opened the matter, and the latest that went on from it.
    asked: Vec<String>,
    /// The ids of the entries that answered the latest question.
    answered: Vec<String>,
    /// Whether the last reply offered a choice.
    has_offered: bool,
    /// How many turns there were: what is said often is said in other words.
    turns: u32,
}

/// What the shopper's words were found to ask for.
struct Found {
    /// Best first.
    candidates: Vec<Candidate>,
    /// The probability that the words go on from the question before.
    follows: f32,
    /// The separate questions in the words, each with its answer, if there are several.
    parts: Vec<Part>,
}

/// One of several questions.
struct Part {
    range: Range<usize>,
    answer: Candidate,
}

impl Dialogue {
    /// A conversation in which the shopper has asked `questions`, oldest first.
    pub fn after(questions: impl IntoIterator<Item = String>) -> Self {
        let mut asked: Vec<String> = questions.into_iter().collect();
        let latest = asked.split_off(asked.len().saturating_sub(1));
        Self { asked: latest, ..Self::default() }
    }

    /// The question that the next one may go on from.
    fn before(&self) -> Option<String> {
        (!self.asked.is_empty()).then(|| self.asked.join(" "))
    }

    /// Remembers a question and what became of it.
    fn remember(&mut self, said: &str, found: &Found, outcome: Outcome, answered: Vec<String>) {
        self.asked.truncate(usize::from(found.follows >= GOES_ON));
        self.asked.push(said.chars().take(REMEMBERED).collect());
        self.answered = if outcome == Outcome::Answer { answered } else { Vec::new() };
        self.has_offered = outcome == Outcome::Clarify;
    }

    /// Whether `said` is what was asked last, and `entry` has answered it.
    fn has_answered(&self, said: &str, entry: &Entry) -> bool {
        let is_same = |last: &String| text::normalise(last) == text::normalise(said);
        self.asked.last().is_some_and(is_same) && self.answered.contains(&entry.id)
    }
}

impl Engine {
    /// Replies to the first words of a conversation. `preferred` is the language of the interface, for words that show none
    /// of their own.
    pub fn reply(&self, said: &str, preferred: Language) -> Reply {
        self.turn(&mut Dialogue::default(), said, preferred)
    }

    /// Replies to what is `said` in a conversation, and remembers it. The same dialogue and words give the same reply.
    pub fn turn(&self, dialogue: &mut Dialogue, said: &str, preferred: Language) -> Reply {
        let whole = self.read(said);
        let language = text::language(&whole.asked.tokens).unwrap_or(preferred);
        let turn = dialogue.turns;
        dialogue.turns = turn.wrapping_add(1);
        if let Some(kind) = social::heard(said).filter(|_| !whole.is_exact) {
            let words = social::reply(kind, language, turn, self.greeting(language));
            let found = Found { candidates: whole.candidates.clone(), follows: 0.0, parts: Vec::new() };
            return self.replied(said, &whole, &found, Outcome::Answer, vec![Block::Text(words)], Vec::new(), language);
        }
        let found = self.find(dialogue, said, &whole);
        let best = found.candidates.first().map(|best| &self.entries[best.entry()]);
        let outcome = policy::decide(&Case {
            said,
            candidates: &found.candidates,
            parts: found.parts.len(),
            is_known: whole.reach.known > 0.0 || found.follows >= GOES_ON,
            has_answered: best.is_some_and(|best| dialogue.has_answered(said, best)),
            has_offered: dialogue.has_offered,
        });
        let shown: Vec<&Entry> = match outcome {
            Outcome::Answer if found.parts.is_empty() => best.into_iter().collect(),
            Outcome::Answer => found.parts.iter().map(|part| &self.entries[part.answer.entry()]).collect(),
            Outcome::Clarify => policy::offered(&found.candidates).map(|entry| &self.entries[entry]).collect(),
            Outcome::HandOff(_) => Vec::new(),
        };
        let blocks = match outcome {
            Outcome::Answer => compose::answers(&self.shop, &shown, language),
            Outcome::Clarify => compose::choice(shown.iter().copied(), language),
            Outcome::HandOff(_) => Vec::new(),
        };
        let sources: Vec<String> = shown.iter().map(|entry| entry.id.clone()).collect();
        dialogue.remember(said, &found, outcome, sources.clone());
        self.replied(said, &whole, &found, outcome, blocks, sources, language)
    }

    /// What `said` asks for: by itself, in several questions, or with the question before.
    fn find(&self, dialogue: &Dialogue, said: &str, whole: &Reading) -> Found {
        let parts = if whole.is_exact { Vec::new() } else { self.parts(said, whole) };
        let by_itself = || Found { candidates: whole.candidates.clone(), follows: 0.0, parts: Vec::new() };
        if !parts.is_empty() {
            // What is answered comes first, in the order in which it was asked.
            let mut candidates: Vec<Candidate> = parts.iter().map(|part| part.answer).collect();
            let others =
                whole.candidates.iter().filter(|other| parts.iter().all(|part| part.answer.entry() != other.entry()));
            candidates.extend(others);
            candidates.truncate(CANDIDATES);
            return Found { candidates, follows: 0.0, parts };
        }
        let Some(earlier) = dialogue.before() else { return by_itself() };
        let before = self.read(&earlier);
        let follows = context::follows(whole, &before);
        if follows < context::WORTH_READING {
            return by_itself();
        }
        let joined = self.read(&[earlier.as_str(), said].join(" "));
        Found { candidates: context::mix(whole, &joined, &before, follows), follows, parts: Vec::new() }
    }

    /// The separate questions that `said` holds, if it holds several.
    fn parts(&self, said: &str, whole: &Reading) -> Vec<Part> {
        let pieces = segment::pieces(said);
        let within = |part: &Range<usize>| pieces[part.start].start..pieces[part.end - 1].end;
        let mut read: Vec<(Range<usize>, Reading)> = Vec::new();
        let mut best = |part: &Range<usize>| {
            let known = read.iter().position(|(known, _)| known == part);
            let number = known.unwrap_or_else(|| {
                read.push((part.clone(), self.read(said[within(part)].trim())));
                read.len() - 1
            });
            read[number].1.candidates.first().copied()
        };
        let known = |part: &Range<usize>| best(part).map(|answer| (answer.entry(), answer.probability));
        let parts = segment::parts(pieces.len(), whole.confidence(), known).unwrap_or_default();
        let part = |part: Range<usize>| Some(Part { range: within(&part), answer: best(&part)? });
        parts.into_iter().filter_map(part).collect()
    }

    #[expect(clippy::too_many_arguments, reason = "a reply is made of all of it")]
    fn replied(
        &self,
        said: &str,
        whole: &Reading,
        found: &Found,
        outcome: Outcome,
        blocks: Vec<Block>,
        sources: Vec<String>,
        language: Language,
    ) -> Reply {
        let shown = sources.first().and_then(|id| self.entries.iter().find(|entry| entry.id == *id));
        Reply {
            language: match (outcome, shown) {
                (Outcome::Answer, Some(entry)) => compose::language(entry, language),
                _ => language,
            },
            blocks,
            sources,
            confidence: found.candidates.first().map_or(0.0, |best| best.probability),
            outcome,
            explanation: Explanation {
                terms: text::terms(&whole.asked.tokens),
                topics: self.channels.topics(&whole.asked),
                repairs: whole.asked.repairs.clone(),
                known: whole.reach.known,
                covered: whole.reach.covered,
                follows: found.follows,
                parts: found.parts.iter().map(|part| said[part.range.clone()].trim().to_owned()).collect(),
                models: self.channels.models().iter().map(|(language, _)| language).collect(),
                candidates: found.candidates.iter().map(|candidate| self.scored(candidate, language)).collect(),
            },
        }
    }

    fn scored(&self, candidate: &Candidate, language: Language) -> Scored {
        let entry = &self.entries[candidate.entry()];
        let evidence = &candidate.ranked.evidence;
        Scored {
            entry: entry.id.clone(),
            title: compose::title(entry, language),
            score: candidate.ranked.score,
            words: evidence.sparse.words.centroid,
            nearest: evidence.sparse.words.nearest,
            meaning: evidence.semantic.words.centroid,
            nearest_meaning: evidence.semantic.words.nearest,
            topic: evidence.semantic.topic,
            margin: evidence.margin,
            answer: evidence.sparse.answer.max(evidence.semantic.answer),
            confidence: candidate.probability,
        }
    }
}
