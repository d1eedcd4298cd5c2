//! The balance rules: what each asks for, how many there are, and what came of it.

use std::borrow::Cow;

use super::{Cell, Table};
use crate::papers::balance::{came, sums, value, whom_by_id};
use crate::papers::titles::Named;
use crate::record::balance::{Kept, Sort, balance};
use crate::rules::Rules;
use crate::select::Selection;
use crate::values::SeatIn;
use crate::words;

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
            Cell::Named(Named {
                name: Cow::Owned(kept.rule.clone()),
                title: Cow::Owned(kept.title.clone()),
            }),
            Cell::Named(Named {
                name: Cow::Owned(whom_by_id(&kept)),
                title: Cow::Owned(counts(selection.rules, &kept)),
            }),
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
        unprinted: 0,
        rows: Box::new(rows),
    })
}

/// The value it is about, or whom it counts: its title stands beside it, and so does the group.
fn counts(rules: &Rules, kept: &Kept) -> String {
    let whom = || {
        let mut all = rules.balance.iter();
        let of = all.find(|of| of.id == kept.rule)?;
        Some(words::balance::whom(words::titled(rules), of))
    };
    value(kept).or_else(whom).unwrap_or_default()
}
