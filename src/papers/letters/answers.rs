//! What the applicant wrote, as a letter may quote it: nothing personal, no rating, and no more of a long text than shows which it is.

use serde::Serialize;

use crate::papers::explanation::answers::answer_or;
use crate::papers::explanation::{Case, one_line};
use crate::record::{Evidence, Judged, Known, Tried};
use crate::rules::{Criterion, CriterionId, Field, Language, Rules, Subject, Test};
use crate::rulings::Kind;
use crate::values::Answer;
use crate::values::escape::visible;
use crate::values::moment::clock_in_zone;
use crate::words::days::day;
use crate::words::to_applicant;

/// Characters of an answer that are quoted.
const QUOTED: usize = 300;

/// An answer of the applicant because of which a criterion is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// The form's own question, or the heading under which the form tool says when something was sent.
    pub question: String,
    /// None where there was no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// It is no answer, but the moment when the application was sent.
    pub is_moment: bool,
}

/// What a criterion is called in a letter: the rules' own words, but for the deadline, which has none.
pub(super) fn title_of(criterion: &Criterion, rules: &Rules, language: Language) -> String {
    let deadline = rules.criteria.find(CriterionId::DEADLINE);
    match deadline.is_some_and(|deadline| deadline.id == criterion.id) {
        true => to_applicant::deadline(language),
        false => plain(&criterion.title),
    }
}

/// What the applicant wrote into the cells of a field; none where that was nothing, or is personal.
pub(super) fn written(case: Case<'_>, field: &Field, evidence: &Evidence<'_>) -> Option<String> {
    if field.personal || field.kind.is_rating() || evidence.cells.iter().any(Option::is_none) {
        return None;
    }
    let text = plain(&answer_or(case, field, evidence, ""));
    Some(cut(text)).filter(|text| !text.is_empty())
}

/// As much of an answer as is quoted.
pub(super) fn cut(text: String) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

/// The answers because of which a criterion is not met, each once, in the order of its test; and whether one of them is personal, so
/// that it is not among them. None of what people decided whatever the answers are.
pub(super) fn because(
    case: Case<'_>,
    criterion: &Criterion,
    judged: &Judged<'_>,
    language: Language,
) -> (Vec<Answered>, bool) {
    let mut rulings = case.record.rulings.iter();
    if rulings.any(|settled| settled.kind == Kind::Override && settled.about == judged.id) {
        return (Vec::new(), false);
    }
    let mut subjects = Vec::new();
    hurting(
        &criterion.test,
        judged.answer,
        &judged.of,
        true,
        &mut subjects,
    );
    let mut at = 0;
    // A level is not asked; what it is derived from is.
    while let Some(subject) = subjects.get(at).copied() {
        for below in case.rules.derived_from(subject) {
            if !subjects.contains(&below) {
                subjects.push(below);
            }
        }
        at = at.saturating_add(1);
    }
    let mut answers: Vec<Answered> = Vec::new();
    let mut is_personal = false;
    for (id, field) in case.fields() {
        if !subjects.contains(&Subject::Field(id)) || field.kind.is_rating() {
            continue;
        }
        if field.personal {
            is_personal = true;
            continue;
        }
        let question = case.question(field);
        let found = case.evidence(Subject::Field(id));
        let (Some(question), Some(found)) = (question, found) else {
            continue;
        };
        answers.push(Answered {
            question: plain(&question),
            answer: match &found.value {
                Some(Known::Instant(instant)) => Some(moment(case, instant, language)),
                _ => written(case, field, found),
            },
            is_moment: id == case.rules.call.submitted,
        });
    }
    (answers, is_personal)
}

/// A moment in the zone of the call, by which its deadline is: `30 March 2019, 04:30:00 (+01 Europe/Warsaw)`.
pub(super) fn moment(case: Case<'_>, instant: &str, language: Language) -> String {
    let Ok(instant) = instant.parse() else {
        return instant.to_owned();
    };
    let (clock, zone) = clock_in_zone(instant, &case.rules.call.zone);
    let (date, time) = (clock.date(), clock.time());
    format!("{}, {time} ({zone})", day(date, language))
}

/// The subjects of those conditions that keep a test from coming out as it is `wanted`.
fn hurting(test: &Test, answer: Answer, of: &[Tried], wanted: bool, into: &mut Vec<Subject>) {
    if answer != Answer::from(!wanted) {
        return;
    }
    match test {
        Test::Leaf(leaf) if into.contains(&leaf.subject) => {}
        Test::Leaf(leaf) => into.push(leaf.subject),
        Test::Any(tests) | Test::All(tests) => {
            for (test, part) in tests.iter().zip(of) {
                hurting(test, part.answer, &part.of, wanted, into);
            }
        }
        Test::Not(inner) => {
            if let Some(part) = of.first() {
                hurting(inner, part.answer, &part.of, !wanted, into);
            }
        }
    }
}

/// A text as it stands in a letter: one line, which cannot begin a paragraph, and nothing that turns its direction round.
pub(super) fn plain(text: &str) -> String {
    let line = one_line(text.to_owned());
    visible(line.trim()).into_owned()
}
