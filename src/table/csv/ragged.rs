//! Rows that are longer or shorter than the headings, and blank ones: counted while the strict pass goes over them.

use std::sync::Arc;

use super::strict::Found;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding};
use crate::base::origin::{Origin, Row, Source};
use crate::table::common::{self, Capped};

/// Rows with too many or too few cells, and blank ones.
pub(super) struct Ragged {
    source: Arc<Source>,
    long: Capped,
    /// Line and cells of every short row up to the cap; whether they are short is known once the headings are.
    short: Vec<(u32, usize)>,
    short_beyond: Vec<usize>,
    blank: common::Blank,
    /// The last column in which some row shows anything.
    pub(super) filled: usize,
}

impl Ragged {
    pub(super) fn new(source: &Arc<Source>) -> Self {
        Self {
            source: Arc::clone(source),
            long: Capped::new(
                source,
                Code::LongRow,
                "row with more cells than there are headings",
            ),
            short: Vec::new(),
            short_beyond: Vec::new(),
            blank: common::Blank::default(),
            filled: 0,
        }
    }

    /// Looks at a row under so many cells of headings.
    pub(super) fn see(&mut self, headings: usize, row: Found) {
        if row.filled == 0 {
            self.blank.see(row.line);
            return;
        }
        self.filled = self.filled.max(row.filled);
        if row.filled > headings {
            let headings = count(headings, "heading", "headings");
            let message = format!("{} cells under {headings}", row.filled);
            let location = Origin::row(&self.source, Row(row.line));
            self.long.push(
                Finding::new(Code::LongRow, location, message)
                    .help("put texts that hold the delimiter between quotation marks, or remove the surplus cells"),
            );
        }
        if row.cells < headings {
            if self.short.len() < common::CAP {
                self.short.push((row.line, row.cells));
            } else {
                // A count per number of cells: enough to tell later how many were short.
                if self.short_beyond.len() <= row.cells {
                    self.short_beyond.resize(row.cells + 1, 0);
                }
                self.short_beyond
                    .iter_mut()
                    .skip(row.cells)
                    .take(1)
                    .for_each(|count| *count += 1);
            }
        }
    }

    /// The findings, once it is known how many headings remain after trailing empty ones were dropped.
    pub(super) fn into_findings(self, headings: usize) -> Vec<Finding> {
        let mut short = Capped::new(
            &self.source,
            Code::ShortRow,
            "row with fewer cells than there are headings",
        );
        for (line, cells) in self
            .short
            .into_iter()
            .filter(|(_, cells)| *cells < headings)
        {
            let cells = count(cells, "cell", "cells");
            let message =
                format!("{cells} under {headings} headings; the missing ones are read as blank");
            short.push(Finding::new(
                Code::ShortRow,
                Origin::row(&self.source, Row(line)),
                message,
            ));
        }
        short.beyond(self.short_beyond.iter().take(headings).sum());
        let mut findings = self.long.into_findings();
        findings.extend(short.into_findings());
        findings.extend(self.blank.finding(&self.source));
        findings
    }
}
