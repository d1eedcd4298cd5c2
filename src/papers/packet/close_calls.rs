//! The close calls: for each group, and for the open places, those around the last seat.
//!
//! They are the last two with a seat there, the two best-ranked who fit and have none, and the first of these below the last seat,
//! who is another where balance rules passed somebody over. Where totals are equal across the line, so that a tie-break or the lot drew
//! it, everybody with that total is one, up to ten on each side.

use rust_decimal::Decimal;

use super::Placed;
use crate::papers::glance::taken;
use crate::record::{GroupSeats, Header};

/// People on each side of the line.
const EACH: usize = 2;
/// People of equal total on each side of the line.
const EQUAL: usize = 10;

/// Where the seats of a group, or the open places, end.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseCall<'a> {
    pub seats: &'a GroupSeats,
    /// Who has the last seats, best-ranked first.
    pub inside: Vec<&'a Placed>,
    /// Who comes next, best-ranked first; never blank.
    pub outside: Vec<&'a Placed>,
    /// The total that those on both sides of the line have, where it is drawn through equal totals.
    pub equal: Option<Decimal>,
    /// How many more have that total than are named.
    pub more: usize,
}

/// Those of the groups in the order of the rules, the open places last. Where nobody has a seat, or nobody waits for one, there is none.
pub fn close_calls<'a>(header: &'a Header, everybody: &'a [Placed]) -> Vec<CloseCall<'a>> {
    let mut ranked: Vec<&Placed> = everybody
        .iter()
        .filter(|placed| placed.ranked.is_some())
        .collect();
    ranked.sort_by_key(|placed| placed.ranked);
    let groups = header.groups.iter();
    groups
        .filter_map(|group| close_call(group, &ranked))
        .collect()
}

fn close_call<'a>(seats: &'a GroupSeats, ranked: &[&'a Placed]) -> Option<CloseCall<'a>> {
    let people = || ranked.iter().copied();
    let seated: Vec<&Placed> = people()
        .filter(|placed| placed.sits_in(&seats.id))
        .collect();
    let out: Vec<&Placed> = people()
        .filter(|placed| placed.is_out_of(&seats.id))
        .collect();
    let (last, below) = (*seated.last()?, out.first()?);
    let next = out.iter().find(|placed| placed.ranked > last.ranked);
    let next = next.unwrap_or(below);
    let equal = last.total.filter(|_| last.total == next.total);
    let is_equal = |placed: &Placed| equal.is_some() && placed.total == equal;
    let near = |index: usize, placed: &Placed| {
        index < EACH || placed.id == next.id || is_equal(placed) && index < EQUAL
    };
    let count = |all: &[&Placed]| all.iter().filter(|placed| is_equal(placed)).count();
    let mut inside: Vec<&Placed> = seated
        .iter()
        .rev()
        .enumerate()
        .filter(|(index, placed)| near(*index, placed))
        .map(|(_, placed)| *placed)
        .collect();
    inside.reverse();
    let outside: Vec<&Placed> = out
        .iter()
        .enumerate()
        .filter(|(index, placed)| near(*index, placed))
        .map(|(_, placed)| *placed)
        .collect();
    let named = count(&inside).saturating_add(count(&outside));
    let all = count(&seated).saturating_add(count(&out));
    Some(CloseCall {
        seats,
        inside,
        outside,
        equal,
        more: all.saturating_sub(named),
    })
}

impl CloseCall<'_> {
    /// `8 of 8 seats taken; equal totals of 70 on both sides of the line`.
    pub fn words(&self) -> String {
        let seats = format!(
            "{}; first those with the last seats, then those who come next",
            taken(self.seats)
        );
        let equal = self.equal.map_or_else(String::new, |total| {
            format!(
                "; the line is drawn through equal totals of {}",
                total.normalize()
            )
        });
        let more = if self.more == 0 {
            String::new()
        } else {
            format!(", and {} more have that total", self.more)
        };
        format!("{seats}{equal}{more}")
    }
}
