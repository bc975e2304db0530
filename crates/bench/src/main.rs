//! The door natively: every question of a file, one reply a line to standard output.

use std::fs::{read, read_to_string};
use std::io::{BufWriter, Write as _, stdout};
use std::process::ExitCode;

use floorwalker_bench::glue::Subject;
use serde::Deserialize;

const USAGE: &str = "usage: floorwalker-bench KNOWLEDGE.jsonl QUESTIONS.jsonl [MODEL.fwlm]...";

/// A line of `questions.jsonl`. Other keys are not looked at.
#[derive(Deserialize)]
struct Question {
    text: String,
    lang: String,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut words = std::env::args().skip(1);
    let (Some(knowledge), Some(questions)) = (words.next(), words.next()) else { return Err(USAGE.to_owned()) };
    let load = |path: String| read(&path).map_err(|error| format!("cannot read {path}: {error}"));
    let models: Vec<Vec<u8>> = words.map(load).collect::<Result<_, _>>()?;
    let models: Vec<&[u8]> = models.iter().map(Vec::as_slice).collect();
    let text = |path: &str| read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"));
    let subject = Subject::new(&text(&knowledge)?, &models).map_err(|error| format!("{knowledge}: {error}"))?;
    let mut out = BufWriter::new(stdout().lock());
    for (number, line) in text(&questions)?.lines().enumerate() {
        let Question { text: question, lang } =
            serde_json::from_str(line).map_err(|error| format!("{questions}:{}: {error}", number + 1))?;
        writeln!(out, "{}", subject.reply(&question, &lang)).map_err(|error| format!("cannot write: {error}"))?;
    }
    out.flush().map_err(|error| format!("cannot write: {error}"))
}
