//! Which character separates the cells: said by the caller, said by a `sep=` line, or found by trying.
//!
//! Trying means: every candidate that stands in the headings is tried over the whole file with quotation marks honoured,
//! and the one under which most rows have as many cells as the headings wins. A tie is an error, not a guess.

use std::ops::ControlFlow;

use super::strict::{Grammar, records, scan};
use crate::values::Delimiter;

/// What became of the search.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Choice {
    One(Delimiter),
    /// No delimiter anywhere: a single column.
    Single,
    /// These separate the cells equally well.
    Tie(Vec<Delimiter>),
    /// The headings have none, the rows do.
    RowsOnly(Vec<Delimiter>),
}

/// The position and line of the table after a `sep=` line, and what that line says.
///
/// `Err` when it names something that is no delimiter here.
pub(super) fn separator_line(
    text: &[u8],
    from: usize,
) -> Result<(usize, u32, Option<Delimiter>), String> {
    let rest = text.get(from..).unwrap_or_default();
    let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let line = String::from_utf8_lossy(rest.get(..length.min(16)).unwrap_or_default());
    let bare = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'))
        .unwrap_or(&line);
    let Some(sign) = bare
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="))
        .and_then(|_| bare.get(4..))
    else {
        return Ok((from, 1, None));
    };
    if sign.chars().count() != 1 || length > 16 {
        return Ok((from, 1, None));
    }
    let delimiter = Delimiter::named(sign).ok_or_else(|| sign.to_owned())?;
    let end = if rest.get(length..).unwrap_or_default().starts_with(b"\r\n") {
        length + 2
    } else {
        length + 1
    };
    Ok(((from + end).min(text.len()), 2, Some(delimiter)))
}

/// Whether the headings alone tell the delimiter of the table that starts at `(byte, line)`.
pub(super) fn headings_tell(text: &[u8], start: (usize, u32), lone_returns: bool) -> bool {
    in_headings(text, start, lone_returns).len() == 1
}

/// The delimiters that stand in the headings, each with the cells it makes of them.
fn in_headings(text: &[u8], start: (usize, u32), lone_returns: bool) -> Vec<(Delimiter, usize)> {
    let heading_cells = |delimiter: Delimiter| {
        let mut cells = 0;
        let grammar = Grammar {
            delimiter: delimiter.byte(),
            lone_returns,
        };
        let _ = records(text, start, grammar).find(|found| {
            cells = found.cells;
            found.filled > 0
        });
        cells
    };
    Delimiter::ALL
        .into_iter()
        .map(|one| (one, heading_cells(one)))
        .filter(|(_, cells)| *cells > 1)
        .collect()
}

/// Finds the delimiter of the table that starts at `(byte, line)`.
pub(super) fn choose(text: &[u8], start: (usize, u32), lone_returns: bool) -> Choice {
    let grammar = |delimiter: Delimiter| Grammar {
        delimiter: delimiter.byte(),
        lone_returns,
    };
    match in_headings(text, start, lone_returns).as_slice() {
        [] => {
            let in_rows: Vec<_> = Delimiter::ALL
                .into_iter()
                .filter(|one| records(text, start, grammar(*one)).any(|found| found.cells > 1))
                .collect();
            if in_rows.is_empty() {
                Choice::Single
            } else {
                Choice::RowsOnly(in_rows)
            }
        }
        [(only, _)] => Choice::One(*only),
        several => {
            let merits: Vec<_> = several
                .iter()
                .map(|(one, cells)| (*one, merit(text, start, grammar(*one), *cells)))
                .collect();
            let best = merits.iter().map(|(_, merit)| *merit).max();
            let winners: Vec<_> = merits
                .into_iter()
                .filter(|(_, merit)| Some(*merit) == best)
                .map(|(one, _)| one)
                .collect();
            match winners.as_slice() {
                [winner] => Choice::One(*winner),
                _ => Choice::Tie(winners),
            }
        }
    }
}

/// How well a delimiter fits: fewest misplaced quotation marks, then most rows with as many cells as the headings.
fn merit(
    text: &[u8],
    start: (usize, u32),
    grammar: Grammar,
    heading_cells: usize,
) -> (std::cmp::Reverse<usize>, usize) {
    let (mut faults, mut steady) = (0, 0);
    scan(
        text,
        start,
        grammar,
        |found, _| {
            steady += usize::from(found.filled > 0 && found.cells == heading_cells);
            ControlFlow::Continue(())
        },
        |_| faults += 1,
    );
    (std::cmp::Reverse(faults), steady)
}
