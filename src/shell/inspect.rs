//! `intake inspect`: what an export seems to hold; and `intake new`: a first rules file for it.

use std::path::{Path, PathBuf};
use std::slice;

use super::files::file_name;
use super::inputs::{refuse, sheets, write_single};
use super::{Exit, Screen};
use crate::shell::disk::atomic_file::{self, Ours};
use intake::base::finding::{Code, Finding};
use intake::papers::summary;
use intake::rules::load::load;
use intake::study::{check, inspect};
use intake::table::{self, Sheet};
use intake::values::escape;

/// A draft is somebody's work as soon as it is there.
const OURS: Ours<'static> = Ours {
    begins: None,
    what: "draft",
    help: "choose another name for the rules",
};

pub(super) fn inspect(
    files: &[PathBuf],
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let (sheets, _) = sheets(files, reading, screen)?;
    let tables = tables(&sheets);
    for (sheet, columns) in &tables {
        screen.say(&escape::visible_lines(&inspect::page(sheet, columns)));
        screen.say(&summary::findings(&found(sheet, columns, reading)));
        screen.say(
            "\nA draft of the fields, to be pasted into a rules file; every line is a guess:\n\n",
        );
        screen.say(&escape::visible_lines(&inspect::fields(sheet, columns)));
    }
    if let Some(sources) = inspect::sources(&tables) {
        screen.say("A draft of the forms that these files seem to be of:\n\n");
        screen.say(&escape::visible_lines(&sources));
    }
    Ok(Exit::Done)
}

fn tables(sheets: &[Sheet]) -> Vec<(&Sheet, Vec<inspect::Column>)> {
    sheets
        .iter()
        .map(|sheet| (sheet, inspect::columns(sheet)))
        .collect()
}

/// What `check` would say of the sheet's headings and cells, whatever the answers mean.
fn found(sheet: &Sheet, columns: &[inspect::Column], reading: &table::Options) -> Vec<Finding> {
    const SAID: [Code; 12] = [
        Code::HeadingTwice,
        Code::HeadingRow,
        Code::JoinedLabels,
        Code::Formula,
        Code::FormulaColumn,
        Code::FormulaUnsaved,
        Code::OtherWorkbook,
        Code::Merged,
        Code::CellError,
        Code::StruckCell,
        Code::ShownOtherwise,
        Code::SameId,
    ];
    let draft = inspect::draft("", Some(sheet), columns, reading, None);
    let rules = load("", &draft, &|_| Err("a draft has no lists".to_owned())).rules;
    let mut found = rules.map_or_else(Vec::new, |rules| {
        check::check(&rules, slice::from_ref(sheet))
            .map_or_else(|findings| findings, |checked| checked.findings)
    });
    found.retain(|found| SAID.contains(&found.code));
    found
}

pub(super) fn new(
    rules: &Path,
    from: &[PathBuf],
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    atomic_file::check(rules, OURS).map_err(|found| refuse(&[found], screen))?;
    let (sheets, _) = sheets(from, reading, screen)?;
    let tables = tables(&sheets);
    let (columns, sources) = (inspect::together(&tables), inspect::sources(&tables));
    let names: Vec<String> = from.iter().map(|path| file_name(path)).collect();
    let draft = inspect::draft(
        &names.join(", "),
        sheets.first(),
        &columns,
        reading,
        sources.as_deref(),
    );
    let draft = escape::visible_lines(&draft);
    write_single(rules, draft.as_bytes(), OURS, screen)?;
    let name = rules.display().to_string();
    let rules = escape::visible(&name);
    let from: Vec<String> = from
        .iter()
        .map(|path| escape::visible(&path.display().to_string()).into_owned())
        .collect();
    screen.say(&format!(
        "{rules}: written; go through every line marked EDIT, then `intake check {rules} {}`\n",
        from.join(" ")
    ));
    Ok(Exit::Done)
}
