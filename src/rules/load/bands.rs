//! Bands over numbers: from one bound (included) up to another (excluded), without gap or overlap.

use rust_decimal::Decimal;

use super::diagnostics::Spot;
use super::format::Keys;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::Band;

/// One band and what it gives.
pub(super) struct Cut<'d, T> {
    pub(super) from: Option<Decimal>,
    pub(super) below: Option<Decimal>,
    pub(super) gives: T,
    pub(super) spot: Spot<'d>,
}

impl<T> Cut<'_, T> {
    pub(super) fn band(self) -> Band<T> {
        Band {
            from: self.from,
            below: self.below,
            gives: self.gives,
            line: self.spot.line(),
        }
    }

    /// Whether any value from `least` to `most` falls into the band.
    pub(super) fn reaches(&self, least: Option<Decimal>, most: Option<Decimal>) -> bool {
        let starts = self.from.zip(most).is_none_or(|(from, most)| from <= most);
        starts
            && self
                .below
                .zip(least)
                .is_none_or(|(below, least)| below > least)
    }
}

/// Reads the bands, in order; `gives` reads what each is worth. None when one of them is wrong, or when they leave out or
/// cover twice some value from `least` to `most` (both included; none: without end), of which `what` is the name.
pub(super) fn bands<'d, T>(
    item: Item<'d>,
    keys: &'static Keys,
    gives: impl Fn(&Table<'d>) -> Option<T>,
    (least, most): (Option<Decimal>, Option<Decimal>),
    what: &str,
) -> Option<Vec<Cut<'d, T>>> {
    let items = item.array()?;
    let whole = items.len();
    let mut cuts: Vec<Cut<'d, T>> = items
        .into_iter()
        .filter_map(|item| cut(item, keys, &gives))
        .collect();
    if cuts.len() != whole {
        return None;
    }
    // A band without lower bound comes first: none is less than any number.
    cuts.sort_by_key(|cut| cut.from);
    let mut good = true;
    let mut gap = |spot: Spot<'_>, message: String| {
        spot.say(Code::BandGap, message);
        good = false;
    };
    if let Some(first) = cuts.first()
        && let Some(from) = first.from
        && least.is_none_or(|least| least < from)
    {
        gap(
            first.spot,
            match least {
                Some(least) => format!("no band covers {what} from {least} up to {from}"),
                None => format!("no band covers {what} below {from}"),
            },
        );
    }
    if let Some(last) = cuts.last()
        && let Some(below) = last.below
        && most.is_none_or(|most| most >= below)
    {
        gap(
            last.spot,
            match most {
                Some(most) if most == below => {
                    format!("no band covers {what} {below}: `below` leaves it out")
                }
                Some(most) => format!("no band covers {what} from {below} to {most}"),
                None => format!("no band covers {what} from {below} on"),
            },
        );
    }
    for pair in cuts.windows(2) {
        let [first, second] = pair else { continue };
        match (first.below, second.from) {
            (Some(below), Some(from)) if below == from => {}
            (Some(below), Some(from)) if below < from => {
                gap(
                    second.spot,
                    format!("no band covers {what} from {below} up to {from}"),
                );
            }
            (_, from) => {
                let at = from.map_or_else(String::new, |from| format!(" from {from} on"));
                second.spot.say_help(
                    Code::BandOverlap,
                    format!("two bands cover {what}{at}"),
                    format!(
                        "the other band stands in line {}; each must begin where the one before ends",
                        first.spot.line()
                    ),
                );
                return None;
            }
        }
    }
    good.then_some(cuts)
}

fn cut<'d, T>(
    item: Item<'d>,
    keys: &'static Keys,
    gives: impl Fn(&Table<'d>) -> Option<T>,
) -> Option<Cut<'d, T>> {
    let table = item.table(keys)?;
    // The outer none is a bound that cannot be read, the inner one a bound that is not there.
    let bound = |key| {
        table
            .get(key)
            .map_or(Some(None), |item: Item<'_>| item.decimal().map(Some))
    };
    let (from, below) = (bound("from"), bound("below"));
    let given = gives(&table);
    let (from, below) = (from?, below?);
    if let (Some(from), Some(below)) = (from, below)
        && below <= from
    {
        item.spot.say_bad(format!(
            "the band ends at {below}, which is not above its beginning, {from}"
        ));
        return None;
    }
    Some(Cut {
        from,
        below,
        gives: given?,
        spot: table.spot,
    })
}
