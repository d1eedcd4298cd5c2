//! The filling by brute force: every lawful assignment of a few people is written down, and the best is picked by reading
//! the definition. Shares no step with the code it checks.

use intake::rules::GroupId;
use intake::rules::places::{Deal, OpenPlaces, Several, Unfilled};
use intake::seats::Placing;

use super::Bench;

/// By person: a group, the open places being one more behind the groups, or none.
type Assignment = Vec<Option<usize>>;

/// Every way to give people seats, `most` of them in all.
fn every(people: &[Vec<usize>], seats: &[u32], most: u32) -> Vec<Assignment> {
    let mut ways = vec![(Assignment::new(), seats.to_vec(), most)];
    for fits in people {
        let mut longer = Vec::new();
        for (way, seats, left) in ways {
            for &group in fits.iter().filter(|&&group| seats[group] > 0 && left > 0) {
                let mut seats = seats.clone();
                seats[group] -= 1;
                longer.push(([way.clone(), vec![Some(group)]].concat(), seats, left - 1));
            }
            longer.push(([way, vec![None]].concat(), seats, left));
        }
        ways = longer;
    }
    ways.into_iter().map(|(way, _, _)| way).collect()
}

fn seated(way: &Assignment) -> u32 {
    u32::try_from(way.iter().flatten().count()).unwrap()
}

/// How many people can have one of these seats.
fn most_seated(people: &[Vec<usize>], seats: &[u32]) -> u32 {
    every(people, seats, u32::MAX)
        .iter()
        .map(seated)
        .max()
        .unwrap()
}

/// The seats each group has after the deal.
pub(super) fn sizes(bench: &Bench) -> Vec<u32> {
    let stated: Vec<u32> = bench.places.groups.iter().map(|group| group.size).collect();
    if bench.places.deal == Deal::ByRank || most_seated(&bench.people, &stated) < bench.places.cap {
        return stated;
    }
    let mut dealt = vec![0; stated.len()];
    loop {
        let before = dealt.clone();
        for group in 0..stated.len() {
            let mut more = dealt.clone();
            more[group] += 1;
            if more[group] <= stated[group]
                && more.iter().sum::<u32>() <= bench.places.cap
                && most_seated(&bench.people, &more) > most_seated(&bench.people, &dealt)
            {
                dealt = more;
            }
        }
        if dealt == before {
            return dealt;
        }
    }
}

pub(super) fn open(bench: &Bench) -> u32 {
    let stated: Vec<u32> = bench.places.groups.iter().map(|group| group.size).collect();
    let used = match (bench.places.open, bench.places.unfilled) {
        (OpenPlaces::None, _) => bench.places.cap,
        (_, Unfilled::StayEmpty) => stated.iter().sum(),
        (_, Unfilled::BecomeOpen) => most_seated(&bench.people, &stated),
    };
    bench.places.cap.saturating_sub(used)
}

/// What `fill` should say.
pub(super) fn seats(bench: &Bench) -> Vec<Placing> {
    let groups = bench.places.groups.len();
    let with_open = |fits: &Vec<usize>| fits.iter().copied().chain([groups]).collect();
    let people: Vec<Vec<usize>> = bench.people.iter().map(with_open).collect();
    let seats = [sizes(bench), vec![open(bench)]].concat();
    let mut ways = every(&people, &seats, bench.places.cap);

    // As many as possible; then the best-ranked person in whom two selections differ decides.
    let worth = |way: &Assignment| {
        (
            seated(way),
            way.iter().map(Option::is_some).collect::<Vec<bool>>(),
        )
    };
    let best = ways.iter().map(worth).max().unwrap();
    ways.retain(|way| worth(way) == best);

    let wish = |person: usize, way: &Assignment| {
        people[person]
            .iter()
            .position(|&group| Some(group) == way[person])
    };
    match bench.places.several {
        Several::FirstPreference => {
            let wishes = |way: &Assignment| {
                (0..people.len())
                    .map(|p| wish(p, way))
                    .collect::<Vec<Option<usize>>>()
            };
            ways = ways.into_iter().min_by_key(wishes).into_iter().collect();
        }
        Several::BestPlace => {
            for person in 0..people.len() {
                let worth = |way: &Assignment| {
                    let ahead = way[..person]
                        .iter()
                        .filter(|group| **group == way[person])
                        .count();
                    (way[person] == Some(groups), ahead, wish(person, way))
                };
                let best = ways.iter().map(worth).min().unwrap();
                ways.retain(|way| worth(way) == best);
            }
        }
    }
    assert_eq!(ways.len(), 1, "the definition leaves one answer");
    with_reserves(bench, &ways[0])
}

fn with_reserves(bench: &Bench, way: &Assignment) -> Vec<Placing> {
    let groups = bench.places.groups.len();
    let mut lists = vec![0; groups];
    let mut seats = Vec::new();
    for (group, fits) in way.iter().zip(&bench.people) {
        let mut open: Vec<usize> = fits
            .iter()
            .copied()
            .filter(|&group| lists[group] < bench.places.reserve)
            .collect();
        if bench.places.several == Several::BestPlace {
            open.sort_by_key(|&group| lists[group]);
        }
        seats.push(match (*group, open.first()) {
            (Some(group), _) if group == groups => Placing::OpenSeat,
            (Some(group), _) => Placing::Seat(GroupId(group)),
            (None, Some(&group)) => {
                lists[group] += 1;
                Placing::Reserve {
                    group: GroupId(group),
                    rank: lists[group],
                }
            }
            (None, None) => Placing::Unplaced,
        });
    }
    seats
}

/// Whether all these people can sit at once, by the plain textbook method, person by person; for pools too large to write
/// every assignment down.
pub(super) fn all_fit(people: &[Vec<usize>], seats: &[u32]) -> bool {
    fn augment(
        person: usize,
        people: &[Vec<usize>],
        seats: &[u32],
        groups: &mut [Vec<usize>],
        seen: &mut [bool],
    ) -> bool {
        for &group in &people[person] {
            if std::mem::replace(&mut seen[group], true) {
                continue;
            }
            if groups[group].len() < seats[group] as usize {
                groups[group].push(person);
                return true;
            }
            for seat in 0..groups[group].len() {
                if augment(groups[group][seat], people, seats, groups, seen) {
                    groups[group][seat] = person;
                    return true;
                }
            }
        }
        false
    }
    let mut groups = vec![Vec::new(); seats.len()];
    (0..people.len()).all(|person| {
        augment(
            person,
            people,
            seats,
            &mut groups,
            &mut vec![false; seats.len()],
        )
    })
}
