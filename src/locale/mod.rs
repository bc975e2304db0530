//! The widget's texts: one file a language beside this one. It owns which languages there are and leaves the format to
//! `floorwalker-locale`.

use std::sync::OnceLock;

use floorwalker_engine::knowledge::Language;
use floorwalker_locale::{Catalog, choose};

/// The interface's languages, as pages name them. The first speaks to everybody whose language is not there.
const OFFERED: [(&str, Language); 2] = [("en", Language::En), ("zh-CN", Language::Zh)];

/// The texts of `language`.
///
/// # Panics
/// Never: a test reads every locale file.
pub fn texts(language: Language) -> &'static Catalog {
    static EN: OnceLock<Catalog> = OnceLock::new();
    static ZH: OnceLock<Catalog> = OnceLock::new();
    let (cell, source) = match language {
        Language::En => (&EN, include_str!("en.ftl")),
        Language::Zh => (&ZH, include_str!("zh.ftl")),
    };
    cell.get_or_init(|| Catalog::parse(source).expect("a test reads every locale file"))
}

/// The interface's language for a shopper who wants one of `wanted` (BCP 47 tags, best first), with its own full tag.
pub fn language_for<'a>(wanted: impl IntoIterator<Item = &'a str>) -> (&'static str, Language) {
    OFFERED[choose(&OFFERED.map(|(tag, _)| tag), wanted)]
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// All Rust sources of the widget, joined.
    fn sources(folder: &Path) -> String {
        let mut joined = String::new();
        for entry in fs::read_dir(folder).expect("a folder of this package") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                joined.push_str(&sources(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                joined.push_str(&fs::read_to_string(&path).expect("UTF-8"));
            }
        }
        joined
    }

    /// Every key that the code asks for: the literal in a call of `text` or `fill`.
    fn used() -> BTreeSet<String> {
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        // Put together here, so that this test does not find its own words.
        let calls = ["text", "fill"].map(|name| [".", name, "(\""].concat());
        let keys = |call: &String| -> Vec<String> {
            sources.split(call.as_str()).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        calls.iter().flat_map(keys).collect()
    }

    #[test]
    fn every_language_has_exactly_the_keys_that_the_code_uses() {
        let used: Vec<String> = used().into_iter().collect();
        assert!(used.len() > 20, "found only {used:?}");
        for language in Language::ALL {
            let known: Vec<&str> = texts(language).keys().collect();
            assert_eq!(known, used, "{language:?}");
        }
    }

    #[test]
    fn placeholders_are_the_same_in_every_language() {
        let names = |text: &str| -> BTreeSet<String> {
            text.split("{ $").skip(1).filter_map(|rest| Some(rest.split_once(" }")?.0.to_owned())).collect()
        };
        let (en, zh) = (texts(Language::En), texts(Language::Zh));
        for key in en.keys() {
            assert_eq!(names(en.text(key)), names(zh.text(key)), "{key}");
        }
    }

    #[test]
    fn a_language_that_is_not_there_is_met_in_english() {
        assert_eq!(language_for(["fr", "de"]), ("en", Language::En));
        assert_eq!(language_for(["zh-Hant-TW", "en"]), ("zh-CN", Language::Zh));
        assert_eq!(language_for(["", "zh"]), ("zh-CN", Language::Zh));
    }

    /// The loader speaks before any locale file can be there, so it carries these few texts itself.
    #[test]
    fn the_loader_says_the_same_as_the_locale_files() {
        let loader = include_str!("../../public/floorwalker.js");
        for language in Language::ALL {
            let texts = texts(language);
            for text in [
                texts.text("launcher-label"),
                texts.text("launcher-open"),
                texts.text("title"),
                texts.text("panel-label"),
                texts.text("bot-role"),
                texts.text("close"),
                texts.text("composer-label"),
                texts.text("composer-ask"),
                texts.text("send"),
                texts.text("person"),
                texts.text("pack-loading"),
                texts.text("greeting"),
                texts.text("log-label"),
            ] {
                assert!(loader.contains(&format!("'{text}'")), "the loader lacks '{text}'");
            }
        }
    }
}
