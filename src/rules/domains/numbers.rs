//! Numbers: cut where a rule cuts them, with one at every cut and one between each two.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::rules::criteria::Bound;
use crate::rules::form::Bounds;
use crate::rules::{Combine, Field, FieldId, Rules, Subject};
use crate::values::number::{DecimalMark, Marks};

/// How near to a cut a number is that stands for all between it and the next.
pub const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
/// Where points lie on a line, every whole number is an answer when there are no more.
const EACH: u32 = 200;

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

/// What the cells of a field say, one for each assessor, where they come to a number together.
pub(super) fn cells(field: &Field, number: Decimal) -> Vec<String> {
    let columns = field.assessors.len();
    if field.combine != Combine::Sum {
        return vec![written(field, number); columns];
    }
    // Equal shares of few decimals, and what is left to the last who is asked.
    let asked = field.asked().min(columns);
    let many = Decimal::from(asked);
    let share = number.checked_div(many).unwrap_or_default().round_dp(6);
    let last = number.saturating_sub(share.saturating_mul(many.saturating_sub(Decimal::ONE)));
    (1..=columns)
        .map(|at| match at.cmp(&asked) {
            Ordering::Less => written(field, share),
            Ordering::Equal => written(field, last),
            Ordering::Greater => String::new(),
        })
        .collect()
}

/// The numbers at which some rule cuts a field, its bounds included.
pub fn cuts(rules: &Rules, field: FieldId) -> BTreeSet<Decimal> {
    let subject = Subject::Field(field);
    let Some(bounds) = rules.field(subject).and_then(Field::bounds) else {
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

/// Whether some rule gives a field points on a straight line, or the number itself, so that more than its cuts matters.
pub fn is_on_a_line(rules: &Rules, field: FieldId) -> bool {
    rules
        .worths_of(Subject::Field(field))
        .any(|worth| worth.award.is_smooth())
}

/// The numbers at which some rule cuts, and one between each two; integers where there is one.
pub fn numbers(rules: &Rules, field: FieldId) -> Vec<Decimal> {
    let Some(bounds) = rules.field(Subject::Field(field)).and_then(Field::bounds) else {
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

/// Every whole number within the bounds and the bounds themselves; the bounds alone where there are more than `EACH`, and
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
