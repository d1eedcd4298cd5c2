//! Stages: how many go on, ties, floors, and how totals are combined.

use rust_decimal::Decimal;

use super::{Mutation, steps};
use crate::rules::{Combination, Rules, Shortlist, Stage, StageId, Ties};
use crate::study::examples::line_of_key;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (at, stage) in rules.stages.each() {
        let line = |key| line_of_key(rules, stage.line, key);
        let name = format!("stage {}", stage.id);
        let mut put = |key, change: String, edit: Box<dyn Fn(&mut Stage) + Send + Sync>| {
            let edit = move |rules: &mut Rules| edit(&mut rules.stages[at]);
            all.push(Mutation::new(line(key), &name, change, edit));
        };
        if let Some(shortlist) = stage.shortlist {
            let people = shortlist.most.people();
            let key = match shortlist.most {
                crate::rules::Most::PerGroup(_) => "per_group",
                crate::rules::Most::InAll(_) => "in_all",
            };
            for other in steps::counts_around(people, 1) {
                let most = shortlist.most.with(other);
                let changed = Shortlist { most, ..shortlist };
                let edit = move |stage: &mut Stage| stage.shortlist = Some(changed);
                put(key, format!("{key} {people} → {other}"), Box::new(edit));
            }
            let (change, ties) = match shortlist.ties {
                Ties::Kept => ("ties kept → settled", Ties::Settled),
                Ties::Settled => ("ties settled → kept", Ties::Kept),
            };
            let changed = Shortlist { ties, ..shortlist };
            let edit = move |stage: &mut Stage| stage.shortlist = Some(changed);
            put("ties", change.to_owned(), Box::new(edit));
        }
        if let Some(floor) = stage.floor {
            let around = steps::around(floor).into_iter();
            for other in around.filter(|floor| *floor >= Decimal::ZERO) {
                let edit = move |stage: &mut Stage| stage.floor = Some(other);
                let change = format!("floor {} → {}", floor.normalize(), other.normalize());
                put("floor", change, Box::new(edit));
            }
        }
        combined(at, stage, &mut put);
    }
}

/// Takes a change of a stage: the key, the words, and what it does.
type Put<'p> = dyn FnMut(&'static str, String, Box<dyn Fn(&mut Stage) + Send + Sync>) + 'p;

fn combined(at: StageId, stage: &Stage, put: &mut Put<'_>) {
    if at.before().is_none() {
        return;
    }
    let (change, other) = match &stage.combine {
        Combination::Sum => ("combine sum → last", Combination::Last),
        Combination::Last => ("combine last → sum", Combination::Sum),
        Combination::Weights(_) => ("combine weights → sum", Combination::Sum),
    };
    let edit = move |stage: &mut Stage| stage.combine = other.clone();
    put("combine", change.to_owned(), Box::new(edit));
    let Combination::Weights(weights) = &stage.combine else {
        return;
    };
    for (position, weight) in weights.iter().enumerate() {
        for other in steps::weights_around(*weight) {
            let mut changed = weights.clone();
            if let Some(one) = changed.get_mut(position) {
                *one = other;
            }
            let number = position.saturating_add(1);
            let change = format!("weight of stage {number} {weight} → {other}");
            let edit =
                move |stage: &mut Stage| stage.combine = Combination::Weights(changed.clone());
            put("weights", change, Box::new(edit));
        }
    }
}
