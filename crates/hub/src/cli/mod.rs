//! The command line: what can be asked of the binary, and which code answers it. Each command has its own file.

mod eval;
mod out;
mod pack;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    Eval(eval::Arguments),
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
        Command::Eval(arguments) => eval::run(arguments),
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
