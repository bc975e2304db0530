//! The frame of packs and models, made by a second hand: for files whose content is wrong although their frame is right.

/// Magic, version, checksum.
pub(crate) const HEADER_BYTES: usize = 10;

/// A file with this content and a header that fits it.
pub(crate) fn signed(magic: &str, version: u16, content: &[u8]) -> Vec<u8> {
    [magic.as_bytes(), &version.to_le_bytes(), &crc32(content).to_le_bytes(), content].concat()
}

/// CRC-32 of ISO 3309, bit by bit: a second opinion on the engine's.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1)))
    })
}
