//! The walk through a sheet, tag by tag.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Sheets;
use super::address::{area_of, cell_of, number};
use super::cell::{Cell, ValueKind, Written, sound};
use crate::table::limits::MAX_SHEET_COLUMNS;
use crate::table::workbook::fault::{Fault, Refusal};
use crate::table::workbook::survey::struck::Strikes;
use crate::table::workbook::survey::xml::is_true;
use crate::table::workbook::survey::{Area, Formula, Survey, cut};
use crate::table::workbook::tags::{Kind, Tag};

/// Where the walk through a sheet is.
pub(super) struct Walk<'a> {
    sheets: &'a Sheets,
    survey: Survey,
    strikes: Strikes,
    /// Whether the cells have begun and not ended, the open one of them, and how many tags are open.
    cells: bool,
    cell: Option<Cell>,
    depth: u32,
    /// The row, from 1, and the last of its columns.
    row: u32,
    column: u32,
    /// The formula of each shared group, by the group's name.
    shared: BTreeMap<String, Arc<str>>,
}

impl<'a> Walk<'a> {
    pub(super) fn of(sheets: &'a Sheets) -> Self {
        Self {
            sheets,
            survey: Survey {
                cells: Some(0),
                ..Survey::default()
            },
            strikes: Strikes::default(),
            cells: false,
            cell: None,
            depth: 0,
            row: 0,
            column: 0,
            shared: BTreeMap::new(),
        }
    }

    pub(super) fn finish(mut self) -> Result<Survey, Fault> {
        if self.cell.is_some() {
            return Err(Fault::Damaged);
        }
        self.strikes.into(&mut self.survey);
        Ok(self.survey)
    }

    pub(super) fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        if !tag.text.is_empty() {
            match &mut self.cell {
                Some(cell) => cell.text(tag.text, !self.sheets.rich.is_empty())?,
                None => sound(tag.text)?,
            }
        }
        match tag.kind {
            Kind::Start | Kind::Empty => {
                match &mut self.cell {
                    Some(cell) => cell.start(tag),
                    None => self.start(tag)?,
                }
                if tag.kind == Kind::Empty {
                    return self.end(tag.local);
                }
                self.depth = self.depth.saturating_add(1);
                Ok(())
            }
            Kind::End => {
                self.depth = self.depth.checked_sub(1).ok_or(Fault::Damaged)?;
                self.end(tag.local)
            }
            Kind::Other => match (tag.marked(), &mut self.cell) {
                (Some(text), Some(cell)) => cell.plain(text),
                (None, _) if !tag.is_aside() => Err(Fault::Damaged),
                _ => Ok(()),
            },
        }
    }

    /// A tag that starts outside of cells.
    fn start(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        match tag.local {
            b"c" if self.cells => return self.start_cell(tag),
            b"row" if self.cells => return self.start_row(tag),
            b"sheetData" => self.cells = true,
            b"col" if is_hidden(tag, "width") => {
                let edge = |name| tag.value(name)?.trim().parse::<u32>().ok();
                let (first, last) = edge("min").zip(edge("max")).ok_or(Fault::Damaged)?;
                self.survey.hide_columns(first, last)?;
            }
            b"sheetPr" => {
                self.survey.filtered |= tag.value("filterMode").is_some_and(|on| is_true(&on));
            }
            b"filterColumn" => self.survey.filtered = true,
            b"mergeCell" => {
                let area = tag.value("ref").and_then(|area| area_of(&area));
                let Area { from, to } = area.ok_or(Fault::Damaged)?;
                self.survey.merge(from, to)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Fault> {
        match &mut self.cell {
            Some(cell) if cell.depth > 0 => cell.end(name),
            Some(_) => {
                if let Some(cell) = self.cell.take() {
                    self.see(cell)?;
                }
            }
            None if name == b"sheetData" => self.cells = false,
            None => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        let row = match tag.value("r") {
            Some(row) => row.trim().parse().map_err(|_| Fault::Damaged)?,
            None => self.row.saturating_add(1),
        };
        if row <= self.row {
            return Err(Fault::Grid(Refusal::Disorder { row, column: 1 }));
        }
        (self.row, self.column) = (row, 0);
        if is_hidden(tag, "ht") {
            self.survey.hide_row(row)
        } else {
            Ok(())
        }
    }

    fn start_cell(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        let (mut address, mut style, mut kind) = (None, None, None);
        for (name, value) in tag.attributes() {
            let twice = match name {
                b"r" => address.replace(value).is_some(),
                b"s" => style.replace(value).is_some(),
                b"t" => kind.replace(value).is_some(),
                name => name.iter().any(u8::is_ascii_whitespace),
            };
            // Of what stands twice, or behind words that are no attribute, readers would be of two minds.
            if twice {
                return Err(Fault::Damaged);
            }
        }
        let (row, column) = match address {
            Some(address) => cell_of(address).ok_or(Fault::Damaged)?,
            None => (self.row, self.column.saturating_add(1)),
        };
        if row != self.row || column <= self.column {
            return Err(Fault::Grid(Refusal::Disorder { row, column }));
        }
        self.column = column;
        self.survey.cells = self.survey.cells.map(|cells| cells.saturating_add(1));
        self.cell = Some(Cell {
            style: style.and_then(number),
            kind: ValueKind::of(kind),
            ..Cell::default()
        });
        Ok(())
    }

    /// A cell that has ended.
    fn see(&mut self, cell: Cell) -> Result<(), Fault> {
        if cell.result {
            let shared = || self.sheets.rich.get(&cell.shared.parse().ok()?).copied();
            let pieces = cell.pieces.or_else(shared);
            let struck = self.sheets.struck.get(cell.style.unwrap_or(0) as usize);
            let struck = pieces.unwrap_or_default().within(struck == Some(&true));
            self.strikes.see((self.row, self.column), struck)?;
        }
        if let (true, ValueKind::Number, Some(style)) = (cell.result, cell.kind, cell.style)
            && let Some(Some(_)) = self.sheets.styles.get(style as usize)
        {
            self.survey.shown((self.row, self.column), style)?;
        }
        let has_result = cell.result;
        cell.formula
            .map_or(Ok(()), |written| self.formula(*written, has_result))
    }

    fn formula(&mut self, written: Written, has_result: bool) -> Result<(), Fault> {
        let text = match written.group {
            Some(group) if written.text.is_empty() => {
                self.shared.get(&group).cloned().unwrap_or_default()
            }
            Some(group) => {
                let text = cut(&written.text);
                self.shared.insert(group, Arc::clone(&text));
                text
            }
            None => cut(&written.text),
        };
        let here = Area {
            from: (self.row, self.column),
            to: (self.row, self.column),
        };
        let area = written
            .fills
            .filter(|area| area.from == here.from)
            .unwrap_or(here);
        for column in area.from.1..=area.to.1.min(MAX_SHEET_COLUMNS.max(area.from.1)) {
            self.survey.formula(Formula {
                column,
                first: area.from.0,
                last: area.to.0,
                text: Arc::clone(&text),
                has_result,
            })?;
        }
        Ok(())
    }
}

/// Hidden in name, or drawn without any height or width.
fn is_hidden(tag: &Tag<'_>, size: &str) -> bool {
    tag.value("hidden").is_some_and(|hidden| is_true(&hidden))
        || tag.value(size).is_some_and(|size| {
            size.starts_with('0') && size.bytes().all(|byte| matches!(byte, b'0' | b'.'))
        })
}
