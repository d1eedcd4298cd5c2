//! Numbers of the rules by which points count, each of which can be another while all others stay: the weights of scoring rules, and at a
//! stage that combines by weights those of whole stages.

use rust_decimal::Decimal;

use crate::rules::{Combination, MeasureId, Rules, StageId};
use crate::values::Weight;

/// One of them. Points of several scoring rules may count by it.
#[derive(Debug, Clone)]
pub(super) struct Knob {
    /// The id of a scoring rule, or `stage` and the id of one.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) weight: Weight,
    /// Of which the points count by it in the total, and how many times besides.
    pub(super) parts: Vec<(MeasureId, Decimal)>,
    /// Of which the points count by it under the floor of the stage.
    pub(super) own: Vec<MeasureId>,
}

impl Knob {
    /// Those that count for nothing where it is nothing.
    pub(super) fn measures(&self) -> Vec<MeasureId> {
        self.parts.iter().map(|(measure, _)| *measure).collect()
    }
}

/// A weight of each scoring rule that counts, in the order of the rules, and then of each stage.
pub(super) fn knobs(rules: &Rules) -> Vec<Knob> {
    let mut all: Vec<Knob> = rules
        .measures
        .ids()
        .map(|id| of_measure(rules, id))
        .collect();
    let weighed = stages(rules).into_iter().map(|(stage, weight)| {
        let own = rules.at.iter().flat_map(|at| &at.own[stage]);
        let parts = own.map(|(measure, weight)| (*measure, weight.decimal()));
        let stage = &rules.stages[stage];
        Knob {
            id: format!("stage {}", stage.id),
            title: stage.title.clone(),
            weight,
            parts: parts.collect(),
            // A floor is about the points of its stage, whatever they count in a total.
            own: Vec::new(),
        }
    });
    all.extend(weighed);
    all
}

/// The weight of one scoring rule, as the rules file has it.
pub(super) fn of_measure(rules: &Rules, id: MeasureId) -> Knob {
    let measure = &rules.measures[id];
    let (weight, times, own) = match stage_of(rules, id) {
        None => (measure.weight, Decimal::ONE, Vec::new()),
        Some((stage, weight)) => {
            let of_stage = stages(rules).into_iter().find(|(one, _)| *one == stage);
            let is_here = rules.at.as_ref().is_some_and(|at| at.stage == stage);
            (
                weight,
                of_stage.map_or(Decimal::ONE, |(_, times)| times.decimal()),
                if is_here { vec![id] } else { Vec::new() },
            )
        }
    };
    Knob {
        id: measure.id.clone(),
        title: measure.title.clone(),
        weight,
        parts: vec![(id, times)],
        own,
    }
}

/// The stage of a scoring rule, and what it counts there.
fn stage_of(rules: &Rules, measure: MeasureId) -> Option<(StageId, Weight)> {
    let stages = rules.at.as_ref()?.own.each();
    let mut all = stages.flat_map(|(stage, own)| own.iter().map(move |one| (stage, *one)));
    let found = all.find(|(_, (one, _))| *one == measure)?;
    Some((found.0, found.1.1))
}

/// What the points of each stage count, where the stage combines by weights.
fn stages(rules: &Rules) -> Vec<(StageId, Weight)> {
    let Some(Combination::Weights(weights)) = rules.stage().map(|stage| &stage.combine) else {
        return Vec::new();
    };
    let stages = rules.stages.ids().zip(weights.iter().copied());
    stages.collect()
}
