//! Bytes to tables: CSV and workbooks become sheets of text cells that know where they stand.
//!
//! Adding a format is one new file here, one arm in [`read`] and its tests.

pub mod csv;
pub mod doubts;
pub mod file;
pub mod options;
pub mod profile;
pub mod sheet;
mod sniff;
mod strays;
mod table;
pub mod workbook;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use self::options::{Hidden, Options};
pub use self::profile::Tool;
pub use sheet::{Body, Cells, Heading, Sheet};
pub use table::{MAX_HEADING, row_help};

use self::profile::kobo::is_repeated_group;
use self::profile::responses;
use self::sniff::Kind;
pub use crate::domain::Delimiter;
use crate::domain::digest;
use crate::finding::{Code, Finding, Place};
use crate::origin::{Origin, Row, Source};

/// Reads every file, in the order given, and everything that is to be said about any of them.
///
/// What a file is follows from its content, never from its name; text that is called a workbook is refused. A file about which a finding is an error gives no sheet.
pub fn read(paths: &[PathBuf], options: &Options) -> (Vec<Sheet>, Vec<Finding>) {
    let mut sheets = Vec::new();
    let mut findings = Vec::new();
    for path in paths {
        let source = Arc::new(Source { file: name(path, paths), sheet: None });
        let (sheet, about) = read_file(path, &source, &options.of_file(&source.file));
        sheets.extend(sheet);
        findings.extend(about);
    }
    (sheets, findings)
}

/// Whether the files still hold what was read from them; `read` names each sheet's source and the digest of its file.
///
/// # Errors
/// A finding about the first that does not.
pub fn unchanged<'a>(paths: &[PathBuf], read: impl Iterator<Item = (&'a Source, &'a str)>) -> Result<(), Finding> {
    let digests: Vec<(&Source, &str)> = read.collect();
    for path in paths {
        let file = name(path, paths);
        let of_file = digests.iter().find(|(source, _)| source.file == file);
        if of_file.is_some_and(|(_, digest)| file::digest(path).ok().as_deref() != Some(digest)) {
            let place = Place::Input(Origin::source(&Arc::new(Source { file, sheet: None })));
            return Err(Finding::new(Code::FileChanged, place, "the file was changed or moved after it was read")
                .help("close it in all other programs, wait until it is saved or synchronised, and run again"));
        }
    }
    Ok(())
}

/// The file's name, or its path as given where another of the files has the same name.
fn name(path: &Path, paths: &[PathBuf]) -> String {
    let same = paths.iter().filter(|other| other.file_name() == path.file_name()).count();
    match path.file_name() {
        Some(name) if same == 1 => name.to_string_lossy().into_owned(),
        _ => path.display().to_string(),
    }
}

/// Bytes of a file.
const MAX_BYTES: u64 = 2 << 30;

fn read_file(path: &Path, source: &Arc<Source>, options: &Options) -> (Option<Sheet>, Vec<Finding>) {
    match file::bytes(path, MAX_BYTES) {
        Ok(bytes) => read_bytes(source, bytes, options),
        Err(error) => (None, vec![sniff::unopened(source, &error)]),
    }
}

/// Reads what stood in a file, as [`read`] does; `source` is the name it goes by.
pub fn read_bytes(source: &Arc<Source>, bytes: Vec<u8>, options: &Options) -> (Option<Sheet>, Vec<Finding>) {
    let refuse = |finding| (None, vec![finding]);
    let digest = digest::of(&bytes);
    let kind = sniff::kind(&bytes);
    let (mut sheet, mut findings) = match kind {
        Kind::Empty => refuse(
            Finding::new(Code::FileEmpty, Place::Input(Origin::source(source)), "the file is empty")
                .help("export the applications again"),
        ),
        Kind::Workbook(container) => workbook::read(source, &bytes, container, &digest, options),
        Kind::Foreign(what) => refuse(sniff::foreign(source, what)),
        Kind::Text => match sniff::text_called_workbook(source) {
            Some(finding) => refuse(finding),
            None => csv::read(source, bytes, digest, options),
        },
    };
    if let Some(group) = sheet.take_if(|sheet| is_repeated_group(sheet)) {
        let message = "this sheet holds a repeated group of KoboToolbox: several rows for one application";
        let finding = Finding::new(Code::WorkbookSheets, Place::Input(Origin::source(&group.source)), message);
        findings
            .push(finding.help("name the sheet with the applications themselves, with `--sheet` or under `[export]`"));
    }
    if let Some(sheet) = &mut sheet {
        let strays = strays::strays(sheet);
        let marked = responses::unsure(sheet);
        let rows: BTreeSet<Row> = strays.iter().map(|stray| stray.row).collect();
        let is_stray = |marked: &responses::Unsure| rows.contains(&marked.row);
        sheet.doubts.responses = marked.into_iter().filter(|marked| !is_stray(marked)).collect();
        sheet.doubts.responses.extend(strays);
        sheet.doubts.responses.sort_by_key(|unsure| unsure.row);
        findings.extend(responses::findings(sheet));
    }
    findings.extend(sniff::misnamed(source, kind));
    (sheet, findings)
}
