//! What may stand only in certain places, and what may stand nowhere.

use crate::tree::{self, Source};

/// The store's language: where it stands, a schema is decided.
const SQL: [&str; 7] = [
    concat!("SELECT", " "),
    concat!("INSERT", " INTO"),
    concat!("UPDATE", " "),
    concat!("DELETE", " FROM"),
    concat!("CREATE", " TABLE"),
    concat!("CREATE", " INDEX"),
    concat!("ALTER", " TABLE"),
];

const BROWSER_API: [&str; 1] = [concat!("web", "_sys")];

/// Left behind by accident.
const LEFTOVERS: [&str; 6] = [
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("dbg", "!("),
    concat!("FIX", "ME"),
    concat!("#[", "ignore"),
    concat!("test", ".only("),
];

/// Where this was written or built: that is nobody's affair who reads it, and wrong on every other machine.
const WHEREABOUTS: [&str; 8] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("../sh", "ared/"),
    concat!("registry.", "npmjs"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("pypi", ".org"),
    concat!("deb.", "debian.org"),
];

fn findings(is_subject: impl Fn(&Source) -> bool, words: &[&str]) -> Vec<String> {
    let sources = tree::sources();
    sources.iter().filter(|source| is_subject(source)).flat_map(|source| source.lines_with(words)).collect()
}

#[test]
fn sql_stands_only_in_the_store() {
    let is_subject = |source: &Source| source.is_rust() && !source.path.starts_with("crates/hub/src/store/");
    tree::assert_none("SQL stands only under crates/hub/src/store/:", &findings(is_subject, &SQL));
}

#[test]
fn browser_apis_stand_only_in_the_browser_folders() {
    let is_allowed = |path: &str| path.starts_with("src/browser/") || path.starts_with("crates/console/src/browser/");
    let is_subject = |source: &Source| source.is_rust() && !is_allowed(&source.path);
    let rule = "the browser is spoken to only in src/browser/ and crates/console/src/browser/:";
    tree::assert_none(rule, &findings(is_subject, &BROWSER_API));
}

#[test]
fn nothing_unfinished_is_left_behind() {
    let is_code = |source: &Source| source.has_ending(&["rs", "js", "mjs", "ts", "css", "html"]);
    tree::assert_none("this was not meant to stay:", &findings(is_code, &LEFTOVERS));
}

#[test]
fn no_file_says_where_it_was_made() {
    tree::assert_none("paths of a machine and hosts of a registry stand nowhere:", &findings(|_| true, &WHEREABOUTS));
}

#[test]
fn a_word_is_found_with_its_line() {
    let source = Source { path: "src/a.rs".to_owned(), text: "one\ntwo three\n".to_owned() };
    assert_eq!(source.lines_with(&["three", "four"]), ["src/a.rs:2: three"]);
}
