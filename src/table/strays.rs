//! Rows that may be no applications: the headings pasted in again, totals, a line under the table. A person says of each whether it
//! counts.

use super::sheet::{Cells, Heading, HeadingId, Sheet};
use super::tools::responses::Unsure;
use crate::base::finding::Code;
use crate::base::ids::Per;
use crate::base::origin::{Column, Row};
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

/// What tells such rows from others in one table.
pub(super) struct Watch {
    /// The headings as they are shown, each with its column.
    headings: Per<HeadingId, (String, Column)>,
    /// How many columns have one.
    named: usize,
}

/// The rows of a sheet that seem to be none of the applications, by row.
pub(super) fn strays(sheet: &Sheet) -> Vec<Unsure> {
    let watch = Watch::new(&sheet.headings);
    let mut strays = Vec::new();
    sheet.visit(0..sheet.len(), |row, cells| {
        strays.extend(watch.see(row, cells));
    });
    strays
}

impl Watch {
    pub(super) fn new(headings: &Per<HeadingId, Heading>) -> Self {
        let shown = |heading: &Heading| (heading.text.trim().to_owned(), heading.column);
        let headings: Per<HeadingId, _> = headings.iter().map(shown).collect();
        let named = headings.iter().filter(|(text, _)| !text.is_empty()).count();
        Self { headings, named }
    }

    fn heading(&self, at: HeadingId) -> &str {
        self.headings.find(at).map_or("", |(text, _)| text.as_str())
    }

    /// Whether a row's first cells alone say that it is an application, as those of most rows do; `cell` says what stands in one,
    /// where that is told quickly.
    pub(super) fn lets_pass<'t>(&self, cell: impl Fn(HeadingId) -> Option<&'t str>) -> bool {
        let [one, two, three] = [0, 1, 2].map(HeadingId);
        let says = |at: HeadingId| cell(at).map(str::trim).filter(|text| !text.is_empty());
        let (Some(first), Some(second), Some(_)) = (says(one), says(two), says(three)) else {
            return false;
        };
        // A row that says enough, and neither begins as the headings do nor with the word for a total.
        let is_total = is_short(first) && TOTALS.contains(&&*fold_words(first));
        let is_headings =
            is_heading(self.heading(one), first) || is_heading(self.heading(two), second);
        self.headings.len() >= NARROW && !is_headings && !is_total
    }

    /// Why a row seems to be no application.
    pub(super) fn see(&self, row: Row, cells: Cells<'_>) -> Option<Unsure> {
        // Whatever rows end early have nothing behind their ends.
        let width = cells.many().unwrap_or(usize::MAX).min(self.headings.len());
        let first = self
            .headings
            .ids()
            .find(|at| !cells.get(*at).trim().is_empty())?;
        let found = cells.get(first).trim();
        let why = if self.repeats(first, cells) {
            "it repeats the headings".to_owned()
        } else {
            let what = what(found, first, self.named, width, cells)?;
            format!("{what}: it begins with {}", quoted(found))
        };
        let (_, column) = self.headings.find(first)?;
        Some(Unsure {
            row,
            column: *column,
            found: found.into(),
            why: why.into(),
            yields: false,
            code: Code::NoApplication,
        })
    }

    /// Whether most of what stands in a row are the headings above it.
    fn repeats(&self, first: HeadingId, cells: Cells<'_>) -> bool {
        let is_heading = |at: HeadingId| is_heading(self.heading(at), cells.get(at).trim());
        // Most rows are passed over after two cells.
        if !is_heading(first) && !is_heading(HeadingId(first.0.saturating_add(1))) {
            return false;
        }
        let filled = self
            .headings
            .ids()
            .filter(|at| !cells.get(*at).trim().is_empty())
            .count();
        let same = self.headings.ids().filter(|at| is_heading(*at)).count();
        same > 1 && same.saturating_mul(2) > filled
    }
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
