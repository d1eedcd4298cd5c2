//! Bytes to tables: CSV and workbooks become sheets of text cells that know where they stand.
//!
//! Adding a format is one new file here, one arm in [`read`] and its tests.

pub mod csv;
pub mod doubts;
pub mod options;
pub mod profile;
pub mod sheet;
mod sniff;
mod table;
pub mod workbook;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use self::options::{Hidden, Options};
pub use self::profile::Tool;
pub use sheet::{Body, Cells, Heading, Sheet};
pub use table::row_help;

use self::profile::kobo::is_repeated_group;
use self::profile::responses;
use self::sniff::Kind;
pub use crate::domain::Delimiter;
use crate::domain::digest;
use crate::finding::{Code, Finding, Place};
use crate::origin::{Origin, Source};

/// Reads every file, in the order given, and everything that is to be said about any of them.
///
/// What a file is follows from its content, never from its name. A file about which a finding is an error gives no sheet.
pub fn read(paths: &[PathBuf], options: &Options) -> (Vec<Sheet>, Vec<Finding>) {
    let mut sheets = Vec::new();
    let mut findings = Vec::new();
    for path in paths {
        let source = Arc::new(Source { file: name(path, paths), sheet: None });
        let (sheet, about) = read_file(path, &source, options);
        sheets.extend(sheet);
        findings.extend(about);
    }
    (sheets, findings)
}

/// The file's name, or its path as given where another of the files has the same name.
fn name(path: &Path, paths: &[PathBuf]) -> String {
    let same = paths.iter().filter(|other| other.file_name() == path.file_name()).count();
    match path.file_name() {
        Some(name) if same == 1 => name.to_string_lossy().into_owned(),
        _ => path.display().to_string(),
    }
}

fn read_file(path: &Path, source: &Arc<Source>, options: &Options) -> (Option<Sheet>, Vec<Finding>) {
    let refuse = |finding| (None, vec![finding]);
    let bytes = match load(path) {
        Ok(bytes) => bytes,
        Err(error) => return refuse(sniff::unopened(source, &error)),
    };
    if u32::try_from(bytes.len()).is_err() {
        return refuse(
            Finding::new(Code::FileUnreadable, Place::Input(Origin::source(source)), "the file is larger than 4 GiB")
                .help("divide it into smaller files and give all of them"),
        );
    }
    let digest = digest::of(&bytes);
    let kind = sniff::kind(&bytes);
    let (mut sheet, mut findings) = match kind {
        Kind::Empty => refuse(
            Finding::new(Code::FileEmpty, Place::Input(Origin::source(source)), "the file is empty")
                .help("export the applications again"),
        ),
        Kind::Workbook(container) => workbook::read(source, &bytes, container, &digest, options),
        Kind::Foreign(what) => refuse(sniff::foreign(source, what)),
        Kind::Text => csv::read(source, bytes, digest, options),
    };
    if let Some(group) =
        sheet.take_if(|sheet| is_repeated_group(sheet.headings.iter().map(|heading| heading.text.as_str())))
    {
        let message = "this sheet holds a repeated group of KoboToolbox: several rows for one application";
        let finding = Finding::new(Code::WorkbookSheets, Place::Input(Origin::source(&group.source)), message);
        findings
            .push(finding.help("name the sheet with the applications themselves, with `--sheet` or under `[export]`"));
    }
    if let Some(sheet) = &mut sheet {
        sheet.doubts.responses = responses::unsure(sheet);
        findings.extend(responses::findings(sheet));
    }
    findings.extend(sniff::misnamed(source, kind));
    (sheet, findings)
}

/// The whole file, or its first 4 GiB and a byte where it is larger or never ends.
fn load(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len().min(1 << 32);
    let mut bytes = Vec::new();
    // A byte more than the length, so that finding the end needs no second, doubled buffer.
    let room = usize::try_from(length).map_or(usize::MAX, |length| length.saturating_add(1));
    bytes.try_reserve_exact(room).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    file.take(1 << 32).read_to_end(&mut bytes)?;
    Ok(bytes)
}
