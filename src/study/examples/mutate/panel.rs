//! How several ratings become one number: the gap that asks for one more assessor, how many of a pool read, and how they are combined.

use rust_decimal::Decimal;

use super::{Mutation, steps};
use crate::rules::{Combine, Field, FieldId, Rules};

/// `idle`: why nothing could tell a change, where that is known.
pub(super) fn mutations(
    rules: &Rules,
    id: FieldId,
    field: &Field,
    idle: Option<&'static str>,
    all: &mut Vec<Mutation>,
) {
    let rule = format!("field {}", field.name);
    let line = |key| crate::study::examples::line_of_key(rules, field.line, key);
    let mut change = |key, change: String, edit: Box<dyn Fn(&mut Field) + Send + Sync>| {
        let edit = move |rules: &mut Rules| edit(&mut rules.form.fields[id]);
        all.push(Mutation::new(line(key), &rule, change, edit).idle(idle));
    };
    let gaps = |above: Decimal| {
        let around = steps::around(above).into_iter();
        around.filter(|gap| !gap.is_sign_negative())
    };
    if let Some(third) = &field.third {
        for above in gaps(third.above) {
            let edit = move |field: &mut Field| {
                if let Some(third) = &mut field.third {
                    third.above = above;
                }
            };
            let said = format!("third_above {} → {above}", third.above);
            change("third_above", said, Box::new(edit));
        }
    }
    if let Some(pool) = field.pool {
        for above in pool.above.into_iter().flat_map(gaps) {
            let edit = move |field: &mut Field| {
                if let Some(pool) = &mut field.pool {
                    pool.above = Some(above);
                }
            };
            let said = format!("further_above {} → {above}", pool.above.unwrap_or_default());
            change("further_above", said, Box::new(edit));
        }
        let most = field
            .readers()
            .saturating_sub(usize::from(pool.above.is_some()));
        let beside = [pool.readers.checked_sub(1), pool.readers.checked_add(1)];
        for readers in beside
            .into_iter()
            .flatten()
            .filter(|many| (1..=most).contains(many))
        {
            let edit = move |field: &mut Field| {
                if let Some(pool) = &mut field.pool {
                    pool.readers = readers;
                }
            };
            let said = format!("read_by {} → {readers}", pool.readers);
            change("read_by", said, Box::new(edit));
        }
    }
    // Of two ratings the median is the mean, and a sum has other bounds.
    let other = match field.combine {
        Combine::Mean | Combine::TrimmedMean { .. } => Some(("median", Combine::Median)),
        Combine::Median => Some(("mean", Combine::Mean)),
        Combine::Sum => None,
    };
    if let Some((word, combine)) = other.filter(|_| field.readers() > 2) {
        let edit = move |field: &mut Field| field.combine = combine;
        change("combine", format!("combine → {word}"), Box::new(edit));
    }
    if let Combine::TrimmedMean { from } = field.combine {
        let beside = [from.checked_sub(1), from.checked_add(1)];
        for other in beside
            .into_iter()
            .flatten()
            .filter(|from| *from >= 3 && *from <= field.readers().saturating_add(1))
        {
            let edit =
                move |field: &mut Field| field.combine = Combine::TrimmedMean { from: other };
            change(
                "trim_from",
                format!("trim_from {from} → {other}"),
                Box::new(edit),
            );
        }
    }
}
