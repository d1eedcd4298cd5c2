//! How a field's days and moments are written, and the days that can be meant.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::diagnostics::shown;
use super::table::{Item, Table};
use super::times;
use crate::rules::form::{DateOrder, Dates, Mark};

/// The words for orders of day, month and year.
pub(super) const ORDERS: [(&str, DateOrder); 3] = [
    ("year-month-day", DateOrder::YearMonthDay),
    ("day-month-year", DateOrder::DayMonthYear),
    ("month-day-year", DateOrder::MonthDayYear),
];

pub(super) fn dates(table: &Table<'_>) -> Option<Dates> {
    let order = match table.get("order") {
        None => None,
        Some(item) => Some(item.word(&ORDERS)?),
    };
    let century = match table.get("century") {
        None => None,
        Some(item) => {
            let century = item.decimal()?;
            let known = [19_u8, 20]
                .into_iter()
                .find(|known| Decimal::from(*known) == century);
            if known.is_none() {
                item.spot
                    .say_bad("a century is 19 or 20: what years of two digits begin with");
            }
            Some(known?)
        }
    };
    let orders = match table.get("orders") {
        None => [None; 3],
        Some(item) => orders(item)?,
    };
    Some(Dates {
        order,
        orders,
        century,
        ..Dates::default()
    })
}

/// `orders = { "." = "day-month-year" }`: the orders of dates written with one mark.
pub(super) fn orders(item: Item<'_>) -> Option<[Option<DateOrder>; 3]> {
    let mut orders = [None; 3];
    for (key, value) in item.entries()? {
        let known = Mark::ALL
            .iter()
            .zip(&mut orders)
            .find(|(mark, _)| mark.text() == value.key);
        let Some((_, order)) = known else {
            let message = format!(
                "`{}` is no mark between day, month and year",
                shown(value.key)
            );
            key.say_bad_help(message, "write `\"/\"`, `\".\"` or `\"-\"`");
            return None;
        };
        *order = Some(value.word(&ORDERS)?);
    }
    Some(orders)
}

/// The earliest and the latest day of a field.
pub(super) fn ends(table: &Table<'_>) -> Option<(Option<Date>, Option<Date>)> {
    let day = |key| match table.get(key) {
        None => Some(None),
        Some(item) => times::date(item).map(Some),
    };
    let (min, max) = (day("min"), day("max"));
    if let (Some(Some(min)), Some(Some(max)), Some(item)) = (min, max, table.get("max"))
        && max < min
    {
        item.spot.say_bad(format!(
            "the latest day, `{max}`, is before the earliest, `{min}`"
        ));
        return None;
    }
    Some((min?, max?))
}
