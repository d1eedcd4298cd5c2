//! `before` and `by`: on days, and on moments compared as instants, whatever zone they were written in.

use crate::rules::criteria::Moment;
use crate::values::{Answer, Value};

/// Met strictly before the moment.
pub fn before(moment: Moment, value: &Value) -> Answer {
    match (moment, value) {
        (Moment::Date(limit), Value::Date(date)) => (*date < limit).into(),
        (Moment::Instant(limit), Value::Instant(instant)) => (*instant < limit).into(),
        _ => Answer::Unclear,
    }
}

/// Met at the moment or before it.
pub fn by(moment: Moment, value: &Value) -> Answer {
    match (moment, value) {
        (Moment::Date(limit), Value::Date(date)) => (*date <= limit).into(),
        (Moment::Instant(limit), Value::Instant(instant)) => (*instant <= limit).into(),
        _ => Answer::Unclear,
    }
}
