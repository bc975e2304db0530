//! What Python makes: the model of the rival `MiniLM`, with packages at the versions that stand beside its recipe.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::digest;
use crate::process;
use crate::tools::cache;
use crate::workspace::{Workspace, read, remove_folder};

const RECIPE: &str = "prepare.py";
const PACKAGES: &str = "requirements.txt";

/// Gives the folder of the model, which a virtual environment makes once and is not needed for any more.
pub(crate) fn ensure_minilm(workspace: &Workspace) -> Result<PathBuf> {
    let source = workspace.rivals().join("minilm");
    let (recipe, packages) = (source.join(RECIPE), source.join(PACKAGES));
    let digest = digest::of_parts([read(&recipe)?.as_slice(), read(&packages)?.as_slice()]);
    cache::installed(&format!("minilm-{}", &digest[..8]), "vocab.txt", |folder| {
        let environment = folder.join("environment");
        let mut python = process::command("python3");
        process::run(python.args(["-m", "venv"]).arg(&environment))
            .context("the model is made by Python: install Python 3.11 or newer, with its module venv")?;
        let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let mut pip = process::command(programs.join("python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"]);
        process::run(pip.arg(&packages))?;
        process::run(process::command(programs.join("python")).arg(&recipe).arg(folder))?;
        remove_folder(&environment)
    })
}
