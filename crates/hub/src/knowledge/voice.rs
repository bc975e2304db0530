//! The shape of voices in knowledge files.

use floorwalker_engine::knowledge::{Emoji, Language, PLACEHOLDERS, PerLanguage, SITUATIONS, UnknownVoice, Voice};
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::json::Reader;
use super::read::{list, texts};

/// The shapes of objects, as a merchant is told to write them.
mod shape {
    pub(super) const VOICE: &str = r#""warm", or {"base": "warm", …}"#;
    pub(super) const LINES: &str = r#"{"greeting": {"en": ["…"]}, …}"#;
    pub(super) const LISTS: &str = r#"{"zh": ["…"], "en": ["…"]}"#;
    pub(super) const WORDS: &str = r#"{"zh": {"您": "亲"}}"#;
    pub(super) const PAIRS: &str = r#"{"AVOIDED": "USED"}"#;
}

/// Reads a voice: its name alone, or all that is said of it.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value<'_>) -> Voice {
    let mut voice = Voice::default();
    if let Value::StringLit(_) = value {
        base(reader, value, "\"voice\"", &mut voice);
        return voice;
    }
    let Some(object) = reader.object(value, "\"voice\"", shape::VOICE) else { return voice };
    reader.fields(object, "base, name, signature, emoji, words, lines", |reader, key, value| {
        let what = format!("\"{key}\"");
        match key {
            "base" => base(reader, value, &what, &mut voice),
            "name" => voice.name = texts(reader, value, &what),
            "signature" => voice.signature = texts(reader, value, &what),
            "emoji" => voice.emoji = reader.choice(value, &what, &Emoji::ALL),
            "words" => words(reader, value, &mut voice),
            "lines" => lines(reader, value, &mut voice),
            _ => return false,
        }
        true
    });
    voice
}

fn base(reader: &mut Reader<'_>, value: &Value<'_>, what: &str, voice: &mut Voice) {
    voice.base = reader.text(value, what).unwrap_or_default();
    if let Err(UnknownVoice(name)) = voice.clone().whole() {
        reader.note(value.range().start, format!("{what}: {}", UnknownVoice(name)));
    } else if voice.base.is_empty() && value.as_string_lit().is_some() {
        reader.note(value.range().start, format!("{what}: {}", UnknownVoice(String::new())));
    }
}

fn words(reader: &mut Reader<'_>, value: &Value<'_>, voice: &mut Voice) {
    let Some(object) = reader.object(value, "\"words\"", shape::WORDS) else { return };
    reader.fields(object, "zh, en", |reader, key, value| {
        let Some(language) = Language::ALL.into_iter().find(|language| language.tag() == key) else { return false };
        let Some(object) = reader.object(value, &format!("\"{key}\" of \"words\""), shape::PAIRS) else { return true };
        let mut pairs = Vec::new();
        // Each may be any word.
        reader.fields(object, "", |reader, avoided, value| {
            let used = reader.text(value, "a word").unwrap_or_default();
            // A voice changes no fact.
            if avoided.trim().is_empty()
                || [avoided, &used].iter().any(|word| word.contains(|c: char| c.is_numeric() || c == '{'))
            {
                reader.note(
                    value.range().start,
                    format!("`{avoided}` to `{used}`: write words without digits and braces"),
                );
            }
            pairs.push((avoided.to_owned(), used));
            true
        });
        voice.words.set(language, pairs);
        true
    });
}

fn lines(reader: &mut Reader<'_>, value: &Value<'_>, voice: &mut Voice) {
    let Some(object) = reader.object(value, "\"lines\"", shape::LINES) else { return };
    reader.fields(object, &SITUATIONS.join(", "), |reader, situation, value| {
        if !SITUATIONS.contains(&situation) {
            return false;
        }
        let what = format!("\"{situation}\"");
        let Some(object) = reader.object(value, &what, shape::LISTS) else { return true };
        let mut lines = PerLanguage::default();
        reader.fields(object, "zh, en", |reader, key, value| {
            let Some(language) = Language::ALL.into_iter().find(|language| language.tag() == key) else { return false };
            let before = reader.findings.len();
            let own: Vec<String> = list(reader, value, &what).into_iter().map(|(_, line)| line).collect();
            let wrong = own.iter().find_map(|line| unknown(line));
            if let Some(wrong) = wrong {
                let known = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
                reader.note(
                    value.range().start,
                    format!("{what} holds `{wrong}`; correct or remove it (known are {known})"),
                );
            } else if reader.findings.len() == before
                && (own.is_empty() || own.iter().any(|line| line.trim().is_empty()))
            {
                reader.note(value.range().start, format!("{what} has nothing to say; write it, or \"-\" for silence"));
            }
            lines.set(language, own);
            true
        });
        voice.lines.push((situation.to_owned(), lines));
        true
    });
}

/// What stands in braces in a line and is no placeholder.
fn unknown(line: &str) -> Option<String> {
    let mut parts = line.split('{');
    if parts.next().is_some_and(|first| first.contains('}')) {
        return Some("}".to_owned());
    }
    parts.find_map(|part| match part.split_once('}') {
        Some((name, after)) if PLACEHOLDERS.contains(&name) && !after.contains('}') => None,
        Some((name, _)) => Some(format!("{{{name}}}")),
        None => Some("{".to_owned()),
    })
}
