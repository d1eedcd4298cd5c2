//! The workbook for the panel: one sheet a list, ready to be read on a screen and printed on landscape A4.
//!
//! No creation time and no author, so that the same selection gives the same bytes.

mod choices;
mod cover;
mod formats;
mod handout;
mod layout;
mod list;
mod measure;
mod mail_merge;
mod packs;
mod page;
mod print;
mod rules;

pub use mail_merge::mail_merge;
pub use packs::pack;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::choices::Choices;
use self::formats::Formats;
use self::print::{Foot, print_setup};
use crate::base::finding::Finding;
use crate::papers;
use crate::papers::handout::handouts;
use crate::papers::lists;
use crate::papers::to_sign::to_sign;
use crate::select::Selection;

/// The characters a cell of Excel holds, counted in UTF-16 units.
const TEXT: usize = 32_767;

/// The workbook's bytes, and a note for whatever did not fit. Where the run `is_final` its titles say so; `digest` is that of the audit, by
/// which a print is matched to its run folder.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn bytes(
    selection: &Selection<'_>,
    (is_final, on): (bool, Option<Date>),
    digest: &str,
) -> Result<(Vec<u8>, Vec<Finding>), XlsxError> {
    let (mut workbook, formats) = (empty()?, Formats::new());
    let foot = foot(selection, digest);
    let mut notes = Vec::new();
    let mut tabs: Vec<String> = [cover::TAB, rules::TAB, choices::TAB]
        .map(str::to_owned)
        .to_vec();
    let mut choices = Choices::new(choices::TAB.to_owned());
    cover::add(
        &mut workbook,
        &papers::cover::cover(selection, is_final, on),
        &foot,
    )?;
    for paper in handouts(selection, is_final) {
        handout::add(&mut workbook, &paper, &mut tabs, &foot)?;
    }
    for mut table in lists::sheets(selection, is_final) {
        // A sheet of nothing but headings says less than its absence; the CSV files are all there.
        let mut rows = table.rows.peekable();
        if rows.peek().is_none() {
            continue;
        }
        table.rows = Box::new(rows);
        let tab = tab(&table.tab, &tabs);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&tab)?;
        tabs.push(tab);
        let file = "workbook.xlsx";
        list::fill(sheet, table, &formats, (file, &mut notes), &mut choices)?;
        print_setup(sheet, &foot)?;
    }
    rules::add(&mut workbook, &to_sign(selection.rules, 0), &foot)?;
    choices.add(&mut workbook, &foot, true)?;
    Ok((saved(workbook)?, notes))
}

/// The clarify list as a form: the cells to fill in stand out, and answers can be chosen from lists.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn to_fill_in(
    selection: &Selection<'_>,
    digest: &str,
) -> Result<(Vec<u8>, Vec<Finding>), XlsxError> {
    let foot = foot(selection, digest);
    let table = lists::to_fill_in(selection);
    let (mut workbook, formats) = (empty()?, Formats::new());
    let mut notes = Vec::new();
    let mut choices = Choices::new(choices::TAB.to_owned());
    let sheet = workbook.add_worksheet();
    sheet.set_name(&table.tab)?;
    let file = "clarify.xlsx";
    list::fill(sheet, table, &formats, (file, &mut notes), &mut choices)?;
    print_setup(sheet, &foot)?;
    choices.add(&mut workbook, &foot, false)?;
    Ok((saved(workbook)?, notes))
}

/// What stands on every page.
fn foot<'a>(selection: &'a Selection<'_>, digest: &'a str) -> Foot<'a> {
    let programme = &selection.rules.programme;
    Foot {
        programme: &programme.title,
        confidential: programme.confidential.as_deref().unwrap_or("Confidential"),
        digest,
    }
}

/// The bytes of a workbook. Its crate makes the sheets in threads, and breaks down where the system refuses one, or a random number.
fn saved(mut workbook: Workbook) -> Result<Vec<u8>, XlsxError> {
    catch_unwind(AssertUnwindSafe(|| workbook.save_to_buffer())).unwrap_or_else(|_| {
        let words =
            "it cannot be put together: the system refuses a thread or a random number; --without-workbook leaves it out";
        Err(XlsxError::IoError(io::Error::other(words)))
    })
}

/// A workbook without sheets.
fn empty() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed moment: leaving it out would write the clock's.
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?),
    );
    Ok(workbook)
}

/// A tab's name: 31 characters at most, and no two alike.
fn tab(wanted: &str, taken: &[String]) -> String {
    let cut = |limit: usize| wanted.chars().take(limit).collect::<String>();
    let name = cut(31);
    // Excel does not tell small letters from capitals.
    let is_free = |name: &String| {
        let name = name.to_lowercase();
        taken.iter().all(|other| other.to_lowercase() != name)
    };
    if is_free(&name) {
        return name;
    }
    (2_u32..)
        .map(|number| format!("{} {number}", cut(27)))
        .find(is_free)
        .unwrap_or(name)
}

/// As much of a text as an Excel cell holds.
fn cut(text: &str) -> &str {
    let mut units = 0_usize;
    let too_far = text.char_indices().find(|(_, c)| {
        units = units.saturating_add(c.len_utf16());
        units > TEXT
    });
    too_far.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
