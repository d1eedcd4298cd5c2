//! Groups are filled from the ranking (a matching with priorities): who sits where, who is in reserve, who has no seat.
//!
//! What counts, in this order: group sizes and cap; as many seats filled as they allow; the ranking: of two lawful
//! selections the better holds the best-ranked person in whom they differ; last, what those selected prefer. Only the order
//! of the ranking is used, so the answer is unique. The steps: `quotas` settles the groups' seats, `greedy` and
//! `selected` who sits, `seating` where, `reserve` who waits; `cutoffs` says why, `could_sit` what an open answer could
//! change, `newcomers` whose seat it could take (`dealt_newcomers` where seats are dealt in turn), `reach` whom gentle aims may move, `spare` when none can, `successors` who comes next.
//!
//! Work: one pass over the candidates, and for each seat at most
//! G² word operations and G logarithmic moves, G ≤ 64 being the number of groups. Memory: a few words a candidate.

pub mod balance;
mod could_sit;
mod cutoffs;
mod dealt_newcomers;
mod greedy;
mod group_bits;
mod matching;
mod newcomers;
mod quotas;
mod reach;
mod reserve;
mod seating;
mod segment_tree;
mod selected;
mod spare;
mod successors;

pub use could_sit::CouldSit;
pub use cutoffs::{Cutoffs, Why};
pub use dealt_newcomers::keep_dealt_seats;
pub use newcomers::{Beside, Newcomer, NoSeat, Seated, strongest};
pub use quotas::is_in_turn;
pub use reach::{Holder, Near, Outsider, Outsiders, Reach};
pub use reserve::WaitElsewhere;
pub(crate) use reserve::reserve;
pub(crate) use seating::preference_order;
pub use successors::successors;

use crate::base::ids::at_mut;
use crate::judge::preferences::PreferenceOrder;
use crate::rank::StandingId;
use crate::rules::places::Places;
use crate::rules::{GroupId, GroupSet};

/// The outcome of a filling.
#[derive(Debug, Clone)]
pub struct Filling {
    /// One for each candidate, in ranking order.
    pub seats: Vec<Placing>,
    /// By group: the seats dealt to it, taken or not.
    pub quotas: Vec<u32>,
    /// The open places there are, taken or not.
    pub open: u32,
    /// By group: the lowest-ranked person seated in it.
    pub last: Vec<Option<StandingId>>,
    /// Those who did not get a group they would have had, best-ranked first.
    pub gave_way: Vec<GaveWay>,
    /// Those who could as well have had another group, had they put it first among groups of which they gave no order:
    /// best-ranked first, and those groups, the one they have included.
    pub unordered: Vec<(StandingId, GroupSet)>,
    /// Those in a group who wanted others before it, every seat of which went to people ranked above:
    /// best-ranked first, and those groups.
    pub full: Vec<(StandingId, GroupSet)>,
    /// Who fits the group for which others wait, and waits for another.
    pub wait_elsewhere: WaitElsewhere,
    /// Why those without a seat have none, and down to which rank they would have had one.
    ///
    /// None under balance rules.
    pub cutoffs: Option<Cutoffs>,
    /// The same if there were no cap, where it is smaller than the groups together.
    pub uncapped: Option<Cutoffs>,
}

/// Where one candidate ends up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    Seat(GroupId),
    OpenSeat,
    /// On a group's reserve list, at a rank from 1.
    Reserve {
        group: GroupId,
        rank: u32,
    },
    Unplaced,
}

/// Somebody seated elsewhere than they wanted: otherwise somebody selected would have lost their seat, or the deal left no
/// seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GaveWay {
    pub standing: StandingId,
    /// The group they would have taken: not all the seats that the rules state were gone to people ranked above.
    pub wanted: GroupId,
    /// They could have had it, and nobody selected would have lost a seat, if the groups had the seats that the rules state:
    /// there are fewer, because the cap is reached and they were dealt in turn.
    pub dealt: bool,
}

/// By group: the seats dealt to it, where the rules deal them in turn; otherwise those that the rules state. Those of `held` have a seat already
/// and keep it; whoever of them fits no group takes one of the cap and none of a group.
pub fn dealt(places: &Places, fits: &[GroupSet], held: &[GroupSet]) -> Vec<u32> {
    let selected = selected::select(places, fits);
    let Some(stated) = selected.stated.filter(|_| !held.is_empty()) else {
        return selected.quotas;
    };
    let groups = GroupSet::first(stated.len());
    let (in_groups, open): (Vec<GroupSet>, Vec<GroupSet>) =
        held.iter().partition(|fits| !fits.and(groups).is_empty());
    let open = u32::try_from(open.len()).unwrap_or(u32::MAX);
    let cap = places.cap.saturating_sub(open);
    quotas::in_turn(&stated, cap, fits.iter().copied(), &in_groups)
}

/// Down to which rank somebody would have a seat beside those who are selected, best first, of so many candidates.
pub fn cutoffs(places: &Places, selected: &[(StandingId, GroupSet)], candidates: usize) -> Cutoffs {
    let (standings, fits): (Vec<StandingId>, Vec<GroupSet>) = selected.iter().copied().unzip();
    let among_themselves = selected::select(places, &fits).cutoffs;
    among_themselves.among(&standings, candidates)
}

/// Who has a seat, best-ranked first, in whichever group or open place: whom [`fill`] seats, and no more.
pub fn seated(places: &Places, fits: &[GroupSet]) -> Vec<StandingId> {
    let selected = selected::select(places, fits);
    let mut all = selected.greedy.seated;
    all.extend(selected.beyond);
    all.sort_unstable();
    all
}

/// Fills the groups. `fits` holds, best-ranked first, the groups that admit each candidate; a candidate may fit none.
///
/// `prefers` is a candidate's own order over the groups they fit, best first; it is asked only about those who sit or wait.
/// Groups it leaves out follow in the order of the rules, groups it should not name are ignored.
pub fn fill(
    places: &Places,
    fits: &[GroupSet],
    prefers: &dyn Fn(StandingId) -> PreferenceOrder,
) -> Filling {
    let selected = selected::select(places, fits);
    let seated = seating::seat(places, &selected, fits, prefers);
    let mut seats = vec![Placing::Unplaced; fits.len()];
    let mut last = vec![None; selected.quotas.len()];
    for (standing, group) in seated.seats {
        *at_mut(&mut seats, standing) = group.map_or(Placing::OpenSeat, Placing::Seat);
        if let Some(group) = group {
            *at_mut(&mut last, group) = Some(standing);
        }
    }
    let mut unordered = seated.unordered;
    let wait_elsewhere = reserve(places, fits, prefers, &mut seats, &mut unordered);
    unordered.sort_unstable();
    Filling {
        seats,
        quotas: selected.quotas,
        open: selected.open,
        last,
        gave_way: seated.gave_way,
        unordered,
        full: seated.full,
        wait_elsewhere,
        cutoffs: Some(selected.cutoffs),
        uncapped: selected.uncapped,
    }
}
