//! A reading, into the record and back: in names of the rules and exact numbers, never in words.

use crate::base::ids::AssessorId;
use std::borrow::Cow;

use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::answers::override_cell;
use crate::record::{Chosen, Evidence, Known, Nth};
use crate::rules::{Rules, Subject};
use crate::values::{Choices, Country, LevelSet, Number, Problem, Reading, Value, Wrong};
use crate::words;

/// What a reading is kept as; none for a blank, an unreadable answer, and plain text.
pub fn known<'a>(rules: &'a Rules, subject: Subject, reading: &Reading) -> Option<Known<'a>> {
    match reading {
        Reading::Value(value) => of_value(rules, subject, value),
        Reading::Blank | Reading::Unreadable(_) => None,
    }
}

/// The only values that something unreadable can be.
pub fn among<'a>(rules: &'a Rules, subject: Subject, problem: &Problem) -> Vec<Known<'a>> {
    problem
        .among
        .iter()
        .filter_map(|value| of_value(rules, subject, value))
        .collect()
}

fn of_value<'a>(rules: &'a Rules, subject: Subject, value: &Value) -> Option<Known<'a>> {
    let text = |text: String| Cow::Owned(text);
    Some(match value {
        Value::Text | Value::NearText(_) => return None,
        Value::Country(country) => Known::Country(text(country.to_string())),
        Value::Choices(choices) => {
            let options = rules.field(subject)?.kind.options()?;
            let name = |option: &u8| {
                options
                    .options
                    .get(usize::from(*option))
                    .map(|(id, _)| Cow::Borrowed(id.as_str()))
            };
            Known::Choices(Chosen {
                options: choices.chosen.iter().filter_map(name).collect(),
                other: choices.other,
                unread: choices.unread.is_some(),
                before_unread: choices.before_unread,
                unordered: choices.unordered,
            })
        }
        Value::Level(levels) => Known::Levels(
            levels
                .iter()
                .map(|level| Cow::Borrowed(words::level_name(rules, subject, level)))
                .collect(),
        ),
        Value::YesNo(yes) => Known::YesNo(*yes),
        Value::Number(Number { sum, of: 1 }) => Known::Number(text(sum.normalize().to_string())),
        Value::Number(Number { sum, of }) => Known::Mean(text(sum.normalize().to_string()), *of),
        Value::Date(date) => Known::Date(text(date.to_string())),
        Value::Instant(moment) => Known::Instant(text(moment.to_string())),
    })
}

/// What was read, as far as the record says; none where it leaves that to reading the cells anew: of text, and of personal
/// columns.
pub fn reading(rules: &Rules, subject: Subject, found: &Evidence<'_>) -> Option<Reading> {
    let problem = || {
        Box::new(Problem {
            assessor: found.cell.and_then(Nth::id).unwrap_or(AssessorId::FIRST),
            among: found
                .among
                .iter()
                .filter_map(|known| value(rules, subject, known, &|| None))
                .collect(),
            ..Problem::from(Wrong::Open)
        })
    };
    let Some(known) = &found.value else {
        if found.problem.is_some() {
            // Of several assessors' cells those that can be read narrow down what the rating can still be.
            return (!is_rated_by_several(rules, subject)).then(|| Reading::Unreadable(problem()));
        }
        let hidden = found.read.is_some() || found.cells.iter().any(Option::is_none);
        // That nothing is open about a text that is nearly another was decided by a person.
        if let (Subject::Field(field), [Some(cell)], true) = (
            subject,
            found.cells.as_slice(),
            is_text(rules, subject) && !hidden,
        ) && matches!(
            override_cell::reading(&rules.form, None, field, cell),
            Reading::Value(Value::NearText(_))
        ) {
            return Some(Reading::Value(Value::Text));
        }
        // A text has no value, whether it says something or is a blank.
        return (!hidden && !is_text(rules, subject)).then_some(Reading::Blank);
    };
    value(rules, subject, known, &|| Some(problem())).map(Reading::Value)
}

/// The value that a record keeps; `problem` is what of it could not be read.
fn value(
    rules: &Rules,
    subject: Subject,
    known: &Known<'_>,
    problem: &dyn Fn() -> Option<Box<Problem>>,
) -> Option<Value> {
    let number = |text: &str, of| {
        let sum = Decimal::from_str_exact(text).ok()?;
        Some(Value::Number(Number { sum, of }))
    };
    Some(match known {
        Known::Country(code) => Value::Country(Country::new(code)?),
        Known::Choices(chosen) => {
            let options = rules.field(subject)?.kind.options()?;
            let at = |name: &Cow<'_, str>| options.options.iter().position(|(id, _)| id == name);
            let chosen_at = chosen
                .options
                .iter()
                .map(|name| u8::try_from(at(name)?).ok());
            Value::Choices(Box::new(Choices {
                chosen: chosen_at.collect::<Option<_>>()?,
                other: chosen.other,
                unread: chosen.unread.then(problem).flatten(),
                before_unread: chosen.before_unread,
                unordered: chosen.unordered,
            }))
        }
        Known::Levels(names) => Value::Level(levels(rules, subject, names)?),
        Known::YesNo(yes) => Value::YesNo(*yes),
        Known::Number(text) => number(text, 1)?,
        Known::Mean(sum, of) => number(sum, *of)?,
        Known::Date(text) => Value::Date(text.parse().ok()?),
        Known::Instant(text) => Value::Instant(text.parse::<Timestamp>().ok()?),
    })
}

fn is_rated_by_several(rules: &Rules, subject: Subject) -> bool {
    rules
        .field(subject)
        .is_some_and(|field| field.assessors.len() > 1)
}

fn is_text(rules: &Rules, subject: Subject) -> bool {
    rules
        .field(subject)
        .is_some_and(|field| field.kind.is_text())
}

/// The levels of these names, which are none of them another scale's.
fn levels(rules: &Rules, subject: Subject, names: &[Cow<'_, str>]) -> Option<LevelSet> {
    let scale = words::scale_of(rules, subject)?;
    names.iter().try_fold(LevelSet::default(), |levels, name| {
        let at = scale.levels.iter().position(|(level, _)| level == name)?;
        Some(levels.with(u8::try_from(at).ok()?))
    })
}
