//! The parts of a table of text put together in order.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::columns::Columns;
use super::super::common;
use super::super::doubts::Doubts;
use super::super::limits;
use super::super::sheet::{Body, HeadingId, Sheet};
use super::super::tools::responses::Unsure;
use super::part::{Part, allowed};
use super::ragged::Ragged;
use super::refused::MOST_ROWS;
use super::text::Sizes;
use super::top::Top;
use super::{Read, Stopped};
use crate::base::ids::Per;
use crate::base::origin::{Row, Source};

pub(super) struct Joined<'a> {
    source: &'a Arc<Source>,
    columns: Columns,
    ragged: Ragged,
    /// How many cells the headings take.
    headings: usize,
    /// The line at which the next part begins.
    line: u32,
    /// How many bytes the parts were read from.
    bytes: usize,
    most: Sizes,
    /// Whether the last row so far takes several lines.
    is_tall: bool,
    answered: BTreeSet<HeadingId>,
    long: Option<(Row, HeadingId)>,
    strays: Vec<Unsure>,
}

impl<'a> Joined<'a> {
    pub(super) fn new(
        source: &'a Arc<Source>,
        top: &Top,
        kept: &Per<HeadingId, bool>,
        most: Sizes,
    ) -> Self {
        let mut columns = Columns::of(kept);
        columns.broken = top.broken;
        Self {
            source,
            columns,
            ragged: Ragged::default(),
            headings: top.cells,
            line: top.body.1,
            bytes: 0,
            most,
            is_tall: false,
            answered: BTreeSet::new(),
            long: None,
            strays: Vec::new(),
        }
    }

    /// The line at which the next part begins.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// What is said where so many cells are too many.
    pub(super) fn uneven(&self) -> Stopped {
        let what = "2 million cells and four for every byte of it";
        common::too_large(self.source, self.line, what).into()
    }

    /// Takes the part that follows, which was read from so many bytes.
    pub(super) fn add(&mut self, part: Part, bytes: usize) -> Result<(), Stopped> {
        let line = self.line;
        let at = |row: u32| row.saturating_add(line);
        self.bytes = self.bytes.saturating_add(bytes);
        let cells = self.columns.cells_with(&part.columns);
        if cells > allowed(self.bytes) {
            return Err(self.uneven());
        }
        if cells > limits::MAX_CSV_CELLS {
            return Err(common::too_large(self.source, line, "512 million cells").into());
        }
        self.ragged.extend(part.ragged, line);
        self.answered.extend(part.answered);
        let long = part.long.map(|(row, column)| (Row(at(row)), column));
        self.long = self.long.or(long);
        self.strays
            .extend(part.strays.into_iter().map(|stray| Unsure {
                row: Row(at(stray.row.0)),
                ..stray
            }));
        self.columns.broken |= part.columns.broken || self.is_tall;
        self.columns.extend(part.columns, line);
        if let Some(Row(row)) = self.columns.rows().get(self.most.rows) {
            let finding = common::too_large(self.source, *row, MOST_ROWS);
            return Err(Stopped::Unclear(vec![finding]));
        }
        if self.columns.text() > self.most.kept {
            let what = "2 GiB of text in the columns that are read";
            return Err(common::too_large(self.source, line, what).into());
        }
        self.line = at(part.lines);
        self.is_tall = part.ends_tall;
        Ok(())
    }

    /// The sheet, with what is to be said of it; nothing where no rows were found or something refuses them.
    pub(super) fn sheet(self, top: Top, (digest, dialect): (String, String)) -> Read {
        let (source, mut columns) = (self.source, self.columns);
        if columns.is_empty() {
            return (None, vec![common::empty(source)]);
        }
        let named = top
            .headings
            .iter()
            .rposition(|heading| !heading.text.trim().is_empty())
            .map_or(0, |last| last + 1);
        let width = self
            .ragged
            .filled
            .clamp(named, top.headings.len().max(named));
        let headings: Per<HeadingId, _> = top.headings.iter().take(width).cloned().collect();
        columns.truncate(headings.len());
        let of = (self.headings, headings.len());
        let mut findings = self.ragged.into_findings(source, of);
        let mut doubts = Doubts::default();
        doubts.responses = self.strays;
        let sheet = Sheet {
            source: Arc::clone(source),
            dialect,
            tool: top.tool,
            digest,
            heading_row: top.row,
            headings,
            body: Body::Columns(columns),
            doubts,
        };
        findings.extend(top.unlike);
        findings.extend(common::not_read(&sheet, self.answered.into_iter()));
        findings.extend(self.long.and_then(|(row, column)| {
            let heading = sheet.headings.find(column)?;
            Some(common::long_cell(source, row, heading.column))
        }));
        (common::unless_refused(sheet, &findings), findings)
    }
}
