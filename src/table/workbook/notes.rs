//! What is said of a sheet as a whole: what is hidden in it, and what was read otherwise than it stands in the file.

use std::sync::Arc;

use super::cells::Cells;
use super::text::picture;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::table::{Hidden, Options};

/// How many rows or columns are listed one by one.
const LISTED: usize = 20;

/// Everything there is to say once the cells are in.
pub(super) fn about(source: &Arc<Source>, cells: &Cells, options: &Options) -> Vec<Finding> {
    let hidden = options.hidden;
    let cell =
        |(row, column): (u32, u32)| Location::Input(Origin::cell(source, Row(row), Column(column)));
    let rows = rows(source, cells, hidden);
    let columns = columns(source, cells, hidden);
    let controls = cells.controls.map(|(count, first, control)| {
        let shown = picture(char::from(control));
        let message = match count {
            1 => format!("1 cell holds a control character, which no key types; it is shown as `{shown}`"),
            many => format!(
                "{many} cells hold control characters, which no key types; they are shown as pictures, in this one as `{shown}`"
            ),
        };
        Finding::new(Code::ControlShown, cell(first), message)
    });
    let zeros = cells.zeros.as_ref().map(|(count, first, shown)| {
        let message = match count {
            1 => format!("1 number is read as the sheet shows it, with zeros in front: `{shown}`"),
            many => {
                format!("{many} numbers are read as the sheet shows them, with zeros in front; the first is `{shown}`")
            }
        };
        Finding::new(Code::ZerosShown, cell(*first), message)
    });
    let struck = struck(source, cells, options.struck);
    rows.into_iter()
        .chain(struck)
        .chain(columns)
        .chain(controls)
        .chain(zeros)
        .collect()
}

/// What to add to the dialect: whether hidden rows and columns count.
pub(super) fn settled(cells: &Cells, options: &Options) -> String {
    let hidden = match options.hidden {
        _ if cells.rows_hidden.is_empty() && cells.columns_hidden.is_empty() => "",
        None => "",
        Some(Hidden::Include) => ", hidden rows and columns read",
        Some(Hidden::Exclude) => ", hidden rows and columns left out",
    };
    let struck = match options.struck {
        _ if cells.rows_struck.is_empty() => "",
        None => "",
        Some(Hidden::Include) => ", crossed-out rows read",
        Some(Hidden::Exclude) => ", crossed-out rows left out",
    };
    format!("{hidden}{struck}")
}

/// What is said of rows of which everything is crossed out.
fn struck(source: &Arc<Source>, cells: &Cells, struck: Option<Hidden>) -> Option<Finding> {
    let first = cells.rows_struck.first()?;
    let location = Origin::row(source, Row(*first));
    let rows = stretches(&cells.rows_struck, |row| row.to_string());
    let many = cells.rows_struck.len();
    Some(match struck {
        None => {
            let what = count(many, "row is", "rows are");
            Finding::new(Code::Struck, location, format!("{what} crossed out: {rows}")).help(
                "does what they hold count? `--struck include` reads them like all others, `--struck exclude` leaves them out, so \
                 that whoever stands in them has not applied; or take the strikes out in Excel, save, and run again",
            )
        }
        Some(Hidden::Include) => Finding::new(
            Code::StruckSettled,
            location,
            format!("crossed-out rows, read as asked: {rows}"),
        ),
        Some(Hidden::Exclude) => {
            let said = count(many, "crossed-out row", "crossed-out rows");
            Finding::new(
                Code::StruckSettled,
                location,
                format!("{said}, left out as asked: {rows}"),
            )
        }
    })
}

fn rows(source: &Arc<Source>, cells: &Cells, hidden: Option<Hidden>) -> Option<Finding> {
    let first = cells.rows_hidden.first()?;
    let location = Origin::row(source, Row(*first));
    let many = cells.rows_hidden.len();
    let how = if cells.survey.filtered {
        "by a filter"
    } else {
        "by hand or by a filter"
    };
    let rows = stretches(&cells.rows_hidden, |row| row.to_string());
    Some(match hidden {
        None => {
            let what = count(many, "row is", "rows are");
            Finding::new(Code::Hidden, location, format!("{what} hidden, {how}: {rows}")).help(
                "does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them \
                 out, so that whoever stands in them has not applied; or show them in Excel, save, and run again",
            )
        }
        Some(Hidden::Include) => Finding::new(
            Code::HiddenSettled,
            location,
            format!("hidden rows, read as asked: {rows}"),
        ),
        Some(Hidden::Exclude) => {
            let hidden = count(many, "hidden row", "hidden rows");
            Finding::new(
                Code::HiddenSettled,
                location,
                format!("{hidden}, left out as asked: {rows}"),
            )
        }
    })
}

fn columns(source: &Arc<Source>, cells: &Cells, hidden: Option<Hidden>) -> Option<Finding> {
    let first = cells.columns_hidden.iter().min()?;
    let mut columns = cells.columns_hidden.clone();
    columns.sort_unstable();
    let columns = stretches(&columns, |column| Column(column).to_string());
    let done = match hidden? {
        Hidden::Include => "read",
        Hidden::Exclude => "left out",
    };
    let location = Origin::column(source, Column(*first));
    Some(Finding::new(
        Code::HiddenSettled,
        location,
        format!("hidden columns, {done} as asked: {columns}"),
    ))
}

/// Rising numbers as `5, 8 to 12, 40`, and how many more there are.
fn stretches(numbers: &[u32], name: impl Fn(u32) -> String) -> String {
    let runs = numbers.chunk_by(|left, right| left.saturating_add(1) == *right);
    let mut listed = Vec::new();
    let mut beyond = 0_usize;
    for run in runs {
        match run {
            _ if listed.len() == LISTED => beyond = beyond.saturating_add(run.len()),
            [only] => listed.push(name(*only)),
            [first, .., last] => listed.push(format!("{} to {}", name(*first), name(*last))),
            [] => {}
        }
    }
    let listed = listed.join(", ");
    if beyond == 0 {
        listed
    } else {
        format!("{listed}, and {beyond} more")
    }
}
