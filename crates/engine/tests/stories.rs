//! Whole conversations with the tea shop, turn by turn, as the files in `stories/` tell them.
//!
//! `# title` begins a conversation, `> words` is what the shopper says, and the line below it what comes of it: `answer` with the
//! entries, `clarify` with some that are among those on offer, `handoff` with the reason, or `says` with words that the reply
//! holds.

mod shop;

use floorwalker_engine::knowledge::Language;
use floorwalker_engine::{Block, Dialogue, Engine, Outcome, Reason, Reply};

const STORIES: [(&str, Language, &str); 2] = [
    ("zh.txt", Language::Zh, include_str!("stories/zh.txt")),
    ("en.txt", Language::En, include_str!("stories/en.txt")),
];

fn text(reply: &Reply) -> String {
    let texts = reply.blocks.iter().filter_map(|block| match block {
        Block::Text(text) => Some(text.as_str()),
        Block::Chips(_) => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn is_met(expected: &str, reply: &Reply) -> bool {
    let (kind, rest) = expected.split_once(' ').expect("a kind and what it is about");
    let mut named = rest.split(' ');
    match (kind, reply.outcome) {
        ("answer", Outcome::Answer) => named.eq(reply.sources.iter().map(String::as_str)),
        ("clarify", Outcome::Clarify) => named.all(|entry| reply.sources.iter().any(|source| source == entry)),
        ("handoff", Outcome::HandOff(reason)) => {
            rest == match reason {
                Reason::Requested => "requested",
                Reason::LowConfidence => "low-confidence",
                Reason::Unknown => "unknown",
                Reason::Repeated => "repeated",
                Reason::Upset => "upset",
                Reason::Sensitive => "sensitive",
            }
        }
        ("says", Outcome::Answer) => reply.sources.is_empty() && text(reply).contains(rest),
        _ => false,
    }
}

#[test]
fn conversations_go_as_the_files_tell_them() {
    let engine = Engine::learn(shop::knowledge(), shop::models());
    let mut wrong = Vec::new();
    for (file, language, stories) in STORIES {
        let mut dialogue = Dialogue::default();
        let mut lines = (1..).zip(stories.lines()).filter(|(_, line)| !line.is_empty());
        while let Some((number, line)) = lines.next() {
            if line.starts_with("# ") {
                dialogue = Dialogue::default();
                continue;
            }
            let said = line.strip_prefix("> ").expect("a title or words");
            let (_, expected) = lines.next().expect("what comes of it");
            let reply = engine.turn(&mut dialogue, said, language);
            if !is_met(expected, &reply) {
                let Reply { outcome, sources, confidence, .. } = &reply;
                let follows = reply.explanation.follows;
                wrong.push(format!(
                    "{file}:{number}: {said}: expected {expected}, found {outcome:?} {sources:?} ({confidence:.2}, follows {follows:.2}) {}",
                    text(&reply)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_dialogue_that_was_kept_goes_on_as_if_it_had_not_been() {
    let engine = Engine::learn(shop::knowledge(), shop::models());
    let mut dialogue = Dialogue::default();
    engine.turn(&mut dialogue, "how many days until it arrives?", Language::En);
    let kept = postcard::to_allocvec(&dialogue).expect("it can be kept");
    let mut back: Dialogue = postcard::from_bytes(&kept).expect("it was just kept");
    assert_eq!(back, dialogue);
    let (one, other) = (
        engine.turn(&mut back, "and to France?", Language::En),
        engine.turn(&mut dialogue, "and to France?", Language::En),
    );
    assert_eq!((one, back), (other, dialogue));
}

#[test]
fn a_dialogue_stays_small_whatever_is_said() {
    let engine = Engine::learn(shop::knowledge(), shop::models());
    let mut dialogue = Dialogue::default();
    for _ in 0..5 {
        engine.turn(&mut dialogue, &"那怎么退货呢，".repeat(500), Language::Zh);
        engine.turn(&mut dialogue, "那新疆呢", Language::Zh);
    }
    assert!(postcard::to_allocvec(&dialogue).expect("it can be kept").len() < 2_000);
}
