//! Words by which an assessor says that they take no part: they abstain, or know the applicant.

use crate::values::spelling::fold;
use crate::values::{Reading, Wrong};

/// In English, French and Russian, folded as cells are.
const WORDS: [&str; 19] = [
    "abstain",
    "abstained",
    "abstains",
    "abstention",
    "conflict",
    "conflict of interest",
    "conflict of interests",
    "coi",
    "recused",
    "abstenu",
    "conflit",
    "conflit d'interet",
    "conflit d'interets",
    "воздержалась",
    "воздержался",
    "воздерживаюсь",
    "конфликт",
    "конфликт интересов",
    "самоотвод",
];

/// Whether a cell says so, by these words or those of the rules.
pub(in crate::answers) fn says(text: &str, own: &[String]) -> bool {
    let text = fold(text);
    let same = |word: &str| fold(word) == text;
    WORDS.iter().any(|word| same(word)) || own.iter().any(|word| same(word))
}

/// Whether a cell was read as saying so.
pub(super) fn is_said_by(cell: &Reading) -> bool {
    matches!(cell, Reading::Unreadable(problem) if problem.wrong == Wrong::TakesNoPart)
}

/// What such a cell is read as.
pub(in crate::answers) fn reading() -> Reading {
    Wrong::TakesNoPart.into()
}
