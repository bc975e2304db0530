//! Knowledge as the merchant wrote it, read with the browser's own JSON parser: a shop can begin without making a pack.
//!
//! It takes the files that `docs/knowledge.md` describes, whole or an entry a line. What is wrong is told by entry; the
//! command that makes packs tells it by line.

use floorwalker_engine::knowledge::{
    Endpoint, Entry, Field, FieldKind, Knowledge, Language, LookUp, Method, PerLanguage, Wording,
};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Longest time that a look-up may take, in seconds.
const MOST_SECONDS: f64 = 60.0;

/// Reads knowledge out of the text of a file.
///
/// # Errors
/// What is wrong, in words for the browser's console.
pub(crate) fn read(text: &str) -> Result<Knowledge, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut knowledge = Knowledge::default();
    let entries = match JSON::parse(text) {
        Ok(file) => {
            if let Some(shop) = field(&file, "shop") {
                let known = &mut knowledge.shop;
                known.name = texts(&shop, "name");
                known.greeting = texts(&shop, "greeting");
                known.phone = word(&shop, "phone");
                known.email = word(&shop, "email");
                known.currency = word(&shop, "currency");
                known.suggestions = words(&shop, "suggestions").unwrap_or_default();
                known.facts = facts(&shop);
            }
            for value in list(&file, "lookups") {
                knowledge.lookups.push(lookup(&value)?);
            }
            match field(&file, "entries") {
                Some(entries) => entries.dyn_into().map_err(|_| "\"entries\" is no list".to_owned())?,
                // A file of one line is one entry.
                None => Array::of1(&file),
            }
        }
        Err(_) => lines(text)?,
    };
    for (number, value) in (1..).zip(entries.iter()) {
        knowledge.entries.push(entry(&value).map_err(|what| about(number, what))?);
    }
    if knowledge.entries.is_empty() { Err("it holds no entry".to_owned()) } else { Ok(knowledge) }
}

/// An entry a line.
fn lines(text: &str) -> Result<Array, String> {
    let entries = Array::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let entry =
            JSON::parse(line).map_err(|_| ["no JSON, neither as a whole nor line ", &number.to_string()].concat())?;
        entries.push(&entry);
    }
    Ok(entries)
}

fn entry(value: &JsValue) -> Result<Entry, &'static str> {
    let id = word(value, "id").ok_or("has no \"id\"")?;
    let mut entry = Entry { id, lookup: word(value, "lookup"), ..Entry::default() };
    for language in Language::ALL {
        if let Some(value) = field(value, language.tag()) {
            let wording = Wording {
                phrasings: words(&value, "phrasings").ok_or("its \"phrasings\" are no list of texts")?,
                answer: word(&value, "answer").ok_or("its \"answer\" is no text")?,
                fallback: word(&value, "fallback"),
                not_found: word(&value, "not_found"),
                failed: word(&value, "failed"),
            };
            entry.wording.set(language, wording);
        }
    }
    Ok(entry)
}

fn lookup(value: &JsValue) -> Result<LookUp, String> {
    let name = word(value, "name").ok_or("a look-up has no \"name\"")?;
    let about = |what: &str| ["look-up ", &name, ": ", what].concat();
    let endpoint = word(value, "url").map(|url| Endpoint { url, method: method(value), timeout: timeout(value) });
    let fields: Result<_, _> = list(value, "fields").iter().map(asked).collect();
    let fields = fields.map_err(about)?;
    let lookup = LookUp { name: name.clone(), fields, endpoint, ask: texts(value, "ask") };
    let is_safe = lookup.endpoint.as_ref().is_none_or(Endpoint::is_safe);
    if !is_safe || lookup.fields.iter().any(|field| lookup.exposes(field)) {
        return Err(about("its \"url\" is not safe for what is sent there"));
    }
    Ok(lookup)
}

fn method(value: &JsValue) -> Method {
    if word(value, "method").as_deref() == Some("GET") { Method::Get } else { Method::Post }
}

/// In milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was brought into bounds")]
fn timeout(value: &JsValue) -> u32 {
    let seconds = field(value, "timeout").and_then(|seconds| seconds.as_f64());
    seconds.map_or(0, |seconds| (seconds.clamp(0.0, MOST_SECONDS) * 1_000.0) as u32)
}

/// A field of a look-up.
fn asked(value: &JsValue) -> Result<Field, &'static str> {
    if field(value, "pattern").is_some() {
        return Err("a \"pattern\" is compiled when a pack is made: make one with `floorwalker pack`");
    }
    let kind = word(value, "kind");
    Ok(Field {
        name: word(value, "name").ok_or("a field has no \"name\"")?,
        kind: FieldKind::ALL.into_iter().find(|known| Some(known.name()) == kind.as_deref()).unwrap_or_default(),
        pattern: None,
        options: words(value, "options").unwrap_or_default(),
        from: word(value, "from"),
        is_masked: field(value, "mask").is_some_and(|mask| mask.is_truthy()),
        label: texts(value, "label"),
        retry: texts(value, "retry"),
    })
}

fn facts(shop: &JsValue) -> Vec<(String, PerLanguage<String>)> {
    let Some(facts) = field(shop, "facts") else { return Vec::new() };
    let names = Object::keys(facts.unchecked_ref::<Object>());
    let names = names.iter().filter_map(|name| name.as_string());
    names.map(|name| (name.clone(), texts(&facts, &name))).collect()
}

fn about(number: usize, what: &str) -> String {
    ["entry ", &number.to_string(), ": ", what].concat()
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn word(object: &JsValue, name: &str) -> Option<String> {
    field(object, name)?.as_string()
}

fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    field(object, name).and_then(|list| list.dyn_into::<Array>().ok()).map(|list| list.to_vec()).unwrap_or_default()
}

fn words(object: &JsValue, name: &str) -> Option<Vec<String>> {
    field(object, name)?.dyn_ref::<Array>()?.iter().map(|value| value.as_string()).collect()
}

/// A text for all languages, or one for each.
fn texts(object: &JsValue, name: &str) -> PerLanguage<String> {
    let mut texts = PerLanguage::default();
    let value = field(object, name).unwrap_or_default();
    for language in Language::ALL {
        if let Some(text) = value.as_string().or_else(|| word(&value, language.tag())) {
            texts.set(language, text);
        }
    }
    texts
}
