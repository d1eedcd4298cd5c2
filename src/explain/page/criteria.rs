//! Each criterion in order: its clause, every alternative that was tried, what was found, and what would have met it.

use super::derived::derivation;
use super::{Case, Section};
use crate::decisions;
use crate::domain::Answer;
use crate::explain::record::{Judged, Settled, Tried};
use crate::explain::{wanted, words};
use crate::rules::Test;
use crate::rules::criteria::Leaf;

pub(super) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "Criteria");
    let said = Said { places: true, depth: 0 };
    case.record.criteria.iter().for_each(|judged| criterion(case, &mut section, judged, said));
    section
}

/// How a criterion is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// With columns, rows and lines.
    pub(super) places: bool,
    /// How deep the criterion stands.
    pub(super) depth: usize,
}

/// One criterion with everything under it.
pub(super) fn criterion(case: Case<'_>, section: &mut Section, judged: &Judged<'_>, said: Said) {
    let Some(criterion) = case.rules.criteria.iter().find(|criterion| criterion.id == judged.id) else { return };
    let cites = criterion.cites.join(", ");
    let head = format!("{} — {} [{cites}]", criterion.id, criterion.title);
    section.answer(said.depth, judged.answer, head);
    let by_people = |settled: &&Settled<'_>| {
        matches!(settled.decision, decisions::Kind::Override | decisions::Kind::AcceptLate)
            && settled.about == judged.id
    };
    let mut answer = judged.answer;
    if let Some(settled) = case.record.decisions.iter().find(by_people) {
        section.line(said.depth.saturating_add(1), "decided by people, whatever the rules make of the answers:");
        // Below stands what the rules make of them.
        let answers = [Answer::Met, Answer::NotMet, Answer::Unclear].into_iter();
        answer = answers.into_iter().find(|answer| settled.was.as_deref() == Some(answer.words())).unwrap_or(answer);
    }
    let tree = Tree { case, said, open: answer != Answer::Met };
    tree.tried(section, &criterion.test, (answer, &judged.of), (said.depth.saturating_add(1), true));
}

#[derive(Clone, Copy)]
struct Tree<'a> {
    case: Case<'a>,
    said: Said,
    /// The criterion is not met, so that it matters what would have met it.
    open: bool,
}

impl Tree<'_> {
    /// `met` is the answer that helps the criterion: no where the test stands under a not.
    fn tried(self, section: &mut Section, test: &Test, (answer, of): (Answer, &[Tried]), (depth, met): (usize, bool)) {
        let (word, tests, met_inside) = match test {
            Test::Any(tests) => ("one of these", tests.as_slice(), met),
            Test::All(tests) => ("all of these", tests.as_slice(), met),
            Test::Not(test) => ("not", std::slice::from_ref(test.as_ref()), !met),
            Test::Leaf(leaf) => return self.leaf(section, leaf, answer, (depth, met)),
        };
        section.line(depth, format!("{word}: {}", answer.words()));
        for (test, part) in tests.iter().zip(of) {
            self.tried(section, test, (part.answer, &part.of), (depth.saturating_add(1), met_inside));
        }
    }

    fn leaf(self, section: &mut Section, leaf: &Leaf, answer: Answer, (depth, met): (usize, bool)) {
        let (case, rules) = (self.case, self.case.rules);
        let of = words::subject(rules, leaf.subject);
        let asks = words::ask(rules, leaf);
        section.line(depth, format!("{of} {asks}: {}; {}", answer.words(), case.found(leaf.subject, self.said.places)));
        if self.open && answer != Answer::from(met) {
            let verb = if met { "would be met by" } else { "would not be met by" };
            section.line(depth.saturating_add(1), format!("{verb} {}", wanted::wanted(rules, leaf, met)));
        }
        derivation(case, section, leaf.subject, (depth.saturating_add(1), self.said.places));
    }
}
