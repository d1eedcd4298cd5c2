//! The ranking: decimals, rounding, and the tie-breaks' order and direction.

use super::{Mutation, steps};
use crate::rules::{Rules, Subject, TieBreak, TieBreakId};
use crate::values::Rounding;
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    let ranking = &rules.ranking;
    let line = |key| crate::study::examples::line_of_key(rules, ranking.line, key);
    for decimals in steps::counts_around(ranking.decimals, 0).filter(|decimals| *decimals <= 6) {
        let change = format!("decimals {} → {decimals}", ranking.decimals);
        let edit = move |rules: &mut Rules| rules.ranking.decimals = decimals;
        all.push(Mutation::new(line("decimals"), "ranking", change, edit));
    }
    let (change, other) = match ranking.rounding {
        Rounding::HalfUp => ("half-up → half-even", Rounding::HalfEven),
        Rounding::HalfEven => ("half-even → half-up", Rounding::HalfUp),
    };
    let edit = move |rules: &mut Rules| rules.ranking.rounding = other;
    all.push(Mutation::new(
        line("rounding"),
        "ranking",
        change.to_owned(),
        edit,
    ));
    for ((at, tie_break), line) in ranking.tie_breaks.each().zip(&ranking.lines) {
        one(rules, at, tie_break, *line, all);
    }
}

fn one(rules: &Rules, at: TieBreakId, tie_break: &TieBreak, line: u32, all: &mut Vec<Mutation>) {
    let words = words::tie_break(rules, tie_break);
    let mut put = |change: String, other: TieBreak| {
        let edit = move |rules: &mut Rules| rules.ranking.tie_breaks[at] = other.clone();
        all.push(Mutation::new(line, "tie-breaks", change, edit));
    };
    match tie_break {
        TieBreak::Highest(of) => put(format!("{words} → lower"), TieBreak::Lowest(*of)),
        TieBreak::Lowest(of) => put(format!("{words} → higher"), TieBreak::Highest(*of)),
        TieBreak::HighestPart(of) => put(format!("{words} → lower"), TieBreak::LowestPart(*of)),
        TieBreak::LowestPart(of) => put(format!("{words} → higher"), TieBreak::HighestPart(*of)),
        // The rules know no latest; the highest moment is it.
        TieBreak::Earliest(of) => put(
            format!("{words} → later"),
            TieBreak::Highest(Subject::Field(*of)),
        ),
        TieBreak::Lot { seed } => put(
            format!("lot {seed} → {seed}-x"),
            TieBreak::Lot {
                seed: format!("{seed}-x"),
            },
        ),
    }
    if tie_break.seed().is_some() {
        return;
    }
    let removed = move |rules: &mut Rules| _ = rules.ranking.tie_breaks.remove(at);
    all.push(Mutation::new(
        line,
        "tie-breaks",
        format!("without {words}"),
        removed,
    ));
    let next = at.next();
    if let Some(after) = rules
        .ranking
        .tie_breaks
        .find(next)
        .filter(|after| after.seed().is_none())
    {
        let change = format!("{words} after {}", words::tie_break(rules, after));
        let swapped = move |rules: &mut Rules| rules.ranking.tie_breaks.swap(at, next);
        all.push(Mutation::new(line, "tie-breaks", change, swapped));
    }
}
