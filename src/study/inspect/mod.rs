//! A first look at an export: what every column seems to hold, and a draft of the rules that would read it.
//!
//! Guesses, and said to be; nothing here is used in a selection.

mod born;
mod chosen;
mod column;
mod draft_fields;
mod forms;
mod guess;
mod heading;
mod known;
mod made;
mod personal;
mod multiple_response;
mod ratings;
mod several;
mod stems;
mod draft;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::answers::option_columns;
use crate::base::counted::count;
use crate::table::Sheet;
use crate::values::spelling::fold_words;

pub use column::Column;
pub use draft::{RULES_TO_WRITE, draft};
pub use draft_fields::{fields, slug};
pub use forms::sources;
pub use guess::Guess;
pub use heading::Heading;
pub use made::unique;
pub use several::together;

/// What is asked where people wrote something beside the options.
const WRITTEN: &str = "people wrote answers of their own: what do they count as?";

/// Different answers that are shown of a column; columns with more are described.
const SHOWN: usize = 8;

/// The columns of a sheet, those of one question's options together, those of the form tool left out.
pub fn columns(sheet: &Sheet) -> Vec<Column> {
    // In Google Forms nothing but a grid has headings in brackets.
    let read = column::read(sheet);
    let same = same_headings(&read);
    let mut columns = multiple_response::bare(multiple_response::gathered(
        read,
        sheet.tool.id == "google-forms",
    ));
    columns = written::joined(columns);
    apart(&mut columns, &same);
    let mut columns = ratings::together(columns);
    guess::settle(&mut columns, sheet.tool.joins_by_space());
    let mut columns = written::joined(columns);
    beside_options(&mut columns);
    known::id(&mut columns);
    // What the tool adds by itself says nothing about an applicant, unless it is their number or when they applied.
    let submitted = known::submitted(&columns);
    let mut at = 0..;
    columns.retain(|column| {
        let at = at.next();
        !column.heading.compiled().compared().is_empty()
            && (!sheet.tool.adds(&column.heading) || column.guess == Guess::Id || at == submitted)
    });
    columns
}

/// The letters of the columns with each heading.
fn same_headings(columns: &[Column]) -> BTreeMap<String, Vec<String>> {
    let mut same: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in columns {
        same.entry(column.heading.compiled().compared().to_owned())
            .or_default()
            .push(column.letters());
    }
    same
}

/// Headings are how rules tell columns apart: those that cannot be told are left out.
fn apart(columns: &mut [Column], same: &BTreeMap<String, Vec<String>>) {
    for column in columns {
        let letters = same
            .get(column.heading.compiled().compared())
            .filter(|letters| letters.len() > 1);
        if let Some(letters) = letters
            && column.left_out.is_none()
        {
            let columns = letters.join(", ");
            column.left_out = Some(format!(
                "the columns {columns} have one heading: rename all but one of them in the file"
            ));
        }
    }
}

/// Columns `Question [option]` that are not taken for options would be, beside a field of choices with their question.
fn beside_options(columns: &mut [Column]) {
    let headings = columns.iter().map(|column| column.heading.as_str());
    let options = headings.flat_map(option_columns::parts);
    let questions: BTreeSet<String> = options
        .filter(|(_, option)| !option.trim().is_empty())
        .map(|(question, _)| fold_words(question))
        .collect();
    for column in columns
        .iter_mut()
        .filter(|column| column.columns.len() == 1)
    {
        if matches!(column.guess, Guess::Choices { .. })
            && questions.contains(column.heading.compiled().compared())
        {
            column.guess = Guess::Text;
            column.doubt("other columns have this heading and more: do they belong together?");
        }
    }
}

/// A line for each column: letters, heading, what it seems to be, and its answers where they are few.
///
/// Answers that nearly all differ (names, addresses, long texts) are counted and not shown.
pub fn page(sheet: &Sheet, columns: &[Column]) -> String {
    let mut page = String::new();
    let rows = count(sheet.len(), "row", "rows");
    let _ = writeln!(page, "{}: {}; {rows}", sheet.source, sheet.dialect);
    for column in columns {
        let blank = match column.blank {
            0 => String::new(),
            blank => format!(", {blank} blank"),
        };
        let _ = writeln!(page, "  {:<4} {}", column.letters(), column.heading.trim());
        let different = column.answers.len();
        let _ = writeln!(
            page,
            "         {}; {different} different{blank}{}",
            column.guess.words(),
            answers(column)
        );
        for doubt in column.left_out.iter().chain(&column.doubts) {
            let _ = writeln!(page, "         ? {doubt}");
        }
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
    let shown: Vec<String> = column
        .answers
        .iter()
        .take(SHOWN)
        .map(|(answer, times)| format!("{answer} {times}×"))
        .collect();
    let more = column.answers.len().saturating_sub(SHOWN);
    let more = if more == 0 {
        String::new()
    } else {
        format!(", {more} more")
    };
    format!(": {}{more}", shown.join(", "))
}
