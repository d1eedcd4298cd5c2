//! The first step: from sheets to applications, after which the sheets are needed no more.

use crate::answers::headings::SheetRead;
use crate::answers::{self, Applications};
use crate::base::finding::Finding;
use crate::rules::Rules;
use crate::table::Sheet;

/// The applications in some sheets, which are needed no more, and how each was read.
pub struct SheetsRead {
    pub(super) applications: Applications,
    pub(super) sheets: Vec<SheetRead>,
}

/// Reads the answers in sheets.
///
/// # Errors
/// A needed column is missing or doubled, or cannot be read.
pub fn read(rules: &Rules, sheets: &[Sheet]) -> Result<SheetsRead, Vec<Finding>> {
    let (applications, layouts) = answers::read(&rules.form, sheets)?;
    let sheets = sheets.iter().zip(layouts);
    Ok(SheetsRead {
        applications,
        sheets: sheets
            .map(|(sheet, layout)| SheetRead::new(sheet, layout))
            .collect(),
    })
}
