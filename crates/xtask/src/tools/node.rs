//! The tools that come from npm: wasm-opt, esbuild, and the packages of the end-to-end tests and of the benchmark, each as its
//! lock file says.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::digest;
use crate::process;
use crate::tools::cache;
use crate::workspace::{Workspace, read, write};

/// The oldest Node with a stable enough `node:wasi`.
const OLDEST_NODE: u32 = 20;

/// What npm reads to install exactly what was locked.
const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

pub(crate) fn ensure_node() -> Result<()> {
    let version = process::capture(process::command("node").arg("--version"))?;
    ensure!(
        major(&version).is_some_and(|major| major >= OLDEST_NODE),
        "node is {}: install Node.js {OLDEST_NODE} or newer, and run this again",
        version.trim()
    );
    Ok(())
}

/// Gives the folder in which wasm-opt and esbuild are installed.
pub(crate) fn ensure_tools(workspace: &Workspace) -> Result<PathBuf> {
    ensure_node()?;
    let source = workspace.root.join("crates/xtask/node");
    let lock = read(&source.join("package-lock.json"))?;
    let proof = "node_modules/.package-lock.json";
    cache::installed(&format!("node-tools-{}", digest::short(&lock)), proof, |folder| {
        for file in NPM_FILES {
            fs::copy(source.join(file), folder.join(file)).with_context(|| format!("cannot copy {file}"))?;
        }
        npm_ci(folder)
    })
}

/// Installs the packages of the end-to-end tests.
pub(crate) fn ensure_e2e(workspace: &Workspace) -> Result<()> {
    ensure_beside(&workspace.e2e())
}

/// Installs the rivals of the benchmark.
pub(crate) fn ensure_rivals(workspace: &Workspace) -> Result<()> {
    ensure_beside(&workspace.rivals())
}

/// Installs the packages of a folder beside what uses them, where Node looks for them.
fn ensure_beside(folder: &Path) -> Result<()> {
    ensure_node()?;
    let wanted = digest::short(&read(&folder.join("package-lock.json"))?);
    // Written last, and removed by npm first: so it stands for a complete installation of this very lock file.
    let stamp = folder.join("node_modules/.floorwalker-lock");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    npm_ci(folder)?;
    write(&stamp, wanted)
}

/// The programs of an installation.
pub(crate) fn programs(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".bin")
}

pub(crate) fn program(folder: &Path, name: &str) -> PathBuf {
    programs(folder).join(name)
}

fn npm_ci(folder: &Path) -> Result<()> {
    let mut npm = process::command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    process::run(&mut npm)
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("unknown"), None);
    }
}
