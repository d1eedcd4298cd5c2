//! Places: cap, sizes, reserves, and the words for how seats are dealt.

use super::{Mutation, steps};
use crate::rules::{Deal, OpenPlaces, Places, Rules, Several, Unfilled};

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    let places = &rules.places;
    let line = |key| crate::study::examples::line_of_key(rules, places.line, key);
    for cap in steps::counts_around(places.cap, 1) {
        let change = format!("cap {} → {cap}", places.cap);
        let edit = move |rules: &mut Rules| rules.places.cap = cap;
        all.push(Mutation::new(line("cap"), "places", change, edit).idle(cap_idle(places, cap)));
    }
    for reserve in steps::counts_around(places.reserve, 0) {
        let change = format!("reserve {} → {reserve}", places.reserve);
        let edit = move |rules: &mut Rules| rules.places.reserve = reserve;
        all.push(Mutation::new(line("reserve"), "places", change, edit));
    }
    words(rules, all);
    for (index, group) in places.groups.each() {
        let own = crate::study::examples::line_of_key(rules, group.line, "size");
        for size in steps::counts_around(group.size, 1) {
            let change = format!("{} seats → {size}", group.size);
            let edit = move |rules: &mut Rules| rules.places.groups[index].size = size;
            let beyond = group.size.min(size) >= places.cap;
            let idle =
                beyond.then_some("the group alone has as many seats as the cap, before and after");
            all.push(Mutation::new(own, &format!("group {}", group.id), change, edit).idle(idle));
        }
    }
}

/// Seats in all the groups together.
fn together(places: &Places) -> u64 {
    places
        .groups
        .iter()
        .map(|group| u64::from(group.size))
        .sum()
}

/// A cap that the groups reach neither before nor after decides nothing where no places are open.
fn cap_idle(places: &Places, cap: u32) -> Option<&'static str> {
    let beyond = |cap: u32| u64::from(cap) >= together(places);
    let empty = places.open == OpenPlaces::None;
    (empty && beyond(places.cap) && beyond(cap))
        .then_some("the groups have no more seats than the cap, before and after")
}

fn words(rules: &Rules, all: &mut Vec<Mutation>) {
    let places = &rules.places;
    let line = |key| crate::study::examples::line_of_key(rules, places.line, key);
    let (change, deal) = match places.deal {
        Deal::ByRank => ("deal by-rank → in-turn", Deal::InTurn),
        Deal::InTurn => ("deal in-turn → by-rank", Deal::ByRank),
    };
    let never = (together(places) <= u64::from(places.cap))
        .then_some("the groups have no more seats than the cap");
    let edit = move |rules: &mut Rules| rules.places.deal = deal;
    all.push(Mutation::new(line("deal"), "places", change.to_owned(), edit).idle(never));

    // Seats become open only where open places are filled.
    let (change, open) = match places.open {
        OpenPlaces::None => ("open none → best-ranked", OpenPlaces::BestRanked),
        OpenPlaces::BestRanked => ("open best-ranked → none", OpenPlaces::None),
    };
    let edit = move |rules: &mut Rules| {
        rules.places.open = open;
        if open == OpenPlaces::None {
            rules.places.unfilled = Unfilled::StayEmpty;
        }
    };
    let never = places.open == OpenPlaces::None && u64::from(places.cap) <= together(places);
    let never = never
        .then_some("the groups have as many seats as the cap, so there are no places beyond them");
    all.push(Mutation::new(line("open"), "places", change.to_owned(), edit).idle(never));

    let (change, unfilled) = match places.unfilled {
        Unfilled::StayEmpty => ("unfilled stay-empty → become-open", Unfilled::BecomeOpen),
        Unfilled::BecomeOpen => ("unfilled become-open → stay-empty", Unfilled::StayEmpty),
    };
    let edit = move |rules: &mut Rules| rules.places.unfilled = unfilled;
    let never =
        (places.open == OpenPlaces::None).then_some("places beyond the groups stay empty anyway");
    all.push(Mutation::new(line("unfilled"), "places", change.to_owned(), edit).idle(never));

    let (change, several) = match places.several {
        Several::FirstPreference => ("several first-preference → best-place", Several::BestPlace),
        Several::BestPlace => (
            "several best-place → first-preference",
            Several::FirstPreference,
        ),
    };
    let edit = move |rules: &mut Rules| {
        rules.places.several = several;
        // Who names such a group is admitted for the sake of the preference only.
        if several == Several::BestPlace {
            rules
                .places
                .groups
                .iter_mut()
                .filter(|group| group.by_name)
                .for_each(|group| group.test = None);
        }
    };
    let alone = (places.groups.len() < 2).then_some("there is one group");
    all.push(Mutation::new(line("several"), "places", change.to_owned(), edit).idle(alone));
    if places.preference.is_some() {
        let edit = |rules: &mut Rules| rules.places.preference = None;
        all.push(
            Mutation::new(
                line("preference"),
                "places",
                "without preference".to_owned(),
                edit,
            )
            .idle(alone),
        );
    }
}
