//! What is the same for everybody: the rules as applied, where the columns stand, and how the groups were filled.

use super::record::{
    Asked, Columns, Derived, GroupPlaces, Header, LeftOut, Measured, PointsFor, Question, SCHEMA, Source, Standing,
};
use super::words;
use crate::decisions::{Done, Kind};
use crate::domain::Points;
use crate::normalise::headings::Found;
use crate::rules::criteria::Test;
use crate::rules::{Award, GroupId, GroupSet, Level, LevelId, Measure, Rules, Subject};
use crate::select::{Outcome, Selection, SheetRead};

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
                test: question(rules, &criterion.test),
                cites: criterion.cites.clone(),
                line: criterion.line,
            })
            .collect(),
        measures: rules
            .measures
            .iter()
            .map(|measure| Measured {
                id: measure.id.clone(),
                title: measure.title.clone(),
                of: words::subject(rules, measure.subject).to_owned(),
                weight: measure.weight.to_string(),
                awards: words::award(rules, measure.subject, &measure.award),
                rows: rows(rules, measure),
                blank: measure.blank.map(|points| points.to_string()),
                cites: measure.cites.clone(),
                line: measure.line,
            })
            .collect(),
        levels: rules.levels.iter().zip(0..).map(|(level, index)| derived(rules, level, LevelId(index))).collect(),
        standing_answers: rules
            .form
            .standing_answers
            .iter()
            .map(|answer| Standing {
                place: answer.place.name.to_owned(),
                says: words::standing_answer(rules, answer),
                footnote: answer.footnote.clone(),
                cites: answer.cites.clone(),
            })
            .collect(),
        left_out: left_out(selection),
        sheets: selection.sheets.iter().map(|sheet| columns(rules, sheet)).collect(),
        groups: groups(selection),
        tie_breaks: rules.ranking.tie_breaks.iter().map(|tie_break| words::tie_break(rules, tie_break)).collect(),
        seed: crate::select::seed(rules).to_owned(),
        ranked: selection.standings.len(),
        sources: rules.call.clauses.iter().map(clause).chain(rules.call.decisions.iter().map(decision)).collect(),
        chain: None,
    }
}

fn left_out(selection: &Selection<'_>) -> Vec<LeftOut> {
    let done = selection.decided.done.iter().filter(|done| done.kind == Kind::LeaveOut);
    let row = |done: &Done| LeftOut {
        row: done.cell.clone(),
        who: done.by.who.clone(),
        when: done.by.when.to_string(),
        why: done.by.why.clone(),
    };
    done.map(row).collect()
}

fn question(rules: &Rules, test: &Test) -> Question {
    let each = |tests: &[Test]| tests.iter().map(|test| question(rules, test)).collect();
    match test {
        Test::Any(tests) => Question::Any(each(tests)),
        Test::All(tests) => Question::All(each(tests)),
        Test::Not(test) => Question::Not(Box::new(question(rules, test))),
        Test::Leaf(leaf) => {
            Question::Ask { of: words::subject(rules, leaf.subject).to_owned(), asks: words::ask(rules, leaf) }
        }
    }
}

fn derived(rules: &Rules, level: &Level, id: LevelId) -> Derived {
    let from = rules.derived_from(Subject::Level(id));
    Derived {
        id: level.id.clone(),
        from: from.into_iter().map(|part| words::subject(rules, part).to_owned()).collect(),
        says: words::level(rules, level),
        line: level.line,
    }
}

/// The rows or bands of a measure, in the order that `PartOf::row` counts.
fn rows(rules: &Rules, measure: &Measure) -> Vec<PointsFor> {
    let row = |answer: String, points: Points, line: u32| PointsFor { answer, points: points.to_string(), line };
    match &measure.award {
        Award::Table { rows, otherwise } => {
            let mut all: Vec<PointsFor> = rows
                .iter()
                .map(|of| row(words::set(rules, measure.subject, &of.value).join(", "), of.points, of.line))
                .collect();
            all.extend(otherwise.map(|points| row("anything else".to_owned(), points, measure.line)));
            all
        }
        Award::Bands(bands) => {
            bands.iter().map(|band| row(words::range(band.from, band.below), band.gives, band.line)).collect()
        }
        Award::Linear(_) | Award::Rating => Vec::new(),
    }
}

fn columns(rules: &Rules, sheet: &SheetRead) -> Columns {
    let letters = |found: &Option<Found>| found.as_ref().map(|found| found.column.to_string());
    let fields = rules.form.fields.iter().zip(&sheet.layout.columns);
    Columns {
        sheet: sheet.source.to_string(),
        fields: fields.map(|(field, readers)| (field.name.clone(), readers.iter().map(letters).collect())).collect(),
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
            let lowest_place = selection.filling.closing.lowest_place(GroupSet::only(GroupId(index)));
            GroupPlaces { id: group.id.clone(), title: group.title.clone(), seats: *size, taken, last, lowest_place }
        })
        .collect();
    if selection.filling.open > 0 {
        let (taken, last) = seats(None);
        let (id, title) = ("open".to_owned(), "Open places".to_owned());
        let lowest_place = selection.filling.closing.lowest_place(GroupSet::EMPTY);
        places.push(GroupPlaces { id, title, seats: selection.filling.open, taken, last, lowest_place });
    }
    places
}
