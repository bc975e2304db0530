//! Why bytes are not a pack that can be loaded.

use std::fmt;

use super::{MAX_BYTES, VERSION};

/// A pack that cannot be loaded. `Display` says what was found and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    NoPack { first: Vec<u8> },
    Version(u16),
    Damaged,
    Malformed,
    TooLarge(usize),
}

impl PackError {
    pub(super) fn no_pack(bytes: &[u8]) -> Self {
        Self { kind: Kind::NoPack { first: bytes[..bytes.len().min(4)].to_vec() } }
    }

    pub(super) fn version(found: u16) -> Self {
        Self { kind: Kind::Version(found) }
    }

    pub(super) fn damaged() -> Self {
        Self { kind: Kind::Damaged }
    }

    pub(super) fn malformed() -> Self {
        Self { kind: Kind::Malformed }
    }

    pub(super) fn too_large(bytes: usize) -> Self {
        Self { kind: Kind::TooLarge(bytes) }
    }

    /// Whether the pack is sound but of another version: making it again mends that.
    pub fn is_other_version(&self) -> bool {
        matches!(self.kind, Kind::Version(_))
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::NoPack { first } => write!(
                f,
                "not a pack: expected it to begin with `FWPK`, found `{}`; is the address right?",
                first.escape_ascii()
            ),
            Kind::Version(found) => {
                write!(f, "pack of version {found}, expected {VERSION}; make it again with `floorwalker pack`")
            }
            Kind::Damaged => f.write_str("damaged pack: its checksum does not match; load or make it again"),
            Kind::Malformed => {
                f.write_str("malformed pack: its checksum matches but its content does not; make it again")
            }
            Kind::TooLarge(bytes) => write!(f, "pack of {bytes} bytes, expected at most {MAX_BYTES}"),
        }
    }
}

impl std::error::Error for PackError {}
