//! How long a large pack takes to make, and how much memory: 2,000 entries of 10 phrasings, sampled from public question sets.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::output::{self, Progress};
use crate::process;
use crate::workspace::{Workspace, executable, read, write};

const ENTRIES: usize = 2_000;
const PHRASINGS: usize = 10;

/// Sets with many phrasings, in the order in which they are used up.
const SETS: [&str; 2] = ["clinc150", "banking77"];

/// How often the memory of the process is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Makes the pack with the release binary, as a merchant does, and says what it took.
pub(super) fn run(workspace: &Workspace, shared: &Path) -> Result<()> {
    let mut progress = Progress::new(2);
    let binary = progress.step("building floorwalker", || {
        let mut cargo = process::cargo();
        cargo.args(["build", "--release", "--package", "floorwalker-hub"]).current_dir(&workspace.root);
        process::run(&mut cargo)?;
        Ok(workspace.target.join("release").join(executable("floorwalker")))
    })?;
    let folder = workspace.target.join("bench");
    let (source, pack) = (folder.join("large.jsonl"), folder.join("large.pack"));
    write(&source, knowledge(shared)?)?;
    let (took, memory) = progress.step("making the pack", || {
        let mut command = Command::new(&binary);
        command.arg("pack").arg(&source).arg("--out").arg(&pack);
        watch(&mut command)
    })?;
    let memory =
        memory.map_or("memory unknown here".to_owned(), |bytes| format!("at most {} MB of memory", bytes / 1_000_000));
    output::note(&format!(
        "{ENTRIES} entries of {PHRASINGS} phrasings: {:.1} s on one core, {memory}, a pack of {} bytes",
        took.as_secs_f64(),
        read(&pack)?.len()
    ));
    Ok(())
}

/// A knowledge file with an entry a line. No phrasing stands in it twice.
fn knowledge(shared: &Path) -> Result<String> {
    let mut seen = BTreeSet::new();
    let mut lines = String::new();
    let mut count = 0;
    for set in SETS {
        let path = shared.join("data").join(set).join("knowledge.jsonl");
        let text = String::from_utf8(read(&path)?).with_context(|| format!("{} is no text", path.display()))?;
        for line in text.lines() {
            let entry: Value =
                serde_json::from_str(line).with_context(|| format!("{} is not as expected", path.display()))?;
            let phrasings = entry["en"]["phrasings"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let new: Vec<&str> = phrasings.filter(|phrasing| seen.insert(letters(phrasing))).collect();
            for phrasings in new.chunks_exact(PHRASINGS).take(ENTRIES - count) {
                count += 1;
                let answer = format!("This is answer {count}.");
                writeln!(
                    lines,
                    "{}",
                    json!({"id": format!("entry-{count}"), "en": {"phrasings": phrasings, "answer": answer}})
                )?;
            }
        }
    }
    ensure!(count == ENTRIES, "the sets {SETS:?} have phrasings for {count} entries only");
    Ok(lines)
}

/// What is left of a text when case and punctuation do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How long a command runs, and the most memory it has, where the system tells.
fn watch(command: &mut Command) -> Result<(Duration, Option<u64>)> {
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = None;
    loop {
        memory = peak(&std::fs::read_to_string(&status).unwrap_or_default()).max(memory);
        if let Some(exit) = child.try_wait()? {
            ensure!(exit.success(), "{} failed: {exit}", command.get_program().display());
            return Ok((started.elapsed(), memory));
        }
        sleep(LOOK);
    }
}

/// The peak in a process's status, in bytes.
fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_from_the_status() {
        assert_eq!(peak("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n"), Some(2_097_152));
        assert_eq!(peak(""), None);
    }

    #[test]
    fn case_and_punctuation_do_not_make_a_phrasing_new() {
        assert_eq!(letters("Where's my order?"), letters("wheres my ORDER"));
    }
}
