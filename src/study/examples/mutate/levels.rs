//! Derived levels: what rows and bands give, the order of rows, and where bands are cut.

use rust_decimal::Decimal;

use super::{Mutation, steps};
use crate::base::ids::{at, at_mut, with_ids};
use crate::rules::levels::LevelRow;
use crate::rules::{Band, BandId, Derivation, Level, LevelId, Rules, Subject};
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (index, level) in rules.levels.each() {
        match &level.derivation {
            Derivation::Table(rows) => table(rules, index, level, rows, all),
            Derivation::Points { bands, .. } => sums(rules, index, level, bands, all),
        }
    }
}

fn table(rules: &Rules, index: LevelId, level: &Level, rows: &[LevelRow], all: &mut Vec<Mutation>) {
    let (rule, behind) = (format!("level {}", level.id), behind(rules, index));
    let name = |position: u8| words::level_of_scale(rules, level.scale, position);
    for (at, row) in rows.iter().enumerate() {
        for gives in steps::levels_around(row.level, many(rules, level)) {
            let change = format!(
                "row {}: gives {} → {}",
                at.saturating_add(1),
                name(row.level),
                name(gives)
            );
            let edit = move |rules: &mut Rules| {
                if let Some(row) = table_of(rules, index).and_then(|rows| rows.get_mut(at)) {
                    row.level = gives;
                }
            };
            all.push(Mutation::new(row.line, &rule, change, edit).behind(behind.clone()));
        }
        // The last row has no test and stays the last.
        let next = at.saturating_add(1);
        if rows.get(next).is_some_and(|row| row.test.is_some()) {
            let change = format!("rows {next} and {} exchanged", next.saturating_add(1));
            let edit = move |rules: &mut Rules| {
                if let Some(rows) = table_of(rules, index) {
                    rows.swap(at, next);
                }
            };
            all.push(Mutation::new(row.line, &rule, change, edit).behind(behind.clone()));
        }
    }
}

fn table_of(rules: &mut Rules, level: LevelId) -> Option<&mut Vec<LevelRow>> {
    match &mut rules.levels[level].derivation {
        Derivation::Table(rows) => Some(rows),
        Derivation::Points { .. } => None,
    }
}

fn sums(rules: &Rules, index: LevelId, level: &Level, bands: &[Band<u8>], all: &mut Vec<Mutation>) {
    let (rule, behind) = (format!("level {}", level.id), behind(rules, index));
    let name = |position: u8| words::level_of_scale(rules, level.scale, position);
    for (at, band) in bands.iter().enumerate() {
        for gives in steps::levels_around(band.gives, many(rules, level)) {
            let range = words::rule::range(band.from, band.below);
            let change = format!("sum {range}: {} → {}", name(band.gives), name(gives));
            let edit = move |rules: &mut Rules| {
                if let Some(band) = bands_of(rules, index).and_then(|bands| bands.get_mut(at)) {
                    band.gives = gives;
                }
            };
            all.push(Mutation::new(band.line, &rule, change, edit).behind(behind.clone()));
        }
    }
    for (at, line, cut, moved) in cuts(bands) {
        let change = format!("sum cut at {cut} → {moved}");
        let edit = move |rules: &mut Rules| {
            if let Some(bands) = bands_of(rules, index) {
                recut(bands, at, moved);
            }
        };
        all.push(Mutation::new(line, &rule, change, edit).behind(behind.clone()));
    }
}

fn bands_of(rules: &mut Rules, level: LevelId) -> Option<&mut Vec<Band<u8>>> {
    match &mut rules.levels[level].derivation {
        Derivation::Points { bands, .. } => Some(bands),
        Derivation::Table(_) => None,
    }
}

/// Every cut between two bands, moved by a unit either way where the bands on both sides keep some values: the
/// band above it, its line, the cut, and where it is moved.
pub(super) fn cuts<T>(bands: &[Band<T>]) -> Vec<(BandId, u32, Decimal, Decimal)> {
    let mut cuts = Vec::new();
    for (id, band) in with_ids::<BandId, _>(bands).skip(1) {
        let Some(cut) = band.from else { continue };
        let low = id.below().and_then(|below| at(bands, below).from);
        for moved in steps::around(cut) {
            if low.is_none_or(|low| moved > low) && band.below.is_none_or(|below| moved < below) {
                cuts.push((id, band.line, cut, moved));
            }
        }
    }
    cuts
}

/// Moves the cut below a band.
pub(super) fn recut<T>(bands: &mut [Band<T>], id: BandId, moved: Decimal) {
    at_mut(bands, id).from = Some(moved);
    if let Some(below) = id.below() {
        at_mut(bands, below).below = Some(moved);
    }
}

fn many(rules: &Rules, level: &Level) -> usize {
    rules.form.scales[level.scale].levels.len()
}

fn behind(rules: &Rules, level: LevelId) -> Vec<crate::rules::FieldId> {
    rules.fields_behind([Subject::Level(level)])
}
