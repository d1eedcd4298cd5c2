//! A level of an ordered scale, by its name or one of its other spellings.

use std::sync::Arc;

use crate::answers::{is_blank, ranges};
use crate::rules::form::Scale;
use crate::rules::spellings::LevelSpellings;
use crate::values::spelling::{fold, nearest};
use crate::values::{LevelSet, Problem, Reading, Value, Wrong};

/// Reads one level.
pub fn read(scale: &Scale) -> Box<dyn Fn(&str) -> Reading + Send + Sync + '_> {
    let LevelSpellings { names, known } = scale.compiled();
    Box::new(move |text| {
        let folded = fold(text);
        match known.iter().find(|(spelling, _)| *spelling == folded) {
            Some((_, level)) => Reading::Value(Value::Level(LevelSet::only(*level))),
            None if is_blank(text) => Reading::Blank,
            None if !several(known, &folded).is_empty() => {
                let levels = several(known, &folded)
                    .iter()
                    .map(|level| Value::Level(LevelSet::only(level)));
                Problem::from(Wrong::SeveralLevels)
                    .among(levels.collect())
                    .into()
            }
            None => match nearest(&folded, known.iter().map(|(spelling, _)| spelling.as_str())) {
                Some(near) => Wrong::NearLevel(near.to_owned()).into(),
                None => Wrong::NoLevel(Arc::clone(names)).into(),
            },
        }
    })
}

/// The levels that an answer names where it names several, such as `B2/C1`; of `B1-C1` also those between. Empty where some part of
/// it is no level.
fn several(known: &[(String, u8)], folded: &str) -> LevelSet {
    let level = |piece: &str| {
        let piece = fold(piece);
        known
            .iter()
            .find(|(spelling, _)| *spelling == piece)
            .map(|(_, level)| *level)
    };
    if let Some((from, to)) = ranges::ends(folded, level) {
        return (from.min(to)..=from.max(to)).fold(LevelSet::default(), LevelSet::with);
    }
    let levels: Option<Vec<u8>> = ranges::each(folded).map(level).collect();
    let levels = levels
        .unwrap_or_default()
        .into_iter()
        .fold(LevelSet::default(), LevelSet::with);
    if levels.known().is_some() {
        LevelSet::default()
    } else {
        levels
    }
}
