//! Offsets from UTC as they are written.

use jiff::tz::Offset;

/// `Z`, `+02`, `+0200` or `+02:00`; of `+200` nobody knows whether it is two hours or twenty.
pub fn read(text: &str) -> Option<Offset> {
    /// No clock on earth is further from UTC than 14 hours; ISO readers commonly take 18.
    const FURTHEST: i32 = 18 * 3600;
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_at_checked(2)? {
        (hours, "") => (hours, "00"),
        (hours, minutes) => (hours, minutes.strip_prefix(':').unwrap_or(minutes)),
    };
    let (hours, minutes) = (pair(hours)?, pair(minutes)?);
    let seconds = hours
        .checked_mul(60)?
        .checked_add(minutes)?
        .checked_mul(60)?;
    (minutes < 60 && seconds <= FURTHEST).then_some(())?;
    Offset::from_seconds(seconds.checked_mul(sign)?).ok()
}

/// Exactly two digits.
fn pair(text: &str) -> Option<i32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
