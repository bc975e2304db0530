//! The order of a build: two pages by Trunk, then the knowledge, then `dist/`. The hub is built last, since it carries
//! `dist/` in its binary.

mod assemble;
mod console;
mod hub;
mod manifest;
mod minify;
mod page;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::output::Progress;
use crate::tools::Tools;
use crate::workspace::{Workspace, remove_folder};

pub(crate) use hub::{STEPS as HUB_STEPS, build as hub};
pub(crate) use manifest::{File, Manifest};

/// The steps that [`run`] reports.
pub(crate) const STEPS: usize = 4;

/// Builds `dist/`. If nothing changed, `dist/` is left untouched, so that the hub need not be linked again.
pub(crate) fn run(workspace: &Workspace, tools: &Tools, progress: &mut Progress) -> Result<()> {
    let widget = progress.step("building the widget (release)", || page::build(workspace, tools, &page::WIDGET))?;
    let console = progress.step("building the console (release)", || page::build(workspace, tools, &page::CONSOLE))?;
    // A folder beside dist/ until it is complete: an interrupted build leaves no half dist/ for the hub to embed.
    let next = workspace.target.join("dist-next");
    remove_folder(&next)?;
    progress.step("packing the demo shop's knowledge", || hub::pack(workspace, &next.join("demo/knowledge.pack")))?;
    progress.step("putting dist/ together", || {
        assemble::files(workspace, tools, &widget, &console, &next)?;
        replace_if_changed(&workspace.dist(), &next)
    })
}

fn replace_if_changed(dist: &Path, next: &Path) -> Result<()> {
    // The manifest holds a digest of every file, so equal manifests mean equal folders.
    let manifest = |folder: &Path| -> Option<Vec<u8>> { std::fs::read(folder.join(manifest::NAME)).ok() };
    if manifest(dist).is_some_and(|old| Some(old) == manifest(next)) {
        return remove_folder(next);
    }
    remove_folder(dist)?;
    let moved: std::io::Result<()> = std::fs::rename(next, dist);
    match moved {
        // Cargo's target folder may lie on another disk.
        Err(error) if error.kind() == std::io::ErrorKind::CrossesDevices => {
            assemble::copy_folder(next, dist)?;
            remove_folder(next)
        }
        other => Ok(other?),
    }
}

/// What Trunk made of one page: the folder, and the names in it.
pub(crate) struct Page {
    pub(crate) folder: PathBuf,
    pub(crate) glue: String,
    pub(crate) wasm: String,
    /// Whether pieces of it lie beside it, in files of their own.
    pub(crate) is_cut: bool,
}
