//! The pack: knowledge compiled into the bytes that a browser loads.
//!
//! ```text
//! magic "FWPK" | version u16 | CRC-32 of what follows u32 | content (postcard)       all little-endian
//! ```
//!
//! The content holds the knowledge and what was learned from it. The index is not in it: the phrasings as text are a tenth
//! of their features' size, and indexing a shop's few hundred takes milliseconds.

mod crc;
mod error;

pub use error::PackError;

use serde::{Deserialize, Serialize};

use crate::judge::Judge;
use crate::knowledge::{Knowledge, Problem, Purpose};
use crate::sparse::Index;
use crate::text::tokens;

const MAGIC: &[u8; 4] = b"FWPK";

/// The version that this engine writes and reads. A change of the content's shape raises it.
pub const VERSION: u16 = 1;

const HEADER_BYTES: usize = 10;

/// Largest pack that is loaded: a bound against hostile input, hundreds of times a large shop's.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Knowledge, and what was learned from it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pack {
    pub(crate) knowledge: Knowledge,
    pub(crate) judge: Judge,
}

impl Pack {
    pub(crate) fn new(knowledge: Knowledge, index: &Index) -> Self {
        let wordings = knowledge.entries.iter().flat_map(|entry| entry.wording.iter());
        let phrasings = wordings.flat_map(|(_, wording)| &wording.phrasings);
        let phrasings: Vec<_> = phrasings.map(|phrasing| tokens(phrasing)).collect();
        let judge = Judge::learn(index, &phrasings);
        Self { knowledge, judge }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let content = postcard::to_allocvec(self).expect("a pack holds nothing that postcard refuses");
        let mut bytes = Vec::with_capacity(HEADER_BYTES + content.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&crc::crc32(&content).to_le_bytes());
        bytes.extend_from_slice(&content);
        bytes
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        if bytes.len() > MAX_BYTES {
            return Err(PackError::too_large(bytes.len()));
        }
        let (header, content) = bytes.split_at_checked(HEADER_BYTES).ok_or_else(|| PackError::no_pack(bytes))?;
        let [m0, m1, m2, m3, v0, v1, c0, c1, c2, c3] = *header else { return Err(PackError::no_pack(bytes)) };
        if [m0, m1, m2, m3] != *MAGIC {
            return Err(PackError::no_pack(bytes));
        }
        let version = u16::from_le_bytes([v0, v1]);
        if version != VERSION {
            return Err(PackError::version(version));
        }
        if crc::crc32(content) != u32::from_le_bytes([c0, c1, c2, c3]) {
            return Err(PackError::damaged());
        }
        let (pack, rest): (Pack, &[u8]) = postcard::take_from_bytes(content).map_err(|_| PackError::malformed())?;
        if !rest.is_empty() || !pack.judge.is_finite() || pack.knowledge.entries.is_empty() {
            return Err(PackError::malformed());
        }
        Ok(pack)
    }
}

/// Compiles knowledge into a pack. The same knowledge gives the same bytes.
///
/// # Errors
/// All that is wrong with the knowledge; no pack is made then.
pub fn compile(knowledge: Knowledge) -> Result<Vec<u8>, Vec<Problem>> {
    let problems = knowledge.check(Purpose::Serve);
    if !problems.is_empty() {
        return Err(problems);
    }
    let index = Index::new(&knowledge.entries);
    Ok(Pack::new(knowledge, &index).encode())
}
