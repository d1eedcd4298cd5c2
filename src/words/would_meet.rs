//! What would have made a test met, from the rules alone: `B2, C1 or C2`, `a country in the list osce`.

use crate::rules::criteria::{Ask, Bound, Leaf, Moment, Set};
use crate::rules::{Combine, Rules, Subject};
use crate::words;

/// The answers with which the condition would be met, or not met where `met` is false.
pub fn would_meet(rules: &Rules, leaf: &Leaf, met: bool) -> String {
    let answers = match (&leaf.ask, met) {
        (Ask::Given, true) => "any answer".to_owned(),
        (Ask::Given, false) => "no answer".to_owned(),
        (Ask::OneOf(values), _) => one_of(rules, leaf.subject, values, met),
        (Ask::InList(list), _) => {
            let (kind, name) = rules
                .lists
                .find(*list)
                .map_or(("a value", String::new()), |list| {
                    let kind = if matches!(list.values, Set::Countries(_)) {
                        "a country"
                    } else {
                        "a value"
                    };
                    (kind, words::titled(rules).list(list))
                });
            format!("{kind} {} {name}", if met { "in" } else { "outside" })
        }
        (Ask::AtLeast(bound), _) => bounded(rules, leaf.subject, *bound, true, met),
        (Ask::AtMost(bound), _) => bounded(rules, leaf.subject, *bound, false, met),
        (Ask::Before(moment), _) => {
            format!(
                "a {} {}before {}",
                kind(*moment),
                if met { "" } else { "not " },
                words::moment(rules, *moment)
            )
        }
        (Ask::By(moment), _) => {
            format!(
                "a {} {}after {}",
                kind(*moment),
                if met { "not " } else { "" },
                words::moment(rules, *moment)
            )
        }
    };
    let from = rules.derived_from(leaf.subject);
    if from.is_empty() {
        return answers;
    }
    let from: Vec<_> = from
        .into_iter()
        .map(|part| words::titled(rules).quoted(part))
        .collect();
    format!(
        "the level {answers}, which is derived from {}",
        either(&from, "and")
    )
}

fn kind(moment: Moment) -> &'static str {
    match moment {
        Moment::Date(_) => "date",
        Moment::Instant(_) => "moment",
    }
}

fn one_of(rules: &Rules, subject: Subject, values: &Set, met: bool) -> String {
    let names = words::set(words::titled(rules), subject, values);
    if met {
        return either(&names, "or");
    }
    let others: Vec<String> = match values {
        Set::Levels(levels) => each_level(rules, subject, |level| !levels.contains(level)),
        Set::YesNo(answer) => vec![if *answer { "no" } else { "yes" }.to_owned()],
        Set::Options(options) => {
            let all = rules.field(subject).and_then(|field| field.kind.options());
            let (count, other) = all.map_or((0, false), |all| (all.options.len(), all.other));
            let left: Vec<u8> = (0_u8..=u8::MAX)
                .take(count)
                .filter(|option| !options.contains(option))
                .collect();
            let mut names = words::set(words::titled(rules), subject, &Set::Options(left));
            names.extend(other.then(|| "something else".to_owned()));
            names
        }
        Set::Countries(_) | Set::Numbers(_) | Set::Texts(_) => Vec::new(),
    };
    if others.is_empty() {
        format!("anything but {}", either(&names, "or"))
    } else {
        either(&others, "or")
    }
}

fn bounded(rules: &Rules, subject: Subject, bound: Bound, at_least: bool, met: bool) -> String {
    match bound {
        Bound::Level(least) => {
            let fits = |level: u8| {
                if at_least {
                    level >= least
                } else {
                    level <= least
                }
            };
            either(
                &each_level(rules, subject, |level| fits(level) == met),
                "or",
            )
        }
        Bound::Number(number) => {
            let what = match rules.field(subject) {
                Some(field) if field.assessors.len() > 1 => match field.combine {
                    Combine::Mean | Combine::TrimmedMean { .. } => "a mean",
                    Combine::Median => "a median",
                    Combine::Sum => "a sum",
                },
                Some(field) if field.kind.is_rating() => "a rating",
                _ => "a value",
            };
            let than = match (at_least, met) {
                (true, true) => "of at least",
                (true, false) => "below",
                (false, true) => "of at most",
                (false, false) => "above",
            };
            format!("{what} {than} {number}")
        }
    }
}

fn each_level(rules: &Rules, subject: Subject, wanted: impl Fn(u8) -> bool) -> Vec<String> {
    let levels = words::scale_of(rules, subject).map_or(0, |scale| scale.levels.len());
    let levels = (0_u8..=u8::MAX).take(levels).filter(|level| wanted(*level));
    levels
        .map(|level| words::level_name(rules, subject, level).to_owned())
        .collect()
}

/// `a, b or c`.
pub fn either(words: &[impl AsRef<str>], or: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} {or} {last}", first.join(", ")),
        None => "nothing".to_owned(),
    }
}
