//! The tools that come from the Rust world: compilation targets, Trunk, and wasm-bindgen from this very workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::digest;
use crate::process;
use crate::tools::cache;
use crate::workspace::{Workspace, executable, files_under, read};

const TRUNK: &str = "0.21.14";

/// Installs the standard library for a target unless it is there, with rustup or without.
pub(crate) fn ensure_target(target: &str) -> Result<()> {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    if Path::new(process::capture(&mut rustc)?.trim()).exists() {
        return Ok(());
    }
    process::run(process::command("rustup").args(["target", "add", target]))
        .with_context(|| format!("the Rust target {target} is missing: install it as you installed Rust itself"))
}

/// Installs the source of the standard library unless it is there: the browser's is compiled anew.
pub(crate) fn ensure_std_source() -> Result<()> {
    let sysroot = process::capture(process::command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").exists() {
        return Ok(());
    }
    process::run(process::command("rustup").args(["component", "add", "rust-src"]))
        .context("the source of Rust's standard library is missing: install `rust-src` as you installed Rust itself")
}

pub(crate) fn ensure_trunk() -> Result<PathBuf> {
    let program = format!("bin/{}", executable("trunk"));
    let folder = cache::installed(&format!("trunk-{TRUNK}"), &program, |folder| {
        let mut cargo = process::cargo();
        cargo.args(["install", "trunk", "--locked", "--no-default-features", "--version", TRUNK, "--root"]);
        // It runs once a build and waits for cargo most of the time: quick to install beats quick to run.
        cargo.arg(folder).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_PROFILE_RELEASE_LTO", "off");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        process::run(&mut cargo)
    })?;
    Ok(folder.join(program))
}

/// Builds wasm-bindgen over the library in the lock file, so that it always fits, and gives the folder it is in.
pub(crate) fn ensure_wasm_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    let version = workspace.locked_version("wasm-bindgen")?;
    let name = executable("wasm-bindgen");
    let source = workspace.root.join("crates/wasm-bindgen-cli");
    let files = files_under(&source)?.iter().map(|file| read(&source.join(file))).collect::<Result<Vec<_>>>()?;
    let digest = digest::of_parts(files.iter().map(Vec::as_slice));
    cache::installed(&format!("wasm-bindgen-{version}-{}", &digest[..8]), &name, |folder| {
        let mut cargo = process::cargo();
        cargo.args(["build", "--package", "floorwalker-wasm-bindgen-cli", "--profile", "tool"]);
        process::run(cargo.current_dir(&workspace.root))?;
        let program = folder.join(&name);
        fs::copy(workspace.target.join("tool").join(&name), &program)?;
        let found = process::capture(process::command(&program).arg("--version"))?;
        ensure!(
            found.trim() == format!("wasm-bindgen {version}"),
            "crates/wasm-bindgen-cli calls itself {:?}, the lock file has {version}: give it that version",
            found.trim()
        );
        Ok(())
    })
}
