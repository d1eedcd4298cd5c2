//! Who rates, and how several ratings of one application become one number.

use rust_decimal::Decimal;

use super::columns::{MOST, headings};
use super::table::{Item, Table};
use crate::rules::form::Third;
use crate::rules::panel::{Combine, Pool};

/// Of fewer ratings none is left without the least and the greatest.
const FEWEST: u32 = 3;

/// What a field says of its assessors, beside their headings.
pub(super) struct Panel {
    pub(super) third: Option<Third>,
    pub(super) pool: Option<Pool>,
    pub(super) combine: Combine,
    pub(super) abstain: Vec<String>,
}

/// `assessors`: how many columns the field is read from, where that is known.
pub(super) fn panel(table: &Table<'_>, assessors: Option<usize>) -> Option<Panel> {
    let third = third(table, assessors);
    let pool = pool(table, assessors);
    let combine = combine(table, assessors);
    let abstain = table.get("abstain").map_or(Some(Vec::new()), |item| {
        let words = item.texts()?;
        Some(words.into_iter().map(|(word, _)| word.to_owned()).collect())
    });
    Some(Panel {
        third: third?,
        pool: pool?,
        combine: combine?,
        abstain: abstain?,
    })
}

fn combine(table: &Table<'_>, assessors: Option<usize>) -> Option<Combine> {
    let several = assessors.is_some_and(|assessors| assessors > 1);
    let item = match several {
        true => table.need("combine")?,
        false => match table.get("combine") {
            Some(item) => item,
            None => return Some(Combine::Mean),
        },
    };
    let combine = item.word(&[
        ("mean", Combine::Mean),
        ("median", Combine::Median),
        ("sum", Combine::Sum),
        ("trimmed-mean", Combine::TrimmedMean { from: many(FEWEST) }),
    ])?;
    match (combine, table.key_spot("trim_from")) {
        (Combine::TrimmedMean { .. }, _) => {
            let from = table.need("trim_from")?.count(FEWEST, MOST)?;
            Some(Combine::TrimmedMean { from: many(from) })
        }
        (_, Some(spot)) => {
            spot.say_bad("`trim_from` belongs to `combine = \"trimmed-mean\"`");
            None
        }
        (combine, None) => Some(combine),
    }
}

/// The third assessor; `Some(None)` where there is none to be had.
#[expect(
    clippy::option_option,
    reason = "outer: whether what is written is right; inner: whether it is written"
)]
fn third(table: &Table<'_>, assessors: Option<usize>) -> Option<Option<Third>> {
    if table.get("third").is_none() && table.get("third_above").is_none() {
        return Some(None);
    }
    let columns = table.need("third").and_then(headings);
    let above = table.need("third_above");
    if assessors.is_some_and(|assessors| assessors != 2) {
        let spot = table.key_spot("third").unwrap_or(table.spot);
        spot.say_bad("a third reader needs exactly two readers before");
        return None;
    }
    let above = above.and_then(difference);
    Some(Some(Third {
        headings: columns?,
        above: above?,
    }))
}

/// Any so many of the assessors; `Some(None)` where all of them rate.
#[expect(
    clippy::option_option,
    reason = "outer: whether what is written is right; inner: whether it is written"
)]
fn pool(table: &Table<'_>, assessors: Option<usize>) -> Option<Option<Pool>> {
    let Some(item) = table.get("read_by") else {
        if let Some(spot) = table.key_spot("further_above") {
            spot.say_bad("`further_above` belongs to `read_by`; with two fixed readers write `third` and `third_above`");
            return None;
        }
        return Some(None);
    };
    if let Some(spot) = table.key_spot("third").or(table.key_spot("third_above")) {
        spot.say_bad("of a pool one more is asked by `further_above`, and nobody is the third");
        return None;
    }
    let readers = many(item.count(1, MOST)?);
    let above = match table.get("further_above") {
        Some(item) => Some(difference(item)?),
        None => None,
    };
    let most = assessors?;
    if most == 1 {
        item.spot.say_bad_help(
            "any so many of one reader is no choice",
            "write `readers`, one array of headings for each assessor, or `[[assessors]]`, one table for each",
        );
        return None;
    }
    let wanted = readers.saturating_add(usize::from(above.is_some()));
    if wanted > most {
        let one_more = if above.is_some() { " and one more" } else { "" };
        item.spot.say_bad(format!(
            "{readers}{one_more} are to rate each application, and there are {most} readers"
        ));
        return None;
    }
    Some(Some(Pool { readers, above }))
}

fn many(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// A difference between ratings.
fn difference(item: Item<'_>) -> Option<Decimal> {
    item.decimal().filter(|above| {
        let good = !above.is_sign_negative();
        if !good {
            item.spot.say_bad("a difference is never negative");
        }
        good
    })
}
