//! A table of points per value. Who chose several options earns the highest of them.

use super::Awarded;
use crate::rules::criteria::Set;
use crate::rules::measures::PointsRow;
use crate::values::{Choices, Points, Value};

/// The points of a value; none when the table leaves it out, which the rules exclude.
pub fn points(rows: &[PointsRow], otherwise: Option<Points>, value: &Value) -> Option<Awarded> {
    let of = |wanted: &dyn Fn(&Set) -> bool| {
        rows.iter()
            .find(|row| wanted(&row.value))
            .map(|row| row.points)
            .or(otherwise)
    };
    match value {
        Value::Level(levels) => {
            let each = levels.iter().map(|level| {
                of(&|set| matches!(set, Set::Levels(levels) if levels.contains(level)))
            });
            let all: Option<Vec<Points>> = each.collect();
            let all = all?;
            Some(Awarded {
                least: *all.iter().min()?,
                most: *all.iter().max()?,
                blank: false,
            })
        }
        Value::Choices(choices) => choice(rows, otherwise, choices),
        Value::Country(country) => {
            of(&|set| matches!(set, Set::Countries(countries) if countries.contains(country)))
                .map(Awarded::exactly)
        }
        Value::YesNo(answer) => of(&|set| *set == Set::YesNo(*answer)).map(Awarded::exactly),
        Value::Number(number) => {
            of(&|set| matches!(set, Set::Numbers(numbers) if numbers.contains(number)))
                .map(Awarded::exactly)
        }
        Value::Text | Value::NearText(_) | Value::Date(_) | Value::Instant(_) => None,
    }
}

/// The row that gives a known value its points, from 0, the number of rows for `otherwise`; of several chosen options the
/// first that earns the most.
pub fn row(rows: &[PointsRow], otherwise: Option<Points>, value: &Value) -> Option<usize> {
    let of = |wanted: &dyn Fn(&Set) -> bool| {
        rows.iter()
            .position(|row| wanted(&row.value))
            .unwrap_or(rows.len())
    };
    let row = match value {
        Value::Level(levels) => {
            let known = levels.known()?;
            of(&|set| matches!(set, Set::Levels(levels) if levels.contains(known)))
        }
        Value::Choices(choices) if choices.unread.is_none() => {
            let option = |option: &u8| {
                of(&|set| matches!(set, Set::Options(options) if options.contains(option)))
            };
            let chosen = choices
                .chosen
                .iter()
                .map(option)
                .chain(choices.other.then_some(rows.len()));
            let points = |row: &usize| rows.get(*row).map(|row| row.points).or(otherwise);
            // Of equals the last is taken, so that the first chosen must come last.
            chosen
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .max_by_key(points)?
        }
        Value::Country(country) => {
            of(&|set| matches!(set, Set::Countries(all) if all.contains(country)))
        }
        Value::YesNo(answer) => of(&|set| *set == Set::YesNo(*answer)),
        Value::Number(number) => {
            of(&|set| matches!(set, Set::Numbers(numbers) if numbers.contains(number)))
        }
        Value::Choices(_)
        | Value::Text
        | Value::NearText(_)
        | Value::Date(_)
        | Value::Instant(_) => return None,
    };
    (row < rows.len() || otherwise.is_some()).then_some(row)
}

fn choice(rows: &[PointsRow], otherwise: Option<Points>, choices: &Choices) -> Option<Awarded> {
    let of = |option: u8| {
        let row = rows
            .iter()
            .find(|row| matches!(&row.value, Set::Options(options) if options.contains(&option)));
        row.map(|row| row.points).or(otherwise)
    };
    let chosen: Option<Vec<Points>> = choices.chosen.iter().map(|option| of(*option)).collect();
    let other = if choices.other {
        Some(otherwise?)
    } else {
        None
    };
    let least = chosen?.into_iter().chain(other).max();
    if choices.unread.is_none() {
        return least.map(Awarded::exactly);
    }
    // Whatever the unread part means, it can only raise the highest.
    let most = rows.iter().map(|row| row.points).chain(otherwise).max()?;
    let floor = rows.iter().map(|row| row.points).chain(otherwise).min()?;
    Some(Awarded {
        least: least.unwrap_or(floor),
        most: most.max(least.unwrap_or(floor)),
        blank: false,
    })
}
