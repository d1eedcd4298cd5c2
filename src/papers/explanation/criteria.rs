//! Each criterion in order: its clause, every alternative that was tried, what was found, and what would have met it.

use super::derived::derivation;
use super::{Case, Section};
use crate::papers::titles;
use crate::record::{Judged, Settled, Tried};
use crate::rules::Test;
use crate::rules::criteria::Leaf;
use crate::rulings;
use crate::values::Answer;

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "Criteria");
    let said = Said {
        located: true,
        numbered: false,
        depth: 0,
    };
    case.record
        .criteria
        .iter()
        .for_each(|judged| criterion(case, &mut section, judged, said));
    section
}

/// How a criterion is said.
#[derive(Debug, Clone, Copy)]
pub(in crate::papers) struct Said {
    /// With columns, rows and lines.
    pub(in crate::papers) located: bool,
    /// What it cites is told by numbers of the letter's list: ids are words of the rules file, which an applicant does not have.
    pub(in crate::papers) numbered: bool,
    /// How deep the criterion stands.
    pub(in crate::papers) depth: usize,
}

/// One criterion with everything under it.
pub(in crate::papers) fn criterion(
    case: Case<'_>,
    section: &mut Section,
    judged: &Judged<'_>,
    said: Said,
) {
    let Some(criterion) = case
        .rules
        .criteria
        .iter()
        .find(|criterion| criterion.id == judged.id)
    else {
        return;
    };
    let cites = match said.numbered {
        true => case.numbers(&criterion.cites),
        false => criterion.cites.join(", "),
    };
    let id = match said.located {
        true => format!(" ({})", criterion.id),
        false => String::new(),
    };
    let head = format!("{}{id} [{cites}]", criterion.title);
    section.answer(said.depth, judged.answer, head);
    let by_people = |settled: &&Settled<'_>| {
        matches!(
            settled.kind,
            rulings::Kind::Override | rulings::Kind::AcceptLate
        ) && settled.about == judged.id
    };
    let mut answer = judged.answer;
    if let Some(settled) = case.record.rulings.iter().find(by_people) {
        section.line(
            said.depth.saturating_add(1),
            "decided by people, whatever the rules make of the answers:",
        );
        // Below stands what the rules make of them.
        let answers = [Answer::Met, Answer::NotMet, Answer::Unclear].into_iter();
        answer = answers
            .into_iter()
            .find(|answer| settled.was.as_deref() == Some(answer.words()))
            .unwrap_or(answer);
    }
    if answer != Answer::Unclear
        && by_parts(case, &criterion.test, answer, &judged.of) == Answer::Unclear
    {
        let words = format!(
            "an answer is open; whatever it is, the criterion is {}:",
            answer.words()
        );
        section.line(said.depth.saturating_add(1), words);
    }
    let tree = Tree {
        case,
        said,
        open: answer != Answer::Met,
    };
    tree.tried(
        section,
        &criterion.test,
        (answer, &judged.of),
        (said.depth.saturating_add(1), true),
    );
}

/// What a test comes to where each of its parts stands by itself, and one whose answer cannot be read is unknown. All answers together
/// may decide what that leaves open.
fn by_parts(case: Case<'_>, test: &Test, answer: Answer, of: &[Tried]) -> Answer {
    let parts = || of.iter().map(|part| part.answer);
    match test {
        Test::Any(_) => Answer::any(parts()),
        Test::All(_) => Answer::all(parts()),
        Test::Not(_) => parts().next().map_or(answer, |inner| !inner),
        Test::Leaf(leaf) => {
            let open = case
                .evidence(leaf.subject)
                .is_some_and(|evidence| evidence.problem.is_some());
            if open { Answer::Unclear } else { answer }
        }
    }
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
    fn tried(
        self,
        section: &mut Section,
        test: &Test,
        (answer, of): (Answer, &[Tried]),
        (depth, met): (usize, bool),
    ) {
        let (word, tests, of, met_inside) = match test {
            Test::Any(tests) => ("one of these", tests.as_slice(), of, met),
            Test::All(tests) => ("all of these", tests.as_slice(), of, met),
            Test::Leaf(leaf) => return self.leaf(section, leaf, answer, (depth, met, false)),
            // One line with one answer: two that contradict each other can be read either way.
            Test::Not(inner) => {
                let of = of.first().map_or(&[][..], |inner| inner.of.as_slice());
                match inner.as_ref() {
                    Test::Leaf(leaf) => {
                        return self.leaf(section, leaf, answer, (depth, !met, true));
                    }
                    Test::Not(same) => {
                        let of = of.first().map_or(&[][..], |inner| inner.of.as_slice());
                        return self.tried(section, same, (answer, of), (depth, met));
                    }
                    Test::Any(tests) => ("none of these", tests.as_slice(), of, !met),
                    Test::All(tests) => ("not all of these", tests.as_slice(), of, !met),
                }
            }
        };
        section.line(depth, format!("{word}: {}", answer.words()));
        for (test, part) in tests.iter().zip(of) {
            self.tried(
                section,
                test,
                (part.answer, &part.of),
                (depth.saturating_add(1), met_inside),
            );
        }
    }

    /// `wanted` is the answer of the leaf itself that helps the criterion; `negated`: the answer is that of `not (…)`.
    fn leaf(
        self,
        section: &mut Section,
        leaf: &Leaf,
        answer: Answer,
        (depth, wanted, negated): (usize, bool, bool),
    ) {
        let case = self.case;
        let of = titles::subject(case.rules, leaf.subject);
        let asks = case.asks(leaf, self.said.located);
        let asks = if negated {
            format!("not ({of} {asks})")
        } else {
            format!("{of} {asks}")
        };
        section.line(
            depth,
            format!(
                "{asks}: {}; {}",
                answer.words(),
                case.found(leaf.subject, self.said.located)
            ),
        );
        let helps = wanted != negated;
        if self.open && answer != Answer::from(helps) {
            let verb = if helps {
                "would be met by"
            } else {
                "would not be met by"
            };
            let would_be = case.would_meet(leaf, wanted, self.said.located);
            section.line(depth.saturating_add(1), format!("{verb} {would_be}"));
        }
        derivation(
            case,
            section,
            leaf.subject,
            (depth.saturating_add(1), self.said.located),
        );
    }
}
