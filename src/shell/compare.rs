//! `intake compare`: two rules files over the same applications, or two run folders.

use std::path::Path;

use super::files::file_name;
use super::inputs::{Given, load_rules, refuse, with_files, write_single};
use super::past_run::RunFolder;
use super::select::looked_at;
use super::{Exit, Screen};
use crate::shell::disk::atomic_file::{self, Ours};
use intake::base::controls;
use intake::base::finding::Finding;
use intake::engine::compare::{Noticed, Refused};
use intake::engine::{Past, Pile, compare as engine};
use intake::out::csv;
use intake::papers::lists::movers::{self, begins};
use intake::papers::{compared, summary};
use intake::rules::Rules;
use intake::study::compare::{self, Comparison};
use intake::table;
use intake::values::escape;

/// What a comparison prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Text,
    /// One object, written down in `docs/comparing.md`.
    Json,
}

pub(super) fn compare(
    (a, b): (&Path, &Path),
    given: Given<'_>,
    reading: &table::Options,
    (stage, after): (Option<&str>, Option<&Path>),
    (format, movers): (Output, Option<&Path>),
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    if let Some(path) = movers {
        atomic_file::check(path, ours(&begins())).map_err(|found| refuse(&[found], screen))?;
    }
    let comparison = match (screen.disk.is_folder(a), screen.disk.is_folder(b)) {
        (true, true) if stage.is_some() => {
            let words = "two run folders are compared at the stages that they are of";
            return Err(usage(screen, words, "leave `--stage` and `--after` out"));
        }
        (true, true) => runs((a, b), given, reading, screen)?,
        (false, false) if given.applications.is_empty() => {
            let words = "two rules files are compared by what they make of applications, and there are none";
            let (a, b) = (a.display(), b.display());
            let help = format!("intake compare {a} {b} APPLICATIONS...");
            return Err(usage(screen, words, &help));
        }
        (false, false) => rules((a, b), given, reading, (stage, after), screen)?,
        (a_is_run, _) => {
            let (run, file) = if a_is_run { (a, b) } else { (b, a) };
            let words = format!(
                "`{}` is a folder and `{}` is none: compare two rules files, or two run folders",
                run.display(),
                file.display()
            );
            let help = format!(
                "the rules of a run stand in its folder: {}/rules",
                run.display()
            );
            return Err(usage(screen, &words, &help));
        }
    };
    if let Some(path) = movers {
        let mut bytes = Vec::new();
        // Memory takes what it is given.
        let _ = csv::write(&mut bytes, movers::movers(&comparison.movers));
        write_single(path, &bytes, ours(&begins()), screen)?;
    }
    match format {
        Output::Text => screen.say(&escape::visible_lines(&compared::page(&comparison))),
        Output::Json => {
            let text = serde_json::to_string_pretty(&comparison).unwrap_or_default();
            screen.say(&format!("{}\n", controls::in_json(&text)));
        }
    }
    Ok(if comparison.differs() {
        Exit::Different
    } else {
        Exit::Done
    })
}

fn ours(begins: &str) -> Ours<'_> {
    Ours {
        begins: Some(begins),
        what: "list of movers",
        help: "choose another name with --movers",
    }
}

fn usage(screen: &mut Screen<'_>, words: &str, help: &str) -> Exit {
    screen.warn(&format!(
        "error: {}\n  help: {}\n",
        escape::visible(words),
        escape::visible(help)
    ));
    Exit::Usage
}

fn rules(
    (a, b): (&Path, &Path),
    given: Given<'_>,
    reading: &table::Options,
    typed: (Option<&str>, Option<&Path>),
    screen: &mut Screen<'_>,
) -> Result<Comparison, Exit> {
    // Both are loaded before anything is said to be wrong, so that both are mended at once.
    let (a, b) = (load_rules(a, screen), load_rules(b, screen));
    let (a, b) = (a?, b?);
    let (a, before) = looked_at(&a, typed, screen)?;
    let (b, _) = looked_at(&b, typed, screen)?;
    let mut noticed = Noticed::default();
    let compared = with_files(screen.disk, given, reading, |pile, step| {
        let pile = Pile {
            stage_before: before.as_ref(),
            ..pile
        };
        engine::rules((&a, &b), pile, step, &mut noticed)
    });
    told(compared, &noticed, (&a, &b), screen)
}

fn runs(
    (a, b): (&Path, &Path),
    given: Given<'_>,
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<Comparison, Exit> {
    let disk = screen.disk;
    let (folder_a, folder_b) = (RunFolder::at(disk, a), RunFolder::at(disk, b));
    let mut said = |finding: Finding| refuse(&[finding], screen);
    let (run_a, run_b) = (
        Past::open(&folder_a).map_err(&mut said)?,
        Past::open(&folder_b).map_err(&mut said)?,
    );
    let (rules_a, rules_b) = (
        run_a.rules().map_err(&mut said)?,
        run_b.rules().map_err(&mut said)?,
    );
    let (name_a, name_b) = (file_name(a), file_name(b));
    let named = ((&run_a, name_a.as_str()), (&run_b, name_b.as_str()));
    let mut noticed = Noticed::default();
    let compared = with_files(screen.disk, given, reading, |pile, step| {
        engine::runs(named, pile, step, &mut noticed)
    });
    told(compared, &noticed, (&rules_a, &rules_b), screen)
}

/// Says what was noticed, and why nothing was compared.
fn told(
    compared: Result<Comparison, Refused>,
    noticed: &Noticed,
    rules: (&Rules, &Rules),
    screen: &mut Screen<'_>,
) -> Result<Comparison, Exit> {
    screen.warn_of(&noticed.findings);
    noticed
        .remarks
        .iter()
        .for_each(|remark| screen.warn(&format!("{remark}\n")));
    compared.map_err(|refused| match refused {
        Refused::Usage { words, help } => usage(screen, words, help),
        Refused::By(findings) => refuse(&findings, screen),
        Refused::UnderRules { a, b } => under_rules((rules.0, a), (rules.1, b), screen),
    })
}

/// Says under which rules the applications are refused, and how the rules differ.
fn under_rules(
    (a, wrong_a): (&Rules, Option<Vec<Finding>>),
    (b, wrong_b): (&Rules, Option<Vec<Finding>>),
    screen: &mut Screen<'_>,
) -> Exit {
    let name = |letter: &str, rules: &Rules| format!("{letter} ({})", rules.file.name);
    let (name_a, name_b) = (name("A", a), name("B", b));
    let words = match (&wrong_a, &wrong_b) {
        (Some(_), Some(_)) => {
            "The applications are refused under both rules, so there is nothing to compare"
                .to_owned()
        }
        (Some(_), None) => format!(
            "The applications are refused under the rules {name_a}, and read under {name_b}"
        ),
        (None, _) => format!(
            "The applications are refused under the rules {name_b}, and read under {name_a}"
        ),
    };
    screen.warn(&format!("{}\n", escape::visible(&words)));
    for (name, wrong) in [(name_a, wrong_a), (name_b, wrong_b)] {
        if let Some(wrong) = wrong {
            screen.warn(&format!(
                "under {}:\n{}",
                escape::visible(&name),
                summary::findings(&wrong)
            ));
        }
    }
    let changes = compare::changes::changes(a, b);
    if !changes.is_empty() {
        screen.warn("The rules differ in\n");
        for change in changes.iter().filter(|change| !change.text).take(20) {
            screen.warn(&format!("  {}\n", escape::visible(&change.words())));
        }
    }
    Exit::Refused
}
