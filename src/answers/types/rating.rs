//! Ratings by several assessors: the mean of those asked, kept as a sum and a count so that nothing is divided yet.
//!
//! A rating is only known when every assessor asked has rated. Where two are further apart than the rules allow, the third
//! must have rated too, and all three count. Who abstains, by a person's decision, was not asked. While a rating is missing, the mean is known to lie between the least and the most
//! that the ratings still open can make of it.

use crate::base::ids::{AssessorId, find};
use rust_decimal::Decimal;

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

fn together(field: &Field, cells: &[Cell<'_>]) -> Reading {
    let (asked, third) = match &field.third {
        Some(third) => cells
            .split_last()
            .map_or((cells, None), |(last, asked)| (asked, Some((third, *last)))),
        None => (cells, None),
    };
    if cells.iter().all(|cell| *cell.reading == Reading::Blank) {
        return Reading::Blank;
    }
    // Where a third assessor abstains, the others' ratings stand however far apart they are.
    let third = third.filter(|(_, cell)| !cell.abstains);
    let known = Ratings {
        asked: asked
            .iter()
            .filter(|cell| !cell.abstains)
            .map(|cell| rating(cell.reading))
            .collect(),
        above: third.map(|(third, _)| third.above),
        third: third.and_then(|(_, cell)| rating(cell.reading)),
    };
    let open = |wrong: Wrong, assessor: AssessorId| {
        let problem = match find(cells, assessor).map(|cell| cell.reading) {
            Some(Reading::Unreadable(problem)) => (**problem).clone(),
            _ => wrong.into(),
        };
        Reading::from(Problem {
            assessor,
            between: known.between(field),
            ..problem
        })
    };
    if let Some(assessor) = asked
        .iter()
        .position(|cell| !cell.abstains && rating(cell.reading).is_none())
        .map(AssessorId)
    {
        return open(Wrong::NotRated(assessor), assessor);
    }
    match known.apart() {
        Some(apart) if known.third.is_none() => {
            open(Wrong::ThirdNotRated(apart), AssessorId(asked.len()))
        }
        // Nothing is open, so that it does not matter what the open ratings are taken for.
        _ => Reading::Value(Value::Number(known.mean(Decimal::ZERO, Decimal::ZERO))),
    }
}

/// The ratings that are there.
struct Ratings {
    asked: Vec<Option<Decimal>>,
    /// The difference above which a third assessor is asked, where the rules ask for one.
    above: Option<Decimal>,
    third: Option<Decimal>,
}

impl Ratings {
    /// How far apart the assessors who have rated are, where that is far enough for a third.
    fn apart(&self) -> Option<Decimal> {
        spread(self.asked.iter().flatten().copied())
            .filter(|apart| self.above.is_some_and(|above| *apart > above))
    }

    /// The mean if the open ratings were these; the third counts where the others turn out far apart.
    fn mean(&self, open: Decimal, open_third: Decimal) -> Number {
        let mut ratings: Vec<Decimal> = self
            .asked
            .iter()
            .map(|rating| rating.unwrap_or(open))
            .collect();
        let apart = spread(ratings.iter().copied());
        if apart
            .zip(self.above)
            .is_some_and(|(apart, above)| apart > above)
        {
            ratings.push(self.third.unwrap_or(open_third));
        }
        let sum = ratings
            .iter()
            .fold(Decimal::ZERO, |sum, rating| sum.saturating_add(*rating));
        Number {
            sum,
            of: u8::try_from(ratings.len()).unwrap_or(u8::MAX),
        }
    }

    /// The least and the most the mean can be; none where the field has no bounds. Numbers within the bounds reach both;
    /// where assessors rate in steps, such as half points, and `above` is none of them, an end may lie just out of reach.
    ///
    /// The mean is greatest either with all open ratings at the top, or with all of them as high as keeps a low third
    /// assessor out, which is `above` over the lowest there is. Nothing between is greater: where the top keeps the third
    /// out, lowering one rating to let it in costs at least `above`, and the third, itself at most at the top, adds less to
    /// a mean that is itself within `above` of the top. The least mirrors this.
    fn between(&self, field: &Field) -> Option<(Number, Number)> {
        let bounds = field.kind.bounds()?;
        let (bottom, top) = (bounds.min?, bounds.max?);
        let known = || self.asked.iter().flatten().copied();
        let reach = |from: Option<Decimal>, to: Decimal| from.unwrap_or(to).max(bottom).min(top);
        let above = self.above.unwrap_or_default();
        let lifted = reach(known().min().map(|least| least.saturating_add(above)), top);
        let lowered = reach(known().max().map(|most| most.saturating_sub(above)), bottom);
        let least = self.mean(bottom, bottom).min(self.mean(lowered, bottom));
        let most = self.mean(top, top).max(self.mean(lifted, top));
        Some((least, most))
    }
}

fn spread(ratings: impl Iterator<Item = Decimal> + Clone) -> Option<Decimal> {
    Some(ratings.clone().max()?.saturating_sub(ratings.min()?))
}

fn rating(cell: &Reading) -> Option<Decimal> {
    match cell {
        Reading::Value(Value::Number(number)) => Some(number.sum),
        Reading::Blank | Reading::Unreadable(_) | Reading::Value(_) => None,
    }
}
