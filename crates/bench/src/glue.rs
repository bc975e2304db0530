//! Between a question set and the engine: the only file of the benchmark that knows the engine's interface.

use std::sync::Arc;

use floorwalker_engine::knowledge::{Entry, Knowledge, Language, PerLanguage, Wording};
use floorwalker_engine::{Engine, LanguageModel, Models, Outcome, Reply};
use serde::{Deserialize, Serialize};
use serde_json::Error;

/// An engine that was built from a question set's knowledge.
#[derive(Debug)]
pub struct Subject(Engine);

/// A line of `knowledge.jsonl`. Other keys are not looked at.
#[derive(Deserialize)]
struct Line {
    id: String,
    topic: Option<String>,
    zh: Option<Words>,
    en: Option<Words>,
}

/// An entry in one language. The public sets have no answers.
#[derive(Deserialize)]
struct Words {
    phrasings: Vec<String>,
    #[serde(default)]
    answer: String,
}

/// What the scoring wants to know of a reply.
#[derive(Serialize)]
struct Answer<'a> {
    /// The candidates' ids, best first.
    ids: Vec<&'a str>,
    /// Calibrated probability, 0 to 1, that the first of them is right.
    confidence: f32,
    outcome: &'static str,
}

/// A reply with all that is in it.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    answer: Answer<'a>,
    sources: &'a [String],
    /// The reply as Rust shows it for debugging: every field, every number to its last bit, whatever fields there will be.
    reply: String,
}

impl Subject {
    /// Builds an engine from the text of a `knowledge.jsonl` and from files of language models, of which empty ones count as
    /// not there.
    ///
    /// # Errors
    /// What is wrong: with a line of the knowledge and its column, or with a model.
    pub fn new(knowledge: &str, models: &[&[u8]]) -> Result<Self, String> {
        let knowledge = parse(knowledge).map_err(|error| error.to_string())?;
        let mut known = Models::default();
        for file in models.iter().filter(|file| !file.is_empty()) {
            let model = LanguageModel::load(file).map_err(|error| error.to_string())?;
            known.set(model.language(), Arc::new(model));
        }
        Ok(Self(Engine::learn(knowledge, known)))
    }

    /// Builds an engine as a widget does that is given knowledge and no pack: it answers by words at once, and by meaning when
    /// [`Self::add_model`] has brought a model.
    ///
    /// # Errors
    /// What is wrong with a line of the knowledge, and its column.
    pub fn begin(knowledge: &str) -> Result<Self, String> {
        parse(knowledge).map(|knowledge| Self(Engine::begin(knowledge))).map_err(|error| error.to_string())
    }

    /// Takes in a language model.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn add_model(&mut self, file: &[u8]) -> Result<(), String> {
        let model = LanguageModel::load(file).map_err(|error| error.to_string())?;
        self.0.add_model(Arc::new(model));
        Ok(())
    }

    /// The reply's candidates and confidence, as JSON. `language` is a BCP 47 tag, for questions that show no language of
    /// their own; an unknown one counts as English.
    pub fn answer(&self, question: &str, language: &str) -> String {
        json(&answer(&self.ask(question, language)))
    }

    /// The whole reply, as JSON: the same text wherever the engine keeps its word.
    pub fn reply(&self, question: &str, language: &str) -> String {
        let reply = self.ask(question, language);
        json(&Whole { answer: answer(&reply), sources: &reply.sources, reply: format!("{reply:?}") })
    }

    fn ask(&self, question: &str, language: &str) -> Reply {
        self.0.reply(question, Language::from_tag(language).unwrap_or(Language::En))
    }
}

fn parse(knowledge: &str) -> Result<Knowledge, Error> {
    let lines = knowledge.lines().filter(|line| !line.trim().is_empty());
    let entries = lines.map(|line| serde_json::from_str(line).map(entry)).collect::<Result<_, _>>()?;
    Ok(Knowledge { entries, ..Knowledge::default() })
}

fn entry(line: Line) -> Entry {
    let mut wording = PerLanguage::default();
    for (language, words) in [(Language::Zh, line.zh), (Language::En, line.en)] {
        if let Some(Words { phrasings, answer }) = words {
            wording.set(language, Wording { phrasings, answer, ..Wording::default() });
        }
    }
    Entry { id: line.id, topic: line.topic, wording, ..Entry::default() }
}

fn answer(reply: &Reply) -> Answer<'_> {
    Answer {
        ids: reply.explanation.candidates.iter().map(|candidate| candidate.entry.as_str()).collect(),
        confidence: reply.confidence,
        outcome: match reply.outcome {
            Outcome::Answer => "answer",
            Outcome::Clarify => "clarify",
            Outcome::Ask | Outcome::LookUp => "ask",
            Outcome::HandOff(_) | Outcome::Wait => "handoff",
        },
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWLEDGE: &str = r#"
{"id": "hours", "en": {"phrasings": ["when are you open", "opening hours"], "answer": "9 to 5."}, "zh": {"phrasings": ["几点开门"]}}
{"id": "refund", "topic": "money", "en": {"phrasings": ["can I get my money back", "refund please"]}}
"#;

    #[test]
    fn a_question_is_answered_with_the_ids_of_the_set() {
        let subject = Subject::new(KNOWLEDGE, &[]).expect("two entries");
        for (question, language, id) in [("opening hours?", "en", "hours"), ("你们几点开门", "zh", "hours")] {
            let answer = subject.answer(question, language);
            assert!(answer.starts_with(&format!("{{\"ids\":[\"{id}\"")), "{question}: {answer}");
        }
    }

    #[test]
    fn a_whole_reply_says_what_the_answer_says_and_why() {
        let subject = Subject::new(KNOWLEDGE, &[]).expect("two entries");
        let (answer, reply) = (subject.answer("refund please", "en"), subject.reply("refund please", "en"));
        assert!(reply.starts_with(answer.trim_end_matches('}')), "{reply} begins with {answer}");
        assert!(reply.contains("Explanation"), "{reply}");
    }

    #[test]
    fn an_engine_that_begins_without_models_takes_them_in() {
        let mut subject = Subject::begin(KNOWLEDGE).expect("two entries");
        subject.add_model(include_bytes!("../../../models/en.fwlm")).expect("a model as it is shipped");
        assert!(subject.reply("i want my cash back", "en").contains("models: [En]"));
        assert!(Subject::begin("{\"id\": 7}").is_err() && subject.add_model(b"no model").is_err());
    }

    #[test]
    fn a_line_that_is_no_entry_is_an_error() {
        let error = Subject::new("{\"id\": 7}", &[]).expect_err("a number is no id");
        assert!(error.contains("expected a string"), "{error}");
        let error = Subject::new(KNOWLEDGE, &[b"", b"no model"]).expect_err("eight bytes are no model");
        assert!(error.starts_with("not a language model"), "{error}");
    }
}
