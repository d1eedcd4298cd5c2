//! A level of an ordered scale, by its name or one of its other spellings.

use super::{is_blank, nearly, unreadable};
use crate::domain::spelling::{fold, nearest};
use crate::domain::{LevelSet, Reading, Value};
use crate::rules::form::Scale;

/// Reads one level.
pub fn read(scale: Option<&Scale>) -> Box<dyn Fn(&str) -> Reading + Send + Sync> {
    let known: Vec<(String, u8)> = scale
        .into_iter()
        .flat_map(|scale| scale.levels.iter().zip(0_u8..))
        .flat_map(|((name, spellings), level)| {
            std::iter::once(name).chain(spellings).map(move |spelling| (fold(spelling), level))
        })
        .collect();
    let names: Vec<String> =
        scale.into_iter().flat_map(|scale| &scale.levels).map(|(name, _)| format!("`{name}`")).collect();
    Box::new(move |text| {
        let folded = fold(text);
        match known.iter().find(|(spelling, _)| *spelling == folded) {
            Some((_, level)) => Reading::Value(Value::Level(LevelSet::only(*level))),
            None if is_blank(text) => Reading::Blank,
            None => match nearest(&folded, known.iter().map(|(spelling, _)| spelling.as_str())) {
                Some(near) => nearly("is no level of the scale", near),
                None => unreadable("is no level of the scale", Some(format!("the levels are {}", names.join(", ")))),
            },
        }
    })
}
