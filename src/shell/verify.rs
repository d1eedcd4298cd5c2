//! `intake verify`: a run folder against its manifest, and against what comes out anew.

use std::collections::BTreeSet;
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
use intake::values::escape;
use intake::{engine, table};

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

/// A run that another one names by its digest: as the one whose seats it keeps, or as the stage before.
struct Link {
    of: String,
    manifest: Manifest,
    sha256: String,
    is_round: bool,
}

/// The runs that a run names.
fn links(of: &str, manifest: &Manifest) -> Vec<Link> {
    let followed = manifest.follows.iter().map(|run| (&run.sha256, true));
    let told = manifest.stage_before.iter().map(|run| (&run.sha256, false));
    let each = followed.chain(told).map(|(sha256, is_round)| Link {
        of: of.to_owned(),
        manifest: manifest.clone(),
        sha256: sha256.clone(),
        is_round,
    });
    each.collect()
}

/// Walks from a run to those it names; gives an exit code where something differs.
fn chain(
    manifest: &Manifest,
    before: &[PathBuf],
    screen: &mut Screen<'_>,
) -> Result<Option<Exit>, Exit> {
    let (mut last, mut open) = (manifest.clone(), links("it", manifest));
    for path in before {
        let run = RunFolder::at(screen.disk, path);
        let older = match as_written(&run).map_err(|found| refuse(&[found], screen))? {
            Verified::AsWritten(older, _) => older,
            Verified::Touched(differences) => return Ok(Some(touched(&differences, screen))),
            Verified::Wrong(differences) => return Ok(Some(differ(&differences, screen))),
        };
        let (follows, _) =
            engine::replace::follows(&run).map_err(|found| refuse(&[found], screen))?;
        let is_named = |link: &Link| link.sha256 == follows.digest;
        let (named, rest): (Vec<Link>, Vec<Link>) = open.into_iter().partition(is_named);
        // A run that none of them names is held against the one before it in the list, so that it is said what is wrong.
        let held = match named.first() {
            Some(_) => named.iter().map(|link| &link.manifest).collect(),
            None => vec![rest.first().map_or(&last, |link| &link.manifest)],
        };
        for manifest in held {
            let differences = is_after(manifest, &run).map_err(|found| refuse(&[found], screen))?;
            if !differences.is_empty() {
                return Ok(Some(differ(&differences, screen)));
            }
        }
        let path = escape::visible(&path.display().to_string()).into_owned();
        for link in &named {
            let (names, what) = match link.is_round {
                true => ("follows", "the seats it starts from are those given there"),
                false => (
                    "comes after",
                    "whoever takes part is who was shortlisted there",
                ),
            };
            screen.say(&format!(
                "{} {names} {path}, which is as it was written: {what}\n",
                link.of
            ));
            let allowed = link.manifest.newly_allowed();
            for allowed in allowed.filter(|_| link.is_round || link.manifest.follows.is_none()) {
                screen.say(&format!("  {}\n", escape::visible(&allowed.words())));
            }
        }
        open = rest.into_iter().chain(links(&path, &older)).collect();
        last = *older;
    }
    // One run may be named by several.
    let mut said = BTreeSet::new();
    for link in open.iter().filter(|link| said.insert(&link.sha256)) {
        let (names, what) = match link.is_round {
            true => ("follows another run", "the seats"),
            false => ("comes after the run of another stage", "the shortlist"),
        };
        screen.say(&format!(
            "{} {names}: name that one with --before, after those named, to have {what} held against it\n",
            link.of
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
