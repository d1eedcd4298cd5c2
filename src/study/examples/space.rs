//! All answers to a few fields that rules can tell apart, together: what is so for all of them is so for everybody.

use crate::answers::{Applications, normalise, synthetic};
use crate::awards::Precision;
use crate::judge::criteria::Facts;
use crate::judge::criteria::level::derive_all;
use crate::rules::domains::{Possible, possible};
use crate::rules::examples::Cells;
use crate::rules::{FieldId, Kind, Rules};
use crate::values::{Answer, LevelSet};

/// More combinations than these are not tried.
const MOST: usize = 20_000;
/// What no type of field with answers of its own can read.
const UNREADABLE: &str = "?!?";

/// Every combination of answers to some fields; all other fields are blank.
#[derive(Debug)]
pub struct Space {
    fields: Vec<FieldId>,
    rows: Vec<Cells>,
    complete: bool,
}

/// A space as some rules read it.
#[derive(Debug)]
pub struct View<'a> {
    rules: &'a Rules,
    applications: Applications,
    levels: Vec<Vec<LevelSet>>,
    /// The criteria that hang on the space's fields alone.
    criteria: Vec<usize>,
}

impl Space {
    /// The combinations that all of these rules together can tell apart; none when there are too many.
    pub fn new(rules: &[&Rules], fields: Vec<FieldId>) -> Option<Self> {
        let mut complete = true;
        let mut rows: Vec<Cells> = vec![Cells::new()];
        for field in &fields {
            let mut answers: Vec<Vec<String>> = Vec::new();
            for rules in rules {
                let Possible {
                    answers: all,
                    complete: every,
                } = possible(rules, *field);
                complete &= every;
                answers.extend(all);
                if let Some(form) = rules.form.fields.get(field.0) {
                    // Part of such an answer may be unreadable, which is not tried.
                    complete &= !matches!(form.kind, Kind::Choices(..));
                    answers.push(vec![UNREADABLE.to_owned(); form.readers.len()]);
                }
            }
            answers.sort();
            answers.dedup();
            if rows.len().saturating_mul(answers.len()) > MOST {
                return None;
            }
            let with = |row: &Cells, answer: &Vec<String>| {
                let mut row = row.clone();
                row.resize(row.len().max(field.0.saturating_add(1)), Vec::new());
                if let Some(cell) = row.get_mut(field.0) {
                    cell.clone_from(answer);
                }
                row
            };
            rows = rows
                .iter()
                .flat_map(|row| answers.iter().map(move |answer| with(row, answer)))
                .collect();
        }
        Some(Self {
            fields,
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

    pub fn read<'a>(&self, rules: &'a Rules) -> View<'a> {
        let sheet = synthetic::sheet(&rules.form, "possible", &self.rows);
        // The sheet has every column the form asks for, so this cannot fail.
        let applications = normalise(&rules.form, &[sheet])
            .map(|(applications, _)| applications)
            .unwrap_or_default();
        let criteria = rules.criteria.iter().enumerate();
        let own = criteria
            .filter(|(_, criterion)| self.holds(&rules.fields_behind(criterion.test.subjects())));
        let criteria = own.map(|(index, _)| index).collect();
        let mut view = View {
            rules,
            applications,
            levels: Vec::new(),
            criteria,
        };
        for level in &rules.levels {
            let derived = derive_all(level, |row| view.facts(row), view.len());
            view.levels.push(derived);
        }
        view
    }
}

impl View<'_> {
    pub fn len(&self) -> usize {
        self.applications.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn facts(&self, row: usize) -> Facts<'_> {
        let Rules {
            ranking,
            levels,
            lists,
            ..
        } = self.rules;
        let precision = Precision {
            decimals: ranking.decimals,
            rounding: ranking.rounding,
        };
        let (applications, derived) = (&self.applications, &self.levels[..]);
        Facts {
            applications,
            levels,
            derived,
            lists,
            precision,
            supposed: &[],
            own: &[],
            application: row,
        }
    }

    /// Whether somebody with these answers may be eligible, whatever they answer elsewhere.
    pub fn may_be_eligible(&self, row: usize) -> bool {
        let test = |index: &usize| {
            self.rules
                .criteria
                .get(*index)
                .map(|criterion| &criterion.test)
        };
        let refused =
            |test| crate::judge::criteria::answer(test, self.facts(row)) == Answer::NotMet;
        !self.criteria.iter().filter_map(test).any(refused)
    }
}
