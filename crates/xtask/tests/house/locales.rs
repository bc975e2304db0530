//! Every language of a page has the same texts: the keys of its locale files.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree;

const FOLDERS: [&str; 2] = ["src/locale/", "crates/console/src/locale/"];

#[test]
fn all_languages_of_a_page_have_the_same_keys() {
    let sources = tree::sources();
    for folder in FOLDERS {
        let files = sources.iter().filter(|source| source.path.starts_with(folder) && source.has_ending(&["ftl"]));
        let texts: BTreeMap<&str, &str> = files.map(|file| (file.path.as_str(), file.text.as_str())).collect();
        assert!(texts.len() >= 2, "{folder} must hold a file a language, in two languages at least");
        tree::assert_none("the files of one folder have the same keys, each once:", &differences(&texts));
    }
}

fn differences(texts: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut found = Vec::new();
    let all: BTreeSet<&str> = texts.values().flat_map(|text| keys(text)).collect();
    for (path, text) in texts {
        let own = keys(text);
        for key in &all {
            match own.iter().filter(|own| *own == key).count() {
                0 => found.push(format!("{path} has no {key}")),
                1 => {}
                count => found.push(format!("{path} has {key} {count} times")),
            }
        }
    }
    found
}

/// The words before `=`, of lines that are neither comments nor continuations of a text.
fn keys(text: &str) -> Vec<&str> {
    let starts = text.lines().filter(|line| !line.starts_with(['#', ' ', '\t']));
    starts.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim()).collect()
}

#[test]
fn a_missing_or_repeated_key_is_named() {
    let texts = BTreeMap::from([
        ("en.ftl", "# Greetings = comment\nhello = Hello\n  there = more of it\nbye = Bye\n"),
        ("zh.ftl", "hello = 你好\nhello = 您好\n"),
    ]);
    assert_eq!(differences(&texts), ["zh.ftl has no bye", "zh.ftl has hello 2 times"]);
}
