//! `intake verify`: a run folder against its manifest, and against what comes out anew.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::earlier::Earlier;
use super::inputs::{Progress, decide, load_rules, refuse};
use super::{Exit, Screen};
use crate::shell::disk::file;
use intake::finding::{self, Code, Finding, Place};
use intake::read;
use intake::record::manifest::Manifest;
use intake::rules::Rules;
use intake::verify::{self, Entry, Kind};
use intake::write::summary::count;
use intake::write::{self, safe};

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
        Err(difference) => return touched(&[difference], screen),
    };
    let mut entries = Vec::new();
    if let Err(error) = entries_under(run, "", &mut entries) {
        return refuse(&[unreadable("", finding::refusal(&error))], screen);
    }
    let differences = verify::folder(&manifest, &entries, &read);
    if !differences.is_empty() {
        return touched(&differences, screen);
    }
    match wrong_sums(run) {
        Ok(wrong) if wrong.is_empty() => {}
        Ok(wrong) => return differ(&wrong, screen),
        Err(finding) => return refuse(&[finding], screen),
    }
    screen.say(&format!("the folder is as it was written: {}\n", count(manifest.files.len(), "file", "files")));
    let rules_given = rules.is_some();
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
        return anew(run, &manifest, (&rules, rules_given), (applications, decisions), reading, screen);
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
    (rules, rules_given): (&Rules, bool),
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
    let workbooks = ["workbook.xlsx", "clarify.xlsx"];
    let without_workbook = !manifest.files.iter().any(|file| workbooks.contains(&file.file.as_str()));
    let mut differences = Vec::new();
    let made = write::make(&selection, without_workbook, &mut |made| {
        progress.step(&format!("comparing {}", made.name));
        differences
            .extend(file::bytes(&run.join(&made.name), u64::MAX).ok().and_then(|was| verify::of_file(&was, &made)));
    });
    drop(progress);
    match made {
        Err(finding) => refuse(&[finding], screen),
        Ok(anew) => {
            let mut all = verify::manifests(manifest, &anew);
            all.extend(verify::lists(manifest, &anew));
            all.append(&mut differences);
            let rules = if rules_given { "rules" } else { "the rules in its folder" };
            if all.is_empty() {
                screen.say(&format!("it comes out the same from these applications and {rules}, to the byte\n"));
                return Exit::Done;
            }
            screen.say(&format!("it comes out otherwise from these applications and {rules}\n"));
            differ(&all, screen)
        }
    }
}

/// The same of a folder that is not as it was written, with what to do next.
fn touched(differences: &[verify::Difference], screen: &mut Screen<'_>) -> Exit {
    let exit = differ(differences, screen);
    screen.warn(
        "what to do: keep this folder as it is, and use nothing from it; take an untouched copy, or select again from the same \
         files into another folder. Notes belong into a copy of a list, outside the run\n",
    );
    exit
}

/// Says what differs; that is the result.
fn differ(differences: &[verify::Difference], screen: &mut Screen<'_>) -> Exit {
    for difference in differences {
        screen.say(&format!("{}: {}\n", safe::visible(&difference.file), safe::visible(&difference.words)));
    }
    Exit::Different
}

/// What stands in a folder and those below; a link is named, not followed.
fn entries_under(folder: &Path, under: &str, entries: &mut Vec<Entry>) -> io::Result<()> {
    for name in file::entries(folder)? {
        let path = folder.join(&name);
        let name = format!("{under}{}", name.to_string_lossy());
        let there = fs::symlink_metadata(&path)?.file_type();
        let kind = match (there.is_file(), there.is_dir(), there.is_symlink()) {
            (true, ..) if file::is_lock_of_office(&path) => Kind::Lock,
            (true, ..) => Kind::File,
            (_, true, _) => Kind::Folder,
            (.., true) => Kind::Link,
            _ => Kind::Other,
        };
        entries.push(Entry { name: name.clone(), kind });
        if kind == Kind::Folder {
            entries_under(&path, &format!("{name}/"), entries)?;
        }
    }
    Ok(())
}
