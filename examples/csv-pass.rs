//! The yardstick of `benches/README.md`: a bare pass of the `csv` crate over a file, nothing kept.
//!
//! `cargo run --release --example csv-pass -- pile.csv`

use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(path) = std::env::args_os().nth(1) else {
        return Err("usage: csv-pass FILE".into());
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let (mut rows, mut cells) = (0_u64, 0);
    while reader.read_byte_record(&mut record)? {
        rows += 1;
        cells += record.len();
    }
    Ok(writeln!(std::io::stdout(), "{rows} rows, {cells} cells")?)
}
