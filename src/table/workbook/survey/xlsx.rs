//! The sheet of an `.xlsx`: everything can be told.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::struck::{Pieces, Strikes};
use super::xml::{self, Part, attribute, is_true, resolved};
use super::{Area, Formula, Pattern, Survey, cut, relations, styles};
use crate::table::limits::MAX_SHEET_COLUMNS;
use crate::table::workbook::fault::{Fault, Refusal};

pub(in crate::table::workbook) fn survey(bytes: &[u8], sheet: &str) -> Result<Survey, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let (folder, workbook) = relations::workbook(&mut archive)?;
    let mut part =
        xml::part(&mut archive, &format!("{folder}{workbook}"))?.ok_or(Fault::Damaged)?;
    let id = loop {
        match part.next()? {
            Event::Start(tag)
                if tag.local_name().as_ref() == "sheet"
                    && attribute(&tag, "name").as_deref() == Some(sheet) =>
            {
                break attribute(&tag, "id").ok_or(Fault::Damaged)?.into_owned();
            }
            Event::Eof => return Err(Fault::Damaged),
            _ => {}
        }
    };
    drop(part);
    let path = relations::target(&mut archive, &folder, &workbook, &id)?;
    let styles = styles::patterns(&mut archive, &folder)?;
    let struck = styles::struck(&mut archive, &folder)?;
    let any = struck.contains(&true);
    let rich = styles::rich(&mut archive, &folder, any)?;
    let part = xml::part(&mut archive, &path)?.ok_or(Fault::Damaged)?;
    let survey = Survey {
        cells: Some(0),
        ..Survey::default()
    };
    Walk {
        survey,
        styles,
        struck,
        rich,
        ..Walk::default()
    }
    .sheet(part)
}

/// Where the walk through a sheet is.
#[derive(Default)]
struct Walk {
    survey: Survey,
    styles: Vec<Option<Pattern>>,
    /// By style, whether it crosses out; and the shared texts with fonts of their own.
    struck: Vec<bool>,
    rich: BTreeMap<u32, Pieces>,
    strikes: Strikes,
    /// The row, from 1, and the last of its columns.
    row: u32,
    column: u32,
    /// The formula of each shared group, by the group's name.
    shared: BTreeMap<String, Arc<str>>,
}

impl Walk {
    fn sheet<R: Read>(mut self, mut part: Part<R>) -> Result<Survey, Fault> {
        let mut cells = false;
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "row" if cells => self.start_row(&tag)?,
                    "c" if cells => {
                        self.start_cell(&tag)?;
                        let style = attribute(&tag, "s").and_then(|style| style.parse().ok());
                        let kind = Kind::of(attribute(&tag, "t").as_deref());
                        self.cell(&mut part, style, kind)?;
                    }
                    "sheetData" => cells = true,
                    "col" if is_hidden(&tag, "width") => {
                        let edge = |name| attribute(&tag, name)?.trim().parse::<u32>().ok();
                        let (first, last) = edge("min").zip(edge("max")).ok_or(Fault::Damaged)?;
                        self.survey.hide_columns(first, last)?;
                    }
                    "sheetPr" => {
                        self.survey.filtered |=
                            attribute(&tag, "filterMode").is_some_and(|on| is_true(&on));
                    }
                    "filterColumn" => self.survey.filtered = true,
                    "mergeCell" => {
                        let area = attribute(&tag, "ref").and_then(|area| area_of(&area));
                        let Area { from, to } = area.ok_or(Fault::Damaged)?;
                        self.survey.merge(from, to)?;
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => cells = false,
                Event::Eof => return Ok(self.finish()),
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Survey {
        self.strikes.into(&mut self.survey);
        // By style, so that a number need not name more than its own.
        Survey {
            patterns: self
                .styles
                .into_iter()
                .map(Option::unwrap_or_default)
                .collect(),
            ..self.survey
        }
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let row = match attribute(tag, "r") {
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

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let (row, column) = match attribute(tag, "r") {
            Some(address) => cell_of(&address).ok_or(Fault::Damaged)?,
            None => (self.row, self.column.saturating_add(1)),
        };
        if row != self.row || column <= self.column {
            return Err(Fault::Grid(Refusal::Disorder { row, column }));
        }
        self.column = column;
        self.survey.cells = self.survey.cells.map(|cells| cells.saturating_add(1));
        Ok(())
    }

    /// What stands inside of a cell.
    fn cell<R: Read>(
        &mut self,
        part: &mut Part<R>,
        style: Option<u32>,
        kind: Kind,
    ) -> Result<(), Fault> {
        let (mut formula, mut result, mut depth) = (None, false, 0_u32);
        let (mut shared, mut pieces, mut font) = (String::new(), None::<Pieces>, None);
        loop {
            match part.next()? {
                Event::Start(tag) => {
                    depth = depth.saturating_add(1);
                    match tag.local_name().as_ref() {
                        "f" => formula = Some(Written::of(&tag)),
                        // An empty text is a result; an empty number is none.
                        "v" => result |= kind == Kind::Text,
                        "is" => result = true,
                        "r" => font = None,
                        "rPr" => font = Some(false),
                        "strike" if font.is_some() => font = Some(styles::strikes(&tag)),
                        _ => {}
                    }
                }
                Event::Text(text) => match &mut formula {
                    Some(written) if written.open => written.push(&text.xml10_content()),
                    _ => {
                        if kind == Kind::Shared && shared.len() < 16 {
                            shared.push_str(text.trim());
                        }
                        result |= !text.trim().is_empty();
                    }
                },
                Event::CData(text) => match &mut formula {
                    Some(written) if written.open => written.push(&text.xml10_content()),
                    _ => result |= !text.trim().is_empty(),
                },
                Event::GeneralRef(reference) => match &mut formula {
                    Some(written) if written.open => {
                        resolved(&reference)
                            .into_iter()
                            .for_each(|one| written.push(one.encode_utf8(&mut [0; 4])));
                    }
                    _ => result = true,
                },
                Event::End(_) if depth == 0 => break,
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    if tag.local_name().as_ref() == "r" {
                        pieces.get_or_insert_default().see(font);
                    }
                    if let ("f", Some(written)) = (tag.local_name().as_ref(), &mut formula) {
                        written.open = false;
                    }
                }
                Event::Eof => return Err(Fault::Damaged),
                _ => {}
            }
        }
        if result {
            let pieces = pieces.or_else(|| self.rich.get(&shared.parse().ok()?).copied());
            let struck = self
                .struck
                .get(style.unwrap_or(0) as usize)
                .copied()
                .unwrap_or(false);
            let struck = pieces.unwrap_or_default().within(struck);
            self.strikes.see((self.row, self.column), struck)?;
        }
        if let (true, Kind::Number, Some(style)) = (result, kind, style) {
            self.shown(style)?;
        }
        formula.map_or(Ok(()), |written| self.formula(written, result))
    }

    fn shown(&mut self, style: u32) -> Result<(), Fault> {
        if !matches!(self.styles.get(style as usize), Some(Some(_))) {
            return Ok(());
        }
        self.survey.shown((self.row, self.column), style)
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

/// What a cell holds, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    /// The text a formula came to.
    Text,
    /// The number of a shared text.
    Shared,
    Other,
}

impl Kind {
    fn of(kind: Option<&str>) -> Self {
        match kind {
            None | Some("n") => Self::Number,
            Some("str") => Self::Text,
            Some("s") => Self::Shared,
            Some(_) => Self::Other,
        }
    }
}

/// A formula as it is being read.
struct Written {
    text: String,
    open: bool,
    /// The group of cells that share it.
    group: Option<String>,
    /// The cells that an array formula fills.
    fills: Option<Area>,
}

impl Written {
    /// Takes more of the formula; what is longer than any formula of Excel is never shown anyway.
    fn push(&mut self, text: &str) {
        const MAX_FORMULA: usize = 8_192;
        if self.text.len() < MAX_FORMULA {
            self.text.push_str(text);
        }
    }

    fn of(tag: &BytesStart<'_>) -> Self {
        let kind = attribute(tag, "t");
        let kind = kind.as_deref();
        Self {
            text: String::new(),
            open: true,
            group: attribute(tag, "si")
                .filter(|_| kind == Some("shared"))
                .map(String::from),
            fills: attribute(tag, "ref")
                .filter(|_| kind == Some("array"))
                .and_then(|area| area_of(&area)),
        }
    }
}

/// Hidden in name, or drawn without any height or width.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    attribute(tag, "hidden").is_some_and(|hidden| is_true(&hidden))
        || attribute(tag, size).is_some_and(|size| {
            size.starts_with('0') && size.bytes().all(|byte| matches!(byte, b'0' | b'.'))
        })
}

/// `A2:C4`, or one cell.
fn area_of(area: &str) -> Option<Area> {
    let (from, to) = area.split_once(':').unwrap_or((area, area));
    let (from, to) = (cell_of(from)?, cell_of(to)?);
    (from.0 <= to.0 && from.1 <= to.1).then_some(Area { from, to })
}

/// Row and column of `C4`, from 1.
fn cell_of(address: &str) -> Option<(u32, u32)> {
    let end = address
        .bytes()
        .position(|byte| !byte.is_ascii_alphabetic())?;
    let (letters, digits) = address.split_at_checked(end)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?);
        column.checked_mul(26)?.checked_add(letter)?.checked_add(1)
    })?;
    let row: u32 = digits.parse().ok()?;
    (row > 0 && column > 0).then_some((row, column))
}
