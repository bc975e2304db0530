//! What a browser downloads, and the budgets for it. The bytes are counted by the build.

use anyhow::Result;
use serde::Serialize;

use crate::build::{self, File, Manifest};
use crate::output::{self, Progress};
use crate::tools::Tools;
use crate::workspace::Workspace;

/// The loader is on every page of a shop, whether anybody asks something or not: bytes, gzip.
const LOADER_GZIP: u64 = 4096;

/// All up to the first answer, in one language, with the demo shop's knowledge: bytes, brotli. A slow telephone loads
/// that much in about a second.
const FIRST_ANSWER_BROTLI: u64 = 180 * 1024;

/// All language models together, and the largest alone: bytes, brotli. A browser loads the one that it needs, once.
const MODELS_BROTLI: u64 = 600 * 1000;
const MODEL_BROTLI: u64 = 320 * 1000;

/// What is fetched in the background once the panel is open: what talks to people, what reads the page, what fills in templates and
/// looks things up, what reads plain knowledge, and what several of them share. Bytes, brotli.
const PEOPLE_BROTLI: u64 = 28 * 1024;
const FACTS_BROTLI: u64 = 46 * 1024;
const OFFICE_BROTLI: u64 = 30 * 1024;
const PLAIN_BROTLI: u64 = 12 * 1024;
const SHARED_BROTLI: u64 = 8 * 1024;

const LOADER: &str = "floorwalker.js";
const PEOPLE: &str = "floorwalker-people-";
const FACTS: &str = "floorwalker-facts-";
const OFFICE: &str = "floorwalker-office-";
const PLAIN: &str = "floorwalker-plain-";
const SHARED: &str = "floorwalker-chunk_";

/// What the task prints.
#[derive(Debug, Serialize)]
pub(crate) struct Sizes {
    loader_gzip: u64,
    first_answer_brotli: u64,
    models_brotli: u64,
    largest_model_brotli: u64,
    people_brotli: u64,
    facts_brotli: u64,
    office_brotli: u64,
    plain_brotli: u64,
    shared_brotli: u64,
    files: Vec<Size>,
}

#[derive(Debug, Serialize)]
struct Size {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// One budget, and what is spent of it.
pub(crate) struct Budget {
    pub(crate) what: &'static str,
    pub(crate) spent: u64,
    pub(crate) limit: u64,
}

impl Budget {
    pub(crate) fn is_kept(&self) -> bool {
        self.spent <= self.limit
    }

    pub(crate) fn report(&self) -> String {
        let verdict = if self.is_kept() { "kept" } else { "EXCEEDED" };
        format!("{}: {} of {} bytes, {verdict}", self.what, self.spent, self.limit)
    }
}

/// Prints the sizes of `dist/`, which is built if it is not there. False if a budget is exceeded.
pub(crate) fn run(workspace: &Workspace, json: bool) -> Result<bool> {
    if !workspace.dist().is_dir() {
        let mut progress = Progress::new(Tools::BUILD_STEPS + build::STEPS);
        let tools = Tools::for_build(workspace, &mut progress)?;
        build::run(workspace, &tools, &mut progress)?;
    }
    let sizes = Sizes::of(&Manifest::read(workspace)?)?;
    let budgets = sizes.budgets();
    if json {
        output::line(&serde_json::to_string_pretty(&sizes)?);
    } else {
        output::line(&format!("{:>9} {:>9} {:>9}  file", "raw", "gzip", "brotli"));
        for Size { name, raw, gzip, brotli } in &sizes.files {
            output::line(&format!("{raw:>9} {gzip:>9} {brotli:>9}  {name}"));
        }
        for budget in &budgets {
            output::line(&budget.report());
        }
    }
    Ok(budgets.iter().all(Budget::is_kept))
}

impl Sizes {
    pub(crate) fn of(manifest: &Manifest) -> Result<Self> {
        let mut first_answer_brotli = 0;
        for name in &manifest.first_answer {
            first_answer_brotli += manifest.file(name)?.brotli;
        }
        let is_model = |file: &&File| file.name.rsplit_once('.').is_some_and(|(_, ending)| ending == "fwlm");
        let models = || manifest.files.iter().filter(is_model).map(|file| file.brotli);
        let piece = |stem: &str| -> u64 {
            manifest.files.iter().filter(|file| file.name.starts_with(stem)).map(|file| file.brotli).sum()
        };
        let size = |File { name, raw, gzip, brotli, .. }: &File| Size {
            name: name.clone(),
            raw: *raw,
            gzip: *gzip,
            brotli: *brotli,
        };
        Ok(Self {
            loader_gzip: manifest.file(LOADER)?.gzip,
            first_answer_brotli,
            models_brotli: models().sum(),
            largest_model_brotli: models().max().unwrap_or(0),
            people_brotli: piece(PEOPLE),
            facts_brotli: piece(FACTS),
            office_brotli: piece(OFFICE),
            plain_brotli: piece(PLAIN),
            shared_brotli: piece(SHARED),
            files: manifest.files.iter().map(size).collect(),
        })
    }

    pub(crate) fn budgets(&self) -> [Budget; 9] {
        [
            Budget { what: "loader, gzip", spent: self.loader_gzip, limit: LOADER_GZIP },
            Budget { what: "first answer, brotli", spent: self.first_answer_brotli, limit: FIRST_ANSWER_BROTLI },
            Budget { what: "language models, brotli", spent: self.models_brotli, limit: MODELS_BROTLI },
            Budget { what: "largest model, brotli", spent: self.largest_model_brotli, limit: MODEL_BROTLI },
            Budget { what: "people's side, brotli", spent: self.people_brotli, limit: PEOPLE_BROTLI },
            Budget { what: "the page's facts, brotli", spent: self.facts_brotli, limit: FACTS_BROTLI },
            Budget { what: "the office, brotli", spent: self.office_brotli, limit: OFFICE_BROTLI },
            Budget { what: "plain knowledge, brotli", spent: self.plain_brotli, limit: PLAIN_BROTLI },
            Budget { what: "shared by these, brotli", spent: self.shared_brotli, limit: SHARED_BROTLI },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, gzip: u64, brotli: u64) -> File {
        File { name: name.to_owned(), raw: 0, gzip, brotli, integrity: String::new() }
    }

    #[test]
    fn the_first_answer_costs_its_files_and_no_others() {
        let manifest = Manifest {
            first_answer: vec![LOADER.to_owned(), "a.wasm".to_owned()],
            files: vec![
                file(LOADER, 4097, 3000),
                file("a.wasm", 9, 7),
                file("console/b.wasm", 500, 400),
                file("floorwalker-people-1.wasm", 1, 28_673),
                file("x-en-1.fwlm", 1, 320_000),
                file("x-zh-1.fwlm", 1, 280_001),
            ],
        };
        let sizes = Sizes::of(&manifest).expect("all files are there");
        assert_eq!((sizes.loader_gzip, sizes.first_answer_brotli), (4097, 3007));
        assert_eq!(
            sizes.budgets().map(|budget| budget.is_kept()),
            [false, true, false, true, false, true, true, true, true]
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let manifest = Manifest { first_answer: vec!["gone.js".to_owned()], files: vec![] };
        let error = Sizes::of(&manifest).expect_err("a file is missing").to_string();
        assert!(error.contains("gone.js"), "{error}");
    }
}
