//! Measures the stream of an `.xls` workbook before calamine opens it: calamine keeps a rectangle around every sheet's
//! cells, and two cells in far corners make that larger than any machine.
//!
//! Limits: 256 sheets, 8 million cells in the rectangles of all sheets together, 256 MiB of text in them, 40,000 records that
//! continue one.

use super::allowance::{Room, TOO_MUCH_TEXT};
use super::bytes::{number, short};
use super::fault::Fault;
use super::shared;
use crate::table::limits::{MAX_XLS_CELLS, MAX_XLS_CONTINUED, MAX_XLS_SHEETS, MAX_XLS_TEXT};

const CONTINUE: u16 = 0x003C;

/// Checks every sheet the workbook names.
pub(super) fn check(stream: &[u8]) -> Result<(), Fault> {
    const START: u16 = 0x0809;
    const SHARED: u16 = 0x00FC;
    let mut sheets = Vec::new();
    let (mut shared, mut before) = (Vec::new(), 0);
    continued(stream)?;
    for (kind, data) in records(stream) {
        match kind {
            SHARED if !shared.is_empty() => return Err(Fault::Damaged),
            SHARED => shared.push(data),
            CONTINUE if before == SHARED => {
                shared.push(data);
                continue;
            }
            0x0085 => sheets.push(number(data, 0).ok_or(Fault::Damaged)?),
            0x002F if data.iter().take(2).any(|byte| *byte != 0) => return Err(Fault::Locked),
            0x000A => break,
            _ => {}
        }
        before = kind;
    }
    let room = Room::of(stream.len());
    let shared = shared::lengths(&shared).ok_or(Fault::Damaged)?;
    Fault::limit(sheets.len() > MAX_XLS_SHEETS, "it has more than 256 sheets")?;
    let (mut cells, mut walked, mut text) = (0_u64, 0, 0_u64);
    for sheet in sheets {
        let sheet = stream.get(sheet as usize..).ok_or(Fault::Damaged)?;
        if short(sheet, 0) != Some(START) {
            return Err(Fault::Damaged);
        }
        let (area, length) = measure(sheet, &shared, &mut text)?;
        cells = cells.saturating_add(area);
        walked += length;
        // Sheets that overlap would be read again and again.
        if walked > stream.len() {
            return Err(Fault::Damaged);
        }
        room.holds(cells).map_err(Fault::Limit)?;
        Fault::limit(text > room.text_left(), TOO_MUCH_TEXT)?;
        let limit = "its cells stand so far apart that they span more than 8 million";
        Fault::limit(cells > MAX_XLS_CELLS, limit)?;
        let limit = "its cells hold more than 256 MiB of text";
        Fault::limit(text > MAX_XLS_TEXT, limit)?;
    }
    Ok(())
}

/// Refuses a record that more others continue than in any file a program wrote.
fn continued(stream: &[u8]) -> Result<(), Fault> {
    let mut run = 0_usize;
    for (kind, _) in records(stream) {
        run = if kind == CONTINUE {
            run.saturating_add(1)
        } else {
            0
        };
        if run > MAX_XLS_CONTINUED {
            return Err(Fault::Damaged);
        }
    }
    Ok(())
}

/// The rectangle around a sheet's cells, and the sheet's length in bytes; adds the length of its shared texts to `text`.
fn measure(sheet: &[u8], shared: &[u32], text: &mut u64) -> Result<(u64, usize), Fault> {
    let mut bounds: Option<[u32; 4]> = None;
    let mut declared = 0_u64;
    let (mut depth, mut length) = (0_u32, 0);
    for (kind, data) in records(sheet) {
        length += 4 + data.len();
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            0x0200 => declared = declared.saturating_add(dimensions(data)?),
            // Every record that holds cells starts with row and first column; two end with their last column.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
                let (row, first) = short(data, 0).zip(short(data, 2)).ok_or(Fault::Damaged)?;
                if kind == 0x00FD {
                    let named = number(data, 6)
                        .and_then(|at| shared.get(at as usize))
                        .copied()
                        .unwrap_or_default();
                    *text = text.saturating_add(u64::from(named));
                }
                let last = if kind == 0x00BD {
                    short(data, data.len().saturating_sub(2)).unwrap_or(first)
                } else {
                    first
                };
                if last < first {
                    return Err(Fault::Damaged);
                }
                let (row, first, last) = (u32::from(row), u32::from(first), u32::from(last));
                let [top, left, bottom, right] = bounds.unwrap_or([row, first, row, last]);
                bounds = Some([
                    top.min(row),
                    left.min(first),
                    bottom.max(row),
                    right.max(last),
                ]);
            }
            _ => {}
        }
    }
    let area = |[top, left, bottom, right]: [u32; 4]| {
        u64::from(bottom - top + 1) * u64::from(right - left + 1)
    };
    // Room for what is declared is asked for but never filled, so formats down a whole sheet are let pass.
    let limit = "it declares more rows and columns than an .xls sheet can have";
    Fault::limit(declared > 65_536 * 256, limit)?;
    Ok((bounds.map_or(0, area), length))
}

fn dimensions(data: &[u8]) -> Result<u64, Fault> {
    let bounds = if data.len() == 10 {
        let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| short(data, at).map(u32::from));
        (top, bottom, left, right)
    } else {
        (
            number(data, 0),
            number(data, 4),
            short(data, 8).map(u32::from),
            short(data, 10).map(u32::from),
        )
    };
    let (Some(top), Some(bottom), Some(left), Some(right)) = bounds else {
        return Err(Fault::Damaged);
    };
    if bottom == 0 || right == 0 {
        return Ok(1);
    }
    let rows = bottom.checked_sub(top).ok_or(Fault::Damaged)?;
    let columns = if left > 255 || right < left {
        right
    } else {
        right - left
    };
    Ok(u64::from(rows) * u64::from(columns.max(1)))
}

/// Type and content of each record, to the end or to the first that is cut short.
pub(super) fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, 0)?, usize::from(short(stream, 2)?));
        let data = stream.get(4..4 + length)?;
        stream = stream.get(4 + length..)?;
        Some((kind, data))
    })
}
