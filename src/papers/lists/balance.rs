//! The balance rules: what each asks for, how many there are, and what came of it.

use std::borrow::Cow;

use super::{Cell, Table};
use crate::papers::balance::{came, sums, whom};
use crate::record::balance::{Sort, balance};
use crate::select::Selection;
use crate::values::SeatIn;

/// None where there are no balance rules.
pub(super) fn balance_rules<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    let balance = balance(selection)?;
    let headings = super::headings(&[
        "rule", "counts", "group", "sort", "asks", "people", "eligible", "selected", "came",
    ]);
    let above = sums(&balance.totals);
    let count = |number: u32| Cell::Count(u64::from(number));
    let rows = balance.rules.into_iter().map(move |kept| {
        let sort = match kept.sort {
            Sort::Maximum => "maximum",
            Sort::Minimum => "minimum",
            Sort::Aim => "aim",
        };
        vec![
            Cell::text(kept.rule.clone()),
            Cell::text(whom(&kept)),
            Cell::seat(
                selection,
                kept.group.clone().map(Cow::Owned).map(SeatIn::Group),
            ),
            Cell::text(sort),
            Cell::text(kept.asks.clone()),
            count(kept.people),
            count(kept.eligible),
            count(kept.selected),
            Cell::text(came(&kept)),
        ]
    });
    Some(Table {
        name: "balance".to_owned(),
        tab: "balance".to_owned(),
        above,
        headings,
        rows: Box::new(rows),
    })
}
