//! Why an outcome is what it is, in sentences: the criterion that failed, the group that was full, the rule that settled it.

use super::elsewhere::elsewhere;
use crate::record::Instead;
use crate::rules::{GroupId, GroupSet, OpenPlaces, Unfilled};
use crate::seats::Why;
use crate::select::{Outcome, Selection};
use crate::values::Answer;
use crate::words;

/// The sentences for one application.
pub fn why(selection: &Selection<'_>, application: usize, outcome: Outcome) -> Vec<String> {
    match outcome {
        Outcome::Ineligible => criteria(selection, application, Answer::NotMet)
            .into_iter()
            .map(|(id, title)| format!("not met: {id} ({title})"))
            .collect(),
        Outcome::Clarify { could_sit } => clarify(selection, application, could_sit),
        Outcome::Superseded { by } => {
            vec![format!(
                "application {} of the same person stands",
                selection.applications.id(by)
            )]
        }
        Outcome::Selected { standing, group } => seated(selection, standing, group),
        Outcome::Reserve {
            standing,
            group,
            place,
        } => {
            let mut why = passed_over(selection, standing);
            why.push(format!(
                "number {place} on the reserve list of {}",
                name(selection, group)
            ));
            why.extend(no_order(selection, standing));
            why.extend(also_waiting(selection, standing, group));
            why
        }
        Outcome::Unplaced { standing } => {
            let mut why = passed_over(selection, standing);
            if !fits(selection, standing).is_empty() {
                why.push("the reserve lists in reach are full".to_owned());
            }
            why
        }
    }
}

/// The criteria with an answer, by id and title.
pub fn criteria<'a>(
    selection: &Selection<'a>,
    application: usize,
    answer: Answer,
) -> Vec<(&'a str, &'a str)> {
    let Some(judgement) = selection.judgements.get(application) else {
        return Vec::new();
    };
    let criteria = selection.rules.criteria.iter().enumerate();
    criteria
        .filter(|(index, _)| judgement.answer(*index) == answer)
        .map(|(_, criterion)| (criterion.id.as_str(), criterion.title.as_str()))
        .collect()
}

fn clarify(selection: &Selection<'_>, application: usize, could_sit: bool) -> Vec<String> {
    let mut why = Vec::new();
    if let Some(unsure) = selection.applications.unsure(application) {
        why.push(format!("may be no application: {}", unsure.why));
        let not_met = criteria(selection, application, Answer::NotMet);
        why.extend(
            not_met
                .into_iter()
                .map(|(id, title)| format!("not met: {id} ({title})")),
        );
    }
    let unclear = criteria(selection, application, Answer::Unclear);
    why.extend(
        unclear
            .into_iter()
            .map(|(id, title)| format!("unclear: {id} ({title})")),
    );
    if let Some(judgement) = selection
        .judgements
        .get(application)
        .filter(|judgement| judgement.order_unclear)
    {
        why.push(format!(
            "unclear: preference (which of {} comes first)",
            names(selection, judgement.groups)
        ));
    }
    if why.is_empty() {
        why.push(
            "every criterion is met; the score, the groups or the identity are open".to_owned(),
        );
    }
    why.push(if could_sit {
        "the best possible answers would win a seat".to_owned()
    } else {
        "no answer could win a seat".to_owned()
    });
    why
}

fn seated(selection: &Selection<'_>, standing: usize, group: Option<GroupId>) -> Vec<String> {
    let place = standing.saturating_add(1);
    let mut why = vec![match group {
        Some(group) => format!(
            "place {place} in the ranking; a seat in {}",
            name(selection, group)
        ),
        None => format!(
            "place {place} in the ranking; an open place, the best-ranked without a seat in a group"
        ),
    }];
    why.extend(seated_elsewhere(selection, standing, group));
    why.extend(no_order(selection, standing));
    if let Some(at) = selection
        .standings
        .get(standing)
        .filter(|at| at.behind_by.is_some())
    {
        why.push(format!(
            "the same total as the place above, put behind it by: {}",
            separated(selection, at.behind_by)
        ));
    }
    why
}

/// Said of seats while somebody is asked: `not final: 3 applications wait for an answer, 2 of them could win a seat`.
pub fn not_final(unclear: usize, could_sit: usize) -> String {
    let (applications, wait) = if unclear == 1 {
        ("application", "waits")
    } else {
        ("applications", "wait")
    };
    let of_them = if could_sit == 0 {
        "none".to_owned()
    } else {
        could_sit.to_string()
    };
    format!(
        "not final: {unclear} {applications} {wait} for an answer, {of_them} of them could win a seat"
    )
}

/// Said of somebody seated elsewhere than they wanted.
pub fn seated_elsewhere(
    selection: &Selection<'_>,
    standing: usize,
    seat: Option<GroupId>,
) -> Vec<String> {
    let said = |(group, because): (GroupId, Instead)| {
        let wanted = name(selection, group);
        match because {
            Instead::NotAdmitted => {
                format!("seated here rather than in {wanted}, which does not admit the applicant")
            }
            Instead::Full => {
                format!(
                    "seated here rather than in {wanted}, where every seat went to people ranked above"
                )
            }
            Instead::Dealt => format!(
                "seated here rather than in {wanted}, because the cap is reached and the seats were dealt in turn: {}",
                dealt(selection, group)
            ),
            Instead::GaveWay => {
                format!(
                    "seated here rather than in {wanted}, because otherwise somebody selected would lose their seat"
                )
            }
        }
    };
    elsewhere(selection, standing, seat)
        .into_iter()
        .map(said)
        .collect()
}

/// `water has 1 of its 2 seats`.
fn dealt(selection: &Selection<'_>, group: GroupId) -> String {
    let stated = selection
        .rules
        .places
        .groups
        .get(group.0)
        .map_or(0, |group| group.size);
    let seats = selection
        .filling
        .sizes
        .get(group.0)
        .copied()
        .unwrap_or_default();
    let word = if stated == 1 { "seat" } else { "seats" };
    format!(
        "{} has {seats} of its {stated} {word}",
        name(selection, group)
    )
}

/// Said of somebody who could as well have had another group, and of whom no order of preference is known.
pub fn no_order(selection: &Selection<'_>, standing: usize) -> Option<String> {
    let untold = &selection.filling.untold;
    let at = untold
        .binary_search_by_key(&standing, |(position, _)| *position)
        .ok()?;
    let (_, groups) = untold.get(at)?;
    Some(format!(
        "no order of preference is known between {}: the order of the groups in the rules decided",
        names(selection, *groups)
    ))
}

/// Said of a reserve: the other groups they fit, and who is ranked above, fits this group too and waits on another list.
///
/// Everybody waits on one list, so whoever fills a seat must see who would come before.
pub fn also_waiting(selection: &Selection<'_>, standing: usize, group: GroupId) -> Vec<String> {
    let mut said = Vec::new();
    let also: Vec<&str> = fits(selection, standing)
        .without(group)
        .iter()
        .map(|group| name(selection, group))
        .collect();
    if !also.is_empty() {
        said.push(format!("also fits {}", also.join(" and ")));
    }
    let waits_elsewhere = |above: usize| {
        let application = selection
            .standings
            .get(above)
            .map(|standing| standing.application)?;
        match selection.outcome(application) {
            Outcome::Reserve { group: other, .. }
                if other != group && fits(selection, above).contains(group) =>
            {
                Some(format!(
                    "{} on the list of {}",
                    selection.applications.id(application),
                    name(selection, other)
                ))
            }
            _ => None,
        }
    };
    let elsewhere: Vec<String> = (0..standing).filter_map(waits_elsewhere).collect();
    if !elsewhere.is_empty() {
        said.push(format!(
            "ranked above and fits too: {}",
            elsewhere.join(", ")
        ));
    }
    said
}

/// Why so many seats of a group (none: open places) are empty.
pub fn empty_seats(selection: &Selection<'_>, group: Option<GroupId>, empty: u32) -> String {
    let places = &selection.rules.places;
    let (stay, became) = if empty == 1 {
        ("1 seat stays", "1 seat")
    } else {
        (&*format!("{empty} seats stay"), &*format!("{empty} seats"))
    };
    let in_groups =
        |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group: Some(_), .. });
    let seated = selection.outcomes.iter().filter(in_groups).count();
    if group.is_none() {
        format!("{stay} empty: everybody who is eligible has a seat")
    } else if places.open == OpenPlaces::BestRanked && places.unfilled == Unfilled::BecomeOpen {
        format!("{became} became open, because nobody else who is eligible fits")
    } else if seated >= places.cap as usize {
        format!("{stay} empty: the cap of {} is reached", places.cap)
    } else {
        format!("{stay} empty: nobody else who is eligible fits")
    }
}

fn passed_over(selection: &Selection<'_>, standing: usize) -> Vec<String> {
    let fits = fits(selection, standing);
    let place = standing.saturating_add(1);
    let why = match selection.filling.closing.why(standing, fits) {
        Why::NoGroup => "no group admits the applicant".to_owned(),
        Why::Full(groups) => full(selection, standing, fits, groups),
        Why::Cap => {
            let uncapped = selection.filling.uncapped.as_ref();
            let full = uncapped.filter(|uncapped| !uncapped.admits(standing, fits)).map(|uncapped| {
                let Why::Full(groups) = uncapped.why(standing, fits) else { return String::new() };
                let groups = names(selection, groups);
                format!(", and without the cap every seat of {groups} would have gone to people ranked above")
            });
            format!(
                "the cap was reached by people ranked above{}",
                full.unwrap_or_default()
            )
        }
    };
    let lowest = match selection.filling.closing.lowest_place(fits) {
        Some(lowest) => format!("place {lowest} or better would have had a seat"),
        None => "no place in the ranking would have had a seat".to_owned(),
    };
    vec![format!("place {place} in the ranking; {why}"), lowest]
}

/// Why nobody further got into the groups that somebody fits: they are full, and so are those into which the people who sit
/// there could have moved.
fn full(selection: &Selection<'_>, standing: usize, fits: GroupSet, full: GroupSet) -> String {
    let filling = &selection.filling;
    let seats = |group: GroupId| filling.sizes.get(group.0).copied().unwrap_or_default();
    let stated = |group: GroupId| {
        selection
            .rules
            .places
            .groups
            .get(group.0)
            .map_or(0, |group| group.size)
    };
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
        .is_some_and(|uncapped| uncapped.admits(standing, fits));
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

/// The ids of groups: `water and forest`.
fn names(selection: &Selection<'_>, groups: GroupSet) -> String {
    groups
        .iter()
        .map(|group| name(selection, group))
        .collect::<Vec<_>>()
        .join(" and ")
}

fn fits(selection: &Selection<'_>, standing: usize) -> GroupSet {
    let application = selection
        .standings
        .get(standing)
        .map(|standing| standing.application);
    application
        .and_then(|application| selection.judgements.get(application))
        .map_or(GroupSet::EMPTY, |judgement| judgement.groups)
}

fn name<'a>(selection: &Selection<'a>, group: GroupId) -> &'a str {
    selection
        .rules
        .places
        .groups
        .get(group.0)
        .map_or("", |group| group.id.as_str())
}

/// What put a standing behind the one before it.
pub fn separated(selection: &Selection<'_>, behind_by: Option<usize>) -> String {
    match behind_by.and_then(|index| selection.rules.ranking.tie_breaks.get(index)) {
        Some(tie_break) => words::tie_break(selection.rules, tie_break),
        None => "score".to_owned(),
    }
}
