//! What an assessor writes in their own words where a rating belongs: `see my remark`, or a name and a telephone number. It may be about
//! anybody, so that nobody but whoever asks the assessor about it reads it.

use super::abstain;
use crate::answers::blank::is_blank;
use crate::answers::types::number;
use crate::rules::Field;
use crate::rules::form::Bounds;
use crate::values::spelling::fold;

/// More digits than this are no rating that was mistyped: they may be a telephone number.
const DIGITS: usize = 5;

/// What is no rating and yet not in somebody's own words.
#[derive(Debug, Clone)]
pub(in crate::answers) struct Plain {
    bounds: Bounds,
    /// The field's own words for no answer and for taking no part, folded.
    words: Vec<String>,
}

impl Plain {
    /// Of a rating; none of any other field.
    pub(in crate::answers) fn of(field: &Field) -> Option<Self> {
        let bounds = field.kind.bounds().filter(|_| field.kind.is_rating())?;
        let words = field.abstain.iter().chain(&field.no_answer);
        Some(Self {
            bounds: *bounds,
            words: words.map(|word| fold(word)).collect(),
        })
    }

    /// Whether a cell says something in somebody's own words.
    pub(in crate::answers) fn is_in_words(&self, text: &str) -> bool {
        let digits = text.chars().filter(|c| c.is_numeric()).count();
        if digits <= DIGITS && !text.chars().any(char::is_alphabetic) {
            return false;
        }
        let rating = || number::value(&self.bounds, text);
        let is_rating = || rating().is_some_and(|rating| self.bounds.holds(rating));
        !is_blank(text) && !abstain::says(text, &self.words) && !is_rating()
    }
}
