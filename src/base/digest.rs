//! SHA-256 digests, so that anyone with `sha256sum` can check a file or a lot.

use sha2::{Digest, Sha256};

/// SHA-256 of the bytes, in lower-case hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    text(&Sha256::digest(bytes))
}

/// A finished digest in lower-case hexadecimal.
pub fn text(digest: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
    digest
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)])
        .collect()
}
