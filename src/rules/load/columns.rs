//! The columns a field is read from: by its headings, one for each assessor, or none where an id is made of other fields.

use super::diagnostics::{Spot, shown};
use super::table::{Item, Table};
use crate::rules::Field;
use crate::rules::form::Headings;
use crate::values::heading::fold_heading;
use crate::values::spelling;

/// The assessors of one rating.
pub(super) const MOST: u32 = 20;

/// The fields of which an id is made, as written.
pub(super) type Made<'d> = Vec<(&'d str, Spot<'d>)>;

/// `in_files`: how many assessors send files of their own. Where any so many of them read, they share the headings.
pub(super) fn assessors(table: &Table<'_>, word: &str, in_files: usize) -> Option<Vec<Headings>> {
    match (
        table.get("headings"),
        table.get("readers").filter(|_| word == "rating"),
    ) {
        (Some(_), Some(assessors)) => {
            assessors
                .spot
                .say_bad("a rating takes either `headings` or `readers`, not both");
            None
        }
        (None, Some(assessors)) => {
            let columns = assessors.array()?;
            if u32::try_from(columns.len()).is_ok_and(|many| many > MOST) {
                assessors
                    .spot
                    .say_bad(format!("there are more than {MOST} readers"));
                return None;
            }
            columns.into_iter().map(headings).collect()
        }
        _ => {
            let own = table.need("headings").and_then(headings)?;
            let shared = word == "rating" && in_files > 0 && table.get("read_by").is_some();
            Some(vec![own; if shared { in_files } else { 1 }])
        }
    }
}

/// Notes the fields of which the id is made; gives the heading of a column that no file has.
pub(super) fn made_of<'d>(
    name: &str,
    item: Item<'d>,
    table: &Table<'d>,
    made: &mut Made<'d>,
) -> Option<Vec<Headings>> {
    if let Some(spot) = table.key_spot("headings") {
        spot.say_bad("an id is either read from a column or made of other fields, not both");
        return None;
    }
    let fields = item.texts()?;
    if fields.is_empty() {
        item.spot.say_bad("an id is made of one field or more");
        return None;
    }
    *made = fields;
    Some(vec![vec![format!("{name} (made of other fields)")].into()])
}

pub(super) fn headings(item: Item<'_>) -> Option<Headings> {
    let mut good = true;
    let texts = item.texts()?;
    for (text, spot) in &texts {
        // Typeform calls the number of a response so.
        if spelling::fold_words(text).is_empty() && text.trim() != "#" {
            spot.say_bad(format!(
                "the heading `{}` has neither letters nor digits",
                shown(text)
            ));
            good = false;
        }
    }
    let texts: Vec<String> = texts.into_iter().map(|(text, _)| text.to_owned()).collect();
    good.then(|| texts.into())
}

/// Readers of a rating who share a heading get one more each, by which they can be told apart in one file: `motivation A1`.
pub(super) fn told_apart(field: &mut Field) {
    let name = field.name.clone();
    let mut readers: Vec<&mut Headings> = field.columns_mut().collect();
    let mut all: Vec<String> = Vec::new();
    for headings in &readers {
        let mut own: Vec<String> = headings.iter().map(|text| fold_heading(text)).collect();
        own.sort_unstable();
        own.dedup();
        all.append(&mut own);
    }
    let many = all.len();
    all.sort_unstable();
    all.dedup();
    if all.len() == many {
        return;
    }
    for (number, headings) in (1..).zip(&mut readers) {
        let mut texts = headings.to_vec();
        texts.push(format!("{name} A{number}"));
        **headings = texts.into();
    }
}
