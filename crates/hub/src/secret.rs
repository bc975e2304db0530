//! Random names and secrets, and the digests under which secrets are kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 256 random bits in base64url: a bearer secret.
///
/// # Panics
/// If the operating system gives no randomness, without which nothing here is safe.
pub fn random_secret() -> String {
    random::<32>()
}

/// 128 random bits in base64url: a name that does not collide and cannot be guessed.
///
/// # Panics
/// As [`random_secret`].
pub fn random_id() -> String {
    random::<16>()
}

fn random<const N: usize>() -> String {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The SHA-256 of a random secret. Secrets of 256 random bits need no slow hash: there is nothing to guess.
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_have_256_bits_and_differ() {
        let (one, other) = (random_secret(), random_secret());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
    }
}
