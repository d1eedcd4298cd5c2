//! That ratings count evened out, as people decided: about everybody's ratings, and about nobody's alone.

use super::Case;
use crate::answers::even_out::Method;
use crate::record::RecordedEvenOut;
use crate::rules::{FieldId, Subject};
use crate::rulings::Kind;

/// One sentence for each field whose ratings somebody was given and count evened out. `by_whom` says who decided, and why: that may speak of others.
pub(in crate::papers) fn said(case: Case<'_>, by_whom: bool) -> Vec<String> {
    let of_theirs = |one: &&RecordedEvenOut| {
        let at = case
            .rules
            .form
            .fields
            .position(|form| form.name == one.field);
        let evidence = at.and_then(|at: FieldId| case.evidence(Subject::Field(at)));
        evidence.is_some_and(|evidence| evidence.evened.is_some())
    };
    let evened = case.header.evened_out.iter().filter(of_theirs);
    let words = |one: &RecordedEvenOut| {
        let RecordedEvenOut { who, when, why, .. } = one;
        let title = one.title(case.rules);
        let how = how(one.by);
        if by_whom {
            return format!(
                "{title}: ratings count evened out by {}, as {who} decided on {when} ({why}): {how}; for everybody alike",
                one.by.word()
            );
        }
        format!(
            "{title}: some assessors rate more strictly than others. It was decided on {when} (`{}`) to even that out, for everybody alike: {how}.",
            Kind::EvenOut.word()
        )
    };
    evened.map(words).collect()
}

/// What the method does.
pub(in crate::papers) fn how(by: Method) -> &'static str {
    match by {
        Method::Mean => {
            "all ratings of an assessor moved by the same number of points, by as much as the others were above or below on what they shared"
        }
        Method::Rank => {
            "in place of each rating counts what stands at the same place among all ratings as it does among those of its assessor"
        }
    }
}
