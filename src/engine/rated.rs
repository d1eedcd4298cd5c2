//! A file of ratings, read as it may come: as several sheets of a workbook, with titles above the headings, whatever separators these hold.

use std::collections::BTreeSet;

use super::file::{File, wanted};
use super::stacked::unstacked;
use crate::answers::ratings;
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::Row;
use crate::rules::Rules;
use crate::rules::packs::{BESIDE, TAB};
use crate::table::{self, Delimiter, HeadingId, Hidden, Options, Sheet};
use crate::values::spelling::quoted;

/// So many rows from the first on may hold titles.
const TITLES: u32 = 20;

/// The sheets of a file that have ids and ratings by these rules, and what was noticed.
pub(super) fn read(
    file: &File<'_>,
    options: &Options,
    rules: &[&Rules],
) -> (Vec<Sheet>, Vec<Finding>) {
    let (read, about) = one(file, options, rules);
    let says = |code: Code| about.iter().any(|finding| finding.code == code);
    let is_undecided = says(Code::WorkbookSheets);
    if options.sheet.is_some() || !is_undecided && !says(Code::SheetHidden) {
        return (read, about);
    }
    let filled = table::filled_sheets(&|| file.open());
    let named = |name: &String| Options {
        sheet: Some(name.clone()),
        ..options.clone()
    };
    // Whoever hid it may have meant that it no longer counts, or may not know of it.
    let all_of = |name: &String| Options {
        hidden: Some(Hidden::Include),
        struck: Some(Hidden::Include),
        ..named(name)
    };
    let is_rated = |name: &String| has_ratings(&one(file, &all_of(name), rules).0, rules);
    let (rated, other): (Vec<String>, Vec<String>) = filled.hidden.into_iter().partition(is_rated);
    let at = || Location::File(file.name().to_owned());
    let (mut wanted, mut unread) = (filled.visible, other);
    match options.hidden {
        _ if rated.is_empty() => {}
        None => {
            let names: Vec<String> = rated.iter().map(|name| quoted(name)).collect();
            let message = format!(
                "hidden sheets have ids and columns of ratings, too: {}",
                names.join(", ")
            );
            let finding = Finding::new(Code::Hidden, at(), message);
            return (Vec::new(), vec![finding.help("ask whether they count")]);
        }
        Some(Hidden::Include) => wanted.extend(rated),
        Some(Hidden::Exclude) => unread.extend(rated),
    }
    if !is_undecided && wanted.len() < 2 {
        return (read, about);
    }
    let (mut all, mut findings, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for name in wanted {
        let (mut read, mut about) = one(file, &named(&name), rules);
        // Hidden rows of a sheet with ratings refuse it; whatever is wrong with one without is no matter.
        let is_asked = |finding: &Finding| matches!(finding.code, Code::Hidden | Code::Struck);
        let is_of_pack = name == TAB || about.iter().any(is_asked);
        match has_ratings(&read, rules) {
            true => {
                all.append(&mut read);
                findings.append(&mut about);
            }
            false if is_of_pack => return (read, about),
            false => rest.push(name),
        }
    }
    if all.is_empty() {
        return (read, about);
    }
    // A pack has what is read beside what is filled in.
    rest.retain(|name| !BESIDE.contains(&name.as_str()));
    if !rest.is_empty() {
        let rest: Vec<String> = rest.iter().map(|name| quoted(name)).collect();
        let message = format!(
            "sheets without ids and ratings by the headings that the rules know, not read: {}",
            rest.join(", ")
        );
        findings.push(Finding::new(Code::SheetUnread, at(), message));
    }
    if !unread.is_empty() {
        findings.push(table::hidden_note(at(), &unread));
    }
    (all, findings)
}

/// The columns that anything is read from; none where some are missing.
fn columns(sheet: &Sheet, rules: &[&Rules]) -> Option<BTreeSet<HeadingId>> {
    let each = rules
        .iter()
        .map(|rules| ratings::columns_of(&rules.form, sheet));
    each.collect::<Option<Vec<_>>>()
        .map(|all| all.into_iter().flatten().collect())
}

fn has_ratings(read: &[Sheet], rules: &[&Rules]) -> bool {
    let first = read.first();
    first.is_some_and(|sheet| columns(sheet, rules).is_some())
}

/// One sheet. Titles stand above: that the headings are below is seen by what they say.
fn one(file: &File<'_>, options: &Options, rules: &[&Rules]) -> (Vec<Sheet>, Vec<Finding>) {
    // A pack's mark is known by its shape, whatever its column is called.
    let are_packs = rules.iter().any(|rules| rules.form.packs.is_some());
    let columns = |sheet: &Sheet| columns(sheet, rules).filter(|_| !are_packs);
    let with = |options: &Options| {
        let (read, mut about) = wanted(std::slice::from_ref(file), options, &columns);
        let read = read.into_iter().map(|sheet| {
            let (sheet, note) = unstacked(sheet, rules);
            about.extend(note);
            sheet
        });
        let read = read.collect::<Vec<_>>();
        (read, about)
    };
    let (read, about) = with(options);
    let below = |sheet: &Sheet| {
        let mut rows = rules.iter();
        rows.find_map(|rules| ratings::heading_row(&rules.form, sheet))
    };
    let row = read.first().map_or_else(|| supposed(&about), below);
    if let Some(Row(row)) = row {
        let (again, more) = with(&Options {
            header_row: Some(row),
            ..options.clone()
        });
        if has_ratings(&again, rules) {
            return (again, more);
        }
    }
    let is_text = || table::filled_sheets(&|| file.open()).visible.is_empty();
    if !has_ratings(&read, rules) && is_text() {
        // A title says nothing of how the rows under it are parted, whether or not it holds a separator.
        let delimiters = match options.delimiter {
            Some(typed) => vec![typed],
            None => Delimiter::ALL.to_vec(),
        };
        for row in 2..=TITLES {
            for delimiter in &delimiters {
                let (again, more) = with(&Options {
                    header_row: Some(row),
                    delimiter: Some(*delimiter),
                    ..options.clone()
                });
                if has_ratings(&again, rules) {
                    return (again, more);
                }
            }
        }
    }
    (read, about)
}

/// The row in which the headings of a file seem to stand that was refused for that.
fn supposed(findings: &[Finding]) -> Option<Row> {
    let mut found = findings
        .iter()
        .filter(|finding| finding.code == Code::HeadingRow);
    match &found.next()?.location {
        Location::Input(origin) => origin.row,
        Location::Rules(_) | Location::File(_) => None,
    }
}
