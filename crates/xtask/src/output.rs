//! Everything that the tasks print: results to standard output, progress and complaints to standard error.

use std::time::Instant;

use anyhow::Result;

/// A result, for a person or a script.
#[expect(clippy::print_stdout, reason = "the one place where the tasks write their results")]
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Progress, or a complaint.
#[expect(clippy::print_stderr, reason = "the one place where the tasks say what they do")]
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

/// Counts the steps of a task and says how long each took.
pub(crate) struct Progress {
    indent: &'static str,
    total: usize,
    begun: usize,
}

impl Progress {
    pub(crate) fn new(total: usize) -> Self {
        Self { indent: "", total, begun: 0 }
    }

    /// The steps of which one step of another task consists.
    pub(crate) fn within(total: usize) -> Self {
        Self { indent: "    ", total, begun: 0 }
    }

    /// Does one step. `what` completes the sentence "now ...", such as "building the widget (release)".
    pub(crate) fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.begun += 1;
        let label = format!("{}[{}/{}] {what}", self.indent, self.begun, self.total);
        note(&format!("{label} ..."));
        let start = Instant::now();
        let result = work();
        let ending = if result.is_ok() { "done" } else { "failed" };
        note(&format!("{label}: {ending} in {:.1} s", start.elapsed().as_secs_f64()));
        result
    }
}
