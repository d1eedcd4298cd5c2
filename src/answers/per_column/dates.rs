//! Dates that the rules leave open, or that a spreadsheet may have turned round.
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
use super::{Column, Count, forms};
use crate::answers::applications::FieldColumns;
use crate::answers::types::date::{self, said};
use crate::answers::types::day::{self, Doubt};
use crate::base::finding::{Code, Finding};
use crate::rules::form::{DateOrder, Dates};
use crate::values::{Problem, Reading, Value, Wrong};

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
    let seen = see(column, dates, with_time, columns);
    let mut findings = Vec::new();
    if seen.both.times > 0 || seen.day_first.times > 0 || seen.month_first.times > 0 {
        findings.push(order(column, &seen).parts([OfDates::Order.key()]));
    }
    findings.extend(two_orders::findings(column, dates, &seen.ways));
    let both = |text: &str| date::either(dates, &|dates| read(dates, text));
    for (way, wrong) in two_orders::doubtful(dates, &seen.ways) {
        hold(columns, &way.either, &wrong, &both);
    }
    if seen.short.times > 0 {
        let message = format!(
            "{} a year of two digits, and the rules do not say of which century",
            seen.short.says(column.field, "has", "have")
        );
        let finding = column
            .finding(Code::DateForm, &message)
            .parts([OfDates::ShortYear.key()]);
        findings.push(finding.help(format!(
            "put `century = 20` under [fields.{}] in the rules if all are from 2000 on, and the `order` of day and month {}; or \
             export the dates with all four digits",
            column.field.name,
            column.source.map_or_else(|| "with it".to_owned(), |_| format!("under {}", column.under()))
        )));
    }
    if seen.serial.times > 0 {
        findings.push(serial(column, &seen).parts([OfDates::Serial.key()]));
    }
    // A third of all true dates is half of the others.
    let shown_right = seen.late.saturating_mul(2) >= seen.exchanged.times;
    if true_dates && seen.texts.times > 0 && seen.exchanged.times > 0 && !shown_right {
        findings.push(mixed(column, &seen).parts([OfDates::Exchanged.key()]));
        hold(
            columns,
            &seen.year_first,
            &Wrong::PerhapsExchanged,
            &|text| {
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
            },
        );
    }
    findings
}

fn see(column: &Column<'_>, dates: Dates, with_time: bool, columns: &FieldColumns) -> Seen {
    let mut seen = Seen::default();
    let Some(cells) = columns.readers.first() else {
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

/// Makes cells that were read unreadable, with what they can be.
fn hold(
    columns: &mut FieldColumns,
    rows: &[usize],
    wrong: &Wrong,
    among: &dyn Fn(&str) -> Vec<Value>,
) {
    let Some(cells) = columns.readers.first_mut() else {
        return;
    };
    for row in rows {
        let Some(cell) = cells.cells.get_mut(*row) else {
            continue;
        };
        let text = cells.symbols.text(*cell).to_owned();
        *cell = cells.symbols.append(&text);
        let problem = Problem::from(wrong.clone()).among(among(&text));
        columns.readings.push(problem.into());
    }
}

fn order(column: &Column<'_>, seen: &Seen) -> Finding {
    let field = column.field;
    let mut parts = Vec::new();
    if seen.both.times > 0 {
        let days = seen.days.filter(|_| !field.personal);
        let days = days.map_or_else(String::new, |(one, other)| {
            format!(", {} or {}", said(one), said(other))
        });
        parts.push(format!(
            "{} both{days}",
            seen.both.says(field, "fits", "fit")
        ));
    }
    for (count, first) in [(&seen.day_first, "day"), (&seen.month_first, "month")] {
        if count.times > 0 {
            parts.push(format!(
                "{} only with the {first} first",
                count.says(field, "fits", "fit")
            ));
        }
    }
    let message = format!(
        "the rules do not say whether the day or the month comes first in its dates: {}",
        parts.join("; ")
    );
    if let Some(own) = column.apart {
        return column
            .finding(Code::DateForm, &message)
            .help(forms::help(column, own));
    }
    let (day, month) = (
        "`order = \"day-month-year\"`",
        "`order = \"month-day-year\"`",
    );
    let line = match (seen.day_first.times, seen.month_first.times) {
        (1.., 1..) => {
            if let Some(orders) = two_orders::orders(&seen.ways) {
                let under = column.under();
                return column.finding(Code::DateForm, &message).help(format!(
                    "put one line under {under} in the rules: `{orders}` reads all of them; look at the file to be sure"
                ));
            }
            return column.finding(Code::DateForm, &message).help(
                "neither order reads all of them, so the column was typed by hand or put together from two files: write its dates \
                 as year-month-day in the file, or answer each cell in the clarify list",
            );
        }
        (0, 0) => {
            format!(
                "{day} or {month}: nothing in the column tells which, so look at the settings of the form tool"
            )
        }
        (_, 0) => {
            format!("{day} reads all of them; look at the settings of the form tool to be sure")
        }
        _ => format!("{month} reads all of them; look at the settings of the form tool to be sure"),
    };
    column.finding(Code::DateForm, &message).help(format!(
        "put one line under {} in the rules: {line}",
        column.under()
    ))
}

fn serial(column: &Column<'_>, seen: &Seen) -> Finding {
    let day = seen.serial_day.filter(|_| !column.field.personal);
    let day = day.map_or_else(String::new, |day| {
        format!("; the first would be {}", said(day))
    });
    let are = seen.serial.says(
        column.field,
        "is a bare number, perhaps a day as Excel counts them",
        "are bare numbers, perhaps days as Excel counts them",
    );
    let message = format!("{are}{day}");

    column.finding(Code::DateForm, &message).help(
        "if they are dates, give the column a date format in the spreadsheet and save it again; Excel for Mac may count from \
         1904, so compare one with the form tool",
    )
}

fn mixed(column: &Column<'_>, seen: &Seen) -> Finding {
    let field = column.field;
    let message = format!(
        "the column holds true dates beside texts: {} a text, and of the true dates {} have day and month exchanged",
        seen.texts.says(field, "is", "are"),
        seen.exchanged.says(field, "could", "could")
    );
    column.finding(Code::DateForm, &message).help(
        "Excel turns such texts into dates by its own country's order and leaves the rest: read the form tool's export itself, \
         not a file that was opened and saved; or, if the true dates are right, type the texts anew as year-month-day",
    )
}
