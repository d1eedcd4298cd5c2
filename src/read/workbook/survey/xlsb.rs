//! The sheet of an `.xlsb`: everything can be told.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use zip::ZipArchive;

use super::xml::{self, Archive};
use super::{Area, Formula, Pattern, Shown, Survey, relations};
use crate::read::workbook::biff::{number, short};
use crate::read::workbook::book::Fault;
use crate::read::workbook::{archive, records};

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
    let styles = styles(&mut archive, folder)?;
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
            2 | 5 => {
                // Above the style stands a flag.
                let style = number(data, 4).map_or(0, |style| style & 0x00FF_FFFF);
                if matches!(styles.get(style as usize), Some(Some(_))) {
                    survey.shown(Shown { row, column: at(0)?, pattern: style })?;
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
    if !survey.shown.is_empty() {
        survey.patterns = styles.into_iter().map(Option::unwrap_or_default).collect();
    }
    Ok(survey)
}

/// For each style, by its number, what it shows beside a number's own digits.
fn styles(archive: &mut Archive<'_>, folder: &str) -> Result<Vec<Option<Pattern>>, Fault> {
    const FORMAT: u32 = 44;
    const STYLE: u32 = 47;
    const BEGIN_STYLES: u32 = 617;
    const END_STYLES: u32 = 618;
    let part = format!("{folder}styles.bin");
    let mut formats: BTreeMap<u16, Pattern> = Pattern::built_in().into_iter().collect();
    let (mut styles, mut in_styles) = (Vec::new(), false);
    if xml::position(archive, &part).is_none() {
        return Ok(styles);
    }
    records(archive, &part, |kind, data| {
        match kind {
            FORMAT => {
                let pattern = text(data.get(2..).unwrap_or_default()).and_then(|(format, _)| Pattern::of(&format));
                formats.extend(short(data, 0).zip(pattern));
            }
            BEGIN_STYLES => in_styles = true,
            END_STYLES => in_styles = false,
            STYLE if in_styles => styles.push(short(data, 2).and_then(|format| formats.get(&format).cloned())),
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Calls `each` with the type and content of every record of a part.
fn records(
    archive: &mut Archive<'_>,
    name: &str,
    each: impl FnMut(u32, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let at = xml::position(archive, name).ok_or(Fault::Damaged)?;
    let mut failed = None;
    let mut each = each;
    let mut part = archive.by_index(at).map_err(|_| Fault::Damaged)?;
    let walked = records::walk(&mut part, |kind, data| {
        each(kind, data).map_err(|fault| {
            failed = Some(fault);
            archive::Fault::Damaged
        })
    });
    walked.map_err(|_| failed.unwrap_or(Fault::Damaged))
}

/// A text with its length before it, and what follows.
fn text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(number(data, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = data.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text.chunks_exact(2).filter_map(|unit| short(unit, 0)).collect();
    Some((String::from_utf16_lossy(&units), rest))
}
