//! Who sits where: the definition followed down the ranking, with nothing but "can all of these sit at once?".

use super::rules::Places;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seat {
    In(usize),
    Open,
    Reserve(usize, usize),
    None,
}

/// `people`: the groups that each fits, best-ranked person and most wanted group first.
pub(super) fn seats(places: &Places, people: &[Vec<usize>]) -> Vec<Seat> {
    let groups = places.groups.len();
    let chairs = [dealt(places, people), vec![open(places, people)]].concat();
    let with_open: Vec<Vec<usize>> = people
        .iter()
        .map(|fits| [fits.clone(), vec![groups]].concat())
        .collect();

    // As many as possible, and of these the best-ranked: whoever can sit beside all who were taken before is taken.
    let mut taken: Vec<usize> = Vec::new();
    for person in 0..people.len() {
        let with: Vec<Vec<usize>> = taken
            .iter()
            .chain([&person])
            .map(|at| with_open[*at].clone())
            .collect();
        if with.len() <= places.cap && all_sit(&with, &chairs) {
            taken.push(person);
        }
    }

    // Where each of them sits: the best-ranked first has what is best for them, as long as all others keep a seat.
    let mut wishes: Vec<Vec<usize>> = taken.iter().map(|at| with_open[*at].clone()).collect();
    for person in 0..wishes.len() {
        let ahead = |room: usize| {
            wishes[..person]
                .iter()
                .filter(|wish| wish[0] == room)
                .count()
        };
        let mut rooms = wishes[person].clone();
        if places.several == Some("best-place") {
            rooms.sort_by_key(|&room| (room == groups, ahead(room)));
        }
        let possible = rooms.into_iter().find(|&room| {
            let mut with = wishes.clone();
            with[person] = vec![room];
            all_sit(&with, &chairs)
        });
        wishes[person] = vec![possible.unwrap()];
    }

    let mut waiting = vec![0; groups];
    let mut seats = vec![Seat::None; people.len()];
    for person in 0..people.len() {
        seats[person] = match taken.iter().position(|at| *at == person) {
            Some(at) if wishes[at][0] == groups => Seat::Open,
            Some(at) => Seat::In(wishes[at][0]),
            None => {
                let reserve = places.reserve.unwrap_or(0);
                let mut lists: Vec<usize> = people[person]
                    .iter()
                    .copied()
                    .filter(|&group| waiting[group] < reserve)
                    .collect();
                if places.several == Some("best-place") {
                    lists.sort_by_key(|&group| waiting[group]);
                }
                match lists.first() {
                    Some(&group) => {
                        waiting[group] += 1;
                        Seat::Reserve(group, waiting[group])
                    }
                    None => Seat::None,
                }
            }
        };
    }
    seats
}

/// The chairs of each group. In turn, each gets one at a time while there are places, as long as somebody can use it.
fn dealt(places: &Places, people: &[Vec<usize>]) -> Vec<usize> {
    let stated = places.sizes();
    let more_than_cap = stated.iter().sum::<usize>() > places.cap;
    // Where the cap is not reached, nothing is dealt.
    if places.deal != Some("in-turn") || !more_than_cap || most(people, &stated) < places.cap {
        return stated;
    }
    let mut dealt = vec![0; stated.len()];
    loop {
        let before = dealt.clone();
        for group in 0..stated.len() {
            let mut more = dealt.clone();
            more[group] += 1;
            let of_use = most(people, &more) > most(people, &dealt);
            if more[group] <= stated[group] && more.iter().sum::<usize>() <= places.cap && of_use {
                dealt = more;
            }
        }
        if dealt == before {
            return dealt;
        }
    }
}

/// How many places are open.
fn open(places: &Places, people: &[Vec<usize>]) -> usize {
    if places.open != Some("best-ranked") {
        return 0;
    }
    let used = match places.unfilled {
        Some("become-open") => most(people, &places.sizes()),
        _ => places.sizes().iter().sum(),
    };
    places.cap.saturating_sub(used)
}

/// How many people so many chairs can seat.
fn most(people: &[Vec<usize>], chairs: &[usize]) -> usize {
    let mut sitting: Vec<Vec<usize>> = Vec::new();
    for fits in people {
        sitting.push(fits.clone());
        if !all_sit(&sitting, chairs) {
            sitting.pop();
        }
    }
    sitting.len()
}

/// Whether all these people can sit at once: for no set of rooms are there more people who fit nowhere else than chairs.
fn all_sit(people: &[Vec<usize>], chairs: &[usize]) -> bool {
    (0..1_usize << chairs.len()).all(|rooms| {
        let inside = |room: usize| rooms & (1 << room) != 0;
        let bound = people
            .iter()
            .filter(|fits| fits.iter().all(|&room| inside(room)))
            .count();
        bound
            <= (0..chairs.len())
                .filter(|&room| inside(room))
                .map(|room| chairs[room])
                .sum()
    })
}
