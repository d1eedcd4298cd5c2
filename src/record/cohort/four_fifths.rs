//! What is pointed out: the four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D, 1978) and the
//! two standard deviations of Castaneda v. Partida (430 U.S. 482, note 17, 1977).

use super::Counted;

/// Where fewer would be selected if all had the same share, or fewer not, a share says nothing (Cochran's rule).
const EXPECTED: u128 = 5;

/// Points out whose share of selected among those who applied is low beside the highest.
pub(super) fn remark(values: &mut [Counted]) {
    let share = |counted: &Counted| Share {
        selected: u128::from(counted.steps.selected),
        applied: u128::from(counted.steps.applied),
    };
    let (selected, all) = values
        .iter()
        .map(share)
        .fold((0, 0), |(selected, all), one| {
            (one.selected + selected, one.applied + all)
        });
    let weighs = |counted: &Counted| {
        let applied = share(counted).applied;
        let least = EXPECTED * all;
        counted.value.is_some()
            && applied * selected >= least
            && applied * all.saturating_sub(selected) >= least
    };
    let highest = values.iter().filter(|counted| weighs(counted)).map(share);
    let Some(highest) = highest.reduce(|one, other| if other.is_above(one) { other } else { one })
    else {
        return;
    };
    for counted in values.iter_mut().filter(|counted| weighs(counted)) {
        counted.below_four_fifths = share(counted).is_far_below(highest);
    }
}

/// Some of many; many are at least one, and both fit 32 bits.
#[derive(Debug, Clone, Copy)]
struct Share {
    selected: u128,
    applied: u128,
}

impl Share {
    fn is_above(self, other: Self) -> bool {
        self.selected * other.applied > other.selected * self.applied
    }

    /// Below four fifths of another, and more than two standard deviations from it, if both were drawn from one pool.
    fn is_far_below(self, high: Self) -> bool {
        let (own, highest) = (self.selected * high.applied, high.selected * self.applied);
        let apart = highest.saturating_sub(own);
        let (selected, all) = (self.selected + high.selected, self.applied + high.applied);
        // (p₂ - p₁)² > 4 p (1 - p) (1/n₁ + 1/n₂) with p = selected / all, multiplied by (n₁ n₂)² (n₁ + n₂).
        let spread = 4 * selected * all.saturating_sub(selected) * self.applied * high.applied;
        own * 5 < highest * 4 && apart.saturating_mul(apart).saturating_mul(all) > spread
    }
}
