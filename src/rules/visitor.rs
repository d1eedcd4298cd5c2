//! Every test and everything that earns points, in order, each with where it stands. Whoever looks at all of the rules goes by
//! this, and whoever changes one thing in them.

use super::criteria::{Leaf, Test};
use super::levels::Derivation;
use super::{
    BalanceRuleId, CriterionId, GroupId, Level, LevelId, MeasureId, RowId, Rules, Subject, TermId,
    Worth,
};
use crate::base::ids::{at_mut, find, ids, with_ids};

/// Where a test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestAt {
    Criterion(CriterionId),
    Group(GroupId),
    Row {
        level: LevelId,
        row: RowId,
    },
    /// It counts people and judges nobody.
    Balance(BalanceRuleId),
}

/// Where something stands that earns points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorthAt {
    Measure(MeasureId),
    Term { level: LevelId, term: TermId },
}

impl TestAt {
    /// The rule it belongs to, as examples call it.
    pub fn rule(self, rules: &Rules) -> String {
        match self {
            Self::Criterion(at) => format!("criterion {}", rules.criteria[at].id),
            Self::Group(at) => format!("group {}", rules.places.groups[at].id),
            Self::Row { level, .. } => format!("level {}", rules.levels[level].id),
            Self::Balance(at) => format!("balance {}", rules.balance[at].id),
        }
    }
}

impl WorthAt {
    /// The rule it belongs to, as examples call it.
    pub fn rule(self, rules: &Rules) -> String {
        match self {
            Self::Measure(at) => format!("measure {}", rules.measures[at].id),
            Self::Term { level, .. } => format!("level {}", rules.levels[level].id),
        }
    }

    /// What the whole rule hangs on that these points are part of.
    pub fn whole(self, worth: &Worth) -> Subject {
        match self {
            Self::Measure(_) => worth.subject,
            Self::Term { level, .. } => Subject::Level(level),
        }
    }
}

impl Test {
    /// Changes each of its conditions.
    pub fn each_leaf_mut(&mut self, change: &mut dyn FnMut(&mut Leaf)) {
        match self {
            Self::Any(tests) | Self::All(tests) => {
                tests.iter_mut().for_each(|test| test.each_leaf_mut(change));
            }
            Self::Not(test) => test.each_leaf_mut(change),
            Self::Leaf(leaf) => change(leaf),
        }
    }
}

impl Level {
    /// The tests of its rows, each with its row; none where it is made of points.
    pub fn tests(&self) -> impl Iterator<Item = (RowId, &Test)> {
        let rows = match &self.derivation {
            Derivation::Table(rows) => rows.as_slice(),
            Derivation::Points { .. } => &[],
        };
        let tests = rows.iter().map(|row| row.test.as_ref());
        ids(rows.len())
            .zip(tests)
            .filter_map(|(row, test)| Some((row, test?)))
    }

    /// What its points are added up from; none where it is read off a table.
    pub fn terms(&self) -> &[Worth] {
        match &self.derivation {
            Derivation::Points { terms, .. } => terms,
            Derivation::Table(_) => &[],
        }
    }
}

impl Rules {
    /// Every test: of the criteria, the groups, the rows of derived levels, and the balance rules.
    pub fn tests_at(&self) -> impl Iterator<Item = (TestAt, &Test)> {
        let criteria = self.criteria.each();
        let criteria = criteria.map(|(at, criterion)| (TestAt::Criterion(at), &criterion.test));
        let groups = self.places.groups.each();
        let groups =
            groups.filter_map(|(at, group)| Some((TestAt::Group(at), group.test.as_ref()?)));
        let rows = self.levels.each().flat_map(|(at, level)| {
            level
                .tests()
                .map(move |(row, test)| (TestAt::Row { level: at, row }, test))
        });
        let balance = self.balance.each();
        let balance = balance.filter_map(|(at, rule)| Some((TestAt::Balance(at), rule.test()?)));
        criteria.chain(groups).chain(rows).chain(balance)
    }

    pub fn test(&self, at: TestAt) -> Option<&Test> {
        match at {
            TestAt::Criterion(at) => Some(&self.criteria[at].test),
            TestAt::Group(at) => self.places.groups[at].test.as_ref(),
            TestAt::Row { level, row } => match &self.levels[level].derivation {
                Derivation::Table(rows) => find(rows, row)?.test.as_ref(),
                Derivation::Points { .. } => None,
            },
            TestAt::Balance(at) => self.balance[at].test(),
        }
    }

    pub fn test_mut(&mut self, at: TestAt) -> Option<&mut Test> {
        match at {
            TestAt::Criterion(at) => Some(&mut self.criteria[at].test),
            TestAt::Group(at) => self.places.groups[at].test.as_mut(),
            TestAt::Row { level, row } => match &mut self.levels[level].derivation {
                Derivation::Table(rows) => at_mut(rows, row).test.as_mut(),
                Derivation::Points { .. } => None,
            },
            TestAt::Balance(at) => self.balance[at].test_mut(),
        }
    }

    /// Changes every condition of every test.
    pub fn each_leaf_mut(&mut self, change: &mut dyn FnMut(&mut Leaf)) {
        let all: Vec<TestAt> = self.tests_at().map(|(at, _)| at).collect();
        for at in all {
            self.test_mut(at)
                .into_iter()
                .for_each(|test| test.each_leaf_mut(change));
        }
    }

    /// Everything that earns points: measures, and the terms of derived levels.
    pub fn worths_at(&self) -> impl Iterator<Item = (WorthAt, &Worth)> {
        let measures = self.measures.each();
        let measures = measures.map(|(at, measure)| (WorthAt::Measure(at), &measure.worth));
        let terms = self.levels.each().flat_map(|(level, of)| {
            let terms = with_ids(of.terms());
            terms.map(move |(term, worth)| (WorthAt::Term { level, term }, worth))
        });
        measures.chain(terms)
    }

    pub fn worth_mut(&mut self, at: WorthAt) -> Option<&mut Worth> {
        match at {
            WorthAt::Measure(at) => Some(&mut self.measures[at].worth),
            WorthAt::Term { level, term } => match &mut self.levels[level].derivation {
                Derivation::Points { terms, .. } => Some(at_mut(terms, term)),
                Derivation::Table(_) => None,
            },
        }
    }

    pub fn worths_mut(&mut self) -> impl Iterator<Item = &mut Worth> {
        let terms = self
            .levels
            .iter_mut()
            .flat_map(|level| match &mut level.derivation {
                Derivation::Points { terms, .. } => terms.as_mut_slice(),
                Derivation::Table(_) => &mut [],
            });
        self.measures
            .iter_mut()
            .map(|measure| &mut measure.worth)
            .chain(terms)
    }
}
