//! The command line: what can be asked of the binary, and which code answers it. Each command has its own file.

mod eval;
mod out;
mod pack;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use floorwalker_engine::{Part, Without};

/// Floorwalker: answers in the shopper's browser, and people when it takes people.
#[derive(Debug, Parser)]
#[command(name = "floorwalker", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compile a knowledge file into the pack that browsers load.
    Pack {
        /// The knowledge, `.json` (whole) or `.jsonl` (an entry a line).
        source: PathBuf,
        /// Where to write the pack.
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Run the shipped policy over a question set and write what it would have replied.
    Eval {
        /// The knowledge, `.json` or `.jsonl`; answers may be missing.
        #[arg(long)]
        knowledge: PathBuf,
        /// The questions, one object a line with at least "text".
        #[arg(long)]
        questions: PathBuf,
        /// Where to write one prediction a line, in the questions' order.
        #[arg(long)]
        predictions: PathBuf,
        /// Leave the language models out: what a browser replies before they have arrived.
        #[arg(long)]
        by_words: bool,
        /// Leave a part of the engine out, to see what it brings to the order of candidates. May stand more than once.
        #[arg(long, value_name = "PART", value_parser = eval::part())]
        without: Vec<Part>,
    },
    /// Serve the widget, the sockets and the console.
    Serve(serve::Arguments),
    /// Manage the people who answer.
    Agent {
        #[command(subcommand)]
        command: serve::AgentCommand,
    },
}

/// Runs the command that the process was started with. Errors go to standard error, and make the exit code 1.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Pack { source, out } => pack::run(&source, &out),
        Command::Eval { knowledge, questions, predictions, by_words, without } => {
            let without = without.into_iter().fold(Without::default(), Without::and);
            eval::run(&knowledge, &questions, &predictions, by_words, without)
        }
        Command::Serve(arguments) => serve::run(arguments),
        Command::Agent { command } => serve::run_agent(command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            out::error(&message);
            ExitCode::FAILURE
        }
    }
}
