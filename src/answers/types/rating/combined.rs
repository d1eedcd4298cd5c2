//! What several ratings come to, exactly: a sum and by what it is to be divided, so that nothing is divided yet.

use rust_decimal::Decimal;

use crate::rules::{Combine, Field};
use crate::values::Number;

/// Which of the ratings count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// In order of size.
    pub ratings: Vec<Decimal>,
    /// Of ratings in order, those of which the mean is taken.
    from: usize,
    to: usize,
}

impl Counted {
    /// Those whose mean is taken.
    pub fn kept(&self) -> &[Decimal] {
        self.ratings.get(self.from..self.to).unwrap_or_default()
    }
}

/// The ratings in order of size, and those of them whose mean is taken.
pub fn counted(combine: Combine, mut ratings: Vec<Decimal>) -> Counted {
    ratings.sort_unstable();
    let many = ratings.len();
    let (from, to) = match combine {
        Combine::Mean | Combine::Sum => (0, many),
        Combine::Median => (
            many.saturating_sub(1) / 2,
            (many / 2).saturating_add(1).min(many),
        ),
        // Of two nothing is left without the least and the greatest.
        Combine::TrimmedMean { from } if many >= from.max(3) => (1, many.saturating_sub(1)),
        Combine::TrimmedMean { .. } => (0, many),
    };
    Counted { ratings, from, to }
}

/// What they come to, by the rules of their field.
pub fn combined(field: &Field, ratings: Vec<Decimal>) -> Number {
    let counted = counted(field.combine, ratings);
    let kept = counted.kept();
    let sum = kept
        .iter()
        .fold(Decimal::ZERO, |sum, rating| sum.saturating_add(*rating));
    let of = u8::try_from(kept.len()).unwrap_or(u8::MAX).max(1);
    if field.combine != Combine::Sum {
        return Number { sum, of };
    }
    // As many as are asked: a sum of fewer or of more would say how many there were, and not how good.
    if kept.len() == field.asked() {
        return Number::plain(sum);
    }
    Number {
        sum: sum.saturating_mul(Decimal::from(field.asked())),
        of,
    }
}

/// Whether a third assessor's rating counts beside these of the others: they are further apart than the rules allow.
pub fn third_counts(field: &Field, others: impl Iterator<Item = Decimal> + Clone) -> bool {
    let apart = spread(others);
    let third = field.third.as_ref();
    apart
        .zip(third)
        .is_some_and(|(apart, third)| apart > third.above)
}

/// How far ratings are apart; none where there are none.
pub(super) fn spread(ratings: impl Iterator<Item = Decimal> + Clone) -> Option<Decimal> {
    Some(ratings.clone().max()?.saturating_sub(ratings.min()?))
}
