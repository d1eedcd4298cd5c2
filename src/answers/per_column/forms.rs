//! Files of one pile whose dates are in different orders: they come from different forms, and no
//! one line of the rules is right for all of them.

use jiff::civil::Date;

use super::Column;
use crate::answers::applications::FieldColumns;
use crate::answers::types::day::{self, Doubt};
use crate::rules::form::{DateOrder, Dates};

/// By file, the one order in which its dates can be read, where another file's can be read in another only; else none.
pub(super) fn apart(
    columns: &[Option<Column<'_>>],
    dates: Dates,
    with_time: bool,
    cells: &FieldColumns,
) -> Vec<Option<DateOrder>> {
    let orders: Vec<Option<DateOrder>> = columns
        .iter()
        .map(|column| of(column.as_ref()?, dates, with_time, cells))
        .collect();
    let has = |order| orders.contains(&Some(order));
    if has(DateOrder::DayMonthYear) && has(DateOrder::MonthDayYear) {
        orders
    } else {
        Vec::new()
    }
}

fn of(
    column: &Column<'_>,
    dates: Dates,
    with_time: bool,
    cells: &FieldColumns,
) -> Option<DateOrder> {
    let open = Dates {
        order: None,
        orders: [None; 3],
        ..dates
    };
    let doubts = column
        .texts(cells.assessors.first()?)
        .filter_map(|(_, text)| day::doubt(open, text, with_time));
    let orders = doubts.filter_map(|doubt| match doubt {
        Doubt::Order(one, other) => of_days(one, other),
        _ => None,
    });
    let mut known: Option<DateOrder> = None;
    for order in orders {
        if *known.get_or_insert(order) != order {
            return None;
        }
    }
    known
}

fn of_days(day_first: Option<Date>, month_first: Option<Date>) -> Option<DateOrder> {
    match (day_first, month_first) {
        (Some(_), None) => Some(DateOrder::DayMonthYear),
        (None, Some(_)) => Some(DateOrder::MonthDayYear),
        _ => None,
    }
}
