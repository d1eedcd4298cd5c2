//! The input space of some fields: every combination of answers that rules can tell apart. What is
//! so for all of them is so for everybody.

use crate::base::ids::{at, at_mut};
use crate::judge::criteria::{Facts, level};
use crate::rules::domains::{Domain, Representatives, domain, representatives, together};
use crate::rules::{CriterionId, FieldId, LevelId, Rules};
use crate::study::combinations::{Combinations, Read, Row};
use crate::values::Answer;

/// More combinations than these are not tried.
const MOST: usize = 20_000;
/// What no type of field with answers of its own can read.
const UNREADABLE: &str = "?!?";

/// Every combination of answers to some fields; all other fields are blank.
#[derive(Debug)]
pub struct InputSpace {
    fields: Vec<FieldId>,
    /// By field of the rules; the blank one alone for those that are not the space's.
    answers: Vec<Vec<Vec<String>>>,
    rows: Vec<Row>,
    complete: bool,
}

/// A space as some rules read it.
#[derive(Debug)]
pub struct View<'a> {
    all: Combinations<'a>,
    /// The criteria that hang on the space's fields alone.
    criteria: Vec<CriterionId>,
}

impl InputSpace {
    /// The combinations that all of these rules together can tell apart; none when there are too many.
    pub fn new(rules: &[&Rules], fields: Vec<FieldId>) -> Option<Self> {
        let mut complete = true;
        let count = rules
            .iter()
            .map(|rules| rules.form.fields.len())
            .max()
            .unwrap_or_default();
        let mut answers: Vec<Vec<Vec<String>>> = vec![vec![Vec::new()]; count];
        let mut combinations = 1_usize;
        for field in &fields {
            let mut all: Vec<Vec<String>> = Vec::new();
            for rules in rules {
                let Representatives {
                    answers,
                    complete: every,
                } = representatives(rules, *field);
                // Part of an answer of several options may be unreadable, which is not tried.
                complete &= every && !matches!(domain(rules, *field), Some(Domain::Several(..)));
                let columns = rules.form.fields[*field].assessors.len();
                let unreadable = vec![UNREADABLE.to_owned(); columns];
                all.extend(answers.into_iter().chain([unreadable]));
            }
            all.sort();
            all.dedup();
            combinations = combinations.saturating_mul(all.len());
            if combinations > MOST {
                return None;
            }
            *at_mut(&mut answers, *field) = all;
        }
        let numbers = fields
            .iter()
            .map(|field| (0..at(&answers, *field).len()).collect());
        let rows = together(&numbers.collect::<Vec<_>>());
        Some(Self {
            fields,
            answers,
            rows,
            complete,
        })
    }

    /// Whether no rule can tell any other answers from these.
    pub fn complete(&self) -> bool {
        self.complete
    }

    /// Whether all of these fields are among the space's.
    pub fn holds(&self, fields: &[FieldId]) -> bool {
        fields.iter().all(|field| self.fields.contains(field))
    }

    /// None when the form could not be read back, which is not known to happen.
    pub fn read<'a>(&self, rules: &'a Rules) -> Option<View<'a>> {
        let derive = |id: LevelId, facts: Facts<'_>| {
            rules
                .levels
                .find(id)
                .map(|level| level::derive(level, facts))
                .unwrap_or_default()
        };
        let all =
            Read::new(rules, &self.answers)?.combined(&self.fields, self.rows.clone(), &derive);
        let criteria = rules.criteria.each();
        let own = criteria
            .filter(|(_, criterion)| self.holds(&rules.fields_behind(criterion.test.subjects())));
        Some(View {
            all,
            criteria: own.map(|(index, _)| index).collect(),
        })
    }
}

impl View<'_> {
    pub fn len(&self) -> usize {
        self.all.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn facts(&self, row: usize) -> Facts<'_> {
        self.all.facts(row)
    }

    /// Whether somebody with these answers may be eligible, whatever they answer elsewhere.
    pub fn may_be_eligible(&self, row: usize) -> bool {
        let test = |id: &CriterionId| &self.all.rules.criteria[*id].test;
        let refused =
            |test| crate::judge::criteria::answer(test, self.facts(row)) == Answer::NotMet;
        !self.criteria.iter().map(test).any(refused)
    }
}
