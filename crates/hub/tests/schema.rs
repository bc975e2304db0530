//! The JSON Schema that merchants' editors use says the same as the reader: same keys, same shapes, same verdicts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use floorwalker_hub::knowledge::{Findings, compile};
use jsonschema::Validator;
use serde_json::{Value, json};

/// Bad knowledge in which every part has the right shape: what is wrong with it, no schema can say.
const BEYOND_A_SCHEMA: [&str; 6] = [
    "duplicate-id.json",
    "empty-fact.json",
    "shared-phrasing.json",
    "slots.json",
    "templates.json",
    "unknown-suggestion.json",
];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn json_in(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn schema() -> Value {
    json_in(&repository().join("docs/knowledge.schema.json")).expect("the schema is in the repository and is JSON")
}

/// The schema's verdict on whole files, or on one of its definitions.
fn validator(definition: Option<&str>) -> Validator {
    let mut schema = schema();
    if let Some(definition) = definition {
        schema = json!({ "$ref": format!("#/$defs/{definition}"), "$defs": schema["$defs"] });
    }
    jsonschema::draft202012::new(&schema).expect("the schema is one")
}

fn cases(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge").join(folder);
    let listed = fs::read_dir(folder).expect("the folder is in the repository");
    let mut cases: Vec<_> = listed.map(|entry| entry.expect("an entry can be read").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|found| found == ending));
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

fn text_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a good case is UTF-8");
    text.trim_start_matches('\u{FEFF}').to_owned()
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
}

/// What the reader and the checks say of this text as a `.json` file.
fn judge(text: &str) -> Result<Vec<u8>, Findings> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("knowledge.json");
    fs::write(&path, text).expect("a temporary file can be written");
    compile(&path)
}

#[test]
fn the_schema_is_a_schema() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
}

#[test]
fn every_good_whole_file_is_valid() {
    let validator = validator(None);
    for case in cases("good", "json") {
        let value = serde_json::from_str(&text_of(&case)).expect("a good case is JSON");
        assert_valid(&validator, &value, &case.display().to_string());
    }
}

#[test]
fn every_line_of_a_good_file_of_lines_is_a_valid_entry() {
    let validator = validator(Some("entry"));
    for case in cases("good", "jsonl") {
        for line in text_of(&case).lines().filter(|line| !line.is_empty()) {
            let value = serde_json::from_str(line).expect("a good case is JSON");
            assert_valid(&validator, &value, &case.display().to_string());
        }
    }
}

#[test]
fn the_demo_shops_knowledge_is_valid() {
    let path = repository().join("public/demo/knowledge.json");
    let value = json_in(&path).expect("the demo shop has knowledge");
    assert_valid(&validator(None), &value, "public/demo/knowledge.json");
    assert!(compile(&path).is_ok());
}

#[test]
fn bad_files_are_invalid_but_for_what_no_schema_can_say() {
    let validator = validator(None);
    for case in cases("bad", "json") {
        let Some(value) = json_in(&case) else { continue };
        let name = case.file_name().and_then(|name| name.to_str()).expect("a case's name is UTF-8");
        assert_eq!(validator.is_valid(&value), BEYOND_A_SCHEMA.contains(&name), "{name}");
    }
}

/// The keys that the reader names when it meets one that it does not know, as the only finding.
fn keys_of_the_reader(text: &str) -> BTreeSet<String> {
    let findings = judge(text).expect_err("it holds an unknown key");
    let mut named = findings.0.iter().filter_map(|finding| finding.message.split_once("(known are "));
    let (_, list) = named.next_back().expect("it names the known keys");
    list.trim_end_matches(')').split(", ").map(str::to_owned).collect()
}

#[test]
fn the_schema_knows_the_readers_keys() {
    let schema = schema();
    let check = |place: &str, text: &str| {
        let properties = schema.pointer(place).and_then(Value::as_object).expect("the place is in the schema");
        let keys: BTreeSet<String> = properties.keys().cloned().collect();
        assert_eq!(keys, keys_of_the_reader(text), "{place}");
    };
    check("/properties", r#"{"?": 1}"#);
    check("/$defs/shop/properties", r#"{"shop": {"?": 1}}"#);
    check("/$defs/voice/oneOf/1/properties", r#"{"shop": {"voice": {"?": 1}}}"#);
    check("/$defs/lines/properties", r#"{"shop": {"voice": {"lines": {"?": 1}}}}"#);
    check("/$defs/hours/properties", r#"{"shop": {"hours": [{"?": 1}]}}"#);
    check("/$defs/texts/oneOf/1/properties", r#"{"shop": {"name": {"?": 1}}}"#);
    check("/$defs/entry/properties", r#"{"entries": [{"?": 1}]}"#);
    check("/$defs/lookup/properties", r#"{"lookups": [{"?": 1}]}"#);
    check("/$defs/field/properties", r#"{"lookups": [{"fields": [{"?": 1}]}]}"#);
    check("/$defs/wording/properties", r#"{"entries": [{"en": {"?": 1}}]}"#);
}

#[test]
fn every_key_of_the_schema_is_described() {
    let schema = schema();
    let named =
        ["shop", "hours", "lookup", "field", "entry", "wording"].map(|name| format!("/$defs/{name}/properties"));
    for place in ["/properties", "/$defs/texts/oneOf/1/properties"].into_iter().chain(named.iter().map(String::as_str))
    {
        let properties = schema.pointer(place).and_then(Value::as_object).expect("the place is in the schema");
        for (key, property) in properties {
            let reference = property["$ref"].as_str().and_then(|to| schema.pointer(to.trim_start_matches('#')));
            let says = |value: &Value| value["description"].is_string();
            assert!(says(property) || reference.is_some_and(says), "{place}/{key}");
        }
    }
}

/// Knowledge in which everything is right, and which holds every key.
fn right() -> Value {
    json!({
        "$schema": "x",
        "shop": {
            "name": "Lin Tea",
            "locales": ["en"],
            "currency": "CNY",
            "timezone": "Asia/Shanghai",
            "hours": [{ "days": "mon", "open": "09:30", "close": "18:00" }],
            "phone": "1",
            "email": "2",
            "facts": { "free-from": "99" },
            "voice": {
                "base": "warm",
                "name": "Lin",
                "signature": { "zh": "林", "en": "Lin" },
                "emoji": "none",
                "words": { "zh": { "您": "亲" }, "en": { "ship": "send" } },
                "lines": { "greeting": { "zh": ["您好"], "en": ["Hello {name}"] } }
            },
            "greeting": { "zh": "您好", "en": "Hello" },
            "suggestions": ["ship"]
        },
        "lookups": [{
            "name": "ship",
            "ask": "Which one?",
            "fields": [{
                "name": "number",
                "kind": "text",
                "pattern": "LT[0-9]{8}",
                "options": ["LT12345678"],
                "from": "visitor.order",
                "mask": true,
                "label": { "zh": "订单号", "en": "Order number" },
                "retry": "It is LT and 8 digits."
            }],
            "url": "/api/orders",
            "method": "POST",
            "timeout": 8
        }],
        "entries": [{
            "id": "ship",
            "topic": "shipping",
            "lookup": "ship",
            "zh": { "phrasings": ["多久发货"], "answer": "明天。" },
            "en": {
                "phrasings": ["when"],
                "answer": "Tomorrow.",
                "fallback": "Soon.",
                "not_found": "No such order.",
                "failed": "Not now."
            }
        }]
    })
}

/// The places of all values inside `value`, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (format!("{at}/{key}"), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(n, value)| (format!("{at}/{n}"), value)).collect(),
        _ => Vec::new(),
    };
    for (place, value) in inside {
        places(value, &place, found);
        found.push(place);
    }
}

#[test]
fn reader_and_schema_agree_on_any_value_at_any_place() {
    let validator = validator(None);
    // `ship` is the entry's id, so that it is right wherever a text is, but for hours.
    let values = json!([null, true, 7, "ship", "", " ", [], {}, ["ship"], [7], [[]], { "en": "ship" }, { "?": 1 }]);
    let values = values.as_array().expect("a list");
    let mut all = Vec::new();
    places(&right(), "", &mut all);
    let mut tried = 0;
    for place in all {
        for value in values {
            let mut knowledge = right();
            *knowledge.pointer_mut(&place).expect("the place was found in it") = value.clone();
            if is_reference(&place) && value.as_str().is_some_and(|text| text != "ship")
                || place == "/entries/0/id" && value.is_string()
                || place == "/lookups" && *value == json!([])
            {
                // Whether the names of entries fit together, only the reader can say.
                continue;
            }
            let verdict = judge(&knowledge.to_string());
            let said = verdict.as_ref().map(|_| ()).map_err(ToString::to_string);
            assert_eq!(verdict.is_ok(), validator.is_valid(&knowledge), "{value} at {place}: {said:?}");
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}

fn is_reference(place: &str) -> bool {
    place.starts_with("/shop/suggestions/") || ["/lookups/0/name", "/entries/0/lookup"].contains(&place)
}

#[test]
fn reader_and_schema_agree_on_what_may_be_left_out() {
    let validator = validator(None);
    let mut all = Vec::new();
    places(&right(), "", &mut all);
    for place in all {
        if place == "/lookups" {
            // That an entry names one of them, only the reader can say.
            continue;
        }
        let (parent, key) = place.rsplit_once('/').expect("a place has a parent");
        let mut knowledge = right();
        let Some(fields) = knowledge.pointer_mut(parent).and_then(Value::as_object_mut) else { continue };
        fields.remove(key);
        assert_eq!(judge(&knowledge.to_string()).is_ok(), validator.is_valid(&knowledge), "without {place}");
    }
}

#[test]
fn reader_and_schema_agree_on_hours() {
    let days =
        ["mon", "tue-sun", "sun-mon", "mon-", "-mon", "Mon", "mon-tue-wed", "monday", "mo", "", "mon sat", "mon\n"];
    let times = [
        "00:00", "09:30", "23:59", "24:00", "24:01", "9:30", "09:60", "19:5", "2a:00", "+9:30", "09:+5", "09.30",
        "0930", "", " 09:30", "09:30 ", "29:00", "99:99", "０9:30", "09:30:00", "09:30\n",
    ];
    let mut spans: Vec<Value> = days.iter().map(|days| span(days, "09:30", "18:00")).collect();
    spans.extend(times.iter().map(|time| span("mon", time, "18:00")));
    spans.extend(times.iter().map(|time| span("mon", "00:00", time)));
    let validator = validator(Some("hours"));
    for span in spans {
        let mut knowledge = right();
        knowledge["shop"]["hours"] = json!([span]);
        assert_eq!(judge(&knowledge.to_string()).is_ok(), validator.is_valid(&span), "{span}");
    }
}

fn span(days: &str, open: &str, close: &str) -> Value {
    json!({ "days": days, "open": open, "close": close })
}
