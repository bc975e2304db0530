//! The one place that writes to the terminal.

/// A line for the user.
#[expect(clippy::print_stdout, reason = "this is the command line's output")]
pub(super) fn say(line: &str) {
    println!("{line}");
}

/// A line about what went wrong.
#[expect(clippy::print_stderr, reason = "this is the command line's error output")]
pub(super) fn error(line: &str) {
    eprintln!("floorwalker: {line}");
}
