//! Questions and what becomes of them, as data: one question a line in `cases/`, asked of a small tea shop. They run natively
//! and in WebAssembly, with the same outcome.

mod shop;

use floorwalker_engine::knowledge::{Language, Purpose};
use floorwalker_engine::{Block, Engine, Models, Outcome, Reply, pack};

const CASES: [(&str, Language, &str); 3] = [
    ("zh.txt", Language::Zh, include_str!("cases/zh.txt")),
    ("en.txt", Language::En, include_str!("cases/en.txt")),
    ("mixed.txt", Language::Zh, include_str!("cases/mixed.txt")),
];

fn engine() -> Engine {
    let pack = pack::compile(shop::knowledge(), &shop::models()).expect("the tea shop's knowledge is right");
    Engine::load(&pack, shop::models()).expect("a pack just made")
}

/// What became of a question, as the case files say it.
fn describe(reply: &Reply) -> String {
    match reply.outcome {
        Outcome::Answer => format!("answer {}", reply.sources.join(" ")),
        Outcome::Clarify => format!("clarify {}", reply.sources.join(" ")),
        Outcome::Ask | Outcome::LookUp | Outcome::Wait => "look-up".to_owned(),
        Outcome::HandOff(reason) => ["handoff ", reason.name()].concat(),
    }
}

fn is_met(expected: &str, reply: &Reply) -> bool {
    let found = describe(reply);
    match expected.split_once(' ') {
        Some(("first", entry)) => {
            !found.starts_with("handoff")
                && reply.explanation.candidates.first().is_some_and(|best| best.entry == entry)
        }
        None if expected == "unanswered" => reply.outcome != Outcome::Answer,
        None => found.split(' ').next() == Some(expected),
        Some(_) => found == expected,
    }
}

#[test]
fn questions_come_out_as_the_case_files_say() {
    let engine = engine();
    let mut wrong = Vec::new();
    for (file, language, text) in CASES {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let (question, expected) = line.split_once(" => ").expect("a case is `question => outcome`");
            let reply = engine.reply(question, language);
            if !is_met(expected, &reply) {
                let best = reply.explanation.candidates.first();
                wrong.push(format!(
                    "{file}:{}: {question}: expected {expected}, found {} ({best:?})",
                    number + 1,
                    describe(&reply)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_tea_shops_knowledge_has_no_problem() {
    assert_eq!(shop::knowledge().check(Purpose::Serve), []);
}

fn only_text(reply: &Reply) -> &str {
    match reply.blocks.as_slice() {
        [Block::Text(text)] => text,
        other => unreachable!("expected one text, found {other:?}"),
    }
}

#[test]
fn answers_are_the_merchants_words_with_slots_filled_in_the_language_asked() {
    let engine = engine();
    let zh = engine.reply("怎么联系你们", Language::En);
    assert_eq!(only_text(&zh), "请拨打 400-820-0000 或写信到 care@lintea.example。");
    assert_eq!(zh.language, Language::Zh);
    let en = engine.reply("How can I contact you?", Language::Zh);
    assert_eq!(only_text(&en), "Lin Tea: call 400-820-0000 or write to care@lintea.example.");
    assert_eq!(en.language, Language::En);
}

#[test]
fn a_question_without_a_language_of_its_own_gets_the_interfaces() {
    for language in Language::ALL {
        assert_eq!(engine().reply("12345", language).language, language);
    }
}

#[test]
fn an_entry_in_one_language_answers_in_it_whatever_is_asked() {
    let mut knowledge = shop::knowledge();
    let invoice = knowledge.entries.last_mut().expect("the tea shop has entries");
    invoice.wording.set(Language::Zh, shop::wording(&["VAT invoice"], "可以。"));
    let reply = Engine::learn(knowledge, Models::default()).reply("VAT invoice", Language::En);
    assert_eq!((only_text(&reply), reply.language), ("可以。", Language::Zh));
}

#[test]
fn suggestions_are_those_that_the_shop_names_in_its_order() {
    let labels = |language, count| {
        let chips = engine().suggestions(language, count);
        chips.into_iter().map(|chip| (chip.entry, chip.label)).collect::<Vec<_>>()
    };
    let chip = |entry: &str, label: &str| (entry.to_owned(), label.to_owned());
    assert_eq!(labels(Language::Zh, 4), [chip("brewing", "乌龙茶怎么泡"), chip("dispatch", "多久发货")]);
    assert_eq!(labels(Language::En, 1), [chip("brewing", "How do I brew oolong?")]);
}

#[test]
fn a_shop_that_names_no_suggestion_suggests_its_first_entries_in_the_language() {
    let mut knowledge = shop::knowledge();
    knowledge.shop.suggestions.clear();
    knowledge.entries.reverse();
    let engine = Engine::learn(knowledge, Models::default());
    let entries = |language| engine.suggestions(language, 2).into_iter().map(|chip| chip.entry).collect::<Vec<_>>();
    assert_eq!(entries(Language::Zh), ["invoice", "contact"]);
    assert_eq!(entries(Language::En), ["contact", "gift-wrap"]);
}
