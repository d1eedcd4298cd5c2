//! From a selection to its records.

use std::borrow::Cow;

use super::questions::{self, level_fields};
use super::record::*;
use super::words;
use crate::criteria;
use crate::domain::{Answer, Reading, Value};
use crate::people::Kinship;
use crate::rank::{Standing, lot};
use crate::rules::criteria::Test;
use crate::rules::{FieldId, GroupId, Subject, TieBreak};
use crate::score;
use crate::select::{Outcome, Selection};

/// The record of what was asked.
pub fn header(selection: &Selection<'_>) -> Header {
    let rules = selection.rules;
    let clause = |sentence: &crate::rules::Sentence| Source {
        id: sentence.id.clone(),
        kind: "clause".to_owned(),
        text: sentence.text.clone(),
    };
    let decision = |decision: &crate::rules::Decision| Source {
        id: decision.id.clone(),
        kind: "decision".to_owned(),
        text: format!("{} ({}, {})", decision.text, decision.by, decision.on),
    };
    Header {
        record: "rules".to_owned(),
        schema: SCHEMA,
        programme: rules.programme.id.clone(),
        title: rules.programme.title.clone(),
        deadline: words::instant(rules.call.deadline, &rules.call.zone),
        criteria: rules
            .criteria
            .iter()
            .map(|criterion| Asked {
                id: criterion.id.clone(),
                title: criterion.title.clone(),
                asks: words::test(rules, &criterion.test),
                cites: criterion.cites.clone(),
            })
            .collect(),
        measures: rules
            .measures
            .iter()
            .map(|measure| Measured {
                id: measure.id.clone(),
                title: measure.title.clone(),
                weight: measure.weight.to_string(),
                cites: measure.cites.clone(),
            })
            .collect(),
        groups: groups(selection),
        tie_breaks: rules.ranking.tie_breaks.iter().map(|tie_break| words::tie_break(rules, tie_break)).collect(),
        seed: crate::select::seed(rules).to_owned(),
        ranked: selection.standings.len(),
        sources: rules.call.clauses.iter().map(clause).chain(rules.call.decisions.iter().map(decision)).collect(),
    }
}

/// The groups with their seats, open places last where there are any.
pub fn groups(selection: &Selection<'_>) -> Vec<GroupPlaces> {
    let rules = selection.rules;
    let seats = |group: Option<GroupId>| {
        let seated =
            move |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group: seat, .. } if *seat == group);
        let standings = selection.outcomes.iter().filter(seated).filter_map(|outcome| outcome.standing());
        let mut standings: Vec<usize> = standings.collect();
        standings.sort_unstable();
        let last = standings.last().and_then(|last| selection.standings.get(*last));
        let last = last.map(|last| (last.score.to_string(), selection.applications.id(last.application).into_owned()));
        (u32::try_from(standings.len()).unwrap_or(u32::MAX), last)
    };
    let mut places: Vec<GroupPlaces> = rules
        .places
        .groups
        .iter()
        .zip(&selection.filling.sizes)
        .enumerate()
        .map(|(index, (group, size))| {
            let (taken, last) = seats(Some(GroupId(index)));
            GroupPlaces { id: group.id.clone(), title: group.title.clone(), seats: *size, taken, last }
        })
        .collect();
    if selection.filling.open > 0 {
        let (taken, last) = seats(None);
        let (id, title) = ("open".to_owned(), "Open places".to_owned());
        places.push(GroupPlaces { id, title, seats: selection.filling.open, taken, last });
    }
    places
}

/// The record of one application.
pub fn record<'a>(selection: &'a Selection<'_>, application: usize) -> Record<'a> {
    let rules = selection.rules;
    let applications = &selection.applications;
    let outcome = selection.outcomes.get(application).copied().unwrap_or(Outcome::Ineligible);
    let criteria = rules
        .criteria
        .iter()
        .map(|criterion| {
            let test = tried(selection, application, &criterion.test);
            Judged { id: Cow::Borrowed(&criterion.id), answer: answer_of(&test), test }
        })
        .collect();
    let scored = !matches!(outcome, Outcome::Ineligible | Outcome::Superseded { .. });
    let facts = selection.facts(application);
    let tally = scored.then(|| score::tally(&rules.measures, facts));
    let questions = match outcome {
        Outcome::Clarify { .. } => questions::questions(selection, application),
        _ => Vec::new(),
    };
    Record {
        record: Cow::Borrowed("application"),
        application: applications.id(application),
        origin: Cow::Owned(applications.place(application)),
        outcome: Cow::Borrowed(outcome.word()),
        group: group(selection, outcome).map(Cow::Borrowed),
        reserve: match outcome {
            Outcome::Reserve { place, .. } => Some(place),
            _ => None,
        },
        why: super::reasons::why(selection, application, outcome).into_iter().map(Cow::Owned).collect(),
        criteria,
        parts: if scored { parts(selection, application) } else { Vec::new() },
        total: tally.map(|tally| Cow::Owned(tally.least.to_string())),
        total_at_most: tally.filter(|tally| tally.known().is_none()).map(|tally| Cow::Owned(tally.most.to_string())),
        standing: outcome.standing().map(|index| ranked(selection, index)),
        questions: questions
            .into_iter()
            .map(|question| {
                let ask = format!("{}: {}", question.about, question.ask);
                Asking { at: Cow::Owned(question.at), ask: Cow::Owned(ask) }
            })
            .collect(),
        could_sit: match outcome {
            Outcome::Clarify { could_sit } => Some(could_sit),
            _ => None,
        },
        related: related(selection, application),
    }
}

/// The id of the group of a seat or reserve; `open` for an open place.
pub fn group<'a>(selection: &Selection<'a>, outcome: Outcome) -> Option<&'a str> {
    let id = |group: GroupId| selection.rules.places.groups.get(group.0).map(|group| group.id.as_str());
    match outcome {
        Outcome::Selected { group: Some(group), .. } | Outcome::Reserve { group, .. } => id(group),
        Outcome::Selected { group: None, .. } => Some("open"),
        _ => None,
    }
}

fn answer_of(tried: &Tried<'_>) -> Answer {
    match tried {
        Tried::Any { answer, .. }
        | Tried::All { answer, .. }
        | Tried::Not { answer, .. }
        | Tried::Ask { answer, .. } => *answer,
    }
}

fn tried<'a>(selection: &'a Selection<'_>, application: usize, test: &'a Test) -> Tried<'a> {
    let each = |tests: &'a [Test]| tests.iter().map(|test| tried(selection, application, test)).collect::<Vec<_>>();
    match test {
        Test::Any(tests) => {
            let of = each(tests);
            Tried::Any { answer: Answer::any(of.iter().map(answer_of)), of }
        }
        Test::All(tests) => {
            let of = each(tests);
            Tried::All { answer: Answer::all(of.iter().map(answer_of)), of }
        }
        Test::Not(test) => {
            let of = tried(selection, application, test);
            Tried::Not { answer: !answer_of(&of), of: Box::new(of) }
        }
        Test::Leaf(leaf) => Tried::Ask {
            answer: criteria::ask(leaf, selection.facts(application)),
            asked: Cow::Owned(words::ask(selection.rules, leaf)),
            evidence: evidence(selection, application, leaf.subject),
        },
    }
}

/// What was found for a subject.
pub fn evidence<'a>(selection: &'a Selection<'_>, application: usize, subject: Subject) -> Evidence<'a> {
    let rules = selection.rules;
    let reading = selection.facts(application).reading(subject);
    let personal = match subject {
        Subject::Field(field) => rules.form.fields.get(field.0).is_some_and(|field| field.personal),
        Subject::Level(_) => false,
    };
    let problem = match &*reading {
        Reading::Unreadable(problem) => Some(problem.as_ref()),
        Reading::Value(Value::Choices(choices)) => choices.unread.as_deref(),
        Reading::Value(_) | Reading::Blank => None,
    };
    let problem = problem.map(|problem| problem.said(personal).0.to_owned());
    let read = words::reading(rules, subject, &reading).filter(|_| !personal);
    Evidence {
        of: Cow::Borrowed(words::subject(rules, subject)),
        cells: match subject {
            Subject::Field(field) => cells(selection, application, field, personal),
            Subject::Level(_) => Vec::new(),
        },
        read: read.map(Cow::Owned),
        problem: problem.map(Cow::Owned),
        from: level_fields(rules, subject).into_iter().map(|part| evidence(selection, application, part)).collect(),
    }
}

fn cells<'a>(selection: &'a Selection<'_>, application: usize, field: FieldId, personal: bool) -> Vec<Cell<'a>> {
    let applications = &selection.applications;
    let readers = selection.rules.form.fields.get(field.0).map_or(0, |field| field.readers.len());
    (0..applications.readers(field))
        .filter_map(|reader| {
            let column = applications.origin(application, field, reader)?.column?;
            // A third reader who was not asked has nothing to show.
            if reader >= readers && applications.found(application, field, reader).is_empty() {
                return None;
            }
            let found = (!personal).then(|| Cow::Borrowed(applications.found(application, field, reader)));
            Some(Cell { column: Cow::Owned(column.to_string()), found })
        })
        .collect()
}

fn parts<'a>(selection: &'a Selection<'_>, application: usize) -> Vec<PartOf<'a>> {
    let of = |measure: &'a crate::rules::Measure| {
        let contribution = score::contribution(measure, selection.facts(application));
        PartOf {
            id: Cow::Borrowed(&measure.id),
            evidence: evidence(selection, application, measure.subject),
            points: Cow::Owned(contribution.points.least.to_string()),
            weight: Cow::Owned(measure.weight.to_string()),
            part: Cow::Owned(contribution.least.to_string()),
            at_most: (contribution.least != contribution.most).then(|| Cow::Owned(contribution.most.to_string())),
            blank: contribution.points.blank,
        }
    };
    selection.rules.measures.iter().map(of).collect()
}

fn ranked<'a>(selection: &'a Selection<'_>, index: usize) -> Ranked<'a> {
    let at = |index: Option<usize>| index.and_then(|index| selection.standings.get(index));
    let this = at(Some(index));
    let below = at(index.checked_add(1));
    let neighbour = |other: &Standing, behind_by: Option<usize>| Neighbour {
        application: selection.applications.id(other.application),
        total: Cow::Owned(other.score.to_string()),
        by: Cow::Owned(separated(selection, behind_by)),
    };
    let drawn = |standing: Option<&Standing>| {
        standing.and_then(|standing| standing.behind_by).and_then(|index| {
            match selection.rules.ranking.tie_breaks.get(index) {
                Some(TieBreak::Lot { seed }) => Some(seed),
                _ => None,
            }
        })
    };
    let id = this.map(|this| selection.applications.id(this.application)).unwrap_or_default();
    Ranked {
        place: index.saturating_add(1),
        rank: this.map_or(0, |this| this.rank),
        above: at(index.checked_sub(1)).map(|above| neighbour(above, this.and_then(|this| this.behind_by))),
        below: below.map(|below| neighbour(below, below.behind_by)),
        lot: drawn(this).or_else(|| drawn(below)).map(|seed| Cow::Owned(lot(seed, &id))),
    }
}

/// What put a standing behind the one before it.
pub fn separated(selection: &Selection<'_>, behind_by: Option<usize>) -> String {
    match behind_by.and_then(|index| selection.rules.ranking.tie_breaks.get(index)) {
        Some(tie_break) => words::tie_break(selection.rules, tie_break),
        None => "score".to_owned(),
    }
}

fn related<'a>(selection: &Selection<'_>, application: usize) -> Vec<Cow<'a, str>> {
    let relations = selection.people.get(&application).map_or(&[][..], Vec::as_slice);
    relations
        .iter()
        .map(|relation| {
            let rule = selection.rules.form.duplicates.get(relation.rule).map_or("", |rule| rule.id.as_str());
            let others: Vec<String> =
                relation.others.iter().map(|other| selection.applications.id(*other).into_owned()).collect();
            let others = others.join(", ");
            Cow::Owned(match relation.kind {
                Kinship::Stands => format!("{rule}: stands for {others}"),
                Kinship::Superseded { by } => format!("{rule}: {} stands for it", selection.applications.id(by)),
                Kinship::Unsettled => format!("{rule}: unsettled between this and {others}"),
                Kinship::Shares => format!("{rule}: shared with {others}"),
            })
        })
        .collect()
}
