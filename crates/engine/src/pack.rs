//! The pack: knowledge compiled into the bytes that a browser loads.
//!
//! The content holds the knowledge and what was learned from it. The index is not in it: the phrasings as text are a tenth
//! of their features' size, and indexing a shop's few hundred takes milliseconds.

use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::file::{Format, LoadError};
use crate::judge::Judge;
use crate::knowledge::{Knowledge, Problem, Purpose};
use crate::margin::Machines;
use crate::model::Models;
use crate::voice::Voice;

/// The version that this engine writes and reads. A change of the content's shape raises it.
pub const VERSION: u16 = 5;

/// Largest pack that is loaded: a bound against hostile input, hundreds of times a large shop's.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What a pack begins with.
pub const MAGIC: &[u8] = b"FWPK";

const FORMAT: Format =
    Format { magic: "FWPK", version: VERSION, name: "pack", maker: "floorwalker pack", max_bytes: MAX_BYTES };

/// Knowledge, and what was learned from it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pack {
    pub(crate) knowledge: Knowledge,
    /// Its look-ups, which the office reads.
    pub(crate) lookups: Vec<u8>,
    /// How the shop speaks.
    pub(crate) voice: Voice,
    pub(crate) judge: Judge,
    /// Of large knowledge, whose machines would take a browser too long to learn.
    pub(crate) machines: Option<Machines>,
}

impl Pack {
    pub(crate) fn encode(&self) -> Vec<u8> {
        FORMAT.seal(&postcard::to_allocvec(self).expect("a pack holds nothing that postcard refuses"))
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, LoadError> {
        let content = FORMAT.open(bytes)?;
        let malformed = || LoadError::malformed(FORMAT);
        let (pack, rest): (Pack, &[u8]) = postcard::take_from_bytes(content).map_err(|_| malformed())?;
        if !rest.is_empty() || !pack.judge.is_finite() || pack.knowledge.entries.is_empty() {
            return Err(malformed());
        }
        Ok(pack)
    }
}

/// Compiles knowledge into a pack, with what `models` say of its phrasings. The same knowledge and models give the same
/// bytes.
///
/// # Errors
/// All that is wrong with the knowledge; no pack is made then.
pub fn compile(knowledge: Knowledge, models: &Models) -> Result<Vec<u8>, Vec<Problem>> {
    let problems = knowledge.check(Purpose::Serve);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Engine::learn(knowledge, models.clone()).into_pack().encode())
}
