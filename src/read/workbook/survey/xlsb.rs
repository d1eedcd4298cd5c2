//! The sheet of an `.xlsb`: hidden rows and columns, merged cells and formulas; not how numbers are shown.

use std::io::{BufReader, Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::{Area, Formula, Survey, relations};
use crate::read::workbook::biff::{number, short};
use crate::read::workbook::book::Fault;

/// Bytes of a record; longer ones hold nothing that is looked for.
const MAX_RECORD: u64 = 1 << 20;

pub(in crate::read::workbook) fn survey(bytes: &[u8], sheet: &str) -> Result<Survey, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let (folder, workbook) = ("xl/", "workbook.bin");
    let mut id = None;
    records(&mut archive, &format!("{folder}{workbook}"), |kind, data| {
        if kind == 156 {
            let (relation, rest) = text(data.get(8..).unwrap_or_default()).ok_or(Fault::Damaged)?;
            let (name, _) = text(rest).ok_or(Fault::Damaged)?;
            if name == sheet && id.is_none() {
                id = Some(relation);
            }
        }
        Ok(())
    })?;
    let path = relations::target(&mut archive, folder, workbook, &id.ok_or(Fault::Damaged)?)?;
    let (mut survey, mut row) = (Survey::default(), 0);
    records(&mut archive, &path, |kind, data| {
        let at = |at| number(data, at).map(|number| number.saturating_add(1)).ok_or(Fault::Damaged);
        match kind {
            0 => {
                const HIDDEN: u16 = 0x10 << 8;
                row = at(0)?;
                if short(data, 10).is_some_and(|flags| flags & HIDDEN != 0) {
                    survey.hide_row(row)?;
                }
            }
            8..=11 => {
                let column = at(0)?;
                survey.formula(Formula { column, first: row, last: row, text: Arc::default(), has_result: true })?;
            }
            60 if number(data, 8) == Some(0) || short(data, 16).is_some_and(|flags| flags & 1 != 0) => {
                survey.hide_columns(at(0)?, at(4)?)?;
            }
            163 => survey.filtered = true,
            176 => survey.merge(Area { from: (at(0)?, at(8)?), to: (at(4)?, at(12)?) })?,
            _ => {}
        }
        Ok(())
    })?;
    survey.hidden_rows.sort_unstable();
    Ok(survey)
}

/// Calls `each` with the type and content of every record of a part.
fn records(
    archive: &mut super::xml::Archive<'_>,
    name: &str,
    mut each: impl FnMut(u32, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let same = |one: &str| one.replace('\\', "/").eq_ignore_ascii_case(name);
    let at = archive.file_names().position(|one| one.is_ok_and(|one| same(&one))).ok_or(Fault::Damaged)?;
    let mut part = BufReader::new(archive.by_index(at).map_err(|_| Fault::Damaged)?);
    let mut data = Vec::new();
    while let Some(kind) = variable(&mut part, 2)? {
        let length = u64::from(variable(&mut part, 4)?.ok_or(Fault::Damaged)?);
        data.clear();
        let kept = (&mut part).take(length.min(MAX_RECORD)).read_to_end(&mut data).map_err(|_| Fault::Damaged)?;
        let rest = length.saturating_sub(kept as u64);
        let passed = std::io::copy(&mut (&mut part).take(rest), &mut std::io::sink()).map_err(|_| Fault::Damaged)?;
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
            return if at == 0 { Ok(None) } else { Err(Fault::Damaged) };
        }
        let [byte] = byte;
        whole |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Ok(Some(whole));
        }
    }
    Ok(Some(whole))
}

/// A text with its length before it, and what follows.
fn text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(number(data, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = data.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text.chunks_exact(2).filter_map(|unit| short(unit, 0)).collect();
    Some((String::from_utf16_lossy(&units), rest))
}
