//! `intake verify`: a run folder against its manifest, and against what comes out anew.

use std::path::{Path, PathBuf};

use super::inputs::{Given, load_rules, piled, refuse};
use super::past_run::RunFolder;
use super::{Exit, Screen};
use intake::base::counted::count;
use intake::engine::Past;
use intake::engine::replace::is_after;
use intake::engine::verify::{Verified, as_written, recompute};
use intake::record::manifest::Manifest;
use intake::record::verify::{self, Difference};
use intake::rules::Rules;
use intake::study::proofs::Checked;
use intake::table;
use intake::values::escape;

pub(super) fn verify(
    (run, before): (&Path, &[PathBuf]),
    given: Given<'_>,
    rules: Option<&Path>,
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let run = RunFolder::at(screen.disk, run);
    let (manifest, proofs) = match as_written(&run).map_err(|found| refuse(&[found], screen))? {
        Verified::AsWritten(manifest, proofs) => (manifest, proofs),
        Verified::Touched(differences) => return Ok(touched(&differences, screen)),
        Verified::Wrong(differences) => return Ok(differ(&differences, screen)),
    };
    screen.say(&format!(
        "the folder is as it was written: {}\n",
        count(manifest.files.len(), "file", "files")
    ));
    if let Some(proofs) = proofs {
        screen.say(&proved(&manifest, &proofs));
    }
    if let Some(exit) = chain(&manifest, before, screen)? {
        return Ok(exit);
    }
    let rules_given = rules.is_some();
    let rules = match rules {
        Some(rules) => load_rules(rules, screen)?.of_stage(manifest.stage.as_deref()),
        None if given.applications.is_empty() => return Ok(Exit::Done),
        None => Past::open(&run)
            .and_then(|run| run.rules())
            .map_err(|finding| refuse(&[finding], screen))?,
    };
    if !given.applications.is_empty() {
        return again(
            &run,
            &manifest,
            (&rules, rules_given),
            given,
            reading,
            screen,
        );
    }
    let differences = verify::rules(&manifest, &rules);
    if differences.is_empty() {
        screen.say("the rules and their lists are those of the run\n");
        return Ok(Exit::Done);
    }
    Ok(differ(&differences, screen))
}

/// What the proofs came to.
fn proved(manifest: &Manifest, proofs: &Checked) -> String {
    let rules = manifest.balance.iter().flat_map(|balance| &balance.rules);
    let mut missed: Vec<&str> = rules
        .filter(|kept| kept.allowed.is_some() && !kept.is_kept())
        .map(|kept| kept.rule.as_str())
        .collect();
    missed.dedup();
    let but = if missed.is_empty() {
        String::new()
    } else {
        let missed = escape::visible(&missed.join(", ")).into_owned();
        format!(" but what people allowed to be missed ({missed})")
    };
    let unproved = proofs.passed_over.saturating_sub(proofs.proved);
    let more = if unproved == 0 {
        String::new()
    } else {
        format!("; of {unproved} more that was too hard to show when the run was made")
    };
    format!(
        "its proofs hold: the seats keep every rule of balance{but}, and of {} it is shown that there is no room beside everybody selected above them{more}\n",
        count(
            proofs.proved,
            "person without a seat",
            "people without a seat"
        )
    )
}

/// Walks from a run to those it follows; gives an exit code where something differs.
fn chain(
    manifest: &Manifest,
    before: &[PathBuf],
    screen: &mut Screen<'_>,
) -> Result<Option<Exit>, Exit> {
    let (mut manifest, mut follower) = (manifest.clone(), "it".to_owned());
    for path in before {
        let run = RunFolder::at(screen.disk, path);
        let older = match as_written(&run).map_err(|found| refuse(&[found], screen))? {
            Verified::AsWritten(older, _) => older,
            Verified::Touched(differences) => return Ok(Some(touched(&differences, screen))),
            Verified::Wrong(differences) => return Ok(Some(differ(&differences, screen))),
        };
        let differences = is_after(&manifest, &run).map_err(|found| refuse(&[found], screen))?;
        if !differences.is_empty() {
            return Ok(Some(differ(&differences, screen)));
        }
        let is_round = manifest.follows.is_some();
        let (link, what) = if is_round {
            ("follows", "the seats it starts from are those given there")
        } else {
            (
                "comes after",
                "whoever takes part is who was shortlisted there",
            )
        };
        screen.say(&format!(
            "{follower} {link} {}, which is as it was written: {what}\n",
            escape::visible(&path.display().to_string())
        ));
        for allowed in manifest.newly_allowed() {
            screen.say(&format!("  {}\n", escape::visible(&allowed.words())));
        }
        follower = escape::visible(&path.display().to_string()).into_owned();
        manifest = *older;
    }
    if manifest.follows.is_none() && manifest.stage_before.is_some() {
        screen.say(&format!(
            "{follower} comes after the run of another stage: name that one with --before, after those named, to have the shortlist held against it\n"
        ));
    }
    if manifest.follows.is_some() {
        screen.say(&format!(
            "{follower} follows another run: name that one with --before, after those named, to have the seats held against it\n"
        ));
    }
    Ok(None)
}

/// Selects again and holds what comes out against what is there.
fn again(
    run: &RunFolder<'_>,
    manifest: &Manifest,
    (rules, rules_given): (&Rules, bool),
    given: Given<'_>,
    reading: &table::Options,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let missing = [
        verify::without_ratings(manifest).filter(|_| given.ratings.is_empty()),
        verify::without_rulings(manifest).filter(|_| given.rulings.is_empty()),
    ];
    let missing: Vec<Difference> = missing.into_iter().flatten().collect();
    if !missing.is_empty() {
        return Ok(differ(&missing, screen));
    }
    let differences = piled(screen.disk, given, reading, |pile, step| {
        recompute(run, manifest, rules, pile, step)
    })
    .map_err(|findings| refuse(&findings, screen))?;
    let rules = if rules_given {
        "rules"
    } else {
        "the rules in its folder"
    };
    if differences.is_empty() {
        screen.say(&format!(
            "it comes out the same from these applications and {rules}, to the byte\n"
        ));
        return Ok(Exit::Done);
    }
    screen.say(&format!(
        "it comes out otherwise from these applications and {rules}\n"
    ));
    Ok(differ(&differences, screen))
}

/// The same of a folder that is not as it was written, with what to do next.
fn touched(differences: &[Difference], screen: &mut Screen<'_>) -> Exit {
    let exit = differ(differences, screen);
    screen.warn(
        "what to do: keep this folder as it is, and use nothing from it; take an untouched copy, or select again from the same \
         files into another folder. Notes belong into a copy of a list, outside the run\n",
    );
    exit
}

/// Says what differs; that is the result.
fn differ(differences: &[Difference], screen: &mut Screen<'_>) -> Exit {
    for difference in differences {
        screen.say(&format!(
            "{}: {}\n",
            escape::visible(&difference.file),
            escape::visible(&difference.words)
        ));
    }
    Exit::Different
}
