//! What came of a pool, held against the seats that must come of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Difference;
use super::single::joined;
use crate::base::ids::ApplicationId;
use crate::record::from_selection;
use crate::rules::GroupId;
use crate::rules::examples::PoolExpect;
use crate::select::{Outcome, Selection};
use crate::words;

/// Whether an outcome is the one asked for.
type Wanted<'a> = &'a dyn Fn(Outcome) -> bool;

/// Everything that differs.
pub fn differences(expect: &PoolExpect, selection: &Selection<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut hold = |what: String, expected: String, came: String| {
        if expected != came {
            found.push(Difference {
                what,
                expected,
                came,
            });
        }
    };
    let id = |application: ApplicationId| selection.applications.id(application).into_owned();
    let set = |wanted: &dyn Fn(Outcome) -> bool| -> BTreeSet<String> {
        let outcomes = selection.outcomes.each();
        outcomes
            .filter(|(_, outcome)| wanted(**outcome))
            .map(|(application, _)| id(application))
            .collect()
    };
    for (group, expected) in &expect.seats {
        let came = set(
            &|outcome| matches!(outcome, Outcome::Selected { group: seat, .. } if seat == *group),
        );
        hold(
            format!("seats {}", name(selection, *group)),
            joined(expected),
            joined(&came),
        );
    }
    for (group, expected) in &expect.reserve {
        let outcomes = selection.outcomes.each();
        let mut came: Vec<(u32, String)> = outcomes
            .filter_map(|(application, outcome)| match outcome {
                Outcome::Reserve {
                    group: list, rank, ..
                } if list == group => Some((*rank, id(application))),
                _ => None,
            })
            .collect();
        came.sort();
        let came: Vec<String> = came.into_iter().map(|(_, id)| id).collect();
        hold(
            format!("reserve {}", name(selection, Some(*group))),
            joined(expected),
            joined(&came),
        );
    }
    if let Some(expected) = &expect.order {
        let came: Vec<String> = selection
            .standings
            .iter()
            .map(|standing| id(standing.application))
            .collect();
        hold("order".to_owned(), joined(expected), joined(&came));
    }
    for (applicant, expected) in &expect.told_apart {
        let standing = selection
            .standings
            .iter()
            .find(|standing| id(standing.application) == *applicant);
        let by = standing.and_then(|standing| standing.behind_by);
        let by = by.map(|index| &selection.rules.ranking.tie_breaks[index]);
        let came = by.map_or_else(
            || "nothing".to_owned(),
            |tie_break| words::tie_break(selection.rules, tie_break),
        );
        hold(
            format!("what puts {applicant} behind"),
            expected.clone(),
            came,
        );
    }
    let sets: [(&str, &Option<BTreeSet<String>>, Wanted<'_>); 5] = [
        ("unplaced", &expect.unplaced, &|outcome| {
            matches!(outcome, Outcome::Unplaced { .. })
        }),
        ("ineligible", &expect.ineligible, &|outcome| {
            outcome == Outcome::Ineligible
        }),
        ("clarify", &expect.clarify, &|outcome| {
            matches!(outcome, Outcome::Clarify { .. })
        }),
        ("could win", &expect.could_win, &|outcome| {
            outcome == Outcome::Clarify { could_sit: true }
        }),
        ("superseded", &expect.superseded, &|outcome| {
            matches!(outcome, Outcome::Superseded { .. })
        }),
    ];
    for (what, expected, wanted) in sets {
        if let Some(expected) = expected {
            hold(what.to_owned(), joined(expected), joined(&set(wanted)));
        }
    }
    found
}

fn name<'a>(selection: &Selection<'a>, group: Option<GroupId>) -> &'a str {
    let groups = &selection.rules.places.groups;
    group.map_or("open", |group| {
        groups.find(group).map_or("", |group| group.id.as_str())
    })
}

/// The ranking, best first: score, what put each behind the one above, and what became of it.
pub(super) fn ranking(selection: &Selection<'_>) -> String {
    let mut page = String::new();
    for standing in &selection.standings {
        let outcome = selection.outcome(standing.application);
        let group = from_selection::seat_in(selection, outcome)
            .map_or_else(String::new, |seat| seat.to_string());
        let by = standing
            .behind_by
            .map(|index| &selection.rules.ranking.tie_breaks[index]);
        let by = by.map_or_else(String::new, |by| {
            format!(", behind by {}", words::tie_break(selection.rules, by))
        });
        let id = selection.applications.id(standing.application);
        let line = format!(
            "{:>3} {id}: {}{by}: {} {group}",
            standing.rank,
            standing.score,
            outcome.kind(selection.rules)
        );
        let _ = writeln!(page, "{}", line.trim_end());
    }
    page
}
