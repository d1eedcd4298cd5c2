//! The weights at which something can change that decides who sits: where totals meet, or come within the reach of a gentle aim.
//!
//! Which pairs of people matter follows from what is compared. Without rules of balance the selection is the best basis of a matroid,
//! and stays so until somebody without a seat passes somebody in their circuit, one whose seat they could have. Under rules of
//! balance two lawful selections are told apart by the best-ranked person in whom they differ, so that it takes somebody without a seat
//! passing somebody with one. Where gentle aims move people, that holds before and after each of them: an aim takes the best-ranked
//! selection among those in which nobody is too far ahead of whom they make way for, so that it takes somebody without a seat coming near
//! enough as well; but an aim that is met asks nobody to make way. Where people take their groups on the way, two who sit count, too.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::lines::Lines;
use super::seats::{Decides, Seats, Sitting};
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::values::fraction::Fraction;

/// So many are looked for at a time.
const NEXT: usize = 256;
/// So many pairs are compared in the time in which one person is put in order.
const PAIRS: usize = 16;

/// The way a weight goes from where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Up,
}

impl Way {
    /// Whether a weight lies farther out than another.
    pub(super) fn is_beyond(self, weight: &Fraction, from: &Fraction) -> bool {
        match self {
            Self::Down => weight < from,
            Self::Up => weight > from,
        }
    }
}

/// The next weights after one, nearest first, each once; and whether there are more behind them.
pub(super) struct Next {
    pub(super) weights: Vec<Fraction>,
    pub(super) more: bool,
}

/// None where it is too much work to say which of them matter.
pub(super) fn next(
    lines: &Lines,
    seats: &mut Seats<'_>,
    sitting: &Sitting,
    (from, way): (Fraction, Way),
) -> Option<Next> {
    let zero = Fraction::from_integer(0);
    let mut found: Vec<Fraction> = Vec::new();
    let mut more = false;
    let nearest_first = |found: &mut Vec<Fraction>| {
        found.sort_unstable();
        if way == Way::Down {
            found.reverse();
        }
        found.dedup();
        let many = found.len() > NEXT;
        found.truncate(NEXT);
        many
    };
    let mut take = |weight: Option<Fraction>, found: &mut Vec<Fraction>| {
        let is_next = |weight: &Fraction| way.is_beyond(weight, &from) && *weight > zero;
        found.extend(weight.filter(is_next));
        if found.len() >= NEXT.saturating_mul(64) {
            more |= nearest_first(found);
        }
    };
    lines
        .at_the_floor()
        .for_each(|weight| take(Some(weight), &mut found));
    // Where ties are kept, who is the last of a group matters to whoever has the same total; and where a tie keeps more than there are
    // places, whoever comes to stand below it is off the list, with nobody in their stead.
    let has_twins = || lines.has_twins(|one| sitting.all.contains(&one));
    let is_any = seats.keeps_ties() && (sitting.some_by_tie || has_twins());
    let mut exchanges = Exchanges::default();
    let alike = alike(lines, seats, sitting);
    let holders: Vec<StandingId> = alike
        .iter()
        .copied()
        .filter(|one| sitting.touches(*one))
        .collect();
    let pairs = holders.len().saturating_mul(alike.len());
    seats.pay(pairs.checked_div(PAIRS).unwrap_or(pairs))?;
    for one in &holders {
        for other in &alike {
            let pair = (*one, *other);
            let matters = match seats.decides {
                _ if sitting.by_ranking => {
                    sitting.parts(pair) && exchanges.may(seats, sitting, pair)?
                }
                _ if is_any => true,
                _ if seats.keeps_ties() => sitting.parts(pair),
                Decides::Ranking => false,
                Decides::RankingAndRules | Decides::Differences | Decides::Sums => {
                    sitting.parts(pair)
                }
                Decides::Preferences => true,
            };
            if !matters {
                continue;
            }
            take(lines.meet(pair, Decimal::ZERO), &mut found);
            // Whoever makes way for somebody is ahead of them by so much at most. An aim that is met asks nobody to.
            let reach = seats.within.iter().filter(|_| !sitting.by_ranking);
            for within in reach {
                take(lines.meet(pair, *within), &mut found);
            }
        }
    }
    more |= nearest_first(&mut found);
    let weights = found.into_iter().map(|weight| weight.reduced()).collect();
    Some(Next { weights, more })
}

/// One of each who are alike in all that matters here: they have the same total at every weight, fit the same groups, and sit or do not.
fn alike(lines: &Lines, seats: &Seats<'_>, sitting: &Sitting) -> Vec<StandingId> {
    let mut known = BTreeSet::new();
    let mut is_first = |one: &StandingId| {
        let sits: Vec<bool> = sitting.stages().map(|who| who.contains(one)).collect();
        known.insert((lines.line(*one), seats.fits(*one), sits))
    };
    lines.ids().filter(|one| is_first(one)).collect()
}

/// Who could have whose seat, by the groups they fit: people who fit the same are alike in this.
#[derive(Default)]
struct Exchanges(BTreeMap<(GroupSet, GroupSet), bool>);

impl Exchanges {
    /// Whether somebody without a seat has one as soon as they stand before somebody with one.
    fn may(
        &mut self,
        seats: &mut Seats<'_>,
        sitting: &Sitting,
        (holder, other): (StandingId, StandingId),
    ) -> Option<bool> {
        let fits = (seats.fits(holder), seats.fits(other));
        if let Some(known) = self.0.get(&fits) {
            return Some(*known);
        }
        let rest = sitting.all.iter().copied().filter(|one| *one != holder);
        let ranking: Vec<StandingId> = rest.chain([other, holder]).collect();
        let may = seats.by_ranking(&ranking)?.contains(&other);
        self.0.insert(fits, may);
        Some(may)
    }
}
