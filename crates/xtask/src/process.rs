//! Running other programs: a clean environment, and errors that name the command. What is run, the callers decide.

use std::io::{BufRead, BufReader, ErrorKind, stderr};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{Context, Error, Result, anyhow, bail};

/// What cargo tells the program that it runs about itself. A cargo started from there must not inherit it: build
/// scripts that watch these variables would run again.
const CARGO_LEAKS: [&str; 5] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];

/// A command without standard input, and without what cargo said about the task runner.
pub(crate) fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| CARGO_LEAKS.iter().any(|leak| name.starts_with(leak))) {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()).as_ref() as &Path)
}

/// Runs a command that must succeed. Its output goes to standard error, where progress belongs.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(stderr()).status().map_err(|error| cannot_start(command, &error))?;
    require_success(command, status)
}

/// Runs a command that must succeed and gives what it printed. What it complained is shown only when it fails.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| cannot_start(command, &error))?;
    require_success(command, output.status)
        .with_context(|| String::from_utf8_lossy(&output.stderr).trim().to_owned())?;
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no UTF-8", shown(command)))
}

/// Runs a command and hands over each line of its standard output while it runs.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    let output = child.stdout.take().context("a child without the output that was asked for")?;
    for line in BufReader::new(output).split(b'\n') {
        see(&String::from_utf8_lossy(&line?));
    }
    Ok(child.wait()?)
}

/// Starts a command that goes on by itself.
pub(crate) fn start(command: &mut Command) -> Result<Child> {
    command.spawn().map_err(|error| cannot_start(command, &error))
}

fn require_success(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy();
    if error.kind() != ErrorKind::NotFound {
        return anyhow!("cannot start {}: {error}", shown(command));
    }
    match program.as_ref() {
        "node" | "npm" => {
            anyhow!("{program} is not installed: install Node.js 20 or newer, with npm, and run this again")
        }
        "rustup" => anyhow!("rustup is not installed: install it from rustup.rs, and run this again"),
        _ => anyhow!("{program} was not found: install it, or put it on PATH, and run this again"),
    }
}

fn shown(command: &Command) -> String {
    let mut text = format!("`{}", command.get_program().to_string_lossy());
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text + "`"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_says_what_to_install() {
        let error = cannot_start(&Command::new("npm"), &ErrorKind::NotFound.into()).to_string();
        assert!(error.contains("Node.js 20"), "{error}");
    }

    #[test]
    fn a_failed_command_is_named_with_its_complaint() {
        let error = capture(command("sh").args(["-c", "echo too bad >&2; exit 3"])).expect_err("it failed");
        let text = format!("{error:#}");
        assert!(text.contains("too bad") && text.contains("exit 3"), "{text}");
    }

    #[test]
    fn every_line_is_seen() {
        let mut seen = Vec::new();
        let status = watch(command("sh").args(["-c", "echo one; echo two"]), |line| seen.push(line.to_owned()));
        assert!(status.expect("sh runs").success());
        assert_eq!(seen, ["one", "two"]);
    }
}
