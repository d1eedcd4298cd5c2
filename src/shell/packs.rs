//! `intake packs`: a folder with a workbook for every assessor.

use std::path::PathBuf;

use intake::answers::headings::SheetRead;
use intake::base::counted::count;
use intake::base::finding::Finding;
use intake::base::origin::Source;
use intake::engine::packs::Made;
use intake::engine::stages::with_left_out;
use intake::engine::{PastRun, Pile, packs as engine};
use intake::table;
use intake::values::escape::visible;

use super::files::{self, files};
use super::inputs::{Given, load_settled, piled, refuse};
use super::past_run::RunFolder;
use super::select::at_stage;
use super::{Exit, Screen};
use crate::shell::disk::folder::Folder;
use crate::shell::disk::{folder, hidden};

/// What `intake packs` is to write.
#[derive(Debug, Clone)]
pub(crate) struct Packs {
    pub(crate) applications: Vec<PathBuf>,
    pub(crate) rules: PathBuf,
    pub(crate) out: PathBuf,
    /// At most one.
    pub(crate) assessors: Vec<PathBuf>,
    pub(crate) ratings: Vec<PathBuf>,
    pub(crate) rulings: Vec<PathBuf>,
    /// Of rules with stages: which, and the run of the one before.
    pub(crate) stage: Option<String>,
    pub(crate) after: Option<PathBuf>,
    pub(crate) reading: table::Options,
}

pub(super) fn packs(what: &Packs, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    let rules = load_settled(&what.rules, screen)?;
    let stage = (what.stage.as_deref(), what.after.as_deref());
    let (mut rules, stage_before, changed) = at_stage(&rules, stage, screen)?;
    folder::check(&what.out, false).map_err(|found| {
        let found = Finding {
            help: Some("choose another name with --out, or remove what stands there".to_owned()),
            ..found
        };
        refuse(&[found], screen)
    })?;
    let disk = screen.disk;
    let run = what.after.as_ref().map(|run| RunFolder::at(disk, run));
    let assessors = files(disk, &what.assessors);
    let given = Given::of(&what.applications, &what.ratings, &what.rulings);
    let before = [
        &what.applications,
        &what.ratings,
        &what.rulings,
        &what.assessors,
    ]
    .map(|paths| files::stamps(paths));
    let made = piled(disk, given, &what.reading, |pile, step| {
        let pile = Pile {
            stage_before: stage_before.as_ref(),
            ..pile
        };
        let made = engine::packs(&mut rules, pile, &assessors, step);
        let after = run.as_ref().map(|run| run as &dyn PastRun);
        let made = made.map_err(|refused| with_left_out(refused, after, pile.ratings))?;
        step("writing");
        let mut folder = Folder::begin(disk, &what.out, false).map_err(|found| vec![found])?;
        let all = [
            &what.applications,
            &what.ratings,
            &what.rulings,
            &what.assessors,
        ];
        let written = made.write(&mut folder).and_then(|()| {
            let mut each = all.iter().zip(sources(&made)).zip(&before);
            each.try_for_each(|((paths, read), before)| {
                let read = read
                    .iter()
                    .map(|(source, digest)| (source, digest.as_str()));
                files::unchanged(disk, paths, before, read)
            })
        });
        match written {
            Ok(()) => folder.finish().map_err(|found| vec![found])?,
            Err(finding) => return Err(vec![folder.abandon(finding)]),
        }
        Ok(made)
    });
    let made = made.map_err(|findings| refuse(&findings, screen))?;
    screen.warn_of(&hidden::left_beside(&what.out));
    screen.warn_of(changed.as_slice());
    screen.warn_of(&made.findings);
    if what.assessors.is_empty() {
        screen.warn("note: without --assessors nobody's name, organisation, groups or languages are known, and no conflict was looked for\n");
    }
    say(what, &made, screen);
    Ok(if made.is_open || changed.is_some() {
        Exit::Questions
    } else {
        Exit::Done
    })
}

/// What was read: applications, ratings, decisions, the assessors' file.
fn sources(made: &Made<'_>) -> [Vec<(Source, String)>; 4] {
    let sheets = |sheets: &[SheetRead]| -> Vec<(Source, String)> {
        let each = sheets.iter();
        each.map(|sheet| ((*sheet.source).clone(), sheet.digest.clone()))
            .collect()
    };
    let whole = |(file, digest): &(String, String)| {
        let file = file.clone();
        (Source { file, sheet: None }, digest.clone())
    };
    [
        sheets(&made.selection.sheets),
        sheets(&made.selection.ratings),
        made.selection.rulings.files.iter().map(whole).collect(),
        made.assessors.file.iter().map(whole).collect(),
    ]
}

fn say(what: &Packs, made: &Made<'_>, screen: &mut Screen<'_>) {
    let out = what.out.display().to_string();
    let readings = &made.packing.readings;
    let now = readings.iter().filter(|one| !one.to_rate.is_empty());
    let applications = count(now.count(), "application is", "applications are");
    let packs = count(made.packs().count(), "pack", "packs");
    screen.say(&format!(
        "{}: {packs}; {applications} to be rated now\n",
        visible(&out)
    ));
    for (assessor, file, many) in made.packs() {
        let applications = count(many, "application", "applications");
        screen.say(&format!(
            "  {assessor:<4} {applications}: {}\n",
            visible(file)
        ));
    }
    let missing: usize = readings.iter().map(|one| one.missing).sum();
    if missing > 0 {
        let missing = count(missing, "reader is", "readers are");
        screen.say(&format!(
            "  {missing} missing: assignment.csv says for which applications, and why\n"
        ));
    }
    screen.say(match made.has_look_first() {
        true => "  look-first.csv has what somebody must look at before packs are sent; assignment.csv who reads what\n",
        false => "  nothing has to be looked at before packs are sent: look-first.csv has no row; assignment.csv has who reads what\n",
    });
}
