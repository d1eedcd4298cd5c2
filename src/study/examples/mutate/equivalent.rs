//! Whether two sets of rules say the same of everybody, as far as a few fields go.
//!
//! Tried on every combination of answers that either can tell apart. Points are compared for those who may be eligible:
//! nobody else has a score.

use crate::judge::criteria::{Facts, answer};
use crate::rules::{Balance, FieldId, LevelId, Measure, Rules, Subject, Test};
use crate::score;
use crate::study::examples::input_space::{InputSpace, View};
use crate::values::LevelSet;

/// Why nobody is judged or scored otherwise by `changed` than by `rules`; none where somebody is, or that is not known.
///
/// `fields` are those behind everything in which the two differ.
pub(super) fn proof(rules: &Rules, changed: &Rules, fields: Vec<FieldId>) -> Option<String> {
    let many = fields.len();
    let space = InputSpace::new(&[rules, changed], fields)?;
    let (before, after) = (space.read(rules)?, space.read(changed)?);
    let compared = Compared::new(&space, rules, changed);
    let same = space.complete()
        && ranges(rules) == ranges(changed)
        && ask_the_same(rules, changed)
        && before.len() == after.len()
        && (0..before.len()).all(|row| compared.alike((&before, &after), (rules, changed), row));
    let fields = if many == 1 { "field" } else { "fields" };
    same.then(|| {
        format!(
            "the same for all {} combinations of answers to {many} {fields}",
            before.len()
        )
    })
}

/// Whether the same subjects are asked together: who is unclear is asked about them.
fn ask_the_same(rules: &Rules, changed: &Rules) -> bool {
    let asked = |rules: &Rules| rules.tests().map(Test::subjects).collect::<Vec<_>>();
    let (before, after) = (asked(rules), asked(changed));
    before.iter().all(|subjects| after.contains(subjects))
        && after.iter().all(|subjects| before.contains(subjects))
}

/// What an answer that cannot be read may earn, by measure.
fn ranges(rules: &Rules) -> Vec<(crate::values::Points, crate::values::Points)> {
    rules
        .measures
        .iter()
        .map(|measure| (measure.worth.least, measure.worth.most))
        .collect()
}

/// What hangs on a space's fields alone, before and after.
struct Compared<'a> {
    tests: Vec<(&'a Test, &'a Test)>,
    levels: Vec<LevelId>,
    measures: Vec<(&'a Measure, &'a Measure)>,
}

impl<'a> Compared<'a> {
    fn new(space: &InputSpace, rules: &'a Rules, changed: &'a Rules) -> Self {
        let held = |subjects: Vec<Subject>| space.holds(&rules.fields_behind(subjects));
        let tests = judged(rules).into_iter().zip(judged(changed));
        let level = |id: &LevelId| held(vec![Subject::Level(*id)]);
        let measures = rules.measures.iter().zip(&changed.measures);
        Self {
            tests: tests
                .filter(|(before, _)| held(before.subjects()))
                .collect(),
            levels: rules.levels.ids().filter(level).collect(),
            measures: measures
                .filter(|(before, _)| held(vec![before.worth.subject]))
                .collect(),
        }
    }

    fn alike(
        &self,
        views: (&View<'_>, &View<'_>),
        (rules, changed): (&Rules, &Rules),
        row: usize,
    ) -> bool {
        let (before, after): (Facts<'_>, Facts<'_>) = (views.0.facts(row), views.1.facts(row));
        let scored = |(was, is): &(&Measure, &Measure)| {
            score::contribution(was, before) == score::contribution(is, after)
        };
        self.tests
            .iter()
            .all(|(was, is)| answer(was, before) == answer(is, after))
            && self
                .levels
                .iter()
                .all(|level| names(rules, *level, before) == names(changed, *level, after))
            && (!views.0.may_be_eligible(row) || self.measures.iter().all(scored))
    }
}

/// The tests that judge or count: of the criteria, the groups, then the balance rules.
fn judged(rules: &Rules) -> Vec<&Test> {
    let criteria = rules.criteria.iter().map(|criterion| &criterion.test);
    let balance = rules.balance.iter().filter_map(Balance::test);
    criteria.chain(rules.group_tests()).chain(balance).collect()
}

/// The levels that are possible, by name: a scale may be in another order.
fn names(rules: &Rules, id: LevelId, facts: Facts<'_>) -> Vec<String> {
    let level = &rules.levels[id];
    let possible: LevelSet = crate::judge::criteria::level::derive(level, facts);
    let scale = &rules.form.scales[level.scale];
    let named = |position: u8| {
        scale
            .levels
            .get(usize::from(position))
            .map(|(name, _)| name.clone())
    };
    let mut names: Vec<String> = possible.iter().filter_map(named).collect();
    names.sort();
    names
}
