//! What the console remembers on this computer: the language, and nothing else.

use super::{page, window};
use crate::locale::Language;

const LANGUAGE: &str = "floorwalker.console.language";

/// The language chosen here before, else the best of the browser's.
pub fn language() -> Language {
    let storage = window().local_storage().ok().flatten();
    let kept = storage.and_then(|storage| storage.get_item(LANGUAGE).ok().flatten());
    let wanted = page::languages();
    Language::choose(kept.iter().chain(&wanted).map(String::as_str))
}

/// Remembers the language.
pub fn keep_language(language: Language) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Where storage is full or forbidden, the choice holds until the page is closed.
        let _ = storage.set_item(LANGUAGE, language.tag());
    }
}
