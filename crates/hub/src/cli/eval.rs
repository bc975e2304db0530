//! `floorwalker eval`: the shipped policy over a set of questions, one line of prediction for each.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use floorwalker_engine::knowledge::{Language, Purpose, Shop};
use floorwalker_engine::page::{Circumstances, Facts};
use floorwalker_engine::{Block, Dialogue, Engine, Models, Mood, Office, Outcome, Part, Reply, Without};
use serde::{Deserialize, Serialize};

use super::out;
use crate::{knowledge, models, page};

/// A line of the question file. Other keys (the right answers among them) are not looked at.
#[derive(Debug, Deserialize)]
struct Question {
    text: String,
    lang: Option<String>,
    /// What the same shopper asked before, oldest first.
    #[serde(default)]
    context: Vec<String>,
}

/// A line of the prediction file.
#[derive(Debug, Serialize)]
struct Prediction {
    ids: Vec<String>,
    confidence: f32,
    outcome: &'static str,
    answered: Vec<String>,
    offered: Vec<String>,
    text: String,
    mood: &'static str,
    micros: u128,
}

/// What `floorwalker eval` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The knowledge, `.json` or `.jsonl`; answers may be missing.
    #[arg(long)]
    knowledge: PathBuf,
    /// The questions, one object a line with at least "text".
    #[arg(long)]
    questions: PathBuf,
    /// Where to write one prediction a line, in the questions' order.
    #[arg(long)]
    predictions: PathBuf,
    /// The page on which all of it is asked, as HTML.
    #[arg(long)]
    page: Option<PathBuf>,
    /// Leave the language models out: what a browser replies before they have arrived.
    #[arg(long)]
    by_words: bool,
    /// Leave a part of the engine out, to see what it brings to the order of candidates. May stand more than once.
    #[arg(long, value_name = "PART", value_parser = part())]
    without: Vec<Part>,
}

/// Reads the name of a part; an unknown one is answered with all that there are.
fn part() -> impl TypedValueParser<Value = Part> {
    let named = |name: String| Part::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, part)| part);
    PossibleValuesParser::new(Part::ALL.map(|(name, _)| name)).try_map(move |name| named(name).ok_or("no such part"))
}

pub(super) fn run(arguments: Arguments) -> Result<(), String> {
    let Arguments { knowledge, questions, predictions, page, by_words, without } = arguments;
    let (mut known, lines) = knowledge::read(&knowledge, Purpose::Measure).map_err(|findings| findings.to_string())?;
    let problems = known.check(Purpose::Measure);
    if !problems.is_empty() {
        return Err(lines.explain(&knowledge, &problems).to_string());
    }
    state_facts(&mut known.shop);
    // On which day it is asked is not known, so that the same files give the same figures.
    let circumstances = Circumstances { is_alone: known.entries.is_empty(), today: String::new() };
    let page = page.map(|path| read_page(&path, &circumstances)).transpose()?;
    let models = if by_words { Models::default() } else { models::all() };
    let started = Instant::now();
    let mut engine = Engine::learn_without(known, models, without.into_iter().fold(Without::default(), Without::and));
    engine.take_office(Office::new());
    engine.open(page);
    let built = started.elapsed();
    let asked = read_questions(&questions)?;
    let mut written = Vec::with_capacity(asked.len());
    for question in &asked {
        let preferred = question.lang.as_deref().and_then(Language::from_tag).unwrap_or(Language::En);
        let mut dialogue = Dialogue::after(question.context.iter().cloned());
        let started = Instant::now();
        let reply = engine.turn(&mut dialogue, &question.text, preferred);
        written.push(predict(&reply, started.elapsed().as_micros()));
    }
    write_predictions(&predictions, &written)?;
    out::say(&format!("{} questions; the index took {} ms", asked.len(), built.as_millis()));
    Ok(())
}

/// A file of entries alone states no facts of its shop, and what names one would be passed on: each is told by its name in brackets.
fn state_facts(shop: &mut Shop) {
    shop.phone.get_or_insert_with(|| "[shop.phone]".to_owned());
    shop.email.get_or_insert_with(|| "[shop.email]".to_owned());
    if shop.name.is_empty() {
        shop.name.set(Language::En, "[shop.name]".to_owned());
    }
}

fn read_page(path: &Path, circumstances: &Circumstances) -> Result<Box<dyn Facts>, String> {
    let html = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let page = page::read(&html, circumstances).ok_or_else(|| {
        format!(
            "{} says nothing of a product that could be asked; expected JSON-LD, microdata or product tags",
            path.display()
        )
    })?;
    Ok(Box::new(page))
}

fn read_questions(path: &Path) -> Result<Vec<Question>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            format!("{}:{}: not a question: {error}; expected {{\"text\": …}}", path.display(), number + 1)
        })
    };
    lines.map(parse).collect()
}

fn predict(reply: &Reply, micros: u128) -> Prediction {
    let candidates = &reply.explanation.candidates;
    let sources_if = |is_so: bool| if is_so { reply.sources.clone() } else { Vec::new() };
    let texts = reply.blocks.iter().filter_map(|block| match block {
        Block::Text(text) => Some(text.as_str()),
        Block::Chips(_) | Block::Form(_) => None,
    });
    Prediction {
        ids: candidates.iter().map(|candidate| candidate.entry.clone()).collect(),
        confidence: reply.confidence,
        outcome: match reply.outcome {
            Outcome::Answer => "answer",
            Outcome::Clarify => "clarify",
            // What is asked for serves the answer.
            Outcome::Ask | Outcome::LookUp => "ask",
            Outcome::HandOff(_) | Outcome::Wait => "handoff",
        },
        answered: sources_if(matches!(reply.outcome, Outcome::Answer | Outcome::Ask | Outcome::LookUp)),
        offered: sources_if(reply.outcome == Outcome::Clarify),
        text: texts.collect::<Vec<_>>().join("\n"),
        mood: match reply.mood {
            Mood::Calm => "calm",
            Mood::Upset => "upset",
            Mood::Angry => "angry",
        },
        micros,
    }
}

fn write_predictions(path: &Path, predictions: &[Prediction]) -> Result<(), String> {
    let write = || -> std::io::Result<()> {
        let mut file = BufWriter::new(std::fs::File::create(path)?);
        for prediction in predictions {
            serde_json::to_writer(&mut file, prediction)?;
            file.write_all(b"\n")?;
        }
        file.flush()
    };
    write().map_err(|error| format!("cannot write {}: {error}", path.display()))
}
