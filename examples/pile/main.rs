//! Writes a pile of applications of any size: `cargo run --release --example pile -- 1000000 pile.csv`.
//!
//! Everybody in it is invented. The same number gives the same bytes on every machine. The columns are those of
//! `sample-applications/montenegro-2019.csv`, so `rules/montenegro-2019.toml` reads it; `benches/README.md` says what for.

#[path = "../sample/application.rs"]
mod application;
#[path = "../sample/names.rs"]
mod names;
#[path = "../sample/random.rs"]
mod random;
mod rows;
#[path = "../sample/texts.rs"]
mod texts;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(count), Some(path)) = (words.next(), words.next()) else {
        return Err("usage: pile ROWS FILE".into());
    };
    let mut out = BufWriter::new(File::create(path)?);
    rows::write(&mut out, count.parse()?)?;
    Ok(out.flush()?)
}
