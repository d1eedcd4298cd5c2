//! Each criterion in order: its clause, every alternative that was tried, and what was found.

use super::{Case, Section};
use crate::domain::Answer;
use crate::explain::record::{Judged, Question, Tried};

pub(super) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "Criteria");
    case.record.criteria.iter().for_each(|judged| criterion(case, &mut section, judged));
    section
}

fn criterion(case: Case<'_>, section: &mut Section, judged: &Judged<'_>) {
    let Some(asked) = case.header.criteria.iter().find(|asked| asked.id == judged.id) else { return };
    let (title, cites) = (&asked.title, asked.cites.join(", "));
    section.answer(0, judged.answer, format!("{} — {title} [{cites}]", judged.id));
    tried(case, section, &asked.test, (judged.answer, &judged.of), 1);
}

fn tried(case: Case<'_>, section: &mut Section, question: &Question, (answer, of): (Answer, &[Tried]), depth: usize) {
    let (word, questions) = match question {
        Question::Any(questions) => ("one of these", questions.as_slice()),
        Question::All(questions) => ("all of these", questions.as_slice()),
        Question::Not(question) => ("not", std::slice::from_ref(question.as_ref())),
        Question::Ask { of, asks } => {
            section.line(depth, format!("{of} {asks}: {}; {}", answer.words(), case.found(of)));
            return from(case, section, of, depth.saturating_add(1));
        }
    };
    section.line(depth, format!("{word}: {}", answer.words()));
    for (question, part) in questions.iter().zip(of) {
        tried(case, section, question, (part.answer, &part.of), depth.saturating_add(1));
    }
}

fn from(case: Case<'_>, section: &mut Section, of: &str, depth: usize) {
    let level = case.header.levels.iter().find(|level| level.id == of);
    for part in level.into_iter().flat_map(|level| &level.from) {
        section.line(depth, format!("from {part}: {}", case.found(part)));
        from(case, section, part, depth.saturating_add(1));
    }
}
