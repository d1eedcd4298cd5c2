//! Numbers as Microsoft writes them: little-endian.

pub(super) fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?
        .first_chunk()
        .map(|pair| u16::from_le_bytes(*pair))
}

pub(super) fn number(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?
        .first_chunk()
        .map(|four| u32::from_le_bytes(*four))
}
