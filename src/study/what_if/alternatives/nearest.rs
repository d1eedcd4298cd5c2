//! The values nearest to an answer at which rules answer otherwise: options with and without one more, numbers, ratings.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Other;
use crate::answers::types::number;
use crate::rules::domains::{EVERY_SET, is_on_a_line, representatives, subsets, whole, written};
use crate::rules::form::Bounds;
use crate::rules::{Field, FieldId, Options, Rules};
use crate::values::{Reading, Value};

/// Every set of options, of more than [`EVERY_SET`] one option more or less than chosen and each alone; those chosen already first and in the applicant's order.
pub(super) fn several(options: &Options, separator: char, reading: &Reading) -> Vec<Other> {
    let now: Vec<usize> = match reading {
        Reading::Value(Value::Choices(choices)) => {
            choices.chosen.iter().copied().map(usize::from).collect()
        }
        _ => Vec::new(),
    };
    let count = options.options.len();
    let mut wanted: BTreeSet<Vec<usize>> = BTreeSet::new();
    if count <= EVERY_SET {
        wanted.extend(subsets(count));
    } else {
        wanted.extend((0..count).map(|option| vec![option]));
        for option in 0..count {
            let mut set: BTreeSet<usize> = now.iter().copied().collect();
            if !set.remove(&option) {
                set.insert(option);
            }
            wanted.insert(set.into_iter().collect());
        }
    }
    let separator = separator.to_string();
    let other = |set: &Vec<usize>| {
        let kept = now.iter().filter(|option| set.contains(option));
        let added = set.iter().filter(|option| !now.contains(option));
        let names: Vec<&str> = kept
            .chain(added.clone())
            .filter_map(|option| options.options.get(*option).map(|(id, _)| id.as_str()))
            .collect();
        let dropped = now.iter().filter(|option| !set.contains(option)).count();
        let steps = u32::try_from(added.count().saturating_add(dropped)).unwrap_or(u32::MAX);
        Other {
            cell: names.join(&separator),
            steps: steps.max(1),
            above: None,
        }
    };
    let is_now =
        |set: &Vec<usize>| set.len() == now.len() && now.iter().all(|option| set.contains(option));
    wanted
        .iter()
        .filter(|set| !set.is_empty() && !is_now(set))
        .map(other)
        .collect()
}

/// So many whole points away an answer is tried; no panel rates on a longer scale.
const MOST: u32 = 100;

/// The numbers at which rules cut, the nearest whole one below each, and one more and one less than now.
pub(super) fn numbers(
    rules: &Rules,
    field: FieldId,
    bounds: &Bounds,
    now: Option<Decimal>,
) -> Vec<Decimal> {
    let representatives = representatives(rules, field).answers;
    let read = |cells: &Vec<String>| number::value(bounds, cells.first()?);
    let mut all: BTreeSet<Decimal> = representatives.iter().filter_map(read).collect();
    if is_on_a_line(rules, field) {
        all.extend(whole(bounds));
        // Of more than are listed those around it: each of them may earn another place.
        for steps in (1..=MOST).map(Decimal::from).filter(|_| now.is_some()) {
            all.extend(now.map(|now| now.saturating_sub(steps)));
            all.extend(now.map(|now| now.saturating_add(steps)));
        }
    }
    let below = |high: &Decimal| high.ceil().saturating_sub(Decimal::ONE);
    let nearest: Vec<Decimal> = all.iter().map(below).collect();
    all.extend(nearest);
    if let Some(now) = now {
        all.extend([
            now.saturating_sub(Decimal::ONE),
            now.saturating_add(Decimal::ONE),
        ]);
        // Who counts in whole numbers would not understand half a report.
        if now.fract().is_zero() {
            all.retain(|number| number.fract().is_zero());
        }
    }
    all.into_iter()
        .filter(|number| bounds.holds(*number))
        .collect()
}

/// One assessor's rating, whole points away and never beyond the bounds; every whole rating where there is none.
pub(super) fn ratings(form: &Field, bounds: &Bounds, now: Option<Decimal>) -> Vec<Other> {
    let (Some(min), Some(max)) = (bounds.min, bounds.max) else {
        return Vec::new();
    };
    let mut others = Vec::new();
    let Some(now) = now else {
        let mut rating = min;
        while rating <= max && others.len() <= MOST as usize {
            others.push(Other {
                cell: written(form, rating),
                steps: 1,
                above: None,
            });
            rating = rating.saturating_add(Decimal::ONE);
        }
        return others;
    };
    for steps in 1..=MOST {
        let (lower, higher) = (
            now.saturating_sub(Decimal::from(steps)),
            now.saturating_add(Decimal::from(steps)),
        );
        let reached = |end: Decimal, beyond: bool| {
            beyond
                && others
                    .iter()
                    .all(|other: &Other| other.cell != written(form, end))
        };
        let low = if lower >= min {
            Some(lower)
        } else {
            Some(min).filter(|end| reached(*end, now > min))
        };
        let high = if higher <= max {
            Some(higher)
        } else {
            Some(max).filter(|end| reached(*end, now < max))
        };
        let other = |rating: Decimal, above: bool| Other {
            cell: written(form, rating),
            steps,
            above: Some(above),
        };
        let (low, high) = (
            low.map(|rating| other(rating, false)),
            high.map(|rating| other(rating, true)),
        );
        if low.is_none() && high.is_none() {
            break;
        }
        others.extend(low.into_iter().chain(high));
    }
    others
}
