//! Writes `src/values/countries/names.tsv`, the spellings by which countries are known, and `titles.tsv` beside it, what they are called in
//! letters; and measures what it knows.
//!
//! ```sh
//! npm pack cldr-localenames-full@48.2.0 && tar -xzf cldr-localenames-full-48.2.0.tgz
//! cargo run --example countries -- generate package
//! ```
//!
//! The names come from Unicode CLDR in the languages of `languages.csv`, and from the lists kept by hand beside it:
//! `names.csv` (exonyms, historic and official names, abbreviations), `peoples.csv` and `inside.csv` (cities, regions).
//! What is kept by hand goes before CLDR. A spelling that would mean two places is an error. The same input gives the same
//! bytes. `measure` is explained in `README.md`.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for us that prints what it finds, and stops where its input is not what it should be"
)]

mod generate;
mod measure;
mod titles;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["generate", package] => generate::generate(Path::new(package)),
        ["measure", lists] => measure::measure(Path::new(lists)),
        _ => Err("usage: countries generate CLDR-PACKAGE | countries measure LIST.tsv".into()),
    }
}
