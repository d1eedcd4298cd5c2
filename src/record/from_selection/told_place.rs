//! Which place in the ranking would have had a seat, as far as a place can say so.

use rust_decimal::Decimal;

use super::came_before::{Below, seated_below};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::rules::places::Objective;
use crate::select::Selection;
use crate::select::balance::{Lowest, PassedOver};
use crate::words::outcomes;

/// What is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// This one or better; none would.
    Place(Option<usize>),
    /// The same, and people below it have seats in reach all the same.
    PlaceBefore(usize, Below),
    /// By the ranking alone this one or better, but totals decide as well.
    ByRank(Option<usize>),
    /// By the ranking alone there would have been a seat.
    SeatByRank,
    /// With a higher total than this; none would do.
    Total(Option<Decimal>),
    HangsOnTotals,
    NotKnown,
}

impl Told {
    /// `found` is what the solver found of somebody; none where the ranking alone says it.
    pub(super) fn new(
        selection: &Selection<'_>,
        (standing, fits): (StandingId, GroupSet),
        found: Option<&PassedOver>,
    ) -> Self {
        let balancing = selection.balancing.as_ref();
        let by_rank = selection.filling.cutoffs.as_ref();
        if selection.rules.places.objective == Objective::Total {
            return match found.map(|found| found.lowest) {
                Some(Lowest::AboveTotal(total)) => Self::Total(Some(total)),
                Some(Lowest::Never) => Self::Total(None),
                _ => Self::HangsOnTotals,
            };
        }
        if let Some(balancing) = balancing.filter(|balancing| balancing.totals_decide) {
            let by_rank = balancing.by_rank.as_ref().or(by_rank);
            let lowest = by_rank.map(|cutoffs| cutoffs.lowest_position(fits));
            return match lowest {
                None => Self::HangsOnTotals,
                Some(Some(lowest)) if standing.position() <= lowest => Self::SeatByRank,
                Some(lowest) => Self::ByRank(lowest),
            };
        }
        // Where somebody below has a seat they could have had, that is said of them by name.
        let is_named = found.is_some_and(|found| found.swap.is_some());
        match found.map(|found| found.lowest) {
            Some(Lowest::Above(above)) => {
                let place = above.position();
                let below = seated_below(selection, place, fits);
                below
                    .filter(|_| !is_named)
                    .map_or(Self::Place(Some(place)), |below| {
                        Self::PlaceBefore(place, below)
                    })
            }
            Some(Lowest::Never) => Self::Place(None),
            Some(Lowest::NotKnown | Lowest::AboveTotal(_)) => Self::NotKnown,
            None => Self::Place(by_rank.and_then(|cutoffs| cutoffs.lowest_position(fits))),
        }
    }

    pub(super) fn said(self) -> String {
        match self {
            Self::Place(place) => outcomes::lowest(place),
            Self::PlaceBefore(place, below) => format!(
                "{}; whoever is seated in reach below that place {}",
                outcomes::lowest(Some(place)),
                below.words()
            ),
            Self::ByRank(place) => outcomes::lowest_by_rank(place),
            Self::SeatByRank => outcomes::SEAT_BY_RANK.to_owned(),
            Self::Total(total) => outcomes::total_needed(total),
            Self::HangsOnTotals => outcomes::HANGS_ON_TOTALS.to_owned(),
            Self::NotKnown => "which place would have had a seat was not worked out".to_owned(),
        }
    }
}
