//! How a Rust file begins, and how long it may be.

use crate::tree::{self, Source};

/// A file that is longer has a second room in it.
const LONGEST: usize = 500;

#[test]
fn every_file_says_first_what_it_owns() {
    let sources = tree::sources();
    let silent = sources.iter().filter(|source| source.is_rust() && !source.text.starts_with("//!"));
    let silent: Vec<_> = silent.map(|source| source.path.clone()).collect();
    tree::assert_none("the first line of a file begins with `//!` and says what the file owns:", &silent);
}

#[test]
fn no_file_is_too_long() {
    let mut long = Vec::new();
    for source in tree::sources().iter().filter(|source| source.is_rust() && !is_test(&source.path)) {
        let lines = lines_of_code(source);
        if lines > LONGEST {
            long.push(format!("{}: {lines} lines", source.path));
        }
    }
    tree::assert_none("a file has at most 500 lines, its tests apart:", &long);
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The lines up to the tests at the end of the file.
fn lines_of_code(source: &Source) -> usize {
    source.text.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

#[test]
fn tests_at_the_end_are_not_counted() {
    let text = "//! It owns nothing.\nfn one() {}\n#[cfg(test)]\nmod tests {\n}\n";
    assert_eq!(lines_of_code(&Source { path: "src/a.rs".to_owned(), text: text.to_owned() }), 2);
}
