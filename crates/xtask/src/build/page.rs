//! One page through cargo and Trunk: release profile `wasm`, wasm-bindgen, wasm-opt. What becomes of the files is not
//! decided here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::build::Page;
use crate::digest;
use crate::process;
use crate::tools::Tools;
use crate::workspace::{Workspace, files_under, read, read_text, remove_folder, write};

/// The script that fetches what was cut off a module.
const LINK: &str = "__wasm_split.js";

/// How it makes a module of what it fetched. Not every server says that a module is one, and then it cannot be streamed; a piece
/// is small enough to do without.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
const FETCHED: &str = "src.then((got) => got.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))";

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library is compiled anew for the browser, for size, and a panic ends the module without words: that is a
/// seventh of all bytes. The compiler is the stable one; the first variable lets it take the switches that it does not
/// promise to keep.
const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort"),
];

/// A page that Trunk builds.
pub(crate) struct Source {
    /// The package, whose binary carries `binary`'s name.
    package: &'static str,
    binary: &'static str,
    /// The folder of `Trunk.toml`, from the top level.
    folder: &'static str,
    /// Whether the module is cut: what the first answer does not need comes in files of its own.
    is_cut: bool,
    /// What Trunk reads besides the module, from `folder`: files, or folders with all that is in them.
    inputs: &'static [&'static str],
}

pub(crate) const WIDGET: Source = Source {
    package: "floorwalker",
    binary: "floorwalker-widget",
    folder: "",
    is_cut: true,
    inputs: &["Trunk.toml", "src/index.html"],
};

pub(crate) const CONSOLE: Source = Source {
    package: "floorwalker-console",
    binary: "floorwalker-console",
    folder: "crates/console",
    is_cut: false,
    inputs: &["Trunk.toml", "index.html"],
};

/// Builds a page. Trunk, wasm-bindgen and wasm-opt are left out if they would read what they read the last time.
pub(crate) fn build(workspace: &Workspace, tools: &Tools, source: &Source) -> Result<Page> {
    let root = workspace.root.join(source.folder);
    let folder = workspace.target.join("trunk").join(source.binary);
    let module = compile(workspace, source)?;
    let stamp = folder.with_extension("stamp");
    let wanted = fingerprint(&root, source, &module, tools)?;
    if !fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        remove_folder(&folder)?;
        let mut trunk = tools.trunk()?;
        // The colour of the output is Trunk's own affair; the profile stands in the page, as `data-cargo-profile-release`.
        trunk.args(["build", "--release", "--dist"]).arg(&folder).current_dir(&root).envs(SMALL);
        process::run(&mut trunk)?;
        if source.is_cut {
            pieces(workspace, tools, &folder)?;
        }
        write(&stamp, wanted)?;
    }
    let names: Vec<String> = files_under(&folder)?.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let find = |ending: &str| {
        let is_it = |name: &&String| name.starts_with(source.binary) && name.ends_with(ending);
        names.iter().find(is_it).cloned().with_context(|| {
            format!("Trunk left no {}*{ending} in {}: it has {names:?}", source.binary, folder.display())
        })
    };
    Ok(Page { glue: find(".js")?, wasm: find("_bg.wasm")?, is_cut: source.is_cut, folder })
}

/// Fetches what was cut off from where Trunk had wasm-bindgen put it, into the folder of the rest.
fn pieces(workspace: &Workspace, tools: &Tools, folder: &Path) -> Result<()> {
    let bound = workspace.target.join("wasm-bindgen/release");
    let script = read_text(&bound.join(LINK))?;
    ensure!(script.contains(STREAMED), "{LINK} fetches its pieces in an unknown way: adapt the build");
    write(&folder.join(LINK), script.replace(STREAMED, FETCHED))?;
    for path in files_under(&bound)? {
        // Pieces of an earlier build, which was cut otherwise, may lie there as well.
        let name = path.to_string_lossy();
        if name.ends_with(".wasm") && script.contains(&format!("./{name}\"")) {
            let mut wasm_opt = tools.wasm_opt();
            wasm_opt
                .args(["--flatten", "--rereloop", "-Oz", "-Oz", "--strip-debug", "--strip-producers"])
                .arg(bound.join(&path));
            process::run(wasm_opt.arg("-o").arg(folder.join(&path)))?;
        }
    }
    Ok(())
}

/// Compiles the module as Trunk is going to, so that Trunk finds it fresh. Trunk asks cargo to stay offline, hence the
/// packages are fetched first.
fn compile(workspace: &Workspace, source: &Source) -> Result<PathBuf> {
    process::run(process::cargo().args(["fetch", "--quiet"]).current_dir(&workspace.root))?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", source.package, "--bin", source.binary]);
    if source.is_cut {
        cargo.args(["--features", "split"]);
    }
    cargo.args(["--target", TARGET, "--profile", "wasm"]).current_dir(&workspace.root).envs(SMALL);
    process::run(&mut cargo)?;
    Ok(workspace.target.join(TARGET).join("wasm").join(source.binary).with_extension("wasm"))
}

fn fingerprint(root: &Path, source: &Source, module: &Path, tools: &Tools) -> Result<String> {
    let mut parts = vec![tools.versions().into_bytes(), read(module)?];
    for input in source.inputs {
        let path = root.join(input);
        if path.is_dir() {
            for file in files_under(&path)? {
                parts.push(file.to_string_lossy().into_owned().into_bytes());
                parts.push(read(&path.join(file))?);
            }
        } else if path.exists() {
            parts.push(read(&path)?);
        }
    }
    Ok(digest::of_parts(parts.iter().map(Vec::as_slice)))
}
