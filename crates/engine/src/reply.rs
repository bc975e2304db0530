//! What the engine answers: blocks to show, the sources they rest on, how sure it is, and why.

use crate::knowledge::Language;
use crate::look_up::{Form, Request};
use crate::reader::Repair;

/// A reply to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// What to show, in this order. A handoff may have none: the words for it are the interface's.
    pub blocks: Vec<Block>,
    /// The entries that the blocks rest on.
    pub sources: Vec<String>,
    /// Calibrated probability, 0 to 1, that a reply built on the best candidate is right.
    pub confidence: f32,
    /// What follows from it.
    pub outcome: Outcome,
    /// How the shopper feels, as far as the words tell.
    pub mood: Mood,
    /// The language in which the blocks are written.
    pub language: Language,
    /// What has to be looked up before there is an answer: the outcome is [`Outcome::LookUp`] then.
    pub look_up: Option<Request>,
    /// What the shopper said, as it is to be kept and passed on, if that is not as it was typed: some of it is masked, or it was a
    /// form.
    pub heard: Option<String>,
    /// Why it came out so.
    pub explanation: Explanation,
}

/// A part of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Plain text; line breaks count.
    Text(String),
    /// Questions of which the shopper may choose one with a tap.
    Chips(Vec<Chip>),
    /// What the shopper is asked to fill in.
    Form(Form),
}

/// A question to choose with a tap. Asking `label` as a question is what a tap does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The entry that answers it.
    pub entry: String,
    /// The question in the shopper's words: one of the entry's phrasings.
    pub label: String,
}

/// What the shopper meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The blocks answer the question.
    Answer,
    /// The blocks offer a choice between close candidates.
    Clarify,
    /// The blocks ask for what a look-up takes.
    Ask,
    /// Something has to be looked up first.
    LookUp,
    /// The answer takes an office ([`crate::Engine::take_office`]), and there is none. The dialogue is as it was.
    Wait,
    /// A person is to take over.
    HandOff(Reason),
}

/// How the shopper feels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Nothing else was heard.
    #[default]
    Calm,
    /// Annoyed, worried or disappointed.
    Upset,
    /// Furious, or at the end of all patience.
    Angry,
}

/// Why a person is to take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The shopper asked for a person.
    Requested,
    /// There are candidates, but none is likely enough.
    LowConfidence,
    /// No word of the question occurs anywhere in the knowledge.
    Unknown,
    /// The shopper asked again what was answered, and there is no other answer.
    Repeated,
    /// The shopper is furious, or upset for the second time in a row.
    Upset,
    /// It is about something grave: an injury, the law, money or data that were taken, a child, distress.
    Sensitive,
    /// What the answer tells is not known here: a slot has no value, or a look-up found nothing, failed or lacks what it takes.
    NoData,
}

impl Reason {
    /// Its name, as `eval` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::LowConfidence => "low-confidence",
            Self::Unknown => "unknown",
            Self::Repeated => "repeated",
            Self::Upset => "upset",
            Self::Sensitive => "sensitive",
            Self::NoData => "no-data",
        }
    }
}

/// What the engine considered, best first. Equal inputs give equal explanations, in WebAssembly and natively.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The question as the engine read it: folded and stemmed words, in order.
    pub terms: Vec<String>,
    /// What was read otherwise than it was typed.
    pub repairs: Vec<Repair>,
    /// Share, 0 to 1, of the question's weight that occurs anywhere in the knowledge.
    pub known: f32,
    /// The question's likeliest topics and their probabilities, 0 to 1, likeliest first; at most 3, none below a tenth.
    pub topics: Vec<(String, f32)>,
    /// How the words are meant beside what they ask (`plain`, `upset`, `thanks`, `person`, `angry`, `grave`, …) and how probable that is,
    /// 0 to 1; none below a tenth, and none without a language model.
    pub manners: Vec<(String, f32)>,
    /// Share, 0 to 1, of the question's topics that some entry covers; 0 without a language model.
    pub covered: f32,
    /// Probability, 0 to 1, that the question goes on from the one before, with which it was then read.
    pub follows: f32,
    /// The separate questions that were found in it, in order; empty if it is one. The sources answer them in the same order; the
    /// candidates are those of the message as a whole.
    pub parts: Vec<String>,
    /// The slots that were filled and with what, in order.
    pub slots: Vec<(String, String)>,
    /// The languages whose models spoke. Without any, meaning and topics are silent.
    pub models: Vec<Language>,
    /// The candidates, best first, at most [`crate::CANDIDATES`]. An entry asked word for word comes first whatever its score.
    pub candidates: Vec<Scored>,
}

/// A candidate with what each channel said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The entry's id.
    pub entry: String,
    /// One of its phrasings in the language of the reply: what the candidate is about.
    pub title: String,
    /// The fused score by which candidates are ranked, 0 to 1.
    pub score: f32,
    /// Likeness in words, 0 to 1, of the question and what the entry's phrasings have in common.
    pub words: f32,
    /// Likeness in words, 0 to 1, of the question and the entry's nearest phrasing.
    pub nearest: f32,
    /// Likeness in meaning, 0 to 1, of the question and what the entry's phrasings have in common.
    pub meaning: f32,
    /// Likeness in meaning, 0 to 1, of the question and the entry's nearest phrasing.
    pub nearest_meaning: f32,
    /// Likeness, 0 to 1, of the topics that the question and the entry are about.
    pub topic: f32,
    /// How clearly the question is this entry's rather than its neighbours', 0 to 1.
    pub margin: f32,
    /// Likeness, 0 to 1, of the question and the entry's answer, in words or in meaning.
    pub answer: f32,
    /// Calibrated probability, 0 to 1, that this entry is the right one.
    pub confidence: f32,
}
