//! What territories are called in French and Russian, for sentences to applicants: CLDR's names, and `titles.csv` before them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use intake::values::countries::table;
use serde_json::Value;

use crate::generate::VERSION;

pub(crate) fn generate(root: &Path, package: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(root.join("examples/countries/titles.csv"))?;
    let by_hand = text.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some((cells.next()?, (cells.next()?, cells.next()?)))
    });
    let by_hand: BTreeMap<&str, (&str, &str)> = by_hand.collect();
    let (french, russian) = (cldr(package, "fr")?, cldr(package, "ru")?);
    let mut text = format!(
        "# Written by `cargo run --example countries -- generate` from Unicode CLDR {VERSION} (cldr-localenames-full) and\n\
         # examples/countries/titles.csv; not to be edited. The licence of CLDR's names, Unicode-3.0, stands in NOTICE.\n"
    );
    for territory in table::territories() {
        let code = territory.code.to_string();
        let of_cldr = || Some((title(&french, &code)?, title(&russian, &code)?));
        let by_hand = by_hand.get(code.as_str());
        let by_hand =
            by_hand.map(|(french, russian)| ((*french).to_owned(), (*russian).to_owned()));
        let titles = by_hand.or_else(of_cldr);
        // Two letters with two meanings are called by themselves in every language.
        let (french, russian) = match titles {
            Some(titles) => titles,
            None if territory.name.len() == 2 => {
                (territory.name.to_owned(), territory.name.to_owned())
            }
            None => return Err(format!("{code}: say in titles.csv what it is called").into()),
        };
        writeln!(text, "{code}\t{french}\t{russian}")?;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a table of ours, not output of a run"
    )]
    fs::write(root.join("src/values/countries/titles.tsv"), text)?;
    Ok(())
}

fn cldr(package: &Path, locale: &str) -> Result<Value, Box<dyn Error>> {
    let file = package.join("main").join(locale).join("territories.json");
    let json: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    Ok(json["main"][locale]["localeDisplayNames"]["territories"].clone())
}

/// The short name where there is one, but for what is an abbreviation: `Гонконг` and not `Гонконг (САР)`, `Royaume-Uni` and not `R.-U.`; with
/// the word for islands written out.
fn title(names: &Value, code: &str) -> Option<String> {
    let name = |code: &str| names[code].as_str();
    let short = name(&format!("{code}-alt-short")).filter(|_| SHORT.contains(&code));
    let name = short.or_else(|| name(code)).filter(|name| *name != code)?;
    Some(name.replace("о-ва", "острова").replace("о-в ", "остров "))
}

/// Whose short names are no abbreviations.
const SHORT: [&str; 3] = ["HK", "MO", "PS"];
