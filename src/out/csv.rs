//! A list as CSV: RFC 4180 with commas, UTF-8 with a byte order mark, because Excel garbles names without one.

use std::io::{self, Write};

use crate::papers::lists::{Cell, Table};
use crate::values::escape::{neutral, still};

/// Writes the list, its headings first.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut dyn Write, table: Table<'_>) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = ::csv::WriterBuilder::new().from_writer(out);
    writer.write_record(table.headings.iter().map(|heading| heading.name.as_bytes()))?;
    let mut digits = Vec::new();
    for row in table.rows {
        for cell in &row {
            digits.clear();
            match cell {
                Cell::Text(text) => {
                    writer.write_field(neutral(&still(text)).as_bytes())?;
                    continue;
                }
                Cell::Named(named) => {
                    writer.write_field(neutral(&still(&named.name)).as_bytes())?;
                    continue;
                }
                Cell::Outcome(outcome) => write!(digits, "{outcome}")?,
                Cell::Day(day) => write!(digits, "{day}")?,
                Cell::Moment(at) => write!(digits, "{at}")?,
                Cell::Room(room) => write!(digits, "{}", room.filled)?,
                Cell::Exact(number) => write!(digits, "{}", number.normalize())?,
                Cell::Count(number) | Cell::Shared(number) => write!(digits, "{number}")?,
                Cell::Empty => {}
            }
            writer.write_field(&digits)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
