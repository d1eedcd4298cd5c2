//! What a test comes to once other answers have changed, where a personal column has a say in it as well.
//!
//! The personal cell is not in the run folder, but it stays as it is, and the recorded answer came of it. So every way in which its
//! conditions may be answered is tried (possible worlds); those that do not give the recorded answer with the answers of then are none.

use crate::judge::criteria::{Facts, ask};
use crate::rules::criteria::Leaf;
use crate::rules::{FieldId, Rules, Subject, Test};
use crate::study::recorded::is_hidden;
use crate::values::Answer;

/// With more conditions than these over personal columns nothing is tried.
const MOST: usize = 6;

/// Whether one of these fields stands behind subjects of which a personal column has a say, too.
pub(super) fn is_mixed(rules: &Rules, subjects: &[Subject], changed: &[FieldId]) -> bool {
    let behind = rules.fields_behind(subjects.iter().copied());
    behind.iter().any(|field| changed.contains(field)) && is_hidden(rules, subjects.iter().copied())
}

/// A condition as the worlds go: what it is answered is known, or is one of them.
enum Condition {
    Known {
        was: Answer,
        is: Answer,
    },
    /// By the personal column alone, which stays.
    Stays,
    /// By a level into which both go.
    Moves,
}

/// What the test comes to now; none where that hangs on what the personal cell says.
pub(super) fn comes_to(
    rules: &Rules,
    (test, recorded): (&Test, Answer),
    (was, is): (Facts<'_>, Facts<'_>),
    changed: &[FieldId],
) -> Option<Answer> {
    let condition = |leaf: &&Leaf| match is_hidden(rules, [leaf.subject]) {
        true if is_mixed(rules, &[leaf.subject], changed) => Condition::Moves,
        true => Condition::Stays,
        false => Condition::Known {
            was: ask(leaf, was),
            is: ask(leaf, is),
        },
    };
    let leaves = test.leaves();
    let conditions: Vec<Condition> = leaves.iter().map(condition).collect();
    let stays = |one: &Condition| match one {
        Condition::Known { was, is } => was == is,
        Condition::Stays => true,
        Condition::Moves => false,
    };
    if conditions.iter().all(stays) {
        return Some(recorded);
    }
    let open = conditions.iter().map(|one| match one {
        Condition::Known { .. } => 0,
        Condition::Stays => 1,
        Condition::Moves => 2_usize,
    });
    let open = open.fold(0, usize::saturating_add);
    if open > MOST {
        return None;
    }
    let mut then: Option<Answer> = None;
    for world in worlds(open) {
        let mut world = world.into_iter();
        let mut next = || world.next().unwrap_or(Answer::Unclear);
        let (before, now): (Vec<Answer>, Vec<Answer>) = conditions
            .iter()
            .map(|one| match one {
                Condition::Known { was, is } => (*was, *is),
                Condition::Stays => {
                    let stays = next();
                    (stays, stays)
                }
                Condition::Moves => (next(), next()),
            })
            .unzip();
        if answered(test, &mut before.into_iter()) != recorded {
            continue;
        }
        let now = answered(test, &mut now.into_iter());
        if *then.get_or_insert(now) != now {
            return None;
        }
    }
    then
}

/// Every way in which so many conditions may be answered.
fn worlds(conditions: usize) -> Vec<Vec<Answer>> {
    const ALL: [Answer; 3] = [Answer::Met, Answer::NotMet, Answer::Unclear];
    let with = |worlds: Vec<Vec<Answer>>| -> Vec<Vec<Answer>> {
        let longer = |world: &Vec<Answer>, one: Answer| {
            world.iter().copied().chain([one]).collect::<Vec<Answer>>()
        };
        worlds
            .iter()
            .flat_map(|world| ALL.map(|one| longer(world, one)))
            .collect()
    };
    (0..conditions).fold(vec![Vec::new()], |worlds, _| with(worlds))
}

/// The answer of a test of which the conditions are answered so, in the order in which they stand.
fn answered(test: &Test, conditions: &mut dyn Iterator<Item = Answer>) -> Answer {
    let mut all = |tests: &[Test]| -> Vec<Answer> {
        tests
            .iter()
            .map(|test| answered(test, &mut *conditions))
            .collect()
    };
    match test {
        Test::Any(tests) => Answer::any(all(tests)),
        Test::All(tests) => Answer::all(all(tests)),
        Test::Not(test) => !answered(test, conditions),
        Test::Leaf(_) => conditions.next().unwrap_or(Answer::Unclear),
    }
}
