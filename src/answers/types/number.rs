//! Numbers within their bounds. `7/10`, `five` and `1,234` are asked about, because each could mean several things.

use rust_decimal::Decimal;

use crate::answers::{is_blank, ranges};
use crate::rules::form::Bounds;
use crate::values::number::{DecimalMark, Marks, decimal, grouped};
use crate::values::spelling::fold;
use crate::values::{Number, Problem, Reading, Value, Wrong};

/// Reads one number.
pub fn read(bounds: &Bounds, text: &str) -> Reading {
    match find(bounds, text) {
        _ if is_blank(text) => Reading::Blank,
        Found::Number(value) => match out_of_bounds(bounds, value) {
            Some(wrong) => wrong.into(),
            None => Reading::Value(Value::Number(Number::plain(value))),
        },
        Found::Marked {
            mark, thousands, ..
        } => Wrong::Mark(bounds.marks, mark, thousands.is_some()).into(),
        Found::Nothing if between(bounds, text).is_some() => Problem {
            between: between(bounds, text),
            answered: true,
            ..Problem::from(Wrong::SeveralNumbers)
        }
        .into(),
        Found::Nothing
            if grouped(text, DecimalMark::Point)
                .or(grouped(text, DecimalMark::Comma))
                .is_some() =>
        {
            Wrong::ThousandsMarks.into()
        }
        Found::Nothing => Wrong::NoNumber.into(),
    }
}

/// The least and the most of an answer such as `8-9` or `7 or 8`, within the bounds. Four digits may be years, of which the
/// difference is meant, so that they say nothing.
fn between(bounds: &Bounds, text: &str) -> Option<(Number, Number)> {
    let number = |piece: &str| match find(bounds, piece.trim()) {
        Found::Number(value)
            if value < Decimal::ONE_THOUSAND && out_of_bounds(bounds, value).is_none() =>
        {
            Some(value)
        }
        _ => None,
    };
    let folded = fold(text);
    // A slash may stand for `of`, as in `7/10`, and a comma may begin decimals.
    let ends = || ranges::ends(&folded, number).filter(|(least, most)| least < most);
    let named = || match ranges::each(&folded).collect::<Vec<&str>>().as_slice() {
        [one, other] if !folded.contains(['/', ',', ';', '|']) => number(one).zip(number(other)),
        _ => None,
    };
    let (one, other) = ends().or_else(named)?;
    (one != other).then(|| (Number::plain(one.min(other)), Number::plain(one.max(other))))
}

/// The number a cell says, where it says one.
pub fn value(bounds: &Bounds, text: &str) -> Option<Decimal> {
    match find(bounds, text) {
        Found::Number(value) => Some(value),
        Found::Marked { .. } | Found::Nothing => None,
    }
}

/// What a text says as a number.
pub(crate) enum Found {
    Number(Decimal),
    /// It holds a mark of which the rules do not say that it begins the decimals, or that could stand between thousands.
    Marked {
        mark: DecimalMark,
        /// What it is when the mark begins the decimals.
        decimal: Decimal,
        /// What it is when the mark stands between thousands, where it can.
        thousands: Option<Decimal>,
    },
    Nothing,
}

pub(crate) fn find(bounds: &Bounds, text: &str) -> Found {
    let (point, comma) = (
        decimal(text, DecimalMark::Point),
        decimal(text, DecimalMark::Comma),
    );
    let (mark, value) = match (point, comma) {
        (Some(value), Some(_)) => return Found::Number(value),
        (Some(value), None) => (DecimalMark::Point, value),
        (None, Some(value)) => (DecimalMark::Comma, value),
        (None, None) => return Found::Nothing,
    };
    // Bounds cannot tell which is meant: what lies outside of them is asked about, and not read as something within them.
    let thousands = grouped(text, mark);
    let settled = match bounds.marks {
        Marks::Only(declared) => declared == mark,
        Marks::Either => thousands.is_none(),
        Marks::Undeclared => mark == DecimalMark::Point && thousands.is_none(),
    };
    if settled {
        Found::Number(value)
    } else {
        Found::Marked {
            mark,
            decimal: value,
            thousands,
        }
    }
}

fn out_of_bounds(bounds: &Bounds, value: Decimal) -> Option<Wrong> {
    let below = bounds.min.filter(|min| value < *min);
    let above = bounds.max.filter(|max| value > *max);
    below
        .map(Wrong::BelowLeast)
        .or_else(|| above.map(Wrong::AboveHighest))
}
