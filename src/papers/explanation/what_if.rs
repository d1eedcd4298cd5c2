//! What if: other answers, and what would have come of them.

use super::outcome::placed;
use super::{Case, Section};
use crate::base::ids::AssessorId;
use crate::papers::titles;
use crate::record::Nth;
use crate::rules::Rules;
use crate::study::what_if::told::{
    Aim, Answers, ByForce, Change, Counterfactuals, Open, Step, Then, Trial, WhatIf,
};
use crate::values::number::{DecimalMark, decimal};
use crate::values::{OutcomeKind, SeatIn, Sort, Topic};

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("what-if", "What if");
    let Some(what_if) = case.what_if else {
        return section;
    };
    steps(&mut section, case.rules, what_if);
    if let Some(answers) = &what_if.answers {
        open(&mut section, case.rules, answers);
    }
    if let Some(found) = &what_if.smallest {
        smallest(&mut section, case.rules, found);
    }
    if let Some(forced) = &what_if.by_force {
        by_force(&mut section, case, forced);
    }
    what_if
        .notes
        .iter()
        .for_each(|note| section.line(0, note.as_str()));
    section
}

fn steps(section: &mut Section, rules: &Rules, what_if: &WhatIf) {
    let row = |step: &Step| {
        let measure = Topic::new(Sort::Scoring, &step.measure);
        let name = format!("{} {}", titles::topic(rules, &measure), step.to);
        match (&step.trial, &step.none) {
            (Some(trial), _) => {
                let same = if trial.changes_outcome {
                    ""
                } else {
                    "the same: "
                };
                let (total, position) = (
                    trial.then.total.clone(),
                    trial.then.position.map(|at| at.to_string()),
                );
                let outcome = format!("{same}{}", outcome(rules, &trial.then));
                vec![
                    name,
                    changes(rules, trial),
                    total.unwrap_or_default(),
                    position.unwrap_or_default(),
                    outcome,
                ]
            }
            (None, none) => {
                let none = none.as_deref().unwrap_or("none");
                vec![
                    name,
                    format!("none: {none}"),
                    String::new(),
                    String::new(),
                    String::new(),
                ]
            }
        }
    };
    if !what_if.steps.is_empty() {
        let headings = ["scoring rule", "one step", "total", "place", "outcome"];
        section.table(&headings, what_if.steps.iter().map(row).collect());
    }
}

fn smallest(section: &mut Section, rules: &Rules, found: &Counterfactuals) {
    let aim = match found.aim {
        Aim::Seat if rules.is_shortlisting() => "brought a place on the shortlist",
        Aim::Seat => "won a seat",
        Aim::Eligible => "left no criterion unmet",
    };
    let (at_once, more) = match found.at_once {
        0 | 1 => ("one answer", "no change of one answer"),
        2 => ("two answers at once", "no change of one answer or two"),
        _ => ("three answers at once", "no change of up to three answers"),
    };
    if found.trials.is_empty() {
        let words = format!("{more} would have {aim}; {} were tried", found.tried);
        section.line(0, words);
        return;
    }
    let words =
        format!("the smallest changes of {at_once} that would have {aim}, each alone; no advice:");
    section.line(0, words);
    for trial in &found.trials {
        let standing = match (trial.then.position, &trial.then.total) {
            (Some(position), Some(total)) => format!("place {position} with {total}, "),
            _ => String::new(),
        };
        let words = format!(
            "{}: {standing}{}",
            changes(rules, trial),
            outcome(rules, &trial.then)
        );
        section.line(1, words);
    }
}

fn by_force(section: &mut Section, case: Case<'_>, forced: &ByForce) {
    if forced.too_hard {
        section.line(0, "what a seat by force would come to is too hard to say");
        return;
    }
    if !forced.clash.is_empty() {
        section.line(0, "a seat by force would leave no selection that keeps all that must hold; these would clash:");
        forced
            .clash
            .iter()
            .for_each(|reason| section.line(1, reason.as_str()));
        return;
    }
    let seat = match &forced.seat {
        Some(SeatIn::Open) => "an open place".to_owned(),
        Some(SeatIn::Group(id)) => {
            let mut groups = case.rules.places.groups.iter();
            let group = groups.find(|group| group.id == *id);
            group.map_or_else(
                || "a seat".to_owned(),
                |group| format!("a seat in {}", group.title),
            )
        }
        None => "a seat".to_owned(),
    };
    section.line(
        0,
        format!("with {seat} by force, and everything else as well as it can be then:"),
    );
    let people = |section: &mut Section, ids: &[String], verb: &str| {
        if !ids.is_empty() {
            section.line(1, format!("{} would {verb}", ids.join(", ")));
        }
    };
    people(section, &forced.leaves, "have no seat");
    people(section, &forced.comes, "have one, too");
    for aim in &forced.aims {
        let line = format!("{}: {} rather than {}", aim.aim, aim.would_be, aim.was);
        section.line(1, line);
    }
    let (seats, filled) = forced.seats;
    if seats != filled {
        section.line(1, format!("seats filled: {filled} rather than {seats}"));
    }
    let (sum, then) = &forced.sum;
    let rather = match sum == then {
        true => ", as it is".to_owned(),
        false => format!(" rather than {sum}"),
    };
    section.line(1, format!("sum of totals: {then}{rather}"));
}

fn open(section: &mut Section, rules: &Rules, answers: &Answers) {
    for open in &answers.open {
        section.line(
            0,
            format!("{} could be", cell(rules, &open.field, open.assessor)),
        );
        for (answers, then) in best(open, answers.open.len() > 1) {
            if !answers.is_empty() {
                section.line(1, format!("{}: {then}", answers.join(", ")));
            }
        }
    }
    if answers.open.len() > 1 {
        section.line(0, "for example");
        for trial in &answers.examples {
            let words = format!(
                "{}: {}",
                answers_of(rules, trial),
                outcome(rules, &trial.then)
            );
            section.line(1, words);
        }
    }
    let seat = match (answers.could_be_eligible, answers.could_sit) {
        (false, _) => "no answer that was tried makes this application eligible",
        (true, false) if rules.is_shortlisting() => {
            "no answer that was tried brings a place on the shortlist"
        }
        (true, false) => "no answer that was tried wins a seat",
        (true, true) => return,
    };
    section.line(0, format!("{seat}; {} were tried", answers.tried));
}

/// The answers by what could come of them; with other answers open too, it takes the best of those.
fn best(open: &Open, others: bool) -> [(&[String], &'static str); 4] {
    let then = if others {
        [
            "a seat, if the other open answers allow it",
            "eligible at best, without a seat",
            "still unclear at best",
            "not eligible, whatever the other answers",
        ]
    } else {
        [
            "eligible, with a seat",
            "eligible, without a seat",
            "still unclear",
            "not eligible",
        ]
    };
    let [seat, eligible, unclear, ineligible] = then;
    [
        (&open.seat, seat),
        (&open.eligible, eligible),
        (&open.unclear, unclear),
        (&open.ineligible, ineligible),
    ]
}

/// `English level C1 rather than B2`.
fn changes(rules: &Rules, trial: &Trial) -> String {
    trial
        .changes
        .iter()
        .map(|one| change(rules, one))
        .collect::<Vec<_>>()
        .join(" and ")
}

pub(in crate::papers) fn change(rules: &Rules, change: &Change) -> String {
    let was = if change.was.is_empty() {
        "nothing"
    } else {
        &change.was
    };
    let would_be = with_mark_of(was, &answer(rules, change), change);
    format!("{would_be} rather than {was}")
}

/// A number beside another one that was written with a comma: with one as well.
fn with_mark_of(was: &str, said: &str, change: &Change) -> String {
    let is_with_comma = was.contains(',') && decimal(was, DecimalMark::Comma).is_some();
    let number = change.stands_for.as_ref().unwrap_or(&change.would_be);
    let begins = said.strip_suffix(number.as_str());
    match begins.filter(|_| is_with_comma && decimal(number, DecimalMark::Point).is_some()) {
        Some(begins) => format!("{begins}{}", number.replace('.', ",")),
        None => said.to_owned(),
    }
}

/// The same of answers that were open.
fn answers_of(rules: &Rules, trial: &Trial) -> String {
    trial
        .changes
        .iter()
        .map(|one| answer(rules, one))
        .collect::<Vec<_>>()
        .join(" and ")
}

fn answer(rules: &Rules, change: &Change) -> String {
    let would_be = change.stands_for.as_ref().unwrap_or(&change.would_be);
    format!("{} {would_be}", cell(rules, &change.field, change.assessor))
}

fn cell(rules: &Rules, field: &str, assessor: Option<Nth<AssessorId>>) -> String {
    let topic = Topic::new(Sort::Field, field);
    let title = titles::topic(rules, &topic);
    match assessor {
        Some(assessor) => format!("{title} by A{assessor}"),
        None => title.into_owned(),
    }
}

fn outcome(rules: &Rules, then: &Then) -> String {
    let because = |word: &str, criteria: &[String]| match criteria {
        [] => String::new(),
        criteria => format!(" ({word}: {})", titles::criteria(rules, criteria)),
    };
    let Some(outcome) = then.outcome else {
        return "cannot be told from the run folder alone: a personal column decides".to_owned();
    };
    match outcome {
        OutcomeKind::Clarify => format!("unclear{}", because("to ask", &then.unclear)),
        OutcomeKind::Ineligible => format!("ineligible{}", because("not met", &then.not_met)),
        outcome => placed(rules, (outcome, then.group.as_ref(), then.reserve)),
    }
}
