//! What is said of a stage: who goes on to the next one and why not, and what the stage before told people.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::passed_over::{fits, name, names};
use crate::base::ids::ApplicationId;
use crate::judge::Verdict;
use crate::rank::StandingId;
use crate::record::Before;
use crate::rules::{GroupId, Most, Reserves, Shortlist, Ties};
use crate::rulings::StageBefore;
use crate::score;
use crate::seats::Why;
use crate::select::{Outcome, Selection};
use crate::values::{OutcomeKind, SeatIn};
use crate::words::outcomes;

/// The shortlist that a selection makes; none at the last stage, and of rules without stages.
fn shortlist(selection: &Selection<'_>) -> Option<Shortlist> {
    selection.rules.stage()?.shortlist
}

/// Why somebody goes on to the next stage.
pub(super) fn shortlisted(
    selection: &Selection<'_>,
    standing: StandingId,
    group: Option<GroupId>,
) -> String {
    let of = match (shortlist(selection).map(|shortlist| shortlist.most), group) {
        (Some(Most::PerGroup(_)), Some(group)) => {
            format!("shortlisted for {}", name(selection, group))
        }
        _ => "shortlisted".to_owned(),
    };
    let cutoffs = selection.filling.cutoffs.as_ref();
    let by_tie =
        cutoffs.is_some_and(|cutoffs| !cutoffs.admits(standing, fits(selection, standing)));
    let by_tie = if by_tie {
        ", with the same total as the last on the list"
    } else {
        ""
    };
    outcomes::placed(standing.position(), &format!("{of}{by_tie}"))
}

/// Why somebody ranked does not, and what it would have taken.
pub(super) fn not_shortlisted(selection: &Selection<'_>, standing: StandingId) -> Vec<String> {
    let fits = fits(selection, standing);
    let Some(cutoffs) = &selection.filling.cutoffs else {
        return vec![outcomes::placed(standing.position(), "not shortlisted")];
    };
    let because = match cutoffs.why(standing, fits) {
        Why::NoGroup => outcomes::NO_GROUP.to_owned(),
        Why::Full(groups) => {
            let (own, others): (Vec<GroupId>, Vec<GroupId>) =
                groups.iter().partition(|group| fits.contains(*group));
            let of = |groups: Vec<GroupId>| names(selection, groups.into_iter().collect());
            let moves = match others.as_slice() {
                [] => String::new(),
                _ => format!(
                    ", and nobody there can move and make room: every place of {} went to people ranked above, too",
                    of(others)
                ),
            };
            let own = of(own);
            format!("every place on the shortlist of {own} went to people ranked above{moves}")
        }
        Why::Cap => "every place on the shortlist went to people ranked above".to_owned(),
    };
    let mut why = vec![outcomes::placed(standing.position(), &because)];
    if let Some(lowest) = cutoffs.lowest_position(fits) {
        let kept = shortlist(selection).is_some_and(|shortlist| shortlist.ties == Ties::Kept);
        let last = lowest.checked_sub(1).map(StandingId);
        let last = last.and_then(|last| selection.standings.find(last));
        why.push(match last.filter(|_| kept) {
            Some(last) => format!(
                "a total of {} or more would have been shortlisted",
                last.score
            ),
            None => format!("place {lowest} or better would have been shortlisted"),
        });
    }
    why
}

/// Why somebody with too few points in a stage goes no further.
pub(super) fn below_floor(selection: &Selection<'_>, application: ApplicationId) -> Vec<String> {
    let rules = selection.rules;
    let Some((at, stage)) = rules.at.as_ref().zip(rules.stage()) else {
        return Vec::new();
    };
    let Some(floor) = stage.floor else {
        return Vec::new();
    };
    let facts = selection.facts(application);
    let own = at.alone(at.stage, |measure| {
        let awarded = score::contribution(&rules.measures[measure], facts);
        awarded.points.most.decimal()
    });
    vec![format!(
        "the points of this stage come to {}, and its floor is {}",
        own.normalize(),
        floor.normalize()
    )]
}

/// Why somebody takes no part in this stage.
pub(super) fn kept_out(selection: &Selection<'_>, application: ApplicationId) -> Vec<String> {
    let Some(before) = &selection.rulings.stage_before else {
        return Vec::new();
    };
    // Whoever went out in the first of three stages did not go out in the second.
    let kept = before.kept_out(&selection.applications.id(application));
    let title = kept.map_or(&before.title, |(stage, _)| &stage.title);
    vec![match kept.map(|(_, told)| told) {
        Some(told) if told.outcome == OutcomeKind::NotShortlisted => {
            format!(
                "not shortlisted in the stage “{title}”: {}",
                told.why.join("; ")
            )
        }
        Some(told) => format!(
            "not on the shortlist of the stage “{title}”, in which the application was {}",
            told.outcome.in_words()
        ),
        None => format!("not on the shortlist of the stage “{title}”"),
    }]
}

/// Who comes after the reserves of the last stage, in their order: those whom the stage before ranked and did not shortlist.
pub fn reserves(selection: &Selection<'_>) -> Vec<ApplicationId> {
    let rules = selection.rules;
    let then_before = rules
        .stage()
        .is_some_and(|stage| stage.reserves == Reserves::ThenBefore);
    if !then_before {
        return Vec::new();
    }
    let applications = &selection.applications;
    let place = |one: ApplicationId| {
        let is_out = selection.outcome(one) == Outcome::NotShortlisted
            && selection.judgements[one].verdict() == Verdict::Eligible;
        let told = selection
            .rulings
            .told(applications, one)
            .filter(|_| is_out)?;
        Some((told.place?, one))
    };
    let mut all: Vec<(usize, ApplicationId)> = applications.ids().filter_map(place).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, one)| one).collect()
}

/// By application: its number among them, from 1.
pub(super) fn numbered(selection: &Selection<'_>) -> BTreeMap<ApplicationId, usize> {
    reserves(selection).into_iter().zip(1..).collect()
}

/// What the stage before told an application; none where there is none before, or it took no part in it.
pub(super) fn before<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    numbers: &BTreeMap<ApplicationId, usize>,
) -> Option<Before<'a>> {
    let all = selection.rulings.stage_before.as_ref()?;
    let id = selection.applications.id(application);
    let number = numbers.get(&application).copied();
    told_by(all, &id, number)
}

/// What a stage told an application, and what the stages before that one had.
fn told_by<'a>(stage: &'a StageBefore, id: &str, reserve: Option<usize>) -> Option<Before<'a>> {
    let told = stage.of(id)?;
    let seat = |seat: &SeatIn<'static>| match seat {
        SeatIn::Open => SeatIn::Open,
        SeatIn::Group(id) => SeatIn::Group(Cow::Owned(id.to_string())),
    };
    let earlier = stage.before.as_ref();
    Some(Before {
        outcome: told.outcome,
        group: told.group.as_ref().map(seat),
        place: told.place,
        total: told.total.as_deref().map(Cow::Borrowed),
        reserve,
        before: earlier
            .and_then(|earlier| told_by(earlier, id, None))
            .map(Box::new),
    })
}
