//! `intake select`: the main job.

use std::path::{Path, PathBuf};

use super::disk::folder;
use super::inputs::{Given, load_settled, piled, refuse};
use super::past_run::RunFolder;
use super::{Exit, Screen, files};
use intake::answers::headings::SheetRead;
use intake::base::finding::{Code, Finding, Location};
use intake::base::origin::Source;
use intake::engine::{Past, PastRun, Pile};
use intake::papers::summary;
use intake::rules::Rules;
use intake::rulings::{Follows, StageBefore};
use intake::study::analyse::unlikely;
use intake::{engine, table};

pub(super) fn select(
    (given, assessors): (Given<'_>, &[PathBuf]),
    (rules, stage, after): (&Path, Option<&str>, Option<&Path>),
    reading: &table::Options,
    options: super::write::Options<'_>,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let rules = load_settled(rules, screen)?;
    if after.is_some_and(|after| is_within(options.out, after)) {
        let at = Location::File(options.out.display().to_string());
        let what = "is the run of the stage before, which must stay as it was told";
        let finding = Finding::new(Code::OutputExists, at, what);
        return Err(refuse(
            &[finding.help("choose another name with --out")],
            screen,
        ));
    }
    let (mut rules, stage_before, changed) = at_stage(&rules, (stage, after), screen)?;
    let run = after.map(|after| RunFolder::at(screen.disk, after));
    let before = Before {
        run: run.as_ref().map(|run| run as &dyn PastRun),
        stage: stage_before.as_ref(),
        changed: changed.as_ref(),
        round: None,
        assessors,
    };
    selected(given, &mut rules, reading, before, options, screen)
}

/// Whether a folder is another one, or is to stand in it, however the two are written.
pub(super) fn is_within(folder: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    let Some(other) = real(other) else {
        return false;
    };
    let mut all = folder.ancestors();
    all.any(|one| real(one) == Some(other.clone()))
}

/// The rules of a stage, what the run of the stage before told people, and what of the rules was changed since.
type AtStage = (Rules, Option<StageBefore>, Option<Finding>);

/// Those of the stage that was typed.
pub(super) fn at_stage(
    rules: &Rules,
    (stage, after): (Option<&str>, Option<&Path>),
    screen: &mut Screen<'_>,
) -> Result<AtStage, Exit> {
    let after = after.map(|after| RunFolder::at(screen.disk, after));
    let before = after.as_ref().map(|after| after as &dyn PastRun);
    let at_stage = engine::stages::at_stage(rules, stage, before);
    let (rules, told) = at_stage.map_err(|findings| usage(&findings, screen))?;
    let changed = before.and_then(|before| engine::stages::changed_since(&rules, before));
    Ok((rules, told, changed))
}

/// The same for a command that looks at a stage, and makes no run of it.
pub(super) fn looked_at(
    rules: &Rules,
    (stage, after): (Option<&str>, Option<&Path>),
    screen: &mut Screen<'_>,
) -> Result<(Rules, Option<StageBefore>), Exit> {
    let after = after.map(|after| RunFolder::at(screen.disk, after));
    let before = after.as_ref().map(|after| after as &dyn PastRun);
    let looked_at = engine::stages::at_stage(rules, stage, before);
    looked_at.map_err(|mut findings| {
        if stage.is_none() && !rules.stages.is_empty() {
            for finding in &mut findings {
                let help = "name it with `--stage`, and for one after the first the run of the stage before with `--after`";
                finding.help = Some(help.to_owned());
            }
        }
        usage(&findings, screen)
    })
}

/// What comes before a selection.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    /// The run of the stage before, where one was named.
    pub(super) run: Option<&'a dyn PastRun>,
    /// What the run of the stage before told people.
    pub(super) stage: Option<&'a StageBefore>,
    /// What of the rules was changed since.
    pub(super) changed: Option<&'a Finding>,
    /// The run whose seats stay.
    pub(super) round: Option<(&'a Follows, &'a Past<'a>)>,
    /// The assessors' file, against which ratings are held; none where it was not given.
    pub(super) assessors: &'a [PathBuf],
}

/// Says what is wrong with what was typed.
fn usage(findings: &[Finding], screen: &mut Screen<'_>) -> Exit {
    let exit = refuse(findings, screen);
    let is_typed = |finding: &Finding| finding.code == Code::StageNeeded;
    if findings.iter().all(is_typed) {
        Exit::Usage
    } else {
        exit
    }
}

/// Selects, beside the seats of the run that is followed.
pub(super) fn selected(
    given: Given<'_>,
    rules: &mut Rules,
    reading: &table::Options,
    run_before: Before<'_>,
    options: super::write::Options<'_>,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    // Said before the work is done, and checked again when the folder is written.
    folder::check(options.out, options.replace).map_err(|found| refuse(&[found], screen))?;
    let Given {
        applications,
        ratings,
        rulings,
    } = given;
    let before = [applications, ratings, rulings, run_before.assessors].map(files::stamps);
    let disk = screen.disk;
    let assessors = files::files(disk, run_before.assessors);
    let done = piled(disk, given, reading, |pile, step| {
        let pile = Pile {
            follows: run_before.round.map(|(follows, _)| follows),
            stage_before: run_before.stage,
            ..pile
        };
        let decided = engine::decide(rules, pile, step).map_err(|refused| {
            engine::stages::with_left_out(refused, run_before.run, pile.ratings)
        });
        let (selection, mut noticed) = decided?;
        let forgotten = run_before
            .round
            .map(|(_, past)| engine::replace::forgotten(past, &selection));
        match forgotten {
            Some(forgotten) if !forgotten.is_empty() => return Err(forgotten),
            Some(_) | None => {}
        }
        let (about, file) = engine::packs::without_conflicts(&selection, &assessors, reading)?;
        noticed.extend(about);
        engine::may_be_issued(&selection, options.issue)?;
        let ruled = selection.rulings.files.iter().cloned();
        let read = |sheets: &[SheetRead]| -> Vec<(Source, String)> {
            let each = sheets.iter();
            each.map(|sheet| ((*sheet.source).clone(), sheet.digest.clone()))
                .collect()
        };
        let ruled = ruled.map(|(file, digest)| (Source { file, sheet: None }, digest));
        let all = [
            (applications, read(&selection.sheets)),
            (ratings, read(&selection.ratings)),
            (rulings, ruled.collect()),
            (
                run_before.assessors,
                file.into_iter()
                    .map(|(file, digest)| (Source { file, sheet: None }, digest))
                    .collect(),
            ),
        ];
        let unchanged = || {
            let mut each = all.iter().zip(&before);
            each.try_for_each(|((paths, read), before)| {
                let read = read
                    .iter()
                    .map(|(source, digest)| (source, digest.as_str()));
                files::unchanged(disk, paths, before, read)
            })
        };
        let step = |name: &str| step(&format!("writing {name}"));
        let notes = super::write::write(disk, &selection, options, &step, &unchanged);
        noticed.extend(run_before.changed.cloned());
        noticed.extend(notes.map_err(|finding| vec![finding])?);
        Ok((selection, noticed))
    });
    let (selection, noticed) = done.map_err(|findings| refuse(&findings, screen))?;
    let (is_open, findings) = engine::said(&selection, noticed);
    let deadline = unlikely::far(
        selection.rules,
        selection
            .applications
            .moments(selection.rules.call.submitted),
    );
    screen.warn(&screen.underlined(&selection.rules.file, deadline.as_slice()));
    screen.warn_of(&findings);
    if !run_before.assessors.is_empty() && selection.rules.form.packs.is_none() {
        screen.warn("note: names, addresses and organisations of assessors are not held against applicants: the rules have no [packs], which says in which fields these stand\n");
    }
    if options.issue.report_personal {
        screen.warn("warning: report.html holds names and personal answers, because of `--report-personal`: keep it where the applications are kept, and give it to nobody who may not see them\n");
    }
    screen.say(&summary::selection(
        &selection,
        options.out,
        (options.issue.without_workbook, options.issue.without_report),
    ));
    // The process ends here: to give a million applications back piece by piece would only take time.
    std::mem::forget(selection);
    Ok(if is_open { Exit::Questions } else { Exit::Done })
}
