//! From an outcome to what is shown: the entry's own words, slots filled, nothing that is in no source.

use crate::engine::Engine;
use crate::knowledge::{Entry, Language, Wording};
use crate::reply::{Block, Chip};
use crate::value::{NOTHING, Value};

/// The wording in `language`, else in the first language that the entry has. The language goes with it.
fn wording(entry: &Entry, language: Language) -> Option<(Language, &Wording)> {
    entry.wording.get(language).map(|wording| (language, wording)).or_else(|| entry.wording.iter().next())
}

/// The language in which the entry is shown where `language` is asked for.
pub(crate) fn language(entry: &Entry, language: Language) -> Language {
    wording(entry, language).map_or(language, |(language, _)| language)
}

/// What the entry is about, in a shopper's words: its first phrasing.
pub(crate) fn title(entry: &Entry, language: Language) -> String {
    wording(entry, language).and_then(|(_, wording)| wording.phrasings.first()).cloned().unwrap_or_default()
}

/// A choice between entries.
pub(crate) fn choice<'a>(entries: impl Iterator<Item = &'a Entry>, language: Language) -> Vec<Block> {
    vec![Block::Chips(entries.map(|entry| chip(entry, language)).collect())]
}

/// An entry as something to tap.
pub(crate) fn chip(entry: &Entry, language: Language) -> Chip {
    Chip { entry: entry.id.clone(), label: title(entry, language) }
}

/// A filled template.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) text: String,
    /// The names of the slots that were filled, each with what it says, in order.
    pub(crate) slots: Vec<(String, String)>,
}

/// Fills a text in whose braces stand names and nothing else, which takes no office. `None` if one is not known.
fn fill_names(text: &str, known: impl Fn(&str) -> Value) -> Option<Filled> {
    let mut filled = Filled::default();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("{{") {
        let (name, after) = tail.split_once("}}")?;
        let Value::Text(value) = known(name.trim()) else { return None };
        if value.trim().is_empty() {
            return None;
        }
        filled.text.push_str(before);
        filled.text.push_str(&value);
        filled.slots.push((name.trim().to_owned(), value));
        rest = after;
    }
    filled.text.push_str(rest);
    Some(filled)
}

/// What a look-up has to say to slots.
#[derive(Clone, Copy)]
pub(crate) struct Looked<'a> {
    /// The look-up's name.
    pub(crate) name: &'a str,
    pub(crate) found: &'a Value,
    /// What it was given.
    pub(crate) fields: &'a [(String, String)],
}

impl Default for Looked<'_> {
    fn default() -> Self {
        Self { name: "", found: &NOTHING, fields: &[] }
    }
}

impl Engine {
    /// What the entry with this number answers to what was `said`, newest first: in `language`, if it is written in it. `None` if
    /// something that belongs into it is not known.
    pub(crate) fn answer(&self, entry: usize, said: &[&str], language: Language) -> Option<Filled> {
        if let Some(text) = self.page_answer(entry, said, language) {
            return Some(Filled { text, slots: Vec::new() });
        }
        let (language, wording) = wording(&self.entries[entry], language)?;
        let fill = |template: &String| self.fill_in(template, language, &Looked::default());
        fill(&wording.answer).or_else(|| wording.fallback.as_ref().and_then(fill))
    }

    /// A merchant's text with its slots filled. `None` if one of them has no value.
    pub(crate) fn fill_in(&self, text: &str, language: Language, looked: &Looked<'_>) -> Option<Filled> {
        let text = self.worded(text, language);
        match &self.office {
            Some(office) => (office.fill)(self, &text, language, looked),
            None => fill_names(&text, |name| self.slot(name, language, looked)),
        }
    }

    /// What stands under a slot's name.
    pub(crate) fn slot(&self, name: &str, language: Language, looked: &Looked<'_>) -> Value {
        let (root, path) = name.split_once('.').unwrap_or((name, ""));
        let text = |text: Option<&str>| text.map_or(Value::Nothing, |text| Value::Text(text.to_owned()));
        match root {
            "shop" => text(self.shop.slot(path, language)),
            "page" => text(self.page_slot(path, language).as_deref()),
            "visitor" => self.visitor.at(path).clone(),
            "field" => text(looked.fields.iter().find(|(known, _)| known == path).map(|(_, value)| value.as_str())),
            _ if root == looked.name && path.is_empty() => looked.found.clone(),
            _ if root == looked.name => looked.found.at(path).clone(),
            _ => Value::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_and_nothing_is_left_empty() {
        let known = |name: &str| match name {
            "shop.phone" => Value::Text("400-000".to_owned()),
            "shop.blank" => Value::Text(" ".to_owned()),
            _ => Value::Nothing,
        };
        let check = |text, wanted: Option<&str>| {
            assert_eq!(fill_names(text, known).map(|filled| filled.text).as_deref(), wanted, "{text}");
        };
        check("Call {{shop.phone}} or {{ shop.phone }}.", Some("Call 400-000 or 400-000."));
        check("Call us.", Some("Call us."));
        check("{{shop.fax}}", None);
        check("{{shop.blank}}", None);
        check("{{open", None);
        check("{{#if shop.phone}}x{{/if}}", None);
        check("{{shop.phone | money}}", None);
    }
}
