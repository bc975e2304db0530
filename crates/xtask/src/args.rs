//! The command line of `cargo xtask`: words in, a `Task` out. It does nothing itself.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::bench::Bench;
use crate::test::Step;

pub(crate) const USAGE: &str = "\
usage: cargo xtask TASK

  demo [--port 8080]   build everything, and serve the demo shop and the console until Ctrl-C
  test [--only STEP]   every check there is; STEP is one of fmt, clippy, clippy-wasm, rust, wasm, build, size, loader, e2e
  build                the optimised widget, console and demo shop, into dist/
  size [--json]        what a browser downloads, against the budgets
  bench match [--quick] [--shared ../shared]
                       the engine beside its rivals in Chromium, into docs/benchmarks.md; quick: 200 questions a set
  bench pack [--shared ../shared]
                       time and memory for the pack of 2,000 entries with 10 phrasings each
  bench same [--shared ../shared]
                       whether replies in Chromium and natively are the same, byte for byte
  models [--shared ../shared]
                       the language models anew, into models/
  tools                install the pinned tools that the other tasks use";

/// The port of the demo unless `--port` names another.
const DEMO_PORT: u16 = 8080;

/// Where the question sets are unless `--shared` says otherwise, from the top level of the workspace.
const SHARED: &str = "../shared";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Tools,
    Build,
    Size { json: bool },
    Demo { port: u16 },
    Test { only: Option<Step> },
    Bench { bench: Bench, shared: PathBuf },
    Models { shared: PathBuf },
}

pub(crate) fn parse(words: impl IntoIterator<Item = impl Into<OsString>>) -> Result<Task> {
    let mut parser = lexopt::Parser::from_args(words);
    let mut task = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Task::Help),
        Some(Value(name)) => match name.string()?.as_str() {
            "help" => return Ok(Task::Help),
            "tools" => Task::Tools,
            "build" => Task::Build,
            "size" => Task::Size { json: false },
            "demo" => Task::Demo { port: DEMO_PORT },
            "test" => Task::Test { only: None },
            "models" => Task::Models { shared: SHARED.into() },
            "bench" => Task::Bench { bench: bench(&mut parser)?, shared: SHARED.into() },
            other => bail!("there is no task {other:?}\n\n{USAGE}"),
        },
        Some(other) => bail!("{}\n\n{USAGE}", other.unexpected()),
    };
    while let Some(argument) = parser.next()? {
        match (&mut task, argument) {
            (_, Short('h') | Long("help")) => return Ok(Task::Help),
            (Task::Size { json }, Long("json")) => *json = true,
            (Task::Demo { port }, Long("port")) => *port = parser.value()?.parse()?,
            (Task::Bench { bench: Bench::Match { quick }, .. }, Long("quick")) => *quick = true,
            (Task::Bench { shared, .. } | Task::Models { shared }, Long("shared")) => *shared = parser.value()?.into(),
            (Task::Test { only }, Long("only")) => *only = Some(parser.value()?.parse()?),
            (_, other) => bail!("{}\n\n{USAGE}", other.unexpected()),
        }
    }
    Ok(task)
}

/// The word after `bench`.
fn bench(parser: &mut lexopt::Parser) -> Result<Bench> {
    match parser.next()? {
        Some(Value(name)) if name == "match" => Ok(Bench::Match { quick: false }),
        Some(Value(name)) if name == "same" => Ok(Bench::Same),
        Some(Value(name)) if name == "pack" => Ok(Bench::Pack),
        Some(other) => bail!("{}: there are `bench match`, `bench same` and `bench pack`", other.unexpected()),
        None => bail!("which benchmark? there are `bench match`, `bench same` and `bench pack`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: &Task) {
        assert_eq!(&parse(words).expect("a good command line"), expected, "{words:?}");
    }

    #[test]
    fn tasks_and_their_flags_are_understood() {
        check(&[], &Task::Help);
        check(&["build", "--help"], &Task::Help);
        check(&["size", "--json"], &Task::Size { json: true });
        check(&["demo"], &Task::Demo { port: 8080 });
        check(&["demo", "--port=9000"], &Task::Demo { port: 9000 });
        let shared: PathBuf = "../shared".into();
        check(&["bench", "match"], &Task::Bench { bench: Bench::Match { quick: false }, shared: shared.clone() });
        check(&["bench", "match", "--quick"], &Task::Bench { bench: Bench::Match { quick: true }, shared });
        check(&["bench", "pack"], &Task::Bench { bench: Bench::Pack, shared: "../shared".into() });
        check(&["bench", "same", "--shared", "sets"], &Task::Bench { bench: Bench::Same, shared: "sets".into() });
        check(&["test", "--only", "e2e"], &Task::Test { only: Some(Step::Browser) });
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (words, named) in [
            (&["bild"][..], "\"bild\""),
            (&["build", "--json"], "--json"),
            (&["demo", "--port", "high"], "high"),
            (&["test", "--only", "lint"], "lint"),
            (&["bench"], "bench match"),
            (&["bench", "--quick"], "--quick"),
            (&["bench", "same", "--quick"], "--quick"),
        ] {
            let error = parse(words).expect_err("a bad command line").to_string();
            assert!(error.contains(named), "{words:?} gives {error:?}");
        }
    }
}
