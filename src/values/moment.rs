//! Moments in a time zone, written for people.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;

/// The same as a clock there shows it, and `+01 Europe/Warsaw`.
pub fn clock_in_zone(instant: Timestamp, zone: &TimeZone) -> (DateTime, String) {
    let offset = zone.to_offset(instant);
    let name = zone.iana_name().unwrap_or_default();
    (offset.to_datetime(instant), format!("{offset} {name}"))
}

/// A moment in a zone: `2019-03-29 23:59:59+01 Europe/Warsaw`, with the offset, because an hour can come twice.
pub fn in_zone(instant: Timestamp, zone: &TimeZone) -> String {
    /// Up to the second.
    const CLOCK: DateTimePrinter = DateTimePrinter::new().separator(b' ').precision(Some(0));
    let offset = zone.to_offset(instant);
    let name = zone.iana_name().unwrap_or_default();
    // Everybody's moment of sending comes this way: the library's own printer is many times as quick as a format of its parts.
    let mut said = CLOCK.datetime_to_string(&offset.to_datetime(instant));
    let _ = write!(said, "{offset} {name}");
    said
}
