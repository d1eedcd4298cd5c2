//! One block of a text, read: its rows by column, and what is to be said of some of them. Lines count from the block's first, 0.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::super::columns::{Columns, TooMany};
use super::super::common::control_at;
use super::super::limits;
use super::super::sheet::{Cells, HeadingId};
use super::super::strays::Watch;
use super::super::tools::responses::Unsure;
use super::ragged::Ragged;
use super::strict::{self, Found, Grammar, Span};
use crate::base::ids::{Per, find, with_ids};
use crate::base::origin::Row;

/// How the rows under the headings are read.
pub(super) struct Plan<'a> {
    pub delimiter: u8,
    /// How many cells the headings take.
    pub headings: usize,
    /// Which columns are kept.
    pub kept: &'a Per<HeadingId, bool>,
    /// The columns without a heading.
    pub unheaded: &'a [HeadingId],
    pub strays: &'a Watch,
}

#[derive(Default)]
pub(super) struct Part {
    pub columns: Columns,
    /// How many lines it takes.
    pub lines: u32,
    pub ragged: Ragged,
    /// Columns without a heading in which something stands.
    pub answered: BTreeSet<HeadingId>,
    /// The first cell with more text than an answer can be: its row and its column.
    pub long: Option<(u32, HeadingId)>,
    pub strays: Vec<Unsure>,
    /// Whether the last row takes several lines.
    pub ends_tall: bool,
}

/// What in a block refuses the text.
pub(super) enum Amiss {
    /// Bytes, quotation marks or a row that may not be.
    Fault,
    /// More cells than a block may have, for rows that end early above one that does not.
    Uneven,
}

/// How many cells may be kept of so many bytes. Each takes a byte where rows are full; where they are not, those above a full one count
/// as full.
pub(super) fn allowed(bytes: usize) -> usize {
    bytes
        .saturating_mul(4)
        .saturating_add(limits::MAX_CSV_UNEVEN)
}

/// Reads a block that begins and ends where records do.
pub(super) fn part(block: &[u8], plan: &Plan<'_>) -> Result<Part, Amiss> {
    let text = simdutf8::basic::from_utf8(block).map_err(|_| Amiss::Fault)?;
    if control_at(block).is_some() {
        return Err(Amiss::Fault);
    }
    let grammar = Grammar {
        delimiter: plan.delimiter,
        lone_returns: strict::has_lone_returns(block),
    };
    let mut part = Part {
        columns: Columns::of(plan.kept),
        ..Part::default()
    };
    let (mut is_faulty, mut amiss) = (false, None);
    let most = allowed(block.len());
    let mut next = 0;
    strict::scan(
        block,
        (0, 0),
        grammar,
        |found, cells| {
            part.columns.broken |= found.line > next;
            next = found.line.saturating_add(1);
            if found.cells > limits::MAX_CSV_COLUMNS {
                amiss = Some(Amiss::Fault);
                return ControlFlow::Break(());
            }
            match part.row(text, (found, cells), plan, most) {
                Ok(()) => ControlFlow::Continue(()),
                Err(TooMany) => {
                    amiss = Some(Amiss::Uneven);
                    ControlFlow::Break(())
                }
            }
        },
        |_| is_faulty = true,
    );
    part.lines = strict::line_ends(block, grammar.lone_returns);
    part.ends_tall = part.lines > next;
    match amiss {
        _ if is_faulty => Err(Amiss::Fault),
        Some(amiss) => Err(amiss),
        None => Ok(part),
    }
}

impl Part {
    fn row(
        &mut self,
        text: &str,
        (found, cells): (Found, &[Span]),
        plan: &Plan<'_>,
        most: usize,
    ) -> Result<(), TooMany> {
        self.ragged.see(plan.headings, found);
        if found.filled == 0 {
            return Ok(());
        }
        let here = plan
            .unheaded
            .iter()
            .map_while(|at| Some((*at, *find(cells, *at)?)));
        for (at, cell) in here {
            if shows(text, cell) {
                self.answered.insert(at);
            }
        }
        let end = cells.last().map_or(found.start, |last| last.to);
        if self.long.is_none() && end.saturating_sub(found.start) > limits::MAX_CELL {
            // White space without a heading is no cell of the table.
            let is_cell = |at: HeadingId, cell: Span| {
                plan.unheaded.binary_search(&at).is_err() || shows(text, cell)
            };
            let is_long = |(at, cell): &(HeadingId, &Span)| {
                said(text, **cell).len() > limits::MAX_CELL && is_cell(*at, **cell)
            };
            let long = with_ids(cells).take(plan.kept.len()).find(is_long);
            self.long = long.map(|(heading, _)| (found.line, heading));
        }
        let row = Row(found.line);
        if !plan.strays.lets_pass(|at| plain(text, find(cells, at)?)) {
            let all = cells.iter().map(|cell| said(text, *cell).into_owned());
            let all: Vec<String> = all.collect();
            self.strays.extend(plan.strays.see(row, Cells::Given(&all)));
        }
        self.columns.push((row, cells.len()), most, |at| {
            let cell = find(cells, at);
            cell.map_or(Cow::Borrowed(""), |cell| said(text, *cell))
        })
    }
}

fn shows(text: &str, cell: Span) -> bool {
    let text = text.as_bytes();
    strict::shows(text.get(cell.from..cell.to).unwrap_or_default())
}

/// The text of a cell that can be taken as it stands.
fn plain<'t>(text: &'t str, cell: &Span) -> Option<&'t str> {
    text.get(cell.from..cell.to).filter(|_| !cell.doubled)
}

fn said(text: &str, cell: Span) -> Cow<'_, str> {
    let text = text.get(cell.from..cell.to).unwrap_or_default();
    if cell.doubled {
        text.replace("\"\"", "\"").into()
    } else {
        text.into()
    }
}
