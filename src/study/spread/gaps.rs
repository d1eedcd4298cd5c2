//! How far the ratings of one application are apart.

use super::told::Gap;
use crate::answers::even_out::Ratings;
use crate::answers::even_out::ratings::Rated;

impl Ratings {
    /// How far the ratings of each application are apart, the widest first; of several with the same ratings one.
    pub fn gaps(&self) -> Vec<Gap> {
        let gap = |rated: &Rated| {
            let mut given = rated.ratings(usize::MAX);
            given.sort_unstable();
            let [least, .., most] = given.as_slice() else {
                return None;
            };
            let ratings = rated.given.iter();
            Some(Gap {
                application: rated.application.clone(),
                ratings: ratings
                    .map(|rating| rating.and_then(|rating| self.exact(rating)))
                    .collect(),
                gap: self.exact(most.checked_sub(*least)?)?,
            })
        };
        let mut gaps: Vec<Gap> = self.all.iter().filter_map(gap).collect();
        gaps.sort_by(|one, other| {
            let wider = other.gap.cmp(&one.gap);
            wider.then_with(|| one.application.cmp(&other.application))
        });
        gaps
    }
}
