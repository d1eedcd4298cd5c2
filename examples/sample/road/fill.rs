//! A pack filled in: as the workbook that it is, with numbers typed as numbers and whatever else as text, or as the export of its sheet.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::rated::said;

/// Files by name.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// How somebody sends a pack back.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// The workbook, filled in.
    Workbook,
    /// Under the headings of another reader, from whose pack they were copied.
    HeadedAs(&'static str),
    /// A CSV with semicolons and decimal commas, its columns moved.
    Semicolons,
}

/// The sheet of ratings in a pack.
const SHEET: &str = "xl/worksheets/sheet3.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// The packs of a folder as they come back; one that was not made is passed over.
pub(super) fn back(
    made: &Files,
    when: &str,
    ways: &[(&str, Way, &str)],
) -> Result<Files, Box<dyn Error>> {
    let mut files = Files::new();
    for (reader, way, name) in ways {
        let Some(pack) = made.get(&format!("packs/{reader}.xlsx")) else {
            continue;
        };
        let rows = filled(pack, when, reader)?;
        let bytes = match way {
            Way::Workbook => workbook(pack, &rows, None)?,
            Way::HeadedAs(other) => workbook(pack, &rows, Some((reader, other)))?,
            Way::Semicolons => semicolons(&rows)?,
        };
        files.insert((*name).to_owned(), bytes);
    }
    Ok(files)
}

/// The cells of the sheet, the headings first, with what the reader writes into them.
fn filled(pack: &[u8], when: &str, reader: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut book = Xlsx::new(Cursor::new(pack))?;
    let range = book.worksheet_range("ratings")?;
    let text = |cell: &Data| cell.to_string();
    let mut rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect();
    let (headings, below) = rows.split_first_mut().ok_or("an empty pack")?;
    for row in below {
        let id = row.first().cloned().unwrap_or_default();
        for (heading, cell) in headings.iter().zip(row) {
            let what = heading.split(' ').next().unwrap_or_default();
            if let Some(said) = said(when, reader, &id, what) {
                *cell = said;
            }
        }
    }
    Ok(rows)
}

/// The workbook with these cells, and where somebody copied the headings of another reader, with those.
fn workbook(
    pack: &[u8],
    rows: &[Vec<String>],
    headed: Option<(&str, &str)>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(pack))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let name = part.name()?.into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        if name == SHEET {
            text = with(text, rows);
        }
        if let (STRINGS, Some((own, other))) = (name.as_str(), headed) {
            for what in ["motivation", "use"] {
                text = text.replace(&format!(">{what} {own}<"), &format!(">{what} {other}<"));
            }
        }
        out.start_file(name, plain)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

/// The sheet's text with what was written into its blank cells.
fn with(mut sheet: String, rows: &[Vec<String>]) -> String {
    for (number, row) in (1..).zip(rows) {
        for (letter, said) in ('A'..='Z').zip(row) {
            let blank = format!("<c r=\"{letter}{number}\" s=\"");
            let Some(from) = sheet.find(&blank).map(|at| at + blank.len()) else {
                continue;
            };
            let rest = sheet.get(from..).unwrap_or_default();
            let Some((style, _)) = rest.split_once('>') else {
                continue;
            };
            let to = from + style.len();
            let Some(style) = style.strip_suffix("\"/").filter(|_| !said.is_empty()) else {
                continue;
            };
            let cell = match is_number(said) {
                true => format!("{style}\"><v>{said}</v></c>"),
                false => format!("{style}\" t=\"inlineStr\"><is><t>{said}</t></is></c>"),
            };
            sheet.replace_range(from..=to, &cell);
        }
    }
    sheet
}

fn is_number(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The export of a sheet whose columns of ratings were moved, last first, by a program that writes decimal commas.
fn semicolons(rows: &[Vec<String>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    for row in rows {
        let cell = |text: &String| match is_number(text) {
            true => text.replace('.', ","),
            false => text.clone(),
        };
        let mut cells: Vec<String> = row.iter().map(cell).collect();
        if let Some(behind) = cells.get_mut(1..) {
            let ratings = behind.len().saturating_sub(4);
            behind.get_mut(..ratings).map(<[String]>::reverse);
        }
        out.write_record(&cells)?;
    }
    Ok(out.into_inner()?)
}
