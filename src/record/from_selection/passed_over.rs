//! Why somebody without a seat was passed over: which groups were full, and what the cap did.

use super::by_balance::ByBalance;
use super::told_place::Told;
use crate::base::contradiction::contradiction;
use crate::base::ids::at;
use crate::rank::StandingId;
use crate::rules::{GroupId, GroupSet};
use crate::seats::{Cutoffs, Why};
use crate::select::Selection;
use crate::select::balance::{self, Lowest};
use crate::words::{self, outcomes};

/// What somebody without a seat came upon. Whoever came upon the same is told the same, but for their own place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PassedOver {
    ByRank(ByRank),
    ByBalance(ByBalance),
}

impl PassedOver {
    pub(super) fn new(selection: &Selection<'_>, standing: StandingId) -> Self {
        let balancing = selection.balancing.as_ref();
        let balanced = balancing.and_then(|balancing| balancing.passed_over.get(&standing));
        let by_rank = |cutoffs| Self::ByRank(ByRank::new(selection, standing, cutoffs));
        let told = |found| {
            Told::new(
                selection,
                (standing, fits(selection, standing)),
                Some(found),
            )
        };
        match (balanced, cutoffs(selection)) {
            (Some(balanced), Some(cutoffs)) if is_by_rank(selection, standing, balanced) => {
                by_rank(cutoffs)
            }
            (Some(balanced), _) => Self::ByBalance(ByBalance::new(balanced, told(balanced))),
            (None, Some(cutoffs)) => by_rank(cutoffs),
            (None, None) => {
                contradiction("somebody without a seat was passed over without a reason")
            }
        }
    }

    /// Why, to be said after somebody's place, and which place would have had a seat.
    pub(super) fn said(&self, selection: &Selection<'_>) -> (String, String) {
        match self {
            Self::ByRank(by_rank) => by_rank.said(selection),
            Self::ByBalance(by_balance) => by_balance.said(selection),
        }
    }
}

impl PassedOver {
    /// The same in few words, where all seats in reach went to people ranked above and nothing else is to be said.
    pub(super) fn in_brief(&self, selection: &Selection<'_>) -> (String, String) {
        match self {
            Self::ByRank(by_rank) if by_rank.is_plain(selection) => {
                (outcomes::ALL_FULL.to_owned(), by_rank.lowest.said())
            }
            Self::ByRank(_) => self.said(selection),
            Self::ByBalance(by_balance) => by_balance.in_brief(selection),
        }
    }
}

fn cutoffs<'a>(selection: &'a Selection<'_>) -> Option<&'a Cutoffs> {
    let moved = || selection.balancing.as_ref()?.cutoffs.as_ref();
    selection.filling.cutoffs.as_ref().or_else(moved)
}

/// Whether the ranking alone says why somebody has no seat, although there are balance rules: gentle aims moved nobody, or those selected above
/// left no room whoever they are, and the solver names the same place that would have had a seat.
fn is_by_rank(
    selection: &Selection<'_>,
    standing: StandingId,
    found: &balance::PassedOver,
) -> bool {
    if selection.filling.cutoffs.is_some() {
        return true;
    }
    let lowest =
        cutoffs(selection).and_then(|cutoffs| cutoffs.lowest_position(fits(selection, standing)));
    let is_below = lowest.is_none_or(|lowest| lowest < standing.position());
    is_below
        && match found.lowest {
            Lowest::Above(above) => lowest == Some(above.position()),
            Lowest::Never => lowest.is_none(),
            Lowest::NotKnown | Lowest::AboveTotal(_) => false,
        }
}

/// Where the ranking alone decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ByRank {
    fits: GroupSet,
    why: Why,
    /// Why there would have been no seat without the cap either; none where there would, or where there is no cap.
    without_cap: Option<Why>,
    lowest: Told,
}

impl ByRank {
    fn new(selection: &Selection<'_>, standing: StandingId, cutoffs: &Cutoffs) -> Self {
        let fits = fits(selection, standing);
        let uncapped = selection.filling.uncapped.as_ref();
        Self {
            fits,
            why: cutoffs.why(standing, fits),
            without_cap: uncapped
                .filter(|uncapped| !uncapped.admits(standing, fits))
                .map(|uncapped| uncapped.why(standing, fits)),
            lowest: Told::new(selection, (standing, fits), None),
        }
    }

    /// Whether no cap and no deal in turn had a part in it.
    fn is_plain(self, selection: &Selection<'_>) -> bool {
        let places = &selection.rules.places;
        let has_all =
            |group: GroupId| *at(&selection.filling.quotas, group) == places.groups[group].size;
        matches!(self.why, Why::Full(groups) if groups.iter().all(has_all))
            && self.fits.iter().all(has_all)
    }

    fn said(self, selection: &Selection<'_>) -> (String, String) {
        let why = match self.why {
            Why::NoGroup => outcomes::NO_GROUP.to_owned(),
            Why::Full(groups) => self.full(selection, groups),
            Why::Cap => {
                let full = self.without_cap.map(|why| {
                    let Why::Full(groups) = why else { return String::new() };
                    let groups = names(selection, groups);
                    format!(", and without the cap every seat of {groups} would have gone to people ranked above")
                });
                format!("{}{}", outcomes::CAP_REACHED, full.unwrap_or_default())
            }
        };
        (why, self.lowest.said())
    }

    /// Why nobody further got into the groups that somebody fits: they are full, and so are those into which the people who sit
    /// there could have moved.
    fn full(self, selection: &Selection<'_>, full: GroupSet) -> String {
        let (filling, fits) = (&selection.filling, self.fits);
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
        let capped = filling.uncapped.is_some() && self.without_cap.is_none();
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
}

/// `“Water” has 1 of its 2 seats`.
pub(super) fn dealt(selection: &Selection<'_>, group: GroupId) -> String {
    let stated = selection.rules.places.groups[group].size;
    let seats = at(&selection.filling.quotas, group);
    let word = if stated == 1 { "seat" } else { "seats" };
    format!(
        "{} has {seats} of its {stated} {word}",
        name(selection, group)
    )
}

/// The titles of groups: `“Water” and “Forest”`.
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

pub(super) fn id<'a>(selection: &Selection<'a>, group: GroupId) -> &'a str {
    selection.rules.places.groups[group].id.as_str()
}

pub(super) fn name(selection: &Selection<'_>, group: GroupId) -> String {
    words::naming::group(selection.rules, group)
}
