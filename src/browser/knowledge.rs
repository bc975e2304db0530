//! Knowledge as the merchant wrote it, read with the browser's own JSON parser: a shop can begin without making a pack.
//!
//! It takes the files that `docs/knowledge.md` describes, whole or an entry a line. What is wrong is told by entry; the
//! command that makes packs tells it by line.

use floorwalker_engine::Pattern;
use floorwalker_engine::knowledge::{
    Emoji, Endpoint, Entry, Field, FieldKind, Knowledge, Language, LookUp, Method, PerLanguage, SITUATIONS, Voice,
    Wording,
};
use js_sys::{Array, Function, JSON, Object, Reflect, RegExp};
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
                known.voice = field(&shop, "voice").map(|value| voice(&value)).unwrap_or_default();
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
    let pattern = word(value, "pattern");
    if pattern.as_ref().is_some_and(|pattern| expression(pattern).is_none()) {
        return Err("its \"pattern\" cannot be read");
    }
    let kind = word(value, "kind");
    Ok(Field {
        name: word(value, "name").ok_or("a field has no \"name\"")?,
        kind: FieldKind::ALL.into_iter().find(|known| Some(known.name()) == kind.as_deref()).unwrap_or_default(),
        pattern: pattern.map(|pattern| Pattern::followed_by(&pattern, is_of)),
        options: words(value, "options").unwrap_or_default(),
        from: word(value, "from"),
        is_masked: field(value, "mask").is_some_and(|mask| mask.is_truthy()),
        label: texts(value, "label"),
        retry: texts(value, "retry"),
    })
}

/// Whether `text` is of a pattern, by the browser's own regular expressions: only making a pack compiles it.
fn is_of(pattern: &str, text: &str) -> bool {
    expression(pattern).is_some_and(|expression| expression.test(text))
}

fn expression(pattern: &str) -> Option<RegExp> {
    let make: Function = Reflect::get(&js_sys::global(), &"RegExp".into()).ok()?.dyn_into().ok()?;
    let whole = ["^(?:", pattern, ")$"].concat();
    Reflect::construct(&make, &Array::of2(&whole.into(), &"iu".into())).ok()?.dyn_into().ok()
}

/// A voice: its name alone, or all that is said of it.
fn voice(value: &JsValue) -> Voice {
    if let Some(base) = value.as_string() {
        return Voice { base, ..Voice::default() };
    }
    let emoji = word(value, "emoji");
    let mut voice = Voice {
        base: word(value, "base").unwrap_or_default(),
        name: texts(value, "name"),
        signature: texts(value, "signature"),
        emoji: Emoji::ALL.into_iter().find(|(name, _)| Some(*name) == emoji.as_deref()).map(|(_, emoji)| emoji),
        ..Voice::default()
    };
    let (words_of, lines) = (field(value, "words"), field(value, "lines"));
    for language in Language::ALL {
        if let Some(pairs) = words_of.as_ref().and_then(|words| field(words, language.tag())) {
            let pair = |avoided: String| word(&pairs, &avoided).map(|used| (avoided, used));
            voice.words.set(language, names(&pairs).into_iter().filter_map(pair).collect());
        }
    }
    for situation in SITUATIONS {
        let Some(own) = lines.as_ref().and_then(|lines| field(lines, situation)) else { continue };
        let mut said = PerLanguage::default();
        for language in Language::ALL {
            if let Some(lines) = words(&own, language.tag()) {
                said.set(language, lines);
            }
        }
        voice.lines.push((situation.to_owned(), said));
    }
    voice
}

fn names(object: &JsValue) -> Vec<String> {
    Object::keys(object.unchecked_ref::<Object>()).iter().filter_map(|name| name.as_string()).collect()
}

fn facts(shop: &JsValue) -> Vec<(String, PerLanguage<String>)> {
    let Some(facts) = field(shop, "facts") else { return Vec::new() };
    names(&facts).into_iter().map(|name| (name.clone(), texts(&facts, &name))).collect()
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
