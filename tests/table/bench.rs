//! A bench for the reader: bytes in, text out.

use std::fmt::Write as _;

use intake::base::finding::{Finding, Location};
use intake::engine::{self, File};
use intake::table::{HeadingId, Options, Sheet};

/// Reads files of these names and contents.
pub(super) fn read_files(files: &[(&str, &[u8])], options: &Options) -> (Vec<Sheet>, Vec<Finding>) {
    let file = |(name, bytes): &(&str, &[u8])| File::new(*name, *bytes);
    let files: Vec<_> = files.iter().map(file).collect();
    engine::sheets(&files, options)
}

/// What reading one file gives, as text: headings, rows and findings.
pub(super) fn shown(name: &str, bytes: &[u8]) -> String {
    shown_with(name, bytes, &Options::default())
}

pub(super) fn shown_with(name: &str, bytes: &[u8], options: &Options) -> String {
    let (sheets, findings) = read_files(&[(name, bytes)], options);
    let mut text = String::new();
    for sheet in &sheets {
        writeln!(text, "{} ({})", sheet.source, sheet.dialect).unwrap();
        text.push_str(&table(sheet));
    }
    text.push_str(&listed(&findings));
    text
}

/// Headings and rows of a sheet, one a line, each with its row number; a blank cell shows as `_`.
pub(super) fn table(sheet: &Sheet) -> String {
    let headings: Vec<_> = sheet
        .headings
        .iter()
        .map(|one| {
            format!(
                "{}={}",
                one.column,
                if one.text.is_empty() { "_" } else { &one.text }
            )
        })
        .collect();
    let mut text = format!("{}: {}\n", sheet.heading_row, headings.join(" | "));
    sheet.visit(0..sheet.len(), |row, cells| {
        let cells: Vec<_> = (0..sheet.headings.len())
            .map(|at| cells.get(HeadingId(at)))
            .map(|cell| if cell.is_empty() { "_" } else { cell })
            .collect();
        writeln!(text, "{row}: {}", cells.join(" | ")).unwrap();
    });
    text
}

pub(super) fn listed(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let Location::Input(origin) = &finding.location else {
            panic!("{finding:?} points at no input")
        };
        let help = finding
            .help
            .as_ref()
            .map(|help| format!("\n  help: {help}"))
            .unwrap_or_default();
        format!(
            "{} [{}] {origin}: {}{help}\n",
            finding.severity(),
            finding.code,
            finding.message
        )
    };
    findings.iter().map(line).collect()
}
