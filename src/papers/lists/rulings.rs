//! What people decided about single applications, and what the file had said. No answer of a personal column is shown.

use std::mem;

use super::{Cell, Table, headings, names, typed};
use crate::answers::types::date;
use crate::base::counted::count;
use crate::papers::titles;
use crate::rules::{FieldId, Kind, Rules};
use crate::rulings::RulingDone;
use crate::select::Selection;
use crate::values::escape::visible;
use crate::values::{Reading, Sort, Topic, Value, moment};

const HEADINGS: [&str; 9] = [
    "application",
    "decision",
    "field",
    "cell",
    "was",
    "answer",
    "who",
    "when",
    "why",
];

/// The list; none where nobody decided anything.
pub(super) fn rulings<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    (!selection.rulings.files.is_empty()).then(|| Table {
        name: "decisions".to_owned(),
        tab: "decisions".to_owned(),
        above: Vec::new(),
        headings: headings(&HEADINGS),
        unprinted: 0,
        rows: Box::new(selection.rulings.done.iter().map(row)),
    })
}

/// The same for the panel: about whom by name, and about what by its title.
pub(super) fn taken<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    let list = rulings(selection)?;
    let rules = selection.rules;
    let fields = names(rules).into_iter();
    let fields: Vec<FieldId> = fields
        .filter(|field| rules.form.fields[*field].roster)
        .collect();
    let mut heads = headings(&["application"]);
    heads.extend(fields.iter().map(|field| titles::of_field(rules, *field)));
    heads.extend(headings(&["decision", "about"]));
    heads.extend(list.headings.into_iter().skip(3));
    let rows = selection.rulings.done.iter().map(move |done| {
        let mut cells = row(done);
        if let Some(decision) = cells.get_mut(1) {
            *decision = Cell::text(done.kind.word().replace('-', " "));
        }
        let topic = Topic::new(done.sort, &done.about);
        let about = match done.about.as_str() {
            "" => String::new(),
            _ => titles::topic(rules, &topic).into_owned(),
        };
        let all = &selection.applications;
        let known = all.position(&done.application);
        let own = |field: &FieldId| {
            known.map_or(Cell::Empty, |one| Cell::text(typed(selection, one, *field)))
        };
        if let (Sort::Field, false) = (done.sort, done.personal) {
            let dated = [&done.was, &done.answer].map(|text| dated(rules, &done.about, text));
            for (cell, dated) in cells.iter_mut().skip(4).zip(dated) {
                *cell = dated.unwrap_or_else(|| mem::replace(cell, Cell::Empty));
            }
        }
        cells.splice(2..3, [Cell::text(about)]);
        cells.splice(1..1, fields.iter().map(own));
        cells
    });
    Some(Table {
        headings: heads,
        rows: Box::new(rows),
        ..list
    })
}

fn row(done: &RulingDone) -> Vec<Cell<'_>> {
    let shown = |text| Cell::text(if done.personal { "(personal)" } else { text });
    vec![
        Cell::text(done.application.as_str()),
        Cell::text(done.kind.word()),
        Cell::text(done.about.as_str()),
        Cell::text(done.cell.as_str()),
        shown(done.was.as_str()),
        shown(done.answer.as_str()),
        Cell::text(done.by.who.as_str()),
        Cell::Day(done.by.when),
        Cell::text(done.by.why.as_str()),
    ]
}

/// A day or a moment that was decided about, as one.
fn dated<'a>(rules: &Rules, field: &str, text: &str) -> Option<Cell<'a>> {
    let field = rules.form.fields.iter().find(|one| one.name == field)?;
    let read = match &field.kind {
        Kind::Date(dates) => date::read_date(*dates, text),
        Kind::Timestamp(dates, zone) => date::read_instant(*dates, zone, &field.zones, text),
        _ => return None,
    };
    match read {
        Reading::Value(Value::Date(day)) => Some(Cell::Day(day)),
        Reading::Value(Value::Instant(at)) => {
            let (at, _) = moment::clock_in_zone(at, &rules.call.zone);
            Some(Cell::Moment(at))
        }
        _ => None,
    }
}

/// The rows that were left out, by their ids.
pub(crate) fn left_out(rulings: &[RulingDone]) -> String {
    const MOST: usize = 20;
    let rows: Vec<&RulingDone> = rulings.iter().filter(|done| done.left_out).collect();
    if rows.is_empty() {
        return String::new();
    }
    let named: Vec<_> = rows
        .iter()
        .take(MOST)
        .map(|done| visible(&done.application))
        .collect();
    let more = rows.len().saturating_sub(MOST);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    format!(
        "; {} left out as no application: {}{more}",
        count(rows.len(), "row", "rows"),
        named.join(", ")
    )
}
