//! Templates, forms and look-ups take whatever comes: no panic, no hole, nothing told that is in no source, nothing masked that is kept.

mod counter;
mod shop;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use floorwalker_engine::knowledge::{Entry, Knowledge, Language, LookUp};
use floorwalker_engine::{Block, Dialogue, Engine, LookedUp, Models, Office, Outcome, Reply, Value};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// The tea shop's counter: made once, since it learns.
static COUNTER: LazyLock<Engine> = LazyLock::new(counter::engine);

const ASKED: &str = "tell me about it";

/// An engine whose one entry looks `thing` up and answers with `template`.
fn engine(template: &str) -> Engine {
    let mut entry = Entry { id: "thing".to_owned(), lookup: Some("thing".to_owned()), ..Entry::default() };
    entry.wording.set(Language::En, shop::wording(&[ASKED], template));
    let lookups = vec![LookUp { name: "thing".to_owned(), ..LookUp::default() }];
    let mut engine =
        Engine::learn(Knowledge { lookups, entries: vec![entry], ..Knowledge::default() }, Models::default());
    engine.take_office(Office::new());
    engine
}

fn text(reply: &Reply) -> String {
    let texts = reply.blocks.iter().filter_map(|block| match block {
        Block::Text(text) => Some(text.as_str()),
        Block::Chips(_) | Block::Form(_) => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// What the entry answers if `found` is found.
fn told(template: &str, found: Value) -> Reply {
    let engine = engine(template);
    let mut dialogue = Dialogue::default();
    let asked = engine.turn(&mut dialogue, ASKED, Language::En);
    let request = asked.look_up.unwrap_or_else(|| unreachable!("no field is asked for: {:?}", asked.outcome));
    engine.looked_up(&mut dialogue, request.number, LookedUp::Found(found)).expect("it is waited for")
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Nothing),
        "\\PC{0,12}".prop_map(Value::Text),
        "-?[0-9]{1,9}(\\.[0-9]{1,3})?".prop_map(Value::Text)
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            proptest::collection::vec(("[a-c]", inner), 0..4).prop_map(Value::Object),
        ]
    })
}

/// A template out of pieces that belong together, or do not.
fn template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{{thing.a}}".to_owned()),
        Just("{{thing.b.c | money}}".to_owned()),
        Just("{{thing.a | date}}".to_owned()),
        Just("{{#if thing.a}}".to_owned()),
        Just("{{#if thing.b > 3}}".to_owned()),
        Just("{{#if not thing.c is x}}".to_owned()),
        Just("{{else}}".to_owned()),
        Just("{{else if thing.c}}".to_owned()),
        Just("{{/if}}".to_owned()),
        Just("{{#each thing as item}}".to_owned()),
        Just("{{#each item as thing}}".to_owned()),
        Just("{{item.a | number}}".to_owned()),
        Just("{{/each}}".to_owned()),
        Just("{{".to_owned()),
        Just("}}".to_owned()),
        Just("\n".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// The runs of digits in a text.
fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(Config { cases: 400, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_template_answers_whole_or_not_at_all(template in template(), found in value()) {
        let reply = told(&template, found);
        match reply.outcome {
            // What fills a slot may hold braces of its own; the template's are gone.
            Outcome::Answer => prop_assert!(!["{{thing", "{{item", "{{#", "{{/", "{{else"].iter().any(|tag| text(&reply).contains(tag))),
            Outcome::HandOff(_) => prop_assert!(!text(&reply).contains("{{")),
            outcome => prop_assert!(false, "{outcome:?}"),
        }
    }

    #[test]
    fn every_number_told_was_found(found in value()) {
        let template = "{{#if thing.a}}{{thing.a}}{{/if}} {{#each thing.b as item}}[{{item}}]{{/each}}{{#if thing.c}}{{thing.c}}{{/if}}";
        let source = format!("{found:?}");
        let reply = told(template, found);
        if reply.outcome == Outcome::Answer {
            let (told, known) = (numbers(&text(&reply)), numbers(&source));
            prop_assert!(told.is_subset(&known), "{told:?} of {source}");
        }
    }

    #[test]
    fn money_is_the_amount_that_was_found(cents in 0..10_000_000_000_u64) {
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        let found = Value::Object(vec![("a".to_owned(), Value::Text(amount.clone()))]);
        let told = text(&told("{{thing.a | money USD}}", found));
        let digits = told.replace(',', "");
        let (whole, decimals) = amount.split_once('.').expect("it was just written so");
        let wanted = if decimals == "00" { format!("US${whole}") } else { format!("US${amount}") };
        prop_assert_eq!(digits, wanted);
    }

    #[test]
    fn any_form_is_answered_and_what_is_masked_is_kept_nowhere(number in "\\PC{0,30}", email in "\\PC{0,30}") {
        let mut dialogue = Dialogue::default();
        COUNTER.turn(&mut dialogue, "Where is my order?", Language::En);
        let given = [("number".to_owned(), number.clone()), ("email".to_owned(), email)];
        let reply = COUNTER.fill(&mut dialogue, "order-status", &given, Language::En);
        prop_assert!(matches!(reply.outcome, Outcome::Ask | Outcome::LookUp));
        let kept = postcard::to_allocvec(&dialogue).expect("it can be kept");
        let number = number.trim();
        if number.chars().count() > 3 && !number.contains('•') {
            prop_assert!(!String::from_utf8_lossy(&kept).contains(number));
            // The other field's value may be the same.
            let heard = reply.heard.unwrap_or_default();
            let line = heard.lines().find(|line| line.starts_with("Order number")).unwrap_or_default();
            prop_assert!(!line.contains(number), "{line}");
        }
    }

    #[test]
    fn any_words_while_something_is_asked_for_are_answered(said in proptest::collection::vec("\\PC{0,40}|LT[0-9]{6,9}|never mind|yes|no|my@mail.example", 1..5)) {
        let mut dialogue = Dialogue::default();
        COUNTER.turn(&mut dialogue, "Where is my order?", Language::En);
        for words in said {
            let reply = COUNTER.turn(&mut dialogue, &words, Language::En);
            if let Some(request) = reply.look_up {
                let told = COUNTER.looked_up(&mut dialogue, request.number, LookedUp::NotFound);
                prop_assert!(told.is_some_and(|told| !text(&told).is_empty()));
            }
        }
    }
}
