//! The same pack and question give the same reply on every machine, to the last bit of every score. The expected replies
//! are a file; this test runs natively and in WebAssembly against it, so both give the same.
//!
//! When scores change on purpose, the failing test prints the new text for the file.

mod shop;

use std::fmt::Write;

use floorwalker_engine::knowledge::Language;
use floorwalker_engine::{Engine, Reply, Scored, pack};

const QUESTIONS: [&str; 3] =
    [include_str!("cases/zh.txt"), include_str!("cases/en.txt"), include_str!("cases/mixed.txt")];

const EXPECTED: &str = include_str!("same_everywhere.txt");

/// A score as its bits: decimals would hide what differs.
fn bits(number: f32) -> String {
    format!("{:08x}", number.to_bits())
}

fn describe(question: &str, reply: &Reply) -> String {
    let explanation = &reply.explanation;
    let scored = |scored: &Scored| {
        let words = [scored.score, scored.confidence, scored.words, scored.nearest, scored.answer];
        let meaning = [scored.meaning, scored.nearest_meaning, scored.topic, scored.margin];
        let scores: Vec<String> = words.into_iter().chain(meaning).map(bits).collect();
        let scores = scores.join(",");
        format!("{}={scores}", scored.entry)
    };
    let candidates: Vec<String> = explanation.candidates.iter().map(scored).collect();
    format!(
        "{question}\t{:?}\t{}\t{}\t{}\t{}",
        reply.outcome,
        bits(reply.confidence),
        bits(explanation.known),
        explanation.terms.join(" "),
        candidates.join(" ")
    )
}

#[test]
fn replies_are_the_same_to_the_last_bit_everywhere() {
    let pack = pack::compile(shop::knowledge(), &shop::models()).expect("the tea shop's knowledge is right");
    let engine = Engine::load(&pack, shop::models()).expect("a pack just made");
    let mut found = String::new();
    for line in QUESTIONS.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        let (question, _) = line.split_once(" => ").expect("a case is `question => outcome`");
        writeln!(found, "{}", describe(question, &engine.reply(question, Language::En))).expect("text can be written");
    }
    assert!(found == EXPECTED, "tests/same_everywhere.txt says otherwise; the replies are now:\n{found}");
}
