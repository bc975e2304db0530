//! The hub: its binary, and the knowledge packs that its command line compiles.

use std::path::Path;

use anyhow::{Context, Result};

use crate::output::Progress;
use crate::process;
use crate::workspace::Workspace;

/// The steps that [`build`] reports.
pub(crate) const STEPS: usize = 1;

const KNOWLEDGE: &str = "public/demo/knowledge.json";

/// Builds the hub that people run. It embeds `dist/`, which therefore has to be complete.
pub(crate) fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("building the hub (release)", || {
        let mut cargo = process::cargo();
        cargo.args(["build", "--package", "floorwalker-hub", "--bin", "floorwalker", "--release"]);
        process::run(cargo.current_dir(&workspace.root))
    })
}

/// Compiles the demo shop's knowledge, with an unoptimised hub. The release hub would have to be compiled twice, before
/// and after `dist/` is complete, and the second time is the optimisation of the whole program again; the unoptimised
/// one does not embed `dist/`, is there already after the tests, and is compiled incrementally.
pub(crate) fn pack(workspace: &Workspace, out: &Path) -> Result<()> {
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let mut cargo = process::cargo();
    cargo.args(["run", "--package", "floorwalker-hub", "--bin", "floorwalker", "--", "pack", KNOWLEDGE, "-o"]);
    process::run(cargo.arg(out).current_dir(&workspace.root))
}
