//! Bytes to tables: CSV and workbooks become sheets of text cells that know where they stand.
//!
//! Adding a format is one new file here, one arm in [`read_bytes`] and its tests.

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
use std::sync::Arc;

pub use self::options::{Hidden, Options};
pub use self::tools::Tool;
pub use common::row_help;
pub use limits::{MAX_FILE, MAX_HEADING};
pub use sheet::{Body, Cells, Heading, HeadingId, Sheet};
pub use sniff::unopened;

use self::sniff::Kind;
use self::tools::kobo::is_repeated_group;
use self::tools::responses;
use crate::base::digest;
use crate::base::finding::{Code, Finding};
use crate::base::origin::{Origin, Row, Source};
pub use crate::values::Delimiter;

/// Reads what stood in a file; `source` is the name it goes by.
///
/// What a file is follows from its content, never from its name; text that is called a workbook is refused. A file about which a finding is an error gives no sheet.
pub fn read_bytes(
    source: &Arc<Source>,
    bytes: Vec<u8>,
    options: &Options,
) -> (Option<Sheet>, Vec<Finding>) {
    let refuse = |finding| (None, vec![finding]);
    let digest = digest::of(&bytes);
    let kind = sniff::kind(&bytes);
    let (mut sheet, mut findings) = match kind {
        Kind::Empty => refuse(
            Finding::new(Code::FileEmpty, Origin::source(source), "the file is empty")
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
        let message =
            "this sheet holds a repeated group of KoboToolbox: several rows for one application";
        let finding = Finding::new(Code::WorkbookSheets, Origin::source(&group.source), message);
        findings.push(finding.help(
            "name the sheet with the applications themselves, with `--sheet` or under `[export]`",
        ));
    }
    if let Some(sheet) = &mut sheet {
        let strays = strays::strays(sheet);
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
