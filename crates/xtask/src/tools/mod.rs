//! Which tools the tasks need. How each is installed stands in the module of its origin.

mod cache;
mod chromium;
mod node;
mod python;
mod rust;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::output::Progress;
use crate::process;
use crate::workspace::{Workspace, executable};

/// What a browser runs.
const BROWSER_TARGET: &str = "wasm32-unknown-unknown";

/// The tools of a build, installed.
pub(crate) struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    npm_packages: PathBuf,
}

impl Tools {
    /// The steps that [`Tools::for_build`] reports.
    pub(crate) const BUILD_STEPS: usize = 4;
    /// The steps that [`Tools::for_browser_tests`] reports.
    pub(crate) const BROWSER_STEPS: usize = 2;
    /// The steps that [`Tools::for_bench`] reports.
    pub(crate) const BENCH_STEPS: usize = 2;

    /// Installs what is missing for a build.
    pub(crate) fn for_build(workspace: &Workspace, progress: &mut Progress) -> Result<Self> {
        progress.step("checking the target of browsers", || {
            rust::ensure_target(BROWSER_TARGET)?;
            rust::ensure_std_source()
        })?;
        let trunk = progress.step("checking Trunk", rust::ensure_trunk)?;
        let wasm_bindgen = progress.step("checking wasm-bindgen", || rust::ensure_wasm_bindgen(workspace))?;
        let npm_packages = progress.step("checking wasm-opt and esbuild", || node::ensure_tools(workspace))?;
        Ok(Self { trunk, wasm_bindgen, npm_packages })
    }

    /// Installs what is missing to test in a browser, and gives the path of the browser.
    pub(crate) fn for_browser_tests(workspace: &Workspace, progress: &mut Progress) -> Result<PathBuf> {
        progress.step("checking the packages of the end-to-end tests", || node::ensure_e2e(workspace))?;
        progress.step("checking Chromium", chromium::ensure)
    }

    /// Installs what is missing to measure in a browser, and gives the path of the browser.
    pub(crate) fn for_bench(workspace: &Workspace, progress: &mut Progress) -> Result<PathBuf> {
        progress.step("checking the rivals", || node::ensure_rivals(workspace))?;
        progress.step("checking Chromium", chromium::ensure)
    }

    /// The folder of the model of the rival `MiniLM`.
    pub(crate) fn minilm(workspace: &Workspace) -> Result<PathBuf> {
        python::ensure_minilm(workspace)
    }

    /// What builds the language models.
    pub(crate) fn for_models(workspace: &Workspace) -> Result<python::ForModels> {
        python::ensure_for_models(workspace)
    }

    /// The target for which the packages of a browser are linted.
    pub(crate) fn for_wasm_lints() -> Result<()> {
        rust::ensure_target(BROWSER_TARGET)
    }

    /// The target in which pure crates are tested as WebAssembly, and the Node that runs them.
    pub(crate) fn for_wasm_tests() -> Result<()> {
        rust::ensure_target("wasm32-wasip1")?;
        node::ensure_node()
    }

    /// Trunk, which finds the pinned wasm-bindgen and wasm-opt before any other.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let mut command = process::command(&self.trunk);
        command.env("PATH", self.path()?);
        // Trunk reads a Boolean here and stops at the customary "1".
        command.env_remove("NO_COLOR");
        Ok(command)
    }

    /// The JavaScript bundler and minifier.
    pub(crate) fn esbuild(&self) -> Command {
        process::command(node::program(&self.npm_packages, "esbuild"))
    }

    /// What writes the JavaScript around a module.
    pub(crate) fn wasm_bindgen(&self) -> Command {
        process::command(self.wasm_bindgen.join(executable("wasm-bindgen")))
    }

    /// What makes a module small.
    pub(crate) fn wasm_opt(&self) -> Command {
        process::command(node::program(&self.npm_packages, "wasm-opt"))
    }

    /// What tells these versions of the tools from any others.
    pub(crate) fn versions(&self) -> String {
        format!("{} {} {}", self.trunk.display(), self.wasm_bindgen.display(), self.npm_packages.display())
    }

    fn path(&self) -> Result<OsString> {
        let mut folders = vec![self.wasm_bindgen.clone(), node::programs(&self.npm_packages)];
        folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        std::env::join_paths(folders).context("cannot put the tools on PATH")
    }
}
