//! What is said of the order of day and month in a column.

use jiff::civil::Date;

use super::super::parts::{Said, with};
use super::Of;
use crate::rules::sources::id_for;
use crate::values::date_order::{DateOrder, Mark};
use crate::values::of_column::{Apart, OrderOpen, OtherOrder};

pub(super) fn in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

pub(super) fn order_open(found: &OrderOpen, of: Of<'_>) -> Said {
    let OrderOpen {
        both,
        days,
        day_first,
        month_first,
        orders,
        apart,
    } = found;
    let mut parts = Vec::new();
    if both.times > 0 {
        let days = days.map(|(one, other)| format!(", {} or {}", in_words(one), in_words(other)));
        let days = of.unless_personal(days);
        parts.push(format!("{} both{days}", of.says(both, "fits", "fit")));
    }
    for (count, first) in [(day_first, "day"), (month_first, "month")] {
        if count.times > 0 {
            let fits = of.says(count, "fits", "fit");
            parts.push(format!("{fits} only with the {first} first"));
        }
    }
    let message = format!(
        "the rules do not say whether the day or the month comes first in its dates: {}",
        parts.join("; ")
    );
    if let Some(apart) = apart {
        return with(message, two_forms(apart));
    }
    let (day, month) = (
        "`order = \"day-month-year\"`",
        "`order = \"month-day-year\"`",
    );
    let line = match (day_first.times, month_first.times) {
        (1.., 1..) => match orders {
            Some(orders) => format!(
                "`{}` reads all of them; look at the file to be sure",
                line(orders)
            ),
            None => {
                return with(
                    message,
                    "neither order reads all of them, so the column was typed by hand or put together from two files: write its \
                     dates as year-month-day in the file, or answer each cell in the clarify list",
                );
            }
        },
        (0, 0) => format!(
            "{day} or {month}: nothing in the column tells which, so look at the settings of the form tool"
        ),
        (_, 0) => {
            format!("{day} reads all of them; look at the settings of the form tool to be sure")
        }
        _ => format!("{month} reads all of them; look at the settings of the form tool to be sure"),
    };
    with(
        message,
        format!("put one line under {} in the rules: {line}", of.under()),
    )
}

pub(super) fn other_order(found: &OtherOrder, of: Of<'_>) -> Said {
    let OtherOrder {
        against,
        order,
        declared,
        plain,
        turned,
        asked,
        alone: is_alone,
        doubted,
        apart,
    } = found;
    let first = order.first();
    let marks: Vec<&str> = turned.iter().map(|mark| mark.words()).collect();
    let marks = marks.join(" or ");
    let mut message = format!(
        "{} only with the {first} first, but the rules say `order = \"{}\"`",
        of.says(against, "fits", "fit"),
        declared.map_or("", DateOrder::word)
    );
    if asked.times > 0 && *is_alone {
        message.push_str(
            "; fewer fit only what the rules say, so all that fit both are asked about, too",
        );
    } else if asked.times > 0 {
        message.push_str(&format!(
            "; of those with {marks} fewer fit only what the rules say, so that those that fit both are asked about, too: {}",
            of.said(asked),
        ));
    }
    if doubted.times > 0 {
        message.push_str(&format!(
            "; {} could be either of two days, and who it matters for is asked",
            of.said(doubted)
        ));
    }
    let rest = "write them as year-month-day in the file";
    let help = if let Some(apart) = apart {
        two_forms(apart)
    } else if turned.is_empty() && against.times < *plain {
        "most of the column fits what the rules say: write these few as year-month-day in the file, or answer each in the clarify list"
            .to_owned()
    } else if turned.is_empty() {
        format!("both orders are used: {rest}")
    } else if *is_alone {
        format!(
            "is the `order` under {} right for this file? `order = \"{}\"` reads these; otherwise {rest}",
            of.under(),
            order.word()
        )
    } else {
        let orders: Vec<(Mark, DateOrder)> = turned.iter().map(|mark| (*mark, *order)).collect();
        format!(
            "if all that are written with {marks} have the {first} first, put `{}` under {} in the rules; otherwise {rest}",
            line(&orders),
            of.under(),
        )
    };
    with(message, help)
}

fn line(orders: &[(Mark, DateOrder)]) -> String {
    let orders: Vec<String> = orders
        .iter()
        .map(|(mark, order)| format!("\"{}\" = \"{}\"", mark.text(), order.word()))
        .collect();
    format!("orders = {{ {} }}", orders.join(", "))
}

/// What to write where this file's dates are in an order of their own.
fn two_forms(Apart { file, order }: &Apart) -> String {
    format!(
        "another file has its dates in the other order, so these are two forms: write an entry for every file in the rules, for this one \
         `[[sources]]`, under it `id = \"{}\"`, `files = [\"{file}\"]` and `order = \"{}\"`",
        id_for(file),
        order.word()
    )
}
