//! Packs that came damaged, cut, from elsewhere, or made to do harm: each is refused with a word, or loads and works, and
//! none is a panic or a giant allocation.

mod hostile;
mod shop;

use std::sync::Arc;

use floorwalker_engine::knowledge::{Entry, Knowledge, Language, ProblemKind, Wording};
use floorwalker_engine::pack::{MAX_BYTES, VERSION, compile};
use floorwalker_engine::{Engine, LoadError, Models};
use proptest::prelude::*;
use proptest::test_runner::Config;

use hostile::HEADER_BYTES;

/// A pack with this content and a header that fits it.
fn signed(content: &[u8]) -> Vec<u8> {
    hostile::signed("FWPK", VERSION, content)
}

/// The smallest knowledge with every kind of part, so that every byte can be tried.
fn small_pack() -> Vec<u8> {
    let mut knowledge = shop::knowledge();
    knowledge.entries.truncate(2);
    knowledge.shop.suggestions = vec!["dispatch".to_owned()];
    compile(knowledge, &shop::models()).expect("the tea shop's knowledge is right")
}

/// Loads a pack and, where it loads, asks it some questions.
fn try_out(pack: &[u8]) -> Result<(), LoadError> {
    let engine = Engine::load(pack, Models::default())?;
    for question in ["多久发货", "how long does delivery take", "", "鹦鹉"] {
        for language in Language::ALL {
            let reply = engine.reply(question, language);
            assert!((0.0..=1.0).contains(&reply.confidence), "{reply:?}");
            engine.suggestions(language, 3);
            engine.welcome(language);
            engine.shop_name(language);
        }
    }
    Ok(())
}

fn refusal(pack: &[u8]) -> String {
    try_out(pack).expect_err("a wrong pack").to_string()
}

#[test]
fn a_sound_pack_is_as_the_format_says() {
    let pack = small_pack();
    assert_eq!(pack, signed(&pack[HEADER_BYTES..]));
    assert_eq!(try_out(&pack), Ok(()));
}

#[test]
fn every_flipped_bit_is_noticed() {
    let pack = small_pack();
    for at in 0..pack.len() {
        for bit in 0..8 {
            let mut flipped = pack.clone();
            flipped[at] ^= 1 << bit;
            let error = Engine::load(&flipped, Models::default()).expect_err("a flipped bit");
            assert_eq!(error.is_other_version(), (4..6).contains(&at), "bit {bit} of byte {at}: {error}");
        }
    }
}

#[test]
fn a_pack_cut_anywhere_is_refused() {
    let pack = small_pack();
    for length in 0..pack.len() {
        assert!(Engine::load(&pack[..length], Models::default()).is_err(), "{length} bytes");
        if length >= HEADER_BYTES {
            let error = refusal(&signed(&pack[HEADER_BYTES..length]));
            assert!(error.starts_with("malformed pack"), "{length} bytes, signed anew: {error}");
        }
    }
}

#[test]
fn a_pack_with_something_after_its_end_is_refused() {
    let pack = small_pack();
    assert!(refusal(&[&pack[..], b"\0"].concat()).starts_with("damaged pack"));
    assert!(refusal(&signed(&[&pack[HEADER_BYTES..], b"\0"].concat())).starts_with("malformed pack"));
}

#[test]
fn refusals_say_what_was_found_and_what_to_do() {
    let mut newer = small_pack();
    newer[4..6].copy_from_slice(&(VERSION + 1).to_le_bytes());
    let expected =
        format!("pack of version {}, expected {VERSION}; make it again with `floorwalker pack`", VERSION + 1);
    assert_eq!(refusal(&newer), expected);
    let page = refusal(b"<!doctype html><title>404</title>");
    assert_eq!(page, "not a pack: expected it to begin with `FWPK`, found `<!do`; is the address right?");
    assert!(refusal(b"").starts_with("not a pack"));
    let too_large = refusal(&vec![0; MAX_BYTES + 1]);
    assert_eq!(too_large, format!("pack of {} bytes, expected at most {MAX_BYTES}", MAX_BYTES + 1));
}

#[test]
fn any_byte_changed_and_signed_anew_is_refused_or_works() {
    let pack = small_pack();
    let content = &pack[HEADER_BYTES..];
    for altered in hostile::altered(content) {
        let _refused_or_works = try_out(&signed(&altered));
    }
}

#[test]
fn giant_lengths_are_refused_wherever_they_stand() {
    let pack = small_pack();
    let content = &pack[HEADER_BYTES..];
    for inflated in hostile::inflated(content) {
        let _refused_or_works = try_out(&signed(&inflated));
    }
    assert!(hostile::GIANTS.iter().all(|giant| try_out(&signed(giant)).is_err()));
}

#[test]
fn a_pack_whose_model_is_not_a_number_is_refused() {
    let pack = small_pack();
    // The model's numbers are the last thing in a pack.
    for broken in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let mut content = pack[HEADER_BYTES..].to_vec();
        let last = content.len() - 4;
        content[last..].copy_from_slice(&broken.to_le_bytes());
        assert!(refusal(&signed(&content)).starts_with("malformed pack"), "{broken}");
    }
}

#[test]
fn wrong_knowledge_gives_no_pack_but_all_its_problems() {
    let mut twice = Entry { id: "a".to_owned(), ..Entry::default() };
    let wording =
        Wording { phrasings: vec!["when".to_owned()], answer: "Call {{shop.fax}}.".to_owned(), ..Wording::default() };
    twice.wording.set(Language::En, wording);
    let nameless = Entry::default();
    let knowledge = Knowledge { entries: vec![twice.clone(), twice, nameless], ..Knowledge::default() };
    let problems = compile(knowledge, &Models::default()).expect_err("four kinds of problems");
    let is_there = |is_it: fn(&ProblemKind) -> bool| problems.iter().any(|problem| is_it(&problem.kind));
    assert!(is_there(|kind| matches!(kind, ProblemKind::DuplicateId { first: 0, .. })));
    assert!(is_there(|kind| matches!(kind, ProblemKind::NoId)));
    assert!(is_there(|kind| matches!(kind, ProblemKind::NoWording)));
    assert!(is_there(|kind| matches!(kind, ProblemKind::UnknownSlot { .. })));
    // Whether the other entry is the same one, no one can tell from the id alone: a shared phrasing is one all the same.
    assert!(is_there(|kind| matches!(kind, ProblemKind::SharedPhrasing { first: 0, .. })));
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Engine::load(&bytes, Models::default()).is_err());
    }

    #[test]
    fn any_signed_content_is_refused_or_works(content in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _refused_or_works = try_out(&signed(&content));
    }

    #[test]
    fn small_numbers_for_content_are_refused_or_work(content in proptest::collection::vec(0..4_u8, 0..120)) {
        let _refused_or_works = try_out(&signed(&content));
    }
}

/// More texts than are learned from on loading: the machines travel in the pack.
fn large_knowledge() -> Knowledge {
    let things = ["tent", "boot", "lamp", "rope", "stove", "bag", "map", "bottle", "jacket", "towel"];
    let asks =
        ["how do I wash the", "can I return the", "is there a warranty on the", "how heavy is the", "where is the"];
    let mut knowledge = shop::knowledge();
    for number in 0..300 {
        let (thing, ask) = (things[number % things.len()], asks[number / things.len() % asks.len()]);
        let phrasings =
            (0..7).map(|way| format!("{ask} {thing} of kind {number} {}", things[(number + way) % things.len()]));
        let mut entry = Entry { id: format!("e{number}"), ..Entry::default() };
        entry.wording.set(
            Language::En,
            Wording { phrasings: phrasings.collect(), answer: format!("Answer {number}."), ..Wording::default() },
        );
        knowledge.entries.push(entry);
    }
    knowledge
}

/// Gives the engine the language models, one after the other, as a widget does.
fn teach(engine: &mut Engine) {
    for (_, model) in shop::models().iter() {
        engine.add_model(Arc::clone(model));
    }
}

#[test]
fn a_large_pack_brings_along_what_was_learned() {
    let learned = Engine::learn(large_knowledge(), shop::models());
    let pack = compile(large_knowledge(), &shop::models()).expect("the knowledge is right");
    let loaded = Engine::load(&pack, shop::models()).expect("a pack just made");
    let mut later = Engine::load(&pack, Models::default()).expect("a pack just made");
    teach(&mut later);
    for question in ["can I send the boot back", "how much does the stove weigh", "怎么退货"] {
        let reply = learned.reply(question, Language::En);
        assert!(reply.explanation.candidates.iter().any(|candidate| candidate.margin > 0.0), "{reply:?}");
        assert_eq!(loaded.reply(question, Language::En), reply);
        assert_eq!(later.reply(question, Language::En), reply);
    }
}

#[test]
fn what_a_large_pack_brings_along_may_be_anything() {
    let pack = compile(large_knowledge(), &shop::models()).expect("the knowledge is right");
    let content = &pack[HEADER_BYTES..];
    // What was learned stands at the end.
    for step in 1..40 {
        let mut harmed = content.to_vec();
        let at = content.len() - step * content.len() / 100;
        for byte in &mut harmed[at..at + 5] {
            *byte = 0xFF - *byte;
        }
        if let Ok(mut engine) = Engine::load(&signed(&harmed), Models::default()) {
            teach(&mut engine);
            let reply = engine.reply("can I send the boot back", Language::En);
            assert!((0.0..=1.0).contains(&reply.confidence), "{reply:?}");
        }
    }
}

#[test]
fn knowledge_without_a_pack_answers_too() {
    let mut engine = Engine::begin(shop::knowledge());
    assert_eq!(engine.reply("when do you ship?", Language::En).sources, ["dispatch"]);
    teach(&mut engine);
    assert_eq!(engine.reply("when do you ship?", Language::En).sources, ["dispatch"]);
}
