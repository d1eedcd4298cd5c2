//! The sheets of an `.xls`: everything can be told.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::struck::{Pieces, Strikes};
use super::{Formula, Pattern, Survey};
use crate::table::workbook::biff::records;
use crate::table::workbook::bytes::{number, short};
use crate::table::workbook::fault::Fault;
use crate::table::workbook::shared;

/// The survey of each sheet, in the workbook's order; the stream was checked before.
pub(in crate::table::workbook) fn survey(stream: &[u8]) -> Vec<Result<Survey, Fault>> {
    let until_end = records(stream).take_while(|(kind, _)| *kind != 0x000A);
    let sheets = until_end.filter(|(kind, _)| *kind == 0x0085);
    let styles = styles(stream);
    let crossing = crossing(stream);
    let one = |at: u32| sheet(stream, at as usize, &styles, &crossing);
    sheets
        .map(|(_, data)| number(data, 0).ok_or(Fault::Damaged).and_then(one))
        .collect()
}

/// For each style, by its number, what it shows beside a number's own digits.
fn styles(stream: &[u8]) -> Vec<Option<Pattern>> {
    const FORMAT: u16 = 0x041E;
    const STYLE: u16 = 0x00E0;
    let mut formats: BTreeMap<u16, Pattern> = Pattern::built_in().into_iter().collect();
    let mut styles = Vec::new();
    let mut before_excel_97 = false;
    for (kind, data) in records(stream).take_while(|(kind, _)| *kind != 0x000A) {
        match kind {
            0x0809 => before_excel_97 = short(data, 0) == Some(0x0500),
            FORMAT => {
                let pattern = format(data, before_excel_97).and_then(|format| Pattern::of(&format));
                formats.extend(short(data, 0).zip(pattern));
            }
            STYLE => styles.push(short(data, 2).and_then(|format| formats.get(&format).cloned())),
            _ => {}
        }
    }
    styles
}

/// What crosses out: styles by number, and the shared texts that have pieces with fonts of their own.
#[derive(Default)]
struct Crossing {
    styles: Vec<bool>,
    rich: BTreeMap<u32, Pieces>,
    any: bool,
}

fn crossing(stream: &[u8]) -> Crossing {
    const FONT: u16 = 0x0031;
    const STRIKE: u16 = 0x0008;
    let (mut fonts, mut styles, mut texts, mut before) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (kind, data) in records(stream).take_while(|(kind, _)| *kind != 0x000A) {
        match kind {
            FONT => {
                fonts.push(short(data, 2).is_some_and(|flags| flags & STRIKE != 0));
                if fonts.len() == 4 {
                    // There is no font with the number 4.
                    fonts.push(false);
                }
            }
            0x00E0 => styles.push(short(data, 0).unwrap_or(0)),
            0x00FC => texts.push(data),
            0x003C if before == 0x00FC => {
                texts.push(data);
                continue;
            }
            _ => {}
        }
        before = kind;
    }
    let struck = |font: u16| fonts.get(usize::from(font)).copied().unwrap_or(false);
    if !fonts.contains(&true) {
        return Crossing::default();
    }
    let mut rich = BTreeMap::new();
    for (text, begins) in shared::pieces(&texts).unwrap_or_default() {
        let mut pieces = Pieces::default();
        if begins.first().is_some_and(|(at, _)| *at > 0) {
            pieces.see(None);
        }
        begins
            .iter()
            .for_each(|(_, font)| pieces.see(Some(struck(*font))));
        rich.insert(text, pieces);
    }
    Crossing {
        styles: styles.into_iter().map(struck).collect(),
        rich,
        any: true,
    }
}

/// A number format as it is typed into Excel.
fn format(data: &[u8], before_excel_97: bool) -> Option<String> {
    let latin = |text: &[u8]| text.iter().copied().map(char::from).collect();
    if before_excel_97 {
        let length = usize::from(*data.get(2)?);
        return data.get(3..)?.get(..length).map(latin);
    }
    let (length, wide) = (usize::from(short(data, 2)?), data.get(4)? & 1 == 1);
    let text = data.get(5..)?;
    if !wide {
        return text.get(..length).map(latin);
    }
    let units: Vec<u16> = text
        .get(..length.checked_mul(2)?)?
        .chunks_exact(2)
        .filter_map(|unit| short(unit, 0))
        .collect();
    Some(String::from_utf16_lossy(&units))
}

fn sheet(
    stream: &[u8],
    at: usize,
    styles: &[Option<Pattern>],
    crossing: &Crossing,
) -> Result<Survey, Fault> {
    let mut survey = Survey::default();
    let mut strikes = Strikes::default();
    let mut depth = 0_u32;
    for (kind, data) in records(stream.get(at..).ok_or(Fault::Damaged)?) {
        match kind {
            0x0809 => depth = depth.saturating_add(1),
            0x000A if depth <= 1 => break,
            0x000A => depth = depth.saturating_sub(1),
            // What stands inside of a chart is no row of the sheet.
            _ if depth > 1 => {}
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00D6 | 0x00FD | 0x027E if crossing.any => {
                crossed(data, kind, crossing, &mut strikes)?;
                cell(data, kind, styles, &mut survey)?;
            }
            0x0208 => row(data, &mut survey)?,
            0x007D => {
                let (first, last) = short(data, 0).zip(short(data, 2)).ok_or(Fault::Damaged)?;
                let width = short(data, 4);
                if width == Some(0) || short(data, 8).is_some_and(|flags| flags & 1 != 0) {
                    survey.hide_columns(
                        u32::from(first).saturating_add(1),
                        u32::from(last).saturating_add(1),
                    )?;
                }
            }
            0x009B => survey.filtered = true,
            0x0203 | 0x027E | 0x0006 => cell(data, kind, styles, &mut survey)?,
            // Numbers that stand side by side, each with its style.
            0x00BD => {
                let (row, first) = short(data, 0).zip(short(data, 2)).ok_or(Fault::Damaged)?;
                let numbers = data
                    .get(4..data.len().saturating_sub(2))
                    .unwrap_or_default()
                    .chunks_exact(6);
                for (column, number) in (first..=u16::MAX).zip(numbers) {
                    if crossing.any {
                        let style = short(number, 0)
                            .and_then(|style| crossing.styles.get(usize::from(style)).copied());
                        let pieces = Pieces::default();
                        strikes.see(from_1(row, column), pieces.within(style.unwrap_or(false)))?;
                    }
                    styled(&mut survey, styles, from_1(row, column), short(number, 0))?;
                }
            }
            0x00E5 => merges(data, &mut survey)?,
            _ => {}
        }
    }
    strikes.into(&mut survey);
    // Rows are said to be hidden in blocks, which need not follow one another.
    survey.hidden_rows.sort_unstable();
    if !survey.shown.is_empty() {
        survey.shown.sort_by_key(|shown| (shown.row, shown.column));
        survey.patterns = styles
            .iter()
            .cloned()
            .map(Option::unwrap_or_default)
            .collect();
    }
    Ok(survey)
}

/// Notes a number with a style, or a formula.
fn cell(
    data: &[u8],
    kind: u16,
    styles: &[Option<Pattern>],
    survey: &mut Survey,
) -> Result<(), Fault> {
    let (row, column) = cell_of(data)?;
    match kind {
        0x0203 | 0x027E => styled(survey, styles, (row, column), short(data, 4)),
        0x0006 => survey.formula(Formula {
            column,
            first: row,
            last: row,
            text: Arc::default(),
            has_result: true,
        }),
        _ => Ok(()),
    }
}

/// Row and column of a cell's record.
fn cell_of(data: &[u8]) -> Result<(u32, u32), Fault> {
    let (row, column) = short(data, 0).zip(short(data, 2)).ok_or(Fault::Damaged)?;
    Ok(from_1(row, column))
}

fn from_1(row: u16, column: u16) -> (u32, u32) {
    (
        u32::from(row).saturating_add(1),
        u32::from(column).saturating_add(1),
    )
}

/// Notes how much of a cell is crossed out.
fn crossed(
    data: &[u8],
    kind: u16,
    crossing: &Crossing,
    strikes: &mut Strikes,
) -> Result<(), Fault> {
    let style = short(data, 4)
        .and_then(|style| crossing.styles.get(usize::from(style)).copied())
        .unwrap_or(false);
    let text = number(data, 6).filter(|_| kind == 0x00FD);
    let pieces = text
        .and_then(|text| crossing.rich.get(&text).copied())
        .unwrap_or_default();
    strikes.see(cell_of(data)?, pieces.within(style))
}

/// Notes a number whose style shows more than its digits.
fn styled(
    survey: &mut Survey,
    styles: &[Option<Pattern>],
    at: (u32, u32),
    style: Option<u16>,
) -> Result<(), Fault> {
    match style.filter(|style| matches!(styles.get(usize::from(*style)), Some(Some(_)))) {
        Some(style) => survey.shown(at, u32::from(style)),
        None => Ok(()),
    }
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
        if let (Some(top), Some(bottom), Some(left), Some(right)) =
            (edge(0), edge(2), edge(4), edge(6))
        {
            survey.merge((top, left), (bottom, right))?;
        }
    }
    Ok(())
}
