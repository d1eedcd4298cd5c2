//! `intake test`: the rules' own examples, what they leave undecided, and what they would not notice.

use std::path::Path;

use super::files::file_name;
use super::inputs::{Progress, load_rules};
use super::{Exit, Screen, Thorough};
use crate::shell::disk::file;
use intake::base::finding::{self, Code, Finding};
use intake::papers::tested;
use intake::rules::Rules;
use intake::rules::examples::Examples;
use intake::rules::load::{self, LoadedExamples};
use intake::study::examples::{self, Batches, coverage, mutate};
use intake::values::escape;

pub(super) fn test(path: &Path, thorough: Thorough, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    let rules = load_rules(path, screen)?;
    let examples = load_examples(path, &rules, screen)?;
    let batches = Batches::new(&rules, &examples);
    let failures = examples::failures(&rules, &examples, &batches);
    screen.say(&escape::visible_lines(&tested::results(
        &examples, &failures,
    )));
    if !failures.is_empty() {
        if thorough.coverage || thorough.mutate {
            screen.warn(
                "coverage and changes are looked at when every example comes out as expected\n",
            );
        }
        return Ok(Exit::Different);
    }
    let mut exit = Exit::Done;
    if thorough.coverage {
        let coverage = coverage::coverage(&rules, &batches);
        screen.say(&escape::visible_lines(&tested::coverage(&rules, &coverage)));
        if !coverage.missing.is_empty() {
            exit = Exit::Different;
        }
    }
    if thorough.mutate {
        let progress = Progress::new();
        progress.step("changing the rules, one thing at a time");
        let outcome = mutate::mutate(&rules, &examples, &batches);
        drop(progress);
        screen.say(&escape::visible_lines(&tested::mutations(&rules, &outcome)));
        if !outcome.survivors.is_empty() {
            exit = Exit::Different;
        }
        if !outcome.stale.is_empty() {
            screen.warn(&screen.underlined(&examples.file, &outcome.stale));
            exit = Exit::Usage;
        }
    }
    Ok(exit)
}

/// Reads the examples beside a rules file; says what is wrong with them.
fn load_examples(
    rules_path: &Path,
    rules: &Rules,
    screen: &mut Screen<'_>,
) -> Result<Examples, Exit> {
    let path = rules_path.with_extension("examples.toml");
    let name = file_name(&path);
    let text = match screen
        .disk
        .bytes(&path, load::LARGEST as u64)
        .and_then(file::text)
    {
        Ok(text) => text,
        Err(error) => {
            let message = format!(
                "the examples of these rules cannot be read: {}",
                finding::refusal(&error)
            );
            let finding = Finding::new(Code::NoExample, path.as_path(), message).help(
                "write what an applicant says and what must come of it; rules/minimal.examples.toml is a beginning",
            );
            screen.warn_of(&[finding]);
            return Err(Exit::Usage);
        }
    };
    let LoadedExamples { examples, findings } = load::load_examples(rules, &name, &text);
    screen.warn(&load::render(&name, &text, &findings, screen.colour));
    examples.ok_or(Exit::Usage)
}
