//! Where things are in this workspace: folders, and versions from the lock file. It writes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The folders of the workspace.
pub(crate) struct Workspace {
    /// The top level, which holds the lock file.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
}

impl Workspace {
    pub(crate) fn locate() -> Result<Self> {
        #[derive(Deserialize)]
        struct Metadata {
            workspace_root: PathBuf,
            target_directory: PathBuf,
        }
        let mut cargo = process::cargo();
        cargo.args(["metadata", "--no-deps", "--format-version=1"]);
        cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
        let found: Metadata = serde_json::from_str(&process::capture(&mut cargo)?)
            .context("cargo metadata printed something else than expected")?;
        Ok(Self { root: found.workspace_root, target: found.target_directory })
    }

    /// What a web server serves, and what the hub carries in its binary.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The hub that people run.
    pub(crate) fn hub_binary(&self) -> PathBuf {
        self.target.join("release").join(executable("floorwalker"))
    }

    /// The end-to-end tests.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// The rivals of the benchmark, and what measures them.
    pub(crate) fn rivals(&self) -> PathBuf {
        self.root.join("crates/bench/rivals")
    }

    /// The version of a package in the lock file.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock = read_text(&self.root.join("Cargo.lock"))?;
        version_in(&lock, package).with_context(|| format!("Cargo.lock names no package {package}"))
    }
}

/// Reads a text file; the error names it.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Removes a folder with all that is in it, if it is there.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// All files under a folder, as sorted paths relative to it. A folder that is not there has none.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries = match fs::read_dir(&next) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            other => other.with_context(|| format!("cannot list {}", next.display()))?,
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).context("a listed file lies in its folder")?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The file name of a program on this system.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "leptos"), None);
    }
}
