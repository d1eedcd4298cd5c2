//! The sheets of an `.xls`: hidden rows and columns, merged cells and formulas; not how numbers are shown.

use std::sync::Arc;

use super::{Area, Formula, Survey};
use crate::read::workbook::biff::{number, records, short};
use crate::read::workbook::book::Fault;

/// The survey of each sheet, in the workbook's order; the stream was checked before.
pub(in crate::read::workbook) fn survey(stream: &[u8]) -> Vec<Result<Survey, Fault>> {
    let until_end = records(stream).take_while(|(kind, _)| *kind != 0x000A);
    let sheets = until_end.filter(|(kind, _)| *kind == 0x0085);
    sheets.map(|(_, data)| number(data, 0).ok_or(Fault::Damaged).and_then(|at| sheet(stream, at as usize))).collect()
}

fn sheet(stream: &[u8], at: usize) -> Result<Survey, Fault> {
    let mut survey = Survey::default();
    let mut depth = 0_u32;
    for (kind, data) in records(stream.get(at..).ok_or(Fault::Damaged)?) {
        match kind {
            0x0809 => depth = depth.saturating_add(1),
            0x000A if depth <= 1 => break,
            0x000A => depth = depth.saturating_sub(1),
            // What stands inside of a chart is no row of the sheet.
            _ if depth > 1 => {}
            0x0208 => row(data, &mut survey)?,
            0x007D => {
                let (first, last) = short(data, 0).zip(short(data, 2)).ok_or(Fault::Damaged)?;
                let width = short(data, 4);
                if width == Some(0) || short(data, 8).is_some_and(|flags| flags & 1 != 0) {
                    survey.hide_columns(u32::from(first).saturating_add(1), u32::from(last).saturating_add(1))?;
                }
            }
            0x009B => survey.filtered = true,
            0x00E5 => merges(data, &mut survey)?,
            0x0006 => {
                let (row, column) = short(data, 0).zip(short(data, 2)).ok_or(Fault::Damaged)?;
                let (row, column) = (u32::from(row).saturating_add(1), u32::from(column).saturating_add(1));
                survey.formula(Formula { column, first: row, last: row, text: Arc::default(), has_result: true })?;
            }
            _ => {}
        }
    }
    // Rows are said to be hidden in blocks, which need not follow one another.
    survey.hidden_rows.sort_unstable();
    Ok(survey)
}

fn row(data: &[u8], survey: &mut Survey) -> Result<(), Fault> {
    const HIDDEN: u16 = 0x20;
    let number = short(data, 0).ok_or(Fault::Damaged)?;
    if short(data, 12).is_some_and(|flags| flags & HIDDEN != 0) {
        survey.hide_row(u32::from(number).saturating_add(1))?;
    }
    Ok(())
}

fn merges(data: &[u8], survey: &mut Survey) -> Result<(), Fault> {
    for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
        let edge = |at| short(area, at).map(|edge| u32::from(edge).saturating_add(1));
        if let (Some(top), Some(bottom), Some(left), Some(right)) = (edge(0), edge(2), edge(4), edge(6)) {
            survey.merge(Area { from: (top, left), to: (bottom, right) })?;
        }
    }
    Ok(())
}
