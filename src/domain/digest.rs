//! SHA-256 digests, so that anyone with `sha256sum` can check a file or a lot.

use sha2::{Digest, Sha256};

/// SHA-256 of the bytes, in lower-case hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    text(&Sha256::digest(bytes))
}

/// A finished digest in lower-case hexadecimal.
pub fn text(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
