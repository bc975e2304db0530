//! Finding the browser of the end-to-end tests, or installing it where that needs no questions.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::process;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser, and a font that has the signs of the Chinese texts on the screenshots.
const DEBIAN_PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM_PATH").map(PathBuf::from) {
        ensure!(named.is_file(), "CHROMIUM_PATH names {}, which is no file", named.display());
        return Ok(named);
    }
    if let Some(found) = NAMES.iter().find_map(|name| on_path(name)) {
        return Ok(found);
    }
    if !(is_root() && on_path("apt-get").is_some()) {
        bail!(
            "no Chromium was found: install it (on Debian and Ubuntu: sudo apt-get install {}), or set CHROMIUM_PATH",
            DEBIAN_PACKAGES.join(" ")
        );
    }
    apt_get(&["update"])?;
    apt_get(&[&["install", "-y"], &DEBIAN_PACKAGES[..]].concat())?;
    match NAMES.iter().find_map(|name| on_path(name)) {
        Some(found) => Ok(found),
        None => bail!("apt-get installed no Chromium that is on PATH: install one, or set CHROMIUM_PATH"),
    }
}

fn apt_get(words: &[&str]) -> Result<()> {
    process::run(process::command("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_root() -> bool {
    process::capture(process::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path: &PathBuf| Path::is_file(path))
}
