//! The folder of installed tools: one folder a version, there completely or not at all. What is in it, the callers know.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::output;
use crate::workspace::remove_folder;

/// Gives the folder of a tool. If it is not there yet, `make` fills a temporary folder, which then takes the name;
/// so what an interruption leaves behind is never taken for an installation.
pub(crate) fn installed(name: &str, proof: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    install_under(&root()?, name, proof, make)
}

/// `proof` is a path in the folder that only a complete installation has.
fn install_under(root: &Path, name: &str, proof: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let folder = root.join(name);
    if folder.join(proof).exists() {
        return Ok(folder);
    }
    fs::create_dir_all(root).with_context(|| format!("cannot create {}", root.display()))?;
    let lock = File::create(root.join(".lock")).context("cannot lock the folder of tools")?;
    lock.lock().context("cannot lock the folder of tools")?;
    // Another task may have installed it while this one waited.
    if folder.join(proof).exists() {
        return Ok(folder);
    }
    output::note(&format!("installing {name} in {}, once: this can take minutes", root.display()));
    let partial = root.join(format!("{name}.partial"));
    remove_folder(&partial)?;
    fs::create_dir(&partial).with_context(|| format!("cannot create {}", partial.display()))?;
    make(&partial).with_context(|| format!("cannot install {name} in {}", root.display()))?;
    ensure!(partial.join(proof).exists(), "the installation of {name} left no {proof}");
    remove_folder(&folder)?;
    fs::rename(&partial, &folder).with_context(|| format!("cannot move {name} to its place"))?;
    Ok(folder)
}

fn root() -> Result<PathBuf> {
    let cache = match (set("XDG_CACHE_HOME"), set("HOME")) {
        (Some(cache), _) => cache,
        (None, Some(home)) => home.join(".cache"),
        (None, None) => bail!("neither XDG_CACHE_HOME nor HOME is set: set one, for the tools have to live somewhere"),
    };
    Ok(cache.join("floorwalker").join("tools"))
}

fn set(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_installation_is_done_again_and_a_complete_one_is_not() {
        let root = std::env::temp_dir().join(format!("floorwalker-cache-{}", std::process::id()));
        remove_folder(&root).expect("a fresh folder");
        let failed = install_under(&root, "saw-1", "bin/saw", |folder| {
            fs::write(folder.join("half"), "")?;
            bail!("no wood")
        });
        assert!(format!("{:#}", failed.expect_err("it failed")).contains("no wood"));
        assert!(!root.join("saw-1").exists());

        let make = |folder: &Path| {
            assert!(!folder.join("half").exists(), "what the failed installation left is gone");
            fs::create_dir(folder.join("bin"))?;
            Ok(fs::write(folder.join("bin/saw"), "")?)
        };
        let first = install_under(&root, "saw-1", "bin/saw", make).expect("it installs");
        let again = install_under(&root, "saw-1", "bin/saw", |_| bail!("it is there already"));
        assert_eq!(first, again.expect("nothing to do"));
        remove_folder(&root).expect("the test cleans up");
    }
}
