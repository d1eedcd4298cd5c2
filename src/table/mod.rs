//! Bytes to tables: CSV and workbooks become sheets of text cells that know where they stand.
//!
//! Adding a format is one new file here, one arm in [`read_bytes`] and its tests.

pub mod columns;
mod common;
pub mod csv;
pub mod doubts;
mod limits;
pub mod options;
pub mod sheet;
mod sniff;
mod strays;
pub mod tools;
pub mod workbook;

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::Arc;

pub use self::options::{Hidden, Options};
pub use self::tools::Tool;
pub use common::row_help;
pub use limits::{MAX_FILE, MAX_HEADING};
pub use sheet::{Body, Cells, Heading, HeadingId, Rows, Sheet};
pub use sniff::unopened;

pub use self::csv::text::Sizes;
use self::csv::text::Text;
use self::sniff::Kind;
use self::tools::kobo::is_repeated_group;
use self::tools::responses;
pub use self::workbook::{Filled, hidden_note};
use crate::base::finding::{Code, Finding};
use crate::base::origin::{Origin, Row, Source};
pub use crate::values::Delimiter;

/// Begins to read a file from its first byte, as often as it is called.
pub type Open<'a> = &'a dyn Fn() -> io::Result<Box<dyn Read + 'a>>;

/// Of a sheet of which the headings and the first rows are known, the columns that will be looked at; none where all of them
/// will.
pub type Wanted<'a> = &'a (dyn Fn(&Sheet) -> Option<BTreeSet<HeadingId>> + Sync);

/// Reads what stood in a file, all of it; `source` is the name it goes by. As [`read`].
pub fn read_bytes(
    source: &Arc<Source>,
    bytes: &[u8],
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    let open = || Ok(Box::new(bytes) as Box<dyn Read>);
    read(source, &open, options, &|_| None, Sizes::default())
}

/// The sheets of a workbook that hold something; none of what is no workbook, or cannot be read.
pub fn filled_sheets(open: Open<'_>) -> Filled {
    let read = || -> io::Result<Filled> {
        let text = Text::begin(open()?, Sizes::default())?;
        match sniff::kind(text.left()) {
            Kind::Workbook(container) => {
                let text = text.up_to(limits::MAX_WORKBOOK)?;
                Ok(workbook::filled(text.all(), container))
            }
            _ => Ok(Filled::default()),
        }
    };
    read().unwrap_or_default()
}

/// Reads a file; `source` is the name it goes by.
///
/// What a file is follows from its content, never from its name; text that is called a workbook is refused. A file about which a finding is an error gives no sheet.
pub fn read(
    source: &Arc<Source>,
    open: Open<'_>,
    options: &Options,
    wanted: Wanted<'_>,
    sizes: Sizes,
) -> (Option<Sheet>, Vec<Finding>) {
    let read = || -> io::Result<_> {
        let text = Text::begin(open()?, sizes)?;
        let kind = sniff::kind(text.left());
        let refuse = |finding| Ok((kind, (None, vec![finding])));
        let found = match kind {
            Kind::Empty => {
                let empty =
                    Finding::new(Code::FileEmpty, Origin::source(source), "the file is empty");
                return refuse(empty.help("export the applications again"));
            }
            Kind::Foreign(what) => return refuse(sniff::foreign(source, what)),
            Kind::Workbook(container) => {
                // A larger one is refused for its first bytes beyond the limit.
                let text = text.up_to(limits::MAX_WORKBOOK)?;
                workbook::read(source, text.all(), container, &text.digest(), options)
            }
            Kind::Text => match sniff::text_called_workbook(source) {
                Some(finding) => return refuse(finding),
                None => csv::read(source, text, open, options, wanted)?,
            },
        };
        Ok((kind, found))
    };
    let (kind, (mut sheet, mut findings)) = match read() {
        Ok(read) => read,
        Err(error) => return (None, vec![unopened(source, &error)]),
    };
    if let Some(group) = sheet.take_if(|sheet| is_repeated_group(sheet)) {
        let message =
            "this sheet holds a repeated group of KoboToolbox: several rows for one application";
        let finding = Finding::new(Code::WorkbookSheets, Origin::source(&group.source), message);
        findings.push(finding.help(
            "name the sheet with the applications themselves, with `--sheet` or under `[export]`",
        ));
    }
    if let Some(sheet) = &mut sheet {
        let strays = match sheet.body {
            // They were found while the rows were read.
            Body::Columns(_) => std::mem::take(&mut sheet.doubts.responses),
            Body::Grid(_) | Body::Given(_) => strays::strays(sheet),
        };
        let marked = responses::unsure(sheet);
        let rows: BTreeSet<Row> = strays.iter().map(|stray| stray.row).collect();
        let is_stray = |marked: &responses::Unsure| rows.contains(&marked.row);
        sheet.doubts.responses = marked
            .into_iter()
            .filter(|marked| !is_stray(marked))
            .collect();
        sheet.doubts.responses.extend(strays);
        sheet.doubts.responses.sort_by_key(|unsure| unsure.row);
        findings.extend(responses::findings(sheet));
    }
    findings.extend(sniff::misnamed(source, kind));
    (sheet, findings)
}
