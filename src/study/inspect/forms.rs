//! Several files that seem to be of several forms: their ids are the same and mean others, or their dates are in two orders.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::draft_fields::quoted;
use super::several::name;
use super::{Column, Guess};
use crate::rules::form::DateOrder;
use crate::rules::sources::id_for;
use crate::table::Sheet;
use crate::values::number::DecimalMark;
use crate::values::spelling::fold;

/// Entries of `[[sources]]` to be pasted into a rules file, one a file; none where one form may be behind all files.
pub fn sources(tables: &[(&Sheet, Vec<Column>)]) -> Option<String> {
    let orders: Vec<Option<DateOrder>> = tables.iter().map(|(_, columns)| order(columns)).collect();
    let two_orders = orders.contains(&Some(DateOrder::DayMonthYear))
        && orders.contains(&Some(DateOrder::MonthDayYear));
    let marks: Vec<Option<DecimalMark>> = tables.iter().map(|(_, columns)| mark(columns)).collect();
    let two_marks =
        marks.contains(&Some(DecimalMark::Point)) && marks.contains(&Some(DecimalMark::Comma));
    let found = [
        (same_ids(tables), "ids that mean other applications"),
        (two_orders, "dates in two orders"),
        (two_marks, "decimals with a comma and with a point"),
    ];
    let why: Vec<&str> = found
        .iter()
        .filter(|(found, _)| *found)
        .map(|(_, why)| *why)
        .collect();
    if why.is_empty() {
        return None;
    }
    let why = why.join(", and ");
    let mut draft = format!("# EDIT: these files have {why}: is each of a form of its own?\n");
    let mut taken: Vec<String> = Vec::new();
    let names: Vec<String> = tables.iter().map(|(sheet, _)| name(sheet)).collect();
    if let Some(twice) = names.iter().enumerate().find(|(at, name)| {
        names
            .iter()
            .take(*at)
            .any(|other| fold(other) == fold(name))
    }) {
        return Some(format!(
            "# EDIT: these files have {why}, and two are called {}: rename one of them, and draft anew\n\n",
            twice.1
        ));
    }
    for ((name, order), mark) in names.iter().zip(orders).zip(marks) {
        let own = id_for(name);
        let free = |id: &String| !taken.contains(id);
        let id = std::iter::once(own.clone())
            .chain((2_u32..).map(|number| format!("{own}{number}")))
            .find(free);
        let id = id.unwrap_or(own);
        let _ = writeln!(
            draft,
            "[[sources]]\nid = {}\nfiles = [{}]",
            quoted(&id),
            quoted(name)
        );
        if let Some(order) = order.filter(|_| two_orders) {
            let _ = writeln!(draft, "order = \"{}\"", order.word());
        }
        if let Some(mark) = mark.filter(|_| two_marks) {
            let _ = writeln!(draft, "decimal = \"{}\"", mark.word());
        }
        draft.push('\n');
        taken.push(id);
    }
    Some(draft)
}

/// The one order of day and month that fits a file's dates, where they tell it.
fn order(columns: &[Column]) -> Option<DateOrder> {
    let told = columns
        .iter()
        .filter(|column| column.left_out.is_none())
        .filter_map(|column| match &column.guess {
            Guess::Date(dating) | Guess::Timestamp(dating) => match dating.orders.as_slice() {
                [only] if *only != DateOrder::YearMonthDay => Some(*only),
                _ => None,
            },
            _ => None,
        });
    let mut told: Vec<DateOrder> = told.collect();
    told.dedup();
    match told.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// What begins the decimals in a file, where its numbers have any.
fn mark(columns: &[Column]) -> Option<DecimalMark> {
    let marks = columns
        .iter()
        .filter(|column| column.left_out.is_none())
        .filter_map(|column| match &column.guess {
            Guess::Number(mark) | Guess::Rating(_, _, mark) => {
                let sign = if *mark == DecimalMark::Comma {
                    ','
                } else {
                    '.'
                };
                column
                    .said()
                    .any(|(text, _)| text.contains(sign))
                    .then_some(*mark)
            }
            _ => None,
        });
    let mut marks: Vec<DecimalMark> = marks.collect();
    marks.dedup();
    if let [only] = marks.as_slice() {
        Some(*only)
    } else {
        None
    }
}

/// Whether an id stands in two files over rows that say something else; a later export of one form says the same again.
fn same_ids(tables: &[(&Sheet, Vec<Column>)]) -> bool {
    let mut rows: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    let (mut same, mut other) = (0_usize, 0_usize);
    for (number, (sheet, columns)) in tables.iter().enumerate() {
        let id = columns
            .iter()
            .find(|column| column.guess == Guess::Id && column.left_out.is_none());
        let id = id.and_then(|column| column.columns.first());
        let Some(at) = id.and_then(|id| sheet.headings.position(|heading| heading.column == *id))
        else {
            continue;
        };
        sheet.visit(0..sheet.len(), |_, cells| {
            let id = fold(cells.get(at));
            let row: Vec<String> = sheet
                .headings
                .ids()
                .map(|column| fold(cells.get(column)))
                .collect();
            match rows.get(&id) {
                Some((file, _)) if *file == number => {}
                Some((_, known)) if *known == row => same = same.saturating_add(1),
                Some(_) => other = other.saturating_add(1),
                None if id.is_empty() => {}
                None => drop(rows.insert(id, (number, row))),
            }
        });
    }
    other > same
}
