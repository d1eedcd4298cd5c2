//! Takes a sheet's cells in: their text for the grid, and beside it what the survey and the cells themselves leave in doubt.

use calamine::DataRef;

use super::formulas::{is_plain, leads_elsewhere};

use super::fault::{Fault, Refusal};
use super::grid::Builder;
use super::survey::{Pattern, Struck, Survey};
use super::text;
use crate::base::origin::{Column, Row};
use crate::table::Hidden;
use crate::table::common::control;
use crate::table::doubts::{Doubt, Doubts, Why};
use crate::table::limits::{MAX_CELL, MAX_DOUBTS, MAX_SHEET_COLUMNS};
use crate::values::number::{DecimalMark, decimal};

/// What kinds of cells a column holds.
#[derive(Debug, Clone, Copy, Default)]
struct Kinds {
    dates: bool,
    /// True numbers with decimals.
    decimals: bool,
    /// Texts that look like numbers with decimals after a point.
    texts: bool,
}

/// Cells that are being taken in. Rows and columns count from 1.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) survey: Survey,
    hidden: Option<Hidden>,
    /// What is done with rows that are crossed out.
    struck: Option<Hidden>,
    /// By column, whether it is hidden and nothing was seen in it yet; and whether it is hidden at all.
    unseen: Vec<bool>,
    hidden_columns: Vec<bool>,
    pub(super) builder: Builder,
    doubts: Vec<Doubt>,
    /// Hidden rows and columns in which something stands.
    pub(super) rows_hidden: Vec<u32>,
    pub(super) columns_hidden: Vec<u32>,
    /// How many cells have a control character; the first of them, and its first.
    pub(super) controls: Option<(u64, (u32, u32), u8)>,
    /// How many numbers were read with the zeros they are shown with; the first of them, and what it reads as.
    pub(super) zeros: Option<(u64, (u32, u32), String)>,
    /// By column, what kinds of cells were seen.
    kinds: Vec<Kinds>,
    text: String,
    /// Position among the survey's shown numbers, and among its crossed-out cells.
    shown: usize,
    crossed: usize,
    /// Rows that are crossed out and in which something stands.
    pub(super) rows_struck: Vec<u32>,
    count: u64,
}

impl Cells {
    pub(super) fn new(
        survey: Survey,
        bytes: usize,
        hidden: Option<Hidden>,
        struck: Option<Hidden>,
    ) -> Self {
        let hidden_columns = survey.columns_hidden();
        Self {
            unseen: hidden_columns.clone(),
            hidden_columns,
            survey,
            hidden,
            struck,
            builder: Builder::of(bytes),
            doubts: Vec::new(),
            rows_hidden: Vec::new(),
            columns_hidden: Vec::new(),
            controls: None,
            zeros: None,
            kinds: Vec::new(),
            text: String::new(),
            shown: 0,
            crossed: 0,
            rows_struck: Vec::new(),
            count: 0,
        }
    }

    pub(super) fn take(&mut self, at: (u32, u32), value: &DataRef<'_>) -> Result<(), Fault> {
        self.count = self.count.saturating_add(1);
        self.text.clear();
        text::write(value, &mut self.text);
        if self.text.len() > MAX_CELL {
            return Err(Fault::Grid(Refusal::LongCell {
                row: at.0,
                column: at.1,
            }));
        }
        let blank = self.text.trim().is_empty();
        if !blank && (self.is_left_out(at) || self.is_crossed_out(at)?) {
            return Ok(());
        }
        if let Some(control) = control(self.text.as_bytes()) {
            self.text = self.text.chars().map(text::picture).collect();
            self.controls.get_or_insert((0, at, control)).0 += 1;
            self.doubt(at, Why::Control(control))?;
        }
        if matches!(value, DataRef::Error(_)) || text::is_no_number(value) {
            self.doubt(at, Why::Error)?;
        }
        self.see(at.1, value);
        match value {
            DataRef::Int(_) | DataRef::Float(_) => self.show(at)?,
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) => self.begin_day(at),
            _ => {}
        }
        self.builder.put(at, &self.text).map_err(Fault::Grid)
    }

    /// Notes which columns hold true dates and true numbers, which read otherwise than texts that look like them.
    fn see(&mut self, column: u32, value: &DataRef<'_>) {
        // A cell further out is refused; until then nothing is kept for the columns before it.
        if column > MAX_SHEET_COLUMNS {
            return;
        }
        let column = column as usize;
        if self.kinds.len() <= column {
            self.kinds
                .resize(column.saturating_add(1), Kinds::default());
        }
        let Some(seen) = self.kinds.get_mut(column) else {
            return;
        };
        match value {
            DataRef::DateTime(moment) => seen.dates |= !moment.is_duration(),
            DataRef::DateTimeIso(_) => seen.dates = true,
            DataRef::Float(_) => seen.decimals |= self.text.contains('.'),
            DataRef::String(_) | DataRef::SharedString(_) => {
                seen.texts |=
                    self.text.contains('.') && decimal(&self.text, DecimalMark::Point).is_some();
            }
            _ => {}
        }
    }

    /// The columns of which something holds.
    fn columns(&self, holds: impl Fn(Kinds) -> bool) -> Vec<Column> {
        (0..)
            .zip(&self.kinds)
            .filter(|(_, kinds)| holds(**kinds))
            .map(|(column, _)| Column(column))
            .collect()
    }

    /// Notes what is hidden, and says whether it is to be left out.
    fn is_left_out(&mut self, (row, column): (u32, u32)) -> bool {
        let hidden_row = self.survey.hides_row(row);
        let hidden_column = self
            .hidden_columns
            .get(column as usize)
            .copied()
            .unwrap_or(false);
        if hidden_row && self.rows_hidden.last() != Some(&row) {
            self.rows_hidden.push(row);
        }
        if let Some(unseen @ true) = self.unseen.get_mut(column as usize) {
            *unseen = false;
            self.columns_hidden.push(column);
        }
        (hidden_row || hidden_column) && self.hidden == Some(Hidden::Exclude)
    }

    /// Notes what is crossed out, and says whether it is to be left out.
    fn is_crossed_out(&mut self, at: (u32, u32)) -> Result<bool, Fault> {
        if self.survey.struck_rows.binary_search(&at.0).is_ok() {
            if self.rows_struck.last() != Some(&at.0) {
                self.rows_struck.push(at.0);
            }
            return Ok(self.struck == Some(Hidden::Exclude));
        }
        let rest = self.survey.struck.get(self.crossed..).unwrap_or_default();
        self.crossed = self
            .crossed
            .saturating_add(rest.partition_point(|(row, column, _)| (*row, *column) < at));
        if let Some((row, column, struck)) = self.survey.struck.get(self.crossed).copied()
            && (row, column) == at
        {
            self.doubt(at, Why::Struck(struck == Struck::Whole))?;
        }
        Ok(false)
    }

    /// The pattern by which the cell is shown, of one behind those asked about before.
    fn pattern(&mut self, at: (u32, u32)) -> Option<&Pattern> {
        let rest = self.survey.shown.get(self.shown..).unwrap_or_default();
        self.shown = self
            .shown
            .saturating_add(rest.partition_point(|shown| (shown.row, shown.column) < at));
        let here = self
            .survey
            .shown
            .get(self.shown)
            .filter(|shown| (shown.row, shown.column) == at);
        here.and_then(|shown| self.survey.patterns.get(shown.pattern as usize))
    }

    /// A workbook keeps a day and its midnight as one number. Where the cell shows a time of day, it is the midnight.
    fn begin_day(&mut self, at: (u32, u32)) {
        let is_day = !self.text.contains(['T', ':', '.']) && self.text.contains('-');
        if is_day && self.pattern(at).is_some_and(Pattern::is_clock) {
            self.text.push_str("T00:00:00");
        }
    }

    /// Gives a number the characters its format shows.
    fn show(&mut self, at: (u32, u32)) -> Result<(), Fault> {
        let text = std::mem::take(&mut self.text);
        let pattern = self
            .pattern(at)
            .and_then(|pattern| Some((pattern.is_zeros(), pattern.show(&text)?)));
        self.text = text;
        let Some((is_zeros, shown)) = pattern else {
            return Ok(());
        };
        if shown == self.text {
            return Ok(());
        }
        if !is_zeros {
            return self.doubt(at, Why::ShownAs(shown.into()));
        }
        self.zeros.get_or_insert_with(|| (0, at, shown.clone())).0 += 1;
        self.text = shown;
        Ok(())
    }

    fn doubt(&mut self, (row, column): (u32, u32), why: Why) -> Result<(), Fault> {
        self.doubts.push(Doubt {
            column: Column(column),
            first: Row(row),
            last: Row(row),
            why,
        });
        few(self.doubts.len())
    }

    /// Said when the last cell was taken.
    pub(super) fn end(&self) -> Result<(), Fault> {
        // Where two readers see different sheets, what the one found says nothing about what the other read.
        if self.survey.cells.is_some_and(|cells| cells != self.count) {
            Err(Fault::Damaged)
        } else {
            Ok(())
        }
    }

    /// The hidden and crossed-out rows that were not read, rising.
    pub(super) fn left_out(&self) -> Vec<u32> {
        let of = |said: Option<Hidden>, rows: &[u32]| {
            if said == Some(Hidden::Exclude) {
                rows.to_vec()
            } else {
                Vec::new()
            }
        };
        let mut rows = [
            of(self.hidden, &self.rows_hidden),
            of(self.struck, &self.rows_struck),
        ]
        .concat();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Every doubt there is about the rows below the heading and the columns `first` to `last`.
    pub(super) fn doubts(
        mut self,
        heading: u32,
        (first, last): (u32, u32),
    ) -> Result<Doubts, Fault> {
        for formula in self
            .survey
            .formulas
            .iter()
            .filter(|formula| !is_plain(&formula.text))
        {
            let text = formula.text.as_ref().into();
            let why = match () {
                () if !formula.has_result => Why::NoResult(text),
                () if leads_elsewhere(&formula.text) => Why::OtherWorkbook(text),
                () => Why::Formula(text),
            };
            let (column, top, bottom) = (
                Column(formula.column),
                Row(formula.first),
                Row(formula.last),
            );
            self.doubts.push(Doubt {
                column,
                first: top,
                last: bottom,
                why,
            });
        }
        for merge in &self.survey.merges {
            let (top, bottom) = (merge.from.0.max(heading.saturating_add(1)), merge.to.0);
            let cell = |(row, column): (u32, u32)| format!("{}{row}", Column(column));
            for column in merge.from.1.max(first)..=merge.to.1.min(last) {
                // The upper left cell holds what the merged cells say.
                let top = if column == merge.from.1 {
                    top.max(merge.from.0.saturating_add(1))
                } else {
                    top
                };
                if top <= bottom {
                    let area = format!("{}:{}", cell(merge.from), cell(merge.to));
                    let why = Why::Merged(area.into(), cell(merge.from).into());
                    self.doubts.push(Doubt {
                        column: Column(column),
                        first: Row(top),
                        last: Row(bottom),
                        why,
                    });
                    few(self.doubts.len())?;
                }
            }
        }
        let dates = self.columns(|kinds| kinds.dates);
        let numbers = self.columns(|kinds| kinds.decimals && !kinds.texts);
        let mut doubts = Doubts::new(self.doubts);
        (doubts.dates, doubts.numbers) = (dates, numbers);
        if self.hidden.is_none() {
            self.columns_hidden.sort_unstable();
            doubts.hidden = self.columns_hidden.into_iter().map(Column).collect();
        }
        Ok(doubts)
    }
}

fn few(doubts: usize) -> Result<(), Fault> {
    // The formulas are bounded by the survey already.
    let limit = "more than 1 million of its cells cannot be read as they stand";
    Fault::limit(doubts > 2 * MAX_DOUBTS, limit)
}

impl Survey {
    /// By column, whether it is hidden.
    fn columns_hidden(&self) -> Vec<bool> {
        let mut depth = vec![0_i64; MAX_SHEET_COLUMNS as usize + 2];
        for (first, last) in &self.hidden_columns {
            if let Some(from) = depth.get_mut(*first as usize) {
                *from += 1;
                if let Some(to) = depth.get_mut((*last as usize).saturating_add(1)) {
                    *to -= 1;
                }
            }
        }
        let running = depth.into_iter().scan(0, |open, change| {
            *open += change;
            Some(*open > 0)
        });
        running.collect()
    }
}
