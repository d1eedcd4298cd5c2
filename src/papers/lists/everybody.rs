//! Everybody who applied, on one sheet: who, how to reach them, what came of it and why. Whoever is ranked comes first, best first.

use std::borrow::Cow;

use super::{Cell, Table, headings};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::record::from_selection::reasons;
use crate::record::from_selection::seat_in;
use crate::rules::{Field, FieldId, Rules, Subject};
use crate::select::{Outcome, Selection};
use crate::values::{Reading, Value, countries};
use crate::words;

/// The list. Only the workbook has it, for it names everybody.
pub(super) fn everybody<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let rules = selection.rules;
    let typed: Vec<FieldId> = fields(rules, |field| field.roster || field.kind.is_email());
    let read: Vec<FieldId> = fields(rules, |field| field.roster || field.count)
        .into_iter()
        .filter(|field| has_values(rules, *field))
        .collect();
    let name = |field: &FieldId| rules.form.fields[*field].name.as_str();
    let mut heads = headings(&["application"]);
    heads.extend(typed.iter().map(|field| Cow::Borrowed(name(field))));
    heads.extend(headings(&["outcome", "group", "reserve", "place", "total"]));
    heads.extend(
        read.iter()
            .map(|field| Cow::Owned(format!("{} as read", name(field)))),
    );
    heads.extend(headings(&["why"]));
    let ranked = selection
        .standings
        .iter()
        .map(|standing| standing.application);
    let others = selection.applications.ids();
    let others = others.filter(|one| selection.outcome(*one).standing().is_none());
    let order: Vec<ApplicationId> = ranked.chain(others).collect();
    let rows = order
        .into_iter()
        .map(move |application| row(selection, application, &typed, &read));
    Table {
        name: "everybody".to_owned(),
        tab: "everybody".to_owned(),
        above: Vec::new(),
        headings: heads,
        rows: Box::new(rows),
    }
}

fn fields(rules: &Rules, wanted: impl Fn(&Field) -> bool) -> Vec<FieldId> {
    let all = rules.form.fields.each();
    let wanted = all.filter(|(_, field)| wanted(field));
    wanted.map(|(id, _)| id).collect()
}

/// Whether answers that say the same may be written in many ways.
fn has_values(rules: &Rules, field: FieldId) -> bool {
    let is_country = rules.form.fields[field].kind.is_country();
    is_country || !words::listed_values(rules, Subject::Field(field)).is_empty()
}

fn row<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    typed: &[FieldId],
    read: &[FieldId],
) -> Vec<Cell<'a>> {
    let (rules, all) = (selection.rules, &selection.applications);
    let outcome = selection.outcome(application);
    let mut cells = vec![Cell::text(all.id(application))];
    let said = |field: &FieldId| all.said(application, *field, AssessorId::FIRST).revealed();
    cells.extend(typed.iter().map(|field| Cell::text(said(field))));
    let standing = outcome.standing();
    cells.extend([
        Cell::text(outcome.kind().word()),
        seat_in(selection, outcome).map_or(Cell::Empty, |seat| Cell::text(seat.word().to_owned())),
        match outcome {
            Outcome::Reserve { rank, .. } => Cell::Count(u64::from(rank)),
            _ => Cell::Empty,
        },
        standing.map_or(Cell::Empty, |standing| Cell::count(standing.position())),
        standing.map_or(Cell::Empty, |at| {
            Cell::Exact(selection.standings[at].score.decimal())
        }),
    ]);
    cells.extend(read.iter().map(|field| {
        let reading = all.reading(application, *field);
        let words = match reading {
            Reading::Value(Value::Country(country)) => {
                Some(Cow::Borrowed(countries::name(*country)))
            }
            _ => words::reading(rules, Subject::Field(*field), reading),
        };
        words.map_or(Cell::Empty, |words| Cell::text(words.into_owned()))
    }));
    let why = reasons::why(selection, application, outcome);
    cells.push(Cell::text(why.join("; ")));
    cells
}
