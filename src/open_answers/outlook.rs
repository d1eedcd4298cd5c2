//! What may yet come of an application that somebody will be asked about: what its score can be, and with which groups.
//!
//! Whatever is asked about is open: what cannot be read, and blanks on which something open hangs, a balance rule among them, whatever a
//! blank is worth until then. Each can turn out to be any answer; where the rules say what a blank is, also none, as long as nothing stays
//! unclear by it. What hangs on no field in common is tried apart.

use crate::base::ids::Per;
use std::collections::BTreeMap;

use super::parts::{MOST_SETS, asked_about, most_of};

use super::variables::is_open;
use super::{PossibleWorlds, Rule};
use crate::judge::criteria::{Facts, Supposed};
use crate::judge::{Judgement, Verdict};
use crate::rank;
use crate::rules::{FieldId, GroupSet, MeasureId, Subject};
use crate::score::{self, Contribution, Tally};
use crate::values::{Answer, Reading, Score, Value};

/// What may yet come of an application.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// The least and the most the score can be, over all answers together.
    pub tally: Tally,
    /// The groups that admit the applicant, with the highest score that goes with them; nothing where no answers make the
    /// application eligible. Where there are too many combinations, none is higher.
    pub best: Vec<(GroupSet, Score)>,
    /// It may be only some of the groups of `best` that admit the applicant: there are too many combinations, or what is asked about is a
    /// part of a cell.
    pub some_of: bool,
    /// The fields to ask about, each with a rule that hangs on it, in order.
    pub asks: Vec<(FieldId, Rule)>,
}

impl PossibleWorlds<'_> {
    /// The rules that stay open.
    fn open(&self, judgement: &Judgement, facts: Facts<'_>) -> Vec<Rule> {
        let rules = self.rules;
        let criteria = rules.criteria.ids();
        let criteria = criteria.filter(|id| judgement.answer(*id) == Answer::Unclear);
        let groups = judgement.groups_unclear.iter().map(Rule::Group);
        let measures = rules.measures.each();
        let measures = measures
            .filter(|(_, measure)| score::contribution(measure, facts).points.known().is_none());
        let ties = rules
            .ranking
            .tie_breaks
            .each()
            .filter(|(_, tie_break)| rank::is_open(tie_break, facts));
        let order = judgement.order_unclear.then_some(Rule::Preference);
        let rest = measures
            .map(|(id, _)| Rule::Measure(id))
            .chain(ties.map(|(index, _)| Rule::TieBreak(index)));
        criteria
            .map(Rule::Criterion)
            .chain(groups)
            .chain(order)
            .chain(rest)
            .collect()
    }

    /// The fields to ask about, each with every rule that hangs on it.
    pub fn asks(&mut self, judgement: &Judgement, facts: Facts<'_>) -> Vec<(FieldId, Rule)> {
        let mut asks: Vec<(FieldId, Rule)> = Vec::new();
        for rule in self.open(judgement, facts) {
            let fields = self.hangs_on(rule, facts);
            asks.extend(fields.into_iter().map(|field| (field, rule)));
        }
        asks.sort();
        asks.dedup();
        asks
    }

    fn hangs_on(&mut self, rule: Rule, facts: Facts<'_>) -> Vec<FieldId> {
        if let (Rule::Preference, Some(field)) = (rule, self.rules.places.preference) {
            return vec![field];
        }
        let tie_break = match rule {
            Rule::TieBreak(index) => self.rules.ranking.tie_breaks[index].subject(),
            _ => None,
        };
        let matters = match tie_break {
            Some(Subject::Field(field)) => Some(vec![field]),
            Some(Subject::Level(level)) => self.matters(Rule::Level(level), facts),
            None => self.matters(rule, facts),
        };
        matters.unwrap_or_else(|| self.open_behind(rule, facts))
    }

    fn open_behind(&mut self, rule: Rule, facts: Facts<'_>) -> Vec<FieldId> {
        let behind = self.behind(rule);
        behind
            .iter()
            .copied()
            .filter(|field| is_open(&facts.reading(Subject::Field(*field))))
            .collect()
    }

    /// What may yet come of an application that was judged so. `also` are fields that are asked about for another reason than these
    /// rules; `ruled` answers what people have decided.
    pub fn outlook(
        &mut self,
        (facts, also): (Facts<'_>, &[FieldId]),
        judgement: &Judgement,
        ruled: &dyn Fn(&mut Judgement),
    ) -> Outlook {
        let asks = self.asks(judgement, facts);
        let mut also = also.to_vec();
        let (mut judgement, mut now, mut own) = (*judgement, asks.clone(), facts.own.to_vec());
        let mut supposed: Vec<Supposed> = facts.supposed.to_vec();
        loop {
            let blank = |field: &FieldId| {
                let uses = Facts {
                    supposed: &supposed,
                    ..facts
                };
                *uses.reading(Subject::Field(*field)) == Reading::Blank
            };
            let asked = now.iter().map(|(field, _)| *field);
            let mut blanks: Vec<FieldId> = asked.chain(also.drain(..)).filter(blank).collect();
            blanks.sort_unstable();
            blanks.dedup();
            if blanks.is_empty() {
                break;
            }
            supposed.extend(blanks.into_iter().map(asked_about));
            // Levels were derived before anybody knew what would be asked.
            let facts = Facts {
                supposed: &supposed,
                derived: &[],
                own: &[],
                ..facts
            };
            (own, judgement) = self.judge(facts);
            ruled(&mut judgement);
            now = self.asks(&judgement, Facts { own: &own, ..facts });
        }
        let facts = match supposed.is_empty() {
            true => facts,
            false => Facts {
                supposed: &supposed,
                derived: &[],
                own: &own,
                ..facts
            },
        };
        // Whoever is asked about a part of a cell may take back the rest of it.
        let partly = |(field, _): &(FieldId, Rule)| {
            let reading = facts.reading(Subject::Field(*field));
            matches!(&*reading, Reading::Value(Value::Choices(choices)) if choices.unread.is_some())
        };
        let part_of_a_cell = asks.iter().any(partly);
        let outlook = self.of_parts(&judgement, &now, facts);
        Outlook {
            asks,
            some_of: outlook.some_of || part_of_a_cell,
            ..outlook
        }
    }

    fn of_parts(
        &mut self,
        judgement: &Judgement,
        asks: &[(FieldId, Rule)],
        facts: Facts<'_>,
    ) -> Outlook {
        let rules = self.rules;
        let parts: Per<MeasureId, Contribution> = rules
            .measures
            .iter()
            .map(|measure| score::contribution(measure, facts))
            .collect();
        let open = self.open(judgement, facts);
        let known = |id: MeasureId| !open.contains(&Rule::Measure(id));
        let all = parts
            .each()
            .filter(|(id, _)| known(*id))
            .map(|(_, part)| *part);
        let mut tally = all.fold(Tally::default(), Tally::with);
        let mut best: BTreeMap<GroupSet, Score> = BTreeMap::new();
        if judgement.verdict() != Verdict::Ineligible {
            best.insert(judgement.groups, tally.most);
        }
        let mut some_of = false;
        for rules in self.apart(&open, facts) {
            let part = self.part(&rules, asks, facts);
            let by_parts = || {
                let of = |rule: &Rule| match rule {
                    Rule::Measure(id) => Some(parts[*id]),
                    _ => None,
                };
                rules
                    .iter()
                    .filter_map(of)
                    .fold(Tally::default(), Tally::with)
            };
            let of_part = part.tally.unwrap_or_else(by_parts);
            tally = Tally {
                least: tally.least.and(of_part.least),
                most: tally.most.and(of_part.most),
            };
            let mut both: BTreeMap<GroupSet, Score> = BTreeMap::new();
            for (groups, score) in &best {
                for (also, more) in &part.best {
                    let (groups, score) = (groups.or(*also), score.and(*more));
                    let known = both.entry(groups).or_insert(score);
                    *known = score.max(*known);
                }
            }
            some_of |= part.at_most || both.len() > MOST_SETS;
            best = if both.len() > MOST_SETS {
                most_of(&both)
            } else {
                both
            };
        }
        Outlook {
            tally,
            best: best.into_iter().collect(),
            some_of,
            asks: Vec::new(),
        }
    }

    /// The rules, those together that hang on an open field in common.
    fn apart(&mut self, open: &[Rule], facts: Facts<'_>) -> Vec<Vec<Rule>> {
        let mut sets: Vec<(Vec<Rule>, Vec<FieldId>)> = Vec::new();
        for rule in open {
            let (mut rules, mut fields) = (vec![*rule], self.open_behind(*rule, facts));
            let (shared, rest): (Vec<_>, Vec<_>) = sets
                .into_iter()
                .partition(|(_, other)| other.iter().any(|field| fields.contains(field)));
            for (more, others) in shared {
                rules.extend(more);
                fields.extend(others);
            }
            sets = rest;
            sets.push((rules, fields));
        }
        sets.into_iter()
            .map(|(mut rules, _)| {
                rules.sort();
                rules
            })
            .collect()
    }
}
