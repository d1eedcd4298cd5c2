//! A level of an ordered scale, by its name or one of its other spellings.

use crate::answers::{is_blank, nearly, ranges, unreadable};
use crate::base::finding::Code;
use crate::rules::form::Scale;
use crate::values::spelling::{fold, nearest};
use crate::values::{LevelSet, Problem, Reading, Value};

/// Reads one level.
pub fn read(scale: Option<&Scale>) -> Box<dyn Fn(&str) -> Reading + Send + Sync> {
    let known: Vec<(String, u8)> = scale
        .into_iter()
        .flat_map(|scale| scale.levels.iter().zip(0_u8..))
        .flat_map(|((name, spellings), level)| {
            std::iter::once(name)
                .chain(spellings)
                .map(move |spelling| (fold(spelling), level))
        })
        .collect();
    let names: Vec<String> = scale
        .into_iter()
        .flat_map(|scale| &scale.levels)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    Box::new(move |text| {
        let folded = fold(text);
        match known.iter().find(|(spelling, _)| *spelling == folded) {
            Some((_, level)) => Reading::Value(Value::Level(LevelSet::only(*level))),
            None if is_blank(text) => Reading::Blank,
            None if !several(&known, &folded).is_empty() => {
                let levels = several(&known, &folded)
                    .iter()
                    .map(|level| Value::Level(LevelSet::only(level)));
                let help = Some("ask which of them holds".to_owned());
                let problem =
                    Problem::new(Code::Unreadable, "names several levels of the scale").help(help);
                Reading::Unreadable(Box::new(problem.among(levels.collect())))
            }
            None => match nearest(&folded, known.iter().map(|(spelling, _)| spelling.as_str())) {
                Some(near) => nearly("is no level of the scale", near),
                None => unreadable(
                    "is no level of the scale",
                    Some(format!("the levels are {}", names.join(", "))),
                ),
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
