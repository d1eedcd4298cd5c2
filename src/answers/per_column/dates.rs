//! Ambiguous dates: the rules do not say the order of day and month, or a spreadsheet may have
//! swapped them.
//!
//! Excel makes true dates of the texts its own country's order reads and leaves the others alone: of `03/04/2025` and
//! `13/04/2025`, both written with the day first, an American Excel makes 4 March and a text. So where a column of a workbook
//! holds both, every true date whose day and month could be exchanged is asked about. Dates that were exchanged have no day
//! above 12, and of dates that were not about three in five have: where a third have, nothing is asked.
//!
//! Where the rules declare an order, dates written with slashes, with points and with hyphens are each looked at by themselves:
//! somebody who types `30.06.1998` into a column of `6/30/1998` has a habit, and `06.07.1991` beside it is hardly 7 June. What
//! fits both orders can be exactly two days, and is asked about where it matters which.

use jiff::civil::Date;

use super::parts::OfDates;
use super::two_orders::{self, Way};
use super::{Column, hold};
use crate::answers::applications::FieldColumns;
use crate::answers::types::date;
use crate::answers::types::day::{self, Doubt};
use crate::base::finding::{Code, Finding};
use crate::rules::form::{DateOrder, Dates};
use crate::values::of_column::{Count, OfColumn, OrderOpen};
use crate::values::{Reading, Value, Wrong};

#[derive(Default)]
struct Seen {
    /// Of undeclared order: fits both, with the two days; only with the day first; only with the month first.
    both: Count,
    days: Option<(Date, Date)>,
    day_first: Count,
    month_first: Count,
    short: Count,
    serial: Count,
    serial_day: Option<Date>,
    /// By the mark they are written with.
    ways: [Way; 3],
    /// Begin with the year, as true dates do: those that could be exchanged, and those with a day above 12.
    year_first: Vec<usize>,
    exchanged: Count,
    late: usize,
    texts: Count,
}

/// How a cell is read if the rules say this of dates.
type Read<'a> = &'a dyn Fn(Dates, &str) -> Reading;

pub(super) fn look(
    column: &Column<'_>,
    dates: Dates,
    (with_time, read): (bool, Read<'_>),
    columns: &mut FieldColumns,
) -> Vec<Finding> {
    let true_dates = column.sheet.doubts.has_dates(column.column);
    if !true_dates && !super::waits(columns, Code::DateForm) {
        return Vec::new();
    }
    let Seen {
        both,
        days,
        day_first,
        month_first,
        short,
        serial,
        serial_day,
        ways,
        year_first,
        exchanged,
        late,
        texts,
    } = see(column, dates, with_time, columns);
    let mut findings = Vec::new();
    let of = |found: OfColumn, part: OfDates| column.finding(&found).parts([part.key().into()]);
    if both.times > 0 || day_first.times > 0 || month_first.times > 0 {
        let open = OrderOpen {
            both,
            days,
            day_first,
            month_first,
            orders: two_orders::orders(&ways),
            apart: column.apart(),
        };
        findings.push(of(OfColumn::OrderOpen(open), OfDates::Order));
    }
    findings.extend(two_orders::findings(column, dates, &ways));
    let either = |text: &str| date::either(dates, &|dates| read(dates, text));
    for (way, wrong) in two_orders::doubtful(dates, &ways) {
        hold(columns, &way.either, &wrong, &either);
    }
    if short.times > 0 {
        findings.push(of(OfColumn::ShortYears(short), OfDates::ShortYear));
    }
    if serial.times > 0 {
        findings.push(of(
            OfColumn::SerialDays(serial, serial_day),
            OfDates::Serial,
        ));
    }
    // A third of all true dates is half of the others.
    let shown_right = late.saturating_mul(2) >= exchanged.times;
    if true_dates && texts.times > 0 && exchanged.times > 0 && !shown_right {
        findings.push(of(
            OfColumn::Exchanged(texts, exchanged),
            OfDates::Exchanged,
        ));
        hold(columns, &year_first, &Wrong::PerhapsExchanged, &|text| {
            let other = day::exchanged(text);
            let days = [Some(text), other.as_deref()]
                .into_iter()
                .flatten()
                .map(|text| read(dates, text));
            let days = days.filter_map(|read| {
                if let Reading::Value(day) = read {
                    Some(day)
                } else {
                    None
                }
            });
            // One of the two alone would be a day that is certain.
            Some(days.collect::<Vec<Value>>())
                .filter(|days| days.len() == 2)
                .unwrap_or_default()
        });
    }
    findings
}

fn see(column: &Column<'_>, dates: Dates, with_time: bool, columns: &FieldColumns) -> Seen {
    let mut seen = Seen::default();
    let Some(cells) = columns.assessors.first() else {
        return seen;
    };
    for (row, text) in column.texts(cells) {
        let mark = day::mark(dates, text, with_time);
        let mut nowhere = Way::default();
        let way = mark
            .and_then(|mark| seen.ways.get_mut(mark as usize))
            .unwrap_or(&mut nowhere);
        match day::doubt(dates, text, with_time) {
            None => match day::read_day(dates, text, with_time) {
                None => {}
                Some((day, true)) if could_be_exchanged(day) => {
                    seen.year_first.push(row);
                    seen.exchanged.add(text);
                }
                Some((day, true)) => {
                    seen.late = seen.late.saturating_add(usize::from(day.day() > 12));
                }
                Some((day, false)) => {
                    seen.texts.add(text);
                    way.read(row, text, day);
                }
            },
            Some(Doubt::Order(day_first, month_first)) => {
                seen.texts.add(text);
                match (day_first, month_first) {
                    (Some(one), Some(other)) => {
                        seen.both.add(text);
                        seen.days = seen.days.or(Some((one, other)));
                    }
                    (Some(_), None) => {
                        seen.day_first.add(text);
                        way.only(DateOrder::DayMonthYear);
                    }
                    (None, _) => {
                        seen.month_first.add(text);
                        way.only(DateOrder::MonthDayYear);
                    }
                }
            }
            Some(Doubt::Against(order, _)) => {
                seen.texts.add(text);
                way.against(text, order);
            }
            Some(Doubt::ShortYear) => {
                seen.texts.add(text);
                seen.short.add(text);
            }
            Some(Doubt::Serial(day)) => {
                seen.serial.add(text);
                seen.serial_day = seen.serial_day.or(Some(day));
            }
            Some(Doubt::Nothing | Doubt::NoSuchDay) => {}
        }
    }
    seen
}

fn could_be_exchanged(day: Date) -> bool {
    day.day() <= 12 && day.day() != day.month()
}
