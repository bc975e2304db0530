//! Whole conversations with the tea shop, turn by turn, as the files in `stories/` tell them.
//!
//! `# title` begins a conversation. `> words` is what the shopper says, `= name=value; …` a form as the shopper sends it, and
//! `< found name=value; …`, `< nothing` or `< failed` what came of a look-up. The lines below say what comes of it:
//!
//! - `answer` with the entries, `ask` and `look-up` as well;
//! - `clarify` with some entries that are among those on offer;
//! - `handoff` with the reason;
//! - `says` with words that the reply holds, `mood` with how the shopper feels;
//! - `form` with the fields that are asked for, each as `name` or `name=value`, or as `name!` if its value is wrong;
//! - `request` with the look-up's name and what it is given;
//! - `heard` with what is kept of what the shopper said.

mod counter;
mod shop;

use floorwalker_engine::knowledge::{Entry, Language};
use floorwalker_engine::{Block, Dialogue, Engine, Form, LookedUp, Mood, Office, Outcome, Reply, Value};

const STORIES: [(&str, Language, &str); 4] = [
    ("zh.txt", Language::Zh, include_str!("stories/zh.txt")),
    ("en.txt", Language::En, include_str!("stories/en.txt")),
    ("look-ups.zh.txt", Language::Zh, include_str!("stories/look-ups.zh.txt")),
    ("look-ups.en.txt", Language::En, include_str!("stories/look-ups.en.txt")),
];

fn text(reply: &Reply) -> String {
    let texts = reply.blocks.iter().filter_map(|block| match block {
        Block::Text(text) => Some(text.as_str()),
        Block::Chips(_) | Block::Form(_) => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn form(reply: &Reply) -> Option<&Form> {
    reply.blocks.iter().find_map(|block| if let Block::Form(form) = block { Some(form) } else { None })
}

/// What the reply is, in the words of the expectation's kind.
fn found(kind: &str, rest: &str, reply: &Reply) -> String {
    let sources = reply.sources.join(" ");
    match (kind, reply.outcome) {
        ("answer", Outcome::Answer) | ("ask", Outcome::Ask) | ("look-up", Outcome::LookUp) => sources,
        ("clarify", Outcome::Clarify) if rest.split(' ').all(|entry| reply.sources.iter().any(|id| id == entry)) => {
            rest.to_owned()
        }
        ("handoff", Outcome::HandOff(reason)) => reason.name().to_owned(),
        ("says", _) if text(reply).contains(&rest.replace("\\n", "\n")) => rest.to_owned(),
        ("mood", _) => match reply.mood {
            Mood::Calm => "calm",
            Mood::Upset => "upset",
            Mood::Angry => "angry",
        }
        .to_owned(),
        ("form", Outcome::Ask) => {
            let fields = form(reply).into_iter().flat_map(|form| &form.fields);
            let field = |field: &floorwalker_engine::FormField| match (&field.error, field.value.as_str()) {
                (Some(_), _) => format!("{}!", field.name),
                (None, "") => field.name.clone(),
                (None, value) => format!("{}={value}", field.name),
            };
            fields.map(field).collect::<Vec<_>>().join("; ")
        }
        ("request", Outcome::LookUp) => reply.look_up.as_ref().map_or_else(String::new, |request| {
            let fields = request.fields.iter().map(|(name, value)| format!("{name}={value}"));
            [request.name.clone()].into_iter().chain(fields).collect::<Vec<_>>().join("; ")
        }),
        ("heard", _) => reply.heard.clone().unwrap_or_default().replace('\n', "\\n"),
        (_, outcome) => format!("{outcome:?} {sources} {:.2} {:?}", reply.confidence, text(reply)),
    }
}

fn pairs(written: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| pair.trim().split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    written.split(';').filter_map(pair).collect()
}

/// A look-up's result: what stands in brackets is a list of things.
fn result(written: &str) -> LookedUp {
    let object = |pairs: Vec<(String, String)>| {
        Value::Object(pairs.into_iter().map(|(name, value)| (name, Value::Text(value))).collect())
    };
    match written.split_once(' ') {
        Some(("found", rest)) => {
            let (plain, items) = rest.split_once("items=[").unwrap_or((rest, ""));
            let Value::Object(mut fields) = object(pairs(plain)) else { unreachable!("it is one") };
            let items = items.trim_end_matches(']').split('|').filter(|item| !item.is_empty());
            let items = items.map(|item| object(pairs(&item.replace(',', ";")))).collect();
            fields.push(("items".to_owned(), Value::List(items)));
            LookedUp::Found(Value::Object(fields))
        }
        _ if written == "nothing" => LookedUp::NotFound,
        _ => LookedUp::Failed,
    }
}

/// What a story's line brings about.
fn reply(engine: &Engine, dialogue: &mut Dialogue, line: &str, language: Language, last: Option<&Reply>) -> Reply {
    let (sign, rest) = line.split_once(' ').expect("a sign and what it is about");
    match sign {
        ">" => engine.turn(dialogue, rest, language),
        "=" => {
            let form = last.and_then(form).expect("a form was asked for");
            engine.fill(dialogue, &form.entry, &pairs(rest), language)
        }
        _ => {
            let request = last.and_then(|reply| reply.look_up.as_ref()).expect("something is looked up");
            engine.looked_up(dialogue, request.number, result(rest)).expect("it is waited for")
        }
    }
}

/// An entry that tells what is not always known, and nothing else then: making a pack would refuse it.
fn unguarded() -> Entry {
    let mut level = Entry { id: "member-level".to_owned(), ..Entry::default() };
    level.wording.set(
        Language::Zh,
        shop::wording(&["我的会员等级是什么", "我是什么级别的会员", "会员升到几级了"], "您是{{visitor.level}}会员。"),
    );
    level
}

#[test]
fn conversations_go_as_the_files_tell_them() {
    let engines = [Engine::learn(shop::knowledge(), shop::models()), counter::engine()];
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, language, stories) in STORIES {
        let engine = &engines[usize::from(file.starts_with("look-ups"))];
        let (mut dialogue, mut last) = (Dialogue::default(), None);
        for (number, line) in (1..).zip(stories.lines()).filter(|(_, line)| !line.is_empty()) {
            if line.starts_with("# ") {
                (dialogue, last) = (Dialogue::default(), None);
                count += 1;
            } else if line.starts_with(['>', '=', '<']) {
                last = Some(reply(engine, &mut dialogue, line, language, last.as_ref()));
            } else {
                let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
                let found = found(kind, rest, last.as_ref().expect("something was said"));
                if found != rest {
                    wrong.push(format!("{file}:{number}: expected {line}, found {found}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(count >= 25, "{count} conversations");
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

#[test]
fn what_is_given_for_a_look_up_is_not_kept() {
    let engine = counter::engine();
    let mut dialogue = Dialogue::default();
    let asked = engine.turn(&mut dialogue, "Where is my order LT20261234?", Language::En);
    assert_eq!(form(&asked).map(|form| form.fields[0].value.as_str()), Some("LT20261234"));
    let kept = postcard::to_allocvec(&dialogue).expect("it can be kept");
    assert!(!String::from_utf8_lossy(&kept).to_lowercase().contains("lt20261234"));
    // After a reload the number is asked for again, and what was begun goes on.
    let mut back: Dialogue = postcard::from_bytes(&kept).expect("it was just kept");
    let given = engine.turn(&mut back, "LT20261234, mei@lin.example", Language::En);
    assert_eq!(given.heard.as_deref(), Some("••••••••34, mei@lin.example"));
    // Nothing is sent that no form shows.
    assert_eq!(form(&given).map(|form| form.fields[1].value.as_str()), Some("mei@lin.example"));
    assert_eq!(engine.turn(&mut back, "yes", Language::En).outcome, Outcome::LookUp);
}

#[test]
fn a_late_result_is_told_to_nobody() {
    let engine = counter::engine();
    let mut dialogue = Dialogue::default();
    engine.turn(&mut dialogue, "Can I buy it in a branch?", Language::En);
    let request = engine.turn(&mut dialogue, "Berlin", Language::En).look_up.expect("it is looked up");
    assert_eq!(engine.looked_up(&mut dialogue, request.number + 7, LookedUp::NotFound), None);
    assert!(engine.looked_up(&mut dialogue, request.number, LookedUp::Failed).is_some());
    assert_eq!(engine.looked_up(&mut dialogue, request.number, LookedUp::Failed), None);
}

#[test]
fn what_is_known_of_the_visitor_fills_slots_and_fields() {
    let mut knowledge = counter::knowledge();
    knowledge.entries.push(unguarded());
    let mut engine = Engine::learn(knowledge, shop::models());
    engine.take_office(Office::new());
    let ask = |engine: &Engine, said| engine.reply(said, Language::En);
    assert_eq!(text(&ask(&engine, "When is shipping free?")), "Free from 99 yuan.");
    assert_eq!(text(&ask(&engine, "my bonus points")), "Sign in to see your points.");
    let level = ask(&engine, "我的会员等级是什么");
    assert_eq!((level.outcome, text(&level)), (Outcome::HandOff(floorwalker_engine::Reason::NoData), String::new()));
    let field = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
    engine.meet(Value::Object(vec![
        field("name", "Mei"),
        field("points", "12800"),
        field("email", "mei@lin.example"),
        field("level", "金卡"),
    ]));
    assert_eq!(text(&ask(&engine, "When is shipping free?")), "Free from 99 yuan. For you always, Mei.");
    let points = ask(&engine, "my bonus points");
    assert_eq!(text(&points), "You have 12,800 points.");
    assert_eq!(points.explanation.slots, [("visitor.points".to_owned(), "12,800".to_owned())]);
    assert_eq!(text(&ask(&engine, "我的会员等级是什么")), "您是金卡会员。");
    let order = ask(&engine, "Where is my order?");
    let fields: Vec<&str> = form(&order).expect("a form").fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(fields, ["number"], "the e-mail address is known");
}
