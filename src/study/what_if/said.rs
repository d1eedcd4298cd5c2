//! What an answer stands for, in words: a country for its lists, a number for a range.

use std::collections::BTreeSet;

use crate::answers::types::number;
use crate::rules::domains::{Domain, cuts, domain};
use crate::rules::{Field, FieldId, Kind, Rules, Subject};
use crate::values::countries::{self, Named};
use crate::values::moment;

/// Those of the answers that are marked; where answers have an order, those that follow each other in one.
pub(super) fn all_said(
    rules: &Rules,
    field: FieldId,
    form: &Field,
    answers: &[String],
    marked: &[bool],
) -> Vec<String> {
    let each = |at: usize| {
        answers
            .get(at)
            .map(|text| said(rules, field, form, text))
            .unwrap_or_default()
    };
    let here: Vec<usize> = (0..answers.len())
        .filter(|at| marked.get(*at) == Some(&true))
        .collect();
    let moment = matches!(domain(rules, field), Some(Domain::Moments(_)));
    if !moment && form.kind.bounds().is_none() {
        let mut said: Vec<String> = Vec::new();
        for words in here.into_iter().map(each) {
            // Answers that only points tell apart may have the same words.
            if !said.contains(&words) {
                said.push(words);
            }
        }
        return said;
    }
    // Of ratings every whole one was tried, whatever cuts.
    let bounds = form.kind.bounds().filter(|_| !form.kind.is_rating());
    let cuts = bounds.map_or_else(BTreeSet::new, |_| cuts(rules, field));
    let is_cut = |at: usize| {
        let number = bounds
            .zip(answers.get(at))
            .and_then(|(bounds, text)| number::value(bounds, text));
        number.is_some_and(|number| cuts.contains(&number))
    };
    let runs = here.chunk_by(|left, right| left.saturating_add(1) == *right);
    let run = |run: &[usize]| -> Option<String> {
        let (from, to) = (*run.first()?, *run.last()?);
        // Nothing bounds a day or a moment but what the rules ask.
        let (begins, ends) = (
            moment && from == 0,
            moment && to.saturating_add(1) == answers.len(),
        );
        Some(match (begins, ends) {
            (true, true) => "at any time".to_owned(),
            (true, false) => format!("not after {}", each(to)),
            (false, true) => format!("{} or later", each(from)),
            (false, false) => {
                // A number between two cuts stands for all between them.
                let above = from
                    .checked_sub(1)
                    .filter(|before| !is_cut(from) && is_cut(*before))
                    .map(each);
                let below = Some(to.saturating_add(1))
                    .filter(|after| !is_cut(to) && is_cut(*after))
                    .map(each);
                match (above, below) {
                    (Some(above), Some(below)) => format!("above {above} and below {below}"),
                    (Some(above), None) => format!("above {above} to {}", each(to)),
                    (None, Some(below)) => format!("{} to below {below}", each(from)),
                    (None, None) if from == to => each(from),
                    (None, None) => format!("{} to {}", each(from), each(to)),
                }
            }
        })
    };
    runs.filter_map(run).collect()
}

/// What an answer stands for.
pub(super) fn said(rules: &Rules, field: FieldId, form: &Field, text: &str) -> String {
    let known = |options: &crate::rules::Options, text: &str| {
        options.options.iter().any(|(id, _)| id == text)
    };
    match &form.kind {
        Kind::Country => country(rules, field, text),
        Kind::Choice(options) if !known(options, text) => "something else".to_owned(),
        Kind::Choices(options, separator) => {
            let named = text.split(*separator).map(|part| {
                if known(options, part) {
                    part
                } else {
                    "something else"
                }
            });
            named.collect::<Vec<_>>().join(" and ")
        }
        Kind::Text if text.bytes().all(|byte| byte == b'x') => "any other text".to_owned(),
        Kind::Email => "any address".to_owned(),
        Kind::Timestamp(..) => text.parse().map_or_else(
            |_| text.to_owned(),
            |moment| moment::in_zone(moment, &rules.call.zone),
        ),
        _ => text.to_owned(),
    }
}

/// A country stands for all that are in the same lists.
fn country(rules: &Rules, field: FieldId, code: &str) -> String {
    let Named::Country(country) = countries::find(code) else {
        return code.to_owned();
    };
    let (mut lists, mut named) = (Vec::new(), false);
    for leaf in rules.asked_of(Subject::Field(field)) {
        let is_in = leaf
            .ask
            .set(&rules.lists)
            .is_some_and(|set| set.has_country(country));
        match leaf.ask.list().map(|list| &rules.lists[list]) {
            Some(list) if is_in && !lists.contains(&list.id.as_str()) => {
                lists.push(list.id.as_str());
            }
            Some(_) => {}
            None => named |= is_in,
        }
    }
    match (named, lists.as_slice()) {
        (true, _) => code.to_owned(),
        (false, []) => "any other country".to_owned(),
        (false, lists) => format!("any country in the list {}", lists.join(" and ")),
    }
}
