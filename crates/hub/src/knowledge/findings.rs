//! What is wrong with a knowledge file, and where.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use floorwalker_engine::knowledge::{Language, Place, Problem};

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub file: PathBuf,
    /// The line in it, from 1; 0 if it concerns the file as a whole.
    pub line: usize,
    /// The entry's id, where there is one.
    pub entry: Option<String>,
    /// What was found, and how to mend it.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if self.line > 0 {
            write!(f, "{}:", self.line)?;
        }
        if let Some(entry) = &self.entry {
            write!(f, " entry `{entry}`:")?;
        }
        write!(f, " {}", self.message)
    }
}

/// All that is to be mended in a file, in the order of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(pub Vec<Finding>);

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.0 {
            writeln!(f, "{finding}")?;
        }
        match self.0.len() {
            1 => f.write_str("1 problem; nothing was written"),
            n => write!(f, "{n} problems; nothing was written"),
        }
    }
}

impl std::error::Error for Findings {}

/// On which line each part of the knowledge stands.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    pub(super) entries: Vec<(usize, String)>,
    pub(super) wordings: BTreeMap<(usize, Language), usize>,
    pub(super) phrasings: BTreeMap<(usize, Language, usize), usize>,
    pub(super) suggestions: Vec<usize>,
    pub(super) facts: Vec<usize>,
    /// Of each look-up, and of each of its fields.
    pub(super) lookups: Vec<(usize, Vec<usize>)>,
}

impl Lines {
    /// The engine's problems as findings in `file`, in the order of the lines.
    pub fn explain(&self, file: &Path, problems: &[Problem]) -> Findings {
        let mut findings: Vec<Finding> = problems.iter().map(|problem| self.locate(file, problem)).collect();
        findings.sort_by_key(|finding| finding.line);
        Findings(findings)
    }

    fn locate(&self, file: &Path, problem: &Problem) -> Finding {
        let (line, entry, language) = match problem.place {
            Place::Entry(entry) => (None, Some(entry), None),
            Place::Wording(entry, language) => (self.wordings.get(&(entry, language)), Some(entry), Some(language)),
            Place::Phrasing(entry, language, number) => {
                (self.phrasings.get(&(entry, language, number)), Some(entry), Some(language))
            }
            Place::Suggestion(number) => (self.suggestions.get(number), None, None),
            Place::Fact(number) => (self.facts.get(number), None, None),
            Place::LookUp(number) => (self.lookups.get(number).map(|(line, _)| line), None, None),
            Place::Field(lookup, number) => {
                (self.lookups.get(lookup).and_then(|(_, fields)| fields.get(number)), None, None)
            }
        };
        let entry = entry.and_then(|entry| self.entries.get(entry));
        let before = language.map(|language| format!("in {}: ", language.tag())).unwrap_or_default();
        let earlier = problem.kind.earlier().and_then(|earlier| self.entries.get(earlier));
        let after = earlier.map(|(line, _)| format!(" (the earlier entry begins on line {line})")).unwrap_or_default();
        Finding {
            file: file.to_owned(),
            line: line.copied().or(entry.map(|(line, _)| *line)).unwrap_or(0),
            entry: entry.map(|(_, id)| id.clone()).filter(|id| !id.trim().is_empty()),
            message: format!("{before}{}{after}", problem.kind),
        }
    }
}
