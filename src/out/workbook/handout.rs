//! A handout on a sheet: at most ten columns whose widths fill a landscape A4 page at ten points, nine for what stands in small.

use rust_xlsxwriter::{FormatBorder, Workbook, XlsxError};

use super::page::{Cell, PAPER, Page, Size};
use super::print::{Foot, print_setup};
use super::tab;
use crate::papers::handout::{Column, ColumnKind, Entry, Handout, Row};

/// Behind the last seat and the next below it.
const CLOSE: u32 = 0xE4_E4E4;

/// So many notes stand beside each other, to leave a group on one page.
const FEW: usize = 8;

/// Adds the sheet; `tabs` are the names that are taken.
pub(super) fn add(
    workbook: &mut Workbook,
    handout: &Handout,
    tabs: &mut Vec<String>,
    foot: &Foot<'_>,
) -> Result<(), XlsxError> {
    let name = tab(&handout.tab, tabs);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&name)?;
    tabs.push(name);
    let mut page = Page::new(sheet, widths(&handout.columns))?;
    page.line(&handout.title, Size::Title, &Size::Title.font().set_bold())?;
    for line in &handout.about {
        page.line(line, Size::Text, &Size::Text.font())?;
    }
    let heading = page.row;
    headings(&mut page, &handout.columns)?;
    for row in &handout.selected {
        person(&mut page, &handout.columns, row)?;
    }
    if !handout.reserve.is_empty() {
        let look = Size::Text.font().set_bold();
        let words = "In reserve";
        page.line(words, Size::Text, &look.set_border_top(FormatBorder::Thick))?;
    }
    for row in &handout.reserve {
        person(&mut page, &handout.columns, row)?;
    }
    for (title, lines) in &handout.below {
        if lines.len() <= FEW {
            let words = format!("{title}: {}", lines.join(" · "));
            page.line(&words, Size::Small, &Size::Small.font())?;
            continue;
        }
        page.gap(3)?;
        page.line(title, Size::Small, &Size::Small.font().set_bold())?;
        for line in lines {
            page.line(line, Size::Small, &Size::Small.font())?;
        }
    }
    // The seat and the name stay in sight, and the headings, also on a second page.
    page.sheet.set_freeze_panes(heading.saturating_add(1), 2)?;
    page.sheet.set_repeat_rows(heading, heading)?;
    print_setup(page.sheet, foot)
}

fn headings(page: &mut Page<'_>, columns: &[Column]) -> Result<(), XlsxError> {
    let entries: Vec<Entry> = columns
        .iter()
        .map(|column| Entry {
            main: column.heading.clone(),
            small: column.small.clone(),
        })
        .collect();
    let look = Size::Small.font().set_bold().set_indent(1);
    let cell = |entry| Cell {
        entry,
        size: Size::Small,
        text: Size::Small.font().set_bold(),
        look: look.clone().set_border_bottom(FormatBorder::Medium),
    };
    page.cells(&entries.iter().map(cell).collect::<Vec<_>>())
}

/// Somebody's row. Provisional seats are slanted and close calls stand on grey, which survives a print without colour.
fn person(page: &mut Page<'_>, columns: &[Column], row: &Row) -> Result<(), XlsxError> {
    let cell = |(entry, column): (_, &Column)| {
        let is_bold = matches!(column.kind, ColumnKind::Person | ColumnKind::Total);
        let mut text = Size::Text.font();
        if is_bold {
            text = text.set_bold();
        }
        if row.is_provisional && column.kind == ColumnKind::Seat {
            text = text.set_italic();
        }
        let look = text.clone().set_indent(1);
        let mut look = look.set_border_bottom(FormatBorder::Hair);
        if row.is_close {
            look = look.set_background_color(CLOSE);
        }
        Cell {
            entry,
            size: Size::Text,
            text,
            look,
        }
    };
    let cells = row.cells.iter().zip(columns).map(cell);
    page.cells(&cells.collect::<Vec<_>>())
}

/// How wide each column is: answers share what the others leave.
fn widths(columns: &[Column]) -> Vec<usize> {
    /// Wider than this no column of answers need be.
    const WIDEST: usize = 40;
    let fixed = |kind: ColumnKind| match kind {
        ColumnKind::Seat => 10,
        ColumnKind::Person => 20,
        ColumnKind::Part => 11,
        ColumnKind::Total => 8,
        ColumnKind::Answers => 0,
    };
    let taken: usize = columns.iter().map(|column| fixed(column.kind)).sum();
    let kinds = columns.iter().map(|column| column.kind);
    let answers = kinds.filter(|kind| *kind == ColumnKind::Answers).count();
    let left = PAPER.saturating_sub(taken);
    let each = left.checked_div(answers).unwrap_or(0).min(WIDEST);
    let width = |column: &Column| match column.kind {
        ColumnKind::Answers => each,
        kind => fixed(kind),
    };
    columns.iter().map(width).collect()
}
