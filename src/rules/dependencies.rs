//! Dependencies: which fields and derived levels the rules look at, in tests, awards and
//! tie-breaks.

use crate::base::ids::Per;
use std::collections::BTreeSet;

use super::criteria::{Ask, Leaf, Test};
use super::form::AskedTexts;
use super::{
    Balance, Field, FieldId, Level, LevelId, List, ListId, Rules, ScaleId, Set, Subject, TieBreak,
    Worth,
};

impl Test {
    /// The conditions it is made of, in its order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        fn collect<'a>(test: &'a Test, leaves: &mut Vec<&'a Leaf>) {
            match test {
                Test::Any(tests) | Test::All(tests) => {
                    tests.iter().for_each(|test| collect(test, leaves));
                }
                Test::Not(test) => collect(test, leaves),
                Test::Leaf(leaf) => leaves.push(leaf),
            }
        }
        let mut leaves = Vec::new();
        collect(self, &mut leaves);
        leaves
    }

    /// The fields and levels it asks about, in its order, each once.
    pub fn subjects(&self) -> Vec<Subject> {
        once(self.leaves().into_iter().map(|leaf| leaf.subject))
    }
}

impl Ask {
    /// The values it asks for, written out or in one of these lists.
    pub fn set<'r>(&'r self, lists: &'r Per<ListId, List>) -> Option<&'r Set> {
        let listed = || self.list().map(|list| &lists[list].values);
        self.written().or_else(listed)
    }
}

impl Level {
    /// How many conditions it is derived by, without those of the levels it reads.
    pub fn conditions(&self) -> usize {
        let leaves = self.tests().map(|(_, test)| test.leaves().len());
        leaves.sum::<usize>().saturating_add(self.terms().len())
    }
}

impl Rules {
    /// The fields and levels that a level is derived from directly, each once; none for a field.
    pub fn derived_from(&self, subject: Subject) -> Vec<Subject> {
        let level = self.level(subject).into_iter();
        once(level.flat_map(|level| {
            let tested = level
                .tests()
                .flat_map(|(_, test)| test.leaves())
                .map(|leaf| leaf.subject);
            tested.chain(level.terms().iter().map(|term| term.subject))
        }))
    }

    /// The levels among some subjects and those they are derived from in the end, each once.
    pub fn levels_behind(&self, subjects: &[Subject]) -> Vec<(LevelId, &Level)> {
        let mut found: Vec<(LevelId, &Level)> = Vec::new();
        let mut next = subjects.to_vec();
        while let Some(subject) = next.pop() {
            if let Subject::Level(id) = subject
                && found.iter().all(|(known, _)| *known != id)
                && let Some(level) = self.levels.find(id)
            {
                found.push((id, level));
                next.extend(self.derived_from(subject));
            }
        }
        found
    }

    /// The level that a subject is; none for a field.
    pub fn level(&self, subject: Subject) -> Option<&Level> {
        match subject {
            Subject::Level(id) => self.levels.find(id),
            Subject::Field(_) => None,
        }
    }

    /// The field that a subject is; none for a level.
    pub fn field(&self, subject: Subject) -> Option<&Field> {
        match subject {
            Subject::Field(id) => self.form.fields.find(id),
            Subject::Level(_) => None,
        }
    }

    /// The fields that subjects come from in the end, each once: a field itself, and those behind a level.
    pub fn fields_behind(&self, subjects: impl IntoIterator<Item = Subject>) -> Vec<FieldId> {
        fn collect(rules: &Rules, subject: Subject, fields: &mut Vec<FieldId>) {
            match subject {
                Subject::Field(field) if field == FieldId::NONE || fields.contains(&field) => {}
                Subject::Field(field) => fields.push(field),
                Subject::Level(_) => {
                    rules
                        .derived_from(subject)
                        .into_iter()
                        .for_each(|part| collect(rules, part, fields));
                }
            }
        }
        let mut fields = Vec::new();
        subjects
            .into_iter()
            .for_each(|subject| collect(self, subject, &mut fields));
        fields
    }

    /// What the score, the groups with the preference among them, the tie-breaks and the balance rules look at.
    pub fn ranked_and_seated_by(&self) -> Vec<Subject> {
        let measures = self.measures.iter().map(|measure| measure.worth.subject);
        let groups = self.group_tests().flat_map(Test::subjects);
        let preference = self.places.preference.map(Subject::Field);
        let ties = self.ranking.tie_breaks.iter().filter_map(TieBreak::subject);
        let balance = self.balanced_by().into_iter();
        once(
            measures
                .chain(groups)
                .chain(preference)
                .chain(ties)
                .chain(balance),
        )
    }

    /// Every test, wherever it stands.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.tests_at().map(|(_, test)| test)
    }

    /// The tests of the groups that have one.
    pub fn group_tests(&self) -> impl Iterator<Item = &Test> {
        self.places
            .groups
            .iter()
            .filter_map(|group| group.test.as_ref())
    }

    /// Everything that earns points, wherever it stands.
    pub fn worths(&self) -> impl Iterator<Item = &Worth> {
        self.worths_at().map(|(_, worth)| worth)
    }

    /// Everything by which a field or level earns points.
    pub fn worths_of(&self, subject: Subject) -> impl Iterator<Item = &Worth> {
        self.worths().filter(move |worth| worth.subject == subject)
    }

    /// Whether some rule says what a blank of the field is: by `given`, or by what a blank is worth.
    pub fn blank_counts(&self, field: FieldId) -> bool {
        let subject = Subject::Field(field);
        self.asked_of(subject).any(|leaf| leaf.ask.is_given())
            || self.worths_of(subject).any(|worth| worth.blank.is_some())
    }

    /// By field, the texts that some test asks for, sorted.
    pub(super) fn asked_texts(&self) -> Per<FieldId, AskedTexts> {
        let of_field = |field: FieldId| {
            let sets = self
                .asked_of(Subject::Field(field))
                .filter_map(|leaf| leaf.ask.set(&self.lists));
            let texts: BTreeSet<&String> = sets.flat_map(Set::texts).collect();
            texts.into_iter().cloned().collect::<Vec<String>>().into()
        };
        self.form.fields.ids().map(of_field).collect()
    }

    /// Every condition of every test.
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.tests().flat_map(Test::leaves)
    }

    /// Every condition on a field or level.
    pub fn asked_of(&self, subject: Subject) -> impl Iterator<Item = &Leaf> {
        self.leaves().filter(move |leaf| leaf.subject == subject)
    }

    /// The sets of values that some rule compares a field or level with.
    pub fn sets_of(&self, subject: Subject) -> impl Iterator<Item = &Set> {
        let asked = self
            .asked_of(subject)
            .filter_map(|leaf| leaf.ask.set(&self.lists));
        asked.chain(self.worths_of(subject).flat_map(|worth| worth.award.sets()))
    }

    /// Whether a test asks for it, it earns points, or its values are counted by a balance rule.
    pub fn is_judged(&self, subject: Subject) -> bool {
        self.asked_of(subject).next().is_some()
            || self.worths_of(subject).next().is_some()
            || self.is_counted_each(subject)
    }

    /// Whether a balance rule counts each of its values.
    pub fn is_counted_each(&self, subject: Subject) -> bool {
        let mut counted = self.balance.iter().filter_map(Balance::each);
        counted.any(|of| of == subject)
    }

    /// What the balance rules look at, each once.
    pub fn balanced_by(&self) -> Vec<Subject> {
        once(self.balance.iter().flat_map(Balance::subjects))
    }

    /// The scale that a field or level is on.
    pub fn scale_of(&self, subject: Subject) -> Option<ScaleId> {
        match subject {
            Subject::Field(id) => self.form.fields.find(id)?.kind.scale(),
            Subject::Level(id) => Some(self.levels[id].scale),
        }
    }

    /// Whether a tie-break goes by the order of a field or level.
    pub fn is_tie_break(&self, subject: Subject) -> bool {
        let mut ordered = self.ranking.tie_breaks.iter().filter_map(TieBreak::ordered);
        ordered.any(|of| of == subject)
    }
}

fn once(subjects: impl Iterator<Item = Subject>) -> Vec<Subject> {
    let mut seen = Vec::new();
    for subject in subjects {
        if !seen.contains(&subject) {
            seen.push(subject);
        }
    }
    seen
}
