//! `floorwalker pack`: knowledge in, pack out.

use std::path::Path;

use super::out;
use crate::knowledge;

pub(super) fn run(source: &Path, to: &Path) -> Result<(), String> {
    let pack = knowledge::compile(source).map_err(|findings| findings.to_string())?;
    write_whole(to, &pack)?;
    out::say(&format!("{}: {} bytes", to.display(), pack.len()));
    Ok(())
}

/// Writes beside the target and renames, so that nobody ever loads half a file.
fn write_whole(to: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, to))
        .map_err(|error| format!("cannot write {}: {error}", to.display()))
}
