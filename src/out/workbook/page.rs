//! A sheet that is set down like a page: lines over its whole width, rows of cells with something in small below, heights as they need.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::cut;
use super::layout::{TALLEST, shown};
use super::measure::{pieces, wrapped};
use crate::papers::handout::Entry;
use crate::values::escape::could_be_formula;

/// Characters that fit side by side on landscape A4, in the font that widths are counted in.
pub(super) const PAPER: usize = 134;
/// Points between the margins of landscape A4, from top to bottom.
const PRINTED: usize = 515;
/// Breaks that a sheet may have, by Excel's specifications, are a few more.
const BREAKS: usize = 1_000;
/// What a cell keeps free beside its text, in characters.
const FREE: usize = 1;
/// Stands where a text is longer than a row can be high.
const GOES_ON: &str = " […]";

/// The sizes of text, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Small,
    Text,
    Title,
}

impl Size {
    fn points(self) -> u32 {
        match self {
            Self::Small => 9,
            Self::Text => 10,
            Self::Title => 16,
        }
    }

    /// The height of a line.
    fn line(self) -> usize {
        match self {
            Self::Small => 11,
            Self::Text => 12,
            Self::Title => 22,
        }
    }

    /// Letters to a line of a column this wide.
    fn letters(self, width: usize) -> usize {
        match self {
            Self::Small => width.saturating_mul(13) / 10,
            Self::Text => width.saturating_add(width / 5),
            Self::Title => width.saturating_mul(2) / 3,
        }
    }

    /// At the top left, broken between words.
    pub(super) fn font(self) -> Format {
        let format = Format::new().set_font_size(self.points()).set_text_wrap();
        format
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Left)
    }
}

/// A cell: what stands in it, in what size, and how it looks.
pub(super) struct Cell<'c> {
    pub(super) entry: &'c Entry,
    pub(super) size: Size,
    /// The look of the text alone, and of the cell.
    pub(super) text: Format,
    pub(super) look: Format,
}

/// A sheet while it is set down.
pub(super) struct Page<'s> {
    pub(super) sheet: &'s mut Worksheet,
    /// In characters.
    widths: Vec<usize>,
    /// Of the rows that are set down, in points.
    heights: Vec<usize>,
    /// The next free one.
    pub(super) row: u32,
}

impl<'s> Page<'s> {
    pub(super) fn new(sheet: &'s mut Worksheet, widths: Vec<usize>) -> Result<Self, XlsxError> {
        for (column, width) in (0_u16..).zip(&widths) {
            sheet.set_column_width(column, u32::try_from(*width).unwrap_or(u32::MAX))?;
        }
        Ok(Self {
            sheet,
            widths,
            heights: Vec::new(),
            row: 0,
        })
    }

    /// A line over all columns, in as many rows as it needs.
    pub(super) fn line(&mut self, text: &str, size: Size, look: &Format) -> Result<(), XlsxError> {
        let last = u16::try_from(self.widths.len()).unwrap_or(u16::MAX);
        let across: usize = self.widths.iter().sum();
        // Over many words letters are narrower than the digits that widths are counted in; as measured with Carlito.
        let wider = across.saturating_add(across / 4);
        let letters = match size {
            Size::Small => wider,
            Size::Text => size.letters(across),
            Size::Title => size.letters(wider),
        };
        for text in pieces(
            &shown(text),
            letters,
            TALLEST / size.line().saturating_add(1),
        ) {
            let text = cut(&text);
            let look = quoted(look, text);
            self.sheet
                .merge_range(self.row, 0, self.row, last.saturating_sub(1), text, &look)?;
            let lines = lines(text, letters);
            self.end(lines.max(1).saturating_mul(size.line()).saturating_add(2))?;
        }
        Ok(())
    }

    /// Some room above what comes next.
    pub(super) fn gap(&mut self, points: usize) -> Result<(), XlsxError> {
        self.end(points)
    }

    /// A row of cells.
    pub(super) fn cells(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        let mut tallest = 0;
        for ((column, cell), width) in (0_u16..).zip(cells).zip(&self.widths) {
            let width = width.saturating_sub(FREE);
            let entry = shortened(cell, width);
            let cell = &Cell {
                entry: &entry,
                text: cell.text.clone(),
                look: cell.look.clone(),
                size: cell.size,
            };
            write(self.sheet, (self.row, column), cell)?;
            tallest = tallest.max(height(cell, width));
        }
        self.end(tallest)
    }

    /// A row of cells, each over so many columns.
    pub(super) fn spread(&mut self, cells: &[(Cell<'_>, u16)]) -> Result<(), XlsxError> {
        let (mut column, mut tallest) = (0_u16, 0);
        for (cell, over) in cells {
            let next = column.saturating_add(*over);
            let across = self.across(column, next);
            if *over > 1 {
                let last = next.saturating_sub(1);
                self.sheet
                    .merge_range(self.row, column, self.row, last, "", &cell.look)?;
            }
            write(self.sheet, (self.row, column), cell)?;
            tallest = tallest.max(height(cell, across.saturating_sub(FREE)));
            column = next;
        }
        self.end(tallest)
    }

    /// The characters of columns beside each other, the last left out.
    pub(super) fn across(&self, from: u16, to: u16) -> usize {
        let own = self.widths.iter().skip(usize::from(from));
        own.take(usize::from(to.saturating_sub(from))).sum()
    }

    /// Ends a row that is so many points high.
    fn end(&mut self, points: usize) -> Result<(), XlsxError> {
        let points = points.min(TALLEST);
        self.heights.push(points);
        let points = u32::try_from(points).unwrap_or(u32::MAX);
        self.sheet.set_row_height(self.row, points)?;
        self.row = self.row.saturating_add(1);
        Ok(())
    }

    /// Begins pages so that nothing which fits on one is cut; `parts` are the rows in which something begins.
    pub(super) fn keep_together(&mut self, parts: &[u32]) -> Result<(), XlsxError> {
        let end = |at: usize| parts.get(at).copied().unwrap_or(self.row);
        let (mut filled, mut breaks) = (0_usize, Vec::new());
        for (part, next) in parts.iter().zip(1..) {
            let rows = end(next).saturating_sub(*part) as usize;
            let own = self.heights.iter().skip(*part as usize).take(rows);
            let height: usize = own.sum();
            if filled > 0 && filled.saturating_add(height) > PRINTED {
                breaks.push(*part);
                filled = 0;
            }
            filled = filled.saturating_add(height) % PRINTED;
        }
        breaks.truncate(BREAKS);
        self.sheet.set_page_breaks(&breaks)?;
        Ok(())
    }
}

/// Never taken for a formula when somebody edits the cell.
fn quoted(look: &Format, text: &str) -> Format {
    match could_be_formula(text) {
        true => look.clone().set_quote_prefix(),
        false => look.clone(),
    }
}

/// Writes a text and what stands in small below it.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
) -> Result<(), XlsxError> {
    let (main, below) = (shown(&cell.entry.main), shown(&cell.entry.small));
    let look = quoted(&cell.look, &main);
    match (cut(&main), cut(&below)) {
        ("", "") => sheet.write_blank(row, column, &look)?,
        (main, "") => sheet.write_string_with_format(row, column, main, &look)?,
        ("", below) => {
            let look = look.set_font_size(Size::Small.points());
            sheet.write_string_with_format(row, column, below, &look)?
        }
        (main, below) => {
            let below = format!("\n{below}");
            let small = Size::Small.font();
            let segments = [(&cell.text, main), (&small, below.as_str())];
            sheet.write_rich_string_with_format(row, column, &segments, &look)?
        }
    };
    Ok(())
}

/// As much as a row can be high; a mark says that there is more.
fn shortened(cell: &Cell<'_>, width: usize) -> Entry {
    let Entry { main, small } = cell.entry;
    let first = |text: &str, size: Size, room: usize| {
        let fit = room / size.line().max(1);
        let text = shown(text);
        let all = pieces(&text, size.letters(width), fit.saturating_sub(2));
        match all.as_slice() {
            [first, _, ..] => format!("{first}{GOES_ON}"),
            _ => text,
        }
    };
    // What stands in small is short, unless it is all there is.
    let (of_main, of_small) = match main.as_str() {
        "" => (0, TALLEST),
        _ => (TALLEST / 4 * 3, TALLEST / 4),
    };
    if height(cell, width) < TALLEST {
        return cell.entry.clone();
    }
    Entry {
        main: first(main, cell.size, of_main),
        small: first(small, Size::Small, of_small),
    }
}

/// How many points a cell takes in a column of this width.
fn height(cell: &Cell<'_>, width: usize) -> usize {
    let of = |text: &str, size: Size| match text {
        "" => 0,
        text => {
            let text = shown(text);
            lines(&text, size.letters(width)).saturating_mul(size.line())
        }
    };
    let both = of(&cell.entry.main, cell.size).saturating_add(of(&cell.entry.small, Size::Small));
    both.max(cell.size.line()).saturating_add(1)
}

fn lines(text: &str, width: usize) -> usize {
    text.split('\n').map(|line| wrapped(line, width)).sum()
}
