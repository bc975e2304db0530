//! Random numbers from the browser's source for secrets.

use floorwalker_protocol::ClientId;
use js_sys::Math;

use super::window;

/// A fresh id for a message: 128 random bits.
///
/// # Panics
/// Never: 32 hexadecimal digits make an id.
pub fn client_id() -> ClientId {
    ClientId::new(format!("{:016x}{:016x}", number(), number())).expect("32 hexadecimal digits make an id")
}

/// A random number of 64 bits.
pub fn number() -> u64 {
    let mut bytes = [0; 8];
    let source = window().crypto();
    let is_filled = source.is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if is_filled { u64::from_le_bytes(bytes) } else { lesser_number() }
}

/// Ids must differ, not be secret: a browser without a source for secrets gets by with the lesser one.
fn lesser_number() -> u64 {
    (Math::random().to_bits() << 32) ^ Math::random().to_bits()
}
