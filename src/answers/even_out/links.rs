//! Whether assessors share enough applications for one to be held against another.

use super::Ratings;
use crate::base::ids::{AssessorId, find, ids};

/// Two assessors are held against each other who share so many applications, or by way of others who do.
pub const NEEDED: u32 = 10;

/// Too few applications are shared: between these assessors and all others no two share more than `most`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooFewShared {
    pub between: Vec<AssessorId>,
    pub most: u32,
}

impl Ratings {
    /// None where all who rated hang together; otherwise the refusal.
    pub fn refused(&self) -> Option<TooFewShared> {
        let rated = |one: &AssessorId| {
            let gave = |given: &Vec<Option<i128>>| find(given, *one).is_some_and(Option::is_some);
            self.all.iter().any(|rated| gave(&rated.given))
        };
        let all: Vec<AssessorId> = ids(self.asked).filter(rated).collect();
        let mut reached: Vec<AssessorId> = all.iter().take(1).copied().collect();
        let mut most = 0;
        while reached.len() < all.len() {
            let left = all.iter().filter(|one| !reached.contains(one));
            let links = left.map(|one| {
                let shared = reached.iter().map(|other| self.shared(*one, *other));
                (shared.max().unwrap_or(0), *one)
            });
            let (shared, one) = links.max_by_key(|(shared, _)| *shared)?;
            most = shared;
            if shared < NEEDED {
                break;
            }
            reached.push(one);
        }
        reached.sort_unstable();
        let apart = all.len() < 2 || reached.len() < all.len();
        apart.then_some(TooFewShared {
            between: reached,
            most,
        })
    }

    fn shared(&self, one: AssessorId, other: AssessorId) -> u32 {
        let both = self.all.iter().filter(|rated| {
            let gave = |who: AssessorId| find(&rated.given, who).is_some_and(Option::is_some);
            gave(one) && gave(other)
        });
        both.fold(0, |sum, rated| sum.saturating_add(rated.many))
    }
}
