//! What stands in which column: ten at most, of which answers and parts share seven.

use super::{Column, ColumnKind};
use crate::papers::lists::names;
use crate::papers::titles;
use crate::rules::{Field, FieldId, Measure, MeasureId, Subject};
use crate::select::Selection;

/// Columns of parts; what is beyond them stands together in the last.
const PARTS: usize = 5;
/// Columns of answers and parts; the seat, who it is and the total are three more.
const ANSWERS: usize = 7;
/// More answers do not stand in one column where another is free.
const ANSWERS_TOGETHER: usize = 2;

/// What everybody's row holds.
pub(super) struct Shape {
    /// Those that say who it is.
    pub(super) name: Vec<FieldId>,
    pub(super) answers: Vec<Vec<FieldId>>,
    pub(super) shown: Vec<FieldId>,
    pub(super) parts: Vec<MeasureId>,
    /// Those that stand together.
    pub(super) rest: Vec<MeasureId>,
}

impl Shape {
    pub(super) fn new(selection: &Selection<'_>) -> Self {
        let rules = selection.rules;
        let on_roster = |(_, field): &(FieldId, &Field)| field.roster && !field.kind.is_email();
        let shown: Vec<(FieldId, &Field)> = rules.form.fields.each().filter(on_roster).collect();
        let name = names(rules);
        let shown: Vec<FieldId> = shown.into_iter().map(|(id, _)| id).collect();
        let others = shown.iter().copied().filter(|id| !name.contains(id));
        let others: Vec<FieldId> = others.collect();
        let mut parts: Vec<MeasureId> = rules.measures.ids().collect();
        let rest = match parts.len() > PARTS {
            true => parts.split_off(PARTS.saturating_sub(1)),
            false => Vec::new(),
        };
        let columns = parts.len().saturating_add(usize::from(!rest.is_empty()));
        let free = ANSWERS.saturating_sub(columns);
        let columns = others.len().div_ceil(ANSWERS_TOGETHER).min(free).max(1);
        let together = others.len().div_ceil(columns).max(1);
        Self {
            answers: others.chunks(together).map(<[_]>::to_vec).collect(),
            name,
            shown,
            parts,
            rest,
        }
    }

    pub(super) fn columns(&self, selection: &Selection<'_>) -> Vec<Column> {
        let rules = selection.rules;
        let column = |kind, heading: &str, small: String| Column {
            kind,
            heading: heading.to_owned(),
            small,
        };
        let field = |id: &FieldId| titles::field_title(&rules.form.fields[*id]);
        let seat = match rules.is_shortlisting() {
            true => "Shortlist",
            false => "Seat",
        };
        let mut columns = vec![
            column(ColumnKind::Seat, seat, String::new()),
            column(ColumnKind::Person, "Who", "application".to_owned()),
        ];
        columns.extend(self.answers.iter().map(|fields| {
            let names: Vec<_> = fields.iter().map(field).collect();
            column(ColumnKind::Answers, &names.join(" · "), String::new())
        }));
        columns.extend(self.parts.iter().map(|id| {
            let measure = &rules.measures[*id];
            let small = match is_rating(selection, measure) {
                true if is_evened_out(selection, measure) => {
                    format!("assessors → evened out → points × {}", measure.weight)
                }
                true => format!("assessors → points × {}", measure.weight),
                false => format!("points × {}", measure.weight),
            };
            column(ColumnKind::Part, &measure.title, small)
        }));
        if !self.rest.is_empty() {
            columns.push(column(ColumnKind::Part, "Other rules", String::new()));
        }
        columns.push(column(ColumnKind::Total, "Total", "place".to_owned()));
        columns
    }
}

/// Whether people decided that the ratings behind a part count evened out.
fn is_evened_out(selection: &Selection<'_>, measure: &Measure) -> bool {
    let mut evened = selection.rulings.evened.iter();
    evened.any(|evened| measure.worth.subject == Subject::Field(evened.field))
}

pub(super) fn is_rating(selection: &Selection<'_>, measure: &Measure) -> bool {
    match measure.worth.subject {
        Subject::Field(field) => selection.rules.form.fields[field].kind.is_rating(),
        Subject::Level(_) => false,
    }
}
