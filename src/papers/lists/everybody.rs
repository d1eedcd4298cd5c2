//! Everybody who applied, on one sheet: who, how to reach them, what came of it and why. Whoever is ranked comes first, best first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Cell, Table, headings, names, typed};
use crate::base::ids::ApplicationId;
use crate::papers::cohort;
use crate::papers::titles::{self, Named};
use crate::record::from_selection::reasons;
use crate::record::from_selection::{seat_in, stages};
use crate::rules::{Field, FieldId, Kind, Rules, Subject};
use crate::select::{Outcome, Selection};
use crate::values::{Reading, Value};
use crate::words;

/// The list. Only the workbook has it, for it names everybody. What else they answered stands behind what is printed; what can be written
/// in many ways as it was typed and, beside it, as it was read: in the words of the cohort, so that counting the rows
/// that are counted gives its numbers.
pub(super) fn everybody<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let rules = selection.rules;
    let shown = fields(rules, |field| {
        field.roster || field.count || field.kind.is_email()
    });
    let (told, asked): (Vec<FieldId>, Vec<FieldId>) = shown
        .into_iter()
        .partition(|field| !has_values(rules, *field));
    let (before, texts): (Vec<FieldId>, Vec<FieldId>) = told
        .into_iter()
        .partition(|field| is_contact(rules, *field));
    let before: Vec<Column> = before.into_iter().map(Column::Own).collect();
    let behind: Vec<Column> = texts
        .into_iter()
        .map(Column::Own)
        .chain(
            asked
                .into_iter()
                .flat_map(|field| [Column::Typed(field), Column::Read(field)]),
        )
        .collect();
    let mut heads = headings(&["application"]);
    heads.extend(before.iter().map(|column| column.heading(rules)));
    heads.extend(headings(&[
        "outcome", "group", "reserve", "place", "total", "why",
    ]));
    heads.extend(behind.iter().map(|column| column.heading(rules)));
    heads.extend(headings(&["counted"]));
    let ranked = selection
        .standings
        .iter()
        .map(|standing| standing.application);
    let others = selection.applications.ids();
    let others = others.filter(|one| selection.outcome(*one).standing().is_none());
    let order: Vec<ApplicationId> = ranked.chain(others).collect();
    // Whether the cohort counts somebody stands behind them.
    let unprinted = behind.len().saturating_add(1);
    let after: BTreeMap<ApplicationId, u64> =
        stages::reserves(selection).into_iter().zip(1..).collect();
    let rows = order.into_iter().map(move |application| {
        row(
            selection,
            application,
            (&before, &behind),
            after.get(&application),
        )
    });
    Table {
        name: "everybody".to_owned(),
        tab: "everybody".to_owned(),
        above: Vec::new(),
        headings: heads,
        unprinted,
        rows: Box::new(rows),
    }
}

/// A column of answers.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// What says who somebody is, or can be written in one way only.
    Own(FieldId),
    Typed(FieldId),
    Read(FieldId),
}

impl Column {
    fn heading(self, rules: &Rules) -> Named<'_> {
        let (field, how) = match self {
            Self::Own(field) => return titles::of_field(rules, field),
            Self::Typed(field) => (field, "as typed"),
            Self::Read(field) => (field, "as read"),
        };
        let Named { name, title } = titles::of_field(rules, field);
        Named {
            name: Cow::Owned(format!("{name} {how}")),
            title: Cow::Owned(format!("{title} {how}")),
        }
    }

    fn cell<'a>(self, selection: &'a Selection<'_>, application: ApplicationId) -> Cell<'a> {
        match self {
            Self::Own(field) | Self::Typed(field) => {
                Cell::text(typed(selection, application, field))
            }
            Self::Read(field) => {
                let reading = selection.applications.reading(application, field);
                match reading {
                    Reading::Value(Value::Date(day)) => Cell::Day(*day),
                    reading => cohort::read(selection.rules, Subject::Field(field), reading)
                        .map_or(Cell::Empty, |words| Cell::text(words.into_owned())),
                }
            }
        }
    }
}

fn fields(rules: &Rules, wanted: impl Fn(&Field) -> bool) -> Vec<FieldId> {
    let all = rules.form.fields.each();
    let wanted = all.filter(|(_, field)| wanted(field));
    wanted.map(|(id, _)| id).collect()
}

/// Whether it says who somebody is, or how to reach them: the rest of what was answered is not printed.
fn is_contact(rules: &Rules, field: FieldId) -> bool {
    rules.form.fields[field].kind.is_email() || names(rules).contains(&field)
}

/// Whether answers that say the same may be written in many ways.
fn has_values(rules: &Rules, field: FieldId) -> bool {
    let kind = &rules.form.fields[field].kind;
    kind.is_country()
        || matches!(kind, Kind::Date(_))
        || !words::listed_values(rules, Subject::Field(field)).is_empty()
}

/// Said of a seat that an answer could take.
pub(in crate::papers) const PROVISIONAL: &str = "provisional";

/// Whether somebody has a seat, or a place on a shortlist, that an answer could take.
pub(in crate::papers) fn is_provisional(selection: &Selection<'_>, outcome: Outcome) -> bool {
    match outcome {
        Outcome::Selected { standing, .. } => !selection.is_firm(standing),
        _ => false,
    }
}

fn row<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    (before, behind): (&[Column], &[Column]),
    after: Option<&u64>,
) -> Vec<Cell<'a>> {
    let outcome = selection.outcome(application);
    let mut cells = vec![Cell::text(selection.applications.id(application))];
    let cell = |column: &Column| column.cell(selection, application);
    cells.extend(before.iter().map(cell));
    let standing = outcome.standing();
    cells.extend([
        Cell::Outcome(outcome.kind(selection.rules)),
        Cell::seat(selection, seat_in(selection, outcome)),
        match outcome {
            Outcome::Reserve { rank, .. } => Cell::Count(u64::from(rank)),
            _ => after.map_or(Cell::Empty, |number| Cell::Count(*number)),
        },
        standing.map_or(Cell::Empty, |standing| Cell::count(standing.position())),
        standing.map_or(Cell::Empty, |at| {
            Cell::Exact(selection.standings[at].score.decimal())
        }),
    ]);
    let mut why = match outcome {
        Outcome::Selected { .. } => reasons::why(selection, application, outcome),
        _ => reasons::in_brief(selection, application, outcome),
    };
    if is_provisional(selection, outcome) {
        why.insert(0, PROVISIONAL.to_owned());
    }
    cells.push(Cell::text(why.join("; ")));
    cells.extend(behind.iter().map(cell));
    let counted = if cohort::counts(&outcome) {
        "yes"
    } else {
        "no"
    };
    cells.push(Cell::text(counted));
    cells
}
