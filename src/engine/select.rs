//! A whole selection: rules and applications in, the files of a run out.

use super::PastRun;
use super::decide::decide;
use super::file::File;
use super::load::load;
use super::pile::Pile;
use super::stages::{at_stage, changed_since, with_left_out};
use crate::base::finding::{Code, Finding, Location, Severity};
use crate::base::ids::ApplicationId;
use crate::out::{self, Issue, Sink};
use crate::rules::Rules;
use crate::rules::load::Loaded;
use crate::select::{Outcome, Selection};
use crate::study::analyse;
use crate::table::Options;
use crate::words::outcomes::some_of;

/// All that a run is made from.
pub struct Inputs<'a> {
    pub rules: File<'a>,
    /// Lists beside the rules.
    pub lists: Vec<File<'a>>,
    pub applications: Vec<File<'a>>,
    /// Ratings in files of their own.
    pub ratings: Vec<File<'a>>,
    pub rulings: Vec<File<'a>>,
    pub reading: Options,
    pub issue: Issue,
    /// Of rules with stages the one that is made, and the run of the one before.
    pub stage: Option<&'a str>,
    pub stage_before: Option<&'a dyn PastRun>,
}

/// How a selection ended.
#[derive(Debug)]
pub struct Ended {
    /// Whether the files of a run were given, down to the manifest.
    pub is_done: bool,
    /// Whether something is open that a person must answer.
    pub is_open: bool,
    pub findings: Vec<Finding>,
}

/// Selects. Nothing is given to the sink where the rules are not valid or not finished, or the applications are refused.
pub fn select(inputs: &Inputs<'_>, sink: &mut dyn Sink) -> Ended {
    select_seen(inputs, sink, &mut |_| ())
}

/// The same; `seen` is shown the selection once all of it was given to the sink.
pub fn select_seen(
    inputs: &Inputs<'_>,
    sink: &mut dyn Sink,
    seen: &mut dyn FnMut(&Selection<'_>),
) -> Ended {
    let refused = |findings| Ended {
        is_done: false,
        is_open: false,
        findings,
    };
    let Loaded {
        rules,
        mut findings,
    } = match load(&inputs.rules, &inputs.lists) {
        Ok(loaded) => loaded,
        Err(finding) => return refused(vec![finding]),
    };
    let Some(rules) = rules else {
        return refused(findings);
    };
    match unfinished(&rules) {
        Ok(unlikely) => findings.extend(unlikely),
        Err(open) => return refused(findings.into_iter().chain(open).collect()),
    }
    let (mut rules, stage_before) = match at_stage(&rules, inputs.stage, inputs.stage_before) {
        Ok(at_stage) => at_stage,
        Err(wrong) => return refused(findings.into_iter().chain(wrong).collect()),
    };
    let changed = inputs
        .stage_before
        .and_then(|before| changed_since(&rules, before));
    let pile = Pile {
        applications: &inputs.applications,
        ratings: &inputs.ratings,
        rulings: &inputs.rulings,
        reading: &inputs.reading,
        follows: None,
        stage_before: stage_before.as_ref(),
    };
    let decided = decide(&mut rules, pile, &|_| ())
        .map_err(|refused| with_left_out(refused, inputs.stage_before, &inputs.ratings));
    let written = decided.and_then(|(selection, noticed)| {
        may_be_issued(&selection, inputs.issue)?;
        let (_, notes) =
            out::write(&selection, inputs.issue, sink).map_err(|finding| vec![finding])?;
        seen(&selection);
        let noticed = noticed.into_iter().chain(changed.clone()).chain(notes);
        Ok(said(&selection, noticed.collect()))
    });
    match written {
        Ok((is_open, more)) => {
            findings.extend(more);
            Ended {
                is_done: true,
                is_open,
                findings,
            }
        }
        Err(more) => refused(findings.into_iter().chain(more).collect()),
    }
}

/// What is unlikely in rules that may decide.
///
/// # Errors
/// What they say themselves is still to be settled: unfinished rules decide nothing.
pub fn unfinished(rules: &Rules) -> Result<Vec<Finding>, Vec<Finding>> {
    let open = analyse::unfinished::unfinished(rules);
    // Nobody need have run `check` before: a scale that stands upside down decides about everybody.
    if open.is_empty() {
        Ok(analyse::unlikely::unlikely(rules))
    } else {
        Err(open)
    }
}

/// Whether a selection may be set down so.
///
/// # Errors
/// It is to be final, and somebody's seat is not firm.
pub fn may_be_issued(selection: &Selection<'_>, issue: Issue) -> Result<(), Vec<Finding>> {
    /// At most so many seats and questions are named.
    const NAMED: usize = 5;
    let (firm, seats) = selection.firm_seats();
    if !issue.is_final {
        return Ok(());
    }
    let undecided = selection.rulings.undecided(&selection.applications);
    if firm == seats && undecided.is_empty() {
        return Ok(());
    }
    let id = |one: ApplicationId| selection.applications.id(one);
    let listed = |all: &[ApplicationId]| {
        let all: Vec<_> = all.iter().map(|one| id(*one)).collect();
        some_of(&all, NAMED)
    };
    let refused = |message: String, help: &str| {
        let finding = Finding::new(Code::NotFirm, Location::File("--final".to_owned()), message);
        Err(vec![finding.help(help)])
    };
    if firm == seats {
        let message = format!(
            "{} of {seats} seats were provisional in the run before, and nobody has decided that they hold: {}",
            undecided.len(),
            listed(&undecided)
        );
        let help = "leave `--final` out, or write a decision `invited` for each of them to whom it was made known";
        return refused(message, help);
    }
    let provisional = selection
        .standings
        .each()
        .filter(|(standing, one)| {
            let outcome = selection.outcome(one.application);
            matches!(outcome, Outcome::Selected { .. }) && !selection.is_firm(*standing)
        })
        .map(|(_, one)| one.application);
    let takers = selection.takers();
    let asked = match takers.is_empty() {
        true => format!(
            "what is asked about several together: {}",
            listed(&could_sit(selection))
        ),
        false => format!("what is asked about {}", listed(&takers)),
    };
    let message = format!(
        "{} of {seats} seats could still go to somebody else: {}; that hangs on {asked}",
        seats.saturating_sub(firm),
        listed(&provisional.collect::<Vec<_>>()),
    );
    refused(
        message,
        "leave `--final` out, ask what the run's clarify.csv lists, and give the answers with `--decisions`",
    )
}

/// Those who are asked and could have a seat.
fn could_sit(selection: &Selection<'_>) -> Vec<ApplicationId> {
    let outcomes = selection.outcomes.each();
    let could =
        outcomes.filter(|(_, outcome)| matches!(outcome, Outcome::Clarify { could_sit: true }));
    could.map(|(application, _)| application).collect()
}

/// What is to be said of a selection that was written, and whether anything of it is open.
pub fn said(selection: &Selection<'_>, noticed: Vec<Finding>) -> (bool, Vec<Finding>) {
    let mut findings = noticed;
    // Whatever was marked may have been settled by people, or by rules that read the column.
    findings.retain(|finding| {
        finding.code != Code::Response || selection.applications.is_marked_at(&finding.location)
    });
    // The summary has its own places for these.
    let on_the_page = |finding: &&Finding| {
        matches!(
            finding.code,
            Code::HeadingUnused | Code::Shared | Code::ReadAs
        )
    };
    findings.extend(
        selection
            .findings
            .iter()
            .filter(|finding| !on_the_page(finding))
            .cloned(),
    );
    let open = selection
        .outcomes
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    let asked = findings
        .iter()
        .any(|finding| finding.severity() == Severity::Question);
    let balance = selection.balancing.as_ref();
    let hangs_on_it = balance.is_some_and(|balance| !balance.matters.is_empty());
    (open || asked || hangs_on_it, findings)
}
