//! The program on the same rules and rows, and what it said.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1251;
use intake::engine::{File, sheets};
use intake::out;
use intake::papers::lists;
use intake::rules::load::{load, render};
use intake::select::select;
use intake::table::Options;
use serde_json::Value as Json;

use super::rows::Row;
use super::rules::Rules;
use super::text::{Text, table};
use crate::bench;

/// Everybody's record by application, and the rows of the clarify list.
pub(super) struct Said {
    pub(super) records: BTreeMap<String, Json>,
    pub(super) clarify: Vec<bench::Row>,
}

pub(super) fn run(rules: &Rules, text: &Text, rows: &[Row]) -> Result<Said, String> {
    let list = |file: &str| {
        let found = text.files.iter().find(|(name, _)| name == file);
        found
            .map(|(_, text)| text.clone())
            .ok_or_else(|| format!("no {file}"))
    };
    let loaded = load("rules.toml", &text.toml, &list);
    let Some(loaded) = loaded.rules else {
        return Err(render("rules.toml", &text.toml, &loaded.findings, false));
    };
    let (name, bytes) = pile(rules, rows);
    let (sheets, findings) = sheets(&[File::new(name, bytes)], &Options::default().over(&loaded));
    if sheets.is_empty() {
        return Err(format!("{findings:#?}"));
    }
    let selection =
        select(&loaded, &sheets).map_err(|wrong| format!("{findings:#?}\n{wrong:#?}"))?;
    let mut audit = Vec::new();
    intake::record::audit::write(&mut audit, &selection).unwrap();
    let records = bench::audit(std::str::from_utf8(&audit).unwrap())
        .into_iter()
        .skip(1);
    let records = records
        .map(|record| (bench::said(&record["application"]), record))
        .collect();
    let mut clarify = Vec::new();
    for table in lists::files(&selection)
        .into_iter()
        .filter(|table| table.name == "clarify")
    {
        let mut bytes = Vec::new();
        out::csv::write(&mut bytes, table).unwrap();
        clarify = bench::rows(std::str::from_utf8(&bytes).unwrap());
    }
    Ok(Said { records, clarify })
}

/// The applications as a file.
pub(super) fn pile(rules: &Rules, rows: &[Row]) -> (&'static str, Vec<u8>) {
    if rules.workbook {
        ("pile.xlsx", workbook(rules, rows))
    } else {
        ("pile.csv", csv(rules, rows))
    }
}

/// What stands above the headings, which nobody reads.
fn above(rules: &Rules) -> Vec<Vec<String>> {
    let lines = rules.export.header_row.unwrap_or(1) - 1;
    vec![vec!["Downloaded by somebody".to_owned()]; lines]
}

pub(super) fn csv(rules: &Rules, rows: &[Row]) -> Vec<u8> {
    let delimiter = rules.export.delimiter.map_or(b',', |(_, byte)| byte);
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(Vec::new());
    let lines = above(rules).into_iter().chain(table(rules, rows));
    lines.for_each(|line| writer.write_record(line).unwrap());
    let bytes = writer.into_inner().unwrap();
    if rules.export.encoding {
        return WINDOWS_1251
            .encode(std::str::from_utf8(&bytes).unwrap())
            .0
            .into_owned();
    }
    bytes
}

fn workbook(rules: &Rules, rows: &[Row]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .unwrap()
        .write_string(0, 0, "Not this one")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("Applications").unwrap();
    for (row, line) in (0..).zip(above(rules).into_iter().chain(table(rules, rows))) {
        for (column, cell) in (0..).zip(line) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}
