//! The benchmarks: the engine beside its rivals, and beside itself in a browser and natively. It builds what they need and
//! starts them; what is measured, and how, stands in `crates/bench`.

mod pack;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use serde::Serialize;

use crate::output::{self, Progress};
use crate::process;
use crate::tools::Tools;
use crate::workspace::{Workspace, executable, read, remove_folder, write};

/// The package that is measured, which names its library with an underscore.
const PACKAGE: &str = "floorwalker-bench";

const TARGET: &str = "wasm32-unknown-unknown";

/// The language models, which the engine loads as it does in a shop.
const MODELS: [&str; 2] = ["en.fwlm", "zh.fwlm"];

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bench {
    /// Accuracy, time and size beside the rivals. Quick: some questions of each set, for trying.
    Match { quick: bool },
    /// Whether replies are the same in a browser and natively.
    Same,
    /// How long a large pack takes to make, and how much memory.
    Pack,
}

/// What the drivers read, as JSON.
#[derive(Serialize)]
struct Config<'a> {
    /// The folder of the question sets and of their scoring script.
    shared: &'a Path,
    /// Where everything made goes.
    out: &'a Path,
    /// The folder of the module and of its glue.
    subject: &'a Path,
    chromium: &'a Path,
    #[serde(flatten)]
    of: Of<'a>,
}

/// What only one of the drivers reads.
#[derive(Serialize)]
#[serde(untagged)]
enum Of<'a> {
    Match { quick: bool, minilm: &'a Path, document: &'a Path },
    Same { native: &'a Path },
}

/// Runs a benchmark over the question sets in `shared`, which is looked for from the top level of the workspace. False if
/// replies differ.
pub(crate) fn run(workspace: &Workspace, bench: Bench, shared: &Path) -> Result<bool> {
    let shared = workspace.root.join(shared);
    ensure!(
        shared.join("data").is_dir() && shared.join("eval").is_dir(),
        "the question sets are not there: {} has no data/ and eval/; name the folder that has them with `--shared`",
        shared.display()
    );
    match bench {
        Bench::Match { quick } => {
            let mut stage = Stage::set(workspace)?;
            let minilm = stage.progress.step("checking the model of MiniLM", || Tools::minilm(workspace))?;
            let document = workspace.root.join("docs/benchmarks.md");
            let of = Of::Match { quick, minilm: &minilm, document: &document };
            let mut driver = stage.driver(workspace, "match.mjs", &shared, of)?;
            stage.progress.step("measuring", || process::run(&mut driver))?;
            output::note(&format!("the tables are in {}", document.display()));
            Ok(true)
        }
        Bench::Same => {
            let mut stage = Stage::set(workspace)?;
            let native = stage.progress.step("building the engine natively", || build_natively(workspace))?;
            let mut driver = stage.driver(workspace, "same.mjs", &shared, Of::Same { native: &native })?;
            let status = stage.progress.step("comparing", || process::watch(&mut driver, output::line))?;
            Ok(status.success())
        }
        Bench::Pack => pack::run(workspace, &shared).map(|()| true),
    }
}

/// What the benchmarks in a browser need.
struct Stage {
    progress: Progress,
    chromium: PathBuf,
    out: PathBuf,
    /// The folder of the engine's module and of its glue.
    subject: PathBuf,
}

impl Stage {
    fn set(workspace: &Workspace) -> Result<Self> {
        let out = workspace.target.join("bench");
        let mut progress = Progress::new(Tools::BUILD_STEPS + Tools::BENCH_STEPS + 3);
        let tools = Tools::for_build(workspace, &mut progress)?;
        let chromium = Tools::for_bench(workspace, &mut progress)?;
        let subject = out.join("subject");
        progress.step("building the engine for the browser", || build(workspace, &tools, &subject))?;
        Ok(Self { progress, chromium, out, subject })
    }

    /// A driver of the browser, with its configuration in a file.
    fn driver(&self, workspace: &Workspace, name: &str, shared: &Path, of: Of<'_>) -> Result<Command> {
        let Self { chromium, out, subject, .. } = self;
        let path = out.join("config.json");
        write(&path, serde_json::to_vec_pretty(&Config { shared, out, subject, chromium, of })?)?;
        let mut node = process::command("node");
        node.arg(workspace.rivals().join("run").join(name)).arg(path);
        Ok(node)
    }
}

/// Compiles the module as the widget is compiled, with wasm-bindgen and wasm-opt, as `ours.js` and `ours_bg.wasm`.
fn build(workspace: &Workspace, tools: &Tools, folder: &Path) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["rustc", "--package", PACKAGE, "--lib", "--crate-type", "cdylib"]);
    cargo.args(["--target", TARGET, "--profile", "wasm"]).current_dir(&workspace.root);
    process::run(&mut cargo)?;
    let module = workspace.target.join(TARGET).join("wasm").join(PACKAGE.replace('-', "_")).with_extension("wasm");
    remove_folder(folder)?;
    let mut bindgen = tools.wasm_bindgen();
    bindgen.args(["--target=web", "--no-typescript", "--out-name=ours"]);
    bindgen.arg(format!("--out-dir={}", folder.display())).arg(module);
    process::run(&mut bindgen)?;
    let bound = folder.join("ours_bg.wasm");
    process::run(tools.wasm_opt().arg("-Oz").arg(&bound).arg("-o").arg(&bound))?;
    for model in MODELS {
        write(&folder.join(model), read(&workspace.root.join("models").join(model))?)?;
    }
    Ok(())
}

fn build_natively(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", PACKAGE, "--bin", PACKAGE, "--release"]).current_dir(&workspace.root);
    process::run(&mut cargo)?;
    Ok(workspace.target.join("release").join(executable(PACKAGE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_question_sets_are_an_error_that_names_the_flag() {
        let folder = std::env::temp_dir();
        let workspace = Workspace { root: folder.clone(), target: folder };
        let error = run(&workspace, Bench::Same, Path::new("no-question-sets-here")).expect_err("nothing is there");
        let text = error.to_string();
        assert!(text.contains("no-question-sets-here") && text.contains("--shared"), "{text}");
    }
}
