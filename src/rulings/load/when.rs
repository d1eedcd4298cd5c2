//! The day of a decision, as people and workbooks write it.

use jiff::civil::Date;

use crate::answers::types::{date, day};
use crate::rules::form::Dates;
use crate::values::spelling::quoted;
use crate::values::{Reading, Value};
use crate::words::problems;

/// The day.
///
/// # Errors
/// What is wrong with it, and what to write.
pub(super) fn day(text: &str) -> Result<Date, (String, String)> {
    let is_time = |time: &str| time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit());
    // The day of a moment, such as a cell that holds a day and is shown with its midnight.
    let day = text
        .split_once([' ', 'T'])
        .filter(|(_, time)| is_time(time))
        .map_or(text, |(day, _)| day);
    let apart = (day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| {
            Some(format!(
                "{}-{}-{}",
                day.get(..4)?,
                day.get(4..6)?,
                day.get(6..)?
            ))
        })
        .flatten();
    let day = apart.as_deref().unwrap_or(day);
    // `28.03.2019` is one day in either order; `03.04.2019` is not.
    let only = || match day::readings(day) {
        [Some(one), None] | [None, Some(one)] => {
            Some(one).filter(|day| (1900..=2100).contains(&day.year()))
        }
        _ => None,
    };
    match date::read_date(Dates::default(), day) {
        Reading::Value(Value::Date(date)) => Ok(date),
        Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => {
            if let Some(one) = only() {
                return Ok(one);
            }
            if let [Some(one), Some(other)] = day::readings(day) {
                let wrong = problems::two_days((one, other), false);
                let message = format!("{} {}", quoted(text), wrong.message);
                return Err((message, wrong.help.unwrap_or_default().into_owned()));
            }
            let help = "write year-month-day, such as `2019-04-02`";
            Err((format!("{} is no day", quoted(text)), help.to_owned()))
        }
    }
}
