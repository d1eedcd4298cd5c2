//! The answers a field can have, as far as rules can tell them apart: finitely many, because rules are.
//!
//! Numbers, days and moments are cut where a rule cuts them; there is an answer at every cut and one between each two.
//! Countries in the same lists are one answer. The answers are texts that go through the same readers as everybody's.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::criteria::{Bound, Moment};
use super::form::{Bounds, Dates};
use super::{Field, FieldId, Kind, Options, Rules, Set, Subject};
use crate::values::countries::{self, Named};
use crate::values::number::{DecimalMark, Marks};
use crate::values::{Choices, Country};

/// Up to so many options every set of them is an answer; of more, each alone, each two, and all.
pub const EVERY_SET: usize = 6;
/// How near to a cut a number is that stands for all between it and the next.
pub const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
/// Where points lie on a line, every whole number is an answer when there are no more.
const EACH: u32 = 200;

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
pub struct Possible {
    /// What the field's cells say, one a reader; the blank answer first.
    pub answers: Vec<Vec<String>>,
    /// Whether no rule can tell any other answer from all of these.
    pub complete: bool,
}

/// What a field can be answered with; none for a field the rules do not have.
pub fn domain(rules: &Rules, field: FieldId) -> Option<Domain<'_>> {
    Some(match &rules.form.fields.get(field.0)?.kind {
        Kind::Text => Domain::Apart(texts(rules, field)),
        Kind::Id => Domain::Apart(vec!["X-1".to_owned()]),
        Kind::Email => Domain::Apart(vec!["somebody@example.org".to_owned()]),
        Kind::Country => Domain::Apart(countries_apart(rules, field)),
        Kind::Choice(options) => Domain::One(options),
        Kind::Choices(options, separator) => Domain::Several(options, *separator),
        Kind::Scale(scale) => {
            let levels = rules
                .form
                .scales
                .get(scale.0)
                .map_or(&[][..], |scale| scale.levels.as_slice());
            Domain::Scale(levels.iter().map(|(name, _)| name.clone()).collect())
        }
        Kind::YesNo { .. } => Domain::YesNo,
        Kind::Number(bounds) => Domain::Numbers(bounds),
        Kind::Rating(bounds) => Domain::Ratings(bounds),
        Kind::Date(dates) => Domain::Moments(days(rules, field, *dates)),
        Kind::Timestamp(..) => Domain::Moments(moments(rules, field)),
    })
}

/// The answers of a field; only the blank one for a field the rules do not have.
pub fn possible(rules: &Rules, field: FieldId) -> Possible {
    let (Some(form), Some(domain)) = (rules.form.fields.get(field.0), domain(rules, field)) else {
        return Possible {
            answers: vec![vec![String::new()]],
            complete: true,
        };
    };
    let complete =
        !matches!(domain, Domain::Several(options, _) if options.options.len() > EVERY_SET);
    let answers = match domain {
        Domain::Apart(answers) | Domain::Moments(answers) | Domain::Scale(answers) => answers,
        Domain::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        Domain::One(options) => singles(options),
        Domain::Several(options, separator) => several(options, separator),
        Domain::Numbers(_) | Domain::Ratings(_) => numbers(rules, field)
            .into_iter()
            .map(|number| written(form, number))
            .collect(),
    };
    let cells = |answer: String| vec![answer; form.readers.len()];
    Possible {
        answers: std::iter::once(String::new())
            .chain(answers)
            .map(cells)
            .collect(),
        complete,
    }
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

/// A number as a cell of the field says it.
pub fn written(field: &Field, number: Decimal) -> String {
    let text = number.normalize().to_string();
    match field.kind.bounds().map(|bounds| bounds.marks) {
        Some(Marks::Only(DecimalMark::Comma)) => text.replace('.', ","),
        // Three decimals could be thousands.
        Some(Marks::Undeclared | Marks::Either) if number.normalize().scale() == 3 => {
            format!("{text}0")
        }
        _ => text,
    }
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

/// One country for all that are in the same sets, and every place that the rules settle.
fn countries_apart(rules: &Rules, field: FieldId) -> Vec<String> {
    let sets: Vec<&Set> = rules.sets_of(Subject::Field(field)).collect();
    let mut seen = BTreeSet::new();
    let is_in = |country: Country| -> Vec<bool> {
        sets.iter().map(|set| set.has_country(country)).collect()
    };
    // Codes that could be another word are asked about; the names are not.
    let codes =
        countries::table::places().map(|place| match countries::find(&place.code.to_string()) {
            Named::Suggest(..) => place.name.to_owned(),
            _ => place.code.to_string(),
        });
    let settled = rules
        .form
        .standing_answers
        .iter()
        .map(|answer| answer.place.name.to_owned());
    codes
        .filter(|code| match countries::find(code) {
            Named::Country(country) => seen.insert(is_in(country)),
            Named::Ask(_) | Named::Several(_) | Named::Suggest(..) | Named::Unknown => false,
        })
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

/// The numbers at which some rule cuts a field, its bounds included.
pub fn cuts(rules: &Rules, field: FieldId) -> BTreeSet<Decimal> {
    let subject = Subject::Field(field);
    let Some(bounds) = rules.field(subject).and_then(|field| field.kind.bounds()) else {
        return BTreeSet::new();
    };
    let compared = rules
        .asked_of(subject)
        .filter_map(|leaf| match leaf.ask.bound()? {
            Bound::Number(number) => Some(number),
            Bound::Level(_) => None,
        });
    let numbers = compared.chain(
        rules
            .sets_of(subject)
            .flat_map(|set| set.numbers().iter().copied()),
    );
    let plain = numbers
        .filter(|number| number.of == 1)
        .map(|number| number.sum);
    let awarded = rules
        .worths_of(subject)
        .flat_map(|worth| worth.award.cuts());
    let mut cuts: BTreeSet<Decimal> = bounds.min.into_iter().chain(bounds.max).collect();
    cuts.extend(plain.chain(awarded));
    cuts
}

/// Whether some rule gives a field points on a straight line, so that more than its cuts matters.
pub fn is_on_a_line(rules: &Rules, field: FieldId) -> bool {
    rules
        .worths_of(Subject::Field(field))
        .any(|worth| worth.award.line().is_some())
}

/// The numbers at which some rule cuts, and one between each two; integers where there is one.
pub fn numbers(rules: &Rules, field: FieldId) -> Vec<Decimal> {
    let Some(bounds) = rules
        .field(Subject::Field(field))
        .and_then(|field| field.kind.bounds())
    else {
        return Vec::new();
    };
    let mut cuts = cuts(rules, field);
    let below = cuts
        .first()
        .filter(|_| bounds.min.is_none())
        .map(|first| first.saturating_sub(Decimal::ONE));
    let above = cuts
        .last()
        .filter(|_| bounds.max.is_none())
        .map(|last| last.saturating_add(Decimal::ONE));
    cuts.extend(below.into_iter().chain(above));
    if cuts.is_empty() {
        cuts.insert(Decimal::ZERO);
    }
    let between: Vec<Decimal> = cuts
        .iter()
        .zip(cuts.iter().skip(1))
        .map(|(low, high)| between(*low, *high))
        .collect();
    cuts.extend(between);
    cuts.into_iter().collect()
}

/// The same, and what is as near to each as can be: what is earned on a line or by a rating differs there.
pub fn numbers_near(rules: &Rules, field: FieldId) -> Vec<Decimal> {
    let all = numbers(rules, field);
    let (least, most) = (all.first().copied(), all.last().copied());
    let near = |number: &Decimal| {
        [
            number.saturating_sub(NEAR),
            *number,
            number.saturating_add(NEAR),
        ]
    };
    let mut near: Vec<Decimal> = all.iter().flat_map(near).collect();
    near.retain(|number| Some(*number) >= least && Some(*number) <= most);
    near.sort();
    near.dedup();
    near
}

/// Every whole number within the bounds and the bounds themselves; the bounds alone where there are more than [`EACH`], and
/// nothing where there are no bounds.
pub fn whole(bounds: &Bounds) -> BTreeSet<Decimal> {
    let (Some(min), Some(max)) = (bounds.min, bounds.max) else {
        return BTreeSet::new();
    };
    let mut numbers = BTreeSet::from([min, max]);
    let mut number = min.floor().saturating_add(Decimal::ONE);
    while number < max && max.saturating_sub(min) <= Decimal::from(EACH) {
        numbers.insert(number);
        number = number.saturating_add(Decimal::ONE);
    }
    numbers
}

/// A number above `low` and below `high`: the least whole one, else the middle.
fn between(low: Decimal, high: Decimal) -> Decimal {
    let whole = low.floor().saturating_add(Decimal::ONE);
    let middle = || {
        low.saturating_add(high)
            .checked_div(Decimal::TWO)
            .unwrap_or(low)
    };
    if whole < high { whole } else { middle() }
}

/// The moments that rules compare a field with.
fn compared(rules: &Rules, field: FieldId) -> impl Iterator<Item = Moment> {
    rules
        .asked_of(Subject::Field(field))
        .filter_map(|leaf| leaf.ask.moment())
}

fn days(rules: &Rules, field: FieldId, Dates { min, max, .. }: Dates) -> Vec<String> {
    let cuts: BTreeSet<Date> = compared(rules, field)
        .filter_map(|moment| match moment {
            Moment::Date(date) => Some(date),
            Moment::Instant(_) => None,
        })
        .collect();
    let around = |date: Date| {
        [date.yesterday().ok(), Some(date), date.tomorrow().ok()]
            .into_iter()
            .flatten()
    };
    let mut days: BTreeSet<Date> = cuts
        .into_iter()
        .flat_map(around)
        .chain(min)
        .chain(max)
        .collect();
    days.retain(|day| min.is_none_or(|min| *day >= min) && max.is_none_or(|max| *day <= max));
    if days.is_empty() {
        days.insert(Date::constant(2000, 1, 1));
    }
    days.iter().map(ToString::to_string).collect()
}

fn moments(rules: &Rules, field: FieldId) -> Vec<String> {
    let second = SignedDuration::from_secs(1);
    let around = |at: Timestamp| {
        [
            at.checked_sub(second).ok(),
            Some(at),
            at.checked_add(second).ok(),
        ]
    };
    let cuts = compared(rules, field).filter_map(|moment| match moment {
        Moment::Instant(at) => Some(at),
        Moment::Date(_) => None,
    });
    let mut moments: BTreeSet<Timestamp> = cuts.flat_map(around).flatten().collect();
    if moments.is_empty() {
        moments.insert(Timestamp::UNIX_EPOCH);
    }
    moments.iter().map(ToString::to_string).collect()
}
