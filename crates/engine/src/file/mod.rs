//! The frame that packs and language models share: what a file of ours begins with, and how bytes from elsewhere are
//! refused before anything in them is believed.
//!
//! ```text
//! magic 4 bytes | version u16 | CRC-32 of what follows u32 | content (postcard)       all little-endian
//! ```

mod crc;
mod error;

pub use error::LoadError;

const HEADER_BYTES: usize = 10;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    /// The four characters that it begins with.
    pub(crate) magic: &'static str,
    /// The version that this engine writes and reads. A change of the content's shape raises it.
    pub(crate) version: u16,
    /// What a person calls it.
    pub(crate) name: &'static str,
    /// How it is made again.
    pub(crate) maker: &'static str,
    /// Largest file that is loaded: a bound against hostile input, many times what is ever made.
    pub(crate) max_bytes: usize,
}

impl Format {
    /// Puts the frame around `content`.
    pub(crate) fn seal(&self, content: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + content.len());
        bytes.extend_from_slice(self.magic.as_bytes());
        bytes.extend_from_slice(&self.version.to_le_bytes());
        bytes.extend_from_slice(&crc::crc32(content).to_le_bytes());
        bytes.extend_from_slice(content);
        bytes
    }

    /// The checksum of a file that has been opened: what tells it from others of its kind.
    pub(crate) fn checksum(bytes: &[u8]) -> u32 {
        bytes.get(6..HEADER_BYTES).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    /// Takes the frame off and checks it: kind, version, checksum.
    pub(crate) fn open<'a>(&self, bytes: &'a [u8]) -> Result<&'a [u8], LoadError> {
        if bytes.len() > self.max_bytes {
            return Err(LoadError::too_large(*self, bytes.len()));
        }
        let (header, content) = bytes.split_at_checked(HEADER_BYTES).ok_or_else(|| LoadError::unlike(*self, bytes))?;
        let [m0, m1, m2, m3, v0, v1, c0, c1, c2, c3] = *header else { return Err(LoadError::unlike(*self, bytes)) };
        if [m0, m1, m2, m3] != *self.magic.as_bytes() {
            return Err(LoadError::unlike(*self, bytes));
        }
        let version = u16::from_le_bytes([v0, v1]);
        if version != self.version {
            return Err(LoadError::version(*self, version));
        }
        if crc::crc32(content) != u32::from_le_bytes([c0, c1, c2, c3]) {
            return Err(LoadError::damaged(*self));
        }
        Ok(content)
    }
}
