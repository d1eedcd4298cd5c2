//! CLDR and the lists kept by hand, folded, held against each other and written down.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use intake::values::Country;
use intake::values::countries::{fold, table};
use serde_json::Value;

use crate::titles;

/// The version of the npm package `cldr-localenames-full` that the committed table was made from.
pub(crate) const VERSION: &str = "48.2.0";

/// CLDR's codes beyond ISO 3166-1 that are part of a place, each with it; `@` is a place inside a country.
const PARTS: [(&str, &str); 7] = [
    ("AC", "SH"),
    ("TA", "SH"),
    ("CQ", "GG"),
    ("DG", "IO"),
    ("EA", "ES@"),
    ("IC", "ES@"),
    ("EU", "XE"),
];

/// Where a spelling came from, for messages, and what it means: a code, with the mark that the table has.
type Spellings = BTreeMap<String, (String, String)>;

/// By spelling, the codes it stands for, each with the languages.
type Meanings = BTreeMap<String, BTreeMap<String, Vec<String>>>;

pub(crate) fn generate(package: &Path) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let version: Value = serde_json::from_str(&fs::read_to_string(package.join("package.json"))?)?;
    if version["version"] != VERSION {
        return Err(format!(
            "this is version {} and not {VERSION}: change the constant with it",
            version["version"]
        )
        .into());
    }
    let mut problems = Vec::new();
    let mut spellings = Spellings::new();
    let names = fs::read_to_string(root.join("src/values/countries/territories.csv"))?;
    for line in names.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        // A code with two meanings is looked up as a code and is no spelling.
        if cells[0] != "AA" && cells[2].len() > 2 {
            add(
                &mut spellings,
                &mut problems,
                cells[2],
                cells[0],
                "territories.csv",
            );
        }
    }
    for (file, mark) in [("names.csv", ""), ("peoples.csv", "~"), ("inside.csv", "@")] {
        for (number, line) in (1..)
            .zip(fs::read_to_string(root.join("examples/countries").join(file))?.lines())
            .skip(1)
        {
            let (code, names) = line
                .split_once(',')
                .ok_or_else(|| format!("{file}:{number} has no comma"))?;
            if Country::new(code).and_then(table::territory).is_none() {
                return Err(format!("{file}:{number}: there is no place {code}").into());
            }
            for name in names.split('|') {
                add(
                    &mut spellings,
                    &mut problems,
                    name,
                    &format!("{code}{mark}"),
                    &format!("{file}:{number}"),
                );
            }
        }
    }
    let by_hand = spellings.len();
    let cldr = cldr(root, package)?;
    for (key, meanings) in &cldr {
        if spellings.contains_key(key) {
            continue;
        }
        let mut codes: Vec<&String> = meanings.keys().collect();
        codes.sort();
        match codes.as_slice() {
            [code] => _ = spellings.insert(key.clone(), ((*code).clone(), "CLDR".to_owned())),
            _ => problems.push(format!(
                "`{key}` means {meanings:?} in CLDR: say in names.csv what it is to mean"
            )),
        }
    }
    for problem in &problems {
        eprintln!("{problem}");
    }
    if !problems.is_empty() {
        return Err(format!(
            "{} spellings to settle; nothing was written",
            problems.len()
        )
        .into());
    }
    let mut text = format!(
        "# Written by `cargo run --example countries -- generate` from Unicode CLDR {VERSION} (cldr-localenames-full) and the\n\
         # lists in examples/countries; not to be edited. The licence of CLDR's names, Unicode-3.0, stands in NOTICE.\n"
    );
    for (key, (target, _)) in &spellings {
        writeln!(text, "{key}\t{target}")?;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a table of ours, not output of a run"
    )]
    fs::write(root.join("src/values/countries/names.tsv"), &text)?;
    titles::generate(root, package)?;
    println!(
        "{} spellings in {} bytes: {by_hand} kept by hand, the rest from CLDR",
        spellings.len(),
        text.len()
    );
    Ok(())
}

/// Adds a spelling kept by hand; a name goes before a people or a city of the same place.
fn add(
    spellings: &mut Spellings,
    problems: &mut Vec<String>,
    name: &str,
    target: &str,
    from: &str,
) {
    let key = fold::key(name);
    if key.is_empty() {
        problems.push(format!("{from}: a blank spelling"));
        return;
    }
    match spellings.get(&key) {
        Some((other, _)) if other.get(..2) == target.get(..2) => {}
        Some((other, first)) => problems.push(format!(
            "`{name}` ({key}) is {other} in {first} and {target} in {from}"
        )),
        None => _ = spellings.insert(key, (target.to_owned(), from.to_owned())),
    }
}

fn cldr(root: &Path, package: &Path) -> Result<Meanings, Box<dyn Error>> {
    let mut found = Meanings::new();
    let languages = fs::read_to_string(root.join("examples/countries/languages.csv"))?;
    for locale in languages
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
    {
        let file = package.join("main").join(locale).join("territories.json");
        let json: Value = serde_json::from_str(
            &fs::read_to_string(&file).map_err(|error| format!("{locale}: {error}"))?,
        )?;
        let territories = json["main"][locale]["localeDisplayNames"]["territories"].as_object();
        for (code, name) in territories.ok_or("no territories")? {
            let (code, variant) = code.split_once('-').unwrap_or((code, ""));
            let Some(name) = name.as_str().filter(|name| *name != code) else {
                continue;
            };
            let Some(target) = target(code, name) else {
                continue;
            };
            if variant == "alt-short" && abbreviation(name) {
                continue;
            }
            found
                .entry(fold::key(name))
                .or_default()
                .entry(target)
                .or_default()
                .push(locale.to_owned());
        }
    }
    Ok(found)
}

/// What CLDR's code means to us; none for continents, currencies' unions and codes for tests.
fn target(code: &str, name: &str) -> Option<String> {
    if let Some((_, part)) = PARTS.iter().find(|(other, _)| *other == code) {
        return Some((*part).to_owned());
    }
    // A Congo without its capital or its form of state may be either.
    if ["CG", "CD"].contains(&code)
        && fold::key(name.trim_start_matches("A’ ")).split(' ').count() == 1
        && !name.contains(['（', '('])
        && !LONG_CONGO.contains(&name)
    {
        return Some("QQ".to_owned());
    }
    let territory = table::territory(Country::new(code)?)?;
    (territory.in_iso() || code == "XK").then(|| code.to_owned())
}

/// One word, and which Congo it is can still be told.
const LONG_CONGO: [&str; 8] = [
    "コンゴ共和国",
    "コンゴ民主共和国",
    "刚果共和国",
    "刚果民主共和国",
    "剛果共和國",
    "剛果民主共和國",
    "콩고민주공화국",
    "קאנגא־קינשאַזע",
];

/// Short names in capitals are abbreviations, and mean something else in the next language: `RU` is the United Kingdom in
/// Spanish. Those that are good everywhere are kept by hand.
fn abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 5 && name == name.to_uppercase()
}
