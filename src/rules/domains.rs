//! The answers a field can have, as far as rules can tell them apart: finitely many, because rules are.
//!
//! Numbers, days and moments are cut where a rule cuts them; there is an answer at every cut and one between each two.
//! Countries in the same lists are one answer. The answers are texts that go through the same readers as everybody's.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::criteria::{Ask, Bound, Moment};
use super::{Award, Field, FieldId, Kind, Options, Rules, Set, Subject};
use crate::values::countries::{self, Named};
use crate::values::number::{DecimalMark, Marks};
use crate::values::{Choices, Country, Number};

/// Up to so many options every set of them is an answer; of more, each alone, each two, and all.
const EVERY_SET: usize = 6;

/// The answers that stand for all a field can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible {
    /// What the field's cells say, one a reader; the blank answer first.
    pub answers: Vec<Vec<String>>,
    /// Whether no rule can tell any other answer from all of these.
    pub complete: bool,
}

/// The answers of a field; only the blank one for a field the rules do not have.
pub fn possible(rules: &Rules, field: FieldId) -> Possible {
    let Some(form) = rules.form.fields.get(field.0) else {
        return Possible {
            answers: vec![vec![String::new()]],
            complete: true,
        };
    };
    let sets = sets(rules, Subject::Field(field));
    let mut complete = true;
    let answers = match &form.kind {
        Kind::Text => texts(&sets),
        Kind::Id => vec!["X-1".to_owned()],
        Kind::Email => vec!["somebody@example.org".to_owned()],
        Kind::Country => countries_apart(rules, &sets),
        Kind::Choice(options) => singles(options),
        Kind::Choices(options, separator) => {
            complete = options.options.len() <= EVERY_SET;
            several(options, *separator)
        }
        Kind::Scale(scale) => {
            let scale = rules.form.scales.get(scale.0);
            scale
                .into_iter()
                .flat_map(|scale| &scale.levels)
                .map(|(name, _)| name.clone())
                .collect()
        }
        Kind::YesNo { .. } => vec!["yes".to_owned(), "no".to_owned()],
        Kind::Number(_) | Kind::Rating(_) => numbers(rules, field)
            .into_iter()
            .map(|number| written(form, number))
            .collect(),
        Kind::Date(_) => days(rules, field),
        Kind::Timestamp(..) => moments(rules, field),
    };
    let cells = |answer: String| vec![answer; form.readers.len()];
    let blank = vec![String::new(); form.readers.len()];
    Possible {
        answers: std::iter::once(blank)
            .chain(answers.into_iter().map(cells))
            .collect(),
        complete,
    }
}

/// A number as a cell of the field says it.
pub fn written(field: &Field, number: Decimal) -> String {
    let text = number.normalize().to_string();
    match &field.kind {
        Kind::Number(bounds) | Kind::Rating(bounds) => match bounds.marks {
            Marks::Only(DecimalMark::Comma) => text.replace('.', ","),
            // Three decimals could be thousands.
            Marks::Undeclared | Marks::Either if number.normalize().scale() == 3 => {
                format!("{text}0")
            }
            Marks::Undeclared | Marks::Either | Marks::Only(DecimalMark::Point) => text,
        },
        _ => text,
    }
}

/// The sets of values that rules compare a subject with.
fn sets(rules: &Rules, subject: Subject) -> Vec<&Set> {
    let asked = rules
        .tests()
        .flat_map(crate::rules::Test::leaves)
        .filter(|leaf| leaf.subject == subject);
    let asked = asked.filter_map(|leaf| match &leaf.ask {
        Ask::OneOf(set) => Some(set),
        Ask::InList(list) => rules.lists.get(list.0).map(|list| &list.values),
        Ask::Given | Ask::AtLeast(_) | Ask::AtMost(_) | Ask::Before(_) | Ask::By(_) => None,
    });
    let awards = rules.awards().filter(|(of, _)| *of == subject);
    let rows = awards.flat_map(|(_, award)| match award {
        Award::Table { rows, .. } => rows.as_slice(),
        Award::Bands(_) | Award::Linear(_) | Award::Rating => &[],
    });
    asked.chain(rows.map(|row| &row.value)).collect()
}

fn texts(sets: &[&Set]) -> Vec<String> {
    let named = sets.iter().flat_map(|set| match set {
        Set::Texts(texts) => texts.as_slice(),
        _ => &[],
    });
    let mut texts: BTreeSet<String> = named.cloned().collect();
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
fn countries_apart(rules: &Rules, sets: &[&Set]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let is_in = |country: Country| -> Vec<bool> {
        sets.iter()
            .map(|set| matches!(set, Set::Countries(all) if all.binary_search(&country).is_ok()))
            .collect()
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
    let joined = |chosen: &[&String]| {
        chosen
            .iter()
            .map(|option| option.as_str())
            .collect::<Vec<_>>()
            .join(&separator.to_string())
    };
    if options.options.len() <= EVERY_SET {
        let mut sets: Vec<Vec<&String>> = vec![Vec::new()];
        for option in &each {
            let with: Vec<Vec<&String>> = sets
                .iter()
                .map(|set| set.iter().copied().chain([option]).collect())
                .collect();
            sets.extend(with);
        }
        return sets
            .iter()
            .filter(|set| !set.is_empty())
            .map(|set| joined(set))
            .collect();
    }
    let pairs = each
        .iter()
        .enumerate()
        .flat_map(|(at, one)| each.iter().skip(at + 1).map(move |other| vec![one, other]));
    let sets = each
        .iter()
        .map(|one| vec![one])
        .chain(pairs)
        .chain([each.iter().collect()]);
    sets.map(|set| joined(&set)).collect()
}

/// The numbers at which some rule cuts a field, its bounds included.
pub fn cuts(rules: &Rules, field: FieldId) -> BTreeSet<Decimal> {
    let bounds = match rules.form.fields.get(field.0).map(|form| &form.kind) {
        Some(Kind::Number(bounds) | Kind::Rating(bounds)) => *bounds,
        _ => return BTreeSet::new(),
    };
    let subject = Subject::Field(field);
    let mut cuts: BTreeSet<Decimal> = bounds.min.into_iter().chain(bounds.max).collect();
    for leaf in rules
        .tests()
        .flat_map(crate::rules::Test::leaves)
        .filter(|leaf| leaf.subject == subject)
    {
        match &leaf.ask {
            Ask::AtLeast(Bound::Number(number)) | Ask::AtMost(Bound::Number(number)) => {
                cuts.extend(plain(number))
            }
            Ask::OneOf(Set::Numbers(numbers)) => cuts.extend(numbers.iter().filter_map(plain)),
            Ask::InList(list) => {
                if let Some(Set::Numbers(numbers)) =
                    rules.lists.get(list.0).map(|list| &list.values)
                {
                    cuts.extend(numbers.iter().filter_map(plain));
                }
            }
            _ => {}
        }
    }
    for (_, award) in rules.awards().filter(|(of, _)| *of == subject) {
        match award {
            Award::Table { rows, .. } => {
                cuts.extend(rows.iter().flat_map(|row| match &row.value {
                    Set::Numbers(numbers) => numbers.iter().filter_map(plain).collect(),
                    _ => Vec::new(),
                }))
            }
            Award::Bands(bands) => cuts.extend(
                bands
                    .iter()
                    .flat_map(|band| band.from.into_iter().chain(band.below)),
            ),
            Award::Linear(line) => cuts.extend([line.from, line.to]),
            Award::Rating => {}
        }
    }
    cuts
}

/// Whether some rule gives a field points on a straight line, so that more than its cuts matters.
pub fn is_on_a_line(rules: &Rules, field: FieldId) -> bool {
    rules
        .awards()
        .any(|(of, award)| of == Subject::Field(field) && matches!(award, Award::Linear(_)))
}

/// The numbers at which some rule cuts, and one between each two; integers where there is one.
pub fn numbers(rules: &Rules, field: FieldId) -> Vec<Decimal> {
    let Some(Kind::Number(bounds) | Kind::Rating(bounds)) =
        rules.form.fields.get(field.0).map(|form| &form.kind)
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

fn plain(number: &Number) -> Option<Decimal> {
    (number.of == 1).then_some(number.sum)
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
    let leaves = rules.tests().flat_map(crate::rules::Test::leaves);
    leaves
        .filter(move |leaf| leaf.subject == Subject::Field(field))
        .filter_map(|leaf| match leaf.ask {
            Ask::Before(moment) | Ask::By(moment) => Some(moment),
            _ => None,
        })
}

fn days(rules: &Rules, field: FieldId) -> Vec<String> {
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
    let (min, max) = match rules.form.fields.get(field.0).map(|form| &form.kind) {
        Some(Kind::Date(dates)) => (dates.min, dates.max),
        _ => (None, None),
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
