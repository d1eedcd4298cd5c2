//! Why somebody without a seat was passed over: which groups were full, and what the cap did.

use crate::base::ids::at;
use crate::rank::StandingId;
use crate::rules::{GroupId, GroupSet};
use crate::seats::Why;
use crate::select::Selection;
use crate::words::outcomes;

pub(super) fn passed_over(selection: &Selection<'_>, standing: StandingId) -> Vec<String> {
    let fits = fits(selection, standing);
    let position = standing.position();
    let why = match selection.filling.cutoffs.why(standing.0, fits) {
        Why::NoGroup => outcomes::NO_GROUP.to_owned(),
        Why::Full(groups) => full(selection, standing, fits, groups),
        Why::Cap => {
            let uncapped = selection.filling.uncapped.as_ref();
            let full = uncapped.filter(|uncapped| !uncapped.admits(standing.0, fits)).map(|uncapped| {
                let Why::Full(groups) = uncapped.why(standing.0, fits) else { return String::new() };
                let groups = names(selection, groups);
                format!(", and without the cap every seat of {groups} would have gone to people ranked above")
            });
            format!(
                "the cap was reached by people ranked above{}",
                full.unwrap_or_default()
            )
        }
    };
    let lowest = match selection.filling.cutoffs.lowest_position(fits) {
        Some(lowest) => format!("place {lowest} or better would have had a seat"),
        None => "no place in the ranking would have had a seat".to_owned(),
    };
    vec![format!("place {position} in the ranking; {why}"), lowest]
}

/// Why nobody further got into the groups that somebody fits: they are full, and so are those into which the people who sit
/// there could have moved.
fn full(selection: &Selection<'_>, standing: StandingId, fits: GroupSet, full: GroupSet) -> String {
    let filling = &selection.filling;
    let seats = |group: GroupId| *at(&filling.quotas, group);
    let stated = |group: GroupId| selection.rules.places.groups[group].size;
    let with_seats = |groups: GroupSet| {
        groups
            .iter()
            .filter(|group| seats(*group) > 0)
            .collect::<GroupSet>()
    };
    let (own, none) = (
        with_seats(fits),
        fits.iter()
            .filter(|group| seats(*group) == 0)
            .collect::<GroupSet>(),
    );
    let others: GroupSet = with_seats(full)
        .iter()
        .filter(|group| !fits.contains(*group))
        .collect();
    let mut why = Vec::new();
    if !own.is_empty() {
        let movers = if others.is_empty() {
            String::new()
        } else {
            let others = names(selection, others);
            format!(
                ", and nobody there can move and make room: every seat of {others} went to people ranked above, too"
            )
        };
        why.push(format!(
            "every seat of {} went to people ranked above{movers}",
            names(selection, own)
        ));
    }
    if !none.is_empty() {
        why.push(format!(
            "the cap was reached before the deal in turn came to a seat of {}",
            names(selection, none)
        ));
    }
    let short = own.iter().filter(|group| seats(*group) < stated(*group));
    let short: Vec<String> = short.map(|group| dealt(selection, group)).collect();
    let capped = filling
        .uncapped
        .as_ref()
        .is_some_and(|uncapped| uncapped.admits(standing.0, fits));
    if capped && !short.is_empty() {
        why.push(format!(
            "without the cap there would be a seat: dealt in turn, {}",
            short.join(" and ")
        ));
    }
    if filling.open > 0 {
        why.push("the open places went to people ranked above as well".to_owned());
    }
    why.join("; ")
}

/// `water has 1 of its 2 seats`.
pub(super) fn dealt(selection: &Selection<'_>, group: GroupId) -> String {
    let stated = selection.rules.places.groups[group].size;
    let seats = at(&selection.filling.quotas, group);
    let word = if stated == 1 { "seat" } else { "seats" };
    format!(
        "{} has {seats} of its {stated} {word}",
        name(selection, group)
    )
}

/// The ids of groups: `water and forest`.
pub(super) fn names(selection: &Selection<'_>, groups: GroupSet) -> String {
    groups
        .iter()
        .map(|group| name(selection, group))
        .collect::<Vec<_>>()
        .join(" and ")
}

pub(super) fn fits(selection: &Selection<'_>, standing: StandingId) -> GroupSet {
    selection.judgements[selection.standings[standing].application].groups
}

pub(super) fn name<'a>(selection: &Selection<'a>, group: GroupId) -> &'a str {
    selection.rules.places.groups[group].id.as_str()
}
