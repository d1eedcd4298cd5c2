//! What several ratings can still come to while some of them are open.

use rust_decimal::Decimal;

use super::combined::{combined, spread};
use crate::rules::Field;
use crate::values::Number;

/// The ratings that are there.
pub(super) struct Known {
    /// By those who are asked; none where it is open.
    pub(super) asked: Vec<Option<Decimal>>,
    /// The difference above which one more assessor is asked, where the rules ask for one.
    pub(super) above: Option<Decimal>,
    pub(super) third: Option<Decimal>,
}

impl Known {
    /// How far apart the assessors who have rated are, where that is far enough for one more.
    pub(super) fn apart(&self) -> Option<Decimal> {
        spread(self.asked.iter().flatten().copied())
            .filter(|apart| self.above.is_some_and(|above| *apart > above))
    }

    /// What they come to if the open ratings were these; the third counts where the others turn out far apart.
    pub(super) fn combined(&self, field: &Field, open: Decimal, open_third: Decimal) -> Number {
        let mut ratings: Vec<Decimal> = self
            .asked
            .iter()
            .map(|rating| rating.unwrap_or(open))
            .collect();
        let apart = spread(ratings.iter().copied());
        if apart
            .zip(self.above)
            .is_some_and(|(apart, above)| apart > above)
        {
            ratings.push(self.third.unwrap_or(open_third));
        }
        combined(field, ratings)
    }

    /// The least and the most they can come to; none where the field has no bounds. Numbers within the bounds reach both;
    /// where assessors rate in steps, such as half points, and `above` is none of them, an end may lie just out of reach.
    ///
    /// Mean, median and the mean without extremes never fall where a rating rises. So they are greatest either with all open ratings
    /// at the top, or with all of them as high as keeps a low third assessor out, which is `above` over the lowest there is. Nothing
    /// between is greater: where the top keeps the third out, lowering one rating far enough to let it in puts that one below all
    /// others, which lie within `above` of the top; and beside one at the bottom of all, one more at most at the top lifts none of
    /// the three over what they come to with the lowered one at the top instead. The least mirrors this.
    pub(super) fn between(&self, field: &Field) -> Option<(Number, Number)> {
        let bounds = field.kind.bounds()?;
        let (bottom, top) = (bounds.min?, bounds.max?);
        let known = || self.asked.iter().flatten().copied();
        let reach = |from: Option<Decimal>, to: Decimal| from.unwrap_or(to).max(bottom).min(top);
        let above = self.above.unwrap_or_default();
        let lifted = reach(known().min().map(|least| least.saturating_add(above)), top);
        let lowered = reach(known().max().map(|most| most.saturating_sub(above)), bottom);
        let come_to = |open, third| self.combined(field, open, third);
        let least = come_to(bottom, bottom).min(come_to(lowered, bottom));
        let most = come_to(top, top).max(come_to(lifted, top));
        Some((least, most))
    }
}
