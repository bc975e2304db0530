//! The tests of the loader, which Node runs: files `*.test.mjs` beside it.

use anyhow::Result;

use crate::output;
use crate::process;
use crate::test::tally::Tally;
use crate::workspace::{Workspace, files_under};

pub(crate) fn loader_tests(workspace: &Workspace) -> Result<Tally> {
    let folder = workspace.root.join("public");
    let mut files = files_under(&folder)?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    if files.is_empty() {
        return Ok(Tally::default());
    }
    let mut node = process::command("node");
    node.args(["--test", "--test-reporter=tap"]).args(files).current_dir(folder);
    let mut tally = Tally::default();
    let status = process::watch(&mut node, |line| {
        output::note(line);
        tally += Tally::from_tap(line);
    })?;
    Ok(tally.of_run(status.success()))
}
