//! The stage that a run is of, and the run of the stage before: which rules hold, what was told, and how it would come out now.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::File;
use super::Past;
use super::PastRun;
use super::whole::whole;
use crate::base::digest;
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::record::Record;
use crate::record::manifest::InputTable;
use crate::rules::{Rules, RulesFile, Stage};
use crate::rulings::{StageBefore, Told};
use crate::study::compare::changes::changes;
use crate::values::OutcomeKind;
use crate::values::SeatIn;
use crate::values::spelling::{nearest, quoted};
use crate::words::outcomes::some_of;

/// What stands in a command where no file is meant.
const STAGE: &str = "--stage";

/// The rules of one stage, and what the stage before told people; all of the rules where they have no stages.
///
/// # Errors
/// Rules with stages and no stage named, one that there is not, or the run of another stage than the one before.
pub fn at_stage(
    rules: &Rules,
    stage: Option<&str>,
    before: Option<&dyn PastRun>,
) -> Result<(Rules, Option<StageBefore>), Vec<Finding>> {
    let refused = |message: String, help: String| {
        let at = Location::File(STAGE.to_owned());
        vec![Finding::new(Code::StageNeeded, at, message).help(help)]
    };
    if rules.stages.is_empty() {
        return match (stage, before) {
            (None, None) => Ok((rules.clone(), None)),
            _ => Err(refused(
                format!("the rules in {} have no stages", rules.file.name),
                "leave `--stage` and `--after` out, or write `[[stages]]` into the rules"
                    .to_owned(),
            )),
        };
    }
    let Some(stage) = stage else {
        return Err(refused(
            format!(
                "the rules have stages, and none is named: {}",
                ids(rules).join(", ")
            ),
            commands(rules),
        ));
    };
    let Some(at) = rules.find_stage(stage) else {
        let near = nearest(stage, rules.stages.iter().map(|stage| stage.id.as_str()));
        return Err(refused(
            format!(
                "the rules in {} have no stage {}",
                rules.file.name,
                quoted(stage)
            ),
            near.map_or_else(
                || format!("they have {}", ids(rules).join(", ")),
                |near| format!("did you mean `{near}`?"),
            ),
        ));
    };
    let earlier = at.before().and_then(|earlier| rules.stages.find(earlier));
    let told = match (earlier, before) {
        (None, None) => None,
        (None, Some(_)) => {
            return Err(refused(
                format!(
                    "{} is the first stage, which comes after no run",
                    quoted(stage)
                ),
                "leave `--after` out".to_owned(),
            ));
        }
        (Some(earlier), None) => {
            return Err(refused(
                format!(
                    "the stage {} comes after {}, and no run of that one is named",
                    quoted(stage),
                    quoted(&earlier.id)
                ),
                format!(
                    "name its run with `--after`; where there is none yet, `{}` makes it",
                    command(rules, &earlier.id, false)
                ),
            ));
        }
        (Some(earlier), Some(before)) => Some(told_by(rules, earlier, before)?),
    };
    Ok((rules.at_stage(at), told))
}

/// What a run of the stage before told people, by the rules of a stage.
///
/// # Errors
/// The rules have no stage before, or the run is of another stage or programme, or not as it was written.
pub fn before(rules: &Rules, run: &dyn PastRun) -> Result<StageBefore, Vec<Finding>> {
    match rules.stage_before() {
        Some(earlier) => told_by(rules, earlier, run),
        None => {
            let at = Location::File("--after".to_owned());
            let message = "the run that is followed comes after no other stage";
            let finding = Finding::new(Code::StageNeeded, at, message);
            Err(vec![finding.help("leave `--after` out")])
        }
    }
}

/// What of the rules is another than when the run of the stage before was made, texts aside: the list may be the same, and what it is followed
/// by is not what was published. None where nothing is, and where the run cannot be read, which is said elsewhere.
pub fn changed_since(rules: &Rules, before: &dyn PastRun) -> Option<Finding> {
    /// At most so many are named.
    const NAMED: usize = 10;
    let past = Past::open(before).ok()?;
    let was = past.rules().ok()?;
    let changes = changes(&was, rules).into_iter();
    let mut all: Vec<String> = changes
        .filter(|change| !change.text)
        .map(|change| change.without_lines())
        .collect();
    let is_known = |list: &RulesFile| {
        let mut lists = was.list_files.iter();
        lists.any(|one| one.digest == list.digest)
    };
    let lists = rules.list_files.iter().filter(|list| !is_known(list));
    all.extend(lists.map(|list| format!("the list {} is another file", list.name)));
    let more = match all.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    all.truncate(NAMED);
    let message = format!(
        "other rules than when the stage before was decided: {}{more}",
        all.join("; ")
    );
    let help = "see that whoever may change the rules has agreed to this; else give the rules that the run before has in its folder";
    let at = Location::File(rules.file.name.clone());
    (!all.is_empty()).then(|| Finding::new(Code::StageRules, at, message).help(help))
}

/// What refuses a stage; where the shortlist before would come out otherwise, or columns are missing, and ratings that the run before counted
/// are not given, that first.
pub fn with_left_out(
    refused: Vec<Finding>,
    before: Option<&dyn PastRun>,
    given: &[File<'_>],
) -> Vec<Finding> {
    // Where all ratings of a stage stood in the files, their column is missing now.
    let is_other =
        |finding: &Finding| matches!(finding.code, Code::OtherShortlist | Code::HeadingMissing);
    let past = before.filter(|_| refused.iter().any(is_other));
    let Some(past) = past.and_then(|before| Past::open(before).ok()) else {
        return refused;
    };
    let bytes = given.iter().filter_map(|file| file.bytes().ok());
    let known: BTreeSet<String> = bytes.map(|bytes| digest::of(&bytes)).collect();
    let counted = past.manifest.ratings.iter();
    // Sheets of one workbook are one file.
    let mut other: Vec<&InputTable> = counted
        .filter(|file| !known.contains(&file.sha256))
        .collect();
    other.dedup_by(|one, first| one.sha256 == first.sha256);
    if other.is_empty() {
        return refused;
    }
    let other: Vec<String> = other.into_iter().map(InputTable::words).collect();
    let message = format!(
        "the stage before counted other ratings, which are not given, or are other files by now: {}",
        other.join("; ")
    );
    let help = "give all files of ratings that the run before was made from, beside those of this stage: what was counted is needed again";
    let at = Location::File("--ratings".to_owned());
    let first = Finding::new(Code::OtherShortlist, at, message).help(help);
    std::iter::once(first).chain(refused).collect()
}

fn ids(rules: &Rules) -> Vec<String> {
    let ids = rules.stages.iter();
    ids.map(|stage| format!("`{}`", stage.id)).collect()
}

/// What to type for each stage.
fn commands(rules: &Rules) -> String {
    let first = rules.stages.iter().next();
    let first = first.map_or_else(String::new, |first| command(rules, &first.id, false));
    let second = rules.stages.iter().nth(1);
    let second = second.map_or_else(String::new, |second| command(rules, &second.id, true));
    format!("the first is made by `{first}`, the next one by `{second}`")
}

fn command(rules: &Rules, stage: &str, after: bool) -> String {
    let after = if after { " --after RUN" } else { "" };
    format!(
        "intake select APPLICATIONS --rules {} --stage {stage}{after} --out DIR",
        rules.file.name
    )
}

/// What a run of that stage told people.
fn told_by(rules: &Rules, stage: &Stage, run: &dyn PastRun) -> Result<StageBefore, Vec<Finding>> {
    whole(run)?;
    let past = Past::open(run).map_err(|finding| vec![finding])?;
    let refused = |message: String| {
        let at = Location::File(run.called(""));
        let help = format!(
            "name the run of the stage {} with `--after`",
            quoted(&stage.id)
        );
        vec![Finding::new(Code::StageNeeded, at, message).help(help)]
    };
    let manifest = &past.manifest;
    if manifest.programme != rules.programme.id {
        return Err(refused(format!(
            "is a run of another programme, {}",
            quoted(&manifest.programme)
        )));
    }
    match &manifest.stage {
        Some(of) if *of == stage.id => {}
        Some(of) => {
            return Err(refused(format!("is a run of the stage {}", quoted(of))));
        }
        None => return Err(refused("is a run of no stage".to_owned())),
    }
    let open = open(&past).map_err(|finding| vec![finding])?;
    if !open.is_empty() {
        /// At most so many are named.
        const NAMED: usize = 10;
        let (wait, whoever) = match open.len() {
            1 => ("waits", "whoever is asked has"),
            _ => ("wait", "all who are asked have"),
        };
        let message = format!(
            "its shortlist is provisional: {} {wait} for an answer and could be on it",
            some_of(&open, NAMED)
        );
        let help = format!(
            "make that stage anew once {whoever} answered, with the answers as decisions; of an answer that never comes a person decides what follows from it"
        );
        let at = Location::File(run.called(""));
        return Err(vec![Finding::new(Code::NotFirm, at, message).help(help)]);
    }
    told(&past, run, &stage.title).map_err(|finding| vec![finding])
}

/// The ids of those who are still asked something and could be on the list.
fn open<'a>(past: &'a Past<'_>) -> Result<Vec<Cow<'a, str>>, Finding> {
    let mut open = Vec::new();
    for record in past.records() {
        let record = record?;
        if record.outcome == OutcomeKind::Clarify && record.could_sit == Some(true) {
            open.push(record.application);
        }
    }
    Ok(open)
}

/// What a run told everybody who was ranked in it or asked something.
///
/// # Errors
/// A finding where something of it cannot be read.
pub fn told(past: &Past<'_>, run: &dyn PastRun, title: &str) -> Result<StageBefore, Finding> {
    let bytes = run.bytes("manifest.json").map_err(|error| {
        let at = Location::File(run.called("manifest.json"));
        Finding::new(
            Code::RunUnreadable,
            at,
            format!("cannot be read: {}", refusal(&error)),
        )
    })?;
    let mut all = Vec::new();
    for record in past.records() {
        all.extend(one(record?));
    }
    all.sort_by(|one, other| one.application.cmp(&other.application));
    Ok(StageBefore {
        sha256: digest::of(&bytes),
        stage: past.manifest.stage.clone().unwrap_or_default(),
        title: title.to_owned(),
        told: all,
        evened_out: past.manifest.decided_to_even_out(),
        before: past.manifest.stage_before.clone().map(Box::new),
    })
}

/// What one application was told; nothing of whoever took no part any more.
fn one(record: Record<'_>) -> Option<Told> {
    let outcome = record.outcome;
    let ranked = record.standing.as_ref().map(|standing| standing.position);
    let is_told = matches!(
        outcome,
        OutcomeKind::Shortlisted | OutcomeKind::NotShortlisted | OutcomeKind::Clarify
    );
    let is_out = outcome == OutcomeKind::NotShortlisted;
    is_told.then(|| Told {
        application: record.application.into_owned(),
        outcome,
        group: record.group.map(SeatIn::into_owned),
        place: ranked,
        total: record
            .total
            .map(Cow::into_owned)
            .filter(|_| outcome != OutcomeKind::Clarify),
        why: record
            .why
            .into_iter()
            .filter(|_| is_out)
            .map(Cow::into_owned)
            .collect(),
    })
}
