//! `intake verify`: a run folder against its manifest, and against what comes out anew.

use std::fs;
use std::path::{Path, PathBuf};

use super::earlier::Earlier;
use super::inputs::{Progress, decide, load_rules, refuse};
use super::{Exit, Screen};
use crate::finding::{self, Code, Finding, Place};
use crate::read::{self, file};
use crate::rules::Rules;
use crate::verify;
use crate::write::manifest::Manifest;
use crate::write::summary::count;
use crate::write::{self, safe};

pub(super) fn verify(
    run: &Path,
    (applications, decisions): (&[PathBuf], &[PathBuf]),
    rules: Option<&Path>,
    reading: &read::Options,
    screen: &mut Screen<'_>,
) -> Exit {
    let place = |name: &str| Place::File(run.join(name).display().to_string());
    let unreadable = |name: &str, error: String| {
        Finding::new(Code::RunUnreadable, place(name), format!("cannot be read: {error}"))
            .help("name the folder that `intake select --out` wrote")
    };
    let read = |name: &str| file::bytes(&run.join(name), u64::MAX).map_err(|error| finding::refusal(&error));
    let text = match read("manifest.json") {
        Ok(text) => text,
        Err(error) => return refuse(&[unreadable("manifest.json", error)], screen),
    };
    let manifest = match verify::manifest(&text) {
        Ok(manifest) => manifest,
        Err(difference) => return differ(&[difference], screen),
    };
    let mut names = Vec::new();
    if let Err(error) = files_under(run, "", &mut names) {
        return refuse(&[unreadable("", finding::refusal(&error))], screen);
    }
    let differences = verify::folder(&manifest, &names, &read);
    if !differences.is_empty() {
        return differ(&differences, screen);
    }
    match wrong_sums(run) {
        Ok(wrong) if wrong.is_empty() => {}
        Ok(wrong) => return differ(&wrong, screen),
        Err(finding) => return refuse(&[finding], screen),
    }
    screen.say(&format!("the folder is as it was written: {}\n", count(manifest.files.len(), "file", "files")));
    let rules = match rules {
        Some(rules) => load_rules(rules, screen).ok_or(Exit::Usage),
        None if applications.is_empty() => return Exit::Done,
        None => Earlier::open(run).and_then(|run| run.rules()).map_err(|finding| refuse(&[finding], screen)),
    };
    let rules = match rules {
        Ok(rules) => rules,
        Err(exit) => return exit,
    };
    if !applications.is_empty() {
        return anew(run, &manifest, &rules, (applications, decisions), reading, screen);
    }
    let differences = verify::rules(&manifest, &rules);
    if differences.is_empty() {
        screen.say("the rules and their lists are those of the run\n");
        return Exit::Done;
    }
    differ(&differences, screen)
}

/// The records whose arithmetic is wrong.
fn wrong_sums(run: &Path) -> Result<Vec<verify::Difference>, Finding> {
    let run = Earlier::open(run)?;
    let mut wrong = Vec::new();
    for record in run.records() {
        let record = record?;
        let words = verify::sums(&run.header, &record);
        wrong.extend(words.map(|words| verify::Difference {
            file: "audit.jsonl".to_owned(),
            words: format!("application {}: {words}", record.application),
        }));
    }
    Ok(wrong)
}

/// Selects again and holds what comes out against what is there.
fn anew(
    run: &Path,
    manifest: &Manifest,
    rules: &Rules,
    (applications, decisions): (&[PathBuf], &[PathBuf]),
    reading: &read::Options,
    screen: &mut Screen<'_>,
) -> Exit {
    if let (Some(difference), true) = (verify::without_decisions(manifest), decisions.is_empty()) {
        return differ(&[difference], screen);
    }
    let progress = Progress::new();
    let selection = match decide(rules, (applications, decisions), reading, &progress) {
        Ok((selection, _)) => selection,
        Err(findings) => return refuse(&findings, screen),
    };
    let without_workbook = !manifest.files.iter().any(|file| file.file == "workbook.xlsx");
    let mut differences = Vec::new();
    let made = write::make(&selection, without_workbook, &mut |made| {
        progress.step(&format!("comparing {}", made.name));
        differences.extend(file::bytes(&run.join(&made.name), u64::MAX).ok().and_then(|was| verify::file(&was, &made)));
    });
    drop(progress);
    match made {
        Err(finding) => refuse(&[finding], screen),
        Ok(anew) => {
            let mut all = verify::manifests(manifest, &anew);
            all.append(&mut differences);
            if all.is_empty() {
                screen.say("it comes out the same from these applications and rules, to the byte\n");
                Exit::Done
            } else {
                differ(&all, screen)
            }
        }
    }
}

/// Says what differs; that is the result.
fn differ(differences: &[verify::Difference], screen: &mut Screen<'_>) -> Exit {
    for difference in differences {
        screen.say(&format!("{}: {}\n", safe::visible(&difference.file), safe::visible(&difference.words)));
    }
    Exit::Different
}

/// The files of a folder and those below, with `/`; a link is named, not followed.
fn files_under(folder: &Path, under: &str, names: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files_under(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(())
}
