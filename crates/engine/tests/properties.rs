//! What holds for any question and any knowledge.

mod shop;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use floorwalker_engine::knowledge::{Entry, Knowledge, Language, Purpose, Wording};
use floorwalker_engine::{Block, CANDIDATES, Engine, Models, Outcome, Reason, Reply, pack, text};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::Config;

/// Rounding of sums of a few single-precision numbers.
const ROUNDING: f32 = 1e-4;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::learn(shop::knowledge(), shop::models()));

/// Words of the tea shop, words that it does not know, signs, and text that nobody means.
fn any_question() -> impl Strategy<Value = String> {
    const PIECES: [&str; 24] = [
        "发货", "多久", "退", "退款", "怎么", "茶", "鹦鹉", "礼盒", "how", "long", "does", "return", "refund", "tea",
        "ship", "qwfpg", "don't", "’s", "?", "，", " ", "🙂", "\n", "１２",
    ];
    let pieces = proptest::collection::vec(select(&PIECES), 0..12).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 2 => any::<String>(), 1 => "[一-龥]{0,20}", 1 => "([a-z]{1,8} ){0,12}"]
}

fn any_language() -> impl Strategy<Value = Language> {
    select(&Language::ALL)
}

/// Knowledge of up to eight entries whose phrasings are made of few words, so that they overlap. No phrasing stands in two
/// entries.
fn any_knowledge() -> impl Strategy<Value = Knowledge> {
    let word =
        select(&["ship", "return", "the", "order", "when", "how", "发货", "退货", "多久", "怎么", "blue", "size"]);
    let phrasing = proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    let phrasings = proptest::collection::vec(phrasing, 1..5);
    proptest::collection::vec((phrasings, any_language()), 1..9).prop_map(|written| {
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        for (number, (mut phrasings, language)) in written.into_iter().enumerate() {
            phrasings.retain(|phrasing| seen.insert(text::normalise(phrasing)));
            if !phrasings.is_empty() {
                let mut entry = Entry { id: format!("entry-{number}"), ..Entry::default() };
                entry
                    .wording
                    .set(language, Wording { phrasings, answer: format!("answer {number}"), ..Wording::default() });
                entries.push(entry);
            }
        }
        Knowledge { entries, ..Knowledge::default() }
    })
}

/// What holds for every reply, whatever was asked.
fn check_reply(reply: &Reply) {
    let explanation = &reply.explanation;
    let candidates = &explanation.candidates;
    let is_share = |x: f32| (0.0..=1.0).contains(&x);
    assert!(is_share(reply.confidence) && is_share(explanation.known), "{reply:?}");
    assert!(candidates.len() <= CANDIDATES, "{reply:?}");
    for candidate in candidates {
        let scores = [
            candidate.score,
            candidate.words,
            candidate.nearest,
            candidate.meaning,
            candidate.nearest_meaning,
            candidate.topic,
            candidate.margin,
            candidate.answer,
            candidate.confidence,
        ];
        assert!(scores.into_iter().all(|score| (0.0..=1.0 + ROUNDING).contains(&score)), "{candidate:?}");
        assert!(!candidate.title.is_empty(), "{candidate:?}");
    }
    // An entry that was asked word for word comes first whatever its score.
    assert!(candidates.get(1..).is_none_or(|rest| rest.is_sorted_by(|a, b| a.score >= b.score)), "{candidates:?}");
    assert!(candidates.is_sorted_by(|a, b| a.confidence >= b.confidence), "{candidates:?}");
    assert!(candidates.iter().map(|candidate| candidate.confidence).sum::<f32>() <= 1.0 + ROUNDING, "{candidates:?}");
    let ids: BTreeSet<_> = candidates.iter().map(|candidate| &candidate.entry).collect();
    assert_eq!(ids.len(), candidates.len(), "an entry is a candidate once: {candidates:?}");
    let best = candidates.first();
    assert_eq!(best.map_or(0.0, |best| best.confidence).to_bits(), reply.confidence.to_bits(), "{reply:?}");
    check_outcome(reply);
}

fn check_outcome(reply: &Reply) {
    let ids: Vec<&String> = reply.explanation.candidates.iter().map(|candidate| &candidate.entry).collect();
    match reply.outcome {
        Outcome::Answer => {
            // Small talk is answered from no entry.
            let answers = if reply.sources.is_empty() { 0 } else { reply.explanation.parts.len().max(1) };
            assert_eq!(reply.sources.len(), answers, "{reply:?}");
            assert!(answers == 0 || reply.sources.contains(ids[0]), "an answer rests on the best: {reply:?}");
            let is_text =
                |block: &Block| matches!(block, Block::Text(text) if !text.is_empty() && !text.contains("{{"));
            assert!(!reply.blocks.is_empty() && reply.blocks.iter().all(is_text), "{reply:?}");
        }
        Outcome::Clarify => {
            let [Block::Chips(chips)] = reply.blocks.as_slice() else { unreachable!("a choice is chips: {reply:?}") };
            assert!((2..=3).contains(&chips.len()), "{chips:?}");
            assert!(chips.iter().map(|chip| &chip.entry).eq(&reply.sources), "{reply:?}");
            assert!(reply.sources.iter().eq(ids.iter().copied().take(chips.len())), "the best are offered: {reply:?}");
        }
        Outcome::Ask | Outcome::LookUp | Outcome::Wait => unreachable!("this knowledge names no look-up: {reply:?}"),
        Outcome::HandOff(reason) => {
            assert!(reply.blocks.is_empty() && reply.sources.is_empty(), "{reply:?}");
            if matches!(reason, Reason::Unknown | Reason::LowConfidence) {
                assert_eq!(reason == Reason::Unknown, reply.explanation.known <= 0.0, "{reply:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_question_gets_a_sound_reply_that_explains_itself(question in any_question(), language in any_language()) {
        let reply = ENGINE.reply(&question, language);
        check_reply(&reply);
        let has_words = !text::normalise(&question).is_empty();
        prop_assert_eq!(has_words, !reply.explanation.terms.is_empty());
    }

    #[test]
    fn any_knowledge_answers_any_question_soundly(
        knowledge in any_knowledge(),
        question in any_question(),
        language in any_language(),
    ) {
        check_reply(&Engine::learn(knowledge, Models::default()).reply(&question, language));
    }

    #[test]
    fn the_same_question_gets_the_same_reply_from_the_same_pack(question in any_question(), language in any_language()) {
        static LOADED: LazyLock<[Engine; 2]> = LazyLock::new(|| {
            let pack = pack::compile(shop::knowledge(), &shop::models()).expect("the tea shop's knowledge is right");
            [&pack, &pack].map(|pack| Engine::load(pack, shop::models()).expect("a pack just made"))
        });
        let reply = LOADED[0].reply(&question, language);
        prop_assert_eq!(&LOADED[0].reply(&question, language), &reply);
        prop_assert_eq!(&LOADED[1].reply(&question, language), &reply);
        prop_assert_eq!(&ENGINE.reply(&question, language), &reply, "with and without a pack in between");
    }

    #[test]
    fn the_same_knowledge_gives_the_same_bytes(knowledge in any_knowledge()) {
        prop_assert_eq!(knowledge.check(Purpose::Serve), []);
        prop_assert_eq!(pack::compile(knowledge.clone(), &Models::default()), pack::compile(knowledge, &Models::default()));
    }

    #[test]
    fn a_phrasing_asked_word_for_word_is_answered_by_its_entry(
        knowledge in any_knowledge(),
        which in any::<Index>(),
        language in any_language(),
        noise in select(&["", "?", "！", "  ", "…"]),
    ) {
        let engine = Engine::learn(knowledge.clone(), Models::default());
        let wordings = knowledge.entries.iter().flat_map(|entry| entry.wording.iter().map(move |(_, wording)| (entry, wording)));
        let phrasings: Vec<(&Entry, &String)> =
            wordings.flat_map(|(entry, wording)| wording.phrasings.iter().map(move |phrasing| (entry, phrasing))).collect();
        let (entry, phrasing) = which.get(&phrasings);
        let reply = engine.reply(&format!("{noise}{}{noise}", phrasing.to_uppercase()), language);
        prop_assert_eq!(reply.outcome, Outcome::Answer);
        prop_assert_eq!(reply.sources, [entry.id.as_str()]);
    }

    #[test]
    fn a_tapped_choice_is_answered_by_its_entry(
        knowledge in any_knowledge(),
        question in any_question(),
        language in any_language(),
    ) {
        let engine = Engine::learn(knowledge, Models::default());
        let reply = engine.reply(&question, language);
        for block in &reply.blocks {
            let Block::Chips(chips) = block else { continue };
            for chip in chips {
                let tapped = engine.reply(&chip.label, reply.language);
                prop_assert_eq!(tapped.outcome, Outcome::Answer);
                prop_assert_eq!(&tapped.sources, &[chip.entry.as_str()]);
            }
        }
    }

    #[test]
    fn normalising_twice_changes_nothing_more(question in any_question()) {
        let normal = text::normalise(&question);
        prop_assert_eq!(text::normalise(&normal), normal);
    }

    #[test]
    fn questions_that_say_the_same_are_read_the_same(question in any_question(), language in any_language()) {
        let normal = text::normalise(&question);
        // Marks and capitals tell how it is meant, and where it may be cut; not what it says.
        let read = |text: &str| {
            let explanation = ENGINE.reply(text, language).explanation;
            (explanation.terms, explanation.repairs, explanation.known.to_bits(), explanation.topics)
        };
        prop_assert_eq!(read(&normal), read(&question));
    }
}

#[test]
fn every_phrasing_of_the_tea_shop_is_answered_by_its_entry() {
    for entry in &shop::knowledge().entries {
        for (language, wording) in entry.wording.iter() {
            for phrasing in &wording.phrasings {
                let reply = ENGINE.reply(&format!(" ¿{}!", phrasing.to_uppercase()), language);
                assert_eq!((reply.outcome, reply.sources), (Outcome::Answer, vec![entry.id.clone()]), "{phrasing}");
            }
        }
    }
}

#[test]
fn a_giant_question_is_read_up_to_its_limit() {
    for piece in ["a", "退", "退 ", "how to return ", "🙂", "'"] {
        let giant = piece.repeat(200_000);
        let beginning: String = giant.chars().take(text::MAX_CHARS).collect();
        assert_eq!(ENGINE.reply(&giant, Language::Zh), ENGINE.reply(&beginning, Language::Zh));
    }
}

#[test]
fn knowledge_without_entries_hands_off() {
    let reply = Engine::learn(Knowledge::default(), Models::default()).reply("anything", Language::En);
    assert_eq!(reply.outcome, Outcome::HandOff(Reason::Unknown));
}
