//! The sheet of an `.ods`: everything can be told.

use std::collections::BTreeMap;
use std::io::Cursor;

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::struck::{Pieces, Strikes};
use super::xml::{self, Archive, Attributes, Part, prefixed, resolved};
use super::{Formula, Pattern, Survey, cut};
use crate::table::limits::{MAX_ODS_PATTERNS, MAX_SHEET_COLUMNS, MAX_SHEET_ROWS};
use crate::table::workbook::fault::Fault;

pub(in crate::table::workbook) fn survey(bytes: &[u8], sheet: &str) -> Result<Survey, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let mut crossing = Crossing::default();
    crossing.read(&mut archive, "styles.xml")?;
    crossing.read(&mut archive, "content.xml")?;
    let mut part = xml::part(&mut archive, "content.xml")?.ok_or(Fault::Damaged)?;
    loop {
        match part.next()? {
            Event::Start(tag)
                if tag.name().as_ref() == "table:table"
                    && prefixed(&tag, "table:name").as_deref() == Some(sheet) =>
            {
                return Walk {
                    crossing,
                    ..Walk::default()
                }
                .table(&mut part);
            }
            Event::Eof => return Err(Fault::Damaged),
            _ => {}
        }
    }
}

/// Where the walk through a table is.
#[derive(Default)]
struct Walk {
    survey: Survey,
    /// The first and the last of the rows that a row stands for, from 1.
    rows: (u32, u32),
    /// The last column so far, of cells and of column declarations.
    column: u32,
    declared: u32,
    /// The number of the open cell, where it may be shown otherwise, and what it is shown as.
    number: Option<String>,
    /// Whether that number is a day by itself, which may be shown as a moment.
    day: bool,
    shown: String,
    crossing: Crossing,
    strikes: Strikes,
    /// The styles of columns, with the last that has each; and that of the row.
    columns: Vec<(u32, bool)>,
    row_struck: Option<bool>,
    /// Whether the open cell is crossed out and what its text is made of; nothing where it is empty.
    cell: Option<(bool, Pieces)>,
    first: u32,
    spans: Vec<Option<bool>>,
}

/// Which styles cross out, by name; a style without a word about it does as the one that it is based on.
#[derive(Default)]
struct Crossing {
    own: BTreeMap<String, Option<bool>>,
    parents: BTreeMap<String, String>,
}

impl Crossing {
    fn read(&mut self, archive: &mut Archive<'_>, name: &str) -> Result<(), Fault> {
        let Some(mut part) = xml::part(archive, name)? else {
            return Ok(());
        };
        let mut open = None::<String>;
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "style:style" => {
                        open = prefixed(&tag, "style:name").map(String::from);
                        let parent = prefixed(&tag, "style:parent-style-name").map(String::from);
                        self.parents.extend(open.clone().zip(parent));
                    }
                    "style:text-properties" => {
                        let line = [
                            "style:text-line-through-style",
                            "style:text-line-through-type",
                        ];
                        let says = line
                            .iter()
                            .find_map(|name| prefixed(&tag, name))
                            .map(|line| line != "none");
                        if let (Some(name), Some(says)) = (&open, says) {
                            self.own.insert(name.clone(), Some(says));
                        }
                    }
                    // Styles stand before all tables.
                    "office:body" => return Ok(()),
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "style:style" => open = None,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Whether a style crosses out; none where neither it nor what it is based on says.
    fn of(&self, name: &str) -> Option<bool> {
        let mut name = name;
        // A style that is based on itself ends somewhere.
        for _ in 0..16 {
            if let Some(Some(says)) = self.own.get(name) {
                return Some(*says);
            }
            name = self.parents.get(name)?;
        }
        None
    }

    fn any(&self) -> bool {
        self.own.values().any(|says| *says == Some(true))
    }
}

impl Walk {
    fn table<R: std::io::Read>(mut self, part: &mut Part<R>) -> Result<Survey, Fault> {
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "table:table-column" => {
                        let tag = &Attributes::of(&tag);
                        let first = self.declared.saturating_add(1);
                        self.declared = self
                            .declared
                            .saturating_add(times(tag, "table:number-columns-repeated"));
                        if self.crossing.any() {
                            let style = tag.get("table:default-cell-style-name");
                            let struck = style
                                .and_then(|style| self.crossing.of(&style))
                                .unwrap_or(false);
                            self.columns.push((self.declared, struck));
                        }
                        if is_hidden(tag) {
                            self.survey.hide_columns(first, self.declared)?;
                        }
                    }
                    "table:table-row" => self.start_row(&tag)?,
                    "table:table-cell" | "table:covered-table-cell" => self.start_cell(&tag)?,
                    "text:span" | "text:p" if self.crossing.any() => {
                        let style = prefixed(&tag, "text:style-name")
                            .and_then(|style| self.crossing.of(&style));
                        self.spans
                            .push(style.or_else(|| self.spans.last().copied().flatten()));
                    }
                    _ => {}
                },
                Event::Text(text) if self.cell.is_some() && !self.spans.is_empty() => {
                    let text = text.xml10_content();
                    if let (Some((_, pieces)), false) = (&mut self.cell, text.trim().is_empty()) {
                        pieces.see(self.spans.last().copied().flatten());
                    }
                    if self.number.is_some() && self.shown.len() < 64 {
                        self.shown.push_str(&text);
                    }
                }
                // More than a number can show says nothing of zeros.
                Event::Text(text) if self.number.is_some() && self.shown.len() < 64 => {
                    self.shown.push_str(&text.xml10_content());
                }
                Event::GeneralRef(reference) if self.number.is_some() => {
                    self.shown.extend(resolved(&reference));
                }
                Event::End(tag) => match tag.name().as_ref() {
                    "table:table-cell" | "table:covered-table-cell" => self.end_cell()?,
                    "text:span" | "text:p" => _ = self.spans.pop(),
                    "table:table" => {
                        self.strikes.into(&mut self.survey);
                        return Ok(self.survey);
                    }
                    _ => {}
                },
                Event::Eof => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let tag = &Attributes::of(tag);
        let first = self.rows.1.saturating_add(1);
        self.rows = (
            first,
            self.rows
                .1
                .saturating_add(times(tag, "table:number-rows-repeated")),
        );
        self.column = 0;
        self.row_struck = tag
            .get("table:default-cell-style-name")
            .and_then(|style| self.crossing.of(&style));
        if is_hidden(tag) {
            self.survey.hidden_rows.push(self.rows);
            self.survey.filtered |= tag.get("table:visibility").as_deref() == Some("filter");
            super::noted(self.survey.hidden_rows.len())?;
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let tag = &Attributes::of(tag);
        let first = self.column.saturating_add(1);
        self.column = self
            .column
            .saturating_add(times(tag, "table:number-columns-repeated"));
        let beyond =
            |start: u32, name: &str| start.saturating_add(times(tag, name)).saturating_sub(1);
        let to = (
            beyond(self.rows.0, "table:number-rows-spanned"),
            beyond(first, "table:number-columns-spanned"),
        );
        self.survey.merge((self.rows.0, first), to)?;
        let result = ["office:value-type", "calcext:value-type"]
            .iter()
            .any(|name| tag.get(name).is_some());
        if let Some(formula) = tag.get("table:formula") {
            // `of:=[.B2]*2`
            let text = formula
                .split_once('=')
                .map_or(formula.as_ref(), |(_, text)| text);
            // Cells stand in brackets, and within one's own sheet after a point: `[.B2]`.
            let own = !text.contains("file:///");
            let text = if own {
                text.replace("[.", "").replace(":.", ":").replace(']', "")
            } else {
                text.to_owned()
            };
            let (first_row, last) = self.rows;
            for column in first..=self.column.min(MAX_SHEET_COLUMNS.max(first)) {
                let text = cut(&text);
                self.survey.formula(Formula {
                    column,
                    first: first_row,
                    last,
                    text,
                    has_result: result,
                })?;
            }
        }
        self.first = first;
        self.spans.clear();
        self.cell = None;
        if result && self.crossing.any() {
            let own = tag
                .get("table:style-name")
                .and_then(|style| self.crossing.of(&style));
            let at = self.columns.partition_point(|(last, _)| *last < first);
            let column = || self.columns.get(at).is_some_and(|(_, struck)| *struck);
            let struck = own.or(self.row_struck).unwrap_or_else(column);
            self.cell = Some((struck, Pieces::default()));
        }
        let kind = tag.get("office:value-type");
        let is_number = |kind: &str| matches!(kind, "float" | "percentage");
        let number = kind.as_ref().is_some_and(|kind| is_number(kind));
        self.day = kind.is_some_and(|kind| kind == "date");
        let value = tag.get(if self.day {
            "office:date-value"
        } else {
            "office:value"
        });
        self.number = value
            .filter(|_| (number || self.day) && self.rows.0 == self.rows.1)
            .map(String::from);
        self.shown.clear();
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        if let Some((struck, pieces)) = self.cell.take() {
            let struck = pieces.within(struck);
            for row in self.rows.0..=self.rows.1.min(MAX_SHEET_ROWS.max(self.rows.0)) {
                for column in self.first..=self.column.min(MAX_SHEET_COLUMNS.max(self.first)) {
                    self.strikes.see((row, column), struck)?;
                }
            }
        }
        let Some(number) = self.number.take() else {
            return Ok(());
        };
        let shown = self.shown.trim();
        let pattern = if self.day {
            Pattern::seen_of_day(shown)
        } else {
            Pattern::seen(&number, shown)
        };
        let Some(pattern) = pattern else {
            return Ok(());
        };
        let known = self.survey.patterns.iter().position(|one| *one == pattern);
        let at = known.unwrap_or(self.survey.patterns.len());
        if known.is_none() {
            let limit = "its numbers are shown in more than 256 different ways";
            Fault::limit(at == MAX_ODS_PATTERNS, limit)?;
            self.survey.patterns.push(pattern);
        }
        let pattern = u32::try_from(at).map_err(|_| Fault::Damaged)?;
        self.survey.shown((self.rows.0, self.column), pattern)
    }
}

fn is_hidden(tag: &Attributes<'_>) -> bool {
    tag.get("table:visibility")
        .is_some_and(|visibility| visibility != "visible")
}

/// How often something repeats; what is no number was refused before.
fn times(tag: &Attributes<'_>, name: &str) -> u32 {
    tag.get(name)
        .and_then(|times| times.trim().parse().ok())
        .unwrap_or(1)
        .max(1)
}
