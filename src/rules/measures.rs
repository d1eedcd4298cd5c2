//! Measures: how an answer earns points, and what the points count for.

use rust_decimal::Decimal;

use super::bands::Band;
use super::criteria::Set;
use super::ids::{BandId, Cites, RowId, Subject};
use crate::base::ids::{at_mut, find, ids};
use crate::values::{Points, Weight};

#[derive(Debug, Clone)]
pub struct Measure {
    pub id: String,
    pub title: String,
    pub cites: Cites,
    pub weight: Weight,
    pub worth: Worth,
}

/// What an answer is worth in points: by itself a term of a derived level, with a weight a measure.
#[derive(Debug, Clone)]
pub struct Worth {
    pub subject: Subject,
    pub award: Award,
    /// What a blank answer is worth. None: a blank leaves the points open, and a person must ask.
    pub blank: Option<Points>,
    /// The least and the most points it can come to: the range of what is still open.
    pub least: Points,
    pub most: Points,
    /// Line of the rules file, from 1.
    pub line: u32,
}

impl Worth {
    /// With another award or another worth of a blank, and the least and the most that follow from them.
    #[must_use]
    pub fn changed(&self, award: Award, blank: Option<Points>) -> Self {
        let ends = award.ends().unwrap_or((self.least, self.most));
        let (least, most) = blank.map_or(ends, |blank| (ends.0.min(blank), ends.1.max(blank)));
        Self {
            subject: self.subject,
            award,
            blank,
            least,
            most,
            line: self.line,
        }
    }
}

#[derive(Debug, Clone)]
pub enum Award {
    /// Points per value; several chosen options earn the highest of theirs.
    Table {
        rows: Vec<PointsRow>,
        otherwise: Option<Points>,
    },
    Bands(Vec<Band<Points>>),
    /// On the straight line between two points, level outside of them.
    Linear(Linear),
    /// The number itself.
    Rating,
}

/// What gives some answers their points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Row(RowId),
    Otherwise,
    Band(BandId),
    /// The first end of a line, and what lies before it.
    From,
    Between,
    /// The other end of a line, and what lies behind it.
    To,
    /// The number itself.
    Number,
    /// Nothing was answered.
    Blank,
}

impl Award {
    /// What it is made of, in the order of the rules.
    pub fn pieces(&self) -> Vec<Piece> {
        match self {
            Self::Table { rows, otherwise } => {
                let rows = ids(rows.len()).map(Piece::Row);
                rows.chain(otherwise.map(|_| Piece::Otherwise)).collect()
            }
            Self::Bands(bands) => ids(bands.len()).map(Piece::Band).collect(),
            Self::Linear(_) => vec![Piece::From, Piece::Between, Piece::To],
            Self::Rating => vec![Piece::Number],
        }
    }

    /// The points of a row, a band or `otherwise`, and its line where it has one of its own.
    pub fn points_of(&self, piece: Piece) -> Option<(Points, Option<u32>)> {
        match (self, piece) {
            (Self::Table { rows, .. }, Piece::Row(at)) => {
                find(rows, at).map(|row| (row.points, Some(row.line)))
            }
            (Self::Table { otherwise, .. }, Piece::Otherwise) => {
                otherwise.map(|points| (points, None))
            }
            (Self::Bands(bands), Piece::Band(at)) => {
                find(bands, at).map(|band| (band.gives, Some(band.line)))
            }
            _ => None,
        }
    }

    /// The same with other points for a row, a band or `otherwise`.
    #[must_use]
    pub fn with_points(&self, piece: Piece, points: Points) -> Self {
        let mut changed = self.clone();
        match (&mut changed, piece) {
            (Self::Table { rows, .. }, Piece::Row(at)) => {
                at_mut(rows, at).points = points;
            }
            (Self::Table { otherwise, .. }, Piece::Otherwise) => *otherwise = Some(points),
            (Self::Bands(bands), Piece::Band(at)) => {
                at_mut(bands, at).gives = points;
            }
            _ => {}
        }
        changed
    }

    /// The least and the most that its pieces give; none for what gives the number itself.
    pub fn ends(&self) -> Option<(Points, Points)> {
        let points: Vec<Points> = match self {
            Self::Linear(line) => vec![line.points_from, line.points_to],
            Self::Table { .. } | Self::Bands(_) | Self::Rating => {
                let pieces = self.pieces().into_iter();
                pieces
                    .filter_map(|piece| Some(self.points_of(piece)?.0))
                    .collect()
            }
        };
        points
            .iter()
            .min()
            .copied()
            .zip(points.iter().max().copied())
    }

    /// The sets of values that it tells apart.
    pub fn sets(&self) -> impl Iterator<Item = &Set> {
        self.rows().iter().map(|row| &row.value)
    }

    pub fn sets_mut(&mut self) -> impl Iterator<Item = &mut Set> {
        let rows = match self {
            Self::Table { rows, .. } => rows.as_mut_slice(),
            Self::Bands(_) | Self::Linear(_) | Self::Rating => &mut [],
        };
        rows.iter_mut().map(|row| &mut row.value)
    }

    /// The rows of a table of values.
    pub fn rows(&self) -> &[PointsRow] {
        match self {
            Self::Table { rows, .. } => rows,
            Self::Bands(_) | Self::Linear(_) | Self::Rating => &[],
        }
    }

    /// The numbers at which it cuts, beside those of its sets.
    pub fn cuts(&self) -> Vec<Decimal> {
        match self {
            Self::Bands(bands) => bands
                .iter()
                .flat_map(|band| band.from.into_iter().chain(band.below))
                .collect(),
            Self::Linear(line) => vec![line.from, line.to],
            Self::Table { .. } | Self::Rating => Vec::new(),
        }
    }

    /// The line that points lie on.
    pub fn line(&self) -> Option<&Linear> {
        match self {
            Self::Linear(line) => Some(line),
            _ => None,
        }
    }

    /// Whether the number is taken for points.
    pub fn is_itself(&self) -> bool {
        matches!(self, Self::Rating)
    }

    /// Whether answers between two cuts earn different points.
    pub fn is_smooth(&self) -> bool {
        self.line().is_some() || self.is_itself()
    }
}

#[derive(Debug, Clone)]
pub struct PointsRow {
    pub value: Set,
    pub points: Points,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// `from` < `to`; values outside earn what the nearer end earns.
#[derive(Debug, Clone, Copy)]
pub struct Linear {
    pub from: Decimal,
    pub to: Decimal,
    pub points_from: Points,
    pub points_to: Points,
    /// The bounds of the numbers it is for, where the field has any.
    pub least: Option<Decimal>,
    pub most: Option<Decimal>,
}
