//! `intake inspect`: what an export seems to hold; and `intake new`: a first rules file for it.

use std::path::{Path, PathBuf};
use std::slice;

use super::inputs::refuse;
use super::{Exit, Screen, files};
use crate::shell::disk::single::{self, Ours};
use intake::base::finding::{Code, Finding};
use intake::engine::refuses;
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
) -> Exit {
    let sheets = match sheets(files, reading, screen) {
        Ok(sheets) => sheets,
        Err(exit) => return exit,
    };
    let tables: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet, inspect::columns(sheet)))
        .collect();
    for (sheet, columns) in &tables {
        let (page, draft) = (
            inspect::page(sheet, columns),
            inspect::fields(sheet, columns),
        );
        screen.say(&escape::visible_lines(&page));
        screen.say(&summary::findings(&found(sheet, columns, reading)));
        screen.say(
            "\nA draft of the fields, to be pasted into a rules file; every line is a guess:\n\n",
        );
        screen.say(&escape::visible_lines(&draft));
    }
    if let Some(sources) = inspect::sources(&tables) {
        screen.say("A draft of the forms that these files seem to be of:\n\n");
        screen.say(&escape::visible_lines(&sources));
    }
    Exit::Done
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
    let draft = inspect::starter("", Some(sheet), columns, reading, None);
    let rules = load("", &draft, &|_| Err("a draft has no lists".to_owned())).rules;
    let found = rules.map_or_else(Vec::new, |rules| {
        match check::check(&rules, slice::from_ref(sheet)) {
            Ok(checked) => checked.findings,
            Err(findings) => findings,
        }
    });
    found
        .into_iter()
        .filter(|found| SAID.contains(&found.code))
        .collect()
}

pub(super) fn new(
    rules: &Path,
    from: &[PathBuf],
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Exit {
    if let Err(finding) = single::check(rules, OURS) {
        return refuse(&[finding], screen);
    }
    let sheets = match sheets(from, reading, screen) {
        Ok(sheets) => sheets,
        Err(exit) => return exit,
    };
    let tables: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet, inspect::columns(sheet)))
        .collect();
    let (columns, sources) = (inspect::together(&tables), inspect::sources(&tables));
    let name = |path: &PathBuf| {
        path.file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    let names = from.iter().map(name).collect::<Vec<_>>().join(", ");
    let draft = inspect::starter(
        &names,
        sheets.first(),
        &columns,
        reading,
        sources.as_deref(),
    );
    let draft = escape::visible_lines(&draft);
    match single::write(screen.disk, rules, draft.as_bytes(), OURS) {
        Ok(left) => screen.warn(&summary::findings(&left)),
        Err(finding) => return refuse(&[finding], screen),
    }
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
    Exit::Done
}

fn sheets(
    files: &[PathBuf],
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<Vec<Sheet>, Exit> {
    let (sheets, findings) = files::read(files, reading);
    if refuses(&findings) {
        return Err(refuse(&findings, screen));
    }
    screen.warn(&summary::findings(&findings));
    Ok(sheets)
}
