//! What an answer stands for, in words: a country for its lists, a number for a range.

use std::collections::BTreeSet;

use crate::answers::types::number;
use crate::rules::criteria::Ask;
use crate::rules::domains::cuts;
use crate::rules::{Field, FieldId, Kind, Rules, Set, Subject, Test};
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
    let moment = matches!(form.kind, Kind::Date(_) | Kind::Timestamp(..));
    if !moment && !matches!(form.kind, Kind::Number(_) | Kind::Rating(_)) {
        let mut said: Vec<String> = Vec::new();
        for words in here.into_iter().map(each) {
            // Answers that only points tell apart may have the same words.
            if !said.contains(&words) {
                said.push(words);
            }
        }
        return said;
    }
    let cuts = match &form.kind {
        Kind::Number(_) => cuts(rules, field),
        _ => BTreeSet::new(),
    };
    let is_cut = |at: usize| match (&form.kind, answers.get(at)) {
        (Kind::Number(bounds), Some(text)) => {
            number::value(bounds, text).is_some_and(|number| cuts.contains(&number))
        }
        _ => false,
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
    let is_in =
        |set: &Set| matches!(set, Set::Countries(all) if all.binary_search(&country).is_ok());
    let leaves = rules
        .tests()
        .flat_map(Test::leaves)
        .filter(|leaf| leaf.subject == Subject::Field(field));
    let (mut lists, mut named) = (Vec::new(), false);
    for leaf in leaves {
        match &leaf.ask {
            Ask::InList(list) => {
                let list = rules.lists.get(list.0).filter(|list| is_in(&list.values));
                lists.extend(
                    list.map(|list| list.id.as_str())
                        .filter(|id| !lists.contains(id))
                        .into_iter()
                        .collect::<Vec<_>>(),
                );
            }
            Ask::OneOf(set) => named |= is_in(set),
            _ => {}
        }
    }
    match (named, lists.as_slice()) {
        (true, _) => code.to_owned(),
        (false, []) => "any other country".to_owned(),
        (false, lists) => format!("any country in the list {}", lists.join(" and ")),
    }
}
