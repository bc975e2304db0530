//! Why bytes cannot be loaded as what they should be.

use std::fmt;

use super::Format;

/// A pack or language model that cannot be loaded. `Display` says what was found and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    format: Format,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Unlike { first: Vec<u8> },
    Version(u16),
    Damaged,
    Malformed,
    TooLarge(usize),
}

impl LoadError {
    pub(super) fn unlike(format: Format, bytes: &[u8]) -> Self {
        Self { format, kind: Kind::Unlike { first: bytes[..bytes.len().min(4)].to_vec() } }
    }

    pub(super) fn version(format: Format, found: u16) -> Self {
        Self { format, kind: Kind::Version(found) }
    }

    pub(super) fn damaged(format: Format) -> Self {
        Self { format, kind: Kind::Damaged }
    }

    pub(crate) fn malformed(format: Format) -> Self {
        Self { format, kind: Kind::Malformed }
    }

    pub(super) fn too_large(format: Format, bytes: usize) -> Self {
        Self { format, kind: Kind::TooLarge(bytes) }
    }

    /// Whether the file is sound but of another version: making it again mends that.
    pub fn is_other_version(&self) -> bool {
        matches!(self.kind, Kind::Version(_))
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Format { magic, version, name, maker, max_bytes } = self.format;
        match &self.kind {
            Kind::Unlike { first } => write!(
                f,
                "not a {name}: expected it to begin with `{magic}`, found `{}`; is the address right?",
                first.escape_ascii()
            ),
            Kind::Version(found) => {
                write!(f, "{name} of version {found}, expected {version}; make it again with `{maker}`")
            }
            Kind::Damaged => write!(f, "damaged {name}: its checksum does not match; load or make it again"),
            Kind::Malformed => {
                write!(f, "malformed {name}: its checksum matches but its content does not; make it again")
            }
            Kind::TooLarge(bytes) => write!(f, "{name} of {bytes} bytes, expected at most {max_bytes}"),
        }
    }
}

impl std::error::Error for LoadError {}
