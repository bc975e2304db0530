//! Knowledge files from the outside: what a merchant is told about a wrong one, what becomes of a right one, and that
//! `pack` and `eval` leave nothing half done.
//!
//! The cases are files. Each one in `knowledge/bad` has a sibling `….expected` with the findings to the letter; each one in
//! `knowledge/good` gives a pack.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use floorwalker_engine::knowledge::{Emoji, Endpoint, FieldKind, Language, LookUp, Method, Purpose};
use floorwalker_engine::{Engine, Models, Pattern};
use floorwalker_hub::knowledge::{compile, read};
use serde_json::Value;
use tempfile::TempDir;

/// The case files of a folder, sorted.
fn cases(folder: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder_of_cases(folder)).expect("the folder is in the repository");
    let paths = listed.map(|entry| entry.expect("an entry can be read").path());
    let mut cases: Vec<_> = paths.filter(|path| path.extension().is_none_or(|ending| ending != "expected")).collect();
    cases.sort();
    assert!(!cases.is_empty(), "no case in {folder}");
    cases
}

fn folder_of_cases(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge").join(folder)
}

fn good(name: &str) -> PathBuf {
    folder_of_cases("good").join(name)
}

/// All findings in `source`, which is named by its last part.
fn findings(source: &Path) -> String {
    let folder = source.parent().expect("a case lies in a folder").join("");
    let folder = folder.to_str().expect("the folder's name is UTF-8");
    match compile(source) {
        Ok(_) => String::new(),
        Err(findings) => findings.to_string().replace(folder, "") + "\n",
    }
}

fn floorwalker(arguments: &[&Path]) -> Output {
    let command = Command::new(env!("CARGO_BIN_EXE_floorwalker")).args(arguments).output();
    command.expect("the binary was built for this test")
}

fn pack(source: &Path, out: &Path) -> Output {
    floorwalker(&[Path::new("pack"), source, Path::new("--out"), out])
}

fn eval(knowledge: &Path, questions: &Path, predictions: &Path) -> Output {
    let [k, q, p] = ["--knowledge", "--questions", "--predictions"].map(Path::new);
    floorwalker(&[Path::new("eval"), k, knowledge, q, questions, p, predictions])
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("the command line writes UTF-8")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let listed = fs::read_dir(folder).expect("the folder is there");
    listed.map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned()).collect()
}

/// A folder with a file of this name and content in it.
fn folder_with(name: &str, content: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a temporary file can be written");
    (folder, path)
}

#[test]
fn every_bad_file_gets_its_findings_to_the_letter() {
    let mut differing = Vec::new();
    for case in cases("bad") {
        let mut beside = case.clone().into_os_string();
        beside.push(".expected");
        let expected = fs::read_to_string(&beside).unwrap_or_else(|_| "(no .expected file)".to_owned());
        let found = findings(&case);
        if found != expected {
            differing.push(format!("{}\n--- expected\n{expected}--- found\n{found}", case.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn findings_come_in_the_order_of_their_lines() {
    for case in cases("bad") {
        let findings = compile(&case).expect_err("a bad case").0;
        assert!(findings.is_sorted_by_key(|finding| finding.line), "{}", case.display());
        assert!(findings.iter().all(|finding| finding.file == case), "{}", case.display());
    }
}

#[test]
fn every_good_file_gives_a_pack_that_loads() {
    for case in cases("good") {
        assert_eq!(findings(&case), "", "{}", case.display());
        let pack = compile(&case).expect("a good case");
        Engine::load(&pack, Models::default()).unwrap_or_else(|error| unreachable!("{}: {error}", case.display()));
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (folder, _) = folder_with("other.json", "");
    let found = findings(&folder.path().join("shop.json"));
    assert!(found.starts_with("shop.json: cannot be read: "), "{found}");
}

#[test]
fn ten_thousand_brackets_are_refused_without_a_crash() {
    let depth = 10_000;
    let lists = format!("{{\"entries\":\n{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    let expected =
        "too many brackets inside each other; knowledge needs no more than six\n1 problem; nothing was written\n";
    for (name, content) in [("deep.json", &lists), ("deep.jsonl", &objects), ("open.json", &"[".repeat(depth))] {
        let (_folder, path) = folder_with(name, content);
        let found = findings(&path);
        assert!(found.starts_with(name) && found.ends_with(expected), "{found}");
    }
}

#[test]
fn every_key_is_read() {
    let (knowledge, _) = read(&good("every-key.json"), Purpose::Serve).expect("a good case");
    let shop = &knowledge.shop;
    assert_eq!(shop.name.get(Language::Zh).map(String::as_str), Some("林间茶社"));
    assert_eq!(shop.name.get(Language::En).map(String::as_str), Some("Lin Tea"));
    assert_eq!(shop.locales, ["zh-CN", "en"]);
    let facts = [&shop.currency, &shop.timezone, &shop.phone, &shop.email].map(Option::as_deref);
    let expected = ["CNY", "Asia/Shanghai", "400-820-0000", "care@lintea.example"];
    assert_eq!(facts, expected.map(Some));
    let voice = &shop.voice;
    assert_eq!((voice.base.as_str(), voice.emoji), ("warm", Some(Emoji::Playful)));
    let texts = [&voice.name, &voice.signature].map(|texts| texts.get(Language::Zh).map(String::as_str));
    assert_eq!(texts, [Some("小林"), Some("—— 林间茶社")]);
    assert_eq!(voice.words.get(Language::Zh), Some(&vec![("您".to_owned(), "亲".to_owned())]));
    let (situation, lines) = &voice.lines[0];
    assert_eq!((situation.as_str(), lines.get(Language::En).map(Vec::len)), ("opening", Some(2)));
    assert_eq!(shop.hours.len(), 3);
    let saturday = &shop.hours[1];
    assert_eq!([&saturday.days, &saturday.open, &saturday.close], ["sat", "00:00", "24:00"]);
    assert_eq!(shop.greeting.get(Language::Zh).map(String::as_str), Some("您好,想喝点什么?"));
    assert_eq!(shop.greeting.get(Language::En), None);
    assert_eq!(shop.suggestions, ["dispatch-time", "contact"]);
    let fact = |name: &str, language| {
        let (_, texts) = shop.facts.iter().find(|(known, _)| known == name).expect("the fact is stated");
        texts.get(language).map(String::as_str)
    };
    assert_eq!([fact("free-from", Language::Zh), fact("打样", Language::En)], [Some("满 99 元"), Some("hello")]);
    let [order, weather] = &knowledge.lookups[..] else { unreachable!("there are two") };
    assert_eq!((order.name.as_str(), weather), ("order", &LookUp { name: "weather".to_owned(), ..LookUp::default() }));
    let endpoint =
        Endpoint { url: "https://orders.lintea.example/find".to_owned(), method: Method::Post, timeout: 8_000 };
    assert_eq!(order.endpoint, Some(endpoint));
    assert_eq!(order.ask.get(Language::En).map(String::as_str), Some("Your order number, please."));
    let [number, email, branch] = &order.fields[..] else { unreachable!("there are three") };
    assert_eq!(number.pattern.as_ref().map(Pattern::written), Some(r"LT-?\d{8}"));
    assert_eq!(
        (number.is_masked, number.retry.get(Language::En).map(String::as_str)),
        (true, Some("LT and 8 digits."))
    );
    assert_eq!((email.kind, email.from.as_deref()), (FieldKind::Email, Some("visitor.email")));
    assert_eq!((branch.options.len(), branch.label.get(Language::Zh).map(String::as_str)), (2, Some("Branch")));
    let status = &knowledge.entries[0];
    let wording = status.wording.get(Language::En).expect("it is written in English");
    assert_eq!(status.lookup.as_deref(), Some("order"));
    assert_eq!(wording.not_found.as_deref(), Some("There is no order {{field.number}}. Call {{shop.phone}}."));
    assert_eq!(wording.failed.as_deref(), Some("Not now. Call {{shop.phone}}."));
    let points = knowledge.entries[1].wording.get(Language::En).and_then(|wording| wording.fallback.as_deref());
    assert_eq!(points, Some("Sign in to see. Free shipping from {{shop.free-from}} ({{shop.打样}})."));
    let entry = &knowledge.entries[2];
    assert_eq!((entry.id.as_str(), entry.topic.as_deref()), ("dispatch-time", Some("shipping")));
    let wording = entry.wording.get(Language::Zh).expect("it is written in Chinese");
    assert_eq!(wording.phrasings, ["多久发货", "今天能发吗"]);
    assert_eq!(wording.answer, "16:00 前付款当天发出。");
    assert_eq!(knowledge.entries.len(), 5);
}

#[test]
fn escapes_and_emoji_are_read_as_json_means_them() {
    let (knowledge, _) = read(&good("escapes.json"), Purpose::Serve).expect("a good case");
    let wording = knowledge.entries[0].wording.get(Language::En).expect("it is written in English");
    assert_eq!(wording.phrasings, ["什么时候发货 🚚"]);
    assert_eq!(wording.answer, "Tomorrow \"early\" \\ / 🚚\n\tand é.");
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let packs = ["one.fwpk", "two.fwpk"].map(|name| {
        let out = folder.path().join(name);
        assert!(pack(&good("every-key.json"), &out).status.success());
        fs::read(out).expect("the pack was written")
    });
    assert_eq!(packs[0], packs[1]);
    assert_eq!(packs[0], compile(&good("every-key.json")).expect("a good case"));
}

#[test]
fn whole_files_and_files_of_lines_give_packs_that_answer_alike() {
    let [whole, lines] = ["alike.json", "alike.jsonl"].map(|name| compile(&good(name)).expect("a good case"));
    let [whole, lines] = [whole, lines].map(|pack| Engine::load(&pack, Models::default()).expect("a pack just made"));
    let asked = ["多久发货", "怎么退货呀", "能退货吗今天", "can i wash it", "send it back please", "转人工", "zzz", ""];
    for question in asked {
        for language in Language::ALL {
            assert_eq!(whole.reply(question, language), lines.reply(question, language), "{question}");
        }
    }
}

#[test]
fn no_pack_is_written_for_any_bad_file() {
    for case in cases("bad") {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let output = pack(&case, &folder.path().join("shop.fwpk"));
        assert_eq!(output.status.code(), Some(1), "{}", case.display());
        assert!(output.stdout.is_empty(), "{}", case.display());
        assert!(stderr(&output).contains("nothing was written"), "{}", stderr(&output));
        assert_eq!(names(folder.path()), BTreeSet::new(), "{}", case.display());
    }
}

#[test]
fn an_error_leaves_the_pack_of_before_untouched() {
    let (folder, out) = folder_with("shop.fwpk", "the pack of yesterday");
    let output = pack(&folder_of_cases("bad").join("no-answer.json"), &out);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&out).expect("it is still there"), "the pack of yesterday");
    assert_eq!(names(folder.path()), BTreeSet::from(["shop.fwpk".to_owned()]));
}

#[test]
fn a_new_pack_takes_the_place_of_the_old_one_and_leaves_no_part_behind() {
    let (folder, out) = folder_with("shop.fwpk", "the pack of yesterday");
    assert!(pack(&good("alike.json"), &out).status.success());
    Engine::load(&fs::read(&out).expect("the pack was written"), Models::default()).expect("it is a pack");
    assert_eq!(names(folder.path()), BTreeSet::from(["shop.fwpk".to_owned()]));
}

#[test]
fn eval_writes_one_well_formed_line_for_each_question() {
    let knowledge = r#"{"id": "ship", "en": {"phrasings": ["when does it ship", "how fast is dispatch"]}, "source": "x"}
{"id": "return", "en": {"phrasings": ["can i return it", "when does it ship"]}}
"#;
    let questions = "{\"text\": \"when does it ship\", \"lang\": \"en\", \"ids\": [\"ship\"], \"tags\": []}\n\n\
        {\"text\": \"how fast is the dispatch\"}\n{\"text\": \"qwxz\", \"lang\": \"xx\"}\n{\"text\": \"转人工\"}\n{\"text\": \"\"}";
    let (folder, source) = folder_with("knowledge.jsonl", knowledge);
    let asked = folder.path().join("questions.jsonl");
    fs::write(&asked, questions).expect("a temporary file can be written");
    let written = folder.path().join("predictions.jsonl");
    let output = eval(&source, &asked, &written);
    assert!(output.status.success(), "{}", stderr(&output));

    let lines = fs::read_to_string(&written).expect("it was written");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 5);
    for line in &lines {
        check_prediction(line);
    }
    let outcomes: Vec<_> = lines.iter().map(|line| line["outcome"].as_str().expect("a text")).collect();
    assert_eq!(outcomes[2..], ["handoff"; 3]);
    assert_eq!(lines[1]["ids"][0], "ship");
}

/// A prediction's fields, their types and what holds between them.
fn check_prediction(line: &Value) {
    let fields = line.as_object().expect("a line is an object");
    let keys: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
    let expected = ["ids", "confidence", "outcome", "answered", "offered", "text", "mood", "micros"];
    assert_eq!(keys, BTreeSet::from(expected));
    let ids = |key: &str| -> Vec<String> { serde_json::from_value(line[key].clone()).expect("a list of ids") };
    assert!(ids("ids").len() <= 10);
    assert!((0.0..=1.0).contains(&line["confidence"].as_f64().expect("a number")));
    assert!(line["text"].is_string() && line["micros"].is_u64());
    assert!(["calm", "upset", "angry"].contains(&line["mood"].as_str().expect("a text")));
    let (has_answered, has_offered) = (!ids("answered").is_empty(), !ids("offered").is_empty());
    match line["outcome"].as_str().expect("a text") {
        "answer" => assert!(has_answered && !has_offered),
        "clarify" => assert!(has_offered && !has_answered),
        "handoff" => assert!(!has_answered && !has_offered),
        other => unreachable!("unknown outcome {other}"),
    }
}

#[test]
fn eval_names_file_and_line_of_what_it_cannot_read() {
    let good_knowledge = "{\"id\": \"ship\", \"en\": {\"phrasings\": [\"when\"]}}\n";
    let good_questions = "{\"text\": \"when\"}\n";
    let check = |knowledge: &str, questions: &str, expected: &str| {
        let (folder, source) = folder_with("knowledge.jsonl", knowledge);
        let asked = folder.path().join("questions.jsonl");
        fs::write(&asked, questions).expect("a temporary file can be written");
        let output = eval(&source, &asked, &folder.path().join("predictions.jsonl"));
        assert_eq!(output.status.code(), Some(1), "{expected}");
        let said = stderr(&output).replace(folder.path().join("").to_str().expect("UTF-8"), "");
        assert!(said.contains(expected), "expected {expected:?} in {said:?}");
        assert!(!names(folder.path()).contains("predictions.jsonl"));
    };
    check(&format!("{good_knowledge}{{\"id\": 3}}\n"), good_questions, "knowledge.jsonl:2: \"id\" is a number");
    let twice = good_knowledge.repeat(2);
    check(&twice, good_questions, "knowledge.jsonl:2: entry `ship`: the id `ship` is taken");
    check("{\"id\": \"a\", \"zh\": {}}\n", good_questions, "knowledge.jsonl:1: entry `a`: in zh: no phrasing");
    let unfinished = format!("{good_questions}\n{{\"text\": \n");
    check(good_knowledge, &unfinished, "questions.jsonl:3: not a question");
    check(good_knowledge, "{\"txt\": \"when\"}\n", "questions.jsonl:1: not a question: missing field `text`");
}

#[test]
fn eval_names_a_file_that_is_not_there() {
    let (folder, source) = folder_with("knowledge.jsonl", "{\"id\": \"a\", \"en\": {\"phrasings\": [\"when\"]}}\n");
    let output = eval(&source, &folder.path().join("absent.jsonl"), &folder.path().join("out.jsonl"));
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("absent.jsonl"), "{}", stderr(&output));
}

#[test]
fn knowledge_for_measuring_may_lack_answers_and_hold_more_keys_but_not_wrong_shapes() {
    let measured = |content: &str| {
        let (_folder, path) = folder_with("k.jsonl", content);
        read(&path, Purpose::Measure).map(|(knowledge, _)| knowledge.entries.len())
    };
    assert_eq!(measured("{\"id\": \"a\", \"split\": 1, \"en\": {\"phrasings\": [\"x\"], \"note\": null}}"), Ok(1));
    assert!(measured("{\"id\": \"a\", \"en\": {\"phrasings\": \"x\"}}").is_err());
}

/// The code blocks of the merchants' guide in this language.
fn examples_in_the_guide(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/knowledge.md");
    let guide = fs::read_to_string(path).expect("the guide is in the repository");
    let fence = format!("```{language}\n");
    let blocks = guide.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned());
    let blocks: Vec<String> = blocks.collect();
    assert!(!blocks.is_empty(), "no example in {language}");
    blocks
}

#[test]
fn the_guides_examples_are_good_knowledge() {
    for ending in ["json", "jsonl"] {
        for example in examples_in_the_guide(ending) {
            let (_folder, path) = folder_with(&format!("example.{ending}"), &example);
            assert_eq!(findings(&path), "");
        }
    }
}

#[test]
fn the_guides_errors_are_those_that_a_merchant_meets() {
    let met: String = cases("bad").iter().map(|case| findings(case)).collect();
    for error in examples_in_the_guide("text").iter().flat_map(|block| block.lines()) {
        assert!(met.lines().any(|line| line == error), "{error}");
    }
}
