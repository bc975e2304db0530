//! The `floorwalker` binary: starts the command line and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    floorwalker_hub::cli::run()
}
