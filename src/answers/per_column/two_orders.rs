//! Dates that are days only in another order than the rules declare, and what they say of the dates beside them that fit both.

use jiff::civil::Date;

use super::Column;
use super::parts::OfDates;
use crate::base::finding::Finding;
use crate::rules::form::{DateOrder, Dates, Mark};
use crate::values::Wrong;
use crate::values::of_column::{Count, OfColumn, OtherOrder};

/// The dates of a column that are written with one mark.
#[derive(Default)]
pub(super) struct Way {
    /// Read as the rules say, and another day in the other order, by row.
    pub(super) either: Vec<usize>,
    both: Count,
    /// Days only as the rules say.
    plain: Count,
    /// Days only in another order than the rules say, and which that is.
    against: Count,
    other: Option<DateOrder>,
    /// Where the rules say nothing: in which orders some are days only.
    only: Vec<DateOrder>,
}

impl Way {
    /// A date that is read.
    pub(super) fn read(&mut self, row: usize, text: &str, day: Date) {
        if day.day() > 12 {
            self.plain.add(text);
        } else if day.day() != day.month() {
            self.either.push(row);
            self.both.add(text);
        }
    }

    pub(super) fn against(&mut self, text: &str, order: DateOrder) {
        self.against.add(text);
        self.other = self.other.or(Some(order));
    }

    pub(super) fn only(&mut self, order: DateOrder) {
        self.only.push(order);
    }

    fn is_used(&self) -> bool {
        self.both.times > 0 || self.plain.times > 0 || self.against.times > 0
    }

    /// More are days only in the other order than only as the rules say.
    fn is_other(&self) -> bool {
        self.against.times > self.plain.times
    }

    /// Both orders are proved.
    fn is_mixed(&self) -> bool {
        self.against.times > 0 && !self.is_other()
    }
}

/// The ways of writing whose dates are not read where they fit both orders, and why.
pub(super) fn doubtful(dates: Dates, ways: &[Way; 3]) -> Vec<(&Way, Wrong)> {
    let found = Mark::ALL.into_iter().zip(ways).filter_map(|(mark, way)| {
        if way.is_other() {
            return Some((way, Wrong::PerhapsOtherOrder));
        }
        in_doubt(dates, ways, mark, way).then_some((way, Wrong::TwoDays))
    });
    found.collect()
}

/// Whether dates of this way that fit both orders may be either: both are proved of it, or neither is while the other order is
/// proved elsewhere in the column and the rules say nothing of this way by itself.
fn in_doubt(dates: Dates, ways: &[Way; 3], mark: Mark, way: &Way) -> bool {
    let elsewhere = || ways.iter().any(|other| other.against.times > 0);
    let silent = way.plain.times == 0
        && way.against.times == 0
        && dates.own_order(mark).is_none()
        && dates.order != Some(DateOrder::YearMonthDay);
    way.is_mixed() || silent && elsewhere()
}

/// One finding for each order that is declared and that some dates do not fit; mostly one.
pub(super) fn findings(column: &Column<'_>, dates: Dates, ways: &[Way; 3]) -> Vec<Finding> {
    let declared = |mark: Mark| dates.order_of(mark);
    let mut orders: Vec<Option<DateOrder>> = Vec::new();
    for (mark, _) in Mark::ALL
        .into_iter()
        .zip(ways)
        .filter(|(_, way)| way.against.times > 0)
    {
        if !orders.contains(&declared(mark)) {
            orders.push(declared(mark));
        }
    }
    let of = |order: &Option<DateOrder>| -> Vec<(Mark, &Way)> {
        Mark::ALL
            .into_iter()
            .zip(ways)
            .filter(|(mark, _)| declared(*mark) == *order)
            .collect()
    };
    let finding = |order| {
        finding(column, dates, ways, &of(order)).parts([OfDates::Against(*order).key().into()])
    };
    orders.iter().map(finding).collect()
}

fn finding(column: &Column<'_>, dates: Dates, ways: &[Way; 3], these: &[(Mark, &Way)]) -> Finding {
    let turned = || these.iter().filter(|(_, way)| way.is_other());
    let doubted = these
        .iter()
        .filter(|(mark, way)| in_doubt(dates, ways, *mark, way));
    let declared = these.first().and_then(|(mark, _)| dates.order_of(*mark));
    let other = these.iter().find_map(|(_, way)| way.other);
    column.finding(&OfColumn::OtherOrder(OtherOrder {
        against: Count::together(these.iter().map(|(_, way)| &way.against)),
        order: other.unwrap_or(DateOrder::YearMonthDay),
        declared,
        plain: these.iter().map(|(_, way)| way.plain.times).sum(),
        turned: turned().map(|(mark, _)| *mark).collect(),
        asked: Count::together(turned().map(|(_, way)| &way.both)),
        alone: ways.iter().filter(|way| way.is_used()).count() == 1,
        doubted: Count::together(doubted.map(|(_, way)| &way.both)),
        apart: column.apart(),
    }))
}

/// The orders of dates of undeclared order, where each way of writing shows one order and no other; none where one shows both.
pub(super) fn orders(ways: &[Way; 3]) -> Option<Vec<(Mark, DateOrder)>> {
    let mut shown: Vec<(Mark, DateOrder)> = Vec::new();
    for (mark, way) in Mark::ALL.into_iter().zip(ways) {
        match way.only.as_slice() {
            [] => {}
            [first, rest @ ..] if rest.iter().all(|order| order == first) => {
                shown.push((mark, *first));
            }
            _ => return None,
        }
    }
    Some(shown)
}
