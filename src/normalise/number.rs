//! Numbers within their bounds. `7/10`, `five` and `1,234` are asked about, because each could mean several things.

use super::{is_blank, unreadable};
use crate::domain::number::{DecimalMark, decimal};
use crate::domain::{Number, Problem, Reading, Value};
use crate::finding::Code;
use crate::rules::form::Bounds;

/// Reads one number.
pub fn read(bounds: &Bounds, text: &str) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    let Some(value) = decimal(text, bounds.mark) else {
        let other = match bounds.mark {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        };
        let help = if decimal(text, other).is_some() {
            match other {
                DecimalMark::Comma => "a decimal comma is read where the rules say `decimal = \"comma\"`",
                DecimalMark::Point => "the rules say `decimal = \"comma\"` for this column",
            }
        } else {
            "write digits only, such as `7` or `7.5`"
        };
        return unreadable("is no number", Some(help.to_owned()));
    };
    let below = bounds.min.filter(|min| value < *min).map(|min| format!("is below the least value, {min}"));
    let above = bounds.max.filter(|max| value > *max).map(|max| format!("is above the highest value, {max}"));
    match below.or(above) {
        Some(message) => Reading::Unreadable(Box::new(Problem::new(Code::OutOfRange, message))),
        None => Reading::Value(Value::Number(Number::plain(value))),
    }
}
