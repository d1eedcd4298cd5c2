//! Two rules files, or two runs, held against each other: what differs in the rules, who moves, and which change did it.
//!
//! `tree` and `changes` say how the rules differ, `state` who moves, `partial` makes rules in between, `attribution` puts
//! them through the real selection and `least` says which few of them do it; `papers::compared` is what the terminal shows. `snapshot` keeps what came of everyone in a text.
//! The JSON is written down in `docs/comparing.md`; fields may be added, never renamed.

mod attribution;
pub mod changes;
mod least;
mod partial;
pub mod snapshot;
pub mod state;
mod tree;

use std::collections::BTreeMap;

use attribution::Attribution;
use changes::Change;
use serde::Serialize;
use state::{Mover, State, States};

use crate::record::balance::Kept;
use crate::record::cohort::Cohort;
use crate::rules::Rules;
use crate::rulings::Rulings;
use crate::select::Sheets;

/// Version of the shape of a comparison's JSON.
pub const SCHEMA: u32 = 1;

/// One of the two.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// The rules file, by its name without its folder.
    pub rules: String,
    /// Of the rules file.
    pub sha256: String,
    /// The run folder's name, where runs are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// How many applications have each outcome.
    pub counts: BTreeMap<String, usize>,
    /// The fields that the rules count, by their values; absent where they count none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cohort: Vec<Cohort>,
    /// The balance rules and how many each counts; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub balance: Vec<Kept>,
}

/// A change, and what was found out about it.
#[derive(Debug, Clone, Serialize)]
pub struct Weighed {
    #[serde(flatten)]
    pub change: Change,
    /// The number it goes by: its own, and where changes were tried in bundles that of the first in its bundle. None where
    /// it was not tried.
    pub tried_as: Option<usize>,
    /// What it cannot stand without.
    pub stands_with: Vec<usize>,
    /// Whether anybody's outcome, place, total or criteria hang on it; none where that was not looked for.
    pub has_effect: Option<bool>,
}

/// How many went from one outcome to another, with another group counted as a move of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Move {
    pub from: String,
    pub to: String,
    pub applications: usize,
}

/// How far it was found out which change did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// For everybody.
    Found,
    /// For changes put together, since there were too many for the pile.
    Coarse,
    /// For some only: the work had reached its bound.
    Bounded,
    /// Two runs were compared, and no applications were given.
    NoApplications,
    /// Not at all: the changes could not be taken apart.
    Failed,
}

#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    pub schema: u32,
    pub a: Side,
    pub b: Side,
    /// How many applications are in either.
    pub applications: usize,
    /// Whether two runs were made from the same applications; none where one pile was put through both rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_applications: Option<bool>,
    pub changes: Vec<Weighed>,
    pub attribution: Status,
    /// Selections made to find out.
    pub selections: usize,
    pub moves: Vec<Move>,
    pub movers: Vec<Mover>,
}

/// One of two things to compare.
#[derive(Debug)]
pub struct Compared<'a> {
    pub rules: &'a Rules,
    pub states: States,
    pub cohort: Vec<Cohort>,
    pub balance: Vec<Kept>,
    /// The run folder's name.
    pub run: Option<String>,
}

impl Comparison {
    /// Whether anybody's outcome, group, place, total, chance or criteria differ.
    pub fn differs(&self) -> bool {
        !self.movers.is_empty()
    }
}

/// Compares. With the applications, and what people decided about them, it is found out which change did it.
pub fn compare(
    a: &Compared<'_>,
    b: &Compared<'_>,
    pile: Option<(Sheets<'_>, &Rulings)>,
) -> Comparison {
    let (tree_a, tree_b) = (tree::tree(a.rules), tree::tree(b.rules));
    let differences = changes::differences(&tree_a, &tree_b);
    let mut movers = state::movers(&a.states, &b.states);
    let stage = a.rules.stage().map(|stage| stage.id.as_str());
    let found = pile.map(|(sheets, rulings)| {
        attribution::attribute(
            &tree_a,
            &differences,
            (sheets, rulings, stage),
            (&a.states, &b.states),
            &mut movers,
        )
    });
    let found_of = Found {
        bundles: found.as_ref().map(Attribution::bundles).unwrap_or_default(),
        found: found.as_ref(),
    };
    let gone = a
        .states
        .keys()
        .filter(|id| !b.states.contains_key(*id))
        .count();
    Comparison {
        schema: SCHEMA,
        a: side(a),
        b: side(b),
        applications: b.states.len().saturating_add(gone),
        same_applications: None,
        changes: differences
            .iter()
            .map(|difference| weighed(&difference.said, &found_of))
            .collect(),
        attribution: found.as_ref().map_or(Status::NoApplications, status),
        selections: found.as_ref().map_or(0, |found| found.runs),
        moves: moves(&movers),
        movers,
    }
}

fn side(of: &Compared<'_>) -> Side {
    let mut counts = BTreeMap::new();
    for state in of.states.values() {
        let count: &mut usize = counts.entry(state.outcome.word().to_owned()).or_default();
        *count = count.saturating_add(1);
    }
    Side {
        rules: of.rules.file.name.clone(),
        sha256: of.rules.file.digest.clone(),
        run: of.run.clone(),
        counts,
        cohort: of.cohort.clone(),
        balance: of.balance.clone(),
    }
}

/// What was found out, by change.
struct Found<'a> {
    found: Option<&'a Attribution>,
    /// The number each change goes by.
    bundles: BTreeMap<usize, usize>,
}

fn weighed(change: &Change, Found { found, bundles }: &Found<'_>) -> Weighed {
    let found = found.filter(|found| found.sound);
    let tried_as = found.and(bundles.get(&change.number)).copied();
    let stands_with = tried_as
        .and_then(|number| found?.stands_with.get(&number))
        .cloned()
        .unwrap_or_default();
    let effect = || Some(!found?.without_effect.contains(&tried_as?));
    let has_effect = if change.text { Some(false) } else { effect() };
    Weighed {
        change: change.clone(),
        tried_as,
        stands_with,
        has_effect,
    }
}

fn status(found: &Attribution) -> Status {
    match found {
        found if !found.sound => Status::Failed,
        found if found.bounded => Status::Bounded,
        found if found.is_coarse() => Status::Coarse,
        _ => Status::Found,
    }
}

/// The moves, those of most people first.
fn moves(movers: &[Mover]) -> Vec<Move> {
    let word = |state: Option<&State>| {
        state
            .map_or("not there", |state| state.outcome.adjective())
            .to_owned()
    };
    let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
    for mover in movers.iter().filter(|mover| mover.moves) {
        let from = word(mover.from.as_ref());
        let mut to = word(mover.to.as_ref());
        if from == to {
            to.push_str(" for another group");
        }
        let count = counted.entry((from, to)).or_default();
        *count = count.saturating_add(1);
    }
    let all = counted.into_iter();
    let mut moves: Vec<Move> = all
        .map(|((from, to), applications)| Move {
            from,
            to,
            applications,
        })
        .collect();
    moves.sort_by_key(|one| std::cmp::Reverse(one.applications));
    moves
}
