//! Measures: how an answer earns points, and what the points count for.

use rust_decimal::Decimal;

use super::bands::Band;
use super::criteria::Set;
use super::ids::{Cites, Subject};
use crate::values::{Points, Weight};

#[derive(Debug, Clone)]
pub struct Measure {
    pub id: String,
    pub title: String,
    pub cites: Cites,
    pub weight: Weight,
    pub subject: Subject,
    pub award: Award,
    /// What a blank answer is worth. None: a blank leaves the score open, and a person must ask.
    pub blank: Option<Points>,
    /// The least and the most points the measure can award: the range of a score that is still open.
    pub least: Points,
    pub most: Points,
    /// Line of the rules file, from 1.
    pub line: u32,
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

impl Award {
    /// The sets of values that it tells apart.
    pub fn sets(&self) -> impl Iterator<Item = &Set> {
        let rows = match self {
            Self::Table { rows, .. } => rows.as_slice(),
            Self::Bands(_) | Self::Linear(_) | Self::Rating => &[],
        };
        rows.iter().map(|row| &row.value)
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
