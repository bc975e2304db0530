//! The console's languages and their texts.
//!
//! It owns which languages there are and where their texts lie. Which one is shown, the agent chooses; see the views.

use std::sync::LazyLock;

use floorwalker_locale::{Catalog, choose};

/// A language in which the console can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

const ALL: [Language; 2] = [Language::En, Language::Zh];
const TAGS: [&str; 2] = ["en", "zh-CN"];

static CATALOGS: LazyLock<[Catalog; 2]> = LazyLock::new(|| {
    [include_str!("en.ftl"), include_str!("zh.ftl")]
        .map(|source| Catalog::parse(source).expect("a test reads all files"))
});

impl Language {
    /// The best language for a reader who asks for these tags, best first.
    pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        ALL[choose(&TAGS, wanted)]
    }

    /// The language as a BCP 47 tag.
    pub fn tag(self) -> &'static str {
        TAGS[self as usize]
    }

    /// The language that is not this one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }

    /// The language's texts.
    pub fn catalog(self) -> &'static Catalog {
        &CATALOGS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// All of the console's source, this file apart.
    fn source(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                source(&path, text);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("locale/mod.rs") {
                text.push_str(&fs::read_to_string(&path).expect("a source file"));
            }
        }
    }

    #[test]
    fn every_language_has_the_same_texts() {
        let [en, zh] = ALL.map(|language| language.catalog().keys().collect::<Vec<_>>());
        assert_eq!(en, zh);
    }

    #[test]
    fn every_text_has_the_same_placeholders_in_every_language() {
        let placeholders = |language: Language, key| {
            let text = language.catalog().text(key);
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::trim).collect::<BTreeSet<_>>()
        };
        for key in Language::En.catalog().keys() {
            assert_eq!(placeholders(Language::En, key), placeholders(Language::Zh, key), "{key}");
        }
    }

    #[test]
    fn the_source_uses_every_text_and_no_other() {
        let mut code = String::new();
        source(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
        let known: BTreeSet<&str> = Language::En.catalog().keys().collect();
        for key in &known {
            assert!(code.contains(&format!("\"{key}\"")), "the text {key} is used nowhere");
        }
        for call in ["text(\"", "fill(\""] {
            for rest in code.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(known.contains(key), "the text {key} is in no locale file");
            }
        }
    }

    #[test]
    fn a_reader_gets_the_language_asked_for() {
        assert_eq!(Language::choose(["zh-TW", "en"]), Language::Zh);
        assert_eq!(Language::choose(["de", "en-GB"]), Language::En);
        assert_eq!(Language::choose([]), Language::En);
    }
}
