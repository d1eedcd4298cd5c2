//! Ratings in files of their own: read like applications, and joined with them by id, never by row.
//!
//! `layout` finds whose column is which, `file` reads one file, `pack` and `marks` know a pack, `takes_part` who says that they take no part, `join` puts what it says beside the answers, `given` counts it.

mod conflicts;
mod file;
pub mod given;
mod join;
mod keys;
mod layout;
mod marks;
mod pack;
mod rated;
mod takes_part;

use std::collections::BTreeSet;

use self::rated::RatingsFile;
use super::heading::Found;
use super::headings::Layout;
use crate::base::finding::Finding;
use crate::base::origin::Row;
use crate::rules::Form;
use crate::table::{HeadingId, Sheet};

/// What stands in files of ratings, before it is known whose it is.
#[derive(Debug, Default)]
pub struct Ratings {
    files: Vec<RatingsFile>,
    /// What is asked of whole columns, then how ratings were read that do not literally say so.
    pub noticed: Vec<Finding>,
}

/// Reads files of ratings; they come in an order that does not hang on how they were given.
///
/// # Errors
/// A finding for every file that has no ids or no ratings, or could be of several assessors, or from which nothing can be read.
pub fn read(form: &Form, sheets: &[Sheet]) -> Result<(Ratings, Vec<Layout>), Vec<Finding>> {
    let (mut all, mut layouts, mut findings) = (Ratings::default(), Vec::new(), Vec::new());
    let mut notes = Vec::new();
    for sheet in sheets {
        match file::read(form, sheet) {
            Ok(read) => {
                all.noticed.extend(read.questions);
                notes.extend(read.notes);
                all.files.push(read.file);
                layouts.push(read.layout);
            }
            Err(more) => findings.extend(more),
        }
    }
    all.noticed.append(&mut notes);
    if findings.is_empty() {
        Ok((all, layouts))
    } else {
        Err(findings)
    }
}

/// The columns of a file of ratings that anything is read from; none where some are missing.
pub fn columns_of(form: &Form, sheet: &Sheet) -> Option<BTreeSet<HeadingId>> {
    let found = layout::found(form, sheet)?;
    Some(found.iter().map(|found: &Found| found.id).collect())
}

/// Says of the folded cells of a row whether they hold the heading of an id or address, and whether that of a rating, too.
pub fn headings_in(form: &Form) -> impl Fn(&BTreeSet<String>) -> (bool, bool) + use<> {
    let wanted = layout::Wanted::of(form, None);
    move |says| (wanted.has_key(says), wanted.are_in(says))
}

/// The row in which the headings of a file of ratings stand, from 1, where titles stand above them; none where they are where they were
/// looked for, or nowhere.
pub fn heading_row(form: &Form, sheet: &Sheet) -> Option<Row> {
    layout::heading_row(form, sheet)
}
