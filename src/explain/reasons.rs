//! Why an outcome is what it is, in sentences: the criterion that failed, the group that was full, the rule that settled it.

use super::build::separated;
use crate::domain::Answer;
use crate::fill::Why;
use crate::rules::{GroupId, GroupSet, OpenPlaces, Unfilled};
use crate::select::{Outcome, Selection};

/// The sentences for one application.
pub fn why(selection: &Selection<'_>, application: usize, outcome: Outcome) -> Vec<String> {
    match outcome {
        Outcome::Ineligible => criteria(selection, application, Answer::NotMet)
            .into_iter()
            .map(|(id, title)| format!("not met: {id} ({title})"))
            .collect(),
        Outcome::Clarify { could_sit } => clarify(selection, application, could_sit),
        Outcome::Superseded { by } => {
            vec![format!("application {} of the same person stands", selection.applications.id(by))]
        }
        Outcome::Selected { standing, group } => seated(selection, standing, group),
        Outcome::Reserve { standing, group, place } => {
            let mut why = passed_over(selection, standing);
            why.push(format!("number {place} on the reserve list of {}", name(selection, group)));
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
pub fn criteria<'a>(selection: &Selection<'a>, application: usize, answer: Answer) -> Vec<(&'a str, &'a str)> {
    let Some(judgement) = selection.judgements.get(application) else { return Vec::new() };
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
        why.extend(not_met.into_iter().map(|(id, title)| format!("not met: {id} ({title})")));
    }
    let unclear = criteria(selection, application, Answer::Unclear);
    why.extend(unclear.into_iter().map(|(id, title)| format!("unclear: {id} ({title})")));
    if why.is_empty() {
        why.push("every criterion is met; the score, the groups or the identity are open".to_owned());
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
        Some(group) => format!("place {place} in the ranking; a seat in {}", name(selection, group)),
        None => format!("place {place} in the ranking; an open place, the best-ranked without a seat in a group"),
    }];
    why.extend(gave_way(selection, standing));
    if let Some(at) = selection.standings.get(standing).filter(|at| at.behind_by.is_some()) {
        why.push(format!(
            "the same total as the place above, put behind it by: {}",
            separated(selection, at.behind_by)
        ));
    }
    why
}

/// Said of somebody seated elsewhere than they wanted.
pub fn gave_way(selection: &Selection<'_>, standing: usize) -> Option<String> {
    let gave_way = selection.filling.gave_way.iter().find(|gave_way| gave_way.position == standing)?;
    let wanted = name(selection, gave_way.wanted);
    Some(format!("seated here rather than in {wanted}, because otherwise somebody selected would lose their seat"))
}

/// Said of a reserve: the other groups they fit, and who is ranked above, fits this group too and waits on another list.
///
/// Everybody waits on one list, so whoever fills a seat must see who would come before.
pub fn also_waiting(selection: &Selection<'_>, standing: usize, group: GroupId) -> Vec<String> {
    let mut said = Vec::new();
    let also: Vec<&str> = fits(selection, standing).without(group).iter().map(|group| name(selection, group)).collect();
    if !also.is_empty() {
        said.push(format!("also fits {}", also.join(" and ")));
    }
    let waits_elsewhere = |above: usize| {
        let application = selection.standings.get(above).map(|standing| standing.application)?;
        match selection.outcomes.get(application)? {
            Outcome::Reserve { group: other, .. } if *other != group && fits(selection, above).contains(group) => {
                Some(format!("{} on the list of {}", selection.applications.id(application), name(selection, *other)))
            }
            _ => None,
        }
    };
    let elsewhere: Vec<String> = (0..standing).filter_map(waits_elsewhere).collect();
    if !elsewhere.is_empty() {
        said.push(format!("ranked above and fits too: {}", elsewhere.join(", ")));
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
    let in_groups = |outcome: &&Outcome| matches!(outcome, Outcome::Selected { group: Some(_), .. });
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
        Why::NoGroup => format!("place {place} in the ranking; no group admits the applicant"),
        Why::Full(groups) => {
            let names: Vec<&str> = groups.iter().map(|group| name(selection, group)).collect();
            let open = if selection.filling.open > 0 { ", and so did the open places" } else { "" };
            format!(
                "place {place} in the ranking; every seat of {} went to people ranked above{open}",
                names.join(" and ")
            )
        }
        Why::Cap => format!("place {place} in the ranking; the cap was reached by people ranked above"),
    };
    let lowest = match selection.filling.closing.lowest_place(fits) {
        Some(lowest) => format!("place {lowest} or better would have had a seat"),
        None => "no place in the ranking would have had a seat".to_owned(),
    };
    vec![why, lowest]
}

fn fits(selection: &Selection<'_>, standing: usize) -> GroupSet {
    let application = selection.standings.get(standing).map(|standing| standing.application);
    application
        .and_then(|application| selection.judgements.get(application))
        .map_or(GroupSet::EMPTY, |judgement| judgement.groups)
}

fn name<'a>(selection: &Selection<'a>, group: GroupId) -> &'a str {
    selection.rules.places.groups.get(group.0).map_or("", |group| group.id.as_str())
}
