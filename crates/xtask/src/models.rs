//! Builds the language models anew: what is learned, and from what, stands in `models/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::digest;
use crate::output::{self, Progress};
use crate::process;
use crate::tools::Tools;
use crate::workspace::{Workspace, executable, read};

const LANGUAGES: [&str; 2] = ["en", "zh"];

/// The unlabelled sentences, from the folder of shared things.
const MULTIDOGO: &str = "corpora/multidogo-sentences.txt.gz";

const STEPS: usize = 2 + LANGUAGES.len();

/// Builds the models of all languages and says which of them came out as they were.
pub(crate) fn run(workspace: &Workspace, shared: &Path) -> Result<()> {
    let shared = workspace.root.join(shared);
    let multidogo = shared.join(MULTIDOGO);
    ensure!(
        multidogo.is_file(),
        "the corpora are not there: {} has no {MULTIDOGO}; name the folder that has it with `--shared`",
        shared.display()
    );
    let mut progress = Progress::new(STEPS);
    let python = progress.step("checking Python's packages", || Tools::for_models(workspace))?;
    let tokens = progress.step("building the tokeniser", || build_tokens(workspace))?;
    let cache = workspace.target.join("models");
    std::fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;
    for language in LANGUAGES {
        let out = workspace.root.join("models").join(format!("{language}.fwlm"));
        let before = out.is_file().then(|| read(&out)).transpose()?;
        progress.step(&format!("building the model {language}"), || {
            let mut build = process::command(python.program());
            build.arg(workspace.root.join("models/build/build.py")).args(["--language", language]);
            build.arg("--out").arg(&out).arg("--tokens").arg(&tokens).arg("--cache").arg(&cache);
            build.arg("--multidogo").arg(&multidogo).arg("--wordnet").arg(python.wordnet());
            // One thread for each of two cores: sums in another order would change last digits.
            process::run(build.env("OMP_NUM_THREADS", "2").env("OPENBLAS_NUM_THREADS", "2"))
        })?;
        let after = read(&out)?;
        let verdict = if before.as_ref() == Some(&after) { "the same as before" } else { "other than before" };
        output::note(&format!("{}: {} bytes, {}, {verdict}", out.display(), after.len(), digest::short(&after)));
    }
    Ok(())
}

fn build_tokens(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--release", "--package", "floorwalker-engine", "--example", "tokens"]);
    process::run(cargo.current_dir(&workspace.root))?;
    Ok(workspace.target.join("release/examples").join(executable("tokens")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_corpora_are_an_error_that_names_the_flag() {
        let folder = std::env::temp_dir();
        let workspace = Workspace { root: folder.clone(), target: folder };
        let error = run(&workspace, Path::new("no-corpora-here")).expect_err("nothing is there").to_string();
        assert!(error.contains("no-corpora-here") && error.contains("--shared"), "{error}");
    }
}
