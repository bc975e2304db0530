//! One turn of a conversation: what was said before and what the shopper says now in, a reply and what to remember out.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::compose;
use crate::context;
use crate::engine::Engine;
use crate::knowledge::{Entry, Language};
use crate::look_up::{Pending, Request};
use crate::model::{Manner, Manners};
use crate::mood;
use crate::policy::{self, Case, Past};
use crate::reading::{self, Candidate, Reading};
use crate::reply::{Block, Explanation, Mood, Outcome, Reason, Reply, Scored};
use crate::segment::{self, Understood};
use crate::social;
use crate::text;
use crate::voice::{self, Situation};

/// Most characters that are remembered of a question.
const REMEMBERED: usize = 200;

/// From this probability on a merchant's entry answers even what is small talk elsewhere.
const CERTAIN: f32 = 0.9;

/// How many of a message's candidates count as what it asks for as a whole, where it may hold several questions.
const ALSO_ASKED: usize = 3;

/// From this probability on a manner is worth telling.
const LIKELY: f32 = 0.1;

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
    /// Whether the shopper was upset in the last turn.
    is_upset: bool,
    /// How many turns there were: what is said often is said in other words.
    turns: u32,
    /// How many answers there were: no two begin alike in a row.
    answers: u32,
    /// The id of the entry whose look-up asks for something; empty if none does.
    pub(crate) waiting: String,
    /// The look-up that is under way.
    #[serde(skip)]
    pub(crate) pending: Option<Pending>,
}

/// What the shopper said, read.
pub(crate) struct Said<'a> {
    pub(crate) text: &'a str,
    pub(crate) whole: Reading,
    /// How it is meant beside what it asks, if a model can tell; not told of the merchant's own phrasings.
    pub(crate) manners: Option<Manners>,
    mood: Mood,
    pub(crate) language: Language,
}

/// What is told in a turn.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) blocks: Vec<Block>,
    pub(crate) outcome: Outcome,
    /// The slots that were filled, and with what.
    pub(crate) slots: Vec<(String, String)>,
    pub(crate) look_up: Option<Request>,
    /// What the shopper said, where it is not kept as it was typed.
    pub(crate) heard: Option<String>,
}

impl Told {
    pub(crate) fn of(outcome: Outcome) -> Self {
        Self { blocks: Vec::new(), outcome, slots: Vec::new(), look_up: None, heard: None }
    }

    pub(crate) fn hand_off(reason: Reason) -> Self {
        Self::of(Outcome::HandOff(reason))
    }

    pub(crate) fn answer(text: String, slots: Vec<(String, String)>) -> Self {
        Self { blocks: vec![Block::Text(text)], slots, ..Self::of(Outcome::Answer) }
    }
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

/// One of several questions, and the entry that answers it.
struct Part {
    range: Range<usize>,
    entry: usize,
    probability: f32,
}

impl Found {
    /// The entries that answer.
    fn entries(&self) -> impl Iterator<Item = usize> {
        let whole = self.candidates.first().filter(|_| self.parts.is_empty());
        self.parts.iter().map(|part| part.entry).chain(whole.map(Candidate::entry))
    }

    fn by_itself(whole: &Reading) -> Self {
        Self { candidates: whole.candidates.clone(), follows: 0.0, parts: Vec::new() }
    }
}

impl Dialogue {
    /// A conversation in which the shopper has asked `questions`, oldest first.
    pub fn after(questions: impl IntoIterator<Item = String>) -> Self {
        Self { asked: questions.into_iter().last().into_iter().collect(), ..Self::default() }
    }

    /// The number of the turn that begins.
    pub(crate) fn next_turn(&mut self) -> u32 {
        let turn = self.turns;
        self.turns = turn.wrapping_add(1);
        turn
    }

    /// The question that the next one may go on from.
    fn before(&self) -> Option<String> {
        (!self.asked.is_empty()).then(|| self.asked.join(" "))
    }

    /// Remembers a question and what became of it.
    fn remember(&mut self, said: &str, found: &Found, outcome: Outcome, shown: &[&Entry]) {
        self.asked.truncate(usize::from(found.follows >= GOES_ON));
        self.asked.push(said.chars().take(REMEMBERED).collect());
        let answered = shown.iter().filter(|_| outcome == Outcome::Answer);
        self.answered = answered.map(|entry| entry.id.clone()).collect();
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
        let turn = dialogue.next_turn();
        // What is beyond is not read; nor is it cut into pieces.
        let end = said.char_indices().nth(text::MAX_CHARS).map_or(said.len(), |(end, _)| end);
        let said = self.hear(&said[..end], preferred);
        let is_awaited = self.office.is_none() && !dialogue.waiting.is_empty();
        if is_awaited && policy::call(said.text, said.manners.as_ref(), said.whole.confidence()).is_none() {
            // It may be what a look-up waits for.
            dialogue.turns = turn;
            return self.replied(&said, &Found::by_itself(&said.whole), Told::of(Outcome::Wait), &[]);
        }
        let heard = self.office.and_then(|office| (office.mask)(self, dialogue, said.text));
        if let Some(reply) = self.office.and_then(|office| (office.hear)(self, dialogue, &said, turn)) {
            return Reply { heard: reply.heard.clone().or(heard), ..reply };
        }
        if let Some(situation) = small_talk(&said) {
            let words = self.say(situation, said.language, turn);
            let found = Found::by_itself(&said.whole);
            return self.replied(&said, &found, Told { heard, ..Told::answer(words, Vec::new()) }, &[]);
        }
        let is_upset = said.mood != Mood::Calm;
        let found = self.find(dialogue, &said);
        let best = found.candidates.first().map(|best| &self.entries[best.entry()]);
        let outcome = policy::decide(&Case {
            said: said.text,
            manners: said.manners.as_ref(),
            candidates: &found.candidates,
            parts: found.parts.len(),
            is_known: said.whole.reach.known > 0.0 || found.follows >= GOES_ON,
            past: Past {
                has_answered: best.is_some_and(|best| dialogue.has_answered(said.text, best)),
                has_offered: dialogue.has_offered,
                is_still_upset: is_upset && dialogue.is_upset,
            },
        });
        if outcome == Outcome::Answer && found.entries().any(|entry| self.is_waiting(&self.entries[entry])) {
            dialogue.turns = turn;
            return self.replied(&said, &found, Told::of(Outcome::Wait), &[]);
        }
        let offered = || policy::offered(&found.candidates).map(|candidate| &self.entries[candidate.entry()]);
        let (mut told, shown) = match outcome {
            Outcome::Answer => self.answers(dialogue, &said, &found, turn),
            Outcome::Clarify => {
                let blocks = compose::choice(offered(), said.language);
                (Told { blocks, ..Told::of(outcome) }, offered().collect())
            }
            outcome => (Told::of(outcome), Vec::new()),
        };
        told.heard = told.heard.or(heard);
        if !is_upset {
            self.dress(dialogue, &mut told, said.language);
        }
        if is_upset && !matches!(told.outcome, Outcome::Clarify | Outcome::HandOff(_)) {
            told.blocks.insert(0, Block::Text(self.say(voice::UPSET, said.language, turn)));
        }
        dialogue.is_upset = is_upset;
        dialogue.remember(told.heard.as_deref().unwrap_or(said.text), &found, told.outcome, &shown);
        self.replied(&said, &found, told, &shown)
    }

    /// Puts what the voice says before and after an answer to it.
    pub(crate) fn dress(&self, dialogue: &mut Dialogue, told: &mut Told, language: Language) {
        if let (Outcome::Answer, [Block::Text(text), ..]) = (told.outcome, &mut told.blocks[..]) {
            *text = self.dressed(text, language, dialogue.answers);
            dialogue.answers = dialogue.answers.wrapping_add(1);
        }
    }

    /// The answers to what was found, in the order asked, and the entries that they are of. What goes on from the question before is
    /// answered with it in mind. The first that takes a look-up begins it; others are offered.
    fn answers(&self, dialogue: &mut Dialogue, said: &Said<'_>, found: &Found, turn: u32) -> (Told, Vec<&Entry>) {
        let before = dialogue.before().filter(|_| found.follows >= GOES_ON).unwrap_or_default();
        let whole = found.candidates.first().filter(|_| found.parts.is_empty());
        let whole = whole.map(|best| (best.entry(), best.probability, said.text));
        let parts = found.parts.iter().map(|part| (part.entry, part.probability, &said.text[part.range.clone()]));
        let (mut texts, mut slots, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        let (mut begun, mut others) = (None, Vec::new());
        let mut is_whole = true;
        for (number, probability, text) in parts.chain(whole) {
            let entry = &self.entries[number];
            if begun.is_some() && entry.lookup.is_some() {
                others.push(compose::chip(entry, said.language));
            } else if entry.lookup.is_some() {
                begun = self.office.and_then(|office| (office.begin)(self, dialogue, entry, probability, said, turn));
                is_whole &= begun.is_some();
                shown.extend(begun.is_some().then_some(entry));
            } else if let Some(filled) = self.answer(number, &[text, &before], said.language) {
                texts.push(filled.text);
                slots.extend(filled.slots);
                shown.push(entry);
            } else {
                is_whole = false;
            }
        }
        let outcome = if is_whole { Outcome::Answer } else { Outcome::HandOff(Reason::NoData) };
        let mut told = begun.unwrap_or_else(|| Told::of(outcome));
        if !texts.is_empty() {
            told.blocks.insert(0, Block::Text(texts.join("\n\n")));
        }
        if !others.is_empty() {
            told.blocks.push(Block::Chips(others));
        }
        slots.append(&mut told.slots);
        (Told { slots, ..told }, shown)
    }

    /// Reads what the shopper says: what it asks, and how it is meant.
    fn hear<'a>(&self, text: &'a str, preferred: Language) -> Said<'a> {
        let whole = self.read(text);
        let language = text::language(&whole.asked.tokens).unwrap_or(preferred);
        let manners = self.channels.manners(&whole.asked, mood::marks(text)).filter(|_| !whole.is_exact);
        Said { text, mood: mood::mood(manners.as_ref()), whole, manners, language }
    }

    /// What is asked for: by itself, in several questions, or with the question before.
    fn find(&self, dialogue: &Dialogue, Said { text, whole, .. }: &Said<'_>) -> Found {
        let parts = if whole.is_exact { Vec::new() } else { self.parts(text, whole) };
        if !parts.is_empty() {
            // What the message asks for as a whole is as sure as the part that asks for it.
            let mut found = Found::by_itself(whole);
            let same = parts.iter().find(|part| Some(part.entry) == whole.best());
            reading::raise_first(&mut found.candidates, same.map_or(0.0, |part| part.probability));
            return Found { parts, ..found };
        }
        let Some(earlier) = dialogue.before() else { return Found::by_itself(whole) };
        let before = self.read(&earlier);
        let follows = context::follows(whole, &before);
        if follows < context::WORTH_READING {
            return Found::by_itself(whole);
        }
        let joined = self.read(&[earlier.as_str(), *text].join(" "));
        Found { candidates: context::mix(whole, &joined, &before, follows), follows, parts: Vec::new() }
    }

    /// The separate questions that `said` holds, if it holds several.
    fn parts(&self, said: &str, whole: &Reading) -> Vec<Part> {
        let Some(best_of_all) = whole.candidates.first() else { return Vec::new() };
        // A piece of a story is short, and soon sounds like a fact of the page.
        let is_of_page = self.is_pages(best_of_all.entry());
        let pieces = segment::pieces(said);
        let within = |part: &Range<usize>| pieces[part.start].start..pieces[part.end - 1].end;
        let mut read: Vec<(Range<usize>, Reading)> = Vec::new();
        let mut best = |part: &Range<usize>| {
            let known = read.iter().position(|(known, _)| known == part);
            let number = known.unwrap_or_else(|| {
                let text = said[within(part)].trim();
                read.push((part.clone(), if is_of_page { self.read(text) } else { self.read_knowledge(text) }));
                read.len() - 1
            });
            let (_, reading) = &read[number];
            let is_question =
                self.channels.manners(&reading.asked, [0.0; 3]).is_none_or(|manners| mood::asks(&manners));
            reading.candidates.first().copied().filter(|_| is_question)
        };
        let known = |part: &Range<usize>| {
            let is_question = segment::is_question(&said[within(part)]);
            best(part).map(|answer| Understood { entry: answer.entry(), probability: answer.probability, is_question })
        };
        let entries: Vec<usize> = whole.candidates.iter().take(ALSO_ASKED).map(Candidate::entry).collect();
        let parts = segment::parts(pieces.len(), (&entries, best_of_all.probability), known).unwrap_or_default();
        let part = |part: Range<usize>| {
            let answer = best(&part)?;
            Some(Part { range: within(&part), entry: answer.entry(), probability: answer.probability })
        };
        parts.into_iter().filter_map(part).collect()
    }

    fn replied(&self, said: &Said<'_>, found: &Found, told: Told, shown: &[&Entry]) -> Reply {
        let Said { text, whole, manners, mood, language } = said;
        let likely = |manners: &Manners| -> Vec<(String, f32)> {
            let told = Manner::ALL.into_iter().zip(manners).filter(|(_, p)| **p >= LIKELY);
            told.map(|(manner, p)| (manner.name().to_owned(), *p)).collect()
        };
        Reply {
            language: match (told.outcome, shown) {
                (Outcome::Answer, [entry, ..]) => compose::language(entry, *language),
                _ => *language,
            },
            blocks: told.blocks,
            sources: shown.iter().map(|entry| entry.id.clone()).collect(),
            confidence: found.candidates.first().map_or(0.0, |best| best.probability),
            outcome: told.outcome,
            mood: *mood,
            look_up: told.look_up,
            heard: told.heard,
            explanation: Explanation {
                terms: text::terms(&whole.asked.tokens),
                topics: self.channels.topics(&whole.asked),
                manners: manners.as_ref().map(likely).unwrap_or_default(),
                repairs: whole.asked.repairs.clone(),
                known: whole.reach.known,
                covered: whole.reach.covered,
                follows: found.follows,
                parts: found.parts.iter().map(|part| text[part.range.clone()].trim().to_owned()).collect(),
                slots: told.slots,
                models: self.models(),
                candidates: found.candidates.iter().map(|candidate| self.scored(candidate, *language)).collect(),
            },
        }
    }

    /// A reply in the matter of a look-up, which was understood before.
    pub(crate) fn told(&self, told: Told, (language, confidence): (Language, f32), shown: &[&Entry]) -> Reply {
        Reply {
            blocks: told.blocks,
            sources: shown.iter().map(|entry| entry.id.clone()).collect(),
            confidence,
            outcome: told.outcome,
            mood: Mood::Calm,
            language,
            look_up: told.look_up,
            heard: told.heard,
            explanation: Explanation { slots: told.slots, models: self.models(), ..Explanation::default() },
        }
    }

    /// The languages whose models are there.
    fn models(&self) -> Vec<Language> {
        self.channels.models().iter().map(|(language, _)| language).collect()
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

/// The small talk that is all of what was said. Where the merchant has an answer to it, that is given.
fn small_talk(said: &Said<'_>) -> Option<Situation> {
    let confidence = said.whole.confidence();
    let heard = || social::heard(said.text).filter(|_| confidence < CERTAIN);
    let told = || said.manners.as_ref().filter(|_| confidence < policy::ANSWER_AT).and_then(mood::talk);
    match heard().or_else(told)? {
        voice::YES | voice::DROP => Some(voice::NOD),
        // That speaks of something that was begun.
        voice::CANCEL | voice::LOST => None,
        situation => Some(situation),
    }
}
