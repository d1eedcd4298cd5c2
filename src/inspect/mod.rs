//! A first look at an export: what every column seems to hold, and a draft of the rules that would read it.
//!
//! Guesses, and said to be; nothing here is used in a selection.

mod column;
mod draft;
mod guess;
mod personal;
mod questions;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::normalise::headings::fold_heading;
use crate::read::Sheet;

pub use column::Column;
pub use draft::{fields, starter};
pub use guess::Guess;

/// Different answers that are shown of a column; columns with more are described.
const SHOWN: usize = 8;

/// The columns of a sheet, those of one question's options together, those of the form tool left out.
pub fn columns(sheet: &Sheet) -> Vec<Column> {
    let mut columns = questions::gathered(&column::read(sheet));
    guess::settle(&mut columns);
    // What the tool adds by itself says nothing about an applicant, unless it is their number or when they applied.
    let kept =
        |column: &Column| !sheet.tool.adds(&column.heading) || matches!(column.guess, Guess::Id | Guess::Timestamp(_));
    columns.retain(kept);
    // Headings are how rules tell columns apart.
    let mut seen = BTreeSet::new();
    columns.retain(|column| {
        let heading = fold_heading(&column.heading);
        !heading.is_empty() && seen.insert(heading)
    });
    columns
}

/// A line for each column: letters, heading, what it seems to be, and its answers where they are few.
///
/// Answers that nearly all differ (names, addresses, long texts) are counted and not shown.
pub fn page(sheet: &Sheet, columns: &[Column]) -> String {
    let mut page = String::new();
    let rows = if sheet.len() == 1 { "1 row".to_owned() } else { format!("{} rows", sheet.len()) };
    let _ = writeln!(page, "{}: {}; {rows}", sheet.source, sheet.dialect);
    for column in columns {
        let blank = match column.blank {
            0 => String::new(),
            blank => format!(", {blank} blank"),
        };
        let _ = writeln!(page, "  {:<4} {}", column.letters(), column.heading.trim());
        let different = column.answers.len();
        let _ = writeln!(page, "         {}; {different} different{blank}{}", column.guess.words(), answers(column));
    }
    page
}

fn answers(column: &Column) -> String {
    let telling = column.guess.is_telling()
        || personal::is_identifying(column)
        || column.answers.len().saturating_mul(2) > column.filled();
    if telling || column.answers.is_empty() {
        return String::new();
    }
    let shown: Vec<String> =
        column.answers.iter().take(SHOWN).map(|(answer, times)| format!("{answer} {times}×")).collect();
    let more = column.answers.len().saturating_sub(SHOWN);
    let more = if more == 0 { String::new() } else { format!(", {more} more") };
    format!(": {}{more}", shown.join(", "))
}
