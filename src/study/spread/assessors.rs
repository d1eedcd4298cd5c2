//! What each assessor gave, and how far that is from the others on the applications they share.

use std::collections::BTreeMap;

use super::told::{Exact, OfAssessor};
use crate::answers::even_out::Ratings;
use crate::answers::even_out::ratings::added;
use crate::base::ids::{AssessorId, ids};

impl Ratings {
    /// One for each assessor with a rating; none of those whose numbers are too long.
    pub fn of_each(&self) -> Vec<OfAssessor> {
        let all = ids(self.assessors());
        all.filter_map(|assessor| self.of_one(assessor)).collect()
    }

    fn of_one(&self, assessor: AssessorId) -> Option<OfAssessor> {
        let (mut ratings, mut shared) = (0_u32, 0_u32);
        let mut total = 0_i128;
        let mut ends: Option<(i128, i128)> = None;
        // By how many others there are, the sum of differences times that many.
        let mut apart: BTreeMap<i128, i128> = BTreeMap::new();
        for rated in &self.all {
            let Some((own, others)) = rated.own(assessor) else {
                continue;
            };
            let many = i128::from(rated.many);
            ratings = ratings.checked_add(rated.many)?;
            total = total.checked_add(own.checked_mul(many)?)?;
            let (least, most) = ends.unwrap_or((own, own));
            ends = Some((least.min(own), most.max(own)));
            if others.is_empty() {
                continue;
            }
            shared = shared.checked_add(rated.many)?;
            let count = i128::try_from(others.len()).ok()?;
            let by = own.checked_mul(count)?.checked_sub(added(&others)?)?;
            let sum = apart.entry(count).or_insert(0);
            *sum = sum.checked_add(by.checked_mul(many)?)?;
        }
        let (least, most) = ends?;
        let under = self.unit.checked_mul(i128::from(ratings))?;
        let apart = match shared {
            0 => None,
            shared => Some(self.mean(&apart, shared)?),
        };
        Some(OfAssessor {
            assessor: assessor.into(),
            ratings,
            least: self.exact(least)?,
            mean: Exact::over(total, under)?,
            greatest: self.exact(most)?,
            shared,
            apart,
        })
    }
}
