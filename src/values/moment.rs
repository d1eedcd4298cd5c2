//! Moments in a time zone, written for people.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The same as a clock there shows it, and `+01 Europe/Warsaw`.
pub fn clock_in_zone(instant: Timestamp, zone: &TimeZone) -> (DateTime, String) {
    let offset = zone.to_offset(instant);
    let name = zone.iana_name().unwrap_or_default();
    (offset.to_datetime(instant), format!("{offset} {name}"))
}

/// A moment in a zone: `2019-03-29 23:59:59+01 Europe/Warsaw`, with the offset, because an hour can come twice.
pub fn in_zone(instant: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.to_offset(instant);
    let local = offset.to_datetime(instant);
    let name = zone.iana_name().unwrap_or_default();
    let (year, month, day) = (local.year(), local.month(), local.day());
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{offset} {name}")
}
