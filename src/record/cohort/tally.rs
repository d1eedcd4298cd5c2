//! How many people who gave one answer came how far.

use std::collections::BTreeMap;

use super::{Counted, InGroup, NoValue, Steps};
use crate::base::ids::ApplicationId;
use crate::rules::{Group, GroupId, Rules};
use crate::select::{Outcome, Selection};

#[derive(Default)]
pub(super) struct Tally {
    pub(super) steps: Steps,
    groups: Vec<InGroup>,
    /// How often a text was written in which way.
    pub(super) spellings: BTreeMap<String, u32>,
}

impl Tally {
    pub(super) fn new(rules: &Rules) -> Self {
        let group = |group: &Group| InGroup {
            group: group.id.clone(),
            eligible: 0,
            selected: 0,
            reserve: 0,
        };
        Self {
            groups: rules.places.groups.iter().map(group).collect(),
            ..Self::default()
        }
    }

    /// One more; `spelling` is how a text was written.
    pub(super) fn add(
        &mut self,
        selection: &Selection<'_>,
        (application, outcome): (ApplicationId, Outcome),
        spelling: Option<&str>,
    ) {
        add(&mut self.steps.applied, 1);
        if let Some(spelling) = spelling {
            add(self.spellings.entry(spelling.to_owned()).or_default(), 1);
        }
        if outcome.standing().is_none() {
            return;
        }
        add(&mut self.steps.eligible, 1);
        let admits = selection.judgements[application].groups;
        for (at, group) in self.groups.iter_mut().enumerate() {
            let this = GroupId(at);
            add(&mut group.eligible, u32::from(admits.contains(this)));
            match outcome {
                Outcome::Selected {
                    group: Some(seat), ..
                } if seat == this => {
                    add(&mut group.selected, 1);
                }
                Outcome::Reserve { group: list, .. } if list == this => add(&mut group.reserve, 1),
                _ => {}
            }
        }
        match outcome {
            Outcome::Selected { .. } => add(&mut self.steps.selected, 1),
            Outcome::Reserve { .. } => add(&mut self.steps.reserve, 1),
            _ => {}
        }
    }

    pub(super) fn join(mut self, other: &Self) -> Self {
        let steps = &mut self.steps;
        add(&mut steps.applied, other.steps.applied);
        add(&mut steps.eligible, other.steps.eligible);
        add(&mut steps.selected, other.steps.selected);
        add(&mut steps.reserve, other.steps.reserve);
        for (group, more) in self.groups.iter_mut().zip(&other.groups) {
            add(&mut group.eligible, more.eligible);
            add(&mut group.selected, more.selected);
            add(&mut group.reserve, more.reserve);
        }
        self
    }

    pub(super) fn counted(self, value: Option<String>, answer: Option<NoValue>) -> Counted {
        let mut groups = self.groups;
        groups.retain(|group| group.eligible > 0);
        Counted {
            value,
            name: None,
            answer,
            steps: self.steps,
            below_four_fifths: false,
            groups,
            asked: Vec::new(),
        }
    }
}

fn add(count: &mut u32, more: u32) {
    *count = count.saturating_add(more);
}
