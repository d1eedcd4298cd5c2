//! What every criterion came to, and each part of it.

use std::borrow::Cow;

use crate::base::ids::ApplicationId;
use crate::judge::criteria::{self, Facts};
use crate::record::{Judged, Tried};
use crate::rules::criteria::Test;
use crate::select::Selection;
use crate::values::Answer;

/// The answers to all criteria.
pub(super) fn judged<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
) -> Vec<Judged<'a>> {
    let facts = selection.facts(application);
    let judgement = &selection.judgements[application];
    let criteria = selection.rules.criteria.each();
    criteria
        .map(|(id, criterion)| {
            Judged {
                id: Cow::Borrowed(&criterion.id),
                // A person may have answered it otherwise.
                answer: judgement.answer(id),
                of: tried(&criterion.test, facts).of,
            }
        })
        .collect()
}

fn tried(test: &Test, facts: Facts<'_>) -> Tried {
    let each = |tests: &[Test]| {
        tests
            .iter()
            .map(|test| tried(test, facts))
            .collect::<Vec<_>>()
    };
    let answers = |of: &[Tried]| of.iter().map(|tried| tried.answer).collect::<Vec<_>>();
    let (answer, of) = match test {
        Test::Any(tests) => {
            let of = each(tests);
            (Answer::any(answers(&of)), of)
        }
        Test::All(tests) => {
            let of = each(tests);
            (Answer::all(answers(&of)), of)
        }
        Test::Not(test) => {
            let of = tried(test, facts);
            (!of.answer, vec![of])
        }
        Test::Leaf(leaf) => (criteria::ask(leaf, facts), Vec::new()),
    };
    Tried { answer, of }
}

/// All that `judged` depends on, as short as may be.
pub(super) fn key(selection: &Selection<'_>, application: ApplicationId, key: &mut Vec<Answer>) {
    let facts = selection.facts(application);
    key.clear();
    for (id, criterion) in selection.rules.criteria.each() {
        key.push(selection.judgements[application].answer(id));
        let together = !matches!(criterion.test, Test::Leaf(_));
        let leaves = together.then(|| criterion.test.leaves());
        key.extend(
            leaves
                .into_iter()
                .flatten()
                .map(|leaf| criteria::ask(leaf, facts)),
        );
    }
}
