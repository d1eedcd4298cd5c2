//! What a selection decides.

use std::collections::BTreeSet;

use super::obligations::{Awarding, Item, Owner, Part, PlaceRule};
use crate::awards::{self, Awarded};
use crate::judge::criteria::{Facts, ask, level};
use crate::rules::{
    Award, Derivation, GroupId, GroupSet, Level, OpenPlaces, Rules, Set, Subject, Test, Unfilled,
};
use crate::score;
use crate::seats::Why;
use crate::select::{Outcome, Selection};
use crate::values::{Answer, Number, Reading, Value};

pub(super) type Seen = BTreeSet<Item>;

/// What each application decides by itself.
pub(super) fn applications(selection: &Selection<'_>, seen: &mut Seen) {
    for application in 0..selection.applications.len() {
        let scored = !matches!(
            selection.outcome(application),
            Outcome::Ineligible | Outcome::Superseded { .. }
        );
        one(selection.rules, selection.facts(application), scored, seen);
    }
}

/// What one application decides; its points only when it is `scored`.
pub(super) fn one(rules: &Rules, facts: Facts<'_>, scored: bool, seen: &mut Seen) {
    for (index, criterion) in rules.criteria.iter().enumerate() {
        test(Owner::Criterion(index), &criterion.test, facts, seen);
    }
    for (index, group) in rules.places.groups.iter().enumerate() {
        if let Some(asked) = &group.test {
            test(Owner::Group(index), asked, facts, seen);
        }
    }
    for (index, level) in rules.levels.iter().enumerate() {
        derived(index, level, facts, seen);
    }
    for (index, measure) in rules.measures.iter().enumerate().filter(|_| scored) {
        let points = score::contribution(measure, facts).points;
        award(
            Awarding::Measure(index),
            &measure.award,
            measure.subject,
            points,
            facts,
            seen,
        );
    }
}

/// The questions of a test whose other answer would have changed its answer.
fn test(owner: Owner, asked: &Test, facts: Facts<'_>, seen: &mut Seen) {
    let answers: Vec<Answer> = asked
        .leaves()
        .into_iter()
        .map(|leaf| ask(leaf, facts))
        .collect();
    let came = answered(asked, &mut answers.iter().copied());
    for (leaf, answer) in answers.iter().enumerate() {
        let mut other = answers.clone();
        if let Some(turned) = other.get_mut(leaf) {
            *turned = !*turned;
        }
        if *answer != Answer::Unclear && answered(asked, &mut other.into_iter()) != came {
            seen.insert(Item::Leaf {
                owner,
                leaf,
                met: *answer == Answer::Met,
            });
        }
    }
}

/// The answer of a test whose questions have these answers, in the order of its leaves.
fn answered(test: &Test, answers: &mut dyn Iterator<Item = Answer>) -> Answer {
    let mut each = |tests: &[Test]| {
        tests
            .iter()
            .map(|test| answered(test, answers))
            .collect::<Vec<_>>()
    };
    match test {
        Test::Any(tests) => Answer::any(each(tests)),
        Test::All(tests) => Answer::all(each(tests)),
        Test::Not(test) => !answered(test, answers),
        Test::Leaf(_) => answers.next().unwrap_or(Answer::Unclear),
    }
}

fn derived(index: usize, level: &Level, facts: Facts<'_>, seen: &mut Seen) {
    match &level.derivation {
        Derivation::Table(rows) => {
            for (at, row) in rows.iter().enumerate() {
                let answer = match &row.test {
                    Some(asked) => {
                        test(
                            Owner::Row {
                                level: index,
                                row: at,
                            },
                            asked,
                            facts,
                            seen,
                        );
                        crate::judge::criteria::answer(asked, facts)
                    }
                    None => Answer::Met,
                };
                match answer {
                    Answer::NotMet => {}
                    Answer::Met => {
                        _ = seen.insert(Item::LevelRow {
                            level: index,
                            row: at,
                        })
                    }
                    Answer::Unclear => {}
                }
                // Rows below are not asked, or not known to be.
                if answer != Answer::NotMet {
                    return;
                }
            }
        }
        Derivation::Points { terms, bands } => {
            for (at, term) in terms.iter().enumerate() {
                let range = (term.least, term.most);
                let reading = facts.reading(term.subject);
                let points =
                    awards::points(&term.award, term.blank, range, &reading, facts.precision);
                award(
                    Awarding::Term {
                        level: index,
                        term: at,
                    },
                    &term.award,
                    term.subject,
                    points,
                    facts,
                    seen,
                );
            }
            let (least, most) = level::sum(terms, facts);
            let band = bands
                .iter()
                .position(|band| band.covers(Number::plain(least)));
            if let Some(band) = band.filter(|_| least == most) {
                seen.insert(Item::LevelBand { level: index, band });
            }
        }
    }
}

/// Where the points come from; of several that are possible, where the least and the most of them come from.
fn award(
    owner: Awarding,
    award: &Award,
    subject: Subject,
    points: Awarded,
    facts: Facts<'_>,
    seen: &mut Seen,
) {
    let reading = facts.reading(subject);
    let mut note = |part: Part| _ = seen.insert(Item::Award { owner, part });
    let value = match &*reading {
        Reading::Blank => return note(Part::Blank),
        Reading::Unreadable(_) => return,
        Reading::Value(value) => value,
    };
    match (award, value) {
        (Award::Table { rows, otherwise }, value) => {
            let ends = [points.least, points.most];
            let rows = rows.iter().enumerate();
            let of = |wanted: &dyn Fn(&Set) -> bool| {
                let row = rows.clone().find(|(_, row)| wanted(&row.value));
                row.map(|(at, row)| (Part::Row(at), row.points))
                    .or(otherwise.map(|worth| (Part::Otherwise, worth)))
            };
            let found: Vec<_> = match value {
                Value::Level(levels) => {
                    let each =
                        |level| of(&|set| matches!(set, Set::Levels(all) if all.contains(level)));
                    levels.iter().filter_map(each).collect()
                }
                Value::Choices(choices) => {
                    let each = |option: &u8| {
                        of(&|set| matches!(set, Set::Options(all) if all.contains(option)))
                    };
                    let other = choices.other.then(|| of(&|_| false)).flatten();
                    choices
                        .chosen
                        .iter()
                        .filter_map(each)
                        .chain(other)
                        .collect()
                }
                Value::Country(country) => {
                    of(&|set| matches!(set, Set::Countries(all) if all.contains(country)))
                        .into_iter()
                        .collect()
                }
                Value::YesNo(answer) => {
                    of(&|set| *set == Set::YesNo(*answer)).into_iter().collect()
                }
                Value::Number(number) => {
                    of(&|set| matches!(set, Set::Numbers(all) if all.contains(number)))
                        .into_iter()
                        .collect()
                }
                Value::Text | Value::NearText(_) | Value::Date(_) | Value::Instant(_) => Vec::new(),
            };
            found
                .into_iter()
                .filter(|(_, worth)| ends.contains(worth))
                .for_each(|(part, _)| note(part));
        }
        (Award::Bands(bands), Value::Number(number)) => {
            bands
                .iter()
                .position(|band| band.covers(*number))
                .into_iter()
                .for_each(|band| note(Part::Band(band)));
        }
        (Award::Linear(line), Value::Number(number)) => {
            let (from, to) = (Number::plain(line.from), Number::plain(line.to));
            note(if *number <= from {
                Part::From
            } else if *number >= to {
                Part::To
            } else {
                Part::Between
            });
        }
        (Award::Rating, Value::Number(_)) => note(Part::Number),
        (Award::Bands(_) | Award::Linear(_) | Award::Rating, _) => {}
    }
}

/// What the applications of a pool decide among each other.
pub(super) fn places(selection: &Selection<'_>, seen: &mut Seen) {
    let (rules, filling) = (selection.rules, &selection.filling);
    let places = &rules.places;
    seen.extend(
        selection
            .standings
            .iter()
            .filter_map(|standing| standing.behind_by)
            .map(Item::TieBreak),
    );
    let relations = selection
        .people
        .values()
        .flatten()
        .filter(|relation| !relation.others.is_empty());
    seen.extend(relations.map(|relation| Item::Duplicates(relation.rule)));

    let fits = |application: usize| {
        selection
            .judgements
            .get(application)
            .map_or(GroupSet::EMPTY, |judgement| judgement.groups)
    };
    let seats = |wanted: &dyn Fn(Option<GroupId>) -> bool| {
        let seat = |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group, .. } if wanted(*group));
        selection.outcomes.iter().filter(seat).count()
    };
    let ranked = selection
        .outcomes
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, outcome)| outcome.standing().is_some());
    let out: Vec<(usize, usize)> = ranked
        .clone()
        .filter(|(_, outcome)| !matches!(outcome, Outcome::Selected { group: Some(_), .. }))
        .filter_map(|(application, outcome)| Some((application, outcome.standing()?)))
        .collect();
    let waiting = ranked
        .clone()
        .any(|(_, outcome)| !matches!(outcome, Outcome::Selected { .. }));
    let mut note = |rule: PlaceRule, decided: bool| {
        if decided {
            seen.insert(Item::Place(rule));
        }
    };
    let all = seats(&|_| true);
    let full = u32::try_from(all).is_ok_and(|all| all >= places.cap);
    let together = places
        .groups
        .iter()
        .fold(0_u32, |sum, group| sum.saturating_add(group.size));
    note(PlaceRule::Cap, full && waiting);
    note(PlaceRule::Deal, full && together > places.cap && waiting);
    let beyond = seats(&|group| group.is_none());
    note(
        PlaceRule::Open,
        match places.open {
            OpenPlaces::None => !full && together < places.cap && waiting,
            OpenPlaces::BestRanked => beyond > 0,
        },
    );
    let short = places.groups.iter().enumerate().any(|(index, _)| {
        let dealt = filling.sizes.get(index).copied().unwrap_or_default();
        u32::try_from(seats(&|group| group == Some(GroupId(index))))
            .is_ok_and(|taken| taken < dealt)
    });
    note(
        PlaceRule::Unfilled,
        match places.unfilled {
            Unfilled::StayEmpty => short && (waiting || beyond > 0),
            Unfilled::BecomeOpen => short && beyond > 0,
        },
    );
    let seated = ranked
        .clone()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Selected { group: Some(_), .. }));
    note(
        PlaceRule::Several,
        seated
            .clone()
            .any(|(application, _)| fits(application).len() > 1),
    );
    let reserves = |group: GroupId| {
        let on = |outcome: &Outcome| matches!(outcome, Outcome::Reserve { group: list, .. } if *list == group);
        selection
            .outcomes
            .iter()
            .filter(|outcome| on(outcome))
            .count()
    };
    let unplaced: Vec<usize> = ranked
        .clone()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Unplaced { .. }))
        .map(|(application, _)| application)
        .collect();
    let behind = |group: GroupId| {
        u32::try_from(reserves(group)).is_ok_and(|count| count >= places.reserve)
            && unplaced
                .iter()
                .any(|application| fits(*application).contains(group))
    };
    note(
        PlaceRule::Reserve,
        (0..places.groups.len()).map(GroupId).any(behind),
    );
    for (application, standing) in out {
        if let Why::Full(groups) = filling.closing.why(standing, fits(application)) {
            seen.extend(
                groups
                    .iter()
                    .filter(|group| fits(application).contains(*group))
                    .map(|group| Item::Group(group.0)),
            );
        }
    }
}
