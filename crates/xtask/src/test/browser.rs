//! The end-to-end tests: Playwright, with the hub, the files and the browser that it is to use.

use std::fs;

use anyhow::Result;

use crate::output::{self, Progress};
use crate::process;
use crate::test::tally::Tally;
use crate::tools::Tools;
use crate::workspace::{Workspace, executable, read_text};

pub(crate) fn tests(workspace: &Workspace) -> Result<Tally> {
    let mut progress = Progress::within(Tools::BROWSER_STEPS);
    let chromium = Tools::for_browser_tests(workspace, &mut progress)?;
    let folder = workspace.e2e();
    let report = workspace.target.join("e2e-report.json");
    // The report of an earlier run must not be counted if this one does not come to write its own.
    drop(fs::remove_file(&report));
    let mut playwright = process::command(folder.join("node_modules/.bin").join(executable("playwright")));
    playwright.arg("test").current_dir(&folder);
    playwright.env("CHROMIUM_PATH", chromium);
    playwright.env("FLOORWALKER_BIN", workspace.hub_binary());
    playwright.env("FLOORWALKER_DIST", workspace.dist());
    playwright.env("FLOORWALKER_E2E_REPORT", &report);
    let status = process::watch(&mut playwright, output::note)?;
    if !report.exists() {
        return Ok(Tally::FAILURE);
    }
    Ok(Tally::from_playwright(&read_text(&report)?)?.of_run(status.success()))
}
