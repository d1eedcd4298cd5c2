//! Rows above the headings: a title, who exported it, when. Where nobody says in which row the headings stand, the file is
//! refused and the row proposed, since a row taken for headings or left out in error could be an application.

use super::strict::{Found, Grammar, records};
use crate::values::Delimiter;

/// Rows that are looked at.
pub(super) const ROWS: usize = 200;

/// A row in which the headings seem to stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Below {
    /// The line of the first row, and how many cells it has.
    pub first: (u32, usize),
    pub seem: (u32, usize),
}

/// The byte at which a line begins; none where the text ends before it. Bytes from 0, lines from 1; the text's first byte at
/// `from` stands on line `line`.
pub(super) fn line_start(text: &[u8], (from, line): (usize, u32), wanted: u32) -> Option<usize> {
    let mut at = from;
    for _ in line..wanted {
        let rest = text.get(at..)?;
        let end = memchr::memchr2(b'\n', b'\r', rest)?;
        let length = 1 + usize::from(rest.get(end..)?.starts_with(b"\r\n"));
        at = at.checked_add(end)?.checked_add(length)?;
    }
    (line <= wanted && at < text.len()).then_some(at)
}

/// Where the headings seem to stand when the first row has fewer cells than nearly all that follow; `taken` is the delimiter
/// under which the first row was taken for headings.
pub(super) fn below(
    text: &[u8],
    start: (usize, u32),
    lone_returns: bool,
    taken: Option<Delimiter>,
) -> Option<Below> {
    let rows_by = |delimiter: Delimiter| {
        let grammar = Grammar {
            delimiter: delimiter.byte(),
            lone_returns,
        };
        let filled = records(text, start, grammar).filter(|found| found.filled > 0);
        filled.take(ROWS).collect::<Vec<Found>>()
    };
    // Nobody doubts headings that most rows fit.
    let fits = |rows: &[Found]| {
        let cells = rows.first().map_or(0, |first| first.cells);
        cells > 1
            && rows
                .iter()
                .filter(|row| row.cells == cells)
                .count()
                .saturating_mul(2)
                > rows.len()
    };
    if taken.is_some_and(|delimiter| fits(&rows_by(delimiter))) {
        return None;
    }
    Delimiter::ALL.into_iter().find_map(|delimiter| {
        let rows = rows_by(delimiter);
        let first = *rows.first()?;
        let usual = usual(&rows).filter(|usual| *usual > 2 && *usual > first.cells)?;
        // Delimiters alone at the ends of rows make no table wider.
        let is_wider = rows.iter().any(|row| row.filled > first.cells);
        let seem = rows
            .iter()
            .find(|row| row.cells == usual)
            .filter(|_| is_wider)?;
        Some(Below {
            first: (first.line, first.cells),
            seem: (seem.line, usual),
        })
    })
}

/// The number of cells that at least two rows in three have.
fn usual(rows: &[Found]) -> Option<usize> {
    let with = |cells: usize| rows.iter().filter(|row| row.cells == cells).count();
    // What two rows in three have, the row in the middle has when they are sorted.
    let mut cells: Vec<usize> = rows.iter().map(|row| row.cells).collect();
    cells.sort_unstable();
    let middle = *cells.get(cells.len() / 2)?;
    (with(middle) > 1 && with(middle).saturating_mul(3) >= rows.len().saturating_mul(2))
        .then_some(middle)
}
