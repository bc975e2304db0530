//! The checks that cargo runs: format, lints, tests natively and in WebAssembly.

use std::process::Command;

use anyhow::Result;

use crate::output;
use crate::process;
use crate::test::tally::Tally;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// The packages without I/O: what they decide must be the same natively and in a browser.
const PURE: [&str; 3] = ["floorwalker-engine", "floorwalker-protocol", "floorwalker-locale"];

/// The packages that are compiled for a browser only.
const BROWSER: [&str; 2] = ["floorwalker", "floorwalker-console"];

pub(crate) fn format(workspace: &Workspace) -> Result<Tally> {
    check(cargo(workspace).args(["fmt", "--all", "--check"]))
}

pub(crate) fn clippy(workspace: &Workspace) -> Result<Tally> {
    check(cargo(workspace).args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

pub(crate) fn clippy_wasm(workspace: &Workspace) -> Result<Tally> {
    Tools::for_wasm_lints()?;
    let mut cargo = cargo(workspace);
    cargo.args(["clippy", "--target", "wasm32-unknown-unknown", "--lib", "--bins"]);
    packages(&mut cargo, BROWSER.iter().chain(&PURE));
    check(cargo.args(["--", "-D", "warnings"]))
}

pub(crate) fn tests(workspace: &Workspace) -> Result<Tally> {
    counted(cargo(workspace).args(["test", "--workspace", "--no-fail-fast"]))
}

/// The runner stands in `.cargo/config.toml`.
pub(crate) fn wasm_tests(workspace: &Workspace) -> Result<Tally> {
    Tools::for_wasm_tests()?;
    let mut cargo = cargo(workspace);
    cargo.args(["test", "--target", "wasm32-wasip1", "--no-fail-fast", "--lib", "--tests"]);
    packages(&mut cargo, &PURE);
    counted(&mut cargo)
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root);
    cargo
}

fn packages<'a>(cargo: &mut Command, names: impl IntoIterator<Item = &'a &'a str>) {
    for name in names {
        cargo.args(["--package", name]);
    }
}

fn check(command: &mut Command) -> Result<Tally> {
    process::run(command).map(|()| Tally::SUCCESS)
}

fn counted(command: &mut Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = process::watch(command, |line| {
        output::note(line);
        tally += Tally::from_cargo(line);
    })?;
    Ok(tally.of_run(status.success()))
}
