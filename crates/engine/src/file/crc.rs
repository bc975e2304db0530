//! CRC-32 as in IEEE 802.3: notices bytes that changed on the way. It proves no origin.

/// The checksum of `bytes`, bit by bit: a table would be larger than the time it saves is long.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut state = u32::MAX;
    for byte in bytes {
        state ^= u32::from(*byte);
        for _ in 0..8 {
            let mask = (state & 1).wrapping_neg();
            state = (state >> 1) ^ (0xEDB8_8320 & mask);
        }
    }
    !state
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_standard_check_value_comes_out() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
