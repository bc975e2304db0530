//! Every check there is, in one order, with one count. How a kind of check is run stands in the module of that kind.

mod browser;
mod node;
mod rust;
mod tally;

use std::str::FromStr;

use anyhow::{Result, bail};

use crate::build::{self, Manifest};
use crate::output::{self, Progress};
use crate::size::{Budget, Sizes};
use crate::tools::Tools;
use crate::workspace::Workspace;

use tally::Tally;

/// One step of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Format,
    Clippy,
    ClippyWasm,
    Rust,
    Wasm,
    Build,
    Size,
    Loader,
    Browser,
}

/// In the order in which they run: what is quick and often wrong comes first.
const STEPS: [(Step, &str, &str); 9] = [
    (Step::Format, "fmt", "checking the format"),
    (Step::Clippy, "clippy", "linting natively"),
    (Step::ClippyWasm, "clippy-wasm", "linting for the browser"),
    (Step::Rust, "rust", "testing natively"),
    (Step::Wasm, "wasm", "testing engine, protocol and locale in WebAssembly"),
    (Step::Build, "build", "building what is shipped"),
    (Step::Size, "size", "checking the size budgets"),
    (Step::Loader, "loader", "testing the loader"),
    (Step::Browser, "e2e", "testing in Chromium"),
];

impl FromStr for Step {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        match STEPS.iter().find(|(_, known, _)| *known == name) {
            Some((step, ..)) => Ok(*step),
            None => bail!("there is no step {name:?}: there are {}", STEPS.map(|(_, name, _)| name).join(", ")),
        }
    }
}

/// Runs the steps, each whether or not another failed, and closes with the count. True if nothing failed.
pub(crate) fn run(workspace: &Workspace, only: Option<Step>) -> bool {
    let steps: Vec<_> = STEPS.into_iter().filter(|(step, ..)| only.is_none_or(|only| only == *step)).collect();
    let mut progress = Progress::new(steps.len());
    let mut shipped = Shipped::Unknown;
    let mut total = Tally::default();
    let mut complaints = Vec::new();
    for (step, name, what) in steps {
        let result = progress.step(what, || run_step(workspace, step, &mut shipped));
        let tally = result.unwrap_or_else(|error| {
            output::note(&format!("error: {error:#}"));
            Tally::FAILURE
        });
        if tally.failed > 0 {
            complaints.push(format!("{name}: {tally}; to run it alone: cargo xtask test --only {name}"));
        }
        total += tally;
    }
    for complaint in &complaints {
        output::note(complaint);
    }
    output::line(&total.to_string());
    total.failed == 0
}

/// What is known of `dist/` and the hub: steps that need them build them once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shipped {
    Unknown,
    Built,
    Broken,
}

fn run_step(workspace: &Workspace, step: Step, shipped: &mut Shipped) -> Result<Tally> {
    match step {
        Step::Format => rust::format(workspace),
        Step::Clippy => rust::clippy(workspace),
        Step::ClippyWasm => rust::clippy_wasm(workspace),
        Step::Rust => rust::tests(workspace),
        Step::Wasm => rust::wasm_tests(workspace),
        Step::Build => ship(workspace, shipped).map(|()| Tally::SUCCESS),
        Step::Size => {
            ship(workspace, shipped)?;
            let budgets = Sizes::of(&Manifest::read(workspace)?)?.budgets();
            for budget in &budgets {
                output::note(&budget.report());
            }
            Ok(budgets.iter().map(Budget::is_kept).map(Tally::of).sum())
        }
        Step::Loader => node::loader_tests(workspace),
        Step::Browser => {
            ship(workspace, shipped)?;
            browser::tests(workspace)
        }
    }
}

fn ship(workspace: &Workspace, shipped: &mut Shipped) -> Result<()> {
    match shipped {
        Shipped::Built => return Ok(()),
        Shipped::Broken => bail!("not run, for the build failed"),
        Shipped::Unknown => *shipped = Shipped::Broken,
    }
    let mut progress = Progress::within(Tools::BUILD_STEPS + build::STEPS + build::HUB_STEPS);
    let tools = Tools::for_build(workspace, &mut progress)?;
    build::run(workspace, &tools, &mut progress)?;
    build::hub(workspace, &mut progress)?;
    *shipped = Shipped::Built;
    Ok(())
}
