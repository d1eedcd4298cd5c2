//! Assessors: their column is taken out of the rules, and everything is selected anew.

use std::collections::BTreeSet;

use intake::study::firmness::told::WithoutThem;
use proptest::prelude::*;

use super::Anew;
use super::make::pool;
use super::weights::exchanged;

proptest! {
    #![proptest_config(crate::laws::cases(40))]

    #[test]
    fn without_an_assessor_comes_out_what_rules_without_their_column_give(pool in pool(8), kind in any::<bool>()) {
        let mut pool = pool;
        pool.personal = [false, kind];
        let anew = Anew::of(&pool);
        let Some(told) = anew.told(10) else { return Ok(()) };
        prop_assert_eq!(told.assessors.len(), pool.assessors, "{:?}", told.notes);
        let weights = pool.weights.map(str::to_owned);
        let now = anew.seated().unwrap();
        for (at, without) in told.assessors.iter().enumerate() {
            let there = Anew::new(&pool.rules(&weights, Some(at)), &pool.csv(&pool.rows));
            let given = pool.rows.iter().filter(|row| !row[super::make::ESSAY + at].is_empty()).count();
            prop_assert_eq!(without.ratings, given);
            match &without.outcome {
                WithoutThem::Selected { exchange, asked, ranked, .. } => {
                    let seated = there.seated();
                    prop_assert_eq!(seated.as_ref(), Some(&exchanged(&now, exchange)), "without {}", at);
                    let was: BTreeSet<String> = anew.of_outcome("clarify");
                    let is: BTreeSet<String> = there.of_outcome("clarify");
                    prop_assert_eq!(is.difference(&was).cloned().collect::<Vec<_>>(), asked.clone());
                    prop_assert_eq!(was.difference(&is).cloned().collect::<Vec<_>>(), ranked.clone());
                }
                WithoutThem::Unknown { because } => {
                    prop_assert!(there.audit.is_none(), "{}", because);
                }
            }
        }
    }
}
