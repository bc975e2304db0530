//! From an outcome to what is shown: the entry's own words, slots filled, nothing that is in no source.

use crate::knowledge::{Entry, Language, Shop, Wording};
use crate::reply::{Block, Chip};

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

/// What the entry answers.
pub(crate) fn answer(shop: &Shop, entry: &Entry, language: Language) -> String {
    wording(entry, language).map(|(language, wording)| fill(&wording.answer, shop, language)).unwrap_or_default()
}

/// A choice between entries.
pub(crate) fn choice<'a>(entries: impl Iterator<Item = &'a Entry>, language: Language) -> Vec<Block> {
    vec![Block::Chips(entries.map(|entry| chip(entry, language)).collect())]
}

/// An entry as something to tap.
pub(crate) fn chip(entry: &Entry, language: Language) -> Chip {
    Chip { entry: entry.id.clone(), label: title(entry, language) }
}

/// `text` with its slots filled. Making a pack has checked that each can be; in a pack from elsewhere an unknown slot
/// leaves nothing behind rather than braces.
fn fill(text: &str, shop: &Shop, language: Language) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("{{") {
        let Some((name, after)) = tail.split_once("}}") else { break };
        filled.push_str(before);
        filled.push_str(shop.slot(name.trim(), language).unwrap_or_default());
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_with_the_shops_facts() {
        let shop = Shop { phone: Some("400-000".to_owned()), ..Shop::default() };
        assert_eq!(fill("Call {{shop.phone}} or {{ shop.phone }}.", &shop, Language::En), "Call 400-000 or 400-000.");
        assert_eq!(fill("a {{shop.nothing}} b {{open", &shop, Language::En), "a  b {{open");
    }
}
