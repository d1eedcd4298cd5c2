//! What an answer earns. Each kind of award is one file: a function from a reading to points, or to the range they lie in.
//!
//! Adding a kind is one new file here, one arm in [`points`], its loading in `rules::load::award` and its tests.

pub mod bands;
pub mod linear;
pub mod rating;
pub mod table;

use crate::rules::{Award, BandId, Piece, Ranking, RowId, Worth};
use crate::values::{Number, Points, Reading, Rounding, Value};

/// Points as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awarded {
    /// The least the answer can earn; equal to `most` when it is known.
    pub least: Points,
    pub most: Points,
    /// The answer was blank and earns what the rules give a blank.
    pub blank: bool,
}

impl Awarded {
    pub fn exactly(points: Points) -> Self {
        Self {
            least: points,
            most: points,
            blank: false,
        }
    }

    /// What one of the two earns.
    fn or(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            blank: self.blank || other.blank,
        }
    }

    /// The points, when they are known.
    pub fn known(&self) -> Option<Points> {
        (self.least == self.most).then_some(self.least)
    }
}

/// How points are rounded where they do not end.
#[derive(Debug, Clone, Copy)]
pub struct Precision {
    pub decimals: u32,
    pub rounding: Rounding,
}

impl Precision {
    pub fn of(ranking: &Ranking) -> Self {
        Self {
            decimals: ranking.decimals,
            rounding: ranking.rounding,
        }
    }
}

/// The points of a reading. An answer that is blank without a stated worth, or unreadable, earns anything in the range; one of
/// which is known between what it lies, anything that numbers between these earn.
pub fn points(worth: &Worth, reading: &Reading, precision: Precision) -> Awarded {
    let (award, range) = (&worth.award, rounded(worth, precision));
    let open = Awarded {
        least: range.0,
        most: range.1,
        blank: false,
    };
    match (reading, worth.blank) {
        (Reading::Blank, Some(worth)) => Awarded {
            blank: true,
            ..Awarded::exactly(worth)
        },
        (Reading::Blank, None) => open,
        (Reading::Value(value), _) => of_value(award, value, precision).unwrap_or(open),
        (Reading::Unreadable(problem), _) if !problem.among.is_empty() => {
            let each = problem.among.iter();
            let each = each.map(|value| of_value(award, value, precision).unwrap_or(open));
            each.reduce(Awarded::or).unwrap_or(open)
        }
        (Reading::Unreadable(problem), _) => problem
            .between
            .and_then(|ends| between(award, ends, range, precision))
            .unwrap_or(open),
    }
}

/// What a value earns; none where the award is of no use for it.
fn of_value(award: &Award, value: &Value, precision: Precision) -> Option<Awarded> {
    match (award, value) {
        (Award::Table { rows, otherwise }, value) => table::points(rows, *otherwise, value),
        (Award::Bands(bands), Value::Number(number)) => {
            bands::points(bands, *number).map(Awarded::exactly)
        }
        (Award::Linear(line), Value::Number(number)) => {
            Some(Awarded::exactly(linear::points(line, *number, precision)))
        }
        (Award::Rating, Value::Number(number)) => {
            Some(Awarded::exactly(rating::points(*number, precision)))
        }
        // The rules are refused when an award does not fit its field's type.
        (Award::Bands(_) | Award::Linear(_) | Award::Rating, _) => None,
    }
}

/// What the range of an answer that is not known comes to: what is worked out is rounded, what the rules write is not.
fn rounded(worth: &Worth, precision: Precision) -> (Points, Points) {
    let Worth {
        award,
        blank,
        least,
        most,
        ..
    } = worth;
    let (blank, least, most) = (*blank, *least, *most);
    let round = |points: Points| rating::points(Number::plain(points.decimal()), precision);
    match award {
        Award::Table { .. } | Award::Bands(_) => (least, most),
        Award::Linear(line) => {
            let (low, high) = linear::range(line, precision);
            blank.map_or((low, high), |worth| (low.min(worth), high.max(worth)))
        }
        // What a blank is worth may be the least or the most.
        Award::Rating if blank == Some(least) => (least.min(round(least)), round(most)),
        Award::Rating if blank == Some(most) => (round(least), most.max(round(most))),
        Award::Rating => (round(least), round(most)),
    }
}

/// The row that gives a known value its points, bands being rows, too; none where there are no rows, or where the value is
/// not known.
pub fn row(award: &Award, reading: &Reading) -> Option<RowId> {
    match (award, reading) {
        (Award::Table { rows, otherwise }, Reading::Value(value)) => {
            table::row(rows, *otherwise, value)
        }
        (Award::Bands(bands), Reading::Value(Value::Number(number))) => {
            let band = bands.iter().position(|band| band.covers(*number));
            band.map(RowId)
        }
        _ => None,
    }
}

/// The pieces that a value's points come from; of several that are possible, those of the least and of the most.
pub fn pieces(award: &Award, value: &Value) -> Vec<Piece> {
    match (award, value) {
        (Award::Table { rows, otherwise }, value) => table::pieces(rows, *otherwise, value),
        (Award::Bands(bands), Value::Number(number)) => {
            let band = bands.iter().position(|band| band.covers(*number));
            band.map(|at| Piece::Band(BandId(at))).into_iter().collect()
        }
        (Award::Linear(line), Value::Number(number)) => vec![linear::piece(line, *number)],
        (Award::Rating, Value::Number(_)) => vec![Piece::Number],
        (Award::Bands(_) | Award::Linear(_) | Award::Rating, _) => Vec::new(),
    }
}

/// What the numbers from the first to the second can earn, both included and never beyond `range`.
fn between(
    award: &Award,
    ends: (Number, Number),
    range: (Points, Points),
    precision: Precision,
) -> Option<Awarded> {
    let (least, most) = match award {
        Award::Bands(bands) => bands::between(bands, ends)?,
        // A line may fall.
        Award::Linear(line) => {
            let (one, other) = (
                linear::points(line, ends.0, precision),
                linear::points(line, ends.1, precision),
            );
            (one.min(other), one.max(other))
        }
        Award::Rating => (
            rating::points(ends.0, precision),
            rating::points(ends.1, precision),
        ),
        Award::Table { .. } => return None,
    };
    let within = |points: Points| points.max(range.0).min(range.1);
    Some(Awarded {
        least: within(least),
        most: within(most),
        blank: false,
    })
}
