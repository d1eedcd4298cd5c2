//! Why somebody is refused: each criterion that is not met, the answers because of which it is not, and what it rests on.

use serde::Serialize;

use super::answers::{self, Answered, plain, title_of};
use crate::papers::explanation::Case;
use crate::rules::{Criterion, Language, Rules};
use crate::values::Answer;

/// A criterion that is not met, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub criterion: String,
    /// The applicant's own answers because of which it is not met.
    pub answers: Vec<Answered>,
    /// A further such answer is personal, and not said.
    pub has_personal: bool,
    pub clauses: Vec<Cited>,
}

/// A clause of the call, or a decision about it, without who took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    pub id: String,
    pub text: String,
}

/// Every criterion that is not met. Titles and clauses are the rules' own, in the rules' language: whoever judges by them must find them
/// in the call as it was published, so that no letter translates them.
pub(super) fn reasons(case: Case<'_>, language: Language) -> Vec<Reason> {
    let failed = case.record.criteria.iter();
    let failed = failed.filter(|judged| judged.answer == Answer::NotMet);
    failed
        .filter_map(|judged| {
            let mut criteria = case.rules.criteria.iter();
            let criterion = criteria.find(|criterion| criterion.id == judged.id)?;
            let (answers, has_personal) = answers::because(case, criterion, judged, language);
            Some(Reason {
                answers,
                has_personal,
                ..reason(criterion, case.rules, language)
            })
        })
        .collect()
}

pub(super) fn reason(criterion: &Criterion, rules: &Rules, language: Language) -> Reason {
    let call = &rules.call;
    let clauses = call.clauses.iter().map(|clause| (&clause.id, &clause.text));
    let decisions = call.decisions.iter().map(|one| (&one.id, &one.text));
    let cited = clauses
        .chain(decisions)
        .filter(|(id, _)| criterion.cites.contains(*id));
    Reason {
        criterion: title_of(criterion, rules, language),
        answers: Vec::new(),
        has_personal: false,
        clauses: cited
            .map(|(id, text)| Cited {
                id: plain(id),
                text: plain(text),
            })
            .collect(),
    }
}
