//! Knowledge files: reading them, with every problem found at once and named by file, line and entry. What knowledge means
//! is the engine's.

mod findings;
mod json;
mod lookups;
mod read;
mod syntax;
mod voice;

pub use findings::{Finding, Findings, Lines};
pub use read::read;

use std::path::Path;

use floorwalker_engine::knowledge::Purpose;
use floorwalker_engine::pack;

use crate::models;

/// Reads the knowledge at `source` and compiles it into a pack.
///
/// # Errors
/// Everything that is wrong with it; there is no pack then.
pub fn compile(source: &Path) -> Result<Vec<u8>, Findings> {
    let (knowledge, lines) = read(source, Purpose::Serve)?;
    pack::compile(knowledge, &models::all()).map_err(|problems| lines.explain(source, &problems))
}
