//! What may yet come of an application that somebody will be asked about: what its score can be, and with which groups.
//!
//! Whatever is asked about is open: what cannot be read, and blanks on which something open hangs, whatever a blank is worth
//! until then. Each can turn out to be any answer; where the rules say what a blank is, also none, as long as nothing stays
//! unclear by it. What hangs on no field in common is tried apart.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::asked::Asked;
use super::variables::{self, Variable, is_open};
use super::{Joint, Rule, worlds};
use crate::judge::criteria::{self, Facts, Supposed};
use crate::judge::{self, Judgement, Verdict};
use crate::rank;
use crate::rules::{FieldId, GroupId, GroupSet, LevelId, Subject, TieBreak};
use crate::score::{self, Contribution, Tally};
use crate::values::{Answer, LevelSet, Reading, Score, Wrong};

/// What may yet come of an application.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// The least and the most the score can be, over all answers together.
    pub tally: Tally,
    /// The groups that admit the applicant, with the highest score that goes with them; nothing where no answers make the
    /// application eligible. Where there are too many combinations, none is higher.
    pub best: Vec<(GroupSet, Score)>,
    /// The fields to ask about, each with a rule that hangs on it, in order.
    pub asks: Vec<(FieldId, Rule)>,
}

/// What may come of rules that hang on the same open fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    tally: Option<Tally>,
    best: BTreeMap<GroupSet, Score>,
}

/// More sets of groups than these, with the score of each, are not told apart.
const MOST_SETS: usize = 1_000;

/// Whether a field counts.
type Counts<'a> = &'a dyn Fn(FieldId) -> bool;

impl Joint<'_> {
    /// Judges one application, all levels derived anew.
    pub fn judge(&mut self, facts: Facts<'_>) -> (Vec<LevelSet>, Judgement) {
        let own = self.levels(facts);
        let facts = Facts { own: &own, ..facts };
        let mut judgement = judge::judge(&self.rules.criteria, &self.rules.places, facts);
        self.settle(&mut judgement, facts);
        (own, judgement)
    }

    fn levels(&mut self, facts: Facts<'_>) -> Vec<LevelSet> {
        let mut own: Vec<LevelSet> = Vec::new();
        for level in 0..self.rules.levels.len() {
            let levels = self.level(LevelId(level), Facts { own: &own, ..facts });
            own.push(levels);
        }
        own
    }

    /// Answers what is unclear only as long as each part is looked at by itself.
    pub fn settle(&mut self, judgement: &mut Judgement, facts: Facts<'_>) {
        for index in 0..self.rules.criteria.len() {
            if judgement.answer(index) == Answer::Unclear {
                match self.criterion(index, facts) {
                    Answer::Unclear => {}
                    answer => judgement.decide(index, answer == Answer::Met),
                }
            }
        }
        for group in judgement.groups_unclear.iter() {
            match self.group(group, facts) {
                Answer::Unclear => {}
                answer => judgement.place(group, answer == Answer::Met),
            }
        }
        judgement.order(&self.rules.places, facts);
    }

    /// The rules that stay open.
    fn open(&self, judgement: &Judgement, facts: Facts<'_>) -> Vec<Rule> {
        let rules = self.rules;
        let criteria =
            (0..rules.criteria.len()).filter(|index| judgement.answer(*index) == Answer::Unclear);
        let groups = judgement
            .groups_unclear
            .iter()
            .map(|GroupId(index)| Rule::Group(index));
        let measures = rules.measures.iter().enumerate();
        let measures = measures
            .filter(|(_, measure)| score::contribution(measure, facts).points.known().is_none());
        let ties = rules
            .ranking
            .tie_breaks
            .iter()
            .enumerate()
            .filter(|(_, tie_break)| rank::is_open(tie_break, facts));
        let order = judgement.order_unclear.then_some(Rule::Preference);
        let rest = measures
            .map(|(index, _)| Rule::Measure(index))
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
            Rule::TieBreak(index) => self
                .rules
                .ranking
                .tie_breaks
                .get(index)
                .and_then(TieBreak::subject),
            _ => None,
        };
        let matters = match tie_break {
            Some(Subject::Field(field)) => Some(vec![field]),
            Some(Subject::Level(LevelId(level))) => self.matters(Rule::Level(level), facts),
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

    /// What may yet come of an application that was judged so. `decided` answers what people have decided.
    pub fn outlook(
        &mut self,
        facts: Facts<'_>,
        judgement: &Judgement,
        decided: &dyn Fn(&mut Judgement),
    ) -> Outlook {
        let asks = self.asks(judgement, facts);
        let (mut judgement, mut now, mut own) = (*judgement, asks.clone(), facts.own.to_vec());
        let mut supposed: Vec<Supposed> = facts.supposed.to_vec();
        loop {
            let blank = |field: &FieldId| {
                let asked = Facts {
                    supposed: &supposed,
                    ..facts
                };
                *asked.reading(Subject::Field(*field)) == Reading::Blank
            };
            let mut blanks: Vec<FieldId> =
                now.iter().map(|(field, _)| *field).filter(blank).collect();
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
            decided(&mut judgement);
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
        Outlook {
            asks,
            ..self.of_parts(&judgement, &now, facts)
        }
    }

    fn of_parts(
        &mut self,
        judgement: &Judgement,
        asks: &[(FieldId, Rule)],
        facts: Facts<'_>,
    ) -> Outlook {
        let rules = self.rules;
        let parts: Vec<Contribution> = rules
            .measures
            .iter()
            .map(|measure| score::contribution(measure, facts))
            .collect();
        let open = self.open(judgement, facts);
        let known = |index: usize| !open.contains(&Rule::Measure(index));
        let all = parts
            .iter()
            .enumerate()
            .filter(|(index, _)| known(*index))
            .map(|(_, part)| *part);
        let mut tally = all.fold(Tally::default(), Tally::with);
        let mut best: BTreeMap<GroupSet, Score> = BTreeMap::new();
        if judgement.verdict() != Verdict::Ineligible {
            best.insert(judgement.groups, tally.most);
        }
        for rules in self.apart(&open, facts) {
            let part = self.part(&rules, asks, facts);
            let by_parts = || {
                let of = |rule: &Rule| match rule {
                    Rule::Measure(index) => parts.get(*index).copied(),
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
            best = if both.len() > MOST_SETS {
                most_of(&both)
            } else {
                both
            };
        }
        Outlook {
            tally,
            best: best.into_iter().collect(),
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

    fn part(&mut self, rules: &[Rule], asks: &[(FieldId, Rule)], facts: Facts<'_>) -> Rc<Part> {
        let of = self.rules;
        let counts = |field: FieldId| of.blank_counts(field);
        let frontier = variables::frontier(self, rules, facts, &counts);
        let asked = Asked::new(self.rules, rules);
        let key = (rules.to_vec(), asked.signs(&frontier, facts));
        if let Some(part) = self.parts.get(&key) {
            return part.clone();
        }
        let part = self.tried_part(rules, (asks, &counts), &frontier, facts);
        let part = Rc::new(part.unwrap_or_else(|| self.at_most(rules, facts)));
        self.parts.insert(key, part.clone());
        part
    }

    /// What may come of the rules where they are not tried: every criterion met, every group open, every measure at its most.
    fn at_most(&self, rules: &[Rule], facts: Facts<'_>) -> Part {
        let mut groups = GroupSet::EMPTY;
        let mut tally = Tally::default();
        for rule in rules {
            match rule {
                Rule::Group(index) => groups = groups.with(GroupId(*index)),
                Rule::Measure(index) => {
                    let measure = self.rules.measures.get(*index);
                    tally = measure.map_or(tally, |measure| {
                        tally.with(score::contribution(measure, facts))
                    });
                }
                Rule::Level(_) | Rule::Criterion(_) | Rule::Preference | Rule::TieBreak(_) => {}
            }
        }
        Part {
            tally: None,
            best: BTreeMap::from([(groups, tally.most)]),
        }
    }

    fn tried_part(
        &mut self,
        rules: &[Rule],
        (asks, counts): (&[(FieldId, Rule)], Counts<'_>),
        frontier: &[Variable],
        facts: Facts<'_>,
    ) -> Option<Part> {
        let asked = Asked::new(self.rules, rules);
        let open: Vec<Variable> = frontier
            .iter()
            .filter(|variable| variable.open)
            .cloned()
            .collect();
        let mut choices = self.choices(&asked, &open, facts)?;
        for (variable, choices) in open.iter().zip(&mut choices) {
            let Subject::Field(field) = variable.subject else {
                continue;
            };
            let matters = asks
                .iter()
                .any(|(asked, rule)| *asked == field && rules.contains(rule));
            match &*facts.reading(variable.subject) {
                // It makes no difference.
                _ if !matters => choices.truncate(1),
                Reading::Unreadable(problem) if !problem.answered => {
                    choices.retain(|supposed| !supposed.blank);
                    if counts(field) {
                        let (subject, reading) = (variable.subject, Reading::Blank);
                        choices.push(Supposed {
                            subject,
                            reading,
                            text: String::new(),
                            blank: true,
                        });
                    }
                }
                _ => {}
            }
        }
        let mut part = Part::default();
        worlds(&choices, facts.supposed, |supposed| {
            let blank = supposed
                .iter()
                .any(|supposed| supposed.reading == Reading::Blank);
            self.world(rules, blank, Facts { supposed, ..facts }, &mut part);
        });
        Some(part)
    }

    /// Notes what comes of one combination of answers.
    fn world(&mut self, of: &[Rule], blank: bool, facts: Facts<'_>, part: &mut Part) {
        let rules = self.rules;
        let (mut refused, mut unclear) = (false, false);
        let mut groups = GroupSet::EMPTY;
        let mut parts: Vec<Contribution> = Vec::new();
        let mut tally = Tally::default();
        for rule in of {
            let test = variables::test(rules, *rule);
            let plain = || test.map_or(Answer::Met, |test| criteria::answer(test, facts));
            match *rule {
                Rule::Criterion(index) => match if blank {
                    self.criterion(index, facts)
                } else {
                    plain()
                } {
                    Answer::Met => {}
                    Answer::NotMet => refused = true,
                    Answer::Unclear => unclear = true,
                },
                Rule::Group(index) => match if blank {
                    self.group(GroupId(index), facts)
                } else {
                    plain()
                } {
                    Answer::Met => groups = groups.with(GroupId(index)),
                    Answer::NotMet => {}
                    Answer::Unclear => unclear = true,
                },
                Rule::Measure(index) => {
                    let Some(measure) = rules.measures.get(index) else {
                        continue;
                    };
                    let contribution = score::contribution(measure, facts);
                    tally = tally.with(contribution);
                    parts.push(contribution);
                }
                Rule::TieBreak(index) => {
                    unclear |= rules
                        .ranking
                        .tie_breaks
                        .get(index)
                        .is_some_and(|tie| rank::is_open(tie, facts));
                }
                // With any answer it is known which group comes first.
                Rule::Level(_) | Rule::Preference => {}
            }
        }
        let open = parts.iter().any(|part| part.points.known().is_none());
        if open || unclear {
            return;
        }
        part.tally = Some(part.tally.map_or(tally, |known| Tally {
            least: known.least.min(tally.least),
            most: known.most.max(tally.most),
        }));
        if !refused {
            let best = part.best.entry(groups).or_insert(tally.most);
            *best = tally.most.max(*best);
        }
    }
}

/// A blank that is asked about.
fn asked_about(field: FieldId) -> Supposed {
    Supposed {
        subject: Subject::Field(field),
        reading: Wrong::Open.into(),
        text: String::new(),
        blank: false,
    }
}

/// All groups with the highest score: more than any of them.
fn most_of(best: &BTreeMap<GroupSet, Score>) -> BTreeMap<GroupSet, Score> {
    let groups = best
        .keys()
        .fold(GroupSet::EMPTY, |all, groups| all.or(*groups));
    best.values()
        .max()
        .map(|score| (groups, *score))
        .into_iter()
        .collect()
}
