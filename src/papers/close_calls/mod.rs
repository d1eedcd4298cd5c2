//! The close calls: for each group, and for the open places, those around the last seat. What one is, is said here alone; a selection
//! and the records of a run are only looked at in their own ways.
//!
//! A call is close where no more than a twentieth of the points that the rules can give lies between the last seat and who comes next.
//! They are the last two with a seat there, the two best-ranked who fit and have none, and the first of these below the last seat,
//! who is another where balance rules passed somebody over. Where totals are equal across the line, so that a tie-break or the lot drew
//! it, everybody with that total is one, up to ten on each side.

pub mod of_records;
pub(in crate::papers) mod of_selection;

use rust_decimal::Decimal;

use crate::rules::{Rules, Worth};

/// People on each side of the line.
const EACH: usize = 2;
/// People of equal total on each side of the line.
const EQUAL: usize = 10;

/// Totals are near, if they are apart by no more than one part in so many of what the rules can give.
const NEAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Whether totals that are so far apart are a close call: by no more than a twentieth of the points that the rules can give.
fn is_near(rules: &Rules, apart: Decimal) -> bool {
    let measures = rules.measures.iter();
    let of = |worth: &Worth| worth.most.decimal().saturating_sub(worth.least.decimal());
    let points = measures.map(|one| {
        let points = of(&one.worth).saturating_mul(one.weight.decimal());
        points.abs()
    });
    let all = points.fold(Decimal::ZERO, Decimal::saturating_add);
    apart.saturating_mul(NEAR) <= all
}

/// On which side of the line somebody ranked is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Has a seat there.
    Inside,
    /// Fits, and has no seat that is worth as much: for a group none in a group, for the open places none.
    Outside,
}

/// Where the seats of a group, or the open places, end.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line<P> {
    /// Who has the last seats, best-ranked first; never blank.
    inside: Vec<P>,
    /// Who comes next, best-ranked first; never blank.
    outside: Vec<P>,
    /// The last one with a seat.
    last: P,
    /// The best of those below the last one who are outside; none where all of those outside stand above, passed over.
    next: Option<P>,
    /// The total that those on both sides of the line have, where it is drawn through equal totals.
    equal: Option<Decimal>,
    /// How many more have that total than are named.
    more: usize,
}

/// Somebody on a side of the line, by the place in the ranking; a total that is open is none.
#[derive(Debug, Clone, Copy)]
struct Beside<P> {
    at: usize,
    who: P,
    total: Option<Decimal>,
}

/// The line among all who are ranked, best first; none where nobody is on one of its sides.
fn line<P: Copy>(
    ranked: impl Iterator<Item = (P, Option<Side>)>,
    total: impl Fn(P) -> Option<Decimal>,
) -> Option<Line<P>> {
    let (mut seated, mut out) = (Vec::new(), Vec::new());
    for (at, (who, side)) in ranked.enumerate() {
        let beside = || Beside {
            at,
            who,
            total: total(who),
        };
        match side {
            Some(Side::Inside) => seated.push(beside()),
            Some(Side::Outside) => out.push(beside()),
            None => {}
        }
    }
    let (last, best) = (*seated.last()?, *out.first()?);
    let next = out.iter().copied().find(|one| one.at > last.at);
    let first = next.unwrap_or(best);
    let equal = last.total.filter(|_| last.total == first.total);
    let is_equal = |one: &Beside<P>| equal.is_some() && one.total == equal;
    let is_near = |index: usize, one: &Beside<P>| {
        index < EACH || one.at == first.at || is_equal(one) && index < EQUAL
    };
    let near = |all: &mut dyn Iterator<Item = Beside<P>>| -> Vec<Beside<P>> {
        let near = all.enumerate().filter(|(index, one)| is_near(*index, one));
        near.map(|(_, one)| one).collect()
    };
    let mut inside = near(&mut seated.iter().rev().copied());
    inside.reverse();
    let outside = near(&mut out.iter().copied());
    let count = |all: &[Beside<P>]| all.iter().filter(|one| is_equal(one)).count();
    let named = count(&inside).saturating_add(count(&outside));
    let all = count(&seated).saturating_add(count(&out));
    let who = |all: Vec<Beside<P>>| all.into_iter().map(|one| one.who).collect();
    Some(Line {
        inside: who(inside),
        outside: who(outside),
        last: last.who,
        next: next.map(|next| next.who),
        equal,
        more: all.saturating_sub(named),
    })
}
