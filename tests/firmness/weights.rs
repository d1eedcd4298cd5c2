//! Weights: between any two weights at which anything could change, everything is selected anew.

use std::collections::{BTreeMap, BTreeSet};

use intake::study::firmness::told::{End, Exchange, Turn};
use intake::values::Weight;
use num_rational::Ratio;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::make::{MEASURES, Pool, pool};
use super::{Anew, audit, seated};

pub(super) type Fraction = Ratio<i128>;

pub(super) fn exact(decimal: Decimal) -> Fraction {
    Fraction::new(decimal.mantissa(), 10_i128.pow(decimal.scale()))
}

/// `3.25`, `8/3 (2.6666…)`.
pub(super) fn parsed(text: &str) -> Fraction {
    let text = text.split(' ').next().unwrap();
    match text.split_once('/') {
        Some((over, under)) => Fraction::new(over.parse().unwrap(), under.parse().unwrap()),
        None => exact(text.parse().unwrap()),
    }
}

/// With six decimals; none where it has more.
pub(super) fn decimal(fraction: Fraction) -> Option<Decimal> {
    let millionths = fraction * 1_000_000;
    millionths
        .is_integer()
        .then(|| Decimal::from_i128_with_scale(millionths.to_integer(), 6))
}

/// Rules files take weights of six decimals.
pub(super) fn between(one: Fraction, other: Fraction) -> Decimal {
    let middle = ((one + other) / 2 * 1_000_000).floor() / 1_000_000;
    assert!(one < middle && middle < other, "{one} {middle} {other}");
    decimal(middle).unwrap()
}

/// Every weight at which two totals meet, or are so far apart as a gentle aim asks about, in order.
fn candidates(anew: &Anew, measure: usize) -> BTreeSet<Fraction> {
    let weight = exact(anew.rules.measures.as_slice()[measure].weight.decimal());
    let mut lines = Vec::new();
    for record in anew.audit.as_ref().unwrap().records().map(Result::unwrap) {
        let number = |text: &str| exact(text.parse().unwrap());
        let (Some(total), Some(_)) = (&record.total, &record.standing) else {
            continue;
        };
        let points = number(record.parts[measure].points.as_deref().unwrap());
        lines.push((number(total) - points * weight, points));
    }
    let mut found = BTreeSet::new();
    for (rest, points) in &lines {
        for (other_rest, other_points) in &lines {
            for ahead in [
                exact(Decimal::ZERO),
                exact(Decimal::ONE),
                exact(Decimal::new(25, 1)),
            ] {
                if points != other_points {
                    let at = (ahead - rest + other_rest) / (points - other_points);
                    found.extend((at > Fraction::from_integer(0)).then_some(at));
                }
            }
        }
    }
    found
}

/// What sits at weights from one on outwards: at each weight where something could change, and between them.
struct Outwards {
    known: BTreeMap<Decimal, BTreeSet<String>>,
}

impl Outwards {
    fn at(&mut self, anew: &Anew, csv: &str, measure: usize, weight: Decimal) -> BTreeSet<String> {
        let select = || {
            let mut rules = anew.rules.clone();
            rules.measures.iter_mut().nth(measure).unwrap().weight = Weight::written(weight);
            seated(&audit(&rules, csv).unwrap())
        };
        self.known.entry(weight).or_insert_with(select).clone()
    }
}

pub(super) fn exchanged(seated: &BTreeSet<String>, exchange: &Exchange) -> BTreeSet<String> {
    let mut then = seated.clone();
    exchange
        .leaves
        .iter()
        .for_each(|one| assert!(then.remove(one)));
    exchange
        .comes
        .iter()
        .for_each(|one| assert!(then.insert(one.clone())));
    then
}

/// The weights from the start outwards.
pub(super) fn outwards(
    candidates: &BTreeSet<Fraction>,
    start: Fraction,
    up: bool,
) -> Vec<Fraction> {
    if up {
        candidates
            .iter()
            .copied()
            .filter(|at| *at > start)
            .collect()
    } else {
        candidates
            .iter()
            .rev()
            .copied()
            .filter(|at| *at < start)
            .collect()
    }
}

fn holds(pool: &Pool, anew: &Anew, measure: usize, end: &End, up: bool) {
    let csv = pool.csv(&pool.rows);
    let before = anew.seated().unwrap();
    let start = exact(anew.rules.measures.as_slice()[measure].weight.decimal());
    let candidates = candidates(anew, measure);
    let mut out = outwards(&candidates, start, up);
    let mut last = if up {
        Fraction::from_integer(1000)
    } else {
        Fraction::from_integer(0)
    };
    if let End::Unknown { weight } = end {
        // Sums are followed so far and no farther.
        assert!(
            up && pool.places.contains("total"),
            "{}: not worked out",
            MEASURES[measure]
        );
        last = parsed(weight);
        assert_eq!(last, start * 16);
        out.retain(|weight| *weight < last);
    }
    let mut seen = Outwards {
        known: BTreeMap::new(),
    };
    let name = MEASURES[measure];
    let turn = match end {
        End::Never => None,
        End::Changes(turn) => Some(turn),
        End::Unknown { .. } => None,
    };
    let at_turn = turn.map(|Turn { weight, .. }| parsed(weight));
    let points: Vec<Fraction> = [start].into_iter().chain(out).collect();
    for (index, point) in points.iter().enumerate() {
        // At the weight itself, where a rules file can have it; at the start that is the run.
        if let Some(weight) = decimal(*point) {
            let there = seen.at(anew, &csv, measure, weight);
            match (turn, at_turn == Some(*point)) {
                (Some(turn), true) => {
                    assert_eq!(
                        there,
                        exchanged(&before, turn.there.as_ref().unwrap()),
                        "{name} at {point}"
                    );
                }
                _ => assert_eq!(there, before, "{name} at {point}, told {end:?}"),
            }
        }
        let next = points.get(index + 1).copied().unwrap_or(last);
        let beyond = between((*point).min(next), (*point).max(next));
        let beyond = seen.at(anew, &csv, measure, beyond);
        if let (Some(turn), true) = (turn, at_turn == Some(*point)) {
            assert_eq!(
                beyond,
                exchanged(&before, &turn.beyond),
                "{name} beyond {point}"
            );
            let is_one = turn
                .there
                .as_ref()
                .is_some_and(|there| *there != Exchange::default());
            assert!(
                beyond != before || is_one,
                "{name}: nothing changes at {point}"
            );
            return;
        }
        assert_eq!(beyond, before, "{name} beyond {point}, told {end:?}");
    }
    // Nothing counts for nothing in a rules file, so that what is told of zero is not looked at.
    assert!(
        at_turn.is_none_or(|at| at == Fraction::from_integer(0)),
        "{name}: told {end:?}"
    );
}

proptest! {
    #![proptest_config(crate::laws::cases(12))]

    #[test]
    fn inside_its_range_a_weight_changes_nobody_and_beyond_it_those_who_are_named(pool in pool(6)) {
        let anew = Anew::of(&pool);
        let Some(told) = anew.told(10) else { return Ok(()) };
        prop_assert_eq!(told.notes.len(), usize::from(pool.is_untold()), "{:?}", told.notes);
        for (measure, weighed) in told.measures.iter().take(MEASURES.len()).enumerate() {
            holds(&pool, &anew, measure, &weighed.down, false);
            holds(&pool, &anew, measure, &weighed.up, true);
        }
    }

    #[test]
    fn a_firm_seat_is_kept_at_every_weight_so_near_and_no_other_is(pool in pool(6), percent in 5_u32..60) {
        let anew = Anew::of(&pool);
        let csv = pool.csv(&pool.rows);
        let Some(told) = anew.told(percent) else { return Ok(()) };
        prop_assert!(told.within.unknown.is_empty());
        prop_assume!(!pool.is_untold());
        let mut firm = anew.seated().unwrap();
        for measure in 0..MEASURES.len() {
            let mut seen = Outwards { known: BTreeMap::new() };
            let start = exact(anew.rules.measures.as_slice()[measure].weight.decimal());
            let away = start * i128::from(percent) / 100;
            let (low, high) = (start - away, start + away);
            let inside = candidates(&anew, measure).into_iter().filter(|at| low < *at && *at < high);
            let mut points: Vec<Fraction> = [low, start, high].into_iter().chain(inside).collect();
            points.sort_unstable();
            points.dedup();
            let exactly = points.iter().filter_map(|point| decimal(*point));
            let beside = points.windows(2).map(|pair| between(pair[0], pair[1]));
            for weight in exactly.chain(beside) {
                let there = seen.at(&anew, &csv, measure, weight);
                firm.retain(|one| there.contains(one));
            }
        }
        let told_firm: BTreeSet<String> = told.within.firm.iter().cloned().collect();
        prop_assert!(told_firm.is_subset(&firm), "told {:?}, are {:?}", told_firm, firm);
        // What a rules file cannot have is told, and cannot be tried.
        for one in firm.difference(&told_firm) {
            let moved = told.within.moved.iter().find(|moved| moved.application == *one).unwrap();
            prop_assert!(moved.at && decimal(parsed(&moved.weight)).is_none(), "{:?}", moved);
        }
    }
}

/// Six people, and an aim that moves them within two points.
fn long_numbers() -> Anew {
    let rows = [
        "A-1,2024-02-01T10:00:00,a,x,5,0,5,4,3,500",
        "A-2,2024-02-02T10:00:00,a,y,4,3,5,5,2,500",
        "A-3,2024-02-03T10:00:00,a,x,5,6,3,4,4,500",
        "A-4,2024-02-03T10:00:00,b,y,2,6,4,4,5,500",
        "A-5,2024-02-04T10:00:00,b,x,3,0,2,5,0,500",
        "A-6,2024-02-04T10:00:00,b,x,5,3,1,2,2,500",
    ];
    let pool = Pool {
        places: "[places]\ncap = 3\nreserve = 1\ncites = [\"all\"]".to_owned(),
        balance: "[[balance]]\nid = \"one\"\ntitle = \"Those of y\"\ncites = [\"all\"]\ntest = { field = \"kind\", is = \"y\" }\nat_least = 2\nwithin = 2\n"
            .to_owned(),
        ties: "",
        weights: ["0.333333", "0.333333", "0.333334"],
        assessors: 3,
        personal: [false, false],
        rows: rows.iter().map(|row| row.split(',').map(str::to_owned).collect()).collect(),
    };
    let rules = pool.rules(&pool.weights.map(str::to_owned), None);
    Anew::new(
        &rules.replace("decimals = 2", "decimals = 6"),
        &pool.csv(&pool.rows),
    )
}

#[test]
fn weights_and_points_of_many_decimals_are_followed_beside_a_gentle_aim() {
    let told = long_numbers().told(10).unwrap();
    for weighed in &told.measures {
        for end in [&weighed.down, &weighed.up] {
            assert!(!matches!(end, End::Unknown { .. }), "{weighed:?}");
        }
    }
    assert!(told.within.unknown.is_empty());
}

#[test]
fn an_end_that_was_not_worked_out_is_not_said_to_change_at_once() {
    let anew = long_numbers();
    let mut told = anew.told(10).unwrap();
    let weight = told.measures[0].weight.clone();
    told.measures[0].down = End::Unknown {
        weight: weight.clone(),
    };
    told.measures[0].up = End::Unknown { weight };
    told.within.unknown = vec!["skill".to_owned()];
    let header = &anew.audit.as_ref().unwrap().header;
    let page = format!(
        "{:?}",
        intake::papers::firmness::page(&anew.rules, header, &told)
    );
    assert!(
        page.contains("how far the same people sit was not worked out"),
        "{page}"
    );
    assert!(!page.contains("as soon as it counts"), "{page}");
    assert!(page.contains("as far as weights were followed"), "{page}");
}
