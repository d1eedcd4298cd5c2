//! A table of points per value. Who chose several options earns the highest of them.

use super::Awarded;
use crate::base::ids::find;
use crate::rules::criteria::Set;
use crate::rules::measures::PointsRow;
use crate::rules::{Piece, RowId};
use crate::values::{Points, Value};

/// The points of a value; none when the table leaves it out, which the rules exclude.
pub fn points(rows: &[PointsRow], otherwise: Option<Points>, value: &Value) -> Option<Awarded> {
    let mut ends: Option<(Points, Points)> = None;
    each_row(rows, otherwise, value, &mut |_, points| {
        ends = Some(ends.map_or((points, points), |(least, most)| {
            (least.min(points), most.max(points))
        }));
    })?;
    let Value::Choices(choices) = value else {
        let (least, most) = ends?;
        return Some(Awarded {
            least,
            most,
            blank: false,
        });
    };
    let least = ends.map(|(_, most)| most);
    if choices.unread.is_none() {
        return least.map(Awarded::exactly);
    }
    // Whatever the unread part means, it can only raise the highest.
    let worths = || rows.iter().map(|row| row.points).chain(otherwise);
    let least = least.or_else(|| worths().min())?;
    Some(Awarded {
        least,
        most: worths().max()?.max(least),
        blank: false,
    })
}

/// The row that gives a known value its points; of several chosen options the
/// first that earns the most.
pub fn row(rows: &[PointsRow], otherwise: Option<Points>, value: &Value) -> Option<RowId> {
    let known = match value {
        Value::Level(levels) => levels.known().is_some(),
        Value::Choices(choices) => choices.unread.is_none(),
        _ => true,
    };
    let mut best: Option<(RowId, Points)> = None;
    each_row(rows, otherwise, value, &mut |row, points| {
        best = best
            .filter(|(_, most)| *most >= points)
            .or(Some((row, points)));
    })?;
    best.filter(|_| known).map(|(row, _)| row)
}

/// The rows that the least and the most of a value's points come from.
pub fn pieces(rows: &[PointsRow], otherwise: Option<Points>, value: &Value) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let Some(Awarded { least, most, .. }) = points(rows, otherwise, value) else {
        return pieces;
    };
    each_row(rows, otherwise, value, &mut |row, points| {
        if points == least || points == most {
            pieces.push(if row.0 < rows.len() {
                Piece::Row(row)
            } else {
                Piece::Otherwise
            });
        }
    });
    pieces
}

/// The rows that a value has to do with, each with its points: of levels every possible one's, of options every chosen one's. None where the table leaves something out.
fn each_row(
    rows: &[PointsRow],
    otherwise: Option<Points>,
    value: &Value,
    found: &mut dyn FnMut(RowId, Points),
) -> Option<()> {
    let mut of = |wanted: &dyn Fn(&Set) -> bool| {
        let row = rows
            .iter()
            .position(|row| wanted(&row.value))
            .unwrap_or(rows.len());
        let row = RowId(row);
        found(row, find(rows, row).map(|row| row.points).or(otherwise)?);
        Some(())
    };
    match value {
        Value::Level(levels) => levels.iter().try_for_each(|level| {
            of(&|set| matches!(set, Set::Levels(all) if all.contains(level)))
        }),
        Value::Choices(choices) => {
            choices.chosen.iter().try_for_each(|option| {
                of(&|set| matches!(set, Set::Options(all) if all.contains(option)))
            })?;
            if choices.other {
                of(&|_| false)
            } else {
                Some(())
            }
        }
        Value::Country(country) => of(&|set| set.has_country(*country)),
        Value::YesNo(answer) => of(&|set| *set == Set::YesNo(*answer)),
        Value::Number(number) => of(&|set| set.numbers().contains(number)),
        Value::Text | Value::NearText(_) | Value::Date(_) | Value::Instant(_) => None,
    }
}
