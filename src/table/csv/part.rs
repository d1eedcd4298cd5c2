//! One block of a text, read: its rows by column, and what is to be said of some of them. Lines count from the block's first, 0.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::super::columns::Columns;
use super::super::common::control_at;
use super::super::limits;
use super::super::sheet::{Cells, HeadingId};
use super::super::strays::Watch;
use super::super::tools::responses::Unsure;
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
    /// Rows that are blank, or of another length than the headings.
    pub ragged: Vec<Found>,
    /// The last column in which some row shows anything.
    pub filled: usize,
    /// Columns without a heading in which something stands.
    pub answered: Vec<HeadingId>,
    /// The first cell with more text than an answer can be: its row and its column.
    pub long: Option<(u32, HeadingId)>,
    pub strays: Vec<Unsure>,
    /// Whether the last row takes several lines.
    pub ends_tall: bool,
}

/// Something in a block that refuses the text.
pub(super) struct Faulty;

/// Reads a block that begins and ends where records do.
pub(super) fn part(block: &[u8], plan: &Plan<'_>) -> Result<Part, Faulty> {
    let text = simdutf8::basic::from_utf8(block).map_err(|_| Faulty)?;
    if control_at(block).is_some() {
        return Err(Faulty);
    }
    let grammar = Grammar {
        delimiter: plan.delimiter,
        lone_returns: strict::has_lone_returns(block),
    };
    let mut part = Part {
        columns: Columns::of(plan.kept),
        ..Part::default()
    };
    let (mut is_faulty, mut is_wide) = (false, false);
    let mut next = 0;
    strict::scan(
        block,
        (0, 0),
        grammar,
        |found, cells| {
            part.columns.broken |= found.line > next;
            next = found.line.saturating_add(1);
            if found.cells > limits::MAX_CSV_COLUMNS {
                is_wide = true;
                return ControlFlow::Break(());
            }
            part.row(text, found, cells, plan);
            ControlFlow::Continue(())
        },
        |_| is_faulty = true,
    );
    part.lines = strict::line_ends(block, grammar.lone_returns);
    part.ends_tall = part.lines > next;
    if is_faulty || is_wide {
        Err(Faulty)
    } else {
        Ok(part)
    }
}

impl Part {
    fn row(&mut self, text: &str, found: Found, cells: &[Span], plan: &Plan<'_>) {
        if found.filled == 0 || found.filled > plan.headings || found.cells < plan.headings {
            self.ragged.push(found);
        }
        if found.filled == 0 {
            return;
        }
        self.filled = self.filled.max(found.filled);
        for at in plan.unheaded {
            let shows = find(cells, *at).is_some_and(|cell| shows(text, *cell));
            if shows && !self.answered.contains(at) {
                self.answered.push(*at);
            }
        }
        let end = cells.last().map_or(found.start, |last| last.to);
        if self.long.is_none() && end.saturating_sub(found.start) > limits::MAX_CELL {
            let is_long = |cell: &Span| said(text, *cell).len() > limits::MAX_CELL;
            let long = with_ids(cells).find(|(_, cell)| is_long(cell));
            self.long = long.map(|(heading, _)| (found.line, heading));
        }
        let row = Row(found.line);
        if !plan.strays.lets_pass(|at| plain(text, find(cells, at)?)) {
            let all = cells.iter().map(|cell| said(text, *cell).into_owned());
            let all: Vec<String> = all.collect();
            self.strays.extend(plan.strays.see(row, Cells::Given(&all)));
        }
        self.columns.push(row, |at| {
            let cell = find(cells, at);
            cell.map_or(Cow::Borrowed(""), |cell| said(text, *cell))
        });
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
