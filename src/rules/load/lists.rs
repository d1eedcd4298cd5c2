//! `[lists.NAME]`: value sets, written out or from a CSV beside the rules.

use std::path::{Component, Path};

use rust_decimal::Decimal;

use super::checks::country;
use super::diagnostics::{Spot, shown};
use super::format::LIST;
use super::names::check_id;
use super::scope::Scope;
use super::table::{Item, Table};
use super::values::{self, Atom};
use crate::base::finding::{Code, Finding, Location};
use crate::rules::form::Bounds;
use crate::rules::{Kind, List, RulesFile, Set};
use crate::values::number::{self, DecimalMark, Marks};
use crate::values::{Number, spelling};

/// Fetches a list file by its path as written in the rules.
pub(super) type Fetch<'f> = dyn Fn(&str) -> Result<String, String> + 'f;

pub(super) fn lists<'d>(
    item: Item<'d>,
    fetch: &Fetch<'_>,
    scope: &mut Scope<'d>,
    files: &mut Vec<RulesFile>,
) {
    for (key, value) in item.entries().unwrap_or_default() {
        check_id(value.key, key);
        let list = list(value, key, fetch, scope, files);
        scope.lists.push(value.key, key, list);
    }
}

fn list(
    item: Item<'_>,
    key: Spot<'_>,
    fetch: &Fetch<'_>,
    scope: &Scope<'_>,
    files: &mut Vec<RulesFile>,
) -> Option<List> {
    let table = item.table(&LIST)?;
    let title = table.get("title").and_then(Item::text).map(str::to_owned);
    let no_bounds = Bounds {
        min: None,
        max: None,
        marks: Marks::Only(DecimalMark::Point),
    };
    let kind = table.need("type").and_then(|item| {
        item.word(&[("country", 0_u8), ("text", 1), ("number", 2)])
            .map(|kind| match kind {
                0 => Kind::Country,
                1 => Kind::Text,
                _ => Kind::Number(no_bounds),
            })
    })?;
    let values = match (table.get("values"), table.get("file")) {
        (Some(_), Some(file)) => {
            file.spot
                .say_bad("a list has either `values` or a `file`, not both");
            None
        }
        (Some(values), None) => {
            for key in table.present(&["column", "rows"]) {
                if let Some(spot) = table.key_spot(key) {
                    spot.say(
                        Code::UnknownKey,
                        format!("a list with `values` has no key `{key}`"),
                    );
                }
            }
            values::array(values, &kind, scope)
        }
        (None, Some(file)) => from_file(&table, file, &kind, fetch, files),
        (None, None) => {
            key.say(
                Code::MissingKey,
                format!(
                    "{} needs `values`, or `file`, `column` and `rows`",
                    LIST.table
                ),
            );
            None
        }
    };
    Some(List {
        id: item.key.to_owned(),
        title,
        values: values?,
        line: key.line(),
    })
}

fn from_file(
    table: &Table<'_>,
    file: Item<'_>,
    kind: &Kind,
    fetch: &Fetch<'_>,
    files: &mut Vec<RulesFile>,
) -> Option<Set> {
    let column = table.need("column").and_then(Item::text);
    let rows = table
        .need("rows")
        .and_then(|item| Some((item.count(1, 1_000_000)?, item.spot)));
    let path = file.text()?;
    let inside = !path.contains(['\\', ':'])
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        file.spot.say_bad_help(format!("`{}` does not stay in the folder of the rules", shown(path)),
            "write a path such as `lists/countries.csv`, with forward slashes, from the rules file on",
        );
        return None;
    }
    let text = match fetch(path) {
        Ok(text) => text,
        Err(reason) => {
            file.spot.say(
                Code::ListUnreadable,
                format!("cannot read `{}`: {}", shown(path), shown(&reason)),
            );
            return None;
        }
    };
    if files.iter().all(|file| file.name != path) {
        files.push(RulesFile::new(path, &text));
    }
    let (column, (rows, rows_spot)) = (column?, rows?);
    let atoms = read(path, &text, column, kind, table)?;
    if atoms.len() != usize::try_from(rows).unwrap_or(usize::MAX) {
        rows_spot.say_help(
            Code::ListRows,
            format!(
                "`{}` has {} rows, and the rules say {rows}",
                shown(path),
                atoms.len()
            ),
            "check which is right: a row too few can refuse people wrongly",
        );
        return None;
    }
    values::set(atoms)
}

/// The values of one column, each readable and each once; anything else is noted and gives none.
fn read(path: &str, text: &str, column: &str, kind: &Kind, table: &Table<'_>) -> Option<Vec<Atom>> {
    let notes = table.spot.notes;
    let bad = |line: u64, message: String| {
        notes.push(Finding::new(
            Code::ListUnreadable,
            Location::File(format!("{path}:{line}")),
            message,
        ));
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(false)
        .from_reader(text.as_bytes());
    let Ok(headings) = reader.headers().cloned() else {
        bad(1, "the headings cannot be read".to_owned());
        return None;
    };
    let wanted = spelling::fold_words(column);
    let Some(index) = headings
        .iter()
        .position(|heading| spelling::fold_words(heading) == wanted)
    else {
        if let Some(item) = table.get("column") {
            let message = format!("`{}` has no column `{}`", shown(path), shown(column));
            item.spot.say_unknown(
                Code::ListUnreadable,
                message,
                column,
                headings.iter(),
                "name one of its headings",
            );
        }
        return None;
    };
    let mut atoms = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    let mut all = true;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                bad(
                    line,
                    "the row has another number of cells than there are headings".to_owned(),
                );
                all = false;
                continue;
            }
        };
        let line = record.position().map_or(1, csv::Position::line);
        let cell = record.get(index).unwrap_or_default().trim();
        let atom = match kind {
            _ if cell.is_empty() => Err("is blank"),
            Kind::Country => country(cell).map(Atom::Country).ok_or("is no country code"),
            Kind::Number(_) => {
                let exact = number::decimal(cell, DecimalMark::Point);
                exact
                    .map(|value: Decimal| Atom::Number(Number::plain(value)))
                    .ok_or("is no number")
            }
            _ => Ok(Atom::Text(spelling::fold(cell))),
        };
        match atom {
            Ok(atom) => {
                if let Some(first) = seen.insert(values::key(&atom), line) {
                    bad(
                        line,
                        format!("`{}` stands in line {first} already", shown(cell)),
                    );
                    all = false;
                }
                atoms.push(atom);
            }
            Err(what) => {
                bad(line, format!("the cell `{}` {what}", shown(cell)));
                all = false;
            }
        }
    }
    all.then_some(atoms)
}
