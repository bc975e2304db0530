//! The frame of packs and models, made by a second hand: for files whose content is wrong although their frame is right.

/// Magic, version, checksum.
pub(crate) const HEADER_BYTES: usize = 10;

/// A file with this content and a header that fits it.
pub(crate) fn signed(magic: &str, version: u16, content: &[u8]) -> Vec<u8> {
    [magic.as_bytes(), &version.to_le_bytes(), &crc32(content).to_le_bytes(), content].concat()
}

/// Lengths, as postcard writes them, of which some are far longer than any file and some are no numbers.
pub(crate) const GIANTS: [&[u8]; 4] = [
    &[0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    &[0xFF; 12],
    &[0x80, 0x80, 0x80, 0x80, 0x04],
];

/// The content with each byte in turn made another, in several ways.
pub(crate) fn altered(content: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..content.len()).flat_map(move |at| {
        let values = [0x00, 0x01, 0x7F, 0x80, 0xFF, content[at] ^ 0x01, content[at].wrapping_add(1)];
        values.map(|value| [&content[..at], &[value], &content[at + 1..]].concat())
    })
}

/// The content with a giant length in the place of each byte in turn, and what follows there or cut off.
pub(crate) fn inflated(content: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    GIANTS.into_iter().flat_map(move |giant| {
        (0..content.len())
            .flat_map(move |at| [&content[at + 1..], &[]].map(|rest: &[u8]| [&content[..at], giant, rest].concat()))
    })
}

/// CRC-32 of ISO 3309, bit by bit: a second opinion on the engine's.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1)))
    })
}
