//! Mutation testing: rules changed one thing at a time. Does any example notice? One that none
//! notices is a survivor.
//!
//! Every number, bound, list, row, band, order and word of the rules is changed on the valid rules, one file a family.
//! Headings, spellings, titles and the like are left alone: they say how answers are written, not what follows from them.
//! A change is left out only when it is proved that it changes nothing for anybody, on all answers that rules can tell
//! apart (`equivalent`), or when nothing reads what it changes.

mod awards;
mod balance;
mod equivalent;
mod form;
mod levels;
mod lists;
mod panel;
mod places;
mod ranking;
mod stages;
mod steps;
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use crate::base::each;

use super::{Batches, notice};
use crate::base::finding::{Code, Finding, Location};
use crate::rules::examples::{Examples, Survivor};
use crate::rules::{FieldId, Rules};

type Edit = dyn Fn(&mut Rules) + Send + Sync;

/// One change.
pub struct Mutation {
    /// Line of the rules file, from 1.
    pub line: u32,
    /// The rule that is changed: `measure english`.
    pub rule: String,
    /// Whether that is a list, of which every value is one change.
    pub of_list: bool,
    /// What is changed, as in `C1 earns 8.5 → 8.6`.
    pub change: String,
    /// The fields that everything the change can touch hangs on; none where that is not a matter of a few fields.
    behind: Option<Vec<FieldId>>,
    /// Why it can change nothing, where that is plain.
    idle: Option<&'static str>,
    edit: Box<Edit>,
}

impl fmt::Debug for Mutation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}: {}", self.line, self.rule, self.change)
    }
}

impl Mutation {
    fn new(
        line: u32,
        rule: &str,
        change: String,
        edit: impl Fn(&mut Rules) + Send + Sync + 'static,
    ) -> Self {
        Self {
            line,
            rule: rule.to_owned(),
            of_list: false,
            change,
            behind: None,
            idle: None,
            edit: Box::new(edit),
        }
    }

    fn behind(self, fields: Vec<FieldId>) -> Self {
        Self {
            behind: Some(fields),
            ..self
        }
    }

    fn idle(self, why: Option<&'static str>) -> Self {
        Self { idle: why, ..self }
    }

    /// The rules with the change.
    pub fn applied(&self, rules: &Rules) -> Rules {
        let mut changed = rules.clone();
        (self.edit)(&mut changed);
        changed
    }
}

/// What became of the changes.
#[derive(Debug)]
pub struct Outcome {
    /// How many changes were tried.
    pub tried: usize,
    /// Those that some example noticed.
    pub noticed: usize,
    /// Those that change nothing for anybody, each with the reason.
    pub idle: Vec<(Mutation, String)>,
    /// Those that no example noticed and the examples file explains.
    pub explained: Vec<(Mutation, String)>,
    /// Those that no example noticed and nothing explains, in the order of the file.
    pub survivors: Vec<Mutation>,
    /// Explanations of survivors that there are not.
    pub stale: Vec<Finding>,
}

/// Every change of the rules, in the order of the file.
pub fn mutations(rules: &Rules) -> Vec<Mutation> {
    let mut all = Vec::new();
    tests::mutations(rules, &mut all);
    lists::mutations(rules, &mut all);
    form::mutations(rules, &mut all);
    levels::mutations(rules, &mut all);
    awards::mutations(rules, &mut all);
    ranking::mutations(rules, &mut all);
    places::mutations(rules, &mut all);
    balance::mutations(rules, &mut all);
    stages::mutations(rules, &mut all);
    all.sort_by_key(|mutation| mutation.line);
    all
}

/// What one change came to.
enum Fate {
    Noticed,
    Idle(String),
    Survived,
}

/// Tries every change on all examples, in parallel. The examples must all hold for the rules as they are.
pub fn mutate(rules: &Rules, examples: &Examples, batches: &Batches) -> Outcome {
    let all = mutations(rules);
    let fate = |mutation: &Mutation| {
        if let Some(why) = mutation.idle {
            return Fate::Idle(why.to_owned());
        }
        let changed = mutation.applied(rules);
        if notice(&changed, examples, batches) {
            return Fate::Noticed;
        }
        let proof = mutation
            .behind
            .clone()
            .and_then(|fields| equivalent::proof(rules, &changed, fields));
        proof.map_or(Fate::Survived, Fate::Idle)
    };
    let fates: Vec<Fate> = each::heavy(&all, fate);
    let tried = all.len();
    let (mut noticed, mut idle, mut survived) = (0, Vec::new(), Vec::new());
    for (mutation, fate) in all.into_iter().zip(fates) {
        match fate {
            Fate::Noticed => noticed += 1,
            Fate::Idle(why) => idle.push((mutation, why)),
            Fate::Survived => survived.push(mutation),
        }
    }
    let (mut explained, mut survivors) = (Vec::new(), Vec::new());
    let mut used: BTreeSet<(usize, &str)> = BTreeSet::new();
    for mutation in survived {
        let of = |survivor: &&Survivor| survivor.rule == mutation.rule;
        let mut known = examples
            .survivors
            .iter()
            .enumerate()
            .filter(|(_, survivor)| of(survivor));
        let found = known.find_map(|(at, survivor)| {
            let change = survivor
                .changes
                .iter()
                .find(|change| **change == mutation.change)?;
            used.insert((at, change));
            Some(survivor.because.clone())
        });
        match found {
            Some(because) => explained.push((mutation, because)),
            None => survivors.push(mutation),
        }
    }
    let mut stale = Vec::new();
    for (at, survivor) in examples.survivors.iter().enumerate() {
        for change in survivor
            .changes
            .iter()
            .filter(|change| !used.contains(&(at, change.as_str())))
        {
            let location = Location::Rules(survivor.span.clone());
            let message = format!("nothing of {} survives as `{change}`", survivor.rule);
            let help = "take it out, or write rule and change as `intake test --mutate` says them";
            stale.push(Finding::new(Code::StaleSurvivor, location, message).help(help));
        }
    }
    Outcome {
        tried,
        noticed,
        idle,
        explained,
        survivors,
        stale,
    }
}
