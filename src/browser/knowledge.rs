//! Knowledge as the merchant wrote it, read with the browser's own JSON parser: a shop can begin without making a pack.
//!
//! It takes the files that `docs/knowledge.md` describes, whole or an entry a line. What is wrong is told by entry; the
//! command that makes packs tells it by line.

use floorwalker_engine::knowledge::{Entry, Knowledge, Language, PerLanguage, Wording};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

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
                known.suggestions = words(&shop, "suggestions").unwrap_or_default();
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
    let mut entry = Entry { id: word(value, "id").ok_or("has no \"id\"")?, ..Entry::default() };
    for language in Language::ALL {
        if let Some(value) = field(value, language.tag()) {
            let phrasings = words(&value, "phrasings").ok_or("its \"phrasings\" are no list of texts")?;
            let answer = word(&value, "answer").ok_or("its \"answer\" is no text")?;
            entry.wording.set(language, Wording { phrasings, answer });
        }
    }
    Ok(entry)
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
