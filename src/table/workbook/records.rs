//! The records that the parts of an `.xlsb` are made of.

use std::io::{BufReader, Read};

use crate::table::limits::MAX_RECORD;

use super::fault::Fault;

/// Calls `each` with the type and content of every record of a part.
pub(super) fn walk(
    part: &mut dyn Read,
    mut each: impl FnMut(u32, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut part = BufReader::with_capacity(1 << 16, part);
    let mut data = Vec::new();
    while let Some(kind) = variable(&mut part, 2)? {
        let length = u64::from(variable(&mut part, 4)?.ok_or(Fault::Damaged)?);
        data.clear();
        let kept = (&mut part)
            .take(length.min(MAX_RECORD))
            .read_to_end(&mut data)
            .map_err(|_| Fault::Damaged)?;
        let rest = length.saturating_sub(kept as u64);
        let passed = std::io::copy(&mut (&mut part).take(rest), &mut std::io::sink())
            .map_err(|_| Fault::Damaged)?;
        if passed < rest {
            return Err(Fault::Damaged);
        }
        each(kind, &data)?;
    }
    Ok(())
}

/// A number of up to `most` bytes, of which all but the last have their highest bit set; nothing at the end.
fn variable(part: &mut impl Read, most: u32) -> Result<Option<u32>, Fault> {
    let mut whole = 0;
    for at in 0..most {
        let mut byte = [0];
        if part.read(&mut byte).map_err(|_| Fault::Damaged)? == 0 {
            return if at == 0 {
                Ok(None)
            } else {
                Err(Fault::Damaged)
            };
        }
        let [byte] = byte;
        whole |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Ok(Some(whole));
        }
    }
    Ok(Some(whole))
}
