//! Counting what passed and what failed, from the words in which test runners report it. It runs nothing.

use std::fmt::{self, Display, Formatter};
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    pub(crate) const SUCCESS: Self = Self { passed: 1, failed: 0 };
    pub(crate) const FAILURE: Self = Self { passed: 0, failed: 1 };

    /// One check.
    pub(crate) fn of(is_passed: bool) -> Self {
        if is_passed { Self::SUCCESS } else { Self::FAILURE }
    }

    /// A runner that failed without a failed test, such as one that did not compile, is one failure.
    pub(crate) fn of_run(self, is_success: bool) -> Self {
        if is_success || self.failed > 0 { self } else { self + Self::FAILURE }
    }

    /// What a line of `cargo test` adds: `test result: ok. 3 passed; 1 failed; 0 ignored; ...`.
    pub(crate) fn from_cargo(line: &str) -> Self {
        let Some(result) = line.strip_prefix("test result: ") else { return Self::default() };
        let result = result.split_once(". ").map_or(result, |(_, counts)| counts);
        let count = |what: &str| {
            let part = result.split("; ").find_map(|part| part.strip_suffix(what));
            part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: count("passed"), failed: count("failed") }
    }

    /// What a line of `node --test` in TAP adds: `# pass 3`.
    pub(crate) fn from_tap(line: &str) -> Self {
        let count = |what: &str| line.strip_prefix(what).and_then(|number| number.trim().parse().ok()).unwrap_or(0);
        Self { passed: count("# pass "), failed: count("# fail ") }
    }

    /// What Playwright's JSON report says. A test that passed only when repeated has failed, and so has a skipped one.
    pub(crate) fn from_playwright(report: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Report {
            stats: Stats,
        }
        #[derive(Deserialize)]
        struct Stats {
            expected: u64,
            unexpected: u64,
            flaky: u64,
            skipped: u64,
        }
        let Report { stats } = serde_json::from_str(report).context("Playwright's report has no statistics")?;
        Ok(Self { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped })
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

impl Display for Tally {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn cargo_is_counted() {
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s",
                tally(12, 0),
            ),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", tally(3, 2)),
            ("test tally::tests::cargo_is_counted ... ok", tally(0, 0)),
        ] {
            assert_eq!(Tally::from_cargo(line), expected, "{line}");
        }
    }

    #[test]
    fn node_is_counted() {
        let report = ["TAP version 13", "ok 1 - opens", "# tests 3", "# pass 2", "# fail 1"];
        assert_eq!(report.into_iter().map(Tally::from_tap).sum::<Tally>(), tally(2, 1));
    }

    #[test]
    fn playwright_is_counted_and_a_flaky_or_skipped_test_has_failed() {
        let report = r#"{"suites": [], "stats": {"expected": 7, "unexpected": 1, "flaky": 1, "skipped": 1}}"#;
        assert_eq!(Tally::from_playwright(report).expect("a report"), tally(7, 3));
        assert!(Tally::from_playwright("{}").is_err());
    }

    #[test]
    fn a_run_that_fails_without_a_failed_test_is_a_failure() {
        assert_eq!(tally(0, 0).of_run(false), tally(0, 1));
        assert_eq!(tally(5, 1).of_run(false), tally(5, 1));
        assert_eq!(tally(5, 0).of_run(true), tally(5, 0));
    }
}
