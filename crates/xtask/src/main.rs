//! The task runner, `cargo xtask`: it dispatches to one module a task. What a task does stands in that module.

mod args;
mod bench;
mod build;
mod demo;
mod digest;
mod models;
mod output;
mod process;
mod size;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use crate::args::Task;
use crate::output::Progress;
use crate::tools::Tools;
use crate::workspace::Workspace;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            output::note(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs the task of the command line. False means that it ran, and found something wrong.
fn run() -> anyhow::Result<bool> {
    let task = args::parse(std::env::args_os().skip(1))?;
    let workspace = Workspace::locate()?;
    match task {
        Task::Help => output::line(args::USAGE),
        Task::Tools => {
            let mut progress = Progress::new(Tools::BUILD_STEPS + Tools::BROWSER_STEPS);
            Tools::for_build(&workspace, &mut progress)?;
            Tools::for_browser_tests(&workspace, &mut progress)?;
        }
        Task::Build => {
            let mut progress = Progress::new(Tools::BUILD_STEPS + build::STEPS);
            let tools = Tools::for_build(&workspace, &mut progress)?;
            build::run(&workspace, &tools, &mut progress)?;
        }
        Task::Size { json } => return size::run(&workspace, json),
        Task::Demo { port } => demo::run(&workspace, port)?,
        Task::Bench { bench, shared } => return bench::run(&workspace, bench, &shared),
        Task::Models { shared } => models::run(&workspace, &shared)?,
        Task::Test { only } => return Ok(test::run(&workspace, only)),
    }
    Ok(true)
}
