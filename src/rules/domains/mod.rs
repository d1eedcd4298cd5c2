//! The answers a field can have, as far as rules can tell them apart: finitely many equivalence
//! classes, because rules are finite, each with a representative.
//!
//! Numbers, days and moments are cut where a rule cuts them; there is an answer at every cut and one between each two.
//! Countries in the same lists are one answer. The answers are texts that go through the same readers as everybody's.

mod moments;
mod numbers;

use std::collections::BTreeSet;

use super::form::Bounds;
use super::{FieldId, Kind, Options, Rules, Set, Subject};
use crate::values::countries;
use crate::values::{Choices, Country};
pub use numbers::{NEAR, cuts, is_on_a_line, numbers, numbers_near, whole, written};

/// Up to so many options every set of them is an answer; of more, each alone, each two, and all.
pub const EVERY_SET: usize = 6;

/// What a field can be answered with, as far as rules can tell, and how its answers hang together.
#[derive(Debug)]
pub enum Domain<'r> {
    /// None is nearer to another than the rest.
    Apart(Vec<String>),
    /// Days or moments in their order; nothing bounds them but what the rules ask.
    Moments(Vec<String>),
    /// The levels of a scale, worst first.
    Scale(Vec<String>),
    YesNo,
    One(&'r Options),
    /// Any number of options, separated.
    Several(&'r Options, char),
    Numbers(&'r Bounds),
    /// Numbers that one assessor gives, or several.
    Ratings(&'r Bounds),
}

/// The answers that stand for all a field can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representatives {
    /// What the field's cells say, one for each assessor; the blank answer first.
    pub answers: Vec<Vec<String>>,
    /// Whether no rule can tell any other answer from all of these.
    pub complete: bool,
}

/// What a field can be answered with; none for a field the rules do not have.
pub fn domain(rules: &Rules, field: FieldId) -> Option<Domain<'_>> {
    Some(match &rules.form.fields.find(field)?.kind {
        Kind::Text => Domain::Apart(texts(rules, field)),
        Kind::Id => Domain::Apart(vec!["X-1".to_owned()]),
        Kind::Email => Domain::Apart(vec!["somebody@example.org".to_owned()]),
        Kind::Country => Domain::Apart(countries_apart(rules, field)),
        Kind::Choice(options) => Domain::One(options),
        Kind::Choices(options, separator) => Domain::Several(options, *separator),
        Kind::Scale(scale) => {
            let levels = &rules.form.scales[*scale].levels;
            Domain::Scale(levels.iter().map(|(name, _)| name.clone()).collect())
        }
        Kind::YesNo { .. } => Domain::YesNo,
        Kind::Number(bounds) => Domain::Numbers(bounds),
        Kind::Rating(bounds) => Domain::Ratings(bounds),
        Kind::Date(dates) => Domain::Moments(moments::days(rules, field, *dates)),
        Kind::Timestamp(..) => Domain::Moments(moments::moments(rules, field)),
    })
}

/// The answers of a field; only the blank one for a field the rules do not have.
pub fn representatives(rules: &Rules, field: FieldId) -> Representatives {
    let (Some(form), Some(domain)) = (rules.form.fields.find(field), domain(rules, field)) else {
        return Representatives {
            answers: vec![vec![String::new()]],
            complete: true,
        };
    };
    let complete =
        !matches!(domain, Domain::Several(options, _) if options.options.len() > EVERY_SET);
    let answers: Vec<Vec<String>> = match domain {
        Domain::Apart(answers) | Domain::Moments(answers) | Domain::Scale(answers) => one(answers),
        Domain::YesNo => one(vec!["yes".to_owned(), "no".to_owned()]),
        Domain::One(options) => one(singles(options)),
        Domain::Several(options, separator) => one(several(options, separator)),
        Domain::Numbers(_) | Domain::Ratings(_) => numbers(rules, field)
            .into_iter()
            .map(|number| numbers::cells(form, number))
            .collect(),
    };
    let blank = vec![String::new(); form.assessors.len()];
    Representatives {
        answers: std::iter::once(blank).chain(answers).collect(),
        complete,
    }
}

/// Answers that stand in one cell each.
fn one(answers: Vec<String>) -> Vec<Vec<String>> {
    answers.into_iter().map(|answer| vec![answer]).collect()
}

/// Each of one with each of the others, the last changing first.
pub fn together<T: Clone>(each: &[Vec<T>]) -> Vec<Vec<T>> {
    each.iter().fold(vec![Vec::new()], |all, next| {
        let with = |row: &Vec<T>| -> Vec<Vec<T>> {
            next.iter()
                .map(|one| row.iter().chain([one]).cloned().collect())
                .collect()
        };
        all.iter().flat_map(with).collect()
    })
}

/// Every set of so many things, by their positions; the empty one first.
pub fn subsets(count: usize) -> Vec<Vec<usize>> {
    (0..count).fold(vec![Vec::new()], |sets, one| {
        let with: Vec<Vec<usize>> = sets
            .iter()
            .map(|set| set.iter().copied().chain([one]).collect())
            .collect();
        sets.into_iter().chain(with).collect()
    })
}

fn texts(rules: &Rules, field: FieldId) -> Vec<String> {
    let mut texts: BTreeSet<String> = rules
        .sets_of(Subject::Field(field))
        .flat_map(Set::texts)
        .cloned()
        .collect();
    // Longer than any of them, so that it is none of them.
    let other = texts
        .iter()
        .map(String::len)
        .max()
        .unwrap_or_default()
        .saturating_add(1);
    texts.insert("x".repeat(other));
    texts.into_iter().collect()
}

/// One country for all that are in the same sets, and every territory that the rules settle.
fn countries_apart(rules: &Rules, field: FieldId) -> Vec<String> {
    let sets: Vec<&Set> = rules.sets_of(Subject::Field(field)).collect();
    let mut seen = BTreeSet::new();
    let is_in = |country: Country| -> Vec<bool> {
        sets.iter().map(|set| set.has_country(country)).collect()
    };
    let settled = rules
        .form
        .standing_answers
        .iter()
        .map(|answer| answer.territory.name.to_owned());
    countries::written()
        .iter()
        .filter(|(country, _)| seen.insert(is_in(*country)))
        .map(|(_, text)| text.clone())
        .chain(settled)
        .collect()
}

/// An answer that is none of the options, nor near one.
const OTHER: &str = Choices::BESIDE;

fn singles(options: &Options) -> Vec<String> {
    let other = options.other.then(|| OTHER.to_owned());
    options
        .options
        .iter()
        .map(|(id, _)| id.clone())
        .chain(other)
        .collect()
}

fn several(options: &Options, separator: char) -> Vec<String> {
    let each = singles(options);
    let joined = |chosen: &[usize]| {
        let names: Vec<&str> = chosen
            .iter()
            .filter_map(|at| each.get(*at))
            .map(String::as_str)
            .collect();
        names.join(&separator.to_string())
    };
    let count = each.len();
    if options.options.len() <= EVERY_SET {
        return subsets(count)
            .iter()
            .skip(1)
            .map(|set| joined(set))
            .collect();
    }
    let pairs = (0..count)
        .flat_map(|one| (one.saturating_add(1)..count).map(move |other| vec![one, other]));
    let sets = (0..count)
        .map(|one| vec![one])
        .chain(pairs)
        .chain([(0..count).collect()]);
    sets.map(|set| joined(&set)).collect()
}
