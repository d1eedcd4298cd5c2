//! Is a past run what was written, and does it come out the same again?

use super::{Past, PastRun, Pile, decide};
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::out::{self, Fill, Issue, Sink, report, unwritable};
use crate::record::manifest::{Followed, Manifest};
use crate::record::proofs::FILE;
use crate::record::verify::{self, Difference};
use crate::rules::Rules;
use crate::study::proofs::Checked;

/// What became of a run since it was written.
pub enum Verified {
    /// With what its proofs came to, where balance rules were asked.
    AsWritten(Box<Manifest>, Option<Checked>),
    /// Something was changed, removed or added.
    Touched(Vec<Difference>),
    /// It is whole, and its arithmetic is wrong, or a proof does not hold.
    Wrong(Vec<Difference>),
}

/// Holds a run against its own manifest, and its records against themselves.
///
/// # Errors
/// A finding where something of it cannot be read.
pub fn as_written(run: &dyn PastRun) -> Result<Verified, Finding> {
    let unreadable = |name: &str, error: String| {
        Finding::new(
            Code::RunUnreadable,
            Location::File(run.called(name)),
            format!("cannot be read: {error}"),
        )
        .help("name the folder that `intake select --out` wrote")
    };
    let text = run
        .bytes("manifest.json")
        .map_err(|error| unreadable("manifest.json", refusal(&error)))?;
    let manifest = match verify::manifest(&text) {
        Ok(manifest) => manifest,
        Err(difference) => return Ok(Verified::Touched(vec![difference])),
    };
    let entries = run
        .entries()
        .map_err(|error| unreadable("", refusal(&error)))?;
    let read = |name: &str| run.bytes(name).map_err(|error| refusal(&error));
    let differences = verify::folder(&manifest, &entries, &read);
    if !differences.is_empty() {
        return Ok(Verified::Touched(differences));
    }
    let past = Past::open(run)?;
    let mut wrong = wrong_sums(&past)?;
    let proofs = past.proofs()?;
    wrong.extend(
        proofs
            .iter()
            .flat_map(|proofs| &proofs.wrong)
            .map(|words| Difference {
                file: FILE.to_owned(),
                words: words.clone(),
            }),
    );
    Ok(if wrong.is_empty() {
        Verified::AsWritten(Box::new(manifest), proofs)
    } else {
        Verified::Wrong(wrong)
    })
}

/// The records whose arithmetic is wrong.
fn wrong_sums(run: &Past<'_>) -> Result<Vec<Difference>, Finding> {
    let mut wrong = Vec::new();
    for record in run.records() {
        let record = record?;
        let words = verify::sums(run.header(), &record);
        wrong.extend(words.map(|words| Difference {
            file: crate::record::audit::FILE.to_owned(),
            words: format!("application {}: {words}", record.application),
        }));
    }
    Ok(wrong)
}

/// Selects again and holds what comes out against what is there.
///
/// # Errors
/// Findings that refuse the applications, or a workbook that cannot be put together.
pub fn recompute(
    run: &dyn PastRun,
    manifest: &Manifest,
    rules: &Rules,
    pile: Pile<'_>,
    step: &dyn Fn(&str),
) -> Result<Vec<Difference>, Vec<Finding>> {
    let follows = manifest.follows.as_ref().map(Followed::follows);
    let pile = Pile {
        follows: follows.as_ref(),
        stage_before: manifest.stage_before.as_ref(),
        ..pile
    };
    let mut rules = rules.clone();
    let (selection, _) = decide(&mut rules, pile, step)?;
    let workbooks = ["workbook.xlsx", "clarify.xlsx"];
    let without_workbook = !manifest
        .files
        .iter()
        .any(|file| workbooks.contains(&file.file.as_str()));
    let mut held = Against {
        run,
        step,
        differences: Vec::new(),
    };
    let issue = Issue {
        without_workbook,
        // Earlier versions wrote none.
        without_report: !manifest.files.iter().any(|file| file.file == report::FILE),
        report_personal: manifest.report_personal,
        report_firmness: manifest.report_firmness,
        is_final: manifest.is_final,
        on: manifest.on.as_deref().and_then(|on| on.parse().ok()),
    };
    let (recomputed, _) =
        out::write(&selection, issue, &mut held).map_err(|finding| vec![finding])?;
    let mut all = verify::manifests(manifest, &recomputed);
    all.extend(verify::lists(manifest, &recomputed));
    all.append(&mut held.differences);
    Ok(all)
}

/// Holds each file that comes out against that of the run.
struct Against<'a> {
    run: &'a dyn PastRun,
    step: &'a dyn Fn(&str),
    differences: Vec<Difference>,
}

impl Sink for Against<'_> {
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding> {
        // Manifests are compared for what they say.
        if name == "manifest.json" {
            return Ok(());
        }
        let mut is = Vec::new();
        fill(&mut is).map_err(|error| unwritable(name, &error))?;
        (self.step)(&format!("comparing {name}"));
        let was = self.run.bytes(name).ok();
        self.differences
            .extend(was.and_then(|was| verify::of_file(name, &was, &is)));
        Ok(())
    }
}
