//! What is the same for everybody: the rules as applied, where the columns stand, and how the groups were filled.

use std::borrow::Cow;

use crate::answers::as_asked::asked;
use crate::answers::heading::Found;
use crate::answers::headings::SheetRead;
use crate::rank::StandingId;
use crate::record::numbered;
use crate::record::{
    Columns, Derived, GroupSeats, Header, LeftOut, LevelFor, Measured, Missed, PointsFor,
    RecordedCriterion, RecordedEvenOut, RecordedStage, RecordedStandingAnswer, RecordedTest,
    SCHEMA, Source, Term,
};
use crate::rules::criteria::Test;
use crate::rules::{
    Derivation, GroupId, GroupSet, Level, LevelId, Most, Piece, Rules, Subject, Worth,
};
use crate::rulings::RulingDone;
use crate::select::balance::Single;
use crate::select::{Outcome, Selection};
use crate::values::{SeatIn, Topic, moment};
use crate::words::{self, Naming};

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
    let awaited = selection.awaited();
    Header {
        record: "rules".to_owned(),
        schema: SCHEMA,
        programme: rules.programme.id.clone(),
        title: rules.programme.title.clone(),
        deadline: moment::in_zone(rules.call.deadline, &rules.call.zone),
        stage: rules.stage().map(|stage| RecordedStage {
            id: stage.id.clone(),
            title: stage.title.clone(),
            says: words::stages::stage(rules, stage),
            shortlists: stage.shortlist.is_some(),
            cites: stage.cites.clone(),
        }),
        confirm_by: rules.call.confirm_by.map(|day| day.to_string()),
        criteria: rules
            .criteria
            .iter()
            .map(|criterion| RecordedCriterion {
                id: criterion.id.clone(),
                title: criterion.title.clone(),
                asks: words::test(rules, &criterion.test),
                test: recorded_test(rules, &criterion.test),
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
                of: words::subject(rules, measure.worth.subject).to_owned(),
                sort: words::sort(measure.worth.subject),
                weight: measure.weight.to_string(),
                awards: words::rule::award(rules, &measure.worth),
                rows: rows(rules, &measure.worth),
                blank: measure.worth.blank.map(|points| points.to_string()),
                cites: measure.cites.clone(),
                line: measure.worth.line,
            })
            .collect(),
        levels: rules
            .levels
            .iter()
            .zip(0..)
            .map(|(level, index)| derived(rules, level, LevelId(index)))
            .collect(),
        standing_answers: rules
            .form
            .standing_answers
            .iter()
            .map(|answer| RecordedStandingAnswer {
                territory: answer.territory.name.to_owned(),
                says: words::rule::standing_answer(rules, answer),
                footnote: answer.footnote.clone(),
                cites: answer.cites.clone(),
            })
            .collect(),
        evened_out: selection
            .rulings
            .evened
            .iter()
            .map(|evened| RecordedEvenOut::new(rules, evened))
            .collect(),
        left_out: left_out(selection),
        sheets: selection
            .sheets
            .iter()
            .map(|sheet| columns(rules, sheet, sheet.source.to_string()))
            .collect(),
        ratings: (1..)
            .zip(&selection.ratings)
            .map(|(number, sheet)| columns(rules, sheet, numbered::ratings(number)))
            .collect(),
        groups: groups(selection),
        tie_breaks: rules
            .ranking
            .tie_breaks
            .iter()
            .map(|tie_break| words::tie_break(rules, tie_break))
            .collect(),
        seed: crate::select::seed(rules).to_owned(),
        ranked: selection.standings.len(),
        unclear: awaited.unclear,
        could_sit: awaited.could_sit,
        ranked_and_asked: awaited.ranked,
        seats_open: selection.seats_are_open(),
        seats_firm: selection.firm_seats().0,
        missed: missed(selection),
        sources: rules
            .call
            .clauses
            .iter()
            .map(clause)
            .chain(rules.call.decisions.iter().map(decision))
            .collect(),
        chain: None,
    }
}

/// The balance rules that are missed, as people allowed.
fn missed(selection: &Selection<'_>) -> Vec<Missed> {
    let rules = selection.rules;
    let balancing = selection.balancing.iter();
    let singles = balancing.flat_map(|balancing| &balancing.singles);
    let missed = singles.filter(|single| single.missed > 0);
    let one = |single: &Single| Missed {
        rule: single.member().name(rules),
        group: single.group.map(|at| rules.places.groups[at].id.clone()),
        people: single.missed,
    };
    missed.map(one).collect()
}

fn left_out(selection: &Selection<'_>) -> Vec<LeftOut> {
    let done = selection.rulings.done.iter().filter(|done| done.left_out);
    let row = |done: &RulingDone| LeftOut {
        application: done.application.clone(),
        row: done.cell.clone(),
        was: done.was.clone(),
        who: done.by.who.clone(),
        when: done.by.when.to_string(),
        why: done.by.why.clone(),
    };
    done.map(row).collect()
}

fn recorded_test(rules: &Rules, test: &Test) -> RecordedTest {
    let each = |tests: &[Test]| {
        tests
            .iter()
            .map(|test| recorded_test(rules, test))
            .collect()
    };
    match test {
        Test::Any(tests) => RecordedTest::Any(each(tests)),
        Test::All(tests) => RecordedTest::All(each(tests)),
        Test::Not(test) => RecordedTest::Not(Box::new(recorded_test(rules, test))),
        Test::Leaf(leaf) => RecordedTest::Ask {
            of: words::subject(rules, leaf.subject).to_owned(),
            sort: words::sort(leaf.subject),
            asks: words::ask(rules, leaf),
        },
    }
}

fn derived(rules: &Rules, level: &Level, id: LevelId) -> Derived {
    let from = rules.derived_from(Subject::Level(id));
    let name = |at: u8| words::level_of_scale(rules, level.scale, at).to_owned();
    let (mut rows_of, mut terms_of, mut bands_of) = (Vec::new(), Vec::new(), Vec::new());
    match &level.derivation {
        Derivation::Table(rows) => rows_of.extend(rows.iter().map(|row| {
            let when = row
                .test
                .as_ref()
                .map_or_else(|| "otherwise".to_owned(), |test| words::test(rules, test));
            LevelFor {
                when,
                level: name(row.level),
                line: row.line,
            }
        })),
        Derivation::Points { terms, bands } => {
            terms_of.extend(terms.iter().map(|term| Term {
                of: words::subject(rules, term.subject).to_owned(),
                sort: words::sort(term.subject),
                awards: words::rule::award(rules, term),
                rows: rows(rules, term),
                line: term.line,
            }));
            bands_of.extend(bands.iter().map(|band| LevelFor {
                when: words::rule::range(band.from, band.below),
                level: name(band.gives),
                line: band.line,
            }));
        }
    }
    Derived {
        id: level.id.clone(),
        from: from
            .iter()
            .map(|part| words::subject(rules, *part).to_owned())
            .collect(),
        reads: from
            .iter()
            .map(|part| Topic::new(words::sort(*part), words::subject(rules, *part)))
            .collect(),
        says: words::rule::level(rules, level),
        rows: rows_of,
        terms: terms_of,
        bands: bands_of,
        line: level.line,
    }
}

/// The rows or bands of an award, in the order that `PartOf::row` counts.
pub(crate) fn rows<'a>(naming: impl Into<Naming<'a>>, worth: &Worth) -> Vec<PointsFor> {
    let naming = naming.into();
    let row = |piece: Piece| {
        let (points, line) = worth.award.points_of(piece)?;
        let (answer, line) = (
            words::rule::piece(naming, worth, piece),
            line.unwrap_or(worth.line),
        );
        Some(PointsFor {
            answer,
            points: points.to_string(),
            line,
        })
    };
    worth.award.pieces().into_iter().filter_map(row).collect()
}

fn columns(rules: &Rules, sheet: &SheetRead, called: String) -> Columns {
    let letters = |found: &Option<Found>| found.as_ref().map(|found| found.column.to_string());
    let fields = rules.form.fields.iter().zip(&sheet.layout.columns);
    Columns {
        sheet: called,
        fields: fields
            .map(|(field, assessors)| (field.name.clone(), assessors.iter().map(letters).collect()))
            .collect(),
        headings: asked(&rules.form, sheet),
    }
}

/// The seats of a group, or the places on its shortlist: one that keeps ties has as many as there are people on it, and one of all groups
/// has so many in each as were shortlisted there.
fn places(rules: &Rules, size: u32, taken: u32) -> u32 {
    let shortlist = rules.stage().and_then(|stage| stage.shortlist);
    match shortlist.map(|shortlist| shortlist.most) {
        None => size,
        Some(Most::PerGroup(_)) => size.max(taken),
        Some(Most::InAll(_)) => taken,
    }
}

/// The groups with their seats, open places last where there are any.
pub fn groups(selection: &Selection<'_>) -> Vec<GroupSeats> {
    let rules = selection.rules;
    let seats = |group: Option<GroupId>| {
        let seated = move |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group: seat, .. } if *seat == group);
        let standings = selection
            .outcomes
            .iter()
            .filter(seated)
            .filter_map(|outcome| outcome.standing());
        let mut standings: Vec<StandingId> = standings.collect();
        standings.sort_unstable();
        let id = |one: StandingId| {
            let application = selection.standings[one].application;
            selection.applications.id(application).into_owned()
        };
        let last = standings.last().copied();
        let next = last.and_then(|last| selection.successor(last)).flatten();
        let last = last.map(|last| (selection.standings[last].score.to_string(), id(last)));
        let taken = u32::try_from(standings.len()).unwrap_or(u32::MAX);
        (taken, last, next.map(id))
    };
    // Where totals decide as well, a place promises no seat.
    let balancing = selection.balancing.as_ref();
    let by_place = !balancing.is_some_and(|balancing| balancing.totals_decide);
    let cutoffs = selection.filling.cutoffs.as_ref().filter(|_| by_place);
    let lowest = |fits| cutoffs.and_then(|cutoffs| cutoffs.lowest_position(fits));
    let mut groups: Vec<GroupSeats> = rules
        .places
        .groups
        .each()
        .zip(&selection.filling.quotas)
        .map(|((group_id, group), size)| {
            let (taken, last, next) = seats(Some(group_id));
            let lowest_position = lowest(GroupSet::only(group_id));
            let id = SeatIn::Group(Cow::Owned(group.id.clone()));
            GroupSeats {
                id,
                title: group.title.clone(),
                seats: places(rules, *size, taken),
                taken,
                last,
                next,
                lowest_position,
            }
        })
        .collect();
    if selection.filling.open > 0 {
        let (taken, last, next) = seats(None);
        let (id, title) = (SeatIn::Open, "Open places".to_owned());
        let lowest_position = lowest(GroupSet::EMPTY);
        groups.push(GroupSeats {
            id,
            title,
            seats: places(rules, selection.filling.open, taken),
            taken,
            last,
            next,
            lowest_position,
        });
    }
    groups
}
