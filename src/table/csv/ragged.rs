//! Rows that are longer or shorter than the headings, and blank ones: counted while the strict pass goes over them.

use std::sync::Arc;

use super::strict::Found;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding};
use crate::base::origin::{Origin, Row, Source};
use crate::table::common::{self, Capped};

/// Rows with too many or too few cells, and blank ones.
#[derive(Debug, Default)]
pub(super) struct Ragged {
    long: Listed,
    /// Whether they are short is known once the headings are.
    short: Listed,
    blank: common::Blank,
    /// The last column in which some row shows anything.
    pub(super) filled: usize,
}

/// Rows of which the first are listed, by line and cells, and the others counted by how many cells they have: that is enough to tell
/// later how many were short.
#[derive(Debug, Default)]
struct Listed {
    first: Vec<(u32, usize)>,
    beyond: Vec<usize>,
}

impl Listed {
    fn push(&mut self, line: u32, cells: usize) {
        if self.first.len() < common::CAP {
            self.first.push((line, cells));
        } else {
            self.count(cells, 1);
        }
    }

    fn count(&mut self, cells: usize, rows: usize) {
        if self.beyond.len() <= cells {
            self.beyond.resize(cells.saturating_add(1), 0);
        }
        for counted in self.beyond.iter_mut().skip(cells).take(1) {
            *counted = counted.saturating_add(rows);
        }
    }

    fn extend(&mut self, rest: Self, line: u32) {
        for (row, cells) in rest.first {
            self.push(row.saturating_add(line), cells);
        }
        for (cells, rows) in rest
            .beyond
            .into_iter()
            .enumerate()
            .filter(|(_, rows)| *rows > 0)
        {
            self.count(cells, rows);
        }
    }
}

impl Ragged {
    /// Looks at a row under so many cells of headings.
    pub(super) fn see(&mut self, headings: usize, row: Found) {
        if row.filled == 0 {
            self.blank.see(row.line);
            return;
        }
        self.filled = self.filled.max(row.filled);
        if row.filled > headings {
            self.long.push(row.line, row.filled);
        }
        if row.cells < headings {
            self.short.push(row.line, row.cells);
        }
    }

    /// Counts those that follow, whose lines count from `line`.
    pub(super) fn extend(&mut self, rest: Self, line: u32) {
        self.long.extend(rest.long, line);
        self.short.extend(rest.short, line);
        self.blank.extend(&rest.blank, line);
        self.filled = self.filled.max(rest.filled);
    }

    /// The findings about rows under so many cells of headings, of which so many remained after trailing empty ones were dropped.
    pub(super) fn into_findings(
        self,
        source: &Arc<Source>,
        (cells, remained): (usize, usize),
    ) -> Vec<Finding> {
        let at = |code, line, message| Finding::new(code, Origin::row(source, Row(line)), message);
        let mut long = Capped::new(
            source,
            Code::LongRow,
            "row with more cells than there are headings",
        );
        for (line, filled) in self.long.first {
            let headings = count(cells, "heading", "headings");
            let message = format!("{filled} cells under {headings}");
            long.push(at(Code::LongRow, line, message).help(
                "put texts that hold the delimiter between quotation marks, or remove the surplus cells",
            ));
        }
        long.beyond(self.long.beyond.iter().sum());
        let mut short = Capped::new(
            source,
            Code::ShortRow,
            "row with fewer cells than there are headings",
        );
        let is_short = |(_, cells): &(u32, usize)| *cells < remained;
        for (line, cells) in self.short.first.into_iter().filter(is_short) {
            let cells = count(cells, "cell", "cells");
            let message =
                format!("{cells} under {remained} headings; the missing ones are read as blank");
            short.push(at(Code::ShortRow, line, message));
        }
        short.beyond(self.short.beyond.iter().take(remained).sum());
        let mut findings = long.into_findings();
        findings.extend(short.into_findings());
        findings.extend(self.blank.finding(source));
        findings
    }
}
