//! Answers that the form tool joined by a space: KoboToolbox writes all chosen labels into one cell, and labels hold spaces
//! themselves. `Bosnia and Herzegovina Serbia` cannot be taken apart, so such a column is refused and never guessed at.

use super::heading::Found;
use super::headings::Layout;
use super::is_blank;
use crate::base::finding::{Code, Finding};
use crate::base::origin::Origin;
use crate::rules::form::{Field, Form, Kind};
use crate::table::Sheet;
use crate::values::spelling::{fold, quoted};

/// A refusal for every field of choices that can only be read from such a column.
pub(super) fn refusals(form: &Form, sheet: &Sheet, layout: &Layout) -> Vec<Finding> {
    if !sheet.tool.joins_by_space() {
        return Vec::new();
    }
    let fields = form.fields.iter().zip(&layout.columns);
    fields
        .filter_map(|(field, columns)| refusal(sheet, field, columns.as_slice()))
        .collect()
}

fn refusal(sheet: &Sheet, field: &Field, columns: &[Option<Found>]) -> Option<Finding> {
    let (Kind::Choices(options, separator), [Some(column), others @ ..]) = (&field.kind, columns)
    else {
        return None;
    };
    // Where each option has a column, these are read.
    if others
        .iter()
        .take(options.options.len())
        .any(Option::is_some)
    {
        return None;
    }
    let spellings = options.compiled();
    let is_option = |text: &str| spellings.option(&fold(text)).is_some();
    let mut joined: Option<(Finding, bool)> = None;
    sheet.visit(0..sheet.len(), |row, cells| {
        let text = cells.get(column.id).trim();
        if joined.is_some() || is_blank(text) || is_option(text) || !text.contains(' ') {
            return;
        }
        let names = text.split_whitespace().all(is_option);
        if names && *separator == ' ' {
            return;
        }
        let location = Origin::cell(&sheet.source, row, column.column);
        let said = if field.personal { String::new() } else { format!(": {}", quoted(text)) };
        let message = format!(
            "{}: {} joins the answers by spaces, and labels hold spaces, so nobody can tell which were chosen{said}",
            field.name, sheet.tool.name
        );
        let finding = Finding::new(Code::JoinedLabels, location, message);
        joined = Some((finding, names));
    });
    let (finding, names) = joined?;
    Some(if names {
        let message = format!(
            "{}: {} joins the answers by spaces",
            field.name, sheet.tool.name
        );
        Finding { message, ..finding }
            .help("these are names without spaces: write `separator = \" \"` into the field")
    } else {
        finding.help(
            "export anew, with a column for each option (`Separate columns`) or with XML values and headers in place of labels",
        )
    })
}
