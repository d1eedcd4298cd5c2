//! Ratings by several assessors, and the one number they come to (`combined`).
//!
//! It is only known when every assessor asked has rated, or of a pool (`pool`) so many as the rules say. Where two are further apart
//! than the rules allow, the third must have rated too, and all three count. Who abstains, by a person's decision, was not asked. While
//! a rating is missing, the number is known to lie between the least and the most that the ratings still open can make of it (`open`).
//! What an assessor writes in place of one is shown to nobody but whoever asks about it (`in_words`).

pub(in crate::answers) mod abstain;
pub mod combined;
pub(in crate::answers) mod in_words;
mod open;
mod pool;

use crate::base::ids::{AssessorId, find};
use rust_decimal::Decimal;

use self::open::Known;
use crate::answers::column::{CellColumn, combinations};
use crate::answers::sources::CellReaders;
use crate::base::interner::Symbol;
use crate::rules::form::Field;
use crate::values::{Number, Problem, Reading, Value, Wrong};

/// What several assessors' cells are read as together; each distinct combination once.
pub(in crate::answers) fn combine(
    field: &Field,
    assessors: &[CellColumn],
    read: &CellReaders<'_>,
) -> (Vec<Symbol>, Vec<Reading>) {
    let singles: Vec<Vec<Reading>> = assessors
        .iter()
        .map(|column| column.read(&|source, text| read.read(source, text)))
        .collect();
    combinations(assessors, |symbols| {
        let cells: Vec<Cell<'_>> = symbols
            .iter()
            .zip(assessors.iter().zip(&singles))
            .map(|(symbol, (column, cells))| Cell {
                reading: find(cells, *symbol).unwrap_or(&Reading::Blank),
                abstains: column.abstained.contains(symbol),
            })
            .collect();
        together(field, &cells)
    })
}

/// What one assessor's cell says, and whether a person has said that this assessor gives no rating.
#[derive(Clone, Copy)]
struct Cell<'a> {
    reading: &'a Reading,
    abstains: bool,
}

/// What the cells of one application come to.
fn together(field: &Field, cells: &[Cell<'_>]) -> Reading {
    if cells.iter().all(|cell| *cell.reading == Reading::Blank) {
        return Reading::Blank;
    }
    match field.pool {
        Some(pool) => pool::together(field, pool, cells),
        None => of_all(field, cells),
    }
}

/// Of assessors each of whom rates every application, and a third where they are far apart.
fn of_all(field: &Field, cells: &[Cell<'_>]) -> Reading {
    let (asked, third) = match &field.third {
        Some(third) => cells
            .split_last()
            .map_or((cells, None), |(last, asked)| (asked, Some((third, *last)))),
        None => (cells, None),
    };
    // Where a third assessor abstains, the others' ratings stand however far apart they are.
    let third = third.filter(|(_, cell)| !cell.abstains);
    let known = Known {
        asked: asked
            .iter()
            .filter(|cell| !cell.abstains)
            .map(|cell| rating(cell.reading))
            .collect(),
        above: third.map(|(third, _)| third.above),
        third: third.and_then(|(_, cell)| rating(cell.reading)),
    };
    if let Some(assessor) = asked
        .iter()
        .position(|cell| !cell.abstains && rating(cell.reading).is_none())
        .map(AssessorId)
    {
        let between = known.between(field);
        return open(cells, (Wrong::NotRated(assessor), assessor), between);
    }
    match known.apart() {
        Some(apart) if known.third.is_none() => {
            let third = AssessorId(asked.len());
            open(
                cells,
                (Wrong::ThirdNotRated(apart), third),
                known.between(field),
            )
        }
        // Nothing is open, so that it does not matter what the open ratings are taken for.
        _ => Reading::Value(Value::Number(known.combined(
            field,
            Decimal::ZERO,
            Decimal::ZERO,
        ))),
    }
}

/// It is not known yet, because of this assessor: of their cell, where that cannot be read.
fn open(
    cells: &[Cell<'_>],
    (wrong, assessor): (Wrong, AssessorId),
    between: Option<(Number, Number)>,
) -> Reading {
    let problem = match find(cells, assessor).map(|cell| cell.reading) {
        Some(Reading::Unreadable(problem)) => (**problem).clone(),
        _ => wrong.into(),
    };
    asked(cells, problem, assessor, between)
}

fn asked(
    cells: &[Cell<'_>],
    problem: Problem,
    assessor: AssessorId,
    between: Option<(Number, Number)>,
) -> Reading {
    let mut left = cells.iter().filter(|cell| !cell.abstains);
    Reading::from(Problem {
        assessor,
        between,
        // With one rating there is a number, whatever the others say.
        answered: problem.answered || left.any(|cell| rating(cell.reading).is_some()),
        ..problem
    })
}

fn rating(cell: &Reading) -> Option<Decimal> {
    match cell {
        Reading::Value(Value::Number(number)) => Some(number.sum),
        Reading::Blank | Reading::Unreadable(_) | Reading::Value(_) => None,
    }
}
