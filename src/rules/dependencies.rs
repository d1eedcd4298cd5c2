//! What rules look at: questions, awards, and the fields behind derived levels.

use std::collections::BTreeSet;

use super::criteria::{Ask, Leaf, Test};
use super::{Award, Derivation, FieldId, Rules, Set, Subject, TieBreak};
use crate::values::Points;

impl Test {
    /// The questions it is made of, in its order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        fn collect<'a>(test: &'a Test, leaves: &mut Vec<&'a Leaf>) {
            match test {
                Test::Any(tests) | Test::All(tests) => {
                    tests.iter().for_each(|test| collect(test, leaves))
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

impl Rules {
    /// The fields and levels that a level is derived from directly, each once; none for a field.
    pub fn derived_from(&self, subject: Subject) -> Vec<Subject> {
        let Subject::Level(id) = subject else {
            return Vec::new();
        };
        match self.levels.get(id.0).map(|level| &level.derivation) {
            Some(Derivation::Table(rows)) => once(
                rows.iter()
                    .filter_map(|row| row.test.as_ref())
                    .flat_map(Test::subjects),
            ),
            Some(Derivation::Points { terms, .. }) => once(terms.iter().map(|term| term.subject)),
            None => Vec::new(),
        }
    }

    /// How many questions a level asks to be derived, without those of the levels it reads; none for a field.
    pub fn questions_of(&self, subject: Subject) -> usize {
        let Subject::Level(id) = subject else {
            return 0;
        };
        match self.levels.get(id.0).map(|level| &level.derivation) {
            Some(Derivation::Table(rows)) => rows
                .iter()
                .filter_map(|row| row.test.as_ref())
                .map(|test| test.leaves().len())
                .sum(),
            Some(Derivation::Points { terms, .. }) => terms.len(),
            None => 0,
        }
    }

    /// The fields that subjects come from in the end, each once: a field itself, and those behind a level.
    pub fn fields_behind(&self, subjects: impl IntoIterator<Item = Subject>) -> Vec<FieldId> {
        fn collect(rules: &Rules, subject: Subject, fields: &mut Vec<FieldId>) {
            match subject {
                Subject::Field(field) if fields.contains(&field) => {}
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

    /// What the score, the groups with the preference among them, and the tie-breaks look at.
    pub fn placed_by(&self) -> Vec<Subject> {
        let measures = self.measures.iter().map(|measure| measure.subject);
        let groups = self
            .places
            .groups
            .iter()
            .filter_map(|group| group.test.as_ref())
            .flat_map(Test::subjects);
        let preference = self.places.preference.map(Subject::Field);
        let ties = self.ranking.tie_breaks.iter().filter_map(TieBreak::subject);
        once(measures.chain(groups).chain(preference).chain(ties))
    }

    /// Every test: of the criteria, the groups, and the rows of derived levels.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        let criteria = self.criteria.iter().map(|criterion| &criterion.test);
        let groups = self
            .places
            .groups
            .iter()
            .filter_map(|group| group.test.as_ref());
        let rows = self
            .levels
            .iter()
            .flat_map(|level| match &level.derivation {
                Derivation::Table(rows) => rows.as_slice(),
                Derivation::Points { .. } => &[],
            });
        criteria
            .chain(groups)
            .chain(rows.filter_map(|row| row.test.as_ref()))
    }

    /// What a blank is worth, with what it is a blank of: of measures, and of the terms of derived levels.
    pub fn blanks(&self) -> impl Iterator<Item = (Subject, Points)> {
        let terms = self
            .levels
            .iter()
            .flat_map(|level| match &level.derivation {
                Derivation::Points { terms, .. } => terms.as_slice(),
                Derivation::Table(_) => &[],
            });
        let measures = self
            .measures
            .iter()
            .map(|measure| (measure.subject, measure.blank));
        let all = measures.chain(terms.map(|term| (term.subject, term.blank)));
        all.filter_map(|(subject, blank)| Some((subject, blank?)))
    }

    /// Whether some rule says what a blank of the field is: by `given`, or by what a blank is worth.
    pub fn blank_counts(&self, field: FieldId) -> bool {
        let subject = Subject::Field(field);
        let mut leaves = self
            .tests()
            .flat_map(Test::leaves)
            .filter(|leaf| leaf.subject == subject);
        leaves.any(|leaf| matches!(leaf.ask, Ask::Given))
            || self.blanks().any(|(of, _)| of == subject)
    }

    /// By field, the texts that some test asks for, sorted.
    pub fn asked_texts(&self) -> Vec<Vec<String>> {
        let of_field = |field: usize| {
            let leaves = self.tests().flat_map(Test::leaves);
            let leaves = leaves.filter(|leaf| leaf.subject == Subject::Field(FieldId(field)));
            let sets = leaves.filter_map(|leaf| match &leaf.ask {
                Ask::OneOf(set) => Some(set),
                Ask::InList(list) => self.lists.get(list.0).map(|list| &list.values),
                _ => None,
            });
            let texts = sets.filter_map(|set| match set {
                Set::Texts(texts) => Some(texts),
                _ => None,
            });
            let texts: BTreeSet<&String> = texts.flatten().collect();
            texts.into_iter().cloned().collect()
        };
        (0..self.form.fields.len()).map(of_field).collect()
    }

    /// Everything that earns points, with what it looks at: measures, and the terms of derived levels.
    pub fn awards(&self) -> impl Iterator<Item = (Subject, &Award)> {
        let terms = self
            .levels
            .iter()
            .flat_map(|level| match &level.derivation {
                Derivation::Points { terms, .. } => terms.as_slice(),
                Derivation::Table(_) => &[],
            });
        let measures = self
            .measures
            .iter()
            .map(|measure| (measure.subject, &measure.award));
        measures.chain(terms.map(|term| (term.subject, &term.award)))
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
