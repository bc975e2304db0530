//! Puts `dist/` together from what Trunk and the pack left: final bytes first, then a name that is their digest.

use std::path::Path;

use anyhow::{Result, ensure};
use serde::Serialize;

use crate::build::{Page, console, manifest, minify};
use crate::digest;
use crate::tools::Tools;
use crate::workspace::{Workspace, files_under, read, read_text, write};

/// The one file whose name shops write into their pages, and which therefore never changes its name.
const LOADER: &str = "floorwalker.js";

/// Where the loader learns the names of the hashed files: an empty object behind a comment, so that the source runs.
const ASSETS: &str = "/*__FLOORWALKER_ASSETS__*/{}";

const PACK: &str = "demo/knowledge.pack";

/// The languages that have a model.
const LANGUAGES: [&str; 2] = ["en", "zh"];

/// The files of one module: for the widget, what the loader loads.
#[derive(Serialize)]
pub(crate) struct Assets {
    pub(crate) module: String,
    pub(crate) wasm: String,
}

/// What the loader is told: the module's files, and where the language models lie.
#[derive(Serialize)]
struct Names<'a> {
    module: &'a str,
    wasm: &'a str,
    models: String,
}

/// Fills `dist`, in which the pack lies already.
pub(crate) fn files(workspace: &Workspace, tools: &Tools, widget: &Page, console: &Page, dist: &Path) -> Result<()> {
    let assets = modules(tools, widget, "floorwalker", dist)?;
    let models = models(&workspace.root.join("models"), dist)?;
    loader(workspace, tools, &Names { module: &assets.module, wasm: &assets.wasm, models }, dist)?;
    console::page(tools, console, &dist.join("console"))?;
    public(&workspace.root.join("public"), dist)?;
    let first_answer = [LOADER.to_owned(), assets.module, assets.wasm, PACK.to_owned()];
    manifest::write_for(dist, first_answer.to_vec())
}

/// The module and its glue, minified and named by content. The glue names the module, so the module comes first.
pub(crate) fn modules(tools: &Tools, page: &Page, stem: &str, folder: &Path) -> Result<Assets> {
    let bytes = read(&page.folder.join(&page.wasm))?;
    let wasm = format!("{stem}-{}_bg.wasm", digest::short(&bytes));
    write(&folder.join(&wasm), bytes)?;

    let glue = minify::module(tools, &page.folder.join(&page.glue))?;
    // Trunk may hash the names of files, but the glue still has the name that wasm-bindgen gave.
    let unhashed = page.glue.strip_suffix(".js").unwrap_or(&page.glue);
    let unhashed = unhashed.rsplit_once('-').filter(|_| !page.is_cut).map_or(unhashed, |(name, _)| name);
    let mut glue = renamed(&glue, &format!("{unhashed}_bg.wasm"), &wasm)?;
    if page.is_cut {
        glue = pieces(&glue, page, stem, folder)?;
    }
    let module = format!("{stem}-{}.js", digest::short(glue.as_bytes()));
    write(&folder.join(&module), glue)?;
    Ok(Assets { module, wasm })
}

/// What was cut off the module, named by content as well.
fn pieces(glue: &str, page: &Page, stem: &str, folder: &Path) -> Result<String> {
    let mut glue = glue.to_owned();
    for path in files_under(&page.folder)? {
        let name = path.to_string_lossy().into_owned();
        // What several pieces have in common is a chunk.
        let piece = name.strip_prefix("split_").or_else(|| name.starts_with("chunk_").then_some(name.as_str()));
        let Some(what) = piece.and_then(|rest| rest.strip_suffix(".wasm")) else { continue };
        let bytes = read(&page.folder.join(&path))?;
        let hashed = format!("{stem}-{what}-{}.wasm", digest::short(&bytes));
        glue = renamed(&glue, &name, &hashed)?;
        write(&folder.join(hashed), bytes)?;
    }
    Ok(glue)
}

/// The glue with another name for one of the files that it fetches.
fn renamed(glue: &str, from: &str, to: &str) -> Result<String> {
    ensure!(glue.contains(from), "the glue does not name {from}");
    Ok(glue.replace(from, to))
}

/// The language models, all under the digest of all of them: their names then differ in the language only, and the loader
/// need know no more than the pattern.
fn models(folder: &Path, dist: &Path) -> Result<String> {
    let files: Vec<Vec<u8>> =
        LANGUAGES.iter().map(|language| read(&folder.join(format!("{language}.fwlm")))).collect::<Result<_>>()?;
    let digest = digest::short(&files.concat());
    for (language, bytes) in LANGUAGES.iter().zip(files) {
        write(&dist.join(format!("floorwalker-{language}-{digest}.fwlm")), bytes)?;
    }
    Ok(format!("floorwalker-*-{digest}.fwlm"))
}

fn loader(workspace: &Workspace, tools: &Tools, assets: &Names<'_>, dist: &Path) -> Result<()> {
    let path = workspace.root.join("public").join(LOADER);
    let source = read_text(&path)?;
    ensure!(
        source.matches(ASSETS).count() == 1,
        "{} must have {ASSETS} exactly once: the names of the hashed files go there",
        path.display()
    );
    let filled = source.replace(ASSETS, &serde_json::to_string(assets)?);
    write(&dist.join(LOADER), minify::text(tools, &filled)?)
}

/// All else that is served as it is. Tests may lie beside what they test.
fn public(folder: &Path, dist: &Path) -> Result<()> {
    for path in files_under(folder)? {
        let is_test = path.to_string_lossy().contains(".test.");
        if path != Path::new(LOADER) && !is_test {
            write(&dist.join(&path), read(&folder.join(&path))?)?;
        }
    }
    Ok(())
}

/// Copies a folder, for where a move is impossible.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for path in files_under(from)? {
        write(&to.join(&path), read(&from.join(&path))?)?;
    }
    Ok(())
}
