//! `intake inspect`: what an export seems to hold; and `intake new`: a first rules file for it.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::inputs::{refuse, refuses};
use super::{Exit, Screen};
use crate::finding::{Code, Finding, Place, refusal};
use crate::inspect;
use crate::read::{self, Sheet};
use crate::write::{safe, summary};

pub(super) fn inspect(files: &[PathBuf], reading: &read::Options, screen: &mut Screen<'_>) -> Exit {
    let sheets = match sheets(files, reading, screen) {
        Ok(sheets) => sheets,
        Err(exit) => return exit,
    };
    for sheet in &sheets {
        let columns = inspect::columns(sheet);
        let (page, draft) = (inspect::page(sheet, &columns), inspect::fields(&columns));
        screen.say(&safe::visible_lines(&page));
        screen.say("\nA draft of the fields, to be pasted into a rules file; every line is a guess:\n\n");
        screen.say(&safe::visible_lines(&draft));
    }
    Exit::Done
}

pub(super) fn new(rules: &Path, from: &Path, reading: &read::Options, screen: &mut Screen<'_>) -> Exit {
    let sheets = match sheets(&[from.to_owned()], reading, screen) {
        Ok(sheets) => sheets,
        Err(exit) => return exit,
    };
    let columns: Vec<_> = sheets.iter().flat_map(inspect::columns).collect();
    let name = from.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let draft = safe::visible_lines(&inspect::starter(&name, &columns, reading));
    let written = File::create_new(rules).and_then(|mut file| file.write_all(draft.as_bytes()));
    match written {
        Ok(()) => {
            let name = rules.display().to_string();
            let rules = safe::visible(&name);
            screen.say(&format!(
                "{rules}: written; go through every line marked EDIT, then `intake check {rules} {}`\n",
                safe::visible(&from.display().to_string())
            ));
            Exit::Done
        }
        Err(error) => {
            let place = Place::File(rules.display().to_string());
            let finding = match error.kind() {
                std::io::ErrorKind::AlreadyExists => Finding::new(Code::OutputExists, place, "is there already")
                    .help("choose another name for the rules"),
                _ => Finding::new(Code::OutputUnwritable, place, format!("cannot be written: {}", refusal(&error))),
            };
            refuse(&[finding], screen)
        }
    }
}

fn sheets(files: &[PathBuf], reading: &read::Options, screen: &mut Screen<'_>) -> Result<Vec<Sheet>, Exit> {
    let (sheets, findings) = read::read(files, reading);
    if refuses(&findings) {
        return Err(refuse(&findings, screen));
    }
    screen.warn(&summary::findings(&findings));
    Ok(sheets)
}
