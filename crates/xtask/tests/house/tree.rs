//! The files of the repository as the rules see them: path and text. What is built or installed is left out.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold no source, wherever they are.
const SKIPPED: [&str; 7] =
    [".git", "target", "dist", "node_modules", "test-results", "playwright-report", "blob-report"];

/// One text file.
pub(crate) struct Source {
    /// The path from the top level, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn is_rust(&self) -> bool {
        self.has_ending(&["rs"]) && (self.path.starts_with("src/") || self.path.starts_with("crates/"))
    }

    pub(crate) fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = Path::new(&self.path).extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    }

    /// Every line that holds one of the words, as `path:line: word`.
    pub(crate) fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for (number, line) in self.text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                found.push(format!("{}:{}: {word}", self.path, number + 1));
            }
        }
        found
    }
}

/// The top level of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is two folders up")
}

/// All text files, sorted by path.
pub(crate) fn sources() -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository can be listed") {
            let path = entry.expect("an entry can be read").path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() && !SKIPPED.contains(&name) {
                open.push(path);
            } else if path.is_file() {
                // What is no UTF-8 is a picture or a pack, and no rule reads those.
                if let Ok(text) = fs::read_to_string(&path) {
                    let inside = path.strip_prefix(&root).expect("listed under the root");
                    found.push(Source { path: inside.to_string_lossy().replace('\\', "/"), text });
                }
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(found.iter().any(|source| source.path == "Cargo.toml"), "the walk must begin at the top level");
    found
}

/// Fails with all findings at once.
pub(crate) fn assert_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}
