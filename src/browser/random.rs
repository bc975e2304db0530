//! Randomness fit for secrets.

use super::window;

/// The letters of base64url (RFC 4648, section 5).
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `N` random letters, 6 bits each: 43 hold 256 bits. `None` where the browser has no randomness.
pub(crate) fn letters<const N: usize>() -> Option<String> {
    let mut bytes = [0; N];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    // 256 is a multiple of 64, so every letter is equally likely.
    Some(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 64)])).collect())
}
