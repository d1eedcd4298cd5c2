//! What rules come to where answers are open: every answer that the open fields can have is tried with every one of the others,
//! and a rule is unclear only where what comes of it differs.
//!
//! A field whose cell is blank or cannot be read has every answer that rules tell apart (`answers`). What a rule looks at is
//! taken for one variable each, its levels included, unless two of them hang on one open field: then the level is taken apart
//! (`variables`), so that no field has two answers at once. Rules are asked through the same functions as everybody's.
//!
//! A blank stays blank where the rules say what a blank is: `given` is not met, and it earns what a blank is worth. What else
//! is asked of it goes by the answers it could have. What cannot be read may turn out to be an answer, or none.
//!
//! Up to [`MOST`] combinations a rule are tried. Beyond that, and where answers have no end that could be tried, rules are
//! judged part by part: what comes of them is never wrong, and may be unclear without need.

mod answers;
mod signature;
mod outlook;
mod parts;
mod settle;
mod sums;
mod variables;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::base::ids::Per;

use crate::base::interner::Symbol;
use crate::judge::criteria::{self, Facts, Supposed, level};
use crate::rules::{
    CriterionId, FieldId, GroupId, LevelId, MeasureId, Rules, Subject, Test, TestAt, TieBreakId,
};
use crate::values::{Answer, LevelSet, Reading, Value};
pub use outlook::Outlook;

use answers::Answers;
use signature::{Feature, Uses};
use variables::Variable;

/// The most combinations of answers that are tried for one rule and one application.
pub const MOST: usize = 10_000;

/// A rule that answers something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    Level(LevelId),
    Criterion(CriterionId),
    Group(GroupId),
    Measure(MeasureId),
    Preference,
    TieBreak(TieBreakId),
}

/// What all answers together come to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Found {
    /// For a level the possible ones.
    levels: LevelSet,
    /// For a test.
    answers: Vec<Answer>,
    /// The open fields of which some answer makes a difference.
    matters: Vec<FieldId>,
}

/// What rules come to for the applications of one pile, each distinct combination of answers tried once.
#[derive(Debug)]
pub struct PossibleWorlds<'r> {
    rules: &'r Rules,
    /// By field; each made when it is open for the first time.
    answers: Per<FieldId, OnceCell<Answers>>,
    /// By rule and what was found for it, as far as the rule tells it apart; none beyond the limit.
    found: BTreeMap<(Rule, Vec<Feature>), Option<Rc<Found>>>,
    /// The same by the symbols of the pile, which are at hand sooner.
    rows: BTreeMap<(Rule, Vec<Symbol>), Option<Rc<Found>>>,
    behind: BTreeMap<Rule, Rc<Vec<FieldId>>>,
    /// What may come of rules together.
    parts: BTreeMap<(Vec<Rule>, Vec<Feature>), Rc<parts::Part>>,
}

impl<'r> PossibleWorlds<'r> {
    pub fn new(rules: &'r Rules) -> Self {
        Self {
            rules,
            answers: rules.form.fields.iter().map(|_| OnceCell::new()).collect(),
            found: BTreeMap::new(),
            rows: BTreeMap::new(),
            behind: BTreeMap::new(),
            parts: BTreeMap::new(),
        }
    }

    /// The levels that are possible; never empty.
    pub fn level(&mut self, id: LevelId, facts: Facts<'_>) -> LevelSet {
        let plain = match *facts.reading(Subject::Level(id)) {
            Reading::Value(Value::Level(levels)) => levels,
            _ => level::derive(&self.rules.levels[id], facts),
        };
        if plain.known().is_some() {
            return plain;
        }
        self.found(Rule::Level(id), facts)
            .map_or(plain, |found| found.levels)
    }

    /// The answer of a criterion.
    pub fn criterion(&mut self, id: CriterionId, facts: Facts<'_>) -> Answer {
        let test = &self.rules.criteria[id].test;
        self.test(test, Rule::Criterion(id), facts)
    }

    /// Whether a group admits somebody.
    pub fn group(&mut self, id: GroupId, facts: Facts<'_>) -> Answer {
        let rules = self.rules;
        let test = rules.test(TestAt::Group(id));
        test.map_or(Answer::Met, |test| self.test(test, Rule::Group(id), facts))
    }

    fn test(&mut self, test: &Test, rule: Rule, facts: Facts<'_>) -> Answer {
        match criteria::answer(test, facts) {
            Answer::Unclear => match self
                .found(rule, facts)
                .as_deref()
                .map(|found| found.answers.as_slice())
            {
                Some([answer]) => *answer,
                _ => Answer::Unclear,
            },
            known => known,
        }
    }

    /// The open fields on which what comes of a rule hangs; none where that is not known.
    pub fn matters(&mut self, rule: Rule, facts: Facts<'_>) -> Option<Vec<FieldId>> {
        self.found(rule, facts).map(|found| found.matters.clone())
    }

    /// Whether what is open of a rule is tried with all answers together, rather than part by part.
    pub fn is_tried(&mut self, rule: Rule, facts: Facts<'_>) -> bool {
        let frontier = variables::frontier(self, &[rule], facts, &|_| false);
        let open: Vec<Variable> = frontier
            .into_iter()
            .filter(|variable| variable.open)
            .collect();
        open.is_empty()
            || self
                .choices(&Uses::new(self.rules, &[rule]), &open, facts)
                .is_some()
    }

    /// What every answer comes to; none beyond the limit.
    fn found(&mut self, rule: Rule, facts: Facts<'_>) -> Option<Rc<Found>> {
        // The levels of what is supposed are not those of the symbols.
        if !facts.supposed.is_empty() || !facts.own.is_empty() {
            return self.tried(rule, facts);
        }
        let behind = self.behind(rule);
        let symbols = behind
            .iter()
            .map(|field| facts.applications.symbol(facts.application, *field))
            .collect();
        if let Some(found) = self.rows.get(&(rule, symbols)) {
            return found.clone();
        }
        let symbols = behind
            .iter()
            .map(|field| facts.applications.symbol(facts.application, *field))
            .collect();
        let found = self.tried(rule, facts);
        self.rows.insert((rule, symbols), found.clone());
        found
    }

    fn behind(&mut self, rule: Rule) -> Rc<Vec<FieldId>> {
        let rules = self.rules;
        let fields = || Rc::new(rules.fields_behind(variables::subjects(rules, rule)));
        self.behind.entry(rule).or_insert_with(fields).clone()
    }

    fn tried(&mut self, rule: Rule, facts: Facts<'_>) -> Option<Rc<Found>> {
        let frontier = variables::frontier(self, &[rule], facts, &|_| false);
        let uses = Uses::new(self.rules, &[rule]);
        let mut signature = uses.signature(&frontier, facts);
        // The same levels may be open by other answers, and it is these that somebody is asked about.
        for variable in frontier.iter().filter(|variable| variable.open) {
            if let Subject::Level(id) = variable.subject {
                let below = self.found(Rule::Level(id), facts);
                let fields = below
                    .as_deref()
                    .map_or(&variable.fields, |below| &below.matters);
                signature.extend(
                    fields
                        .iter()
                        .map(|field| Feature::Of(Subject::Field(*field))),
                );
            }
        }
        let key = (rule, signature);
        if let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        let found = self.explored(rule, &uses, &frontier, facts).map(Rc::new);
        self.found.insert(key, found.clone());
        found
    }

    fn explored(
        &mut self,
        rule: Rule,
        uses: &Uses<'r>,
        frontier: &[Variable],
        facts: Facts<'_>,
    ) -> Option<Found> {
        let rules = self.rules;
        let open: Vec<Variable> = frontier
            .iter()
            .filter(|variable| variable.open)
            .cloned()
            .collect();
        let choices = self.choices(uses, &open, facts)?;
        let mut found = Found::default();
        let mut outcomes: Vec<Outcome> = Vec::new();
        worlds(&choices, facts.supposed, |supposed| {
            let facts = Facts { supposed, ..facts };
            let outcome = match rule {
                Rule::Level(id) => Outcome::Levels(level::derive(&rules.levels[id], facts)),
                Rule::Criterion(_) | Rule::Group(_) => Outcome::Answer(
                    variables::test(rules, rule)
                        .map_or(Answer::Unclear, |test| criteria::answer(test, facts)),
                ),
                Rule::Measure(id) => Outcome::Points(facts.points(&rules.measures[id].worth).least),
                // Nothing comes of these alone.
                Rule::Preference | Rule::TieBreak(_) => Outcome::Answer(Answer::Unclear),
            };
            outcomes.push(outcome);
        });
        for outcome in &outcomes {
            match outcome {
                Outcome::Levels(levels) => found.levels = found.levels.or(*levels),
                Outcome::Answer(answer) if !found.answers.contains(answer) => {
                    found.answers.push(*answer);
                }
                Outcome::Answer(_) | Outcome::Points(_) => {}
            }
        }
        let mut stride = 1_usize;
        for (variable, choices) in open.iter().zip(&choices) {
            let differs = |number: usize| {
                let digit = number
                    .checked_div(stride)
                    .unwrap_or_default()
                    .checked_rem(choices.len())
                    .unwrap_or_default();
                let first = number.saturating_sub(digit.saturating_mul(stride));
                outcomes.get(number) != outcomes.get(first)
            };
            if (0..outcomes.len()).any(differs) {
                match variable.subject {
                    Subject::Field(field) => found.matters.push(field),
                    Subject::Level(id) => match self.found(Rule::Level(id), facts) {
                        Some(below) => found.matters.extend(below.matters.iter().copied()),
                        None => found.matters.extend(variable.fields.iter().copied()),
                    },
                }
            }
            stride = stride.saturating_mul(choices.len());
        }
        found.matters.sort();
        found.matters.dedup();
        Some(found)
    }

    /// What each open variable can be, as far as the rules tell it apart; none where that is more than is tried.
    fn choices(
        &mut self,
        uses: &Uses<'r>,
        open: &[Variable],
        facts: Facts<'_>,
    ) -> Option<Vec<Vec<Supposed>>> {
        let mut choices = Vec::new();
        for variable in open {
            choices.push(match variable.subject {
                Subject::Field(field) => self.of_field(uses, field, facts)?,
                Subject::Level(_) => variable
                    .levels
                    .iter()
                    .map(|level| of_level(variable.subject, level))
                    .collect(),
            });
        }
        sums::split(self.rules, uses, open, &mut choices, facts)?;
        let combinations = choices
            .iter()
            .fold(1_usize, |all, choices| all.saturating_mul(choices.len()));
        (1..=MOST).contains(&combinations).then_some(choices)
    }

    fn of_field(
        &mut self,
        uses: &Uses<'r>,
        field: FieldId,
        facts: Facts<'_>,
    ) -> Option<Vec<Supposed>> {
        let rules = self.rules;
        // What stands for a personal column is no field, and no answer to it is tried.
        let answers = self.answers.find(field)?;
        let answers = answers.get_or_init(|| answers::of_field(rules, field));
        answers.of(uses, field, facts)
    }
}

/// What came of one combination of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Levels(LevelSet),
    Answer(Answer),
    Points(crate::values::Points),
}

fn of_level(subject: Subject, level: u8) -> Supposed {
    let reading = Reading::Value(Value::Level(LevelSet::only(level)));
    Supposed {
        subject,
        reading,
        text: String::new(),
        blank: false,
    }
}

/// Supposes every combination, the first variable's answers changing fastest; what was supposed before holds for all others.
fn worlds(choices: &[Vec<Supposed>], before: &[Supposed], mut each: impl FnMut(&[Supposed])) {
    let mut digits = vec![0_usize; choices.len()];
    let first = |choices: &Vec<Supposed>| choices.first().cloned();
    let mut supposed: Vec<Supposed> = choices.iter().filter_map(first).collect();
    supposed.extend(before.iter().cloned());
    loop {
        each(&supposed);
        let mut at = 0;
        loop {
            let (Some(digit), Some(choices), Some(now)) =
                (digits.get_mut(at), choices.get(at), supposed.get_mut(at))
            else {
                return;
            };
            *digit = digit.saturating_add(1);
            if let Some(next) = choices.get(*digit) {
                now.clone_from(next);
                break;
            }
            *digit = 0;
            if let Some(first) = choices.first() {
                now.clone_from(first);
            }
            at = at.saturating_add(1);
        }
    }
}
