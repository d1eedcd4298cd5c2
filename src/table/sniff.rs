//! What a file is, told from its first bytes: names lie, exports called `.xls` are often web pages or plain text.

use std::io;
use std::sync::Arc;

use crate::base::finding::{Code, Finding};
use crate::base::origin::{Origin, Source};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Text,
    Workbook(Container),
    /// Something else; its name in words.
    Foreign(&'static str),
}

/// What a workbook comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// `.xlsx`, `.xlsb`, `.ods`.
    Zip,
    /// `.xls`, and workbooks with a password.
    Ole,
}

pub(super) fn kind(bytes: &[u8]) -> Kind {
    const FOREIGN: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
        (b"{\\rtf", "a rich text document"),
        (b"MIME-Version:", "a web page saved as one file"),
    ];
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Workbook(Container::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Kind::Workbook(Container::Ole);
    }
    // Workbooks before Excel 5 are one bare stream that starts with its version.
    if let [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] = bytes {
        return Kind::Foreign("a workbook of Excel 4 or older");
    }
    if is_sylk(bytes) {
        return Kind::Foreign("a SYLK spreadsheet");
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Kind::Foreign(what);
    }
    markup(bytes).map_or(Kind::Text, Kind::Foreign)
}

/// SYLK begins like a table whose first heading is `ID`; but its lines are records of one letter.
fn is_sylk(bytes: &[u8]) -> bool {
    let mut lines = bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| !line.is_empty());
    let record = |line: &[u8]| matches!(line, [b'A'..=b'Z', b';', ..] | [b'A'..=b'Z', _, b';', ..]);
    lines.next().is_some_and(|line| line.starts_with(b"ID;P")) && lines.next().is_some_and(record)
}

fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let starts = |tag: &str| {
        head.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    let spreadsheet = b"urn:schemas-microsoft-com:office:spreadsheet";
    let beginning = head.get(..head.len().min(4096)).unwrap_or_default();
    if starts("<?xml")
        && beginning
            .windows(spreadsheet.len())
            .any(|window| window == spreadsheet)
    {
        Some("a workbook in the XML format of Excel 2003")
    } else if starts("<?xml") {
        Some("an XML document")
    } else if ["<!doctype", "<html", "<table", "<head", "<meta", "<style"]
        .into_iter()
        .any(starts)
    {
        Some("a web page")
    } else {
        None
    }
}

/// A note on a workbook whose name says that it is text.
pub(super) fn misnamed(source: &Arc<Source>, kind: Kind) -> Option<Finding> {
    let ending =
        ending(source).filter(|ending| ["csv", "tsv", "txt"].contains(&ending.as_str()))?;
    let message = format!("its name ends in `.{ending}`, but it is a workbook, and read as such");
    matches!(kind, Kind::Workbook(_))
        .then(|| Finding::new(Code::Misnamed, Origin::source(source), message))
}

/// Why text is not read whose name says that it is a workbook: what Excel shows of it need not be what stands in it.
pub(super) fn text_called_workbook(source: &Arc<Source>) -> Option<Finding> {
    const BOOKS: [&str; 5] = ["xlsx", "xlsm", "xls", "xlsb", "ods"];
    let ending = ending(source).filter(|ending| BOOKS.contains(&ending.as_str()))?;
    let message = format!(
        "its name ends in `.{ending}`, but it is no workbook: it is plain text, perhaps a CSV"
    );
    let help = "if it came from the form tool like this, give it a name that ends in `.csv` and run again; if not, export it again";
    Some(Finding::new(Code::FileUnreadable, Origin::source(source), message).help(help))
}

fn ending(source: &Source) -> Option<String> {
    source
        .file
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
}

pub(super) fn foreign(source: &Arc<Source>, what: &str) -> Finding {
    let message = format!("this is {what}, not a table Intake can read");
    Finding::new(Code::FileUnreadable, Origin::source(source), message)
        .help("if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`")
}

pub fn unopened(source: &Arc<Source>, error: &io::Error) -> Finding {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "the file may not be read by this user".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        io::ErrorKind::OutOfMemory => "the file is larger than this machine's memory".to_owned(),
        io::ErrorKind::Other => error.to_string(),
        _ => "the file cannot be read from its disk".to_owned(),
    };
    let help = match error.kind() {
        io::ErrorKind::Other => {
            "save the applications as a file, or as several smaller ones, and give all of them"
        }
        _ => "check the name and the folder, and that no other program holds the file open",
    };
    Finding::new(Code::FileUnreadable, Origin::source(source), message).help(help)
}
