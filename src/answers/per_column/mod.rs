//! What is asked once of a whole column, rather than of every applicant in it: in which order its dates are written, what a
//! comma in its numbers means, which of its words are a yes, whether it holds codes of countries.
//!
//! These cells stay unreadable, so that nothing is decided by them. One line in the rules, or one look at the file,
//! settles them all. What was read although it does not literally say so is counted here, too.

mod two_orders;
mod codes;
mod coercions;
mod dates;
mod days;
mod forms;
mod languages;
mod numbers;
mod parts;
mod placeholders;
mod waiting;

pub use waiting::Waiting;
mod words;
mod zones;

use crate::base::ids::AssessorId;
use std::ops::Range;

use super::applications::FieldColumns;
use super::column::CellColumn;
use super::heading::Found;
use super::headings::Layout;
use super::types::date;
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::{Origin, Row};
use crate::rules::form::{DateOrder, Dates, Field, Form, Kind, Protection};
use crate::rules::{FieldId, FormSource, SourceId};
use crate::table::Sheet;
use crate::values::of_column::{Apart, OfColumn};
use crate::values::{Problem, Reading, Value, Wrong};
use crate::words::problems;

/// One column of one sheet.
struct Column<'a> {
    /// As the sheet's source writes it.
    field: &'a Field,
    source: Option<&'a FormSource>,
    sheet: &'a Sheet,
    location: Location,
    column: crate::base::origin::Column,
    /// Its rows among all, from 0.
    rows: Range<usize>,
    /// Where all rows stand in their sheets.
    read_at: &'a [(u16, Row)],
    /// The order of the file's dates, where another file has another.
    apart: Option<DateOrder>,
}

impl Column<'_> {
    fn texts<'c>(&self, cells: &'c CellColumn) -> impl Iterator<Item = (usize, &'c str)> {
        let symbols = cells.texts.cells.get(self.rows.clone()).unwrap_or_default();
        (self.rows.start..)
            .zip(symbols)
            .map(|(row, symbol)| (row, cells.texts.symbols.text(*symbol)))
    }

    /// Whether a row is no headings pasted in again, no total and no remark, as far as can be seen.
    fn is_application(&self, row: usize) -> bool {
        let unsure = &self.sheet.doubts.responses;
        let stray = |at: Row| {
            unsure
                .iter()
                .any(|one| one.row == at && one.code == Code::NoApplication)
        };
        unsure.is_empty() || self.read_at.get(row).is_none_or(|(_, at)| !stray(*at))
    }

    /// What is said of the column.
    fn finding(&self, found: &OfColumn) -> Finding {
        let said = problems::of_column(found, self.field, self.source);
        let message = format!("{}: {}", self.field.name, said.message);
        let finding = Finding::new(found.code(), self.location.clone(), message);
        match said.help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }

    /// The file, where its dates have an order of their own.
    fn apart(&self) -> Option<Apart> {
        let file = &self.sheet.source.file;
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        self.apart.map(|order| Apart {
            file: name.to_owned(),
            order,
        })
    }

    /// A row as its sheet has it.
    fn row(&self, row: usize) -> Option<Row> {
        self.read_at.get(row).map(|(_, row)| *row)
    }
}

/// Asks what must be asked about whole columns, and counts what was read as something else; makes unreadable what may have been
/// read wrongly.
pub(super) fn look(
    form: &Form,
    (sheets, of): (&[Sheet], &[Option<SourceId>]),
    layouts: &[Layout],
    read_at: &[(u16, Row)],
    fields: &mut [FieldColumns],
) -> Vec<Finding> {
    let (mut questions, mut notes) = (Vec::new(), Vec::new());
    for (at, columns) in (0..).map(FieldId).zip(fields) {
        let apart = apart(form, at, (sheets, layouts, read_at), columns);
        for (number, ((sheet, layout), of)) in (0_u16..).zip(sheets.iter().zip(layouts).zip(of)) {
            let field = &form.fields_of(*of)[at];
            let source = of.and_then(|of| form.sources.find(of));
            let end = |sheet: u16| read_at.partition_point(|(of, _)| *of < sheet);
            let rows = end(number)..end(number.saturating_add(1));
            for (assessor, found) in layout.columns[at].each() {
                let Some(found) = found else { continue };
                let location = Location::Input(Origin::column(&sheet.source, found.column));
                let column = Column {
                    field,
                    source,
                    sheet,
                    location,
                    column: found.column,
                    rows: rows.clone(),
                    read_at,
                    apart: apart.get(usize::from(number)).copied().flatten(),
                };
                questions.extend(match &field.kind {
                    Kind::Date(dates) => {
                        dates::look(&column, *dates, (false, &date::read_date), columns)
                    }
                    Kind::Timestamp(dates, zone) => {
                        let deadline = (form.submitted == at).then_some(form.deadline);
                        let read = |dates: Dates, text: &str| {
                            date::read_instant(dates, zone, &field.zones, text)
                        };
                        let mut asked = dates::look(&column, *dates, (true, &read), columns);
                        asked.extend(placeholders::look(
                            &column,
                            (*dates, zone),
                            deadline,
                            columns,
                        ));
                        asked.extend(zones::look(&column, columns));
                        asked.extend(days::look(&column, *dates, columns));
                        asked
                    }
                    Kind::Number(bounds) | Kind::Rating(bounds) => {
                        numbers::look(&column, bounds, columns, assessor)
                    }
                    Kind::Country => codes::look(&column, columns),
                    Kind::YesNo { .. } => words::look(&column, columns),
                    // What no test reads refuses nobody.
                    Kind::Choice(_) | Kind::Choices(..) if field.protection != Protection::None => {
                        Vec::new()
                    }
                    Kind::Choice(options) => {
                        languages::look(&column, columns, assessor, options, None)
                    }
                    Kind::Choices(options, separator) => {
                        languages::look(&column, columns, assessor, options, Some(*separator))
                    }
                    _ => Vec::new(),
                });
                notes.extend(coercions::look(
                    &column,
                    columns,
                    assessor,
                    &*super::types::reader(form, field),
                ));
            }
        }
    }
    questions.append(&mut notes);
    questions
}

/// The same of one column of a file of ratings, as far as its rows are about applications of one source; numbers are read as that
/// writes them.
pub(super) fn look_at_ratings(
    form: &Form,
    sheet: &Sheet,
    (source, at, found): (Option<SourceId>, FieldId, &Found),
    read_at: &[(u16, Row)],
    cells: &FieldColumns,
) -> Vec<Finding> {
    let field = &form.fields_of(source)[at];
    let column = Column {
        field,
        source: source.and_then(|source| form.sources.find(source)),
        sheet,
        location: Location::Input(Origin::column(&sheet.source, found.column)),
        column: found.column,
        rows: 0..read_at.len(),
        read_at,
        apart: None,
    };
    let mut findings = match &field.kind {
        Kind::Number(bounds) | Kind::Rating(bounds) => {
            numbers::look(&column, bounds, cells, AssessorId::FIRST)
        }
        _ => Vec::new(),
    };
    let read = super::types::reader(form, field);
    findings.extend(coercions::look(&column, cells, AssessorId::FIRST, &*read));
    findings
}

/// Makes cells that were read unreadable, with what they can be.
fn hold(
    columns: &mut FieldColumns,
    rows: &[usize],
    wrong: &Wrong,
    among: &dyn Fn(&str) -> Vec<Value>,
) {
    let Some(cells) = columns.assessors.first_mut() else {
        return;
    };
    for row in rows {
        let Some(cell) = cells.texts.cells.get_mut(*row) else {
            continue;
        };
        let text = cells.texts.symbols.text(*cell).to_owned();
        *cell = cells.texts.symbols.append(&text);
        let problem = Problem::from(wrong.clone()).among(among(&text));
        columns.readings.push(problem.into());
    }
}

/// By file, the order of a field's dates, where the files differ and the rules know no forms.
fn apart(
    form: &Form,
    at: FieldId,
    (sheets, layouts, read_at): (&[Sheet], &[Layout], &[(u16, Row)]),
    columns: &FieldColumns,
) -> Vec<Option<DateOrder>> {
    if !form.sources.is_empty() || sheets.len() <= 1 {
        return Vec::new();
    }
    let field = &form.fields[at];
    let (dates, with_time) = match &field.kind {
        Kind::Date(dates) => (*dates, false),
        Kind::Timestamp(dates, _) => (*dates, true),
        _ => return Vec::new(),
    };
    if !waits(columns, Code::DateForm) {
        return Vec::new();
    }
    let column = |(number, (sheet, layout)): (u16, (_, &Layout))| {
        let sheet: &Sheet = sheet;
        let found = layout.columns[at].find(AssessorId::FIRST)?.as_ref()?;
        let end = |sheet: u16| read_at.partition_point(|(of, _)| *of < sheet);
        let rows = end(number)..end(number.saturating_add(1));
        let location = Location::Input(Origin::column(&sheet.source, found.column));
        Some(Column {
            field,
            source: None,
            sheet,
            location,
            column: found.column,
            rows,
            read_at,
            apart: None,
        })
    };
    let columns_of: Vec<Option<Column<'_>>> = (0_u16..)
        .zip(sheets.iter().zip(layouts))
        .map(column)
        .collect();
    forms::apart(&columns_of, dates, with_time, columns)
}

/// Whether some cell of the field waits for an answer about its column.
fn waits(columns: &FieldColumns, code: Code) -> bool {
    columns
        .readings
        .iter()
        .any(|reading| matches!(reading, Reading::Unreadable(problem) if problem.code() == code))
}
