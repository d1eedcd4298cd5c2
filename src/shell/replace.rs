//! `intake replace`: what comes after a run whose seats were given out.

use std::path::Path;

use super::inputs::{Given, load_settled, refuse};
use super::past_run::RunFolder;
use super::{Exit, Screen, select};
use intake::base::finding::{Code, Finding, Location};
use intake::engine::PastRun;
use intake::{engine, table};

pub(super) fn replace(
    (run, after): (&Path, Option<&Path>),
    given: Given<'_>,
    rules: Option<&Path>,
    reading: &table::Options,
    options: super::write::Options<'_>,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let disk = screen.disk;
    let kept = [
        (
            Some(run),
            "is the run that is followed, which must stay as it is",
        ),
        (
            after,
            "is the run of the stage before, which must stay as it was told",
        ),
    ];
    let is_kept = |one: &Path| select::is_within(options.out, one);
    let mut kept = kept.into_iter();
    if let Some((_, what)) = kept.find(|(one, _)| one.is_some_and(is_kept)) {
        let finding = Finding::new(
            Code::OutputExists,
            Location::File(options.out.display().to_string()),
            what,
        )
        .help("choose another name with --out");
        return Err(refuse(&[finding], screen));
    }
    let folder = RunFolder::at(disk, run);
    engine::whole(&folder).map_err(|findings| refuse(&findings, screen))?;
    let refused = |finding, screen: &mut Screen<'_>| refuse(&[finding], screen);
    let (follows, past) =
        engine::replace::follows(&folder).map_err(|finding| refused(finding, screen))?;
    let stage = past.manifest.stage.as_deref();
    let mut rules = match rules {
        Some(rules) => load_settled(rules, screen)?.of_stage(stage),
        None => past.rules().map_err(|finding| refused(finding, screen))?,
    };
    if let Some(stage) = rules.stage().filter(|_| rules.is_shortlisting()) {
        let message = format!(
            "is a run of the stage `{}`, in which nobody has a seat yet",
            stage.id
        );
        let at = Location::File(run.display().to_string());
        let help = "make the stage anew with the decisions: `intake select` with `--stage`";
        let finding = Finding::new(Code::StageNeeded, at, message).help(help);
        return Err(refused(finding, screen));
    }
    // A shortlist that was made anew brings in whoever is on it since.
    let after = after.map(|after| RunFolder::at(disk, after));
    let anew = after
        .as_ref()
        .map(|after| engine::stages::before(&rules, after));
    let anew = anew
        .transpose()
        .map_err(|findings| refuse(&findings, screen))?;
    let before = select::Before {
        run: after.as_ref().map(|after| after as &dyn PastRun),
        stage: anew.as_ref().or(past.manifest.stage_before.as_ref()),
        // What is another than in the run that is followed must be allowed.
        changed: None,
        round: Some((&follows, &past)),
        assessors: &[],
    };
    select::selected(given, &mut rules, reading, before, options, screen)
}
