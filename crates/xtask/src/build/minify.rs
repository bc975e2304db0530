//! JavaScript made small by esbuild. What is in it, and how the results are called, is not its affair.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::tools::Tools;

/// The newest syntax that every browser understands which runs the widget: adopted style sheets came to the last of
/// them in 2023.
const TARGET: &str = "--target=es2022";

/// A script by itself. At the top level names are the page's, so those of a classic script stay.
pub(crate) fn text(tools: &Tools, source: &str) -> Result<String> {
    let mut esbuild = esbuild(tools);
    let mut child = process::start(esbuild.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    child.stdin.take().context("a child without the input that was asked for")?.write_all(source.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "esbuild cannot minify the script: what it printed says where it is wrong");
    Ok(String::from_utf8(output.stdout)?)
}

/// A module, with all that it imports joined in.
pub(crate) fn module(tools: &Tools, file: &Path) -> Result<String> {
    process::capture(esbuild(tools).arg(file).args(["--bundle", "--format=esm"]))
}

fn esbuild(tools: &Tools) -> Command {
    let mut esbuild = tools.esbuild();
    esbuild.args(["--minify", TARGET, "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    esbuild
}
