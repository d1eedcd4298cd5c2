//! Spare seats: whether there are enough for everybody of whom an answer is awaited, so that nobody
//! who has a seat can lose or change it.

use super::quotas::{is_in_turn, stated};
use super::{Filling, Placing};
use crate::base::ids::ids;
use crate::rules::GroupSet;
use crate::rules::places::{Places, Several};

impl Filling {
    /// Whether further candidates leave every seat as it is, wherever they are ranked and however many of them come; each with all the
    /// groups they may fit. `false` says nothing.
    ///
    /// Each group they may fit has a free seat for every one of them, and so has the cap. Then each sits where they want to, nobody is
    /// moved for them, and whoever wanted such a group has it already. Where seats are dealt in turn once the cap is reached, it is
    /// not reached.
    pub fn has_seats_for(&self, places: &Places, more: &[GroupSet]) -> bool {
        let sits = |seat: &&Placing| matches!(seat, Placing::Seat(_) | Placing::OpenSeat);
        let within =
            |seated: usize, most: u32| u32::try_from(seated).is_ok_and(|seated| seated <= most);
        let in_all = self
            .seats
            .iter()
            .filter(sits)
            .count()
            .saturating_add(more.len());
        let mut groups = ids(self.quotas.len()).zip(self.quotas.iter().copied());
        let each_has = groups.all(|(group, quota)| {
            let wanted = more.iter().filter(|fits| fits.contains(group)).count();
            let taken = self
                .seats
                .iter()
                .filter(|seat| **seat == Placing::Seat(group))
                .count();
            wanted == 0 || within(taken.saturating_add(wanted), quota)
        });
        // Who is placed by where they stand highest may stand elsewhere once others come, and open places go by the whole ranking.
        let by_rank_alone =
            places.several == Several::BestPlace || self.seats.contains(&Placing::OpenSeat);
        let dealt = self.quotas != stated(places);
        let cap = places.cap.checked_sub(u32::from(is_in_turn(places)));
        let within_cap = cap.is_some_and(|cap| within(in_all, cap));
        more.is_empty() || each_has && within_cap && !by_rank_alone && !dealt
    }
}
