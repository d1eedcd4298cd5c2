//! What is said of columns: which questions about one still wait, and which columns nothing uses.

use crate::answers::Waiting;
use crate::answers::headings::SheetRead;
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::Origin;

/// Whether some cell waits for the answer to a question about its column.
pub(super) fn waits(finding: &Finding, waiting: &Waiting) -> bool {
    let Location::Input(location) = &finding.location else {
        return false;
    };
    let here = waiting.get(&(location.clone(), finding.code));
    here.is_some_and(|here| {
        finding.parts.is_empty() || finding.parts.iter().any(|part| here.contains(part))
    })
}

/// Notes what waits besides.
pub(super) fn also(waiting: &mut Waiting, more: Waiting) {
    for (column, parts) in more {
        waiting.entry(column).or_default().extend(parts);
    }
}

/// Columns that nothing uses, which may be a heading the rules should know.
pub(super) fn unused(sheet: &SheetRead) -> impl Iterator<Item = Finding> {
    sheet.layout.unused.iter().map(|(column, heading)| {
        let location = Origin::column(&sheet.source, *column);
        Finding::new(
            Code::HeadingUnused,
            location,
            format!("no field of the rules uses the column `{}`", heading.trim()),
        )
    })
}
