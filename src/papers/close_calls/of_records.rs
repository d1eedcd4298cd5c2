//! The close calls of a run that is past, by the records of its people.

use rust_decimal::Decimal;

use super::{Side, line};
use crate::papers::glance::taken;
use crate::papers::packet::Placed;
use crate::record::{GroupSeats, Header};
use crate::rules::Rules;

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
    let side = |placed: &Placed| match placed {
        placed if placed.sits_in(&seats.id) => Some(Side::Inside),
        placed if placed.is_out_of(&seats.id) => Some(Side::Outside),
        _ => None,
    };
    let all = ranked.iter().copied();
    let line = line(all.map(|placed| (placed, side(placed))), |placed| {
        placed.total
    })?;
    let mut outside = line.outside;
    let next = ranked
        .iter()
        .find(|one| Some(&one.id) == seats.next.as_ref());
    if let Some(next) = next
        && !outside.contains(next)
    {
        outside.push(next);
        outside.sort_by_key(|placed| placed.ranked);
    }
    Some(CloseCall {
        seats,
        inside: line.inside,
        outside,
        equal: line.equal,
        more: line.more,
    })
}

impl CloseCall<'_> {
    /// `8 of 8 seats taken; equal totals of 70 on both sides of the line`.
    pub fn words(&self, rules: &Rules) -> String {
        let seats = format!(
            "{}; {}",
            taken(rules, self.seats),
            match rules.is_shortlisting() {
                true => "first those last on the list, then those nearest below it",
                false => "first those with the last seats, then those who come next",
            }
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
