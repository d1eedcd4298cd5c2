//! Rows that may be no applications: the headings pasted in again, totals, a line under the table. A person says of each whether it
//! counts.

use std::sync::Arc;

use super::sheet::{Cells, Sheet};
use super::tools::responses::Unsure;
use crate::base::finding::Code;
use crate::base::ids::Per;
use crate::table::HeadingId;
use crate::values::spelling::{fold_words, quoted};

/// What stands first in a row of totals.
#[rustfmt::skip]
const TOTALS: &[&str] = &[
    "total", "totals", "subtotal", "sub total", "grand total", "sum", "average", "mean", "median",
    "count", "minimum", "maximum", "total général", "total general", "totale", "somme", "moyenne",
    "summe", "gesamt", "gesamtsumme", "insgesamt", "mittelwert", "durchschnitt", "suma", "razem",
    "łącznie", "średnia", "ukupno", "zbir", "prosjek", "prosek", "укупно", "збир", "просек",
    "итого", "всего", "сумма", "среднее", "разом", "усього", "всього", "сума", "середнє", "общо",
    "вкупно", "celkem", "spolu", "skupaj", "összesen", "toplam", "ortalama", "σύνολο",
    "μέσος όρος", "totalt", "i alt", "yhteensä", "kokku", "viso", "kopā", "სულ", "ընդամենը",
    "cəmi", "барлығы", "жами", "المجموع",
];

/// Columns below which a row with one filled cell says nothing.
const NARROW: usize = 3;

/// The rows of a sheet that seem to be none of the applications, by row.
pub(super) fn strays(sheet: &Sheet) -> Vec<Unsure> {
    let headings: Per<HeadingId, String> = sheet
        .headings
        .iter()
        .map(|heading| heading.text.trim().to_owned())
        .collect();
    let columns = headings
        .iter()
        .filter(|heading| !heading.is_empty())
        .count();
    let begins = |at: usize, cell: &str| {
        is_heading(
            headings.find(HeadingId(at)).map_or("", String::as_str),
            cell.trim(),
        )
    };
    // A row that says enough, and neither begins as the headings do nor with the word for a total.
    let is_total = |cell: &str| is_short(cell) && TOTALS.contains(&&*fold_words(cell));
    let is_ordinary = |[first, second, _]: [&str; NARROW]| {
        let is_none = begins(0, first) || begins(1, second) || is_total(first.trim());
        headings.len() >= NARROW && !is_none
    };
    let mut strays = Vec::new();
    sheet.visit_unless(is_ordinary, |row, cells| {
        let Some(first) = headings.ids().find(|at| !cells.get(*at).trim().is_empty()) else {
            return;
        };
        let found = cells.get(first).trim();
        let why = if repeats(&headings, first, cells) {
            "it repeats the headings".to_owned()
        } else if let Some(what) = what(found, first, columns, headings.len(), cells) {
            format!("{what}: it begins with {}", quoted(found))
        } else {
            return;
        };
        let heading = &sheet.headings[first];
        let why: Arc<str> = why.into();
        strays.push(Unsure {
            row,
            column: heading.column,
            found: found.into(),
            why,
            yields: false,
            code: Code::NoApplication,
        });
    });
    strays
}

/// Whether most of what stands in a row are the headings above it.
fn repeats(headings: &Per<HeadingId, String>, first: HeadingId, cells: Cells<'_>) -> bool {
    let is_heading = |at: HeadingId| {
        is_heading(
            headings.find(at).map_or("", String::as_str),
            cells.get(at).trim(),
        )
    };
    // Most rows are passed over after two cells.
    if !is_heading(first) && !is_heading(HeadingId(first.0.saturating_add(1))) {
        return false;
    }
    let filled = headings
        .ids()
        .filter(|at| !cells.get(*at).trim().is_empty())
        .count();
    let same = headings.ids().filter(|at| is_heading(*at)).count();
    same > 1 && same.saturating_mul(2) > filled
}

fn is_heading(heading: &str, cell: &str) -> bool {
    !cell.is_empty()
        && (cell.eq_ignore_ascii_case(heading)
            || !cell.is_ascii() && fold_words(cell) == fold_words(heading))
}

/// Whether it may be a word for a total.
fn is_short(found: &str) -> bool {
    found.len() <= 60 && found.chars().next().is_some_and(char::is_alphabetic)
}

/// What a row is by its first filled cell; none for an application.
fn what(
    found: &str,
    first: HeadingId,
    columns: usize,
    width: usize,
    cells: Cells<'_>,
) -> Option<&'static str> {
    // As long as a line under a table may be; no id is.
    if found.len() > 400 {
        return None;
    }
    let filled = || {
        (first.0..width)
            .map(HeadingId)
            .filter(|at| !cells.get(*at).trim().is_empty())
            .take(NARROW)
            .count()
    };
    let words = || found.split_whitespace().count();
    if is_short(found) {
        let folded = fold_words(found);
        let begins = || {
            folded
                .split(' ')
                .next()
                .is_some_and(|word| TOTALS.contains(&word))
                && words() > 1
        };
        if TOTALS.contains(&folded.as_str()) || begins() && filled() < NARROW && columns > NARROW {
            return Some("it seems to be a total under the table");
        }
    }
    let label = found.ends_with(':') && filled() < NARROW;
    let line = words() > 1 && filled() == 1;
    (columns >= NARROW && (label || line)).then_some("it seems to be a remark beside the table")
}
