//! What makes a cell doubtful although it holds something: a formula, an error, a neighbour it was merged with.
//!
//! The reader cannot know which columns the rules need. It hands its doubts on beside the cells, and they become questions
//! where a field is read from such a cell; nobody is asked about the rest.

use super::tools::responses::Unsure;
use crate::base::origin::{Column, Row};

/// Everything doubtful about a sheet's cells; mostly nothing.
#[derive(Debug, Default)]
pub struct Doubts {
    /// Sorted by column, then row; no two hold the same cell.
    cells: Vec<Doubt>,
    /// Columns that are hidden, and nobody has said whether they count.
    pub hidden: Vec<Column>,
    /// Columns in which some cell is a true date rather than a text.
    pub(super) dates: Vec<Column>,
    /// Columns in which some cell is a true number with decimals, and none a text with a point that looks like one.
    pub(super) numbers: Vec<Column>,
    /// Responses that the form tool marks as unfinished, a preview or a test, by row.
    pub responses: Vec<Unsure>,
}

/// Cells of one column, one under the other, with the same doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub column: Column,
    pub first: Row,
    pub last: Row,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Worked out by this formula when the workbook was last saved.
    Formula(Box<str>),
    /// The same, from another workbook.
    OtherWorkbook(Box<str>),
    /// One of the many cells of a column that formulas work out or fetch; asked about once, for the whole column.
    FormulaColumn(Box<str>),
    /// A formula that was saved without its result.
    NoResult(Box<str>),
    /// Under merged cells, so that it holds nothing of its own: `A2:A4`, of which the first is `A2`.
    Merged(Box<str>, Box<str>),
    /// Crossed out, wholly or in part.
    Struck(bool),
    /// The spreadsheet shows an error there, or a number without end.
    Error,
    /// A control character, which the text shows as its picture.
    Control(u8),
    /// A number that the spreadsheet shows like this; it matters where the number is a name for something.
    ShownAs(Box<str>),
}

/// Up to so many formulas in a column each applicant's is asked about by itself.
const MANY_FORMULAS: u32 = 3;

impl Doubt {
    /// How many cells it is about.
    pub fn cells(&self) -> u32 {
        self.last.0.saturating_sub(self.first.0).saturating_add(1)
    }
}

impl Doubts {
    /// Where two stand for the same cell, the earlier one in the list is kept.
    pub(super) fn new(mut cells: Vec<Doubt>) -> Self {
        cells.sort_by_key(|doubt| (doubt.column, doubt.first));
        let mut reached: Option<(Column, Row)> = None;
        for doubt in &mut cells {
            if let Some((_, last)) =
                reached.filter(|(column, last)| *column == doubt.column && *last >= doubt.first)
            {
                doubt.first = Row(last.0.saturating_add(1));
            }
            reached = reached.max(Some((doubt.column, doubt.last)));
        }
        cells.retain(|doubt| doubt.first <= doubt.last);
        for column in cells.chunk_by_mut(|left, right| left.column == right.column) {
            let formulas = column
                .iter()
                .filter(|doubt| matches!(doubt.why, Why::Formula(_) | Why::OtherWorkbook(_)));
            if formulas.map(Doubt::cells).fold(0, u32::saturating_add) > MANY_FORMULAS {
                column.iter_mut().for_each(|doubt| {
                    if let Why::Formula(text) | Why::OtherWorkbook(text) = &mut doubt.why {
                        doubt.why = Why::FormulaColumn(std::mem::take(text));
                    }
                });
            }
        }
        Self {
            cells,
            ..Self::default()
        }
    }

    /// Whether some cell of the column is a true date; in a text file none is.
    pub fn has_dates(&self, column: Column) -> bool {
        self.dates.contains(&column)
    }

    /// Whether every point in the column's numbers begins decimals, because they are true numbers and no texts.
    pub fn has_exact_numbers(&self, column: Column) -> bool {
        self.numbers.contains(&column)
    }

    /// The doubts of tables that stand side by side, each with how many columns stand before it.
    pub(super) fn beside(tables: impl IntoIterator<Item = (Self, u32)>) -> Self {
        let (mut cells, mut hidden, mut dates, mut numbers) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (doubts, before) in tables {
            let moved = |column: Column| Column(column.0.saturating_add(before));
            cells.extend(doubts.cells.into_iter().map(|doubt| Doubt {
                column: moved(doubt.column),
                ..doubt
            }));
            hidden.extend(doubts.hidden.into_iter().map(moved));
            dates.extend(doubts.dates.into_iter().map(moved));
            numbers.extend(doubts.numbers.into_iter().map(moved));
        }
        Self {
            hidden,
            dates,
            numbers,
            ..Self::new(cells)
        }
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The doubts about one column, by row.
    pub fn column(&self, column: Column) -> &[Doubt] {
        let from = self.cells.partition_point(|doubt| doubt.column < column);
        let to = self.cells.partition_point(|doubt| doubt.column <= column);
        self.cells.get(from..to).unwrap_or_default()
    }

    /// The doubt about a row's cell, among those about its column.
    pub fn at(column: &[Doubt], row: Row) -> Option<&Doubt> {
        let before = column.partition_point(|doubt| doubt.first <= row);
        column
            .get(before.checked_sub(1)?)
            .filter(|doubt| row <= doubt.last)
    }
}
