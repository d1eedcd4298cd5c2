//! Krippendorff's alpha by its definition, every pair of ratings by itself; the worked example he published; and each assessor's
//! distance from the others.

use intake::study::spread::alpha::Further;
use intake::study::spread::told::{Alpha, Metric, WithoutOne};
use proptest::prelude::*;

use super::{Fraction, Halves, exact, ratings};

/// Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011, part C: four observers, twelve units, some ratings missing.
const OBSERVERS: [&str; 4] = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
];

fn published() -> Halves {
    let rows: Vec<Vec<Option<u8>>> = OBSERVERS
        .iter()
        .map(|row| {
            row.split(' ')
                .map(|one| one.parse().ok())
                .map(|one: Option<u8>| one.map(|one| one * 2))
                .collect()
        })
        .collect();
    (0..12)
        .map(|unit| rows.iter().map(|row| row[unit]).collect())
        .collect()
}

/// By how much two values are apart, squared; the ordinal one sums over the values between, with half of either end.
fn squared(metric: Option<Metric>, all: &[u8], (one, other): (u8, u8)) -> Fraction {
    let distance = match metric {
        None => Fraction::from_integer(i128::from(one != other)),
        Some(Metric::Interval) => Fraction::from_integer(i128::from(one) - i128::from(other)),
        Some(Metric::Ordinal) => {
            let count = |value: u8| all.iter().filter(|rating| **rating == value).count() as i128;
            let (low, high) = (one.min(other), one.max(other));
            let between: i128 = (low..=high).map(count).sum();
            Fraction::from_integer(between) - Fraction::new(count(one) + count(other), 2)
        }
    };
    distance * distance
}

/// None where it is undefined; without a metric two ratings are the same or not (nominal).
fn by_definition(units: &Halves, asked: usize, metric: Option<Metric>) -> Option<Fraction> {
    let given = |unit: &Vec<Option<u8>>| unit.iter().take(asked).flatten().copied().collect();
    let units: Vec<Vec<u8>> = units.iter().map(given).collect();
    let units: Vec<&Vec<u8>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let all: Vec<u8> = units.iter().flat_map(|unit| unit.iter().copied()).collect();
    let pairs = |values: &[u8]| {
        let mut sum = Fraction::from_integer(0);
        for (at, one) in values.iter().enumerate() {
            for (other_at, other) in values.iter().enumerate() {
                if at != other_at {
                    sum += squared(metric, &all, (*one, *other));
                }
            }
        }
        sum
    };
    let count = all.len() as i128;
    let observed: Fraction = units
        .iter()
        .map(|unit| pairs(unit) / (unit.len() as i128 - 1))
        .sum();
    let expected = pairs(&all);
    (expected != Fraction::from_integer(0))
        .then(|| Fraction::from_integer(1) - observed * (count - 1) / expected)
}

#[test]
fn the_published_example_comes_out_as_published() {
    let told = |metric: Metric| match ratings(&published(), 4).agreement(metric, None) {
        told if (told.applications, told.pairs) == (11, 55) => match told.alpha {
            Alpha::Known(alpha) => alpha.cut(3).unwrap().to_string(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(told(Metric::Ordinal), "0.815");
    assert_eq!(told(Metric::Interval), "0.849");
    // The data are those of the paper: its nominal alpha comes out of them as well.
    let nominal = by_definition(&published(), 4, None).unwrap();
    assert_eq!((nominal * 1000).round(), Fraction::from_integer(743));
}

#[test]
fn where_nothing_is_shared_or_nothing_varies_there_is_no_alpha() {
    let alpha = |all: Halves| ratings(&all, 2).agreement(Metric::Interval, None).alpha;
    let alone = vec![vec![Some(4), None], vec![None, Some(8)]];
    assert_eq!(alpha(alone), Alpha::NothingShared);
    let same = vec![
        vec![Some(4), Some(4)],
        vec![Some(4), Some(4)],
        vec![Some(8), None],
    ];
    assert_eq!(alpha(same), Alpha::NoVariation);
    assert_eq!(alpha(Vec::new()), Alpha::NothingShared);
}

#[test]
fn a_third_assessor_who_is_asked_where_two_disagree_has_no_say_in_how_far_they_agree() {
    let two = vec![vec![Some(2), Some(8), None], vec![Some(4), Some(4), None]];
    let mut three = two.clone();
    three[0][2] = Some(16);
    let [two, three] = [two, three].map(|all| ratings(&all, 2).agreement(Metric::Interval, None));
    assert_eq!(two.alpha, three.alpha);
    assert_eq!((two.without_third, three.without_third), (false, true));
}

/// Alpha of a pool, of which one more reads where two are more than three apart; in halves.
fn of_pool(all: &Halves) -> intake::study::spread::told::Agreement {
    let further = Further {
        readers: 2,
        above: 3.into(),
    };
    ratings(all, 4).agreement(Metric::Interval, Some(further))
}

#[test]
fn whoever_of_a_pool_is_asked_where_others_disagree_has_no_say_in_how_far_they_agree() {
    let others = [vec![Some(4), None, Some(6)], vec![None, Some(12), Some(10)]];
    let with = |first: Vec<Option<u8>>| {
        let all: Halves = std::iter::once(first).chain(others.clone()).collect();
        of_pool(&all)
    };
    // Only the first and the last are more than three apart, so that these read first.
    let two = with(vec![Some(2), None, Some(10)]);
    let three = with(vec![Some(2), Some(6), Some(10)]);
    assert_eq!((two.alpha, two.pairs), (three.alpha, three.pairs));
    assert_eq!((two.without_third, three.without_third), (false, true));
    // Two sets are: each counts half, as if of two such applications one had the one and one the other.
    let halves = of_pool(&vec![
        vec![Some(2), Some(3), Some(16)],
        vec![Some(2), Some(3), Some(16)],
        vec![Some(4), Some(6), None],
    ]);
    let apart = of_pool(&vec![
        vec![Some(2), None, Some(16)],
        vec![None, Some(3), Some(16)],
        vec![Some(4), Some(6), None],
    ]);
    assert_eq!((halves.alpha, halves.pairs), (apart.alpha, apart.pairs));
    // Nobody had to be asked: all three count.
    let near = with(vec![Some(4), Some(5), Some(6)]);
    assert_eq!(near.pairs, 3 + 2);
    assert!(!near.without_third);
}

fn units() -> impl Strategy<Value = Halves> {
    let rating = prop_oneof![4 => (0_u8..=6).prop_map(Some), 1 => Just(None)];
    (2_usize..=5).prop_flat_map(move |assessors| {
        prop::collection::vec(prop::collection::vec(rating.clone(), assessors), 0..=9)
    })
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    #[test]
    fn alpha_is_what_its_definition_says_pair_by_pair(all in units(), ordinal in any::<bool>(), third in any::<bool>()) {
        let metric = if ordinal { Metric::Ordinal } else { Metric::Interval };
        let assessors = all.first().map_or(2, Vec::len);
        let asked = assessors - usize::from(third && assessors > 2);
        let told = ratings(&all, asked).agreement(metric, None);
        let is = match told.alpha {
            Alpha::Known(alpha) => Some(exact(alpha)),
            Alpha::NothingShared | Alpha::NoVariation => None,
            Alpha::TooLong => panic!("{all:?}"),
        };
        prop_assert_eq!(is, by_definition(&all, asked, Some(metric)));
        // Every application left out by itself.
        let shared = |unit: &Vec<Option<u8>>| unit.iter().take(asked).flatten().count() > 1;
        let without = (0..all.len()).filter(|at| shared(&all[*at])).map(|at| {
            let mut others = all.clone();
            others.remove(at);
            by_definition(&others, asked, Some(metric))
        });
        let without: Option<Vec<Fraction>> = without.collect();
        match (told.without_one, is) {
            (WithoutOne::Nothing, None) => {}
            (WithoutOne::Undefined { .. }, Some(_)) => prop_assert_eq!(without, None),
            (WithoutOne::Between { least, greatest, .. }, Some(_)) => {
                let without = without.unwrap();
                prop_assert_eq!(exact(least), *without.iter().min().unwrap());
                prop_assert_eq!(exact(greatest), *without.iter().max().unwrap());
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_assessor_is_as_far_from_the_others_as_their_ratings_of_what_they_share(all in units()) {
        let told = ratings(&all, 2).of_each();
        for one in told {
            let at = one.assessor.id().unwrap().0;
            let mut apart = Vec::new();
            let mut own_all = Vec::new();
            for unit in &all {
                let half = |rating: &u8| Fraction::new(i128::from(*rating), 2);
                let Some(own) = unit[at].as_ref().map(half) else { continue };
                own_all.push(own);
                let others = unit.iter().enumerate().filter(|(other, _)| *other != at);
                let others: Vec<Fraction> = others.filter_map(|(_, rating)| rating.as_ref().map(half)).collect();
                if !others.is_empty() {
                    apart.push(own - others.iter().sum::<Fraction>() / others.len() as i128);
                }
            }
            let mean = |all: &[Fraction]| all.iter().sum::<Fraction>() / all.len() as i128;
            prop_assert_eq!(one.ratings as usize, own_all.len());
            prop_assert_eq!(exact(one.mean), mean(&own_all));
            prop_assert_eq!(one.shared as usize, apart.len());
            prop_assert_eq!(one.apart.map(exact), (!apart.is_empty()).then(|| mean(&apart)));
        }
    }
}
