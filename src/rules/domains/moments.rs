//! Days and moments: one at every moment that a rule asks about, and one just before and after it.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::rules::criteria::Moment;
use crate::rules::form::Dates;
use crate::rules::{FieldId, Rules, Subject};

/// The moments that rules compare a field with.
fn compared(rules: &Rules, field: FieldId) -> impl Iterator<Item = Moment> {
    rules
        .asked_of(Subject::Field(field))
        .filter_map(|leaf| leaf.ask.moment())
}

pub(super) fn days(rules: &Rules, field: FieldId, Dates { min, max, .. }: Dates) -> Vec<String> {
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

pub(super) fn moments(rules: &Rules, field: FieldId) -> Vec<String> {
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
