//! `intake compare`: two rules files over the same applications, or two run folders.

use std::path::{Path, PathBuf};

use super::earlier::Earlier;
use super::files;
use super::inputs::{Progress, decided, load_rules, refuse, refuses};
use super::{Exit, Screen};
use crate::shell::disk::single::{self, Ours};
use intake::compare::state::{States, of_record, of_selection};
use intake::compare::{self, Compared, Comparison, page};
use intake::decisions::Decisions;
use intake::domain::controls;
use intake::finding::Finding;
use intake::read::{self, Sheet};
use intake::rules::{Export, Rules};
use intake::select;
use intake::write::tables::movers::{self, begins};
use intake::write::{csv, safe, summary};

/// What a comparison prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Text,
    /// One object, written down in `docs/comparing.md`.
    Json,
}

pub(super) fn compare(
    (a, b): (&Path, &Path),
    (applications, decisions): (&[PathBuf], &[PathBuf]),
    reading: &read::Options,
    (format, movers): (Output, Option<&Path>),
    screen: &mut Screen<'_>,
) -> Exit {
    if let Some(path) = movers
        && let Err(finding) = single::check(path, ours(&begins()))
    {
        return refuse(&[finding], screen);
    }
    let compared = match (a.is_dir(), b.is_dir()) {
        (true, true) => runs((a, b), (applications, decisions), reading, screen),
        (false, false) if applications.is_empty() => {
            return usage(
                screen,
                "two rules files are compared by what they make of applications, and there are none",
                &format!("intake compare {} {} APPLICATIONS...", a.display(), b.display()),
            );
        }
        (false, false) => files((a, b), (applications, decisions), reading, screen),
        (a_is_run, _) => {
            let (run, file) = if a_is_run { (a, b) } else { (b, a) };
            let words = format!(
                "`{}` is a folder and `{}` is none: compare two rules files, or two run folders",
                run.display(),
                file.display()
            );
            return usage(screen, &words, &format!("the rules of a run stand in its folder: {}/rules", run.display()));
        }
    };
    let comparison = match compared {
        Ok(comparison) => comparison,
        Err(exit) => return exit,
    };
    if let Some(path) = movers {
        let mut bytes = Vec::new();
        // Memory takes what it is given.
        let _ = csv::write(&mut bytes, movers::movers(&comparison.movers));
        match single::write(screen.disk, path, &bytes, ours(&begins())) {
            Ok(left) => screen.warn(&summary::findings(&left)),
            Err(finding) => return refuse(&[finding], screen),
        }
    }
    match format {
        Output::Text => screen.say(&safe::visible_lines(&page::page(&comparison))),
        Output::Json => {
            let text = serde_json::to_string_pretty(&comparison).unwrap_or_default();
            screen.say(&format!("{}\n", controls::in_json(&text)));
        }
    }
    if comparison.differs() { Exit::Different } else { Exit::Done }
}

fn ours(begins: &str) -> Ours<'_> {
    Ours { begins: Some(begins), what: "list of movers", help: "choose another name with --movers" }
}

fn usage(screen: &mut Screen<'_>, words: &str, help: &str) -> Exit {
    screen.warn(&format!("error: {}\n  help: {}\n", safe::visible(words), safe::visible(help)));
    Exit::Usage
}

fn files(
    (a, b): (&Path, &Path),
    (applications, decisions): (&[PathBuf], &[PathBuf]),
    reading: &read::Options,
    screen: &mut Screen<'_>,
) -> Result<Comparison, Exit> {
    // Both are loaded before anything is said to be wrong, so that both are mended at once.
    let (rules_a, rules_b) = (load_rules(a, screen), load_rules(b, screen));
    let (Some(rules_a), Some(rules_b)) = (rules_a, rules_b) else { return Err(Exit::Usage) };
    let (sheets, decisions) = pile(applications, decisions, reading, (&rules_a, &rules_b), screen)?;
    over((&rules_a, &rules_b), (None, None), (&sheets, &decisions), screen)
}

/// The applications, read as both rules say, and what people decided about them.
fn pile(
    applications: &[PathBuf],
    decisions: &[PathBuf],
    reading: &read::Options,
    (a, b): (&Rules, &Rules),
    screen: &mut Screen<'_>,
) -> Result<(Vec<Sheet>, Decisions), Exit> {
    let space = |rules: &Rules| -> Vec<(String, Vec<String>, Export)> {
        let sources = rules.form.sources.iter();
        sources.map(|source| (source.id.clone(), source.files.clone(), source.export.clone())).collect()
    };
    if space(a) != space(b) {
        return Err(usage(
            screen,
            "the two rules have other `[[sources]]`, so that one id in them need not be one application",
            "give both the same sources; `order`, `decimal` and `time_zone` in them may differ",
        ));
    }
    let reading_a = reading.over(a);
    if !reading_a.agrees(&reading.over(b)) {
        return Err(usage(
            screen,
            "the two rules say differently under `[export]` how the applications are to be read",
            "say it for both: `--tool`, `--header-row`, `--sheet`, `--delimiter` or `--encoding` goes before the rules",
        ));
    }
    let (sheets, mut findings) = files::read(applications, &reading_a);
    let (decisions, more) = decided(decisions, reading).map_err(|wrong| refuse(&wrong, screen))?;
    findings.extend(more);
    if refuses(&findings) {
        return Err(refuse(&findings, screen));
    }
    screen.warn(&summary::findings(&findings));
    Ok((sheets, decisions))
}

/// Both rules over the applications.
fn over(
    (a, b): (&Rules, &Rules),
    (run_a, run_b): (Option<String>, Option<String>),
    (sheets, decisions): (&[Sheet], &Decisions),
    screen: &mut Screen<'_>,
) -> Result<Comparison, Exit> {
    let progress = Progress::new();
    progress.step("selecting under both rules");
    let states =
        |rules: &Rules| select::select_decided(rules, sheets, decisions).map(|selection| of_selection(&selection));
    let (states_a, states_b) = (states(a), states(b));
    let (states_a, states_b) = match (states_a, states_b) {
        (Ok(a), Ok(b)) => (a, b),
        (refused_a, refused_b) => {
            drop(progress);
            return Err(refused((a, refused_a.err()), (b, refused_b.err()), screen));
        }
    };
    progress.step("trying the changes one by one");
    let a = Compared { rules: a, states: states_a, run: run_a };
    let b = Compared { rules: b, states: states_b, run: run_b };
    Ok(compare::compare(&a, &b, Some((sheets, decisions))))
}

/// Says under which rules the applications are refused, and how the rules differ.
fn refused(
    (a, wrong_a): (&Rules, Option<Vec<Finding>>),
    (b, wrong_b): (&Rules, Option<Vec<Finding>>),
    screen: &mut Screen<'_>,
) -> Exit {
    let name = |letter: &str, rules: &Rules| format!("{letter} ({})", rules.file.name);
    let (name_a, name_b) = (name("A", a), name("B", b));
    let words = match (&wrong_a, &wrong_b) {
        (Some(_), Some(_)) => {
            "The applications are refused under both rules, so there is nothing to compare".to_owned()
        }
        (Some(_), None) => format!("The applications are refused under the rules {name_a}, and read under {name_b}"),
        (None, _) => format!("The applications are refused under the rules {name_b}, and read under {name_a}"),
    };
    screen.warn(&format!("{}\n", safe::visible(&words)));
    for (name, wrong) in [(name_a, wrong_a), (name_b, wrong_b)] {
        if let Some(wrong) = wrong {
            screen.warn(&format!("under {}:\n{}", safe::visible(&name), summary::findings(&wrong)));
        }
    }
    let changes = compare::changes::changes(a, b);
    if !changes.is_empty() {
        screen.warn("The rules differ in\n");
        for change in changes.iter().filter(|change| !change.text).take(20) {
            screen.warn(&format!("  {}\n", safe::visible(&change.words())));
        }
    }
    Exit::Refused
}

fn runs(
    (a, b): (&Path, &Path),
    (applications, decisions): (&[PathBuf], &[PathBuf]),
    reading: &read::Options,
    screen: &mut Screen<'_>,
) -> Result<Comparison, Exit> {
    let mut said = |finding: Finding| refuse(&[finding], screen);
    let (run_a, run_b) = (Earlier::open(a).map_err(&mut said)?, Earlier::open(b).map_err(&mut said)?);
    let (rules_a, rules_b) = (run_a.rules().map_err(&mut said)?, run_b.rules().map_err(&mut said)?);
    let names = (Some(name(a)), Some(name(b)));
    if applications.is_empty() {
        let (states_a, states_b) = (states(&run_a).map_err(&mut said)?, states(&run_b).map_err(&mut said)?);
        let a = Compared { rules: &rules_a, states: states_a, run: names.0 };
        let b = Compared { rules: &rules_b, states: states_b, run: names.1 };
        let mut comparison = compare::compare(&a, &b, None);
        comparison.same_applications = Some(inputs(&run_a) == inputs(&run_b));
        if run_a.manifest.decisions != run_b.manifest.decisions {
            screen.warn("the runs took different decisions of people: what differs may come from these\n");
        }
        return Ok(comparison);
    }
    let (sheets, decisions) = pile(applications, decisions, reading, (&rules_a, &rules_b), screen)?;
    for (letter, run) in [("A", &run_a), ("B", &run_b)] {
        let mut digests: Vec<&str> = sheets.iter().map(|sheet| sheet.digest.as_str()).collect();
        digests.sort_unstable();
        if digests != inputs(run) {
            screen.warn(&format!(
                "the applications are other files than those of run {letter}: what is shown is what the rules of both runs \
                 make of these\n"
            ));
        }
    }
    over((&rules_a, &rules_b), names, (&sheets, &decisions), screen)
}

fn name(run: &Path) -> String {
    run.file_name().map_or_else(|| run.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The digests of the applications a run was made from, in no order.
fn inputs(run: &Earlier) -> Vec<&str> {
    let mut digests: Vec<&str> = run.manifest.applications.iter().map(|table| table.sha256.as_str()).collect();
    digests.sort_unstable();
    digests
}

fn states(run: &Earlier) -> Result<States, Finding> {
    run.records().map(|record| record.map(|record| (record.application.to_string(), of_record(&record)))).collect()
}
