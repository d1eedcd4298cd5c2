//! Which coverage obligations a selection meets.

use std::collections::BTreeSet;

use super::obligations::{Obligation, PlaceRule, StageRule};
use crate::awards;
use crate::base::ids::{ApplicationId, at, at_mut, with_ids};
use crate::judge::criteria::{self, Facts, ask};
use crate::people::SameBy;
use crate::rank::StandingId;
use crate::rules::{
    BandId, Derivation, GroupId, Level, LevelId, OpenPlaces, Piece, Rules, Test, TestAt, Ties,
    Unfilled, Worth, WorthAt,
};
use crate::seats::Why;
use crate::select::{Outcome, Selection, select};
use crate::table::Sheet;
use crate::values::{Answer, Number, Reading, Score};

pub(super) type Observed = BTreeSet<Obligation>;

/// What each application decides by itself.
pub(super) fn applications(selection: &Selection<'_>, seen: &mut Observed) {
    for application in selection.applications.ids() {
        let scored = !matches!(
            selection.outcome(application),
            Outcome::Ineligible | Outcome::Superseded { .. } | Outcome::DroppedOut
        );
        one(selection.rules, selection.facts(application), scored, seen);
    }
}

/// What one application decides; its points only when it is `scored`.
pub(super) fn one(rules: &Rules, facts: Facts<'_>, scored: bool, seen: &mut Observed) {
    // The rows of a level are asked one after the other; whom a balance rule counts decides nothing alone.
    for (at, asked) in rules
        .tests_at()
        .filter(|(at, _)| !matches!(at, TestAt::Row { .. } | TestAt::Balance(_)))
    {
        test(at, asked, facts, seen);
    }
    for (index, level) in rules.levels.each() {
        derived(index, level, facts, seen);
    }
    for (at, worth) in rules.worths_at() {
        if scored || matches!(at, WorthAt::Term { .. }) {
            award(at, worth, facts, seen);
        }
    }
}

/// The conditions of a test whose other answer would have changed its answer.
fn test(owner: TestAt, asked: &Test, facts: Facts<'_>, seen: &mut Observed) {
    let answers: Vec<Answer> = asked
        .leaves()
        .into_iter()
        .map(|leaf| ask(leaf, facts))
        .collect();
    let came = answered(asked, &mut answers.iter().copied());
    for (leaf, answer) in with_ids(&answers) {
        let mut other = answers.clone();
        *at_mut(&mut other, leaf) = !*answer;
        if *answer != Answer::Unclear && answered(asked, &mut other.into_iter()) != came {
            seen.insert(Obligation::Leaf {
                owner,
                leaf,
                met: *answer == Answer::Met,
            });
        }
    }
}

/// The answer of a test whose conditions have these answers, in the order of its leaves.
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

fn derived(level: LevelId, of: &Level, facts: Facts<'_>, seen: &mut Observed) {
    match &of.derivation {
        Derivation::Table(rows) => {
            for (row, of) in with_ids(rows) {
                let answer = of.test.as_ref().map_or(Answer::Met, |asked| {
                    test(TestAt::Row { level, row }, asked, facts, seen);
                    criteria::answer(asked, facts)
                });
                if answer == Answer::Met {
                    seen.insert(Obligation::LevelRow { level, row });
                }
                // Rows below are not asked, or not known to be.
                if answer != Answer::NotMet {
                    return;
                }
            }
        }
        Derivation::Points { terms, bands } => {
            let (least, most) = criteria::level::sum(terms, facts);
            let band = bands
                .iter()
                .position(|band| band.covers(Number::plain(least)));
            if let Some(band) = band.filter(|_| least == most).map(BandId) {
                seen.insert(Obligation::LevelBand { level, band });
            }
        }
    }
}

/// Where the points come from; of several that are possible, where the least and the most of them come from.
fn award(owner: WorthAt, worth: &Worth, facts: Facts<'_>, seen: &mut Observed) {
    let parts = match &*facts.reading(worth.subject) {
        Reading::Blank => vec![Piece::Blank],
        Reading::Unreadable(_) => Vec::new(),
        Reading::Value(value) => awards::pieces(&worth.award, value),
    };
    seen.extend(
        parts
            .into_iter()
            .map(|part| Obligation::Award { owner, part }),
    );
}

/// What the applications of a pool decide among each other.
pub(super) fn places(selection: &Selection<'_>, seen: &mut Observed) {
    let (rules, filling) = (selection.rules, &selection.filling);
    let places = &rules.places;
    seen.extend(
        selection
            .standings
            .iter()
            .filter_map(|standing| standing.behind_by)
            .map(Obligation::TieBreak),
    );
    let matches = selection
        .people
        .values()
        .flatten()
        .filter(|matched| !matched.others.is_empty());
    seen.extend(matches.filter_map(|matched| match matched.rule {
        SameBy::Rule(rule) => Some(Obligation::Duplicates(rule)),
        SameBy::Ids => None,
    }));

    let fits = |application: ApplicationId| selection.judgements[application].groups;
    let seats = |wanted: &dyn Fn(Option<GroupId>) -> bool| {
        let seat = |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group, .. } if wanted(*group));
        selection.outcomes.iter().filter(seat).count()
    };
    let ranked = selection
        .outcomes
        .each()
        .filter(|(_, outcome)| outcome.standing().is_some());
    let out: Vec<(ApplicationId, StandingId)> = ranked
        .clone()
        .filter(|(_, outcome)| !matches!(outcome, Outcome::Selected { group: Some(_), .. }))
        .filter_map(|(application, outcome)| Some((application, outcome.standing()?)))
        .collect();
    let waiting = ranked
        .clone()
        .any(|(_, outcome)| !matches!(outcome, Outcome::Selected { .. }));
    let mut note = |rule: PlaceRule, decided: bool| {
        if decided {
            seen.insert(Obligation::Places(rule));
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
    let short = places.groups.ids().any(|id| {
        let dealt = *at(&filling.quotas, id);
        u32::try_from(seats(&|group| group == Some(id))).is_ok_and(|taken| taken < dealt)
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
    let unplaced: Vec<ApplicationId> = ranked
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
    note(PlaceRule::Reserve, places.groups.ids().any(behind));
    for (application, standing) in out {
        let Some(cutoffs) = &filling.cutoffs else {
            continue;
        };
        if let Why::Full(groups) = cutoffs.why(standing, fits(application)) {
            seen.extend(
                groups
                    .iter()
                    .filter(|group| fits(application).contains(*group))
                    .map(Obligation::Group),
            );
        }
    }
}

/// What the stage decides that a selection is of.
pub(super) fn stage(selection: &Selection<'_>, seen: &mut Observed) {
    let (Some(at), Some(stage)) = (&selection.rules.at, selection.rules.stage()) else {
        return;
    };
    let mut note = |rule: StageRule, decided: bool| {
        if decided {
            seen.insert(Obligation::Stage(at.stage, rule));
        }
    };
    let outcomes = || selection.outcomes.iter();
    let below = |outcome: &Outcome| matches!(outcome, Outcome::BelowFloor { .. });
    note(StageRule::Floor, outcomes().any(below));
    let Some(shortlist) = stage.shortlist else {
        return;
    };
    let score = |outcome: &Outcome| Some(selection.standings[outcome.standing()?].score);
    let out: BTreeSet<Score> = outcomes()
        .filter(|outcome| matches!(outcome, Outcome::Unplaced { .. }))
        .filter_map(score)
        .collect();
    let chosen = outcomes().filter(|outcome| matches!(outcome, Outcome::Selected { .. }));
    let mut chosen = chosen.filter_map(score);
    note(StageRule::Shortlist, !out.is_empty());
    note(
        StageRule::Ties,
        match shortlist.ties {
            Ties::Kept => !selection.by_tie.is_empty(),
            Ties::Settled => chosen.any(|score| out.contains(&score)),
        },
    );
}

/// The balance rules without which the seats of a pool would go otherwise: each is left out, and the pool selected once more.
pub(super) fn balance(selection: &Selection<'_>, pool: &Sheet, seen: &mut Observed) {
    let rules = selection.rules;
    let seats = |selection: &Selection<'_>| -> Vec<Option<Option<GroupId>>> {
        let seat = |outcome: &Outcome| match outcome {
            Outcome::Selected { group, .. } => Some(*group),
            _ => None,
        };
        selection.outcomes.iter().map(seat).collect()
    };
    let came = seats(selection);
    for id in rules.balance.ids() {
        if seen.contains(&Obligation::Balance(id)) {
            continue;
        }
        let mut without = rules.clone();
        without.balance.remove(id);
        let other = select(&without, std::slice::from_ref(pool));
        if other.is_ok_and(|other| seats(&other) != came) {
            seen.insert(Obligation::Balance(id));
        }
    }
}
