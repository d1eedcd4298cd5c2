//! `[export]`: which form tool the files come from and how they are to be read.

use encoding_rs::Encoding;

use super::format::EXPORT;
use super::table::{Item, Table};
use crate::rules::Export;
use crate::rules::export::TOOLS;
use crate::values::Delimiter;

/// Rows that an Excel sheet can have.
const ROWS: u32 = 1_048_576;

/// What is wrong is noted and left out.
pub(super) fn export(item: Item<'_>) -> Option<Export> {
    Some(export_of(&item.table(&EXPORT)?))
}

/// Of a table with the keys of `[export]`.
pub(super) fn export_of(table: &Table<'_>) -> Export {
    Export {
        tool: table
            .get("tool")
            .and_then(|item| item.word(&TOOLS.map(|tool| (tool, tool)))),
        header_row: table.get("header_row").and_then(|item| item.count(1, ROWS)),
        sheet: table.get("sheet").and_then(Item::text).map(str::to_owned),
        delimiter: table.get("delimiter").and_then(|item| {
            item.word(&Delimiter::ALL.map(|delimiter| (delimiter.name(), delimiter)))
        }),
        encoding: table.get("encoding").and_then(encoding),
    }
}

fn encoding(item: Item<'_>) -> Option<&'static Encoding> {
    let name = item.text()?;
    let encoding = Encoding::for_label(name.as_bytes());
    if encoding.is_none() {
        item.spot.say_bad_help(
            format!(
                "`{}` is no encoding Intake knows",
                super::diagnostics::shown(name)
            ),
            "write a name such as `windows-1250`, `windows-1251`, `windows-1252` or `utf-16le`",
        );
    }
    encoding
}
