//! Who reads what: held against every other assignment where there are few, and against what it promises where there are many.

use std::collections::{BTreeMap, BTreeSet};

use intake::base::digest;
use intake::base::ids::{AssessorId, Per};
use intake::study::packs::assign::{Capacity, ReadId, ToRead, assign};
use proptest::prelude::*;

use crate::laws::cases;

type Readers = Per<ReadId, BTreeSet<AssessorId>>;

/// What is compared, in this order: units that reach nobody, squared by application; pairs that are new; loads, squared; what was drawn.
type Costs = (u64, u64, u64, u128);

fn costs(
    all: &[ToRead],
    capacities: &[Capacity],
    readers: &[BTreeSet<AssessorId>],
) -> Option<Costs> {
    let mut loads: Vec<u64> = capacities.iter().map(|one| one.load).collect();
    let (mut nobody, mut new, mut drawn) = (0, 0, 0_u128);
    for (one, own) in all.iter().zip(readers) {
        let missing = (one.readers - own.len()) as u64;
        nobody += missing * missing;
        for by in own {
            drawn += u128::from(*one.may.get(by)?);
            new += u64::from(!one.before.contains(by));
            loads[by.0] += 1;
        }
    }
    let is_over =
        |(load, one): (&u64, &Capacity)| one.at_most.is_some_and(|most| *load > most.max(one.load));
    if loads.iter().zip(capacities).any(is_over) {
        return None;
    }
    Some((
        nobody,
        new,
        loads.iter().map(|load| load * load).sum(),
        drawn,
    ))
}

/// The best of every assignment there is.
fn best(all: &[ToRead], capacities: &[Capacity]) -> Costs {
    fn go(
        all: &[ToRead],
        capacities: &[Capacity],
        so_far: &mut Vec<BTreeSet<AssessorId>>,
        best: &mut Option<Costs>,
    ) {
        let Some(one) = all.get(so_far.len()) else {
            let costs = costs(all, capacities, so_far);
            if let Some(costs) = costs {
                *best = Some(best.map_or(costs, |known: Costs| known.min(costs)));
            }
            return;
        };
        for subset in 0..1_u32 << capacities.len() {
            if subset.count_ones() as usize > one.readers {
                continue;
            }
            let chosen = (0..capacities.len())
                .filter(|at| subset >> at & 1 == 1)
                .map(AssessorId);
            so_far.push(chosen.collect());
            go(all, capacities, so_far, best);
            so_far.pop();
        }
    }
    let mut found = None;
    go(all, capacities, &mut Vec::new(), &mut found);
    found.unwrap()
}

fn own(readers: &Readers) -> Vec<BTreeSet<AssessorId>> {
    readers.iter().cloned().collect()
}

/// An application whom a mask of assessors may read, and another read before.
fn to_read(number: usize, readers: usize, (may, before): (u32, u32), assessors: usize) -> ToRead {
    let drawn = |by: AssessorId| {
        let digits = digest::of(format!("law:{number}:{by}").as_bytes());
        u64::from_str_radix(&digits[..16], 16).unwrap()
    };
    let of = |mask: u32| {
        (0..assessors)
            .filter(move |at| mask >> at & 1 == 1)
            .map(AssessorId)
    };
    ToRead {
        readers,
        may: of(may)
            .map(|by| (by, drawn(by)))
            .collect::<BTreeMap<_, _>>(),
        before: of(before).collect(),
    }
}

fn all(rows: &[(usize, u32, u32)], assessors: usize) -> Vec<ToRead> {
    let each = rows.iter().enumerate();
    each.map(|(number, (readers, may, before))| {
        to_read(number, *readers, (*may, *before), assessors)
    })
    .collect()
}

fn capacities(rows: &[(u64, Option<u64>)]) -> Vec<Capacity> {
    let each = rows.iter();
    each.map(|(load, at_most)| Capacity {
        load: *load,
        at_most: *at_most,
    })
    .collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_other_assignment_is_better(
        rows in prop::collection::vec((0_usize..3, 0_u32..16, 0_u32..16), 0..5),
        most in prop::collection::vec((0_u64..3, prop::option::of(0_u64..5)), 1..5),
    ) {
        let (all, capacities) = (all(&rows, most.len()), capacities(&most));
        let found = own(&assign(&all, &capacities));
        prop_assert_eq!(costs(&all, &capacities, &found), Some(best(&all, &capacities)));
    }

    #[test]
    fn every_application_has_its_readers_or_all_others_are_full_or_may_not(
        rows in prop::collection::vec((0_usize..4, any::<u32>()), 0..60),
        most in prop::collection::vec(prop::option::of(0_u64..20), 1..9),
    ) {
        let rows: Vec<_> = rows.iter().map(|(readers, may)| (*readers, *may, 0)).collect();
        let most: Vec<_> = most.iter().map(|most| (0, *most)).collect();
        let (all, capacities) = (all(&rows, most.len()), capacities(&most));
        let readers = own(&assign(&all, &capacities));
        let load = |by: AssessorId| readers.iter().filter(|own| own.contains(&by)).count() as u64;
        for (one, own) in all.iter().zip(&readers) {
            prop_assert!(own.len() <= one.readers);
            prop_assert!(own.iter().all(|by| one.may.contains_key(by)), "somebody reads who may not");
            if own.len() < one.readers {
                let mut left = one.may.keys().filter(|by| !own.contains(by));
                prop_assert!(left.all(|by| capacities[by.0].at_most == Some(load(*by))), "somebody could still read");
            }
        }
    }

    #[test]
    fn where_everybody_may_read_everything_loads_differ_by_one_at_most(
        many in 0_usize..80, readers in 1_usize..4, assessors in 4_usize..9,
    ) {
        let rows = vec![(readers, u32::MAX, 0); many];
        let capacities = vec![Capacity::default(); assessors];
        let readers = own(&assign(&all(&rows, assessors), &capacities));
        let loads = (0..assessors).map(|at| readers.iter().filter(|own| own.contains(&AssessorId(at))).count());
        let (least, most) = (loads.clone().min().unwrap(), loads.max().unwrap());
        prop_assert!(most - least <= 1, "{least} to {most}");
    }

    #[test]
    fn one_application_that_goes_moves_no_more_pairs_than_readers_times_assessors(
        rows in prop::collection::vec((1_usize..4, any::<u32>()), 1..60),
        most in prop::collection::vec(prop::option::of(0_u64..30), 1..7),
        gone in any::<prop::sample::Index>(),
    ) {
        let rows: Vec<_> = rows.iter().map(|(readers, may)| (*readers, *may, 0)).collect();
        let most: Vec<_> = most.iter().map(|most| (0, *most)).collect();
        let (mut all, capacities) = (all(&rows, most.len()), capacities(&most));
        let mut before = own(&assign(&all, &capacities));
        let gone = gone.index(all.len());
        let (without, _) = (all.remove(gone), before.remove(gone));
        let after = own(&assign(&all, &capacities));
        let moved: usize = before.iter().zip(&after).map(|(old, new)| new.difference(old).count()).sum();
        prop_assert!(moved <= without.readers * most.len(), "{moved} moved");
    }

    #[test]
    fn who_read_before_stays_where_they_may(
        rows in prop::collection::vec((1_usize..3, any::<u32>()), 1..40),
        assessors in 3_usize..7,
    ) {
        let rows: Vec<_> = rows.iter().map(|(readers, may)| (*readers, *may, 0)).collect();
        let capacities = vec![Capacity::default(); assessors];
        let mut all = all(&rows, assessors);
        let first = own(&assign(&all, &capacities));
        for (one, before) in all.iter_mut().zip(&first) {
            one.before = before.clone();
        }
        // Another seed would draw others.
        for drawn in all.iter_mut().flat_map(|one| one.may.values_mut()) {
            *drawn = u64::MAX - *drawn;
        }
        prop_assert_eq!(own(&assign(&all, &capacities)), first);
    }
}

#[test]
fn of_three_hundred_applications_one_that_goes_moves_two_others_at_most_on_the_average() {
    let (assessors, many) = (5, 300);
    let rows = vec![(2, u32::MAX, 0); many];
    let capacities = vec![Capacity::default(); assessors];
    let all = all(&rows, assessors);
    let whole = own(&assign(&all, &capacities));
    let mut moved = 0;
    let tried: Vec<usize> = (0..many).step_by(25).collect();
    for gone in &tried {
        let (mut all, mut before) = (all.clone(), whole.clone());
        all.remove(*gone);
        before.remove(*gone);
        let after = own(&assign(&all, &capacities));
        moved += before
            .iter()
            .zip(&after)
            .map(|(old, new)| new.difference(old).count())
            .sum::<usize>();
    }
    assert!(
        moved <= 2 * tried.len(),
        "{moved} moved in {} trials",
        tried.len()
    );
}
