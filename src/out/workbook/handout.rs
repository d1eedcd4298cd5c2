//! A handout on a sheet: at most ten columns whose widths fill a landscape A4 page at ten points, nine for what stands in small.

use rust_xlsxwriter::{FormatBorder, Workbook, XlsxError};

use super::layout::lowered;
use super::measure;
use super::page::{Cell, PAPER, Page, Size};
use super::print::{Foot, print_setup, print_titled};
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
    let is_whole = name.eq_ignore_ascii_case(&handout.of);
    tabs.push(name);
    let mut page = Page::new(sheet, widths(handout))?;
    page.line(&handout.title, Size::Title, &Size::Title.font().set_bold())?;
    for line in &handout.about {
        page.line(line, Size::Text, &Size::Text.font())?;
    }
    let heading = page.row;
    headings(&mut page, &handout.columns)?;
    for row in &handout.selected {
        person(&mut page, &handout.columns, (row, false))?;
    }
    for (at, row) in handout.reserve.iter().enumerate() {
        person(&mut page, &handout.columns, (row, at == 0))?;
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
    // The name of a sheet has 31 letters.
    match is_whole {
        true => print_setup(page.sheet, foot),
        false => print_titled(page.sheet, foot, &handout.of),
    }
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

/// Somebody's row; the first of the reserve stands below a line. Provisional seats are slanted and close calls stand on grey, which survives a print without colour.
fn person(
    page: &mut Page<'_>,
    columns: &[Column],
    (row, is_below_line): (&Row, bool),
) -> Result<(), XlsxError> {
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
        if is_below_line {
            look = look.set_border_top(FormatBorder::Thick);
        }
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

/// How wide each column is: names on one line where they are no longer than most, and answers share what the others leave, those most
/// that make rows high.
fn widths(handout: &Handout) -> Vec<usize> {
    /// No column of answers is narrower, where the page has room.
    const NARROWEST: usize = 14;
    let columns = &handout.columns;
    let person = named(handout);
    let fixed = |kind: ColumnKind| match kind {
        ColumnKind::Seat => 10,
        ColumnKind::Person => person,
        ColumnKind::Part => 11,
        ColumnKind::Total => 8,
        ColumnKind::Answers => 0,
    };
    let taken: usize = columns.iter().map(|column| fixed(column.kind)).sum();
    let is_answers = |column: &&Column| column.kind == ColumnKind::Answers;
    let answers = columns.iter().filter(is_answers).count();
    let left = PAPER.saturating_sub(taken);
    let least = left.checked_div(answers).unwrap_or(0).min(NARROWEST);
    let rows = handout.selected.iter().chain(&handout.reserve);
    let lengths: Vec<Vec<usize>> = rows
        .map(|row| {
            let entries = row.cells.iter().zip(columns);
            let answers = entries.filter(|(_, column)| is_answers(column));
            answers.map(|(entry, _)| letters(entry)).collect()
        })
        .collect();
    let mut answers = lowered(vec![least; answers], &lengths, left).0.into_iter();
    let width = |column: &Column| match column.kind {
        ColumnKind::Answers => answers.next().unwrap_or(least),
        kind => fixed(kind),
    };
    columns.iter().map(width).collect()
}

/// The letters of an answer and of what stands in small below it.
fn letters(entry: &Entry) -> usize {
    let of = |text: &str| text.lines().map(measure::letters).sum::<usize>();
    of(&entry.main).saturating_add(of(&entry.small))
}

/// The room for a name in bold, or for the id where there are no names.
fn named(handout: &Handout) -> usize {
    /// No narrower and no wider than this.
    const LEAST: usize = 16;
    const MOST: usize = 22;
    let at = handout
        .columns
        .iter()
        .position(|column| column.kind == ColumnKind::Person);
    let rows = handout.selected.iter().chain(&handout.reserve);
    // Bold letters, and some room beside them.
    let wide = |entry: &Entry| measure::letters(&entry.main).saturating_add(3);
    let names = rows.filter_map(|row| row.cells.get(at?)).map(wide);
    names.max().unwrap_or(LEAST).clamp(LEAST, MOST)
}
