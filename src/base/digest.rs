//! SHA-256 digests, so that anyone with `sha256sum` can check a file or a lot.

use sha2::{Digest, Sha256};

/// SHA-256 of the bytes, in lower-case hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    text(&Sha256::digest(bytes))
}

/// A finished digest in lower-case hexadecimal.
pub fn text(digest: &[u8]) -> String {
    digest.iter().flat_map(digits).map(char::from).collect()
}

/// As much of a digest as people compare.
pub fn short(digest: &str) -> &str {
    /// Digits.
    const SHOWN: usize = 16;
    digest.get(..SHOWN).unwrap_or(digest)
}

/// The two digits of a byte.
pub fn digits(byte: &u8) -> [u8; 2] {
    let digit = |nibble: u8| match nibble {
        0..=9 => b'0' | nibble,
        _ => b'W'.wrapping_add(nibble),
    };
    [digit(byte >> 4), digit(byte & 0xF)]
}
