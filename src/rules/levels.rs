//! Derived levels: a level of a scale worked out from other answers, which other rules may read
//! like a field.

use super::bands::Band;
use super::criteria::Test;
use super::ids::{Cites, ScaleId};
use super::measures::Worth;

#[derive(Debug, Clone)]
pub struct Level {
    pub id: String,
    pub title: Option<String>,
    pub cites: Cites,
    pub scale: ScaleId,
    pub derivation: Derivation,
    /// Line of the rules file, from 1.
    pub line: u32,
}

#[derive(Debug, Clone)]
pub enum Derivation {
    /// The first row whose test is met gives the level; the last row has no test.
    Table(Vec<LevelRow>),
    /// Points are added up and the sum falls into a band, which gives a position on the scale, from 0.
    Points {
        terms: Vec<Worth>,
        bands: Vec<Band<u8>>,
    },
}

#[derive(Debug, Clone)]
pub struct LevelRow {
    /// None: every application that came this far.
    pub test: Option<Test>,
    /// Position on the scale, from 0.
    pub level: u8,
    /// Line of the rules file, from 1.
    pub line: u32,
}
