//! `intake select`: the main job.

use std::path::{Path, PathBuf};

use super::disk::folder;
use super::files;
use super::inputs::{Progress, decide, load_settled, refuse};
use super::{Exit, Screen};
use intake::analyse::unlikely;
use intake::finding::{Code, Finding, Severity};
use intake::origin::Source;
use intake::read;
use intake::rules::load;
use intake::select::Outcome;
use intake::write::summary;

pub(super) fn select(
    (files, decisions): (&[PathBuf], &[PathBuf]),
    rules: &Path,
    reading: &read::Options,
    options: super::write::Options<'_>,
    screen: &mut Screen<'_>,
) -> Exit {
    let Some(rules) = load_settled(rules, screen) else { return Exit::Usage };
    // Said before the work is done, and checked again when the folder is written.
    if let Err(finding) = folder::check(options.out, options.replace) {
        return refuse(&[finding], screen);
    }
    let progress = Progress::new();
    let (selection, mut findings) = match decide(&rules, (files, decisions), reading, &progress) {
        Ok(decided) => decided,
        Err(findings) => return refuse(&findings, screen),
    };
    let decided: Vec<(Source, &str)> = selection
        .decided
        .files
        .iter()
        .map(|(file, digest)| (Source { file: file.clone(), sheet: None }, digest.as_str()))
        .collect();
    let unchanged = || {
        files::unchanged(files, selection.sheets.iter().map(|sheet| (&*sheet.source, sheet.digest.as_str())))?;
        files::unchanged(decisions, decided.iter().map(|(source, digest)| (source, *digest)))
    };
    match super::write::write(
        screen.disk,
        &selection,
        options,
        &|name| progress.step(&format!("writing {name}")),
        &unchanged,
    ) {
        Ok(notes) => findings.extend(notes),
        Err(finding) => return refuse(&[finding], screen),
    }
    drop(progress);
    // Whatever was marked may have been settled by people, or by rules that read the column.
    findings.retain(|finding| finding.code != Code::Response || selection.applications.is_marked_at(&finding.place));
    // The page has its own places for these.
    let on_the_page = |finding: &&Finding| matches!(finding.code, Code::HeadingUnused | Code::Shared | Code::ReadAs);
    findings.extend(selection.findings.iter().filter(|finding| !on_the_page(finding)).cloned());
    let deadline = unlikely::far(&rules, selection.applications.moments(rules.call.submitted));
    screen.warn(&load::render(&rules.file.name, &rules.file.text, deadline.as_slice(), screen.colour));
    screen.warn(&summary::findings(&findings));
    screen.say(&summary::selection(&selection, options.out, options.without_workbook));
    let open = selection.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    let asked = findings.iter().any(|finding| finding.severity() == Severity::Question);
    if open || asked { Exit::Questions } else { Exit::Done }
}
