//! A list on a sheet: headings that stay, filters, cells in their formats, colours by outcome, rows as high as their texts.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Formula, Worksheet, XlsxError};

use super::choices::{Choices, Rooms};
use super::cut;
use super::formats::{Formats, fill_of, line};
use super::layout::{MEASURED, ROOM, height, lines, shown, widths};
use super::measure::wrapped;
use crate::base::finding::{Code, Finding, Location};
use crate::papers::lists::{Admits, Cell, Table};
use crate::values::OutcomeKind;
use crate::values::escape::could_be_formula;

/// The rows a sheet of Excel has, headings included (ECMA-376; Excel's specifications and limits).
const ROWS: u32 = 1_048_576;
/// The height that Excel allows a row, in points; `layout::TALLEST`, as rows are given it.
const TALLEST_POINTS: u32 = 409;

/// Sets a list down.
pub(super) fn fill(
    sheet: &mut Worksheet,
    table: Table<'_>,
    formats: &Formats,
    (file, notes): (&str, &mut Vec<Finding>),
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    let location = || Location::File(format!("{file}[{}]", table.tab));
    for (row, line) in (0_u32..).zip(&table.above) {
        sheet.write_string_with_format(row, 0, cut(&shown(line)), &formats.title)?;
    }
    let first = u32::try_from(table.above.len()).unwrap_or(u32::MAX);
    let headings: Vec<String> = table
        .headings
        .iter()
        .map(|heading| shown(&heading.title))
        .collect();
    let headings: Vec<&str> = headings.iter().map(|heading| cut(heading)).collect();
    let mut rows = table.rows;
    let measured: Vec<Vec<Cell<'_>>> = rows.by_ref().take(MEASURED).collect();
    let printed = headings.len().saturating_sub(table.unprinted);
    let widths = widths(&headings, &measured, printed);
    let mut heading_lines = 1;
    for ((column, width), heading) in (0_u16..).zip(&widths).zip(&headings) {
        let is_number = measured.iter().all(|cells| {
            let cell = cells.get(usize::from(column));
            matches!(
                cell,
                Some(Cell::Count(_) | Cell::Shared(_) | Cell::Exact(_) | Cell::Empty)
            )
        });
        let look = match is_number {
            true => &formats.heading_of_numbers,
            false => &formats.heading,
        };
        sheet.write_string_with_format(first, column, *heading, look)?;
        let with_room = width.saturating_add(ROOM);
        sheet.set_column_width(column, u32::try_from(with_room).unwrap_or(u32::MAX))?;
        if usize::from(column) < printed {
            heading_lines = heading_lines.max(wrapped(heading, *width));
        }
    }
    sheet.set_row_height(first, height(heading_lines).unwrap_or(TALLEST_POINTS))?;
    let mut row = first;
    let mut rows = measured.into_iter().chain(rows);
    let most = (ROWS as usize)
        .saturating_sub(1)
        .saturating_sub(table.above.len());
    let mut written = Written {
        formats,
        notes,
        location: &location,
        rooms: BTreeMap::new(),
        outcome: None,
    };
    for cells in rows.by_ref().take(most) {
        row = row.saturating_add(1);
        let mut tallest = 1;
        for ((column, cell), width) in (0_u16..).zip(&cells).zip(&widths) {
            written.cell(sheet, (row, column), cell)?;
            if usize::from(column) < printed {
                tallest = tallest.max(lines(cell, *width));
            }
        }
        // LibreOffice and Excel keep the height a file states, so wrapped text needs it said.
        if tallest > 1 {
            let points = height(tallest).unwrap_or_else(|| {
                written.too_tall(row);
                TALLEST_POINTS
            });
            sheet.set_row_height(row, points)?;
        }
    }
    let Written { rooms, outcome, .. } = written;
    let left = rows.count();
    if left > 0 {
        let message = format!("{left} more rows than a sheet holds are only in the CSV files");
        notes.push(Finding::new(Code::SheetCut, location(), message));
    }
    let last_column = u16::try_from(headings.len())
        .unwrap_or(u16::MAX)
        .saturating_sub(1);
    if row > first {
        let (from, to) = (first.saturating_add(1), (row, last_column));
        if let Some(outcome) = outcome {
            colour(sheet, (from, outcome), to)?;
        }
        let every = Formula::new(format!("ROW({})>0", row_col_to_cell(from, 0)));
        let lines = ConditionalFormatFormula::new()
            .set_rule(every)
            .set_format(line());
        sheet.add_conditional_format(from, 0, row, last_column, &lines)?;
    }
    if table.unprinted > 0 {
        let last = u16::try_from(printed).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.set_print_area(0, 0, row, last)?;
    }
    choices.offer(sheet, rooms)?;
    sheet.autofilter(first, 0, row, last_column)?;
    sheet.set_freeze_panes(first.saturating_add(1), 1)?;
    sheet.set_repeat_rows(0, first)?;
    Ok(())
}

/// Colours the rows by what stands in the column of outcomes, now and after somebody changes it.
fn colour(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (last_row, last_column): (u32, u16),
) -> Result<(), XlsxError> {
    for kind in OutcomeKind::ALL {
        let Some(look) = fill_of(kind) else { continue };
        let rule = format!("${}=\"{}\"", row_col_to_cell(row, column), kind.in_words());
        let rule = ConditionalFormatFormula::new()
            .set_rule(Formula::new(rule))
            .set_format(look);
        sheet.add_conditional_format(row, 0, last_row, last_column, &rule)?;
    }
    Ok(())
}

/// What is found out while cells are written.
struct Written<'w> {
    formats: &'w Formats,
    notes: &'w mut Vec<Finding>,
    location: &'w dyn Fn() -> Location,
    rooms: Rooms,
    /// The column in which outcomes stand.
    outcome: Option<u16>,
}

impl Written<'_> {
    fn cell(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell<'_>,
    ) -> Result<(), XlsxError> {
        let formats = self.formats;
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Count(number) => {
                sheet.write_number_with_format(row, column, count(*number), &formats.number)?
            }
            Cell::Shared(number) => {
                sheet.write_number_with_format(row, column, count(*number), &formats.shared)?
            }
            Cell::Exact(number) => {
                // A workbook keeps numbers as binary doubles. This one is for reading and sorting; the exact digits are in the
                // CSV and the audit, and nothing reads the workbook back.
                let number = number.to_f64().unwrap_or_default();
                sheet.write_number_with_format(row, column, number, &formats.number)?
            }
            Cell::Day(date) => match day(*date) {
                Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.day)?,
                None => return self.text(sheet, (row, column), &date.to_string()),
            },
            Cell::Moment(at) => match moment(*at) {
                Some(at) => sheet.write_datetime_with_format(row, column, &at, &formats.moment)?,
                None => return self.text(sheet, (row, column), &at.to_string()),
            },
            Cell::Outcome(kind) => {
                self.outcome = Some(column);
                let look = formats.outcome(*kind);
                sheet.write_string_with_format(row, column, kind.in_words(), look)?
            }
            Cell::Room(room) => {
                let look = match room.admits {
                    Admits::Day => &formats.room_for_day,
                    Admits::Number { .. } => &formats.room_for_number,
                    _ => &formats.room,
                };
                self.rooms
                    .entry((column, room.asked()))
                    .or_default()
                    .push(row);
                match room.filled {
                    "" => sheet.write_blank(row, column, look)?,
                    filled => sheet.write_string_with_format(row, column, filled, look)?,
                }
            }
            Cell::Text(text) => return self.text(sheet, (row, column), text),
            Cell::Named(named) => return self.text(sheet, (row, column), &named.title),
        };
        Ok(())
    }

    /// Says that a text is not seen whole.
    fn too_tall(&mut self, row: u32) {
        let message = format!(
            "row {} would be higher than the {TALLEST_POINTS} points that Excel allows, so the end of a text is not seen in print; the cell holds all of it",
            row.saturating_add(1)
        );
        self.notes
            .push(Finding::new(Code::TextCut, (self.location)(), message));
    }

    fn text(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
    ) -> Result<(), XlsxError> {
        let shown = shown(text);
        let cut = cut(&shown);
        if cut.len() < shown.len() {
            let message = format!(
                "row {} holds a longer text, cut here",
                row.saturating_add(1)
            );
            self.notes
                .push(Finding::new(Code::TextCut, (self.location)(), message));
        }
        let format = if could_be_formula(cut) {
            &self.formats.quoted
        } else {
            &self.formats.text
        };
        sheet.write_string_with_format(row, column, cut, format)?;
        Ok(())
    }
}

/// A day as a workbook keeps it; none of one that it cannot keep.
pub(super) fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let part = |part: i8| u8::try_from(part).ok();
    ExcelDateTime::from_ymd(year, part(date.month())?, part(date.day())?).ok()
}

/// A moment of a clock, in the same way.
pub(super) fn moment(at: DateTime) -> Option<ExcelDateTime> {
    let part = |part: i8| u8::try_from(part).ok();
    let second = u16::try_from(at.second()).ok()?;
    let hour = u16::try_from(at.hour()).ok()?;
    day(at.date())?
        .and_hms(hour, part(at.minute())?, second)
        .ok()
}
